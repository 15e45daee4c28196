"""What an item comes to: which number is a quantity, whether an amount is for one or for all, what was taken off.

Belongs here: the place where money goes wrong without a word. A price said wins over the catalogue's; a bare amount
is the line's total unless it is exactly the price of one; an amount more than three times off whatever it could be
is asked about, and so is one that fits one piece and all of them about as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Literal

from bot.language.amounts import parse_number, say, scale, times_price, to_milli, to_minor
from bot.language.asking import NEW, new_name, what_amount, what_price, which_product
from bot.language.before import priced_before
from bot.language.parts import Amount
from bot.language.spelling import SHORT, stem
from bot.language.statements import Item, NewProduct, Product
from bot.language.sums import about, within
from bot.language.tokens import fold
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.asking import Settled
    from bot.language.names import Known
    from bot.language.parts import ItemDraft
    from bot.language.statements import AnyProduct, Entry, Locale

MOST_COUNTED = 50  # a lone number behind a name up to here may be a quantity
FEW = 12  # and up to here it is ambiguous even where it would pass for a price
_GROUP = 3  # digits between the spaces of "1 250"
DEAR = 100  # whole currency units from which fifty of something in one sale are asked about
Basis = Literal["price", "cost"]


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


class Pricer:
    """Reads the items of one message against the catalogue; `basis` is what a delivery compares with.

    Where the message was changed by its sender, a price that it no longer names is the one of the entry `replaced`.
    """

    def __init__(
        self,
        known: Known,
        settled: Settled,
        basis: Basis = "price",
        *,
        priced: bool = True,
        replaced: Entry | None = None,
    ) -> None:
        self._known, self._settled, self._basis, self._priced = known, settled, basis, priced
        self._decimals = known.locale.decimals
        self._before = priced_before(replaced, basis)

    def minor(self, value: Decimal) -> int:
        """Give an amount of the text in minor units; one finer than a cent is rounded here, and asked about in `_total`."""
        minor = to_minor(value, self._decimals)
        return (
            minor if minor is not None else int(value.scaleb(self._decimals).to_integral_value(ROUND_HALF_UP))
        )

    def expected(self, product: AnyProduct, quantity: Decimal) -> int | None:
        """Give what so many pieces come to by the catalogue, None where it has no price."""
        unit = self.unit(product)
        milli = to_milli(quantity)
        return None if unit is None or milli is None else times_price(milli, unit)

    def expected_milli(self, product: AnyProduct, quantity_milli: int) -> int | None:
        """Give what so many thousandths come to by the catalogue."""
        unit = self.unit(product)
        return None if unit is None else times_price(quantity_milli, unit)

    @property
    def locale(self) -> Locale:
        """How the shop writes money."""
        return self._known.locale

    def unit(self, product: AnyProduct) -> int | None:
        """Give the catalogue's price (or cost) of one piece."""
        if isinstance(product, NewProduct):
            return None
        return product.price_minor if self._basis == "price" else product.cost_minor

    def price(self, item: ItemDraft, extra: Amount | None = None) -> Priced:
        """Read one item; `extra` is an amount of the message that can only be meant for it."""
        amounts = [*item.amounts, *([extra] if extra else [])]
        readings = [
            Reading(product, quantity, amount)
            for product in self._products(item, has_amount=bool(amounts or item.numbers))
            for quantity, amount in self._numbers(item, amounts)
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

    def _products(self, item: ItemDraft, *, has_amount: bool) -> Sequence[AnyProduct]:
        chosen = self._settled.get(("product", fold(item.text)))
        several = item.quantity is not None and item.quantity > 1
        new = NewProduct(new_name(item.text, several=several))
        if chosen == NEW or (chosen is None and item.products is None):
            return [new]
        if chosen is not None:
            known = self._known.product(int(chosen)) if chosen.isdigit() else None
            return [known or new]
        found = self._of_its_kind(item.text, item.products.found if item.products else ())
        part = item.products is not None and not item.products.whole and item.products.quality <= SHORT
        one_word = part and item.products is not None and item.products.end == item.products.start + 1
        if item.extra and self._another(item, found):
            return [new]
        if item.extra or (one_word and not self._plainly_short(item.text, found)):
            raise which_product(item.text, found, may_be_new=has_amount or not found)
        return found

    def _of_its_kind(self, text: str, found: Sequence[Product]) -> Sequence[Product]:
        """Give all products of a category where its name is all that was said ("bread"), else those found."""
        base = stem(fold(text))
        if any(fold(product.name) in {base, fold(text)} for product in found):
            return found
        category = next((c for c in self._known.categories if stem(fold(c)) == base), None)
        others = [p for p in self._known.products if category is not None and p.category == category]
        return tuple({product.id: product for product in (*found, *others)}.values())

    def _another(self, item: ItemDraft, found: Sequence[Product]) -> bool:
        """Whether a priced name is plainly another product than those it shares its last word with.

        "Aux cable" at 50 is none of the cables; "red phone case" at the phone case's price may well be one, and so
        may "extension lead", which shares the first word.
        """
        said = [a.value for a in item.amounts] + [n.value for n in item.numbers]
        words = fold(item.text).split()
        first = fold(" ".join(item.extra)).split()
        if len(said) != 1 or item.products is None or item.products.whole or words[: len(first)] != first:
            return False
        minor = self.minor(said[0])
        matched = len(words) - len(first)
        usual = {(self.unit(p) or 0) * count for p in found for count in (1, int(item.quantity or 1))}
        return minor not in usual and all(matched * 2 <= len(_name_words(p.name)) for p in found)

    @staticmethod
    def _plainly_short(text: str, found: Sequence[Product]) -> bool:
        """Whether an abbreviation is long enough to be one ("batts", "bluetoo"), and not another word ("light")."""
        word = fold(text)
        return any(
            w.startswith(word) and len(word) * 5 >= len(w) * 3
            for p in found
            for w in fold(p.name).replace("-", " ").split()
        ) or not any(c in "aeiou" for c in word)

    def _numbers(self, item: ItemDraft, amounts: Sequence[Amount]) -> list[tuple[Decimal, Amount | None]]:
        """Give the ways in which an item's numbers can be a quantity and an amount."""
        one = Decimal(1)
        if len(amounts) > 1:
            amounts = self._agreeing(item, amounts)
        said = amounts[0] if amounts else None
        numbers = item.numbers
        if not numbers:
            return [(one if item.quantity is None else item.quantity, said)]
        if len(numbers) == 1 and item.quantity is not None and said is None:
            return [(item.quantity, Amount(numbers[0].value, "bare"))]
        if len(numbers) == 1 and item.quantity is None and said is not None:
            return [(numbers[0].value, said)]
        if len(numbers) == 1 and item.quantity is None:
            return self._lone(numbers[0].value)
        if len(numbers) == 2 and said is None:  # noqa: PLR2004 - two numbers behind a name
            joined = self._joined(numbers[0].text, numbers[1].text)
            ways: list[tuple[Decimal, Amount | None]] = []
            if joined is not None:
                ways.append((item.quantity or one, Amount(joined, "bare")))
            if item.quantity is None and numbers[0].value <= MOST_COUNTED * 20:
                ways.append((numbers[0].value, Amount(numbers[1].value, "bare")))
            if ways:
                return ways
        raise self._puzzled(item)

    def _lone(self, value: Decimal) -> list[tuple[Decimal, Amount | None]]:
        if not self._priced:
            return [(value, None)]
        ways: list[tuple[Decimal, Amount | None]] = [(Decimal(1), Amount(value, "bare"))]
        if value == value.to_integral_value() and 0 < value <= MOST_COUNTED:
            ways.append((value, None))
        return ways

    @staticmethod
    def _joined(first: str, second: str) -> Decimal | None:
        if (
            first.isdigit()
            and len(first) <= _GROUP
            and len(second.split(".", maxsplit=1)[0].split(",", maxsplit=1)[0]) == _GROUP
        ):
            return parse_number(first + second)
        return None

    def _agreeing(self, item: ItemDraft, amounts: Sequence[Amount]) -> list[Amount]:
        """Let two amounts stand where one is the price of one and the other says the total ("@35 each = 70")."""
        unit = next((a for a in amounts if a.how == "unit"), None)
        rest = [a for a in amounts if a is not unit]
        if unit is not None and len(rest) == 1 and unit.value * (item.quantity or 1) == rest[0].value:
            return [unit]
        if len({a.value for a in amounts}) == 1:
            return [amounts[0]]
        raise self._puzzled(item)

    def _puzzled(self, item: ItemDraft) -> Exception:
        return what_amount(
            item.text,
            _("I see more than one amount for {text}. What did it come to in all?", text=item.text),
            (),
            self._known.locale,
        )

    def _too_fine(self, item: ItemDraft, value: Decimal, rounded: int) -> Exception:
        phrase = _(
            "{amount} is finer than the smallest coin. What did {goods} come to?",
            amount=f"{value:f}",
            goods=item.text,
        )
        return what_amount(item.text, phrase, [(_("Rounded"), rounded)], self._known.locale)

    def _no_quantity(self, item: ItemDraft, reading: Reading) -> Exception:
        phrase = _(
            "{quantity} × {goods} cannot be. Write it again, with how many there were.",
            quantity=f"{reading.quantity.normalize():f}",
            goods=item.text,
        )
        return what_amount(item.text, phrase, (), self._known.locale)

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
        empty_shelf = not self._priced and reading.quantity == 0  # a count may find nothing
        milli = 0 if empty_shelf else to_milli(reading.quantity)
        if milli is None:
            raise self._no_quantity(item, reading)
        settled = self._settled.get(("amount", fold(item.text)))
        if settled is not None and settled.isdigit():
            return Priced(item, reading.product, milli, int(settled), True)
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
        total = self._total(item, reading)
        return Priced(item, reading.product, milli, total, True)

    def _far_too_many(self, reading: Reading) -> bool:
        """Whether a number before a dear product is rather its price ("300 smart tv")."""
        unit = self.unit(reading.product)
        many = reading.quantity >= MOST_COUNTED and self._basis == "price" and self._priced
        return many and unit is not None and unit >= DEAR * 10**self._decimals

    def _ask_count(self, item: ItemDraft, reading: Reading) -> Exception:
        total = self.expected(reading.product, reading.quantity) or 0
        phrase = _(
            "{quantity} × {name}? That is a lot.",
            quantity=f"{reading.quantity.normalize():f}",
            name=reading.product.name,
        )
        return what_amount(item.text, phrase, [(_("So many"), total)], self._known.locale)

    def _unpriced(self, item: ItemDraft, reading: Reading, milli: int, total: int | None) -> Priced:
        if total is None and self._priced and self._basis == "price":
            price = self._settled.get(("price", fold(item.text)))
            if price is None or not price.isdigit():
                raise what_price(item.text, reading.product.name)
            return Priced(item, reading.product, milli, times_price(milli, int(price)), True)
        return Priced(item, reading.product, milli, total, False)

    def _likelier(self, item: ItemDraft, readings: Sequence[Reading]) -> Reading:
        """Choose between a price and a quantity for the same number; where both make sense, ask."""
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

    def _ask_number(self, item: ItemDraft, readings: Sequence[Reading]) -> Reading:
        chosen = self._settled.get(("amount", fold(item.text)))
        options: list[tuple[str, int]] = []
        for reading in readings:
            total = (
                self.expected(reading.product, reading.quantity)
                if reading.amount is None
                else self.minor(reading.amount.value)
            )
            if total is not None:
                if chosen == str(total):
                    return reading
                options.append((f"{reading.quantity.normalize():f} pieces", total))
        raise what_amount(
            item.text, _("How many {text}, and for how much?", text=item.text), options, self._known.locale
        )

    def _near(self, reading: Reading) -> bool:
        total = self.expected(reading.product, reading.quantity)
        if total is None or reading.amount is None:
            return total is None
        return within(self.minor(reading.amount.value), total)

    def _total(self, item: ItemDraft, reading: Reading) -> int:
        """Give the line's total for an amount that was said; ask where it makes no sense."""
        amount, quantity = reading.amount, reading.quantity
        if amount is None:
            raise self._puzzled(item)
        minor = self.minor(amount.value)
        many = self._times(quantity, minor)
        if to_minor(amount.value, self._decimals) is None:
            raise self._too_fine(item, amount.value, many if amount.how == "unit" else minor)
        unit, total = self.unit(reading.product), self.expected(reading.product, quantity)
        if unit is None or total is None or unit == 0:
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
        locale = self._known.locale
        said = say(minor, locale)
        options = [(_("{said} in all", said=said), minor)]
        if reading.quantity != 1:
            options.append((f"{said} each", many))
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

    @staticmethod
    def _times(quantity: Decimal, minor: int) -> int:
        milli = to_milli(quantity)
        return times_price(milli, minor) if milli is not None else minor


def _name_words(name: str) -> list[str]:
    return fold(name).replace("-", " ").split()
