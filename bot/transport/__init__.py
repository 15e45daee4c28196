"""The edges: Telegram and the terminal on one side, `Incoming` and `Answer` on the other."""
