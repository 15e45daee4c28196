"""Measurements of the customer analytics: published figures, later periods, other libraries, time."""
