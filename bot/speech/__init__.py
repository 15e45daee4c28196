"""The bot's own words in the language of whom it speaks to.

Every sentence is written in English where it is said, inside `_()` or `ngettext()`, and looked up in the catalogue of
the language that is being spoken (`catalogues.py`, one `.po` file a language). Which language that is belongs to the
exchange, not to the code: `dialogue` sets it for the member who asked, and everything said meanwhile follows.

    _("{name} owes {amount}.", name=name, amount=shop.write(minor))
    ngettext("1 sale", "{n} sales", count, n=shop.number(count))

`N_()` marks a sentence that stands in a table and is said later, by `_()`. What goes into a sentence is named, so that
a translation may change its place. Data (names, amounts, the owner's words) never goes through a catalogue.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from babel.dates import format_date

from bot.speech import catalogues
from bot.speech.catalogues import LANGUAGES, SOURCE

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from datetime import date

__all__ = [
    "LANGUAGES",
    "NN_",
    "N_",
    "SOURCE",
    "_",
    "dated",
    "language_of",
    "locale",
    "ngettext",
    "speaking",
    "spoken",
    "steps",
]

Step = TypeVar("Step")
Last = TypeVar("Last")
_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language (a code of `LANGUAGES`) for as long as this lasts."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """Give the code of the language that is spoken now."""
    return _spoken.get()


def steps(language: str, work: Generator[Step, None, Last]) -> Generator[Step, None, Last]:
    """Speak a language in every step of a long work, whoever asks for the step."""
    while True:
        with speaking(language):
            try:
                step = next(work)
            except StopIteration as done:
                last: Last = done.value
                return last
        yield step


def _(sentence: str, /, **values: object) -> str:
    """Say a sentence of the catalogue with these values in their places."""
    said = sentence if _spoken.get() == SOURCE else catalogues.of(_spoken.get()).gettext(sentence)
    return said.format_map(values) if values else said


def ngettext(one: str, several: str, count: float, /, **values: object) -> str:
    """Say a sentence about `count` things: `one` where there is one, else `several`."""
    if _spoken.get() == SOURCE:
        said = one if count == 1 else several
    else:
        said = catalogues.of(_spoken.get()).ngettext(one, several, catalogues.whole(count))
    return said.format_map(values) if values else said


def N_(sentence: str, /) -> str:  # noqa: N802 - the name that every tool for catalogues looks for
    """Mark a sentence that is said later: `_()` says it."""
    return sentence


def NN_(one: str, several: str, /) -> tuple[str, str]:  # noqa: N802 - as N_
    """Mark the two forms of a thing that is counted later: `ngettext()` says them."""
    return one, several


def language_of(tag: str) -> str:
    """Give the language of a locale such as af_ZA, as far as there is a catalogue for it; else English."""
    code = tag.replace("-", "_").partition("_")[0].lower()
    return code if code in LANGUAGES else SOURCE


def locale(tag: str) -> str:
    """Give the locale for the words in dates: the language that is spoken, in the territory of the shop's locale.

    A shop that keeps its book in a language without a catalogue (de_DE) keeps its own dates while English is spoken.
    """
    return catalogues.in_territory(_spoken.get(), tag)


def dated(day: date, pattern: str) -> str:
    """Write a day (or the day of a local moment) in the language that is spoken; the pattern is CLDR's: EEE d MMM."""
    return str(format_date(day, pattern, locale=_spoken.get()))
