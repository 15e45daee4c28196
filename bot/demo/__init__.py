"""Talking with the made-up shop: in the terminal (`make demo`), and without any wire for documents and tests."""
