"""Text files as lines of cells: the separator found, quotes that never close contained."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from itertools import chain, islice, repeat
from typing import TYPE_CHECKING, BinaryIO

from bot.language.sheets.blocks import AT_ONCE, Columns, Rows, in_blocks
from bot.language.sheets.encodings import READ_ANYWAY, Spelling, spelling_of, unfold_twice
from bot.language.sheets.sheet import Cell, Limits, RawTable, SheetRefused, TornLine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.language.sheets.blocks import Block
    from bot.language.sheets.sheet import Numbered

_SEPARATORS = (",", ";", "\t", "|")
_SPACES = " "
_SAMPLE_LINES = 400
_LONGEST_WRAPPED = 10_000
_LONGEST_RECORD = 50  # lines that one quoted cell may reasonably span
_WORD = re.compile(r"^[^\d,;\t|]*[^\W\d]{2}[^\d,;\t|]*$")
_WHOLE = re.compile(r'"(?:[^"]|"")*"\s*')  # one quoted cell: a quote within it is doubled
_QUOTE = '"'
_NARROWEST = 2  # cells of a line that is cut: a single one may be an empty line
_LONGEST_CELL = 100_000  # the csv module takes some more
_NAMED = re.compile(r'^"?sep=(.)"?$', re.IGNORECASE)


def open_text(name: str, open_bytes: Callable[[], BinaryIO], limits: Limits) -> RawTable:
    """Open a text file as a table; its beginning is looked at here, all of it by `blocks()`."""
    spelling = spelling_of(open_bytes, limits)
    sample = [line for line in islice(_physical(open_bytes, spelling), _SAMPLE_LINES) if line.strip()]
    if not sample:
        raise SheetRefused("empty")
    wrapped = _are_wrapped(sample)
    if wrapped:
        sample = list(_unwrapped(iter(sample)))
    separator, width = _separator_of(sample)
    if width > limits.columns:
        raise SheetRefused("too_wide", f"{width} columns")

    def blocks() -> Iterator[Block]:
        physical = _physical(open_bytes, spelling)
        return _records(_unwrapped(physical) if wrapped else physical, separator, width, limits)

    repairs = (["double_encoded"] if spelling.is_double else []) + (
        ["nul_bytes"] if spelling.has_nuls else []
    )
    plain = tuple(repairs) if not spelling.encoding.startswith(("utf-16", "utf-32")) else ()
    return RawTable(
        name, "text", width, blocks, encoding=spelling.encoding, separator=separator, repairs=plain
    )


def _physical(open_bytes: Callable[[], BinaryIO], spelling: Spelling) -> Iterator[str]:
    """Give the lines as they lie in the file, whichever line ends it uses."""
    with (
        open_bytes() as stream,
        io.TextIOWrapper(stream, encoding=spelling.encoding, errors=READ_ANYWAY) as text,
    ):
        lines: Iterator[str] = unfold_twice(text) if spelling.is_double else text
        if spelling.has_nuls:
            lines = (line.replace("\0", "") for line in lines)
        yield from lines


def _are_wrapped(sample: list[str]) -> bool:
    """Whether every line as a whole stands in quotes, as when a table was pasted as one column."""
    cells = [next(csv.reader([line]), []) for line in sample if len(line) < _LONGEST_WRAPPED]
    return len(cells) > 1 and all(
        len(row) == 1 and _WHOLE.fullmatch(line) is not None and any(sign in row[0] for sign in _SEPARATORS)
        for row, line in zip(cells, sample, strict=False)
    )


def _unwrapped(lines: Iterator[str]) -> Iterator[str]:
    """Give the lines that stand in quotes without them."""
    for line in lines:
        text = line.strip()
        yield text[1:-1].replace('""', '"') + "\n" if len(text) > 1 and text[0] == text[-1] == '"' else line


def _separator_of(sample: list[str]) -> tuple[str, int]:
    """Give the separator under which the lines agree best, and how many cells a line then has."""
    named = _NAMED.match(sample[0].strip())
    if named:
        return named.group(1), _agreement(sample[1:], named.group(1))[1]
    best = max(((*_agreement(sample, sign), sign) for sign in _SEPARATORS), key=lambda found: found[0])
    if best[1] > 1:
        return best[2], best[1]
    widths = Counter(len(line.split()) for line in sample)
    width, agreeing = widths.most_common(1)[0]
    if width > 2 and agreeing >= 0.9 * len(sample) and len(sample) > 2:  # noqa: PLR2004 - two words are a name
        return _SPACES, width
    return ",", 1


def _agreement(sample: list[str], separator: str) -> tuple[float, int]:
    """Give how well the lines agree under a separator, and the usual number of cells."""
    rows = [row for row in _parse(sample, separator) if any(cell.strip() for cell in row)]
    wide = Counter(len(row) for row in rows if len(row) > 1)
    if not wide:
        return 0.0, 1
    width, agreeing = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
    # Under the true separator one line, that of the headings, is words alone.
    heading = max(sum(bool(_WORD.match(cell)) for cell in row) for row in rows if len(row) == width) / width
    return agreeing / len(rows) * (width - 1) * (0.5 + heading), width


def _parse(lines: list[str], separator: str) -> Iterator[list[str]]:
    """Give the sample's records; a quote that never closes ends them early, which does not matter here."""
    try:
        yield from csv.reader(lines, delimiter=separator)
    except csv.Error:
        return


