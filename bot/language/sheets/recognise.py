"""Recognising how a table is laid out, and saying what is uncertain about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from bot.language.sheets.columns import agreement, columns_by_content, columns_by_heading, goes_with_quantity
from bot.language.sheets.date_order import order_of
from bot.language.sheets.folding import text_of, tidy
from bot.language.sheets.headers import Header, header_of
from bot.language.sheets.headings import language_is_foreign
from bot.language.sheets.kinds import kind_of
from bot.language.sheets.layout import NUMBER_FIELDS, Ambiguous, Choice, Layout
from bot.language.sheets.line_kinds import filled, is_blank, is_total_word, lone_day
from bot.language.sheets.numbers import decimal_sign_of, evidence
from bot.language.sheets.profiles import Profile, profiles_of
from bot.language.sheets.rows import read_rows
from bot.language.sheets.sheet import Cell, Kind, Problem, RawTable, SheetRefused, TornLine
from bot.language.sheets.tills import till_of
from bot.language.sheets.wide import days_across, products_across

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.language.sheets.layout import Wide

_SAMPLE = 1200
_SHOWN = 3
_MOST_DISTINCT = 50_000
_CARRIED = 0.4  # share of blank days from which they are ditto, not missing
_ONE_LETTER = {"unit_cost": "cost"}


@dataclass(slots=True)
class _Draft:
    """A layout in the making."""

    columns: dict[str, tuple[int, float]]
    doubts: list[str] = field(default_factory=list)
    date_from: str = "column"
    wide: Wide | None = None
    total_is_of_order: bool = False

    def at(self, name: str) -> int | None:
        found = self.columns.get(name)
        return found[0] if found else None

    def move(self, name: str, to: str) -> None:
        self.columns[to] = self.columns.pop(name)


def recognise(raw: RawTable, *, today: date, decimals: int = 2) -> Layout:
    """Say how a table is laid out. What only the owner can tell is in `ambiguous` and `missing` of the layout.

    Raises `SheetRefused` (no_table) where there is nothing but headings or nothing like a table.
    """
    sample = [
        (number, cells)
        for number, cells in islice(raw.lines(), _SAMPLE)
        if not is_blank(cells) and type(cells) is not TornLine
    ]
    if not sample:
        raise SheetRefused("empty")
    width = max(raw.width, max(len(cells) for _, cells in sample[:50]))
    header = header_of(sample, width)
    lines, days_above = _data_of(sample, header)
    if not lines:
        raise SheetRefused("empty", "headings only" if header.at is not None else "")
    titles = header.titles or tuple("" for _ in range(width))
    width = max(width, len(titles))
    titles = titles + ("",) * (width - len(titles))
    profiles = profiles_of(lines, width)
    if header.at is None and _are_baskets(lines, profiles):
        return Layout(Kind.BASKETS, titles, confidence=0.7, doubts=("baskets",))
    till, own = till_of(titles)
    draft = _draft(titles, lines, profiles, header, own)
    _settle_days(draft, titles, lines, profiles, days_above=days_above)
    _settle_amounts(draft, lines, profiles)
    kind, sure = _settle_kind(draft, raw, header, sample, titles)
    whole = tuple(
        name
        for name in ("customer", "customer_code", "code", "reference", "product", "phone")
        if _are_whole(draft.at(name), lines)
    )
    layout = Layout(
        kind=kind,
        titles=titles,
        header_line=header.line,
        columns=tuple((name, at) for name, (at, _) in draft.columns.items()),
        date_from=draft.date_from,
        wide=draft.wide,
        whole_names=whole,
        total_is_of_order=draft.total_is_of_order,
        source=till,
        confidence=round(min(1.0, sure * (1.0 if header.understood else 0.6)), 2),
        doubts=tuple(draft.doubts) + (() if header.understood else ("no_headings",)),
    )
    return _settle_writing(raw, layout, today, decimals)


def _data_of(sample: Sequence[tuple[int, list[Cell]]], header: Header) -> tuple[list[list[Cell]], int]:
    """Give the lines of data in a sample, and how many lines hold only a day above a block."""
    first = 0 if header.at is None else header.at + 1
    heading = [title.casefold() for title in header.titles]
    lines, days = [], 0
    for at, (_, cells) in enumerate(sample):
        if lone_day(cells) is not None:
            days += 1
        elif at >= first and len(filled(cells)) > 1 and not any(is_total_word(cell) for cell in cells):
            if [tidy(text_of(cell)).casefold() for cell in cells] != heading:
                lines.append(cells)
    if not lines and first < len(sample):
        lines = [cells for _, cells in sample[first:] if lone_day(cells) is None]
    return lines, days


def _are_baskets(lines: Sequence[Sequence[Cell]], profiles: Sequence[Profile]) -> bool:
    """Whether each line lists goods: words alone, and as many cells as it happens to have."""
    widths = {len(filled(cells)) for cells in lines}
    spoken = [each for each in profiles if not each.empty]
    return len(widths) > 3 and all(each.figures < 0.1 and each.dates < 0.1 for each in spoken[:3])  # noqa: PLR2004


def _draft(
    titles: Sequence[str],
    lines: Sequence[Sequence[Cell]],
    profiles: Sequence[Profile],
    header: Header,
    own: dict[str, int | None],
) -> _Draft:
    """Give the columns: by a till's own headings, by the words over them, then by what stands in them."""
    found = columns_by_heading(titles, profiles)
    if own:
        found = {
            name: pair for name, pair in found.items() if name not in own and pair[0] not in own.values()
        }
        found.update({name: (at, 10.0) for name, at in own.items() if at is not None})
    elif not header.understood:
        found.update(columns_by_content(lines, profiles, {at for at, _ in found.values()}))
    return _Draft(found)


