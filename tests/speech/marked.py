"""A made-up language that puts every sentence of the catalogues into brackets: what stands outside never went through one."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from babel.dates import get_day_names, get_month_names

from bot.answer import Answer, Button, File, Picture, Steps, Style, Unit, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.shop import Shop

OPEN, CLOSE = "⟦", "⟧"
_WORD = re.compile(r"[^\W\d_]{2,}")
_TYPED = re.compile(r"/[a-z_]+|“[^”]*”")
_UNREAD = {
    Answer: ("command", "keeps"),
    Button: ("says",),
    Steps: ("kinds",),
    Unit: ("before", "thousands", "point"),
    File: ("path", "name"),
    Picture: ("path",),
}
_CODE = re.compile(r"[A-Z]{3}")  # a currency
_NOT_SAID = {"kB", "MB", "EFT", "CSV", "PDF", "XLSX", "English", "Afrikaans"}


class Marked:
    """Stands in for a catalogue."""

    def gettext(self, sentence: str) -> str:
        return f"{OPEN}{sentence}{CLOSE}"

    def ngettext(self, one: str, several: str, count: int) -> str:
        return self.gettext(one if count == 1 else several)


def unmarked(answer: Answer, shop: Shop) -> list[str]:
    """Give the words of an answer that came from no catalogue and are no data of the shop."""
    data = _data(shop)
    return [
        f"{word!r} in {text!r}"
        for text in _texts(answer)
        for word in _WORD.findall(_TYPED.sub(" ", _outside(text)))
        if word.casefold() not in data | {"qwertz"} and word not in _NOT_SAID and not _CODE.fullmatch(word)
    ]


def _outside(text: str) -> str:
    depth, kept = 0, []
    for sign in text:
        depth += (sign == OPEN) - (sign == CLOSE)
        kept.append(sign if depth == 0 and sign != CLOSE else " ")
    return "".join(kept)


def _texts(part: object) -> Iterator[str]:
    """Give every text that somebody reads: not what a button says, not what is quoted to be typed, no path."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list | frozenset):
        for one in part:
            yield from _texts(one)
    elif is_dataclass(part) and not (isinstance(part, Words) and part.style is Style.QUOTE):
        for field in fields(part):
            if field.name not in _UNREAD.get(type(part), ()):
                yield from _texts(getattr(part, field.name))


def _data(shop: Shop) -> set[str]:
    """Give every word that the shop itself brought: names, notes, raw messages, and the names of days."""
    book = shop.book
    columns = (
        ("products", ("name", "category", "supplier")),
        ("customers", ("name", "region", "phone")),
        ("expenses", ("note",)),
        ("campaigns", ("name", "channel")),
        ("entries", ("raw_text", "who", "file_name")),
        ("members", ("name",)),
        ("sale_lines", ("note",)),
        ("restock_lines", ("supplier",)),
    )
    said: set[str] = {shop.settings.shop.name, shop.settings.shop.timezone, shop.settings.shop.currency, "R"}
    for table, names in columns:
        for name in names:
            said |= {str(one) for (one,) in book.rows(f"SELECT DISTINCT {name} FROM {table}") if one}
    said |= set(available_timezones())
    for width in ("wide", "abbreviated"):
        for names in (get_month_names(width, locale="af"), get_day_names(width, locale="af")):
            said |= set(names.values())
    return {word.casefold() for text in said for word in _words(text)}


def _words(text: str) -> Iterable[str]:
    return _WORD.findall(text)
