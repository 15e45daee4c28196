"""/ordered: the order list is on its way; /adjust: change it before it is ordered.

What /reorder worked out waits as a draft; one tap writes all of it down as one entry, which is undone like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Column, Style, Table, Tone, Words, in_rows
from bot.clerk import writing
from bot.command import Command
from bot.errors import NotUnderstood, Outdated
from bot.language.slots import parse_arguments
from bot.money import MILLI
from bot.speech import N_, _
from storage import drafts
from storage.reading import shelf
from storage.records import OrderLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.command import Incoming, Turn
    from bot.language.statements import Slots
    from bot.shop import Shop
    from storage.reading.shelf import Shelf

KIND = "order"
_SHOWN = 14
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Wanted:
    """One product to be ordered: how many (thousandths), and the days until it is here."""

    product_id: int
    quantity_milli: int
    lead_days: int


@dataclass(frozen=True, slots=True)
class KeepOrder:
    """An order list that waits for its buttons; in what they say `{draft}` becomes its number."""

    wanted: tuple[Wanted, ...]
    kind: str = KIND

    def keep(self, shop: Shop, incoming: Incoming, answer: Answer) -> Answer:
        """Open the draft and number the buttons."""
        draft = drafts.open_draft(
            shop.book,
            chat_id=incoming.where,
            member_id=incoming.sender,
            kind=self.kind,
            body=_body(self.wanted),
            source=incoming.source,
            at=incoming.at,
        )
        rows = tuple(
            tuple(replace(one, says=one.says.replace("{draft}", str(draft))) for one in row)
            for row in answer.buttons
        )
        return replace(answer, buttons=rows)


@dataclass(frozen=True, slots=True)
class Which:
    """An open order list; the line that is meant (from 1) and how many it is to be (thousandths)."""

    draft: int
    wanted: tuple[Wanted, ...]
    line: int | None = None
    quantity_milli: int | None = None


def parse(rest: str, turn: Turn) -> Which | Slots:
    """Read the number that a button carries, or a count and a product: “20 kettle”."""
    words = rest.split()
    if not words:
        raise NotUnderstood(
            _("Say what was ordered, such as /ordered 20 kettle, or tap under the list."), "/reorder"
        )
    if all(word.isdecimal() for word in words):
        return _which(turn, [int(word) for word in words])
    return parse_arguments(rest, turn.shop.known(), turn.today)


def _which(turn: Turn, numbers: Sequence[int]) -> Which:
    row = drafts.draft(turn.shop.book, numbers[0])
    if row is None or row.kind != KIND or row.chat_id != turn.incoming.where:
        raise Outdated(_("That list no longer stands."), "/reorder")
    if row.state != "open":
        raise Outdated(_("That list was already ordered."), "/reorder")
    wanted = tuple(Wanted(*one) for one in row.body["wanted"])
    line = numbers[1] if len(numbers) > 1 else None
    if line is not None and not 1 <= line <= len(wanted):
        raise Outdated(_("That line is no longer in the list."), "/reorder")
    return Which(row.id, wanted, line, numbers[2] if len(numbers) > 2 else None)  # noqa: PLR2004 - draft, line, quantity


def ordered(turn: Turn, ask: Which | Slots) -> Answer:
    """Write down that goods are on their way."""
    if isinstance(ask, Which):
        if not ask.wanted:
            raise NotUnderstood(_("Nothing is left in that list."), "/reorder")
        drafts.use(turn.shop.book, ask.draft)
        return _post(turn, ask.wanted)
    if ask.product is None or not ask.n:
        raise NotUnderstood(_("Say how many of which product: /ordered 20 kettle"), "/reorder")
    here = _shelves(turn.shop)[ask.product.id]
    lead = turn.shop.settings.stock.lead_time_days if here.lead_time_days is None else here.lead_time_days
    return _post(turn, (Wanted(ask.product.id, ask.n * MILLI, lead),))


def _post(turn: Turn, wanted: Sequence[Wanted]) -> Answer:
    shop, incoming = turn.shop, turn.incoming
    known = _shelves(shop)
    said = _("Ordered {list}", list=named(shop, wanted))
    posted = writing.write_lines(
        turn,
        KIND,
        said,
        *(
            OrderLine(
                turn.today, one.product_id, one.quantity_milli, turn.today + timedelta(days=one.lead_days)
            )
            for one in wanted
        ),
    )
    undo = (Button(_("Undo"), f"/undo {posted.entry_id}"), Button(_("What to order"), "/reorder"))
    if not posted.new:
        return Answer("ordered", (Words(_("That order is in the book already; it counts once.")),), (undo,))
    latest = turn.today + timedelta(days=max(one.lead_days for one in wanted))
    cost = _cost(wanted, known)
    money = _(", about {amount}", amount=shop.round(cost)) if cost else ""
    first = wanted[0]
    example = f"received {shop.quantity(first.quantity_milli)} {known[first.product_id].product}"
    return Answer(
        "ordered",
        (
            Words(f"✅ {said}{money}"),
            Words(
                _(
                    "The last of it should be here by {day}. When all of it has come, tap; of a part say:",
                    day=shop.day(latest, turn.today),
                )
            ),
            Words(example, Style.QUOTE),
        ),
        ((Button(_("It came in"), "/arrived"),), undo),
        entries=(posted.entry_id,),
        toast=_("Ordered"),
        in_place=bool(incoming.pressed),
    )


def adjust(turn: Turn, ask: Which | Slots) -> Answer:
    """Show the waiting list, one line of it, or the list with that line changed."""
    if not isinstance(ask, Which):
        raise NotUnderstood(_("Tap Change under the order list."), "/reorder")
    known = _shelves(turn.shop)
    if ask.line is None:
        return _whole(turn, ask.draft, ask.wanted, known)
    if ask.quantity_milli is None:
        return _line(turn, ask, known)
    at = ask.line - 1
    changed = replace(ask.wanted[at], quantity_milli=ask.quantity_milli)
    kept = (changed,) if changed.quantity_milli else ()
    wanted = (*ask.wanted[:at], *kept, *ask.wanted[at + 1 :])
    drafts.amend(turn.shop.book, ask.draft, _body(wanted))
    return _whole(turn, ask.draft, wanted, known)


def _whole(turn: Turn, draft: int, wanted: Sequence[Wanted], known: dict[int, Shelf]) -> Answer:
    shop = turn.shop
    if not wanted:
        words = Words(_("Nothing is left in the list."))
        return Answer(
            "adjust",
            (words,),
            ((Button(_("What to order"), "/reorder"),),),
            in_place=bool(turn.incoming.pressed),
        )
    cost = shop.round(_cost(wanted, known))
    rows = tuple(
        (known[one.product_id].product, shop.quantity(one.quantity_milli), _money(shop, one, known))
        for one in wanted
    )
    taps = [
        Button(
            f"{shop.quantity(one.quantity_milli)} × {known[one.product_id].product}",
            f"/adjust {draft} {number}",
        )
        for number, one in enumerate(wanted[:_SHOWN], 1)
    ]
    lines = in_rows(taps)
    last = (
        Button(_("Ordered · {cost}", cost=cost), f"/ordered {draft}", Tone.GOOD),
        Button(_("Work it out anew"), "/reorder"),
    )
    return Answer(
        "adjust",
        (
            Words(_("The order list: {cost}. Tap what is to change.", cost=cost), Style.HEADLINE),
            Table(
                (Column(_("Product")), Column(_("order"), figures=True), Column(_("cost"), figures=True)),
                rows,
            ),
        ),
        (*lines, last),
        in_place=bool(turn.incoming.pressed),
    )


def _line(turn: Turn, ask: Which, known: dict[int, Shelf]) -> Answer:
    """Offer fewer, more, none, and a week's rest for one line."""
    number = ask.line or 1
    shop, one = turn.shop, ask.wanted[number - 1]
    here = known[one.product_id]
    pack = here.pack_milli or MILLI
    quarter = max(1, round(one.quantity_milli / 4 / pack)) * pack
    choices = [one.quantity_milli + step * quarter for step in (-2, -1, 1, 2)]
    taps = tuple(
        Button(shop.quantity(milli), f"/adjust {ask.draft} {number} {milli}")
        for milli in choices
        if milli > 0
    )
    return Answer(
        "adjust",
        (
            Words(
                _(
                    "{product}: {quantity} in the list. How many?",
                    product=here.product,
                    quantity=shop.quantity(one.quantity_milli),
                ),
                Style.HEADLINE,
            ),
        ),
        (
            taps,
            (
                Button(_("Leave it out"), f"/adjust {ask.draft} {number} 0"),
                Button(_("Not for a week"), f"/snooze {here.product}"),
            ),
            (
                Button(_("Why so many"), f"/why {here.product}"),
                Button(_("« The list"), f"/adjust {ask.draft}"),
            ),
        ),
        in_place=bool(turn.incoming.pressed),
    )


