"""The sentences of all commands in several languages: a book each, and the better fit wins.

Belongs here: asking two books at once. Each weighs its own words, so that a language more, or a sentence more in it,
never shifts how questions in another are understood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.questions import Phrasebook
    from bot.language.tokens import Token


class Phrasebooks:
    """Books that are asked together: people mix the language they speak with the one they count in."""

    __slots__ = ("_books",)

    def __init__(self, *books: Phrasebook) -> None:
        self._books = books

    def scores(self, rest: str) -> list[tuple[str, float]]:
        """Give the commands with how well their best sentence of any book fits, best first."""
        best: dict[str, float] = {}
        for book in self._books:
            for command, score in book.scores(rest):
                best[command] = max(score, best.get(command, 0.0))
        return sorted(best.items(), key=lambda item: -item[1])

    def verbatim(self, tokens: Sequence[Token]) -> str | None:
        """Give the command that declares a line word for word in some book."""
        return next((found for book in self._books if (found := book.verbatim(tokens)) is not None), None)

    def unheard(self, rest: str) -> tuple[str, ...]:
        """Give the words that no book knows."""
        each = [book.unheard(rest) for book in self._books]
        return tuple(word for word in each[0] if all(word in words for words in each))

    def speaks(self, tokens: Sequence[Token]) -> bool:
        """Whether one book alone holds every word of a line."""
        return any(book.speaks(tokens) for book in self._books)
