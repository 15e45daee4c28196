"""What kind of entry a line is, told by its verbs and by what it names.

Belongs here: the decision alone. A verb that many kinds share ("got", "bought", "paid") is decided by who does it
and whether goods are named; where both remain possible the owner is asked, never guessed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language.asking import Ask
from bot.language.direction import Kind, goods_kind, moved_or_counted, told_of_stock
from bot.language.prices import moved_by
from bot.language.statements import Choice, Doubt
from bot.language.tokens import fold
from bot.language.unnamed import unnamed_kind
from bot.language.words import LEXICON
from bot.speech import _

_PAYS_OUT = frozenset({"paid", "payed", "pay", "paid back", "sent", "i sent", "we sent"})
_DEALT = frozenset({"verb:sale", "verb:restock", "verb:return", "verb:count"})

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.context import Context
    from bot.language.parts import Draft, ItemDraft
    from bot.language.segments import Segment


def kind_of(draft: Draft, row: Sequence[Segment], context: Context) -> Kind:
    """Say which kind of entry a line is; "none" where it is no entry at all."""
    marks = draft.marks | {mark for segment in row for mark in segment.marks}
    known = [item for item in draft.items if item.products is not None]
    if "apart" in marks and not marks & {"verb:sale", "verb:return"}:
        owed = bool(draft.people) and "credit" in draft.payments and not draft.items
        # lent, lost, banked: no kind of entry here, and no sale for sure
        return unnamed_kind(draft, row, marks, context) if owed else "none"
    if draft.items and ("verb:return" in marks or _brought_back(row, marks)):
        return "return"
    if "verb:count" in marks and known:
        return "stocktake"
    changed = _price_kind(draft, row, marks, known)
    if changed is not None:
        return changed
    if _is_expense(draft, row, marks, known):
        return "expense"
    if known and _spent_beside(draft, marks):
        phrase = _("Two things at once: please write what was sold and what was paid as two messages.")
        raise Ask(Doubt(("intent", "two"), "two entries", phrase))
    if known or (draft.items and ("verb:sale" in marks or "verb:restock" in marks)):
        return goods_kind(draft, row, marks, context)
    if draft.items and draft.paid and draft.owed:
        return "sale"  # new goods, of which a part is paid and the rest owed
    if _is_payment(draft, row, marks):
        return "payment"
    if draft.people and _pays_out(row) and any(s.kind == "number" for s in row):
        return _paid_whom(draft, row, context)
    if draft.items:
        if told_of_stock(draft, row, marks):
            return moved_or_counted(draft, context)
        return _newgoods_kind(draft, marks, context)
    return unnamed_kind(draft, row, marks, context)


def _paid_whom(draft: Draft, row: Sequence[Segment], context: Context) -> Kind:
    """Tell money paid to somebody for something from a slip of the tongue: "paid Sipho 200" alone is asked about."""
    if any(s.word == "for" for s in row):
        return "expense"
    name = draft.people[0].text
    settled = context.settled.get(("intent", fold(name)))
    if settled in {"payment", "expense"}:
        return "payment" if settled == "payment" else "expense"
    choices = (
        Choice(_("{name} paid me", name=name), "payment"),
        Choice(_("I paid {name}", name=name), "expense"),
    )
    raise Ask(
        Doubt(
            ("intent", fold(name)), name, _("Did {name} pay you, or did you pay {name}?", name=name), choices
        )
    )


def _newgoods_kind(draft: Draft, marks: set[str], context: Context) -> Kind:
    """Tell a new product that was sold from money spent: "green scarf R90" alone may be either."""
    said = (
        marks & {"verb:sale", "pay:cash", "pay:card", "pay:eft", "pay:credit", "a"}
        or draft.people
        or draft.walk_in
    )
    counted = any(item.quantity is not None for item in draft.items) or context.page_day is not None
    if (said or counted) and draft.supplier is None:
        return "sale"
    name = " ".join(item.text for item in draft.items)
    settled = context.settled.get(("intent", fold(name)))
    if settled in {"sale", "expense", "restock"}:
        return "sale" if settled == "sale" else "expense" if settled == "expense" else "restock"
    choices = (
        Choice(_("I sold it"), "sale"),
        Choice(_("I paid for it"), "expense"),
        Choice(_("Stock to sell"), "restock"),
    )
    raise Ask(
        Doubt(("intent", fold(name)), name, _("Did you sell {name}, or pay for it?", name=name), choices)
    )


def _brought_back(row: Sequence[Segment], marks: set[str]) -> bool:
    """Whether "back" stands with something brought ("brought the filter back"), goods or their price."""
    words = {word for segment in row for word in segment.word.split()}
    deeds = {"brought", "bring", "brings", "took", "sent", "came", "gave", "bringing", "from"}
    return "back" in marks and bool(words & deeds)


def _price_kind(
    draft: Draft, row: Sequence[Segment], marks: set[str], known: Sequence[ItemDraft]
) -> Kind | None:
    """Tell a new price or cost: said so, and nothing sold, bought or counted."""
    if (
        not draft.items
        or draft.payments
        or draft.people
        or marks & {"verb:sale", "verb:restock", "verb:got", "verb:paid"}
    ):
        return None
    if (
        any(item.quantity is not None and item.quantity != 1 for item in draft.items)
        and "verb:change" not in marks
    ):
        return None
    words = {word for segment in row for word in segment.word.split()}
    has_number = any(segment.kind == "number" for segment in row)
    if "verb:cost" in marks and known and has_number and "cost" in words and not {"selling", "sells"} & words:
        return "cost"
    dated = any(s.has("from") and i + 1 < len(row) and row[i + 1].kind == "date" for i, s in enumerate(row))
    moved = bool(words & {"up", "down"}) and (bool(words & {"to", "by"}) or moved_by(row))
    now = "now" in words and (words & {"is", "are"} or _now_costs(row))
    if known and has_number and (dated or moved or now):
        return "price"
    if "verb:price" in marks and known:
        if (
            "verb:cost" in marks
            and not ({"selling", "sells"} & words)
            and "cost" in words
            and "now" not in words
        ):
            return "cost"
        return "price" if has_number else None
    if "verb:cost" in marks and known and has_number:
        return "cost"
    moved = "verb:change" in marks and (bool(words & {"up", "down", "by", "to"}) or "percent" in marks)
    return "price" if moved and known and has_number else None


def _now_costs(row: Sequence[Segment]) -> bool:
    """Whether a line is a product, "now" and a sum ("kettle now 319", "flat white now £3.40")."""
    kept = [s for s in row if s.kind != "sep" and not s.has("each")]
    return [s.kind for s in kept[:1] + kept[2:]] == ["product", "number"] and kept[1].word == "now"


def _is_expense(draft: Draft, row: Sequence[Segment], marks: set[str], known: Sequence[ItemDraft]) -> bool:
    """Tell money spent: on something of the usual kind or said to be spent, and not on goods of the catalogue."""
    if not any(segment.kind == "number" for segment in row) or "verb:debt" in marks:
        return False
    spent = any(s.has("verb:expense") for s in row)
    usual = any(s.kind == "word" and s.word in LEXICON.expenses for s in row)
    if known:
        return (
            spent
            and "verb:sale" not in marks
            and not draft.people
            and "shop" not in marks
            and _said_spent(row)
        )
    counted = any(item.quantity is not None for item in draft.items)
    if usual and "verb:sale" in marks and draft.people and "shop" not in marks:
        return not draft.items and _for_expense(row)
    if usual and not (counted and "verb:expense" not in marks and "shop" not in marks and not _spends(row)):
        return True
    paid_for = "verb:paid" in marks and not draft.people and any(s.word == "for" for s in row)
    return spent or paid_for or ("shop" in marks and not known)


def _for_expense(row: Sequence[Segment]) -> bool:
    """Whether a sum went out for what a shop needs ("gave Thandi R100 for lunch")."""
    return any(one.word == "for" and other.word in LEXICON.expenses for one, other in pairwise(row))


def _spent_beside(draft: Draft, marks: set[str]) -> bool:
    """Whether running costs stand beside goods of the catalogue ("fuel 400 and airtime 50 for the phone")."""
    words = {word for item in draft.items if item.products is None for word in fold(item.text).split()}
    dealt = marks & _DEALT and "shop" not in marks
    return bool(words & LEXICON.expenses) and not (draft.people or draft.walk_in or dealt)


def _said_spent(row: Sequence[Segment]) -> bool:
    return any(
        segment.word in {"spent", "i spent", "we spent", "expense", "expenses", "petty cash"}
        for segment in row
    )


def _spends(row: Sequence[Segment]) -> bool:
    return any(segment.has("verb:paid") or segment.word in {"bought", "i bought"} for segment in row)


def _is_payment(draft: Draft, row: Sequence[Segment], marks: set[str]) -> bool:
    """Tell money that a customer brings; "paid Sipho 200" is money that goes out."""
    if not draft.people or (draft.items and "verb:debt" not in marks):
        return False
    if row[0].word == "paid back":
        return False
    if "verb:debt" in marks:
        return True
    if "from" in marks and marks & {"verb:got", "verb:restock", "verb:paid"}:
        return True
    return "verb:paid" in marks and not _pays_out(row)


def _pays_out(row: Sequence[Segment]) -> bool:
    """Whether "paid" stands before the person it was paid to."""
    paid = next((i for i, s in enumerate(row) if s.has("verb:paid") or s.word == "paid back"), len(row))
    people = [i for i, s in enumerate(row) if s.kind in {"customer", "word"}]
    return paid < (people[0] if people else 0) and row[paid].word in _PAYS_OUT
