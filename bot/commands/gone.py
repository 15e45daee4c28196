"""/gone: goods that broke, spoilt or were stolen; the shelf is put right by a count."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Tone, Words
from bot.command import Command
from bot.findings.choosing import which_product
from bot.money import MILLI
from bot.speech import N_, _
from storage.reading import shelf

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Product, Slots

_FEW = (1, 2, 3, 5)


def answer(turn: Turn, slots: Slots) -> Answer:
    """Offer to count the shelf without what is gone; nothing is written before the tap."""
    product = which_product(turn, slots, "gone")
    if isinstance(product, Answer):
        return product
    left = shelf.on_hand(turn.shop.book, product.id)
    if left is None:
        return _count_first(product)
    if slots.n is None:
        return _how_many(turn, product, left)
    return _offer(turn, product, left, slots.n * MILLI)


def _count_first(product: Product) -> Answer:
    blocks = (
        Words(
            _("{product}: never counted, so I cannot say how many are left", product=product.name),
            Style.HEADLINE,
        ),
        Words(_("Count what is there, and say:")),
        Words(_("stock count: {number} {name}", number=14, name=product.name), Style.QUOTE),
    )
    return Answer("gone", blocks, (_further(),))


def _how_many(turn: Turn, product: Product, left: int) -> Answer:
    shop = turn.shop
    blocks = (
        Words(_("How many of {product} are gone?", product=product.name), Style.HEADLINE),
        Words(_("{quantity} should be on the shelf.", quantity=shop.quantity(left))),
    )
    fits = [one for one in _FEW if one * MILLI <= left]
    taps = tuple(Button(shop.number(one), f"/gone {one} {product.name}") for one in fits)
    return Answer(
        "gone",
        blocks,
        tuple(row for row in (taps, _further()) if row),
        in_place=bool(turn.incoming.pressed),
    )


def _offer(turn: Turn, product: Product, left: int, gone: int) -> Answer:
    shop = turn.shop
    if gone > left:
        return _more_than_there(turn, product, left, gone)
    said = _(
        "{gone} × {product} gone: that leaves {then} of {quantity}",
        gone=shop.quantity(gone),
        product=product.name,
        then=shop.quantity(left - gone),
        quantity=shop.quantity(left),
    )
    blocks = (
        Words(said, Style.HEADLINE),
        Words(
            _("Nothing is written down yet. It goes into the book as a count: no sale, and no money."),
            Style.FOOTING,
        ),
    )
    then = f"{Decimal(left - gone) / MILLI:f}"
    count = Button(
        _("Count {then}", then=shop.quantity(left - gone)), f"stock count: {then} {product.name}", Tone.GOOD
    )
    return Answer("gone", blocks, ((count,), _further()), in_place=bool(turn.incoming.pressed))


def _more_than_there(turn: Turn, product: Product, left: int, gone: int) -> Answer:
    shop = turn.shop
    said = _(
        "{gone} × {product} gone, and only {quantity} should have been there",
        gone=shop.quantity(gone),
        quantity=shop.quantity(left),
        product=product.name,
    )
    blocks = (
        Words(said, Style.HEADLINE),
        Words(_("Count what is there, and say:")),
        Words(_("stock count: {number} {name}", number=3, name=product.name), Style.QUOTE),
    )
    return Answer("gone", blocks, (_further(),), in_place=bool(turn.incoming.pressed))


def _further() -> tuple[Button, ...]:
    return Button(_("Stock"), "/stock"), Button(_("What to order"), "/reorder")


COMMAND = Command(
    name="gone",
    summary=N_("Goods that broke, spoilt or were stolen"),
    answer=answer,
    group=N_("Stock and orders"),
    examples=("/gone", "/gone 2 kettle", "2 kettles broke"),
    about=frozenset({"product"}),
)
