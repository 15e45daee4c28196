"""The first rows of a file as a table, whatever its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answer import Column, Table
from bot.files.others import day_of
from bot.language.sheets import sheet
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Turn

_NONE = "–"


def samples(turn: Turn, rows: Sequence[Any]) -> Table:
    """Show rows: day, whom or what it is about, how many, how much; a refused row as it stands."""
    shop = turn.shop
    figures = (Column("", figures=True), Column("", figures=True))
    lines = [_line(turn, one) for one in rows]
    with_day = any(line[0] for line in lines)
    if any(isinstance(one, sheet.SaleRow) for one in rows):
        columns: tuple[Column, ...] = (
            Column(_("Day")),
            Column(_("Product")),
            Column("", figures=True),
            Column(_("Total"), figures=True),
        )
    else:
        columns = (Column(_("Day")), Column(_("First rows")), *figures)
    cells = tuple((line[0], line[1], line[2], line[3]) for line in lines)
    wanted = [
        at
        for at in range(len(columns))
        if (at != 0 or with_day) and (at in (0, 1) or any(line[at] for line in cells))
    ]
    del shop
    return Table(
        tuple(columns[at] for at in wanted),
        tuple(tuple(line[at] or _NONE for at in wanted) for line in cells),
    )


def _line(turn: Turn, one: Any) -> tuple[str, str, str, str]:
    shop = turn.shop
    if isinstance(one, sheet.Problem):
        return ("?", one.detail, "", "")
    if isinstance(one, sheet.SaleRow):
        return (
            _day(one.sold_on),
            one.product,
            shop.quantity(one.quantity_milli),
            shop.write(one.total_minor),
        )
    day = day_of(one)
    what = (
        getattr(one, "product", None)
        or getattr(one, "customer", None)
        or getattr(one, "campaign", None)
        or getattr(one, "note", "")
    )
    many = next(
        (
            value
            for name in ("quantity_milli", "stock_milli")
            if (value := getattr(one, name, None)) is not None
        ),
        None,
    )
    much = next(
        (
            value
            for name in ("total_minor", "amount_minor", "budget_minor", "price_minor")
            if (value := getattr(one, name, None)) is not None
        ),
        None,
    )
    told = getattr(one, "phone", None) or getattr(one, "what", None) or ""
    return (
        "" if day is None else _day(day),
        str(what),
        told if many is None else shop.quantity(many),
        "" if much is None else shop.write(much),
    )


def _day(on: Any) -> str:
    return f"{on:%d %b}"
