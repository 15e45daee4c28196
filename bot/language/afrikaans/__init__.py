"""What Afrikaans grammar does that English does not: brought into English order before anything is read."""