def _settle_days(
    draft: _Draft,
    titles: Sequence[str],
    lines: Sequence[Sequence[Cell]],
    profiles: Sequence[Profile],
    *,
    days_above: int,
) -> None:
    """Find where the days are: in a column, above each block, across the headings."""
    at = draft.at("date")
    if at is None:
        by_content = [
            place
            for place, each in enumerate(profiles)
            if each.dates > 0.8 and place not in {pair[0] for pair in draft.columns.values()}
        ]  # noqa: PLR2004
        if by_content:
            draft.columns["date"] = (by_content[0], 4.0)
            at = by_content[0]
    if at is None and days_above:
        draft.date_from = "heading"
    elif at is not None and profiles[at].blank_runs > _CARRIED:
        draft.date_from = "carried"
        draft.doubts.append("dates_carried")
    draft.wide = (
        days_across(titles, profiles, draft.columns)
        if at is None
        else products_across(titles, lines, profiles, draft.columns)
    )
    if draft.wide is not None:
        draft.doubts.append("wide_meaning")
        for name in [name for name, (place, _) in draft.columns.items() if place in draft.wide.columns]:
            del draft.columns[name]


def _settle_amounts(draft: _Draft, lines: Sequence[Sequence[Cell]], profiles: Sequence[Profile]) -> None:
    """Check by arithmetic what the headings say of quantity, price and total."""
    product, quantity = draft.at("product"), draft.at("quantity")
    price, total = draft.at("price"), draft.at("total")
    if quantity is not None and price is not None and total is not None:
        fits = agreement(lines, quantity, price, total, draft.at("tax"))
        if fits < 0.3 and "discount" not in draft.columns:  # noqa: PLR2004 - far from a slip
            if _repeats_in_orders(lines, draft.at("reference"), total):
                draft.total_is_of_order = True
                draft.doubts.append("total_is_of_order")
            else:
                draft.doubts.append("sums_disagree")
        return
    if quantity is None or product is None:
        return
    if (
        price is not None
        and draft.columns["price"][1] < 9.95
        and goes_with_quantity(lines, product, quantity, price) == "line"
    ):  # noqa: PLR2004
        draft.move("price", "total")
        draft.doubts.append("price_is_total")
    elif total is not None and goes_with_quantity(lines, product, quantity, total) == "each":
        draft.move("total", "price")
        draft.doubts.append("total_is_price")


def _repeats_in_orders(lines: Sequence[Sequence[Cell]], reference: int | None, total: int) -> bool:
    """Whether every line of an order repeats the same total."""
    if reference is None:
        return False
    totals: dict[Cell, set[Cell]] = {}
    counts: dict[Cell, int] = {}
    for cells in lines:
        if max(reference, total) < len(cells):
            totals.setdefault(cells[reference], set()).add(cells[total])
            counts[cells[reference]] = counts.get(cells[reference], 0) + 1
    several = [order for order, count in counts.items() if count > 1]
    return len(several) > 1 and sum(len(totals[order] - {""}) == 1 for order in several) > 0.9 * len(several)  # noqa: PLR2004


def _settle_kind(
    draft: _Draft,
    raw: RawTable,
    header: Header,
    sample: Sequence[tuple[int, list[Cell]]],
    titles: Sequence[str],
) -> tuple[Kind, float]:
    """Give the kind, and make the columns fit it."""
    above = [text_of(cell) for _, cells in sample[: header.at or 0] for cell in cells]
    around = [raw.name.rsplit(".", 1)[0], raw.sheet, *above]
    held = set(draft.columns) | ({"date"} if draft.date_from == "heading" else set())
    if draft.wide is not None:
        held |= {draft.wide.across, draft.wide.meaning}
    kind, sure = kind_of(held, titles, around)
    if kind in {Kind.PRODUCTS, Kind.COUNTS, Kind.RECEIPTS} and "cost" in held and "unit_cost" not in held:
        draft.move("cost", "unit_cost")
    if kind is Kind.SALES:
        if "quantity" not in held and held & {"price", "total"}:
            draft.doubts.append("no_quantity")
        if "price" not in held and "total" not in held:
            draft.doubts.append("no_price")
    return kind, sure


