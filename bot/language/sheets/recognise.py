"""Recognising how a table is laid out, and saying what is uncertain about it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.language.sheets.draft import draft_of, settle_amounts, settle_days, settle_kind
from bot.language.sheets.folding import text_of, tidy
from bot.language.sheets.headers import Header, header_of
from bot.language.sheets.layout import Layout
from bot.language.sheets.line_kinds import filled, is_blank, is_total_word, lone_day
from bot.language.sheets.profiles import Profile, profiles_of
from bot.language.sheets.sheet import Cell, Kind, RawTable, SheetRefused, TornLine
from bot.language.sheets.tills import till_of
from bot.language.sheets.writing import settle_writing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.language.sheets.sheet import Numbered

_SAMPLE = 1200
_NAMES = ("customer", "customer_code", "code", "reference", "product", "phone")
_BASKET_WIDTHS = 2  # lines of more different lengths are lists, not rows
_NOISE = 0.1


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
    width = max([raw.width, *(len(cells) for _, cells in sample[:50])])
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
    draft = draft_of(titles, lines, profiles, header, own)
    settle_days(draft, titles, lines, profiles, days_above=days_above)
    settle_amounts(draft, titles, lines)
    above = [text_of(cell) for _, cells in sample[: header.at or 0] for cell in cells]
    kind, sure = settle_kind(draft, titles, [raw.name.rsplit(".", 1)[0], raw.sheet, *above], lines)
    whole = tuple(name for name in _NAMES if _are_whole(draft.at(name), lines))
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
    return settle_writing(raw, layout, today=today, decimals=decimals)


def _data_of(sample: Sequence[Numbered], header: Header) -> tuple[list[list[Cell]], int]:
    """Give the lines of data in a sample, and how many lines hold only a day above a block."""
    first = 0 if header.at is None else header.at + 1
    heading = [title.casefold() for title in header.titles]
    lines: list[list[Cell]] = []
    days = 0
    for at, (_, cells) in enumerate(sample):
        if lone_day(cells) is not None:
            days += 1
        elif at < first or len(filled(cells)) < 2 or any(is_total_word(cell) for cell in cells):  # noqa: PLR2004 - one cell is a remark
            continue
        elif [tidy(text_of(cell)).casefold() for cell in cells] != heading:
            lines.append(cells)
    if not lines:
        lines = [cells for _, cells in sample[first:] if lone_day(cells) is None]
    return lines, days


def _are_baskets(lines: Sequence[Sequence[Cell]], profiles: Sequence[Profile]) -> bool:
    """Whether each line lists goods: words alone, and as many cells as it happens to have."""
    widths = {len(filled(cells)) for cells in lines}
    spoken = [each for each in profiles if not each.empty][:3]
    return len(widths) > _BASKET_WIDTHS and all(
        each.figures < _NOISE and each.dates < _NOISE for each in spoken
    )


def _are_whole(at: int | None, lines: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column of names is all whole numbers written with `.0`, as after a trip through a data frame."""
    cells = [line[at] for line in lines if at < len(line)] if at is not None else []
    texts = {cell.strip() for cell in cells if isinstance(cell, str)} - {""}
    return bool(texts) and all(text.endswith(".0") and text[:-2].isdigit() for text in texts)
