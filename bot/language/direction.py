"""Which way goods went: out of the shop as a sale, into it as a delivery, or only counted.

Belongs here: the decision for lines that name goods with a verb that fits both ways ("got", "bought", "delivered"),
and the rule that a sale has to be told as one. Where both remain possible the owner is asked, never guessed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from bot.language.asking import Ask
from bot.language.pricelist import PriceList
from bot.language.pricing import Pricer
from bot.language.statements import Choice, Doubt
from bot.language.tokens import fold
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.parts import Draft
    from bot.language.segments import Segment

Kind = Literal["sale", "return", "restock", "stocktake", "price", "cost", "payment", "expense", "none"]

_IS = frozenset({"is", "are", "costs", "cost"})
_BUYING = frozenset(
    {
        "bought",
        "purchased",
        "took",
        "got",
        "fetched",
        "collected",
        "picked up",
        "get",
        "gets",
        "buys",
        "i buy",
        "we buy",
    }
)
_ELSE = frozenset({"verb:sale", "verb:got", "verb:return", "verb:restock", "verb:count", "verb:paid", "shop"})
INTENT = ("intent", "in or out")


def goods_kind(draft: Draft, row: Sequence[Segment], marks: set[str], context: Context) -> Kind:
    """Tell goods that came in from goods that went out."""
    buyer = bool(draft.people) or draft.walk_in or "person_word" in marks
    if buyer and "shop" not in marks and draft.supplier is None and marks & {"verb:sale", "verb:got"}:
        return _surely_sold(draft, row, marks, context)
    if _to_somebody(row) and "shop" not in marks:
        return _surely_sold(draft, row, marks, context)
    if (
        "verb:restock" not in marks
        and not any(item.products for item in draft.items)
        and "verb:sale" not in marks
    ):
        return "sale"
    if _told_sold(row) and draft.supplier is None and "shop" not in marks:
        return _surely_sold(draft, row, marks, context)
    if "verb:restock" in marks or draft.supplier is not None or "shop" in marks:
        return (
            "sale"
            if "verb:sale" in marks and "verb:restock" not in marks and draft.people and "shop" not in marks
            else "restock"
        )
    if told_of_stock(draft, row, marks):
        return moved_or_counted(draft, context)
    buying = any(segment.word in _BUYING for segment in row if segment.kind == "marks")
    if not buying or buyer:
        if _left(draft, marks):
            return "stocktake"
        return _surely_sold(draft, row, marks, context)
    if _comes_in(row):
        return "restock"
    settled = context.settled.get(INTENT)
    if settled == "in" or (settled is None and "i" in marks):
        return "restock"
    if settled == "out" or (settled is None and _at_our_price(draft, context)):
        return "sale"
    choices = (Choice(_("Stock that came in"), "in"), Choice(_("A sale"), "out"))
    raise Ask(Doubt(INTENT, "bought", _("Did you receive that, or sell it?"), choices))


def told_of_stock(draft: Draft, row: Sequence[Segment], marks: set[str]) -> bool:
    """Whether a line only says that goods are stock ("kettle stock 9"): counted, come in, or sold from it."""
    counted = all(item.quantity is not None or item.numbers for item in draft.items)
    paid = (draft.payments or draft.whole) and not row[0].has("lot")
    other = draft.people or draft.walk_in or paid or marks & _ELSE
    new_left = "verb:left" in marks and not any(item.products or item.has_amount for item in draft.items)
    return ("lot" in marks or new_left) and bool(draft.items) and counted and not other


def moved_or_counted(draft: Draft, context: Context) -> Kind:
    """Ask whether goods in stock were counted, have come in, or were sold."""
    about = ", ".join(item.text for item in draft.items)
    key = ("intent", fold(about))
    settled = context.settled.get(key)
    if settled in {"stocktake", "restock", "sale"}:
        return "stocktake" if settled == "stocktake" else "restock" if settled == "restock" else "sale"
    choices = (
        Choice(_("Counted: so many are there"), "stocktake"),
        Choice(_("Stock that came in"), "restock"),
        Choice(_("A sale"), "sale"),
    )
    raise Ask(Doubt(key, about, _("Did you count {about}, or did it come in?", about=about), choices))


def _told_sold(row: Sequence[Segment]) -> bool:
    """Whether "sold" is said, whatever is delivered with it ("sold a kettle 320 incl delivery")."""
    return any(s.has("verb:sale") and "sold" in s.word.split() for s in row)


def _to_somebody(row: Sequence[Segment]) -> bool:
    """Whether goods went to a customer ("delivered 2 kettles to Sipho")."""
    pairs = pairwise(row)
    return any(to.kind == "marks" and to.has("to") and who.kind == "customer" for to, who in pairs)


def _surely_sold(draft: Draft, row: Sequence[Segment], marks: set[str], context: Context) -> Kind:
    """Give a sale where a line says so: by a verb, a number, a price, a way to pay or a customer.

    A bare name ("kettle"), a price in a sentence ("iron is 349") and a debt paid for something bought before
    ("Sam paid for the kettle") are asked about.
    """
    about = " ".join(item.text for item in draft.items)
    key = ("intent", fold(about))
    counted = len(draft.items) > 1 or any(
        item.quantity is not None or len(item.numbers) + len(item.amounts) > 1 for item in draft.items
    )
    priced = bool(draft.whole) or any(item.amounts or item.numbers for item in draft.items)
    deeds = {"verb:sale", "verb:got", "free"} - ({"verb:sale"} if row and row[0].word == "sales" else set())
    told = bool(marks & deeds or draft.people or draft.payments or draft.walk_in)
    told = told or bool(draft.discounts) or any(item.discounts for item in draft.items)
    counted = counted and not ("reason" in marks and not told)  # "2 kettles broken" is no sale
    copula = priced and not counted and not told and any(s.word in _IS for s in row)
    each = (
        not counted
        and not told
        and any(amount.how == "unit" for item in draft.items for amount in item.amounts)
    )
    debt = (
        bool(draft.people)
        and any(s.word in {"paid for", "paid"} for s in row)
        and any(s.word == "the" for s in row)
    )
    settled = context.settled.get(key)
    if settled == "sale" or (
        not copula and not each and not (debt and not counted) and (counted or priced or told)
    ):
        return "sale"
    if settled in {"price", "payment"}:
        return "price" if settled == "price" else "payment"
    choices = [Choice(_("A sale"), "sale")]
    if copula or each:
        choices.append(Choice(_("The new price"), "price"))
    if debt:
        choices.append(Choice(_("Paid off a debt"), "payment"))
    raise Ask(Doubt(key, about, _("Did you sell {about}?", about=about), tuple(choices)))


def _left(draft: Draft, marks: set[str]) -> bool:
    """Whether "7 kettles left" is a count: no price, no payment, and a number."""
    priced = (
        draft.payments or draft.whole or any(item.amounts for item in draft.items) or "verb:sale" in marks
    )
    return "verb:left" in marks and not priced


def _comes_in(row: Sequence[Segment]) -> bool:
    """Whether something was got *in*: "got 10 kettles in today"."""
    words = [segment.word for segment in row]
    return any(word == "in" for word in words) or any(s.has("total") and "lot" in s.word for s in row)


def _at_our_price(draft: Draft, context: Context) -> bool:
    """Whether the amount that stands with bought goods is the shop's own price for them."""
    try:
        pricer = Pricer(context.known, context.settled, "price", priced=True)
        lines = [pricer.price(item) for item in draft.items]
    except Ask:
        return False
    return all(
        line.said and line.total_minor == _usual(line.product, line.quantity_milli, context) for line in lines
    )


def _usual(product: object, milli: int, context: Context) -> int | None:
    return PriceList(context.known, "price").expected_milli(product, milli)  # type: ignore[arg-type]
