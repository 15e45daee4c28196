"""Which product a number belongs to, while a line is walked over from left to right.

Belongs here: numbers that wait until a product claims them, and the clause that an amount stands in. What a number is
said to be is `draft`'s affair.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.parts import Amount, Draft, ItemDraft, Number
from bot.language.spelling import singulars
from bot.language.tokens import fold
from bot.language.words import LEXICON

if TYPE_CHECKING:
    from bot.language.parts import Discount
    from bot.language.runs import Run

_ONE = Decimal(1)


@dataclass(slots=True)
class Claims:
    """The draft as far as it goes, and the plain numbers that a product has yet to claim.

    `clause_has_item` ends with a separator, `joined` says that an "and" stands before what comes next, and `pair` that
    the number which waits is a pair, which is one of what is sold in pairs. `coming` is the price of one of what
    comes next, said before its name.
    """

    draft: Draft = field(default_factory=Draft)
    waiting: list[Number] = field(default_factory=list)
    item: ItemDraft | None = None
    clause_has_item: bool = False
    joined: bool = False
    pair: bool = False
    coming: Amount | None = None

    @property
    def complete(self) -> bool:
        """Whether the product before is told in full, so that what comes now is about the next one."""
        return self.item is None or bool(self.item.quantity is not None and self.item.amounts)

    def begin(self, run: Run) -> None:
        """Begin a product; the number that waits before it may be its quantity."""
        item = ItemDraft(run.text, run.products, run.extra)
        if self.waiting and self.pair and _in_pairs(run):
            self.waiting[-1] = replace(self.waiting[-1], value=self.waiting[-1].value / 2)
        self.pair = False
        if run.article and not self.waiting:
            self.waiting.append(Number(_ONE, "1", counted=True))
        if self.waiting and self._claims():
            item.quantity = self.waiting.pop().value
        self.settle()
        if self.coming is not None:
            item.amounts.append(self.coming)
            self.coming = None
        self.draft.items.append(item)
        self.item = item
        self.clause_has_item = True
        self.joined = False

    def _claims(self) -> bool:
        """Whether the number right before a product is its quantity, and not the price of the product before it.

        "1 kettle 1 iron" counts first and "kettle 299 iron 349" prices last: the first product of the line shows
        which habit the writer has. A number behind "and" counts what follows it ("kettle and 2 irons").
        """
        if (
            self.item is None
            or self.waiting[-1].counted
            or len(self.waiting) > 1
            or self.joined
            or not self.clause_has_item
        ):
            return True
        if self.draft.items[0].quantity is not None:
            return True
        return bool(self.item.numbers or self.item.amounts)

    def settle(self) -> None:
        """Give numbers that no later product claimed to the product before them."""
        for number in self.waiting:
            if self.item is None:
                self.draft.stray.append(number)
            elif number.counted and self.item.quantity is None:
                self.item.quantity = number.value
            elif self.clause_has_item:
                self.item.numbers.append(number)
            else:
                self.draft.whole.append(Amount(number.value, "bare"))
        self.waiting.clear()

    def end_clause(self, sign: str) -> None:
        """A separator parts clauses; a dash or a bracket only sets off what still belongs to the product."""
        self.settle()
        if sign not in {"-", "(", ")", ":", "=", "/"}:
            self.clause_has_item = False

    def quantity(self, value: Decimal) -> None:
        """Take a number that is said to be how many, of the product before it or of the next."""
        if self.item is not None and self.item.quantity is None:
            self.item.quantity = value
        else:
            self.waiting.append(Number(value, str(value), counted=True))

    def amount(self, amount: Amount) -> None:
        """Give an amount to the product of its clause; one in a clause of its own is the message's."""
        self.settle()
        if self.item is not None and (self.clause_has_item or amount.how == "unit"):
            self.item.amounts.append(amount)
        else:
            self.draft.whole.append(amount)

    def discount(self, discount: Discount, *, more_follow: bool) -> None:
        """Take a discount off what it follows; the one at the very end, with no goods behind it, is the message's."""
        self.settle()
        target = self.item.discounts if self.item is not None and more_follow else self.draft.discounts
        target.append(discount)


def _in_pairs(run: Run) -> bool:
    """Whether a product comes in pairs by itself ("a pair of school shoes" is one)."""
    words = {singular for word in fold(run.text).split() for singular in singulars(word)}
    return bool(words & LEXICON.paired)
