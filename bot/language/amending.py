"""Corrections in whatever words come to mind: "no, 3", "it was Sello not Sipho", "i meant the 20000 one".

Belongs here: telling that a line is about an entry written before. What it changes there is read in `changes`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.changes import ChangeReader
from bot.language.recall import mentioned
from bot.language.sale import read_items
from bot.language.statements import (
    AddItems,
    Correction,
    Sale,
)
from bot.language.words import LEXICON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.parts import Draft
    from bot.language.segments import Segment

_ENTRIES = frozenset({"verb:return", "verb:restock", "verb:count", "verb:debt", "no_sale", "hearsay"})
_DENYING = frozenset({"not", "sorry", "wrong", "meant"})
_ADDING = frozenset({"forgot", "forgotten", "missed", "also", "plus", "add", "and"})
_TO_THAT = frozenset({"that", "it", "sale", "too", "same", "forgot", "forgotten", "missed", "last"})
_BESIDE = frozenset({"polite", "person_word", "thanks", "verb:paid", "copula", "later_when"})
_SMALL = frozenset({"to", "on", "at", "each", "pay:credit", "them", "a"})


def read_correction(row: Sequence[Segment], parts: Draft, context: Context) -> Correction | None:
    """Give what a line corrects of the entry before it; None where it is no correction."""
    words = [word for s in row for word in s.word.split() if s.kind in {"word", "marks"}]
    if not context.recent or not row:
        return None
    adding = _added(row, words, parts, context)
    if adding is not None:
        return adding
    if not (_is_correction(row, parts) or _only_payment(row, parts, context) or _fragment(row, parts)):
        return None
    recent = mentioned(row, parts, context) or context.recent[0]
    changes = ChangeReader(row, parts, context, recent).changes()
    return Correction(tuple(changes), recent.entry_id) if changes else None


def _is_correction(row: Sequence[Segment], parts: Draft) -> bool:
    """Whether a line speaks of something said before, and is no entry of its own.

    What was wrong with goods that came back is no mistake in the book, and neither are a new price, money paid off
    or a day without sales.
    """
    words = {
        word for s in row if s.kind in {"word", "marks"} and not s.has("reason") for word in s.word.split()
    }
    if parts.marks & _ENTRIES or ("verb:sale" in parts.marks and not words & _DENYING):
        return False
    if parts.marks & {"verb:price", "verb:change", "verb:cost"} and not words & {
        "was",
        "not",
        "should",
        "sorry",
        "wrong",
    }:
        return not (parts.items or any(s.kind == "number" for s in row)) or _plain_change(row, words)
    unpaid = any(s.has("pay:credit") and set(s.word.split()) & {"didnt", "not", "hasnt", "put"} for s in row)
    return bool(LEXICON.cues & words) or (unpaid and not parts.items)


def _plain_change(row: Sequence[Segment], words: set[str]) -> bool:
    """Whether "change to 3" and "make it 3" say no more than the new figure."""
    return bool(words & {"change", "make"}) and not any(
        s.kind == "product" or s.has("verb:price") for s in row
    )


def _only_payment(row: Sequence[Segment], parts: Draft, context: Context) -> bool:
    """Whether a line says nothing but how the sale before it was paid ("she paid cash", "card")."""
    if not parts.payments or parts.items or parts.people or not isinstance(context.recent[0].statement, Sale):
        return False
    return all(
        (s.kind == "marks" and (s.marks & _BESIDE or s.has("pay:") or s.has("later")))
        or s.kind in {"sep", "date"}
        for s in row
    )


def _fragment(row: Sequence[Segment], parts: Draft) -> bool:
    """Whether a line is but a piece of an entry: "on monday", "for Sipho", "280 each"."""
    numbers = [s for s in row if s.kind == "number"]
    if parts.items or (numbers and not any(s.has("each") for s in row)):
        return False
    alone = len(row) == 1 and not row[0].word.startswith(
        "on"
    )  # "yesterday" alone rather asks for that day's sales
    told = bool(parts.days or numbers) and not alone
    told = told or (bool(parts.people) and any(s.has("to") for s in row[:2]))
    small = all(
        s.kind in {"sep", "date", "customer", "number"}
        or (s.kind == "marks" and s.marks & _BESIDE | s.marks & _SMALL)
        for s in row
    )
    return told and small and not any(s.has("verb:") for s in row)


def _added(row: Sequence[Segment], words: Sequence[str], parts: Draft, context: Context) -> Correction | None:
    """Read "forgot 1 iron" and "add a kettle to that" as items of the entry before."""
    if not parts.items or parts.people or "not" in words:
        return None
    forgot = bool({"forgot", "forgotten", "missed"} & set(words))
    bare = (
        bool(words)
        and not (parts.payments or parts.days)
        and row[0].word in {"also", "plus", "and", "+", "&"}
    )
    to_that = (
        row[0].word.split()[-1:] != []
        and row[0].word.split()[-1] in _ADDING
        and (bare or bool(_TO_THAT & set(words[1:])))
    )
    if not (forgot or to_that) or not isinstance(context.recent[0].statement, Sale):
        return None
    return Correction((AddItems(read_items(parts, context)),), context.recent[0].entry_id)
