"""Files: what an owner sends goes into the book, what he asks for comes out of it.

Belongs here: between the rows that `language.sheets` reads and the lines that `storage` keeps, and the writing of
exports. Does not: recognising columns (`language.sheets`), the words around it (`commands`).
"""
