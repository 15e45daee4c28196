"""The documents: `build` writes their generated parts."""
