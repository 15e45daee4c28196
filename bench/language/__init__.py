"""How long a message takes to read."""
