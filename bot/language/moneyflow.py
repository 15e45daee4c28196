"""Money without goods: a customer pays off what he owes, the shop pays for what it needs.

Belongs here: debt payments and expenses, and what an expense was for, as a person would write it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.asking import Ask, in_coins, settled_number, what_sum, which_customer
from bot.language.context import customer_of, day_of, payment_of, somebody
from bot.language.statements import DebtPayment, Doubt, Expense, NewCustomer
from bot.language.tokens import fold
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from bot.language.context import Context
    from bot.language.parts import Draft
    from bot.language.segments import Segment

_LEADING = frozenset(
    {
        "for",
        "on",
        "the",
        "a",
        "an",
        "my",
        "of",
        "to",
        "and",
        "was",
        "is",
        "in",
        "at",
        "i",
        "we",
        "some",
        "by",
        "from",
    }
)


def read_debt_payment(draft: Draft, row: Sequence[Segment], context: Context) -> DebtPayment:
    """Give what a customer paid off; somebody unknown cannot owe, so he is asked about."""
    who = customer_of(draft, context)
    if who is None:
        who = somebody(context, _("Who paid? Write the name."))
    if who is None:
        raise Ask(
            Doubt(("payment", "who"), "who", _("Without a name I cannot take it off a debt. Who paid?"))
        )
    asked = any(("customer", fold(person.text)) in context.settled for person in draft.people)
    if isinstance(who, NewCustomer) and draft.people and not asked:
        raise which_customer(draft.people[0].text, ())
    paid = draft.paid[0] if draft.owed and len(draft.paid) == 1 else one_amount(row)
    minor = _amount_minor(paid, who.name, _("How much did {name} pay?", name=who.name), context)
    payment = payment_of(_without_credit(draft), context)
    return DebtPayment(who, minor, day_of(draft, context), payment)


def _without_credit(draft: Draft) -> Draft:
    """Drop "owes" and "on account", which here say what the money is for and not how it was paid."""
    draft.payments = [payment for payment in draft.payments if payment != "credit"]
    return draft


def read_expense(draft: Draft, row: Sequence[Segment], context: Context) -> Expense:
    """Give what was spent and what for."""
    note = expense_note(row)
    phrase = _("How much did you pay for {note}?", note=note) if note else _("How much did you pay for that?")
    minor = _amount_minor(one_amount(row), note, phrase, context)
    payment = payment_of(_without_credit(draft), context)
    return Expense(note, minor, day_of(draft, context), payment)


def expense_note(row: Sequence[Segment]) -> str:
    """Give the words that say what an expense was for: all but sums, days, payments and the verb."""
    kept: list[str] = []
    for i, segment in enumerate(row):
        if segment.kind in {"number", "date", "sep", "time"} or segment.has("pay:") or segment.has("shop"):
            continue
        small = segment.kind == "marks" and (segment.word in _LEADING or segment.marks & _SMALL)
        inside = bool(kept) and any(s.kind in {"word", "product", "customer"} for s in row[i + 1 :])
        purpose = i > 0 and row[i - 1].word == "for"  # "for delivery"
        verb = segment.has("verb:") and not (segment.has("to") or purpose)
        if segment.kind == "marks" and (
            verb or (small and not inside) or (segment.has("polite") and not kept and small)
        ):
            continue
        if segment.kind == "marks" and segment.has("total"):
            continue
        kept.append(segment.text)
    note = " ".join(kept) or " ".join(segment.text for segment in row if segment.has("verb:expense"))
    return note[:1].upper() + note[1:]


_SMALL = frozenset({"to", "of", "a", "on", "at", "greeting", "thanks", "for", "from", "and", "walkin"})


def one_amount(row: Sequence[Segment]) -> Decimal | None:
    """Give the one sum of a line; a sum with a currency sign wins over plain numbers; None where there are several."""
    numbers = [s for s in row if s.kind == "number" and s.value is not None and s.word != "half"]
    money = [s for s in numbers if s.money]
    chosen = money or numbers
    values = list(dict.fromkeys(s.value for s in chosen if s.value is not None))
    return values[0] if len(values) == 1 else None


def _amount_minor(value: Decimal | None, about: str, phrase: str, context: Context) -> int:
    """Give the one sum of a line in minor units, asking where it has none, several, or one that is nothing."""
    minor = None if value is None else in_coins(value, context.settled, context.known.locale)
    minor = minor or settled_number(context.settled, "amount", about)
    if not minor:
        raise what_sum(about, phrase)
    return minor
