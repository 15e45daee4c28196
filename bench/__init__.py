"""Measurements on data that the project does not carry; each takes a folder of its own."""
