"""/stock: what is on the shelf, what is on its way, and what was never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Role
from bot.speech import N_, _
from storage.reading import shelf

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.shelf import Shelf

_SHOWN = 20
_FEW = 3  # products named in a sentence


def answer(turn: Turn, slots: Slots) -> Answer:
    """Show one product's shelf, or the whole stock, the emptiest first."""
    shelves = shelf.shelves(turn.shop.book)
    if slots.products:
        wanted = {one.id for one in slots.products}
        shelves = [one for one in shelves if one.product_id in wanted]
    elif slots.category is not None:
        shelves = [one for one in shelves if one.category == slots.category]
    if not shelves:
        words = Words(_("There are no products yet. Send your price list as a file, or just sell something."))
        return Answer("stock", (words,), ((Button(_("Help"), "/help"),),))
    counted = sorted(
        (one for one in shelves if one.on_hand_milli is not None), key=lambda one: one.on_hand_milli or 0
    )
    blocks: list[Block] = [Words(_headline(turn, shelves, counted), Style.HEADLINE)]
    if counted:
        blocks.append(_table(turn, counted))
        if len(counted) > _SHOWN:
            blocks.append(Words(_("and {number} more with more on the shelf", number=len(counted) - _SHOWN)))
    uncounted = [one for one in shelves if one.on_hand_milli is None]
    if uncounted:
        blocks.append(Words(_("Never counted: {some}. Count and say:", some=_some(uncounted))))
        blocks.append(
            Words(_("stock count: {number} {name}", number=14, name=uncounted[0].product), Style.QUOTE)
        )
    return Answer(
        "stock",
        tuple(blocks),
        ((Button(_("What to order"), "/reorder"), Button(_("Forecast"), "/forecast")),),
    )


def _headline(turn: Turn, shelves: list[Shelf], counted: list[Shelf]) -> str:
    shop = turn.shop
    if len(shelves) == 1:
        one = shelves[0]
        if one.on_hand_milli is None:
            return _("{product}: never counted, so I cannot say how many are left", product=one.product)
        return _("{product}: {quantity} left", product=one.product, quantity=shop.quantity(one.on_hand_milli))
    if not counted:
        return _("{number} products, none of them counted yet", number=shop.number(len(shelves)))
    known = [one for one in counted if one.cost_minor is not None and (one.on_hand_milli or 0) > 0]
    value = sum((one.on_hand_milli or 0) * (one.cost_minor or 0) for one in known) / 1000
    empty = sum((one.on_hand_milli or 0) <= 0 for one in counted)
    worth = _(", worth {amount} at cost", amount=shop.round(value)) if known else ""
    gone = _(", {empty} sold out", empty=empty) if empty else ""
    return _(
        "{number} products counted{worth}{gone}", number=shop.number(len(counted)), worth=worth, gone=gone
    )


def _table(turn: Turn, counted: list[Shelf]) -> Table:
    shop = turn.shop
    rows = tuple(
        (
            one.product,
            shop.quantity(one.on_hand_milli or 0),
            shop.quantity(one.on_order_milli) if one.on_order_milli else "",
        )
        for one in counted[:_SHOWN]
    )
    return Table(
        (Column(_("Product")), Column(_("left"), figures=True), Column(_("coming"), figures=True)), rows
    )


def _some(shelves: list[Shelf]) -> str:
    names = ", ".join(one.product for one in shelves[:_FEW])
    more = len(shelves) - _FEW
    return _("{names} and {number} more", names=names, number=more) if more > 0 else names


COMMAND = Command(
    name="stock",
    summary=N_("What is left on the shelf"),
    answer=answer,
    group=N_("Stock and orders"),
    about=frozenset({"product", "category"}),
    role=Role.VIEWER,
    examples=("/stock", "how many kettles do i have left"),
    phrases=(
        "stock",
        "inventory",
        "how many {product} do i have",
        "how many {product} do i have left",
        "how many {product} are left",
        "how much {product} is left",
        "how much stock do i have",
        "what do i have in stock",
        "what is in stock",
        "do i have {product}",
        "do we have {product}",
        "do we still have {product}",
        "have we got {product} in stock",
        "do i have enough {product}",
        "stock levels",
        "stock on hand",
        "stock list",
        "what is left",
        "is there any {product} left",
        "are there any {product} left",
        "when will {product} run out",
        "how many days of stock do i have",
        "how long will {product} last",
        "what is my stock worth",
        "am i out of {product}",
        "what am i out of",
        "stock value",
        "{product} in stock",
        "show stock",
        "what is on the shelf",
        "how many {product} remain",
        "check stock of {product}",
    ),
)