def named(shop: Shop, wanted: Sequence[Wanted]) -> str:
    """Name the goods of a list, the first few of a long one."""
    known = _shelves(shop)
    items = [f"{shop.quantity(one.quantity_milli)} × {known[one.product_id].product}" for one in wanted]
    if len(items) <= _NAMED:
        return ", ".join(items)
    return _("{names} and {number} more", names=", ".join(items[:_NAMED]), number=len(items) - _NAMED)


def _shelves(shop: Shop) -> dict[int, Shelf]:
    return {one.product_id: one for one in shelf.shelves(shop.book)}


def _cost(wanted: Iterable[Wanted], known: dict[int, Shelf]) -> float:
    return sum(one.quantity_milli * (known[one.product_id].cost_minor or 0) for one in wanted) / MILLI


def _money(shop: Shop, one: Wanted, known: dict[int, Shelf]) -> str:
    cost = known[one.product_id].cost_minor
    return "?" if cost is None else shop.round(one.quantity_milli * cost / MILLI)


def _body(wanted: Iterable[Wanted]) -> dict[str, list[list[int]]]:
    return {"wanted": [[one.product_id, one.quantity_milli, one.lead_days] for one in wanted]}


COMMANDS = (
    Command(
        name="ordered",
        summary=N_("Write down that goods are on their way"),
        answer=ordered,
        group=N_("Stock and orders"),
        examples=("/ordered 20 kettle",),
        parse=parse,
    ),
    Command(
        name="adjust",
        summary=N_("Change the order list before it is ordered"),
        answer=adjust,
        group=N_("Stock and orders"),
        examples=(),
        parse=parse,
        hidden=True,
    ),
)
