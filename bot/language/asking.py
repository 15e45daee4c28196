"""Asking instead of guessing: how a reader deep in a message puts the one question that stops it.

Belongs here: `Ask`, which carries a `Doubt` up to `reading.read`, and the sentences and buttons of the doubts that
several kinds of entry share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.language.afrikaans.plurals import surely_singular
from bot.language.amounts import nearest_minor, say, to_minor
from bot.language.spelling import singulars
from bot.language.statements import Choice, Doubt
from bot.language.tokens import fold
from bot.language.words import LEXICON
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from bot.language.statements import AnyCustomer, AnyProduct, Customer, Locale, Product

    Settled = Mapping[tuple[str, str], str]

NEW = "new"
SKIP = "skip"
MOST_CHOICES = 4


class Ask(Exception):  # noqa: N818 - it is a question, not an error
    """A careful clerk would ask here; `reading.read` gives the doubt to the caller."""

    def __init__(self, doubt: Doubt) -> None:
        super().__init__(doubt.phrase)
        self.doubt = doubt


def which_product(text: str, found: Sequence[Product], *, may_be_new: bool) -> Ask:
    """Ask which of several products is meant, or whether it is a new one."""
    choices = [Choice(product.name, str(product.id)) for product in found[:MOST_CHOICES]]
    if may_be_new or not choices:
        choices = [*choices[: MOST_CHOICES - 1], Choice(_("New: {name}", name=new_name(text)), NEW)]
    phrase = (
        _("Which one is “{text}”?", text=text)
        if len(found) > 1
        else _("Is “{text}” {name}?", text=text, name=found[0].name)
        if found
        else ""
    )
    return Ask(
        Doubt(
            ("product", fold(text)),
            text,
            phrase or _("Is “{text}” a new product?", text=text),
            tuple(choices),
        )
    )


def which_customer(text: str, found: Sequence[Customer], *, phrase: str = "") -> Ask:
    """Ask which of several customers is meant, or whether it is somebody new."""
    choices = [Choice(customer.name, str(customer.id)) for customer in found[:MOST_CHOICES]]
    choices = [
        *choices[: MOST_CHOICES - 1],
        Choice(_("New: {name}", name=person_name(text)), NEW),
    ]
    if not found:
        choices.append(Choice(_("Not a customer"), SKIP))
    asked = phrase or (_("Which {text}?", text=text) if found else _("Is {text} a customer?", text=text))
    return Ask(Doubt(("customer", fold(text)), text, asked, tuple(choices)))


def which_goods(text: str, settled: Settled, *, may_skip: bool) -> None:
    """Ask what goods without a name were, unless they are to be left out."""
    key = ("goods", fold(text))
    if settled.get(key) != SKIP:
        phrase = _("What is “{text}”? I can only write down goods by their names: write it again.", text=text)
        choices = (Choice(_("Leave it out"), SKIP),) if may_skip else ()
        raise Ask(Doubt(key, text, phrase, choices))


def what_price(text: str, name: str) -> Ask:
    """Ask for a price that nobody has said yet."""
    return Ask(
        Doubt(
            ("price", fold(text)),
            text,
            _("What does one {name} cost? I have no price for it yet.", name=name),
        )
    )


def what_amount(text: str, phrase: str, options: Sequence[tuple[str, int]], locale: Locale) -> Ask:
    """Ask what an amount means: options are a reading in words and the line's total under it, in minor units."""
    choices = tuple(Choice(f"{words} ({say(minor, locale)})", str(minor)) for words, minor in options)
    return Ask(Doubt(("amount", fold(text)), text, phrase, choices))


def what_sum(text: str, phrase: str) -> Ask:
    """Ask for an amount of money that has to be typed."""
    return Ask(Doubt(("amount", fold(text)), text, phrase))


def how_many(text: str, phrase: str, kind: Literal["quantity", "count"] = "quantity") -> Ask:
    """Ask for a quantity that has to be typed; that of a count may be none."""
    return Ask(Doubt((kind, fold(text)), text, phrase))


def write_again(about: str, phrase: str) -> Ask:
    """Ask for the message anew, where no single answer could settle what is open."""
    return Ask(Doubt(("again", fold(about)), about, phrase))


def settled_number(settled: Settled, kind: str, text: str) -> int | None:
    """Give the sum (or quantity) that settled a doubt, in minor units (or thousandths); None while it is open."""
    chosen = settled.get((kind, fold(text)))
    return int(chosen) if chosen is not None and chosen.isdigit() else None


def in_coins(value: Decimal, settled: Settled, locale: Locale) -> int:
    """Give an amount of the text in minor units; one finer than the smallest coin is asked about."""
    minor = to_minor(value, locale.decimals)
    if minor is None:
        minor = settled_number(settled, "amount", f"{value:f}")
    if minor is None:
        phrase = _("{amount} is finer than the smallest coin. How much was it?", amount=f"{value:f}")
        options = [(_("Rounded"), nearest_minor(value, locale.decimals))]
        raise what_amount(f"{value:f}", phrase, options, locale)
    return minor


def new_name(text: str, *, several: bool = False) -> str:
    """Write a new product's name as a person would: singular, with a capital ("gas heaters" -> "Gas heater")."""
    words = text.split()
    if several and words:
        at = next((i - 1 for i, word in enumerate(words) if i and word.casefold() == "of"), len(words) - 1)
        words[at] = _one_of(words[at], alone=len(words) == 1)
    name = " ".join(words)
    if name.isupper() and len(name) > MOST_CHOICES:
        name = name.lower()
    return name[:1].upper() + name[1:]


def _one_of(word: str, *, alone: bool) -> str:
    """Give the singular of a word; what is sold in pairs ("jeans") and a brand of several words keep theirs."""
    meant = singulars(word.casefold())
    singular = surely_singular(word.casefold()) or meant[0]
    if LEXICON.paired & set(meant) or not (alone or word.islower() or word.isupper()):
        return word
    return singular.upper() if word.isupper() and len(word) > 1 and not alone else singular


def person_name(text: str) -> str:
    """Write a new customer's name with capitals where it was typed without."""
    return " ".join(
        word if any(c.isupper() for c in word) and not word.isupper() else word[:1].upper() + word[1:].lower()
        for word in text.split()
    )


def name_of(one: AnyProduct | AnyCustomer) -> str:
    """Give the name of somebody or something known or new."""
    return one.name
