"""The month on paper: what is in it (`month`), how it is told (`story`), and the sheets it stands on (`sheets`).

Importing `story` or `sheets` loads matplotlib: leave it to the worker processes.
"""
