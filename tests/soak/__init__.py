"""Checks that the bot loses no sale and lets nobody in: each in a short form for the suite, and a long one.

A check is a function of a folder, a size and a seed; it gives its figures, or raises AssertionError with what
was lost. `tests/reliability` runs them small, `make soak` runs them long and keeps `docs/reliability.json`.
"""
