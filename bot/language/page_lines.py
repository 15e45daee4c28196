"""What each line of a page is by itself: a day, a heading, goods, a sum, or nothing to write down.

Belongs here: one line at a time; what it inherits from the lines above it is `page`'s affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.language import chat
from bot.language.draft import draft
from bot.language.segments import segment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.direction import Kind
    from bot.language.parts import Draft
    from bot.language.segments import Segment
    from bot.language.tokens import Token

Part = Literal["day", "total", "heading", "items", "amount", "talk", "unread"]
HEADS: dict[str, Kind] = {
    "verb:debt": "payment",
    "verb:count": "stocktake",
    "verb:return": "return",
    "verb:restock": "restock",
    "verb:cost": "cost",
    "verb:price": "price",
    "verb:sale": "sale",
}

_PAGE = frozenset({"week", "page", "wk", "pg"})  # "Week 1"
_COLUMNS = frozenset(
    {"qty", "quantity", "item", "items", "product", "price", "total", "amount", "customer", "date", "name"}
)


@dataclass(slots=True)
class Line:
    """One line of the page with what it plays on it."""

    text: str
    row: list[Segment]
    parts: Draft
    part: Part


def unnumbered(rows: Sequence[Sequence[Token]]) -> list[Sequence[Token]]:
    """Take the numbers off a numbered list ("1. …", "2) …")."""
    numbered = [
        len(row) > 2 and row[0].text.isdigit() and row[1].text in {".", ")"} and row[1].glued  # noqa: PLR2004 - a list has two lines or more
        for row in rows
    ]
    counts = [int(row[0].text) for row, is_numbered in zip(rows, numbered, strict=True) if is_numbered]
    if len(counts) < 2 or counts != list(range(counts[0], counts[0] + len(counts))):  # noqa: PLR2004 - a list has two lines or more
        return list(rows)
    return [row[2:] if is_numbered else row for row, is_numbered in zip(rows, numbered, strict=True)]


def page_line(tokens: Sequence[Token], context: Context) -> Line:
    """Give a line of a page with the part that it plays on it."""
    row = segment(tokens, context.known, context.today)
    parts = draft(row, tokens)
    text = " ".join(token.text for token in tokens)
    return Line(text, row, parts, _part(row, parts))


def _part(row: Sequence[Segment], parts: Draft) -> Part:
    numbers = [s for s in row if s.kind == "number"]
    words = {word for s in row for word in s.word.split()}
    if (row[0].word in _PAGE and len(row) <= len(("week", "1"))) or (
        len(words & _COLUMNS) > 1 and not numbers
    ):
        return "talk"
    if parts.items and chat.not_yet(row) is None:
        only_words = not numbers and all(item.products is None for item in parts.items)
        return "heading" if only_words and not parts.marks & {"a"} else "items"
    if chat.small_talk(row) is not None:
        return "talk"
    if any(s.has("total") for s in row) and numbers:
        return "total"
    if parts.days and not numbers:
        return "day" if not (parts.people or parts.marks & set(HEADS)) else "heading"
    if numbers and (parts.people or parts.marks & {"verb:paid", "verb:debt", "vague"} or parts.words):
        return "unread"
    if numbers:
        return "amount"
    return "heading"
