"""The languages there are, and their catalogues: `<code>.po` beside this file, read when first spoken."""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from babel.core import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

SOURCE: Final = "en"
LANGUAGES: Final = {SOURCE: "English", "af": "Afrikaans"}
FOLDER: Final = Path(__file__).parent


def path_of(language: str) -> Path:
    """Give the file of a language's catalogue."""
    return FOLDER / f"{language}.po"


def read(language: str) -> Catalog:
    """Read a language's catalogue as it was written."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


@cache
def of(language: str) -> GNUTranslations:
    """Give the sentences of a language, ready to be looked up."""
    compiled = BytesIO()
    write_mo(compiled, read(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def whole(count: float) -> int:
    """Give the number that decides between one and several: a broken number (1.5) is several."""
    return int(count) if count == int(count) else 2


@cache
def in_territory(language: str, tag: str) -> str:
    """Give the locale of a language in the territory of another locale, as far as Babel knows it."""
    own = Locale.parse(tag)
    if own.language == language or own.language not in LANGUAGES:
        return tag
    try:
        return str(Locale.parse(f"{language}_{own.territory}" if own.territory else language))
    except UnknownLocaleError:
        return language
