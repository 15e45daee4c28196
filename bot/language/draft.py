"""A line's segments sorted into an entry's parts: which number belongs to which product, who, when, how paid.

Belongs here: the walk over one line, from left to right. What kind of entry it is, and what its amounts mean in
money, is decided by others.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.claims import Claims
from bot.language.neighbours import has, names, owes, word_of
from bot.language.parts import Amount, Discount, Draft, Number, Person
from bot.language.runs import Run, runs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.segments import Segment
    from bot.language.statements import Payment
    from bot.language.tokens import Token


def draft(segments: Sequence[Segment], tokens: Sequence[Token]) -> Draft:
    """Sort a line's segments into an entry's parts."""
    return _Drafter(segments, tokens).run()


_PAYMENTS: dict[str, Payment] = {"cash": "cash", "card": "card", "eft": "eft", "credit": "credit"}
_AHEAD = frozenset({"will", "ll", "shell", "hell", "theyll"})  # a day behind them is still to come
_BIND = frozenset({"a", "of", "them", "polite", "on"})
_PROMISES = frozenset(
    {"will", "ll", "shell", "hell", "theyll", "must", "promised", "going", "sal", "uzokhokha", "can", "said"}
)


class _Drafter:
    """Walks over the segments once; what each number is said to be goes to `Claims`."""

    def __init__(self, segments: Sequence[Segment], tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._runs: dict[int, Run] = {run.start: run for run in runs_of(segments)}
        self._row = segments
        self._claims = Claims()

    def run(self) -> Draft:
        i = 0
        while i < len(self._row):
            run = self._runs.get(i)
            i = self._take_run(run) if run else self._take(i)
        self._claims.settle()
        return self._claims.draft

    def _take(self, i: int) -> int:
        segment = self._row[i]
        if segment.kind == "number":
            return self._number(i)
        if segment.kind == "date" and segment.day is not None:
            before = self._tokens[max(0, segment.start - 5) : segment.start]
            ahead = any(token.word in _AHEAD for token in before)
            self._claims.draft.days.append((segment.day, segment.sure and not ahead))
        elif segment.kind == "sep":
            self._claims.end_clause(segment.word)
        elif segment.kind == "word":
            self._claims.draft.words.append(segment.text)
        elif segment.kind == "marks":
            return self._marks(i)
        return i + 1

    def _take_run(self, run: Run) -> int:
        """Take a product or a person; words that are neither stay words."""
        if run.role == "person":
            self._claims.draft.people.append(Person(run.text, run.customers, run.sure))
        elif run.role == "supplier":
            self._claims.draft.supplier = run.text
        elif run.role == "item":
            self._claims.begin(run)
        else:
            self._claims.draft.words.extend(run.text.split())
        return run.end

    def _number(self, i: int) -> int:
        """Give a number to what its neighbours say it is, and where the next segment begins."""
        segment = self._row[i]
        value = segment.value or _ZERO
        before, after = self._at(i - 1), self._at(i + 1)
        if has(after, "percent"):
            self._discount(Discount(value, True))
            return i + (3 if has(self._at(i + 2), "off") or has(self._at(i + 2), "less") else 2)
        if has(after, "off") or has(before, "less") or self._minus(i):
            end = i + (2 if has(after, "off") else 1)
            each = has(self._at(end), "each")
            self._discount(Discount(value, False, each))
            return end + each
        if has(after, "times"):
            priced = segment.money or has(before, "at")
            return self._priced_times(i, value) if priced else self._times(i, value)
        if has(after, "each") and not has(before, "times"):
            return self._each(i, value)
        if not (
            self._counted(i, value)
            or self._coming(i, value)
            or self._priced(i, value)
            or self._paid(i, value)
        ):
            pairs = has(after, "of_pair")
            self._claims.pair = pairs or "pair" in segment.text.casefold().split()
            self._claims.waiting.append(Number(value * 2 if pairs else value, segment.text))
        return i + 1

    def _each(self, i: int, value: Decimal) -> int:
        """Read "80 each" as a price of one; behind a name, "3 each 80" may count with either number."""
        segment, item, second = self._row[i], self._claims.item, self._at(i + 2)
        bare = item is not None and item.quantity is None and not (item.numbers or item.amounts)
        open_ = bare and not (self._claims.waiting or segment.money or has(self._at(i - 1), "at"))
        if open_ and item is not None and second is not None and self._stands_alone(i + 2):
            other = second.value or _ZERO
            if second.money:
                item.quantity = value
                item.amounts.append(Amount(other, "unit", money=True))
            else:
                item.each = (value, other)
                item.amounts.append(Amount(value, "unit"))
                item.numbers.append(Number(other, second.text))
            return i + 3
        self._claims.amount(Amount(value, "unit", segment.money))
        return i + 2

    def _of_each(self, i: int) -> bool:
        """Whether a number behind "each" is the price of one: "3 toasters each 80", not "80 each 240"."""
        segment, told = self._row[i], self._at(i - 2)
        counts = told is None or told.kind != "number"
        return not names(self._at(i + 1)) and (segment.money or (counts and self._stands_alone(i)))

    def _stands_alone(self, i: int) -> bool:
        """Whether a number belongs to nothing behind it: no goods, no per cent, no turn of phrase."""
        segment, after = self._at(i), self._at(i + 1)
        bound = names(after) or any(has(after, mark) for mark in ("percent", "off", "each", "times"))
        return segment is not None and segment.kind == "number" and not (bound or self._totalled(i))

    def _counted(self, i: int, value: Decimal) -> bool:
        """Take a number that is said to be a quantity: "x 3", "4 of them"."""
        pieces = has(self._at(i + 1), "them") and not self._row[i].money
        if not (pieces or has(self._at(i - 1), "times")):
            return False
        self._claims.quantity(value)
        return True

    def _coming(self, i: int, value: Decimal) -> bool:
        """Take the price of one that stands between a count and its goods ("5 R10 vouchers", "2 @ 280 kettles")."""
        segment, before = self._row[i], self._at(i - 1)
        counted = has(before, "at") or (
            segment.money and before is not None and before.kind == "number" and not before.money
        )
        if not (counted and self._claims.waiting and self._claims.complete and names(self._at(i + 1))):
            return False
        self._claims.coming = Amount(value, "unit", segment.money)
        return True

    def _priced(self, i: int, value: Decimal) -> bool:
        """Take a number that is said to be a sum: a total, a price of one, one behind "for", one with a sign."""
        segment, before, after = self._row[i], self._at(i - 1), self._at(i + 1)
        money, equals = segment.money, word_of(before) == "="
        if (equals and len(self._claims.draft.items) > 1) or self._totalled(i):
            self._claims.settle()
            self._claims.draft.whole.append(Amount(value, "total", money))
        elif equals and self._claims.item and self._claims.item.amounts:
            self._claims.amount(Amount(value, "bare", money))
        elif has(before, "at") or (has(before, "each") and self._of_each(i)):
            self._claims.amount(Amount(value, "unit", money))
        elif word_of(before) in {"for", "vir"} and not (names(after) or has(after, "free")):
            self._claims.amount(Amount(value, "for", money))
        elif has(before, "verb:paid") or has(before, "deposit") or has(after, "deposit") or owes(before):
            return False
        elif money or (value != value.to_integral_value() and not names(after)):
            self._claims.amount(Amount(value, "bare", money))
        else:
            return False
        return True

    def _paid(self, i: int, value: Decimal) -> bool:
        """Take a number that says what was paid or is owed."""
        before, after = self._at(i - 1), self._at(i + 1)
        if owes(before):
            self._claims.draft.owed.append(value)
        elif (
            has(before, "deposit") or has(after, "deposit") or (has(before, "verb:paid") and not names(after))
        ):
            self._claims.draft.paid.append(value)
        else:
            return False
        return True

    def _totalled(self, i: int) -> bool:
        """Whether a number is said to be a total, before it ("total 590") or behind it ("R590 altogether")."""
        before, after = self._at(i - 1), self._at(i + 1)
        next_number = self._at(i + 2)
        behind = has(after, "total") and (next_number is None or next_number.kind != "number")
        return behind or (has(before, "total") and not names(after))

    def _minus(self, i: int) -> bool:
        """Whether a dash before a number takes off ("598 -R50"): glued to it, and an amount already said."""
        token = self._tokens[self._row[i].start]
        before = self._at(i - 1)
        if before is None or before.word != "-" or not token.glued or self._tokens[before.start].glued:
            return False
        return self._claims.item is not None and bool(
            self._claims.item.numbers or self._claims.item.amounts or self._claims.waiting
        )

    def _priced_times(self, i: int, price: Decimal) -> int:
        """Read "R29 x 3" as the price of one and how many; a sum that nothing is counted with is just a sum."""
        count, item = self._at(i + 2), self._claims.item
        counted = count is not None and count.kind == "number" and not count.money
        amount = Amount(price, "unit", money=True)
        if counted and count is not None and names(self._at(i + 3)) and item is None:
            self._claims.waiting.append(Number(count.value or _ZERO, count.text, counted=True))
            self._claims.coming = amount
            return i + 3
        if counted and count is not None and item is not None and item.quantity is None:
            self._claims.amount(amount)
            item.quantity = count.value
            return i + 3
        self._claims.amount(Amount(price, "bare", money=True))
        return i + 1

    def _times(self, i: int, value: Decimal) -> int:
        """Read "3 x" as a quantity, "3 x 80" as a quantity and a price of one, and so "3 x R80" before its goods."""
        self._claims.waiting.append(Number(value, str(value), counted=True))
        second, third = self._at(i + 2), self._at(i + 3)
        if second is not None and second.money and names(third) and self._claims.complete:
            self._claims.coming = Amount(second.value or _ZERO, "unit", money=True)
            return i + 3
        if second is not None and second.kind == "number" and not names(third) and second.value is not None:
            first = self._claims.waiting.pop()
            count, price = (
                (value, second.value) if second.money or value <= second.value else (second.value, value)
            )
            self._claims.waiting.append(replace(first, value=count))
            self._claims.settle()
            self._claims.amount(Amount(price, "unit", second.money))
            return i + 3
        return i + 2

    def _discount(self, discount: Discount) -> None:
        goods = sum(run.role == "item" for run in self._runs.values())
        self._claims.discount(discount, more_follow=goods > len(self._claims.draft.items))

    def _marks(self, i: int) -> int:
        segment = self._row[i]
        self._claims.draft.marks |= segment.marks
        if segment.has("vague") and (self._claims.item is not None or has(self._at(i + 1), "and")):
            self._claims.draft.vague.append(segment.text)
        payment = segment.mark("pay")
        if segment.has("later"):
            end, when = self._later(i + 1)
            promise = bool(_PROMISES & set(segment.word.split()))
            paid = any(
                s.has("pay:") and not s.has("pay:credit")
                for s in self._row[i + 1 : end + 1]
                if s.kind == "marks"
            )
            if when or (promise and not paid):
                self._claims.draft.payments.append("credit")
                return end
        if payment is not None:
            self._claims.draft.payments.append(_PAYMENTS[payment])
        elif segment.has("half_price"):
            self._discount(Discount(_HALF_PRICE, True))
        elif segment.has("walkin"):
            self._claims.draft.walk_in = True
        elif segment.has("ditto"):
            self._claims.draft.ditto = True
        elif segment.has("and") or segment.has("verb:sale") or segment.has("verb:got"):
            self._claims.settle()
            self._claims.joined = segment.has("and")
        return i + 1

    def _later(self, i: int) -> tuple[int, bool]:
        """Skip the time of a promised payment ("on Monday", "end of month"): where it ends, whether there was one."""
        when = False
        while i < len(self._row):
            segment = self._row[i]
            if segment.kind == "date" or segment.has("later_when"):
                when = True
            elif not (
                segment.kind == "marks" and (segment.marks & _BIND or segment.has("on") or segment.has("at"))
            ):
                break
            i += 1
        return i, when

    def _at(self, i: int) -> Segment | None:
        return self._row[i] if 0 <= i < len(self._row) else None


_ZERO = Decimal(0)
_HALF_PRICE = Decimal(50)  # per cent off
