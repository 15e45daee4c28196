"""Which customer or product is meant: the one that was named, or a question with the likely ones as buttons."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Words, in_rows
from bot.speech import _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.command import Turn
    from bot.language.statements import Customer, Product, Slots

_OFFERED = 8
_YEAR = timedelta(days=365)
_NO_NAME = (
    "all ahead by cent coming demand down each every everything from if in just me money more much next only or per",
    "percent pieces please products revenue sales shop stock this to total units up was we were whole with would",
)
_FILL = frozenset({"{n}", "{category}", "the", "of", "for", "a", "my"})


def which_customer(turn: Turn, slots: Slots, command: str) -> Customer | Answer:
    """Give the customer meant, or the answer that asks for him."""
    if slots.customer is not None:
        return slots.customer
    if slots.customers:
        names = [one.name for one in slots.customers]
        return _ask(turn, command, _("Which one do you mean?"), names)
    found = totals.by_customer(turn.shop.book, turn.today - _YEAR, turn.today)
    best = [one.customer for one in found if one.customer is not None]
    best = best or [one.name for one in turn.shop.known().customers]
    if not best:
        words = _("No customer is in the book yet. Say “to Thabo” in a sale, and he is.")
        return Answer(command, (Words(words),), ((Button(_("Today"), "/today"), Button(_("Help"), "/help")),))
    return _ask(turn, command, _lead(slots, _("customer")), best)


def which_product(turn: Turn, slots: Slots, command: str) -> Product | Answer:
    """Give the product meant, or the answer that asks for it."""
    if slots.product is not None:
        return slots.product
    if slots.products:
        return _ask(turn, command, _("Which one do you mean?"), [one.name for one in slots.products])
    found = totals.by_product(turn.shop.book, turn.today - _YEAR, turn.today)
    best = [one.product for one in found] or [one.name for one in turn.shop.known().products]
    if not best:
        words = _("There are no products yet. Send your price list as a file, or just sell something.")
        return Answer(command, (Words(words),), ((Button(_("Today"), "/today"), Button(_("Help"), "/help")),))
    return _ask(turn, command, _lead(slots, _("product")), best)


def unknown_product(turn: Turn, slots: Slots, command: str, known: Iterable[str]) -> Answer | None:
    """Ask which product is meant where a slash command was given a name that is not in the book.

    `known` are the words and phrases that may stand there without naming anything.
    """
    if not turn.incoming.text.startswith("/") or slots.products or slots.category or slots.customers:
        return None
    left = unknown_words(slots, known)
    if not left:
        return None
    asked = which_product(turn, replace(slots, rest=" ".join(left)), command)
    return asked if isinstance(asked, Answer) else None


def unknown_words(slots: Slots, known: Iterable[str]) -> tuple[str, ...]:
    """Give the words of a question that name nothing the book knows; `known` may stand there without naming anything."""
    words = {word for phrase in (*known, *_NO_NAME) for word in phrase.split()} | _FILL
    return tuple(word for word in slots.rest.split() if word.isalpha() and word not in words)


def _lead(slots: Slots, what: str) -> str:
    said = " ".join(word for word in slots.rest.split() if word not in _FILL)
    unknown = (
        _("I know no {what} called “{said}”. ", what=what, said=said) if said and "{" not in said else ""
    )
    return _("{unknown}Which {what}? Tap one, or type the name.", unknown=unknown, what=what)


def _ask(turn: Turn, command: str, question: str, names: Sequence[str]) -> Answer:
    taps = [Button(name, f"/{command} {name}") for name in names[:_OFFERED]]
    return Answer(command, (Words(question),), in_rows(taps), in_place=bool(turn.incoming.pressed))
