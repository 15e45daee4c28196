"""One line's parts read as the kind of entry that they are.

Belongs here: only the way from a kind to its reader; several lines of a page go the same way as one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.goods import read_count, read_restock, read_return
from bot.language.kinds import kind_of
from bot.language.moneyflow import read_debt_payment, read_expense
from bot.language.prices import read_price
from bot.language.sale import read_sale
from bot.language.statements import Unclear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.direction import Kind
    from bot.language.parts import Draft
    from bot.language.segments import Segment
    from bot.language.statements import Statement


def read_parts(parts: Draft, row: Sequence[Segment], context: Context) -> Statement:
    """Give the entry that the parts of a line make."""
    return read_as(kind_of(parts, row, context), parts, row, context)


def read_as(kind: Kind, parts: Draft, row: Sequence[Segment], context: Context) -> Statement:
    """Give the entry of this kind; unclear where the line is of none."""
    if kind == "sale":
        return read_sale(parts, context)
    if kind == "return":
        return read_return(parts, row, context)
    if kind == "restock":
        return read_restock(parts, context)
    if kind == "stocktake":
        return read_count(parts, context)
    if kind == "price":
        return read_price(parts, row, context, "price")
    if kind == "cost":
        return read_price(parts, row, context, "cost")
    if kind == "payment":
        return read_debt_payment(parts, row, context)
    if kind == "expense":
        return read_expense(parts, row, context)
    return Unclear(tuple(s.text for s in row if s.kind in {"customer", "product", "number"}))
