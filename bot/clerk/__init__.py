"""The clerk: writes into the book what a message was understood to say, and reads it back.

Belongs here: statements to book records, the entry's memory of what was understood, the confirmation.
Does not: reading words (`language`), SQL (`storage`), deciding which command answers (`dialogue`).
"""
