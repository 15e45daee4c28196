"""Reading files: a path in, typed lines out. Pure: no database, no clock, no network.

The doors:

- `opening.open_table(source: Path | bytes, limits=DEFAULT_LIMITS, *, name="", sheet=None) -> RawTable`
- `recognise.recognise(raw, *, today: date, decimals: int = 2) -> Layout`. What to ask the owner before anything is read
  is in `layout.missing` (fields without a column) and `layout.ambiguous` (two readings, each with its first rows);
  `layout.doubts` are worth showing. His answers: `layout.with_column`, `with_kind`, `with_date`, `choose`. After a
  column changed its meaning, `writing.settle_writing(raw, layout, today=…)` looks at days and decimals again.
- `layout.to_dict`, `Layout.from_dict` and `layout.like(remembered)` keep a correction for the next file with the same
  `layout.signature`.
- `rows.read_rows(raw, layout, *, today, decimals=2, prices=None) -> Reading`, an iterator of `Row | Problem` whose
  `skipped` counts the lines that are no data.
- `preview.preview(reading) -> Preview` and `preview.row_key(row) -> str`, the natural key of a row: two equal rows
  of a file have the same key, so known rows are spotted by counting how often a key occurs.

Every door raises `SheetRefused` alone, with a reason that is a key for the owner's sentence.
"""
