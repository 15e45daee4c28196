"""What an item comes to: whether a number is a quantity or a sum, and an amount for one or for all.

Belongs here: the place where money goes wrong without a word. A price said wins over the catalogue's; a bare amount
is the line's total unless it is exactly the price of one; an amount more than three times off whatever it could be
is asked about, and so is one that fits one piece and all of them about as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.amounts import say, scale, times_price, to_milli, to_minor
from bot.language.asking import Ask, how_many, settled_number, what_amount, what_price, which_product
from bot.language.before import priced_before
from bot.language.goods_meant import counted_name, named_in_plural, products_meant
from bot.language.pricelist import PriceList
from bot.language.statements import Choice, Doubt, Item, Product
from bot.language.sums import about, within
from bot.language.tokens import fold
from bot.language.ways import MOST_COUNTED, impossible, recounted, ways
from bot.speech import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.asking import Settled
    from bot.language.names import Known
    from bot.language.parts import Amount, ItemDraft
    from bot.language.pricelist import Basis
    from bot.language.statements import AnyProduct, Entry

FEW = 12  # and up to here it is ambiguous even where it would pass for a price
DEAR = 100  # whole currency units from which fifty of something in one sale are asked about


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an item: which product, how many, and the amount that stands with it."""

    product: AnyProduct
    quantity: Decimal
    amount: Amount | None


@dataclass(frozen=True, slots=True)
class Priced:
    """An item as read, before discounts: its total in minor units, None where nothing is said and nothing known."""

    draft: ItemDraft
    product: AnyProduct
    quantity_milli: int
    total_minor: int | None
    said: bool

    def item(self, total_minor: int | None, note: str = "") -> Item:
        """Give the item with its final total."""
        return Item(self.product, self.quantity_milli, total_minor, price_said=self.said, note=note)


