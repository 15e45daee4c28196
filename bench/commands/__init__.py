"""How fast every command answers on a large book, and whether its figures are those of the raw rows."""
