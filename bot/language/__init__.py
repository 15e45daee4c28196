"""What people write, turned into values: pure functions over words, names, money and dates.

The doors, for the rest of the program:

- ``names.Known.of(products, customers, locale=Locale(), regions=(), categories=())``: the shop's names, indexed once
  for each version of the catalogue.
- ``reading.read(message, known, today, *, settled={}, recent=(), phrases=...) -> Statement``: what a message says.
- ``reading.answer(doubt, text, known, today) -> str | None``: the value a typed answer settles a doubt with; None
  where the text is no answer to it (a new sale is never swallowed by an open question).
- ``correction.apply(correction, entry, known) -> Entry | Doubt``: the whole entry as it must stand afterwards.
- ``questions.Phrasebook(mapping)``: the sentences that ask for each command, which the commands declare themselves.
- ``questions.parse_arguments(text, known, today) -> Slots``: what stands behind a slash command.

Nothing here knows the clock, Telegram or the database.
"""
