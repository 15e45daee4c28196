"""The words themselves, a table for each language: a new language is a new table in `TABLES`."""

from bot.language.words import eastern, en, southern
from bot.language.words.table import Lexicon, Words

__all__ = ["LEXICON", "TABLES", "Lexicon", "Words"]

TABLES: tuple[Words, ...] = (
    en.WORDS,
    southern.AFRIKAANS,
    southern.ZULU,
    southern.SOTHO,
    eastern.SWAHILI,
    eastern.HINDI,
)
LEXICON = Lexicon.of(TABLES)
