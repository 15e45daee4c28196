"""/today: what came in so far, against the same weekday a week ago."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Role
from bot.findings.wording import change, footing
from bot.language.statements import Period
from bot.speech import N_, _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_SHOWN = 6
_WEEK = timedelta(days=7)


def answer(turn: Turn, slots: Slots) -> Answer:
    """Say how today stands; at once, without a chart."""
    on = slots.period.last if slots.period else turn.today
    shop, book = turn.shop, turn.shop.book
    now, then = totals.of_period(book, on, on), totals.of_period(book, on - _WEEK, on - _WEEK)
    name = shop.day(on, turn.today)
    if not now.lines:
        words = Words(
            _(
                "Nothing written down {more}{name} yet.",
                more=_("for ") if on != turn.today else "",
                name=name,
            ),
            Style.HEADLINE,
        )
        return Answer(
            "today", (words,), ((Button(_("This week"), "/sales this week"), Button(_("Help"), "/help")),)
        )
    before = shop.day(on - _WEEK, turn.today)
    moved = change(now.revenue_minor, then.revenue_minor, shop, before)
    products = totals.by_product(book, on, on)
    rows = tuple(
        (one.product, shop.quantity(one.quantity_milli), shop.write(one.revenue_minor))
        for one in products[:_SHOWN]
    )
    blocks: list[Block] = [
        Words(f"{name[0].upper()}{name[1:]}: {shop.write(now.revenue_minor)}, {moved}", Style.HEADLINE),
        Table((Column(_("Product")), Column("", figures=True), Column("", figures=True)), rows),
    ]
    if len(products) > _SHOWN:
        blocks.append(Words(_("and {number} more products", number=len(products) - _SHOWN)))
    blocks.append(footing(turn, Period(on, on), now.sales))
    return Answer(
        "today",
        tuple(blocks),
        (
            (Button(_("This week"), "/sales this week"), Button(_("This month"), "/sales this month")),
            (Button(_("History"), "/history"),),
        ),
        in_place=bool(turn.incoming.pressed),
    )


COMMAND = Command(
    name="today",
    summary=N_("How today stands"),
    answer=answer,
    group=N_("Sales"),
    role=Role.VIEWER,
    examples=("/today",),
    phrases=(
        "today",
        "how is today going",
        "how is it going today",
        "how did today go",
        "how are we doing today",
        "how am i doing today",
        "summary of today",
        "todays summary",
        "what happened today",
        "day so far",
    ),
    menu=True,
)
