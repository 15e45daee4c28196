"""Reading files: a path in, typed lines out. Pure: no database, no clock, no network.

The doors:

- `opening.open_table(source: Path | bytes, limits=DEFAULT_LIMITS, *, name="", sheet=None) -> RawTable`
- `recognise.recognise(raw, *, today: date, decimals: int = 2) -> Layout`; `layout.missing` and `layout.ambiguous`
  are what to ask the owner before anything is read, `layout.with_column`, `with_kind`, `with_date`, `choose`
  are his answers, `to_dict` and `from_dict` keep them for the next file with the same `signature`.
- `rows.read_rows(raw, layout, *, today: date, decimals: int = 2) -> Reading`, an iterator of `Row | Problem`
- `preview.preview(reading) -> Preview` and `preview.row_key(row) -> str`, the natural key of a row: two equal rows
  of a file have the same key, so known rows are spotted by counting how often a key occurs.

Every door raises `SheetRefused` alone, with a reason that is a key for the owner's sentence.
"""
