"""/today: what came in so far, against the same weekday a week ago."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.command import Command, Role
from bot.findings.wording import change, footing
from bot.language.statements import Period
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
        words = Words(f"Nothing written down {'for ' if on != turn.today else ''}{name} yet.", Style.HEADLINE)
        return Answer(
            "today", (words,), ((Button("This week", "/sales this week"), Button("Help", "/help")),)
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
        Table((Column("Product"), Column("", figures=True), Column("", figures=True)), rows),
    ]
    if len(products) > _SHOWN:
        blocks.append(Words(f"and {len(products) - _SHOWN} more products"))
    blocks.append(footing(turn, Period(on, on), now.sales))
    return Answer(
        "today",
        tuple(blocks),
        (
            (Button("This week", "/sales this week"), Button("This month", "/sales this month")),
            (Button("History", "/history"),),
        ),
        in_place=bool(turn.incoming.pressed),
    )


COMMAND = Command(
    name="today",
    summary="How today stands",
    answer=answer,
    group="Sales",
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
