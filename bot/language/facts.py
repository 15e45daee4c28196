"""Facts to remember: how long goods take and how they come, where a customer lives, a product not yet sold.

Belongs here: lines that begin with or turn on a fixed word ("lead time", "packs of", "lives in"), which no
sale has. A line that names the word but not the rest is none of these.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from bot.language.amounts import to_milli, to_minor
from bot.language.asking import Ask, new_name
from bot.language.campaigns import read_campaign
from bot.language.horizons import UNITS
from bot.language.numbers import number_at
from bot.language.particulars import read_particular
from bot.language.statements import (
    Campaign,
    Choice,
    CustomerFact,
    Doubt,
    NewProduct,
    PriceChange,
    PriceLine,
    ProductFact,
)
from bot.language.tokens import fold
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from bot.language.context import Context
    from bot.language.segments import Segment
    from bot.language.statements import Customer, Product
    from bot.language.tokens import Token

    Fact = Campaign | ProductFact | CustomerFact | PriceChange

_SMALL = frozenset(
    {
        "is",
        "of",
        "for",
        "the",
        "from",
        "set",
        "to",
        "a",
        "at",
        "in",
        "my",
        "as",
        "=",
        ":",
        "-",
        "are",
        "s",
        "by",
        "now",
    }
)
_REGION = (
    ("lives", "in"),
    ("stays", "in"),
    ("comes", "from"),
    ("is", "from"),
    ("region",),
    ("area",),
    ("lives", "at"),
)
_PACKS = frozenset({"packs", "boxes", "cases", "cartons", "trays", "bags", "dozens"})
_PACK = frozenset({"pack", "box", "case", "carton", "tray", "bag", "dozen"})
_PACKS_OF = 3  # words: packs, of, and the number
_COMES = frozenset({"come", "comes", "packed", "supplied", "delivered", "ordered"})
_ARRIVES = frozenset(
    {"arrive", "arrives", "come", "deliver", "delivered", "delivers", "delivery", "deliveries"}
)
_TAKES = frozenset({"take", "takes"})
_DEEDS = frozenset({"verb:sale", "verb:return", "verb:paid"})
_MOST_NUMBERS = 2  # a count, and the days
_LEAD_UNITS = frozenset({"day", "days", "week", "weeks"})


def read_fact(row: Sequence[Segment], tokens: Sequence[Token], context: Context) -> Fact | None:
    """Give the fact that a line states, None where it states none."""
    words = [token.word for token in tokens]
    if words[0] == "campaign" and len(words) > 1:
        return read_campaign(tokens, context)
    if words[:2] in (["add", "product"], ["new", "product"], ["new", "item"], ["add", "item"]):
        return _new_product(tokens[2:], context)
    particular = read_particular(tokens, context)
    if particular is not None:
        return particular
    if any(segment.has("hearsay") for segment in row):
        return None
    product = _one_product(row)
    if product is not None:
        fact = _product_fact(product, row, tokens, words, context)
        if fact is not None:
            return fact
    customer = _one_customer(row)
    return _customer_fact(customer, row, tokens, words) if customer is not None else None


def is_lead_time(row: Sequence[Segment], tokens: Sequence[Token]) -> bool:
    """Whether a line says how long deliveries take, of no product: "a delivery takes 5 days"."""
    return not any(s.products for s in row) and not _is_deed(row) and _lead_days(tokens) is not None


def _is_deed(row: Sequence[Segment]) -> bool:
    """Whether a line with a time in it tells besides what was done: by its verb, or by counts and prices."""
    done = any(s.marks & _DEEDS and s.word not in _TAKES for s in row)
    return done or sum(s.kind == "number" for s in row) > _MOST_NUMBERS


def _lead_days(tokens: Sequence[Token]) -> int | None:
    """Give the days that something is said to take to arrive."""
    words = [token.word for token in tokens]
    arrives = bool(_ARRIVES.intersection(words) and _TAKES.intersection(words))
    named = ("lead", "time") in pairwise(words)
    if not arrives and not named:
        return None
    numbers = [found for at in range(len(tokens)) if (found := number_at(tokens, at)) is not None]
    for end, value in numbers:
        if end < len(tokens) and words[end] in _LEAD_UNITS:
            return int(value * UNITS[words[end]])
    return int(numbers[0][1]) if named and numbers else None


def _one_product(row: Sequence[Segment]) -> Product | None:
    found = [s.products.found for s in row if s.products]
    return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None


def _one_customer(row: Sequence[Segment]) -> Customer | None:
    found = [s.customers.found for s in row if s.customers]
    return found[0][0] if len(found) == 1 and len(found[0]) == 1 else None


def _product_fact(
    product: Product, row: Sequence[Segment], tokens: Sequence[Token], words: Sequence[str], context: Context
) -> ProductFact | None:
    number = next((s.value for s in row if s.kind == "number" and s.value is not None), None)
    pairs = list(pairwise(words))
    days = _lead_days(tokens)
    if days is not None and not _is_deed(row):
        return ProductFact(product, "lead_time_days", days)
    milli = to_milli(number) if number is not None else None
    if milli is not None and (
        ("reorder", "quantity") in pairs or ("order", "quantity") in pairs or ("at", "a") in pairs
    ):
        return ProductFact(product, "reorder_quantity", milli) if {"reorder", "order"} & set(words) else None
    packed = any(one in _PACKS and after == "of" for one, after in pairs) and bool(_COMES & set(words))
    if milli is not None and _only_packs(row, words):
        packed = _asked_packed(product, number, context)
    if (("pack", "size") in pairs or packed) and milli is not None:
        return ProductFact(product, "pack_size", milli)
    for field in _TEXT_FIELDS:
        if field in words and number is None:
            text = _rest(row, tokens, {field})
            if field == "category":
                text = next((c for c in context.known.categories if fold(c) == fold(text)), text)
            return ProductFact(product, field, text) if text else None
    return None


def _only_packs(row: Sequence[Segment], words: Sequence[str]) -> bool:
    """Whether a line is a product and "packs of 10", which may say how it comes or what was sold."""
    return (
        bool(row[0].products)
        and len(words) > _PACKS_OF
        and words[-3] in _PACKS | _PACK
        and words[-2] == "of"
        and not _COMES & set(words)
    )


def _asked_packed(product: Product, number: Decimal | None, context: Context) -> bool:
    key = ("intent", fold(product.name))
    settled = context.settled.get(key)
    if settled is None:
        comes = _("It comes in packs of {number}", number=number)
        asked = _("Is that how {name} comes, or did you sell it?", name=product.name)
        raise Ask(Doubt(key, product.name, asked, (Choice(comes, "pack"), Choice(_("A sale"), "sale"))))
    return settled == "pack"


_TEXT_FIELDS: tuple[Literal["supplier", "category"], ...] = ("supplier", "category")


def _customer_fact(
    customer: Customer, row: Sequence[Segment], tokens: Sequence[Token], words: Sequence[str]
) -> CustomerFact | None:
    for phrase in _REGION:
        for i in range(len(words)):
            if tuple(words[i : i + len(phrase)]) == phrase and not any(t.kind == "number" for t in tokens):
                text = _rest(row, tokens, set(phrase))
                return CustomerFact(customer, "region", text) if text else None
    return None


def _rest(row: Sequence[Segment], tokens: Sequence[Token], taken: set[str]) -> str:
    """Give the words that are neither the name, nor the keyword, nor small, as written."""
    named = {i for s in row if s.products or s.customers for i in range(s.start, s.end)}
    kept = [
        t.text
        for i, t in enumerate(tokens)
        if i not in named and t.word not in taken | _SMALL and t.kind != "mark"
    ]
    return " ".join(kept)


def _new_product(tokens: Sequence[Token], context: Context) -> PriceChange | None:
    """Read "add product toaster 350" as a new line of the catalogue."""
    numbers = [t for t in tokens if t.kind == "number" and t.value is not None]
    last = tokens[-1] if tokens else None
    if len(numbers) > 1 and numbers[-1] is not last:
        return None
    price = numbers[-1].value if numbers else None
    named = [t for t in tokens if t.kind in {"word", "number"} and t is not numbers[-1]] if numbers else []
    name = " ".join(t.text for t in named if t.word not in {"at", "for", "price"})
    if price is None or not name:
        return None
    minor = to_minor(price, context.known.locale.decimals)
    return PriceChange((PriceLine(NewProduct(new_name(name)), minor),), context.today) if minor else None
