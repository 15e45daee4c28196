"""How a file writes its days and decimals, decided over all of its lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.language.sheets.columns import agreement
from bot.language.sheets.date_order import order_of
from bot.language.sheets.headings import language_is_foreign
from bot.language.sheets.layout import NUMBER_FIELDS, Ambiguous, Choice, Layout
from bot.language.sheets.line_kinds import lone_day
from bot.language.sheets.numbers import MIXED, decimal_sign_of, evidence
from bot.language.sheets.rows import UNREADABLE, read_rows
from bot.language.sheets.sheet import Cell, Kind, Problem, RawTable, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

Rows = tuple[Row | Problem, ...]

_SHOWN = 3
_TRIED = 2000
_MOST_DISTINCT = 50_000
_MONEY = ("price", "total", "unit_cost", "cost", "profit", "budget", "discount", "tax")
_COUNTED = ("quantity", "stock", "reorder", "wide")
_THREE_PLACES = 3
_DOUBTS = frozenset(
    {
        "decimal_sign",
        "date_order",
        "date_order_by_language",
        "date_order_by_neighbours",
        "dates_mixed",
        "dates_doubtful",
    }
)


def settle_writing(raw: RawTable, layout: Layout, *, today: date, decimals: int = 2) -> Layout:
    """Decide over the whole file how it writes days and decimals, and keep open what stays open.

    Part of `recognise`; to be called again after a column was given another meaning, before questions are answered.
    """
    days, figures = _gather(raw, layout)
    signs, is_open = _signs_of(raw, layout, figures, decimals)
    # Who writes the month first writes decimal points and English.
    foreign = language_is_foreign(layout.titles) or "," in signs.values()
    found = order_of(days, today, foreign=foreign, future=layout.kind is Kind.CAMPAIGNS)
    kept = tuple(doubt for doubt in layout.doubts if doubt not in _DOUBTS)
    doubts = kept + found.doubts + (("decimal_sign",) if is_open else ())
    layout = replace(layout, date_order=found.order, decimal_signs=tuple(signs.items()), doubts=doubts)

    def rows_under(choice: Layout) -> Rows:
        return _first_rows(raw, choice, today, decimals)

    questions = [_question("date_order", found.open, rows_under, layout)] if found.open else []
    if is_open:
        questions.append(_question("decimal_sign", (",", "."), rows_under, layout))
    return replace(layout, ambiguous=tuple(questions))


def _gather(raw: RawTable, layout: Layout) -> tuple[set[Cell], dict[str, set[Cell]]]:
    """Run through the whole file once for the different days and figures that it holds."""
    wide = layout.wide
    places = [(name, at) for name, at in layout.columns if name in NUMBER_FIELDS]
    places.extend(("wide", at) for at in (wide.columns if wide else ()))
    days: set[Cell] = {layout.titles[at] for at in wide.columns} if wide and wide.across == "date" else set()
    figures: dict[str, set[Cell]] = {name: set() for name, _ in places}
    wanted = [(figures[name], at) for name, at in places]
    at_day = layout.column("date")
    width = 1 + max([at for _, at in places] + [-1 if at_day is None else at_day])
    above = layout.date_from == "heading"
    first = layout.header_line or 0
    for block in raw.blocks():
        if above:
            days.update(day for _, cells in block.lines() if (day := lone_day(cells)) is not None)
        below = (
            block if min(block.numbers) > first else block.chosen([each > first for each in block.numbers])
        )
        columns = below.columns(width)
        if not columns:
            continue
        if at_day is not None:
            _add_days(days, set(columns[at_day]))
        for seen, at in wanted:
            seen.update(columns[at])
            if len(seen) > _MOST_DISTINCT:
                _thin(seen)
    return days, figures


def _add_days(days: set[Cell], cells: set[Cell]) -> None:
    for cell in cells:
        if cell not in days and not (isinstance(cell, str) and cell.split(" ", 1)[0] in days):
            days.add(_without_clock(cell))


def _without_clock(cell: Cell) -> Cell:
    """Give the day of a cell like `1/7/19 17:37`: there are far fewer days than moments."""
    if isinstance(cell, str) and ":" in cell:
        start = cell.strip().split(" ", 1)[0]
        return start if any(sign.isdigit() for sign in start) and ":" not in start else cell
    return cell


def _thin(seen: set[Cell]) -> None:
    """Keep of many different figures a share of each sort of evidence."""
    kept: dict[str, list[Cell]] = {}
    for cell in seen:
        kept.setdefault(evidence(cell), []).append(cell)
    seen.clear()
    for cells in kept.values():
        seen.update(cells[: 1 + len(cells) // 100])


def _signs_of(
    raw: RawTable, layout: Layout, figures: dict[str, set[Cell]], decimals: int
) -> tuple[dict[str, str], bool]:
    """Give field -> decimal sign, and whether it stays open.

    A column of `1.234` alone takes the sign that other columns prove, or that makes quantity x price the total.
    Else money is in thousands where the headings' language writes them so, as `3,499` in English; the rest is asked.
    """
    signs = {name: decimal_sign_of(cells) for name, cells in figures.items()}
    if layout.wide is not None and "wide" in signs:
        signs[layout.wide.meaning] = signs["wide"]
        figures = {**figures, layout.wide.meaning: figures["wide"]}
    proven = [signs[name] for name in (*_MONEY, *_COUNTED) if signs.get(name) in {".", ","}]
    unclear = [name for name in (*_MONEY, *_COUNTED) if signs.get(name) == "?"]
    known = proven[0] if proven else ""
    if unclear and not known:
        known = _sign_by_arithmetic(raw, layout)
    custom = "," if language_is_foreign(layout.titles) else "."
    if not known and decimals != _THREE_PLACES:
        weak = [_weak_sign(figures[name]) for name in unclear if name in _MONEY]
        known = custom if weak and all(sign != custom for sign in weak) else ""
    is_open = bool(unclear) and not known
    settled = {name: sign if sign in {".", ",", MIXED} else known or custom for name, sign in signs.items()}
    return settled, is_open


def _weak_sign(cells: Iterable[Cell]) -> str:
    """Give the sign that stands before three digits in a column that proves nothing."""
    return next((found[-1] for found in map(evidence, cells) if found), ".")


def _sign_by_arithmetic(raw: RawTable, layout: Layout) -> str:
    """Give the decimal sign under which quantity x price is the total, or ''."""
    places = [at for at in map(layout.column, ("quantity", "price", "total")) if at is not None]
    if len(places) != 3:  # noqa: PLR2004 - all three, or nothing to compare
        return ""
    quantity, price, total = places
    lines = [
        cells
        for number, cells in islice(raw.lines(), _TRIED)
        if number > (layout.header_line or 0)
        and any(at < len(cells) and evidence(cells[at]).startswith("?") for at in places)
    ]
    shares = {sign: agreement(lines, quantity, price, total, sign=sign) or 0.0 for sign in (".", ",")}
    best, other = (".", ",") if shares["."] >= shares[","] else (",", ".")
    return best if shares[best] > 0.9 and shares[other] < 0.1 else ""  # noqa: PLR2004 - shares of lines


def _question(
    about: str, values: tuple[str, ...], rows_under: Callable[[Layout], Rows], layout: Layout
) -> Ambiguous:
    """Give a question with the first rows as each answer would read them."""
    rows = {value: rows_under(layout.choose(about, value)) for value in values}
    return Ambiguous(about, tuple(Choice(value, rows[value]) for value in values))


def _first_rows(raw: RawTable, layout: Layout, today: date, decimals: int) -> Rows:
    """Give the first rows under a layout, and where there are none the first problems."""
    if layout.kind in UNREADABLE:
        return ()
    items = list(islice(read_rows(raw, layout, today=today, decimals=decimals), _TRIED))
    rows = [item for item in items if not isinstance(item, Problem)]
    return tuple((rows or items)[:_SHOWN])
