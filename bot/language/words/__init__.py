"""The words themselves, a table for each language: a new language is a new table in `TABLES`."""

from bot.language.words import af, af_asking, eastern, en, southern
from bot.language.words.table import Lexicon, Words

__all__ = ["ABROAD", "LEXICON", "TABLES", "Lexicon", "Words"]

TABLES: tuple[Words, ...] = (
    en.WORDS,
    af.WORDS,
    southern.ZULU,
    southern.SOTHO,
    eastern.SWAHILI,
    eastern.HINDI,
)
LEXICON = Lexicon.of(TABLES)
ABROAD = {"af": af_asking.PHRASES}  # what each command is asked in other languages, by its name
