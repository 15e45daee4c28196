"""Short ways to say what a message was read as, for the tests of this room."""

from __future__ import annotations

from datetime import date

from bot.language import statements as s
from bot.language.correction import apply
from tests.language.phrases import read
from tests.language.shops import SHOPS

TODAY = date(2026, 3, 18)  # a Wednesday


def said(text, shop="bakery", *, settled=None, before=()):
    """Read a message after others; a correction comes back as the whole entry."""
    recent = ()
    for i, earlier in enumerate(before):
        entry = read(earlier, SHOPS[shop], TODAY, recent=recent)
        recent = (s.Recent(i, entry), *recent)
    statement = read(text, SHOPS[shop], TODAY, settled=settled, recent=recent)
    if isinstance(statement, s.Correction):
        entry = next(one.statement for one in recent if one.entry_id == statement.entry_id)
        return apply(statement, entry, SHOPS[shop])
    return statement


def items(statement):
    """Give the items as (name, pieces, total in cents)."""
    return [
        (item.product.name, item.quantity_milli / 1000, item.total_minor)
        for entry in s.entries_of(statement)
        for item in entry.items
    ]


def asked(statement):
    """Give the kind of question that was asked, None where something was written."""
    return statement.key[0] if isinstance(statement, s.Doubt) else None
