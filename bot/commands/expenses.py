"""/expenses: what was spent besides goods, on what, against the period before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import periods
from bot.findings.breakdown import moved_short
from bot.findings.takings import spent_on
from bot.findings.wording import meant, money_unit, moved
from bot.speech import N_, _, ngettext
from storage.reading import outgoings

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_SHOWN = 12
_LEAST_BARS = 4


def answer(turn: Turn, slots: Slots) -> Answer:
    """Add the period's expenses up by what they were for."""
    period, book, shop = meant(turn, slots), turn.shop.book, turn.shop
    earlier = periods.before(period)
    now, then = spent_on(shop, period), spent_on(shop, earlier)
    label, before = periods.call(period, shop, turn.today), periods.call(earlier, shop, turn.today)
    said = periods.speak(period)
    buttons = (
        periods.tabs("expenses"),
        (Button(_("Profit"), f"/profit {said}"), Button(_("Sales"), f"/sales {said}")),
    )
    if not now:
        was = (
            _(" ({amount} in {before})", amount=shop.round(sum(then.values())), before=before) if then else ""
        )
        words = Words(_("No expenses were written down: {label}{was}.", label=label, was=was), Style.HEADLINE)
        example = Words("paid R350 for electricity", Style.QUOTE)
        return Answer("expenses", (words, example), buttons, in_place=bool(turn.incoming.pressed))
    whole = sum(now.values())
    against = moved(whole, sum(then.values()), shop, earlier, turn.today)
    headline = _("{amount} spent, {moved}", amount=shop.round(whole), moved=against)
    ranked = list(now.items())
    rows = tuple(
        (note, shop.round(minor), shop.percent(minor / whole), moved_short(minor, then.get(note, 0), turn))
        for note, minor in ranked[:_SHOWN]
    )
    figures = (Column(_("spent"), figures=True), Column(_("share"), figures=True), Column("±", figures=True))
    blocks: list[Block] = [Words(headline, Style.HEADLINE), Table((Column(_("For")), *figures), rows)]
    if len(ranked) > _SHOWN:
        blocks.append(Words(_("and {number} more", number=len(ranked) - _SHOWN)))
    if gone := [note for note in then if note not in now]:
        blocks.append(Words(_("In {before} but not now: {names}.", before=before, names=", ".join(gone[:4]))))
    if len(ranked) >= _LEAST_BARS:
        blocks.append(
            Bars(
                title=headline,
                names=tuple(note for note, _ in ranked[:_SHOWN]),
                values=tuple(float(minor) for _, minor in ranked[:_SHOWN]),
                unit=money_unit(shop),
                before=tuple(float(then.get(note, 0)) for note, _ in ranked[:_SHOWN]) if then else (),
                subtitle=_("Expenses, {label}", label=label),
                footing=_("grey: {before}", before=before) if then else "",
            )
        )
    entries = len(outgoings.expenses(book, period.first, period.last))
    counted = ngettext("1 entry", "{number} entries", entries, number=shop.number(entries))
    blocks.append(
        Words(
            _("{label} · {counted} · change on {before}", label=label, counted=counted, before=before),
            Style.FOOTING,
        )
    )
    return Answer("expenses", tuple(blocks), buttons, in_place=bool(turn.incoming.pressed))


COMMAND = Command(
    name="expenses",
    summary=N_("What the shop spent besides goods"),
    answer=answer,
    group=N_("Money"),
    examples=("/expenses", "/expenses last month", "what are my expenses"),
    phrases=(
        "expenses",
        "what did i spend",
        "what did i spend on rent",
        "how much did i spend",
        "how much did i spend on petrol",
        "what were my expenses",
        "how much went out",
        "what are my costs",
        "spending",
        "what did i pay for electricity",
        "what did i pay for rent",
        "where does my money go",
        "show me the expenses",
        "how much was rent",
        "money spent",
        "overheads",
        "running costs",
        "what did the shop cost me",
        "how much do i spend on transport",
        "what did i pay out",
        "biggest expense",
    ),
    role=Role.OWNER,
    lane=Lane.THINKING,
)
