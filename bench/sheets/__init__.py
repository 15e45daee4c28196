"""How well and how fast files are read: real and awkward ones, each against what it is known to hold."""