def _fed(lines: Iterator[str], back: list[str], held: list[str]) -> Iterator[str]:
    """Hand physical lines to `csv.reader`, those given `back` (last first) before the others.

    Those of the record at hand are kept in `held`; a runaway quote is stopped.
    """
    while back:
        held.append(back.pop())
        yield held[-1]
        if len(held) >= _LONGEST_RECORD:
            return
    for line in lines:
        held.append(line)
        yield line
        if len(held) >= _LONGEST_RECORD:
            return


def _records(lines: Iterator[str], separator: str, width: int, limits: Limits) -> Iterator[Block]:
    """Give the records many at a time, as long as each line is one; from the first that is not, one by one."""
    lines = _spaced(lines) if separator == _SPACES else lines
    number = 1
    while chunk := list(islice(lines, AT_ONCE)):
        numbers = range(number, number + len(chunk))
        block = _cut(chunk, numbers, separator, width) or _parsed(chunk, numbers, separator)
        if block is None:
            yield from in_blocks(_careful(chain(chunk, lines), number, separator, width, limits))
            return
        if number == 1 and _NAMED.match(chunk[0].strip()):
            block = block.chosen([False, *repeat(True, len(chunk) - 1)])
        yield block
        number += len(chunk)
        if number > limits.rows:
            raise SheetRefused("too_large", f"{limits.rows} lines")


def _cut(lines: list[str], numbers: range, separator: str, width: int) -> Columns | None:
    """Give lines as columns where nothing is quoted and each has the usual number of cells; else None.

    Ends of lines become cells of their own: each then stands at its place, or a line has fewer cells or more.
    """
    text = "".join(lines)
    if width < _NARROWEST or _QUOTE in text or "\r" in text or len(text) > _LONGEST_CELL:
        return None
    ended = text if text.endswith("\n") else f"{text}\n"
    cells = ended.replace("\n", f"{separator}\n{separator}").split(separator)
    step = width + 1
    if len(cells) != len(lines) * step + 1 or cells[width::step].count("\n") != len(lines):
        return None
    return Columns(numbers, [cells[place:-1:step] for place in range(width)])


def _parsed(lines: list[str], numbers: range, separator: str) -> Rows | None:
    """Give the records of lines none of which goes on in the next; None where one may."""
    rows: list[list[Cell]]
    try:
        # An open quote would swallow the empty line at the end, or make two lines one.
        rows = list(csv.reader(chain(lines, ("\n",)), delimiter=separator))  # type: ignore[arg-type]  # text is one sort of cell
    except csv.Error:
        return None
    return Rows(numbers, rows) if len(rows) == len(lines) + 1 and not rows.pop() else None


def _careful(
    lines: Iterator[str], number: int, separator: str, width: int, limits: Limits
) -> Iterator[Numbered]:
    """Give the records from line `number` on where some go over several lines, or are torn."""
    held: list[str] = []
    back: list[str] = []
    count = number - 1
    while True:
        for cells in _until_torn(_fed(lines, back, held), held, separator, width):
            if number > 1 or not _NAMED.match(held[0].strip()):
                yield number, cells
            number += len(held)
            held.clear()
            count += 1
            if count > limits.rows:
                raise SheetRefused("too_large", f"{limits.rows} lines")
        if not held:
            return
        first, *others = held
        yield number, TornLine(first.rstrip("\n").split(separator))
        number += 1
        back.extend(reversed(others))
        held = []


def _until_torn(fed: Iterator[str], held: list[str], separator: str, width: int) -> Iterator[list[Cell]]:
    """Give records until one is torn by a quote that never closes: its lines are then left in `held`."""
    try:
        cells: list[Cell]
        for cells in csv.reader(fed, delimiter=separator):  # type: ignore[assignment]  # text is one sort of cell
            if len(held) > 1 and _is_torn(held, separator, width):
                return
            yield cells
    except csv.Error:  # a cell longer than the reader holds: as good as never closed
        return


def _spaced(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield " ".join(line.split()) + "\n"


def _is_torn(held: list[str], separator: str, width: int) -> bool:
    """Whether a record over several lines comes from a quote that never closes."""
    if len(held) >= _LONGEST_RECORD or sum(line.count('"') for line in held) % 2:
        return True
    if width < 3:  # noqa: PLR2004 - lines of two cells cannot be told from a note with a comma
        return False
    whole = [line.count(separator) == width - 1 for line in held]  # a line that would be a record by itself
    return any(whole[1:-1]) or (whole[0] and whole[-1])
