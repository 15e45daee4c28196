"""How long a sale waits for its answer, and what the bot weighs at rest."""
