"""/arrived: what is on its way from suppliers, and one tap that writes all of it down as come in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Column, Style, Table, Tone, Words
from bot.clerk import writing
from bot.command import Command
from bot.commands.ordered import KeepOrder, Wanted, named
from bot.errors import Outdated
from bot.language.slots import parse_arguments
from bot.speech import N_, _, ngettext
from storage import drafts
from storage.reading import shelf
from storage.records import RestockLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.command import Turn
    from bot.language.statements import Slots

KIND = "arrival"
_SHOWN = 24


def parse(rest: str, turn: Turn) -> int | Slots:
    """Read the number that the button carries."""
    return int(rest) if rest.isdecimal() else parse_arguments(rest, turn.shop.known(), turn.today)


def answer(turn: Turn, ask: int | Slots) -> Answer:
    """Show what is on order, or write down that it came in."""
    return _come_in(turn, ask) if isinstance(ask, int) else _coming(turn)


def _on_order(turn: Turn) -> tuple[Wanted, ...]:
    return tuple(
        Wanted(one.product_id, one.on_order_milli, one.lead_time_days or 0)
        for one in shelf.shelves(turn.shop.book)
        if one.on_order_milli > 0
    )


def _coming(turn: Turn) -> Answer:
    shop, wanted = turn.shop, _on_order(turn)
    pressed = bool(turn.incoming.pressed)
    if not wanted:
        words = _("Nothing is on its way. What is ordered from /reorder, or with /ordered, is kept here.")
        taps = (Button(_("What to order"), "/reorder"), Button(_("Stock"), "/stock"))
        return Answer("arrived", (Words(words),), (taps,), in_place=pressed)
    names = {one.product_id: one.product for one in shelf.shelves(shop.book)}
    rows = tuple((names[one.product_id], shop.quantity(one.quantity_milli)) for one in wanted)
    more = [Words(_("and {number} more", number=len(rows) - _SHOWN))] if len(rows) > _SHOWN else []
    example = _("received {quantity} {product}", quantity=rows[0][1], product=rows[0][0])
    shown = Answer(
        "arrived",
        (
            Words(
                ngettext(
                    "{count} product is on its way",
                    "{count} products are on their way",
                    len(rows),
                    count=len(rows),
                ),
                Style.HEADLINE,
            ),
            Table((Column(_("Product")), Column(_("coming"), figures=True)), rows[:_SHOWN]),
            *more,
            Words(_("If only a part came, say it:")),
            Words(example, Style.QUOTE),
        ),
        (
            (Button(_("All of it came in"), "/arrived {draft}", Tone.GOOD),),
            (Button(_("What to order"), "/reorder"), Button(_("Stock"), "/stock")),
        ),
        in_place=pressed,
    )
    return KeepOrder(wanted, KIND).keep(shop, turn.incoming, shown)


def _come_in(turn: Turn, number: int) -> Answer:
    """Write down what the button was shown with, and of it no more than is still on its way."""
    row = drafts.draft(turn.shop.book, number)
    if row is None or row.kind != KIND or row.chat_id != turn.incoming.where:
        raise Outdated(_("That list no longer stands."), "/arrived")
    if row.state != "open":
        raise Outdated(_("That is written down already."), "/stock")
    coming = {one.product_id: one.quantity_milli for one in _on_order(turn)}
    shown = [Wanted(*one) for one in row.body["wanted"]]
    cut = [
        replace(one, quantity_milli=min(one.quantity_milli, coming.get(one.product_id, 0))) for one in shown
    ]
    came = [one for one in cut if one.quantity_milli > 0]
    if not came:
        raise Outdated(_("Nothing of that list is on its way any more."), "/arrived")
    drafts.use(turn.shop.book, number)
    return _post(turn, came)


def _post(turn: Turn, came: Sequence[Wanted]) -> Answer:
    shop, incoming = turn.shop, turn.incoming
    said = _("Came in: {list}", list=named(shop, came))
    lines = (RestockLine(turn.today, one.product_id, one.quantity_milli) for one in came)
    posted = writing.write_lines(turn, "restock", said, *lines)
    taps = (Button(_("Undo"), f"/undo {posted.entry_id}"), Button(_("Stock"), "/stock"))
    if not posted.new:
        return Answer("arrived", (Words(_("That is written down already.")),), (taps,))
    return Answer(
        "arrived",
        (Words(f"✅ {said}"), Words(_("If the supplier's prices changed, say: kettle costs me R190"))),
        (taps,),
        entries=(posted.entry_id,),
        toast=_("Came in"),
        in_place=bool(incoming.pressed),
    )


COMMAND = Command(
    name="arrived",
    summary=N_("What is on its way; write down that it came in"),
    answer=answer,
    group=N_("Stock and orders"),
    examples=("/arrived", "the order is here"),
    phrases=(
        "arrived",
        "the order is here",
        "my order is here",
        "the order came",
        "the order came in",
        "the order arrived",
        "my order arrived",
        "received the order",
        "i received the order",
        "received everything i ordered",
        "everything i ordered came in",
        "what is on order",
        "what is on its way",
        "what is on the way",
        "what did i order",
        "what have i ordered",
        "when does my order come",
        "open orders",
    ),
    parse=parse,
)