class Pricer(PriceList):
    """Reads the items of one message against the catalogue; `basis` is what a delivery compares with.

    Where the message was changed by its sender, a price that it no longer names is the one of the entry `replaced`.
    """

    def __init__(
        self,
        known: Known,
        settled: Settled,
        basis: Basis,
        *,
        priced: bool,
        replaced: Entry | None = None,
    ) -> None:
        super().__init__(known, basis)
        self._settled, self._priced = settled, priced
        self._before = priced_before(replaced, basis)

    def price(self, item: ItemDraft, extra: Amount | None = None) -> Priced:
        """Read one item; `extra` is an amount of the message that can only be meant for it."""
        item = recounted(item, self._settled)
        amounts = [*item.amounts, *([extra] if extra else [])]
        readings = [
            Reading(product, quantity, amount)
            for product in products_meant(
                item, self._known, self._settled, self, has_amount=bool(amounts or item.numbers)
            )
            for quantity, amount in self._ways(item, amounts)
        ]
        exact = [reading for reading in readings if self._exact(reading)]
        products = {id(reading.product): reading.product for reading in readings}
        if len(products) > 1:
            fitting = {id(reading.product): reading for reading in exact}
            if len(fitting) != 1:
                raise which_product(
                    item.text, [p for p in products.values() if isinstance(p, Product)], may_be_new=False
                )
            readings = list(fitting.values())
        elif exact:
            readings = exact[:1]
        return self._decide(item, readings)

    def _ways(self, item: ItemDraft, amounts: Sequence[Amount]) -> list[tuple[Decimal, Amount | None]]:
        """Give the ways to read an item's numbers; a sum typed for it needs none of its amounts."""
        try:
            return ways(item, amounts, priced=self._priced)
        except Ask as asked:
            if asked.doubt.key != ("amount", fold(item.text)) or asked.doubt.key not in self._settled:
                raise
            return [(Decimal(1) if item.quantity is None else item.quantity, None)]

    def _too_fine(self, item: ItemDraft, value: Decimal, rounded: int) -> Exception:
        phrase = _(
            "{amount} is finer than the smallest coin. What did {goods} come to?",
            amount=f"{value:f}",
            goods=item.text,
        )
        return what_amount(item.text, phrase, [(_("Rounded"), rounded)], self.locale)

    def _exact(self, reading: Reading) -> bool:
        unit = self.unit(reading.product)
        if unit is None or reading.amount is None:
            return False
        minor = self.minor(reading.amount.value)
        if reading.amount.how == "unit":
            return minor == unit
        total = self.expected(reading.product, reading.quantity)
        return minor == total or (reading.amount.how == "bare" and minor == unit)

    def _decide(self, item: ItemDraft, readings: Sequence[Reading]) -> Priced:
        """Choose between the ways to read one product's numbers, and price the one chosen."""
        reading = readings[0]
        if len(readings) > 1:
            reading = self._likelier(item, readings)
        if self._uncounted(item, reading):
            raise how_many(item.text, _("How many {goods}?", goods=item.text), "count")
        empty_shelf = not self._priced and reading.quantity == 0  # a count may find nothing
        milli = 0 if empty_shelf else to_milli(reading.quantity)
        if milli is None:
            raise impossible(item, reading.quantity)
        reading = replace(reading, product=counted_name(reading.product, item, milli))
        settled = settled_number(self._settled, "amount", item.text)
        if settled is not None:
            return Priced(item, reading.product, milli, settled, True)
        if reading.amount is None and self._far_too_many(reading):
            raise self._ask_count(item, reading)
        if reading.amount is None:
            total = (
                self.expected(reading.product, reading.quantity)
                if self._priced and self._basis == "price"
                else None
            )
            before = self._before.get(fold(reading.product.name))
            if before is not None and (self._priced or self._basis == "cost"):  # a count has no price
                total = scale(before.total_minor or 0, before.quantity_milli, milli)
            return self._unpriced(item, reading, milli, total)
        total = self._total(
            item, reading, reading.amount, times_price(milli, self.minor(reading.amount.value))
        )
        return Priced(item, reading.product, milli, total, True)

    def _uncounted(self, item: ItemDraft, reading: Reading) -> bool:
        """Whether several were moved and nobody says how many ("sold kettles"), unless the sum is the price of one.

        The lone number of a delivery of dear goods is rather what they cost ("got kettles from Makro 1900").
        """
        unit, amount = self.unit(reading.product), reading.amount
        if item.quantity is not None or ("number", fold(item.text)) in self._settled:
            return False
        if self._basis == "cost" and amount is None and reading.quantity >= MOST_COUNTED:
            return self._dear(unit)
        several = reading.quantity == 1 and named_in_plural(item, reading.product)
        alone = amount is not None and amount.how != "unit" and unit and about(self.minor(amount.value), unit)
        return several and not alone

    def _dear(self, unit: int | None) -> bool:
        return unit is not None and unit >= DEAR * 10**self.locale.decimals

    def _far_too_many(self, reading: Reading) -> bool:
        """Whether a number before a dear product is rather its price ("300 smart tv")."""
        unit = self.unit(reading.product)
        many = reading.quantity >= MOST_COUNTED and self._basis == "price" and self._priced
        return many and self._dear(unit)

    def _ask_count(self, item: ItemDraft, reading: Reading) -> Exception:
        total = self.expected(reading.product, reading.quantity) or 0
        phrase = _(
            "{quantity} × {name}? That is a lot.",
            quantity=f"{reading.quantity.normalize():f}",
            name=reading.product.name,
        )
        return what_amount(item.text, phrase, [(_("So many"), total)], self.locale)

    def _unpriced(self, item: ItemDraft, reading: Reading, milli: int, total: int | None) -> Priced:
        if total is None and self._priced and self._basis == "price":
            price = settled_number(self._settled, "price", item.text)
            if price is None:
                raise what_price(item.text, reading.product.name)
            return Priced(item, reading.product, milli, times_price(milli, price), True)
        return Priced(item, reading.product, milli, total, False)

    def _likelier(self, item: ItemDraft, readings: Sequence[Reading]) -> Reading:
        """Choose between a price and a quantity for the same number; where both make sense, ask."""
        if item.each is not None:
            return self._counting(item, readings)
        near = [r for r in readings if r.amount is not None and self._near(r)]
        counted = [r for r in readings if r.amount is None]
        if self.unit(readings[0].product) is None:
            priced = [r for r in readings if r.amount is not None]
            return (
                priced[0]
                if len(priced) == 1 and (not counted or counted[0].quantity > FEW)
                else self._ask_number(item, readings)
            )
        if len(near) == 1 and (not counted or counted[0].quantity > FEW):
            return near[0]
        if not near and len(counted) == 1:
            return counted[0]
        return self._ask_number(item, readings)

    def _counting(self, item: ItemDraft, readings: Sequence[Reading]) -> Reading:
        """Choose which of two numbers counts in "3 each 80": the other is near the price of one, or it is asked."""
        near = [
            r
            for r in readings
            if r.amount and (unit := self.unit(r.product)) and within(self.minor(r.amount.value), unit)
        ]
        return near[0] if len(near) == 1 else self._ask_number(item, readings)

    def _ask_number(self, item: ItemDraft, readings: Sequence[Reading]) -> Reading:
        key = ("number", fold(item.text))
        settled = self._settled.get(key)
        for reading in readings:
            if self._choice(reading).value == settled:
                return reading
        choices = tuple(self._choice(reading) for reading in readings)
        raise Ask(Doubt(key, item.text, _("How many {text}, and for how much?", text=item.text), choices))

    def _choice(self, reading: Reading) -> Choice:
        """Give the button of a reading: how many, and what that comes to as far as it is known."""
        quantity = f"{reading.quantity.normalize():f}"
        if reading.amount is None:
            minor = self.expected(reading.product, reading.quantity)
        else:
            minor = self.minor(reading.amount.value)
        said = "" if minor is None else say(minor, self.locale)
        if reading.amount is not None and reading.amount.how == "unit":
            words = _("{quantity} at {price} each", quantity=quantity, price=said)
        else:
            many = float(reading.quantity)
            words = ngettext("{quantity} piece", "{quantity} pieces", many, quantity=quantity)
            words += f" ({said})" if said else ""
        return Choice(words, f"{quantity} {minor}")

    def _near(self, reading: Reading) -> bool:
        total = self.expected(reading.product, reading.quantity)
        if total is None or reading.amount is None:
            return total is None
        return within(self.minor(reading.amount.value), total)

    def _total(self, item: ItemDraft, reading: Reading, amount: Amount, many: int) -> int:
        """Give the line's total for an amount that was said, `many` where it is for each; ask if it makes no sense."""
        quantity, minor = reading.quantity, self.minor(amount.value)
        if to_minor(amount.value, self.locale.decimals) is None:
            raise self._too_fine(item, amount.value, many if amount.how == "unit" else minor)
        unit, total = self.unit(reading.product), self.expected(reading.product, quantity)
        if not unit or total is None or ("number", fold(item.text)) in self._settled:
            return many if amount.how == "unit" else minor
        if amount.how == "unit":
            if within(minor, unit) and not (minor == total and quantity > 1):
                return many
        elif minor == unit and amount.how == "bare":
            return many
        elif quantity == 1 or amount.how == "total":
            if within(minor, total):
                return minor
        elif within(minor, total) and (about(minor, total) or not about(minor, unit)) and minor != unit:
            return minor
        raise self._ask_amount(item, reading, minor, many, total)

    def _ask_amount(self, item: ItemDraft, reading: Reading, minor: int, many: int, total: int) -> Exception:
        locale = self.locale
        said = say(minor, locale)
        options = [(_("{said} in all", said=said), minor)]
        if reading.quantity != 1:
            options.append((_("{said} each", said=said), many))
        options.append((_("The usual price"), total))
        usual = say(self.unit(reading.product) or 0, locale)
        phrase = _(
            "{said} for {quantity} × {name}? The usual price is {usual}.",
            said=said,
            quantity=f"{reading.quantity.normalize():f}",
            name=reading.product.name,
            usual=usual,
        )
        return what_amount(item.text, phrase, options, locale)
