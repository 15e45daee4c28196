"""/loose_ends: what is missing in the book, each with the tap or the sentence that mends it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Style, Words
from bot.command import Command, Lane, Role
from bot.speech import N_, _, ngettext
from storage.reading import loose_ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.loose_ends import Loose

_LOOKED_BACK = timedelta(days=90)
_NAMED = 4
_TAPS = 3


def answer(turn: Turn, slots: Slots) -> Answer:
    """List what is missing, what matters most first: weighed by the revenue of the last ninety days."""
    first, last = (
        (slots.period.first, slots.period.last) if slots.period else (turn.today - _LOOKED_BACK, turn.today)
    )
    missing = loose_ends.loose_ends(turn.shop.book, first, last)
    lists = (missing.no_cost, missing.no_price, missing.never_counted, missing.no_category)
    count = sum(map(len, lists)) + len(missing.credit_without_customer)
    buttons: list[tuple[Button, ...]] = [
        (
            Button(_("Names alike"), "/alike"),
            Button(_("Days out of line"), "/anomalies"),
            Button(_("Stock"), "/stock"),
        )
    ]
    if not count:
        words = Words(
            _("Nothing is missing: every product has its price, cost, category and count."), Style.HEADLINE
        )
        if not turn.shop.known().products:
            words = Words(_("The book is empty, so nothing is missing yet."), Style.HEADLINE)
        return Answer("loose_ends", (words,), tuple(buttons), in_place=bool(turn.incoming.pressed))
    things = ngettext("1 thing is", "{number} things are", count, number=turn.shop.number(count))
    blocks: list[Block] = [Words(_("{things} missing in the book", things=things), Style.HEADLINE)]
    if missing.credit_without_customer:
        entries = missing.credit_without_customer
        what = ngettext("sale on credit names", "sales on credit name", len(entries))
        blocks.append(Words(_("{count} {what} nobody: say who owes it.", count=len(entries), what=what)))
        buttons.insert(
            0, tuple(Button(_("Mend sale {one}", one=one), f"/edit {one}") for one in entries[:_TAPS])
        )
    symbol = turn.shop.money.symbol
    if turn.role is Role.OWNER:
        blocks += _told(
            missing.no_cost,
            _("Cost not known, so neither is the margin"),
            f"{{}} costs me {symbol}50",
        )
    blocks += _told(missing.no_price, _("No price"), f"{{}} is now {symbol}99")
    blocks += _told(
        missing.never_counted, _("Never counted, so I cannot say when it runs out"), "stock count: 14 {}"
    )
    blocks += _told(missing.no_category, _("No category"), "{} category Kitchen")
    blocks.append(
        Words(
            _("Copy a line, put your own figure in, and send it. A price list as a file mends all at once.")
        )
    )
    return Answer("loose_ends", tuple(blocks), tuple(buttons), in_place=bool(turn.incoming.pressed))


def _told(found: Sequence[Loose], what: str, sentence: str) -> list[Words]:
    if not found:
        return []
    names = ", ".join(one.product for one in found[:_NAMED])
    more = _(" and {number} more", number=len(found) - _NAMED) if len(found) > _NAMED else ""
    return [Words(f"{what}: {names}{more}."), Words(sentence.format(found[0].product), Style.QUOTE)]


COMMAND = Command(
    name="loose_ends",
    summary=N_("What is missing, and how to mend it"),
    answer=answer,
    group=N_("Write down"),
    examples=("/loose_ends",),
    phrases=(
        "loose ends",
        "what is missing",
        "what information is missing",
        "which products have no price",
        "which products have no cost",
        "what do i still need to fill in",
        "missing costs",
        "missing prices",
        "what must i still complete",
        "incomplete entries",
        "sales without customer",
        "unfinished",
    ),
    lane=Lane.THINKING,
)
