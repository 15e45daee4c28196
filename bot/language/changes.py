"""What a correction changes: quantity, amount, product, customer, day, payment, a discount.

Belongs here: reading the figures of one line against the entry that it corrects. A number is told from the entry
itself: near its total it is an amount, else a quantity; where it could be both, the owner is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.amounts import nearest_minor, share, to_milli, to_minor
from bot.language.asking import Ask, in_coins
from bot.language.context import customer, payment_of
from bot.language.neighbours import counted, is_not, tells
from bot.language.recall import items_of
from bot.language.spelling import stem
from bot.language.statements import (
    Choice,
    DebtPayment,
    Doubt,
    Expense,
    Product,
    SetAmount,
    SetCustomer,
    SetDate,
    SetPayment,
    SetProduct,
    SetQuantity,
    entries_of,
)
from bot.language.sums import about, after_discount
from bot.language.tokens import fold
from bot.language.words import LEXICON
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from bot.language.context import Context
    from bot.language.parts import Draft, Person
    from bot.language.segments import Segment
    from bot.language.statements import AnyProduct, Change, Item, Payment, Recent

ONE = 1000  # thousandths in a piece
_FEW = 50  # a lone number above is no quantity


class ChangeReader:
    """Reads the changes of one line against the entry that it corrects."""

    def __init__(self, row: Sequence[Segment], parts: Draft, context: Context, recent: Recent) -> None:
        self._row, self._parts, self._context, self._recent = row, parts, context, recent
        self._items = list(items_of(recent.statement))
        self._not = next((i for i, s in enumerate(row) if is_not(s, i, row)), len(row))

    def changes(self) -> list[Change]:
        """Give every change that the line names."""
        right, wrong = self._sides()
        found: list[Change] = []
        off = self._discounts()
        if off:
            return off
        product = self._product(right, wrong)
        if product is not None:
            found.append(product)
            number = counted(right)
            if number is not None and number <= _FEW and (milli := to_milli(number)):
                found.append(SetQuantity(milli, product=product.product))
        found.extend(self._numbers(right, wrong, about_product=product is None))
        found.extend(self._person(right))
        days = [s.day for s in right if s.day is not None]
        if days and not self._promised(right):
            found.append(SetDate(days[0]))
        payments = [s for s in right if s.has("pay:")]
        if payments or "credit" in self._parts.payments:
            found.append(SetPayment(self._payment(right, wrong)))
        return found

    def _sides(self) -> tuple[list[Segment], list[Segment]]:
        """Part "A not B" (and "not B but A") into what is right and what was wrong."""
        before, after = list(self._row[: self._not]), list(self._row[self._not + 1 :])
        if not any(tells(s) for s in before):
            but = next((i for i, s in enumerate(after) if s.word in {"but", "it was", ",", "rather"}), None)
            return (after[but + 1 :], after[:but]) if but is not None else (after, [])
        return before, after

    def _discounts(self) -> list[Change]:
        """Read a discount that was forgotten: it comes off every item of the entry."""
        discounts = [*self._parts.discounts, *(d for item in self._parts.items for d in item.discounts)]
        if not discounts or not all(item.total_minor for item in self._items):
            return []
        decimals = self._context.known.locale.decimals
        totals = [item.total_minor or 0 for item in self._items]
        apiece = [d for d in discounts if d.percent or d.each]
        left = [
            after_discount(total, [d.of(item.quantity_milli) for d in apiece], None, decimals)
            for item, total in zip(self._items, totals, strict=True)
        ]
        off = sum(self._coins(d.value) for d in discounts if d not in apiece)
        if off >= sum(left):
            return []
        less = share(off, left)
        return [
            SetAmount(total - minus, product=item.product)
            for item, total, minus in zip(self._items, left, less, strict=True)
        ]

    def _coins(self, value: Decimal) -> int:
        return in_coins(value, self._context.settled, self._context.known.locale)

    def _promised(self, right: Sequence[Segment]) -> bool:
        return any(s.has("later") for s in right)

    def _payment(self, right: Sequence[Segment], wrong: Sequence[Segment]) -> Payment | None:
        ways = [s.mark("pay") for s in right if s.has("pay:")]
        denied = ways and any(s.has("pay:credit") for s in wrong)  # "cash not credit"
        if "credit" in self._parts.payments and not denied:
            return "credit"
        self._parts.payments = [w for w in self._parts.payments if w in ways]
        return payment_of(self._parts, self._context)

    def _person(self, right: Sequence[Segment]) -> list[Change]:
        starts = {id(s) for s in right}
        told = [s for s in right if s.kind == "customer"]
        for person in self._parts.people:
            if told and person.customers is not None and _covers(person, told):
                return [SetCustomer(customer(person, self._context))]
            if person.customers is None and any(
                person.text.startswith(s.text) for s in self._row if id(s) in starts
            ):
                return [SetCustomer(customer(person, self._context))]
        walk_in = any(s.has("walkin") and "walk" in s.word for s in right)
        return [SetCustomer(None)] if walk_in else []

    def _product(self, right: Sequence[Segment], wrong: Sequence[Segment]) -> SetProduct | None:
        """Give the product that it was instead; one that the entry already holds is only being named."""
        was = self._held(wrong)
        for segment in right:
            if segment.products is None:
                continue
            if any(_is(item.product, p) for item in self._items for p in segment.products.found):
                continue
            if len(segment.products.found) == 1:
                return SetProduct(segment.products.found[0], was or self._only())
            narrowed = self._alike(segment.text.split())
            if narrowed is not None:
                return SetProduct(narrowed, was or self._only())
        cue = {"meant", "mean"} & {word for s in self._row for word in s.word.split()}
        words = [s.word for s in right if s.kind in {"number", "word"}]
        if cue or any(s.word == "one" for s in right):
            variant = self._alike([w for w in words if w not in LEXICON.cues])
            if variant is not None:
                return SetProduct(variant, was or self._only())
        return None

    def _held(self, segments: Sequence[Segment]) -> AnyProduct | None:
        for segment in segments:
            for product in segment.products.found if segment.products else ():
                for item in self._items:
                    if _is(item.product, product):
                        return item.product
        return None

    def _only(self) -> AnyProduct | None:
        return self._items[0].product if len(self._items) == 1 else None

    def _alike(self, words: Sequence[str]) -> Product | None:
        """Give the one product that is like an item of the entry, but for the words said ("the 20000 one")."""
        found: dict[int, Product] = {}
        for item in self._items:
            own = _words(item.product.name)
            for product in self._context.known.products:
                theirs = _words(product.name)
                if _is(item.product, product) or not own & theirs:
                    continue
                if any(_fits(word, theirs - own) for word in words):
                    found[product.id] = product
        if len(found) > 1:
            most = max(
                len(_words(p.name) & _words(i.product.name)) for p in found.values() for i in self._items
            )
            found = {
                p.id: p
                for p in found.values()
                if any(len(_words(p.name) & _words(i.product.name)) == most for i in self._items)
            }
        return next(iter(found.values())) if len(found) == 1 else None

    def _numbers(
        self, right: Sequence[Segment], wrong: Sequence[Segment], *, about_product: bool
    ) -> list[Change]:
        numbers = [(i, s) for i, s in enumerate(right) if s.kind == "number" and s.value is not None]
        if not about_product:
            return []
        if not numbers:
            given = self._item(right) if any(s.has("free") for s in right) else None
            return [] if given is None else [SetAmount(0, product=given.product)]
        was = next((s.value for s in wrong if s.kind == "number"), None)
        item = self._item(right)
        found: list[Change] = []
        for i, segment in numbers[:2]:
            each = i + 1 < len(right) and right[i + 1].has("each")
            value = segment.value
            if value is not None and not (segment.word == "one" and not wrong):
                found.append(
                    self._number(value, was, item, money=segment.money or each or _at(right, i), each=each)
                )
        return found

    def _item(self, right: Sequence[Segment]) -> Item | None:
        held = self._held(right)
        for item in self._items:
            if held is not None and item.product == held:
                return item
        return self._items[0] if len(self._items) == 1 else None

    def _number(
        self, value: Decimal, was: Decimal | None, item: Item | None, *, money: bool, each: bool
    ) -> Change:
        """Tell an amount from a quantity by the entry itself."""
        decimals = self._context.known.locale.decimals
        minor, milli = nearest_minor(value, decimals), to_milli(value)
        was_minor = to_minor(was, decimals) if was is not None else None
        was_milli = to_milli(was) if was is not None else None
        product = item.product if item is not None else None
        entry = next(entries_of(self._recent.statement), None)
        if isinstance(entry, Expense | DebtPayment):
            return SetAmount(self._coins(value))
        if was_milli is not None and milli is not None and not money:
            counted = [
                i
                for i in self._items
                if i.quantity_milli == was_milli and (product is None or i.product == product)
            ]
            if counted:
                return SetQuantity(milli, product, was_milli)
        if was_minor is not None:
            return SetAmount(self._coins(value), each or self._was_each(was_minor, item), product, was_minor)
        if item is None:
            item = self._settled_item(value)
            product = item.product
        total = item.total_minor or 0
        unit = total * 1000 // item.quantity_milli
        if money or (milli is None or value > _FEW):
            return SetAmount(
                self._coins(value),
                each or (item.quantity_milli != ONE and about(minor, unit) and not about(minor, total)),
                product,
            )
        if total and about(minor, total):
            return SetAmount(self._coins(value), each, product)
        return SetQuantity(milli, product)

    @staticmethod
    def _was_each(was_minor: int, item: Item | None) -> bool:
        if item is None or item.total_minor is None or item.quantity_milli == ONE:
            return False
        return was_minor != item.total_minor and was_minor * item.quantity_milli == item.total_minor * 1000

    def _settled_item(self, value: Decimal) -> Item:
        """Give the item that the owner chose for a number that could be any one's."""
        chosen = self._context.settled.get(("correction", f"{value.normalize():f}"))
        for item in self._items:
            if item.product.name == chosen:
                return item
        raise self._which(value)

    def _which(self, value: Decimal) -> Ask:
        text = f"{value.normalize():f}"
        choices = tuple(Choice(item.product.name, item.product.name) for item in self._items[:4])
        return Ask(Doubt(("correction", text), text, _("What should be {text}?", text=text), choices))


def _covers(person: Person, told: Sequence[Segment]) -> bool:
    return any(s.text and person.text.startswith(s.text) for s in told)


def _is(one: AnyProduct, other: Product) -> bool:
    return isinstance(one, Product) and one.id == other.id


def _words(name: str) -> set[str]:
    return {stem(word) for word in fold(name).replace("-", " ").split()}


def _fits(word: str, names: set[str]) -> bool:
    """Whether a word picks out one of a product's own words: itself, or the number before a unit."""
    base = stem(word)
    return any(
        n == base or (base.isdigit() and n.startswith(base) and n[len(base) :].isalpha()) for n in names
    )


def _at(right: Sequence[Segment], i: int) -> bool:
    return i > 0 and right[i - 1].has("at")