def _are_whole(at: int | None, lines: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column of names is all whole numbers written with `.0`, as after a trip through a data frame."""
    if at is None:
        return False
    texts = {cells[at].strip() for cells in lines if at < len(cells) and isinstance(cells[at], str)} - {""}  # type: ignore[union-attr]  # checked beside
    return bool(texts) and all(text.endswith(".0") and text[:-2].isdigit() for text in texts)


def _settle_writing(raw: RawTable, layout: Layout, today: date, decimals: int) -> Layout:
    """Decide over the whole file how it writes days and decimals, and keep open what stays open."""
    days, figures = _gather(raw, layout)
    found = order_of(
        days, today, foreign=language_is_foreign(layout.titles), future=layout.kind is Kind.CAMPAIGNS
    )
    signs = {name: decimal_sign_of(cells) for name, cells in figures.items()}
    known = {sign for sign in signs.values() if sign in {".", ","}}
    unclear = [name for name, sign in signs.items() if sign == "?"]
    doubts = layout.doubts + found.doubts
    fallback = known.pop() if len(known) == 1 else "."
    if unclear and not known and len({sign for sign in signs.values() if sign in ".,"}) != 1:
        fallback, open_sign = _sign_by_arithmetic(raw, layout, figures, unclear)
    else:
        open_sign = False
    settled = tuple((name, sign if sign in {".", ","} else fallback) for name, sign in signs.items())
    layout = replace(layout, date_order=found.order, decimal_signs=settled, doubts=doubts)
    questions = []
    if found.open:
        questions.append(("date_order", found.open))
    if open_sign:
        questions.append(("decimal_sign", (fallback, "." if fallback == "," else ",")))
    ambiguous = tuple(
        Ambiguous(
            about,
            tuple(
                Choice(value, _first_rows(raw, layout.choose(about, value), today, decimals))
                for value in values
            ),
        )
        for about, values in questions
    )
    return replace(layout, ambiguous=ambiguous)


def _gather(raw: RawTable, layout: Layout) -> tuple[set[Cell], dict[str, set[Cell]]]:
    """Run through the whole file once for the different days and figures that it holds."""
    at_day = layout.column("date") if layout.date_from != "heading" else None
    places = [(name, at) for name, at in layout.columns if name in NUMBER_FIELDS]
    if layout.wide is not None:
        places.extend(("wide", at) for at in layout.wide.columns)
    days: set[Cell] = set()
    if layout.wide is not None and layout.wide.across == "date":
        days.update(layout.titles[at] for at in layout.wide.columns)
    figures: dict[str, set[Cell]] = {name: set() for name, _ in places}
    wanted = [(figures[name], at) for name, at in places]
    first = layout.header_line or 0
    need = max([at for _, at in places] + [at_day or 0]) + 1
    for number, cells in raw.lines():
        if layout.date_from == "heading":
            day = lone_day(cells)
            if day is not None:
                days.add(day)
                continue
        if number <= first or len(cells) < need:
            continue
        if at_day is not None:
            cell = cells[at_day]
            if isinstance(cell, str) and ":" in cell:
                start = cell.strip().split(" ", 1)[0]
                cell = start if any(sign.isdigit() for sign in start) else cell
            days.add(cell)
        for seen, at in wanted:
            seen.add(cells[at])
            if len(seen) > _MOST_DISTINCT:
                _thin(seen)
    return days, figures


def _thin(seen: set[Cell]) -> None:
    """Keep of many different figures a few of each sort of evidence."""
    kept: dict[str, list[Cell]] = {}
    for cell in seen:
        kept.setdefault(evidence(cell), []).append(cell)
    seen.clear()
    for cells in kept.values():
        seen.update(cells[: 1 + len(cells) // 100])


def _sign_by_arithmetic(
    raw: RawTable, layout: Layout, figures: dict[str, set[Cell]], unclear: list[str]
) -> tuple[str, bool]:
    """Choose the decimal sign of figures like 1.234 throughout: the sign under them if it cannot be told, and ask."""
    marks = {sign for name in unclear for sign in (evidence(cell) for cell in figures[name]) if sign}
    weak = marks.pop()[-1] if len(marks) == 1 else "."
    thousands = "." if weak == "," else ","
    return thousands, any(
        name in {"quantity", "price", "total", "unit_cost", "stock", "wide", "budget", "cost"}
        for name in unclear
    )


def _first_rows(raw: RawTable, layout: Layout, today: date, decimals: int) -> tuple[object, ...]:
    """Give the first rows under a layout, and where there are none the first problems."""
    if layout.kind in {Kind.UNKNOWN, Kind.ORDERS, Kind.BASKETS}:
        return ()
    items = list(islice(read_rows(raw, layout, today=today, decimals=decimals), _SAMPLE))
    rows = [item for item in items if not isinstance(item, Problem)]
    return tuple((rows or items)[:_SHOWN])
