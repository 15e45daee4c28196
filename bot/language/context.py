"""What every reader of an entry needs at hand, and the questions of who, when and how paid.

Belongs here: nothing that depends on the kind of entry.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.language.asking import NEW, SKIP, Ask, person_name, which_customer
from bot.language.parts import Person
from bot.language.statements import Choice, Doubt, NewCustomer
from bot.language.tokens import fold
from bot.speech import _, dated

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.language.names import Known
    from bot.language.parts import Draft
    from bot.language.statements import AnyCustomer, Entry, Payment, Recent


@dataclass(frozen=True, slots=True)
class Context:
    """The shop as it stands: its names, its day, what was settled about this message, what was written last."""

    known: Known
    today: date
    settled: Mapping[tuple[str, str], str] = field(default_factory=dict)
    recent: Sequence[Recent] = ()
    page_day: date | None = None  # the day at the head of the page, for lines that name none
    replaced: Entry | None = None  # the entry whose message was changed into this one


def customer_of(draft: Draft, context: Context) -> AnyCustomer | None:
    """Give the one customer of an entry, None for a walk-in; two different ones are asked about."""
    if "relation" in draft.marks and not draft.people:
        return somebody(context, _("Who bought it? Write the name, or say that it is not a customer."))
    found: list[AnyCustomer] = []
    for person in draft.people:
        one = customer(person, context)
        if one is not None and one not in found:
            found.append(one)
    if len(found) > 1:
        names = _(" or ").join(one.name for one in found)
        choices = tuple(Choice(one.name, str(getattr(one, "id", one.name))) for one in found)
        key = ("customer", fold(names))
        settled = context.settled.get(key)
        for choice, one in zip(choices, found, strict=True):
            if settled == choice.value:
                return one
        raise Ask(Doubt(key, names, _("Whose is it: {names}?", names=names), choices))
    return found[0] if found else None


def somebody(context: Context, phrase: str) -> AnyCustomer | None:
    """Give the customer whom the message does not name: asked for, and typed."""
    key = ("customer", "who")
    settled = context.settled.get(key)
    if settled is None:
        raise Ask(Doubt(key, "who", phrase, (Choice(_("Not a customer"), SKIP),)))
    return customer(Person("who"), context)


def customer(person: Person, context: Context) -> AnyCustomer | None:
    """Give the customer that a name in the text means."""
    chosen = context.settled.get(("customer", fold(person.text)))
    found = person.customers.found if person.customers else ()
    if chosen == SKIP:
        return None
    if chosen == NEW:
        return NewCustomer(person_name(person.text))
    if chosen is not None:
        known = context.known.customer(int(chosen)) if chosen.isdigit() else None
        return known or NewCustomer(person_name(chosen))
    if not person.sure or len(found) > 1:
        raise which_customer(person.text, found)
    return found[0] if found else NewCustomer(person_name(person.text))


def day_of(draft: Draft, context: Context) -> date:
    """Give the day of an entry: the one said, else today; a day that is still to come is asked about."""
    if "vague_day" in draft.marks and not draft.days:
        return _vague_day(context)
    days = list(dict.fromkeys(day for day, _ in draft.days))
    if not days:
        return context.page_day or context.today
    doubtful = len(days) > 1 or days[0] > context.today or not all(sure for _, sure in draft.days)
    if not doubtful:
        return days[0]
    about = " / ".join(day.isoformat() for day in days)
    key = ("date", about)
    settled = context.settled.get(key)
    options = [day for day in [*days, context.today] if day <= context.today]
    for day in options:
        if settled == day.isoformat():
            return day
    choices = tuple(Choice(dated(day, "d MMMM y"), day.isoformat()) for day in dict.fromkeys(options))
    raise Ask(Doubt(key, about, _("Which day was that?"), choices))


def _vague_day(context: Context) -> date:
    """Ask for the day behind "last week" or "the other day"."""
    key = ("date", "vague")
    settled = context.settled.get(key)
    if settled is not None:
        return date.fromisoformat(settled)
    days = [context.today - timedelta(days=back) for back in range(4)]
    choices = tuple(Choice(dated(day, "EEEE d MMMM"), day.isoformat()) for day in days)
    raise Ask(Doubt(key, "the day", _("Which day was that?"), choices))


def payment_of(draft: Draft, context: Context) -> Payment | None:
    """Give the way it was paid, None where nothing is said; two different ones are asked about."""
    ways = list(dict.fromkeys(draft.payments))
    if len(ways) <= 1:
        return ways[0] if ways else None
    key = ("payment", " / ".join(ways))
    settled = context.settled.get(key)
    for way in ways:
        if settled == way:
            return way
    choices = tuple(Choice(_WAYS[way], way) for way in ways)
    raise Ask(Doubt(key, key[1], _("How was it paid?"), choices))


_WAYS: dict[Payment, str] = {
    "cash": "Cash",
    "card": "Card",
    "eft": "EFT",
    "credit": "On credit",
    "other": "Other",
}
