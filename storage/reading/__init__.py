"""What can be asked of a book. Every function takes an open book and gives frozen records or `Columns`.

Only what is in force counts, unless a function says otherwise. Periods are days of the shop, both ends included.
Money is minor units, quantities are thousandths, except in frames for analysis, which hold plain units.
"""
