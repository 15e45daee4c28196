"""The book: schema, migrations, named operations, backup. The only room that knows SQL.

`book.Book` opens the file and holds everything that changes it; `records` is what a caller hands in, `errors`
what can go wrong. How a change is written: `posting` (and `sales`, `goods`, `debts`, `facts`, `outgoings` by
subject), `imports`, `names`; what is kept running: `totals`. What can be asked: `reading`. Keeping it whole:
`migrations`, `upkeep`, `backups`.
"""
