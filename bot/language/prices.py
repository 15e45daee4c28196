"""New prices and costs: "kettle is now R320", "put the iron up by R20", "usb c cable cost 40".

Belongs here: the change resolved to the new amount of one piece.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from bot.language.asking import (
    Ask,
    in_coins,
    new_name,
    settled_number,
    what_amount,
    what_sum,
    which_product,
    write_again,
)
from bot.language.context import day_of
from bot.language.pricelist import PriceList
from bot.language.statements import Choice, Doubt, NewProduct, PriceChange, PriceLine, Product
from bot.language.sums import FAR
from bot.language.tokens import fold
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.parts import Amount, Discount, Draft, ItemDraft
    from bot.language.segments import Segment
    from bot.language.statements import AnyProduct

_DOWN = frozenset(
    {"down", "less", "off", "cheaper", "reduce", "reduced", "lower", "lowered", "drop", "dropped"}
)


def read_price(
    draft: Draft, row: Sequence[Segment], context: Context, of: Literal["price", "cost"]
) -> PriceChange:
    """Give the new price (or cost) of each product named."""
    if any(day != context.today for day, _ in draft.days):
        raise write_again("price", _("From which day? I can only change a price as of today."))
    key = ("intent", "price")
    if (
        draft.words and context.settled.get(key) != "price"
    ):  # "kettle 180 at makro" may be somebody else's price
        choices = (Choice(_("My new price"), "price"),)
        raise Ask(Doubt(key, " ".join(draft.words), _("Is that your own new price?"), choices))
    amounts = [*draft.whole, *draft.stray]
    lines: list[PriceLine] = []
    by = moved_by(row) or any(s.word in {"by", "with"} or s.word.endswith(" by") for s in row)
    down = any(_DOWN & set(s.word.split()) for s in row)
    to = any(s.word.split()[-1:] == ["to"] for s in row)
    prices = PriceList(context.known, of)
    for item in draft.items:
        product = _product(item, context)
        discounts = [*item.discounts, *draft.discounts]
        value = _value(item, amounts)
        current = prices.unit(product)
        settled = settled_number(context.settled, "amount", item.text)
        if settled is not None:
            minor = settled
        elif value is None and discounts and current is not None:
            minor = _changed(current, discounts[0], -1 if down or _taken_off(row) else 1, context)
        elif value is None:
            raise what_sum(
                item.text,
                _("What is the new price of {name}?", name=product.name)
                if of == "price"
                else _("What is the new cost of {name}?", name=product.name),
            )
        elif by and not to and current is not None:
            minor = current + (-1 if down else 1) * _coins(value, context)
        else:
            minor = _coins(value, context)
        if settled is None and (
            minor <= 0 or (current and not minor * FAR >= current) or (current and minor > current * FAR)
        ):
            raise what_amount(
                item.text,
                _("Is that right for {name}?", name=product.name),
                [(_("The new price"), minor)],
                context.known.locale,
            )
        lines.append(PriceLine(product, minor, of))
    return PriceChange(tuple(lines), day_of(draft, context))


def moved_by(row: Sequence[Segment]) -> bool:
    """Whether a line ends on by how much a price moved ("flat white up 20")."""
    ends = [s for s in row if s.kind != "sep" and not s.has("each")][-2:]
    return len(ends) == 2 and ends[0].word in {"up", "down"} and ends[1].kind == "number"  # noqa: PLR2004 - a word and a number


def _taken_off(row: Sequence[Segment]) -> bool:
    return any(s.has("less") or s.has("off") for s in row)


def _changed(current: int, discount: Discount, sign: int, context: Context) -> int:
    if discount.percent:
        return int((Decimal(current) * (100 + sign * discount.value) / 100 + Decimal("0.5")) // 1)
    return current + sign * _coins(discount.value, context)


def _coins(value: Decimal, context: Context) -> int:
    return in_coins(value, context.settled, context.known.locale)


def _value(item: ItemDraft, whole: Sequence[Amount | object]) -> Decimal | None:
    values = (
        [a.value for a in item.amounts]
        + [n.value for n in item.numbers]
        + [getattr(a, "value", None) for a in whole]
    )
    found = [value for value in values if value is not None]
    if item.quantity is not None and item.quantity != 1:
        found.append(item.quantity)
    return found[-1] if len(set(found)) == 1 else None


def _product(item: ItemDraft, context: Context) -> AnyProduct:
    chosen = context.settled.get(("product", fold(item.text)))
    if chosen is not None and chosen.isdigit():
        known = context.known.product(int(chosen))
        if known is not None:
            return known
    found: Sequence[Product] = item.products.found if item.products else ()
    if len(found) == 1 and not item.extra:
        return found[0]
    if chosen == "new":
        return NewProduct(new_name(item.text, several=True))
    raise which_product(item.text, found, may_be_new=False)
