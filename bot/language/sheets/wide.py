"""Finding tables that spread their products or their days over the columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.sheets.folding import heading_words
from bot.language.sheets.heading_table import CALENDAR
from bot.language.sheets.layout import Wide
from bot.language.sheets.numbers import number_of
from bot.language.sheets.profiles import is_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.language.sheets.profiles import Profile
    from bot.language.sheets.sheet import Cell

_FEWEST = 3
_SURE = 8.0
_WEEK = 7
_MOSTLY, _NEARLY_ALL = 0.8, 0.9
_TOTAL = frozenset(
    {
        "total",
        "totals",
        "sum",
        "grand total",
        "summe",
        "gesamt",
        "totale",
        "totaal",
        "итого",
        "всего",
        "suma",
        "soma",
    }
)


def days_across(
    titles: Sequence[str], profiles: Sequence[Profile], columns: Mapping[str, tuple[int, float]]
) -> Wide | None:
    """Give the columns headed by days beside a column of products."""
    if "product" not in columns and "code" not in columns:
        return None
    days = tuple(
        at for at, title in enumerate(titles) if title and is_day(title) and profiles[at].figures >= 0.0
    )
    return Wide("date", _meaning(profiles, days), days) if len(days) >= _FEWEST else None


def products_across(
    titles: Sequence[str],
    lines: Sequence[Sequence[Cell]],
    profiles: Sequence[Profile],
    columns: Mapping[str, tuple[int, float]],
) -> Wide | None:
    """Give the columns of figures headed by names beside a column of days, where nothing else names a product."""
    if columns.get("product", (0, 0.0))[1] >= _SURE or any(
        columns.get(name, (0, 0.0))[1] >= _SURE for name in ("quantity", "price")
    ):
        return None
    taken = {at for name, (at, sure) in columns.items() if sure >= _SURE or name in {"date", "time"}}
    day = columns["date"][0]
    found = tuple(
        at
        for at, title in enumerate(titles)
        if at not in taken
        and title
        and (profiles[at].figures > _NEARLY_ALL or (profiles[at].empty and profiles[at].lines > 0))
        and heading_words(title) not in CALENDAR | _TOTAL
        and not _repeats_the_calendar(lines, day, at)
    )
    named = tuple(at for at in found if not profiles[at].empty)
    return Wide("product", _meaning(profiles, named), found) if len(named) >= _FEWEST else None


def _meaning(profiles: Sequence[Profile], places: Sequence[int]) -> str:
    """Give what the cells are: money where most have a currency or cents, else pieces."""
    money = [profiles[at].money for at in places if not profiles[at].empty]
    whole = [profiles[at].whole for at in places if not profiles[at].empty]
    is_money = bool(money) and sum(money) > _MOSTLY * len(money) and sum(whole) < _NEARLY_ALL * len(whole)
    return "total" if is_money else "quantity"


def _repeats_the_calendar(lines: Sequence[Sequence[Cell]], day: int, at: int) -> bool:
    """Whether a column only counts the weekdays, months or years: the same figure every seventh line, 1 to 12 or a year."""
    figures = [number_of(cells[at], ".") for cells in lines if max(day, at) < len(cells)]
    if len(figures) < 2 * _WEEK or any(each is None or each != int(each) for each in figures):
        return False
    numbers = [int(each) for each in figures if each is not None]
    if all(1990 <= each <= 2100 for each in numbers):  # noqa: PLR2004 - years
        return True
    weekly = sum(first == later for first, later in zip(numbers, numbers[_WEEK:], strict=False)) / (
        len(numbers) - _WEEK
    )
    return weekly > 0.95 and len(set(numbers)) == _WEEK and set(numbers) <= set(range(_WEEK + 1))  # noqa: PLR2004
