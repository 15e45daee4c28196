"""The one door into this room: a message and what the shop knows in, a statement out.

Belongs here: the order of interpretation. How each kind is read lives in the module of that kind.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.language import chat
from bot.language.amending import read_correction
from bot.language.answers import answer
from bot.language.asking import Ask
from bot.language.clauses import cut
from bot.language.context import Context
from bot.language.draft import draft
from bot.language.facts import is_lead_time, read_fact
from bot.language.gloss import in_english
from bot.language.horizons import UNITS
from bot.language.lines import read_parts
from bot.language.losses import read_loss
from bot.language.page import read_page
from bot.language.questions import (
    NO_PHRASES,
    PERHAPS,
    SURE,
    WISHED,
    WORD_FOR_WORD,
    Phrasebook,
    ask,
    looks_like_question,
)
from bot.language.recall import read_again, read_brought_back, read_undo
from bot.language.segments import segment
from bot.language.slots import parse_arguments
from bot.language.statements import Chat, DidYouMean, Question, Unclear
from bot.language.tokens import fold, lines, normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.language.names import Known
    from bot.language.questions import Books
    from bot.language.segments import Segment
    from bot.language.statements import Entry, Recent, Statement
    from bot.language.tokens import Token


_DEEDS = frozenset({"verb:sale", "verb:got", "verb:return", "verb:restock", "verb:count", "verb:paid"})

_CONTRADICTION = frozenset({"no", "not"})  # "no, 3 not 2" corrects something; it asks nothing


def read(
    message: str,
    known: Known,
    today: date,
    *,
    settled: Mapping[tuple[str, str], str] | None = None,
    recent: Sequence[Recent] = (),
    phrases: Phrasebook = NO_PHRASES,
    replaced: Entry | None = None,
) -> Statement:
    """Give what a message says, or the doubt that a careful clerk would have about it.

    `settled` holds the answers to doubts about this very message, `recent` the last entries of the chat (newest
    first), which corrections and repetitions refer to. `replaced` is the entry that the message made before its
    sender changed it: what the new words leave out, a price, still holds.
    """
    context = Context(known, today, settled or {}, recent, replaced=replaced)
    rows, language = in_english(lines(normalise(message), known.locale), known)
    if not rows:
        return Unclear()
    books = phrases.in_language(language)
    try:
        return _line(rows[0], context, books) if len(rows) == 1 else read_page(rows, context)
    except Ask as asked:
        return asked.doubt


def _line(tokens: Sequence[Token], context: Context, phrases: Books) -> Statement:
    """Give what one line says: a question, something about an entry before it, talk, or an entry of its own."""
    if (named := _verbatim(tokens, context, phrases)) is not None:
        return named
    if looks_like_question(tokens):
        return _question(tokens, context, phrases)
    row = segment(tokens, context.known, context.today)
    if (lost := read_loss(row, tokens)) is not None:
        return lost
    parts = draft(row, tokens)
    earlier = (
        read_undo(row, parts, context)
        or read_brought_back(row, parts, context)
        or read_again(row, parts, context)
        or read_correction(row, parts, context)
    )
    if earlier is not None:
        return earlier
    fact = read_fact(row, tokens, context)
    if fact is not None:
        return fact
    if is_lead_time(row, tokens):
        return _question(tokens, context, phrases)
    plain = _plain_question(tokens, row, context, phrases)
    if plain is None and tokens[0].word == "sales" and not any(_counts(s, tokens) for s in row):
        plain = _perhaps_question(
            tokens, row, context, phrases
        )  # "sales for kettle in october" sells nothing
    if plain is not None:
        return plain
    talk = chat.small_talk(row) or chat.not_yet(row)
    if talk is not None:
        return _wished_for(tokens, context, phrases) if talk.kind == "wish" else talk
    pieces = cut(row, tokens, parts)
    if pieces is not None:
        day = parts.days[0][0] if len(parts.days) == 1 and parts.days[0][0] <= context.today else None
        return read_page(pieces, replace(context, page_day=day))
    statement = read_parts(parts, row, context)
    return (
        _perhaps_question(tokens, row, context, phrases) or statement
        if isinstance(statement, Unclear)
        else statement
    )


def _counts(segment: Segment, tokens: Sequence[Token]) -> bool:
    """Whether a number may count goods, other than that of "three months"."""
    of_time = segment.end < len(tokens) and tokens[segment.end].word in UNITS
    return segment.kind == "number" and not of_time


def _verbatim(tokens: Sequence[Token], context: Context, phrases: Books) -> Question | None:
    """Give the question of a line that a command declares word for word, whatever goods are called something like it."""
    command = phrases.verbatim(tokens)
    text = " ".join(token.word for token in tokens)
    if command is None or any(fold(one.name) == text for one in context.known.products):
        return None
    slots = parse_arguments(text, context.known, context.today)
    return Question(command, replace(slots, products=(), customers=(), category=None))


def _plain_question(
    tokens: Sequence[Token], row: Sequence[Segment], context: Context, phrases: Books
) -> Question | DidYouMean | None:
    """Give the question of a line that is one word for word, though not by its form ("top 5 customers")."""
    deed = any(s.kind == "number" or s.has("pay:") or s.marks & _DEEDS for s in row)
    deed = deed or {"product", "customer"} <= {s.kind for s in row}
    if deed and not phrases.speaks(tokens):
        return None
    asked, fit = ask(tokens, context.known, context.today, phrases)
    if not isinstance(asked, Question) or fit < WORD_FOR_WORD:
        return None
    return asked if asked.slots.rest != "{product}" and asked.slots.amount_minor is None else None


def _wished_for(tokens: Sequence[Token], context: Context, phrases: Books) -> Statement:
    """Give the question in a wish to the bot ("i need a report for february"); any other wish is talk."""
    asked, fit = ask(tokens, context.known, context.today, phrases)
    return asked if asked is not None and fit >= WISHED else Chat("wish")


def _perhaps_question(
    tokens: Sequence[Token], row: Sequence[Segment], context: Context, phrases: Books
) -> Question | DidYouMean | None:
    """Give the question that a line may be after all, once it was no entry; a name and a number alone are none."""
    asked, fit = ask(tokens, context.known, context.today, phrases)
    if asked is None or fit < PERHAPS:
        return None
    slots = asked.slots if isinstance(asked, Question) else asked.options[0].slots
    said = any(not word.startswith("{") and word not in _CONTRADICTION for word in slots.rest.split())
    return asked if said or not any(s.kind == "number" for s in row) else None


def _question(tokens: Sequence[Token], context: Context, phrases: Books) -> Statement:
    """Give the command for a question; a polite order to write something down is still an entry."""
    asked, fit = ask(tokens, context.known, context.today, phrases)
    row = segment(tokens, context.known, context.today)
    if any(s.has("record") for s in row) and fit < SURE:
        statement = read_parts(draft(row, tokens), row, context)
        if not isinstance(statement, Unclear):
            return statement
    if asked is not None:
        return asked
    return chat.small_talk(row) or Chat("off_topic")


__all__ = ["answer", "read"]
