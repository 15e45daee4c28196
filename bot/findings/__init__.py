"""What answers share: periods and their names, rankings, breakdowns, the shop's outlook, the choice between names.

Belongs here: what two commands or more say or work out in the same way. Does not: a command's own sentences, SQL, pixels.
"""
