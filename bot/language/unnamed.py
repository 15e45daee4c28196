"""Deeds and sums that name no goods: "sold stuff", "sold R1200 today", "Ahmed 500 cash", "Joy owes me 647".

Belongs here: saying what is missing and how to say it. Nothing of such a line can be written down: a sale, a delivery
and a debt all need their goods, and what a customer brought may be for a debt or for goods.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from bot.language.amounts import say
from bot.language.asking import Ask, in_coins, person_name
from bot.language.moneyflow import one_amount
from bot.language.parts import Amount, ItemDraft
from bot.language.statements import Choice, Doubt
from bot.language.tokens import fold
from bot.language.words import LEXICON
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.direction import Kind
    from bot.language.parts import Draft, Person
    from bot.language.segments import Segment

_COSTS = frozenset({"is", "are", "costs", "cost", "sells for", "sells at", "goes for", "price is", "="})
_OWN = frozenset({"myself", "me", "us", "ourselves", "home"})
_OUT = frozenset({"verb:sale", "verb:return"})
_IN = frozenset({"verb:restock"})
_MOVED = _OUT | _IN | {"verb:got"}


def unnamed_kind(draft: Draft, row: Sequence[Segment], marks: set[str], context: Context) -> Kind:
    """Say what a line without goods is: "none", or what its sender says it is once he was asked."""
    if not draft.items and not draft.people and _prices_new(draft, row):
        return "price"
    if any(fold(person.text) in _OWN for person in draft.people):
        return "none"  # "took R500 from the till for myself"
    vague = any(segment.has("vague") for segment in row)
    amount = _amount(row, context)
    if vague and (marks & _MOVED or draft.people or amount):
        raise _what_goods(draft, marks, amount, context)
    if amount and marks & {"verb:sale", "verb:restock"} and not draft.items:
        raise _what_goods(draft, marks, amount, context)
    if not draft.people or not amount:
        return "none"
    if "credit" in draft.payments or draft.owed:
        raise _what_goods(draft, marks, amount, context)
    return _paid_off(draft.people[0], amount, context)


def _prices_new(draft: Draft, row: Sequence[Segment]) -> bool:
    """Take what nobody knows and what it costs ("my bread is R20") as goods to be asked about."""
    at = next((i for i, segment in enumerate(row) if segment.word in _COSTS), 0)
    named = [s for s in row[:at] if s.kind == "word"]
    sums = [s for s in row[at:] if s.kind == "number" and s.value is not None]
    told = all(s.kind == "word" or s.has("polite") or s.has("a") for s in row[:at])
    rest = all(s.kind in {"number", "sep"} or s.word in _COSTS or s.has("each") for s in row[at:])
    if not (named and told and rest and len(sums) == 1) or any(s.word in LEXICON.expenses for s in named):
        return False
    price = Amount(sums[0].value or Decimal(0), "unit", sums[0].money)
    draft.items = [ItemDraft(" ".join(s.text for s in named), amounts=[price])]
    draft.words, draft.whole, draft.stray = [], [], []
    return True


def _amount(row: Sequence[Segment], context: Context) -> str:
    """Give the one sum of a line as it is written, empty where it has none or several."""
    value = one_amount(row)
    locale = context.known.locale
    return "" if value is None else say(in_coins(value, context.settled, locale), locale)


def _what_goods(draft: Draft, marks: set[str], amount: str, context: Context) -> Ask:
    """Ask for the message anew, with the goods that it leaves out."""
    name = _named(draft.people[0]) if draft.people else ""
    goods = f"2 {context.known.products[0].name if context.known.products else 'bread'}"
    if not name and (draft.supplier or (marks & _IN and not marks & _OUT)):
        example = (
            _("{goods} from {name}", goods=goods, name=draft.supplier)
            if draft.supplier
            else _("got {goods}", goods=goods)
        )
        phrase = _("What came in, and how many? Write it with the goods, like: {example}", example=example)
    else:
        to, owed = (
            _("to {name}", name=name) if name else "",
            _("on credit") if "credit" in draft.payments else "",
        )
        example = " ".join(part for part in (goods, to, amount, owed) if part)
        phrase = (
            _(
                "What did {name} take, and how many? Write it with the goods, like: {example}",
                name=name,
                example=example,
            )
            if name
            else _("What was it, and how many? Write it with the goods, like: {example}", example=example)
        )
    return Ask(Doubt(("goods", fold(f"{name} {amount}".strip())), name or amount or example, phrase))


def _named(person: Person) -> str:
    """Give the name of the one whom a name means, else the name as a person would write it."""
    found = person.customers.found if person.customers else ()
    return found[0].name if len(found) == 1 else person_name(person.text)


def _paid_off(person: Person, amount: str, context: Context) -> Kind:
    """Ask whether a name and a sum are money that a customer brought."""
    name, key = _named(person), ("goods", fold(person.text))
    if context.settled.get(key) == "payment":
        return "payment"
    phrase = _(
        "Did {name} pay you {amount} of a debt? If you sold something, write what it was.",
        name=name,
        amount=amount,
    )
    raise Ask(Doubt(key, name, phrase, (Choice(_("Paid off a debt"), "payment"),)))
