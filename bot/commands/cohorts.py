"""/cohorts: of the customers who began in the same month, how many still came in the months after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Block, Button, Heat, Style, Unit, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele
from bot.findings.wording import many
from bot.speech import N_, _

if TYPE_CHECKING:
    from analytics.cohorts import Cohorts
    from bot.command import Turn
    from bot.language.statements import Slots

_MONTHS = 12
_HUNDRED = 100
_TOLD = (1, 3, 6)
_ENOUGH = 10  # new customers after the first month, to speak of them alone


def answer(turn: Turn, slots: Slots) -> Answer:
    """Follow each month's new customers."""
    turn = clientele.looked_from(turn)
    del slots
    known = clientele.visits(turn.shop, turn.today)
    found = analytics.cohorts.cohorts(known, turn.today)
    if isinstance(found, NotEnoughData):
        return clientele.too_early(turn, "cohorts", _("seeing who comes back"), found, known)
    shop = turn.shop
    later_ones = analytics.cohorts.Cohorts(found.cohorts[1:], found.last_month_finished)
    new = sum(one.customers[0] for one in later_ones.cohorts)
    # Whom the book met in its first month may be an old customer; he says little about new ones.
    fresh = new >= _ENOUGH
    curve = (later_ones if fresh else found).average_retention()
    headline = (
        _(
            "Of 100 new customers {number} buy again in the month after",
            number=shop.number(_HUNDRED * curve[1]),
        )
        if len(curve) > 1
        else _("The first month after is not over yet")
    )
    blocks: list[Block] = [Words(headline, Style.HEADLINE)]
    later = [
        _("{many} on: {share}", many=many(months, "month"), share=shop.percent(curve[months]))
        for months in _TOLD
        if months < len(curve)
    ]
    if later:
        blocks.append(Words(_("They still buy\n") + "\n".join(later)))
    first = found.cohorts[0]
    name = shop.dated(first.month, "MMMM y")
    old = _(
        "{name} holds everybody the book met first ({customer}), old customers among them",
        name=name,
        customer=first.customers[0],
    )
    blocks.append(
        Words(
            _("{old}: not counted in these shares.", old=old)
            if fresh
            else _("{old}, so these shares are rather high.", old=old)
        )
    )
    blocks += [_heat(turn, found, headline), clientele.span(turn)]
    taps = (Button(_("Who stays away"), "/churn"), Button(_("Kinds of customer"), "/segments"))
    return Answer("cohorts", tuple(blocks), (taps,), in_place=bool(turn.incoming.pressed))


def _heat(turn: Turn, found: Cohorts, title: str) -> Heat:
    shown = found.cohorts[-_MONTHS:]
    wide = min(max(len(one.customers) for one in shown), _MONTHS)
    rows = tuple(f"{turn.shop.dated(one.month, 'MMM yy')} ({one.customers[0]})" for one in shown)
    values = tuple(
        tuple(_HUNDRED * share for share in one.retention[:wide])
        + (None,) * (wide - len(one.retention[:wide]))
        for one in shown
    )
    running = "" if found.last_month_finished else _("; this month is not over")
    return Heat(
        title=title,
        rows=rows,
        columns=tuple(str(month) for month in range(wide)),
        values=values,
        unit=Unit(),
        write=True,
        subtitle=_("Month of the first purchase (how many began), and % who bought so many months later"),
        footing=_("Month 0 is the first{running}", running=running),
    )


COMMAND = Command(
    name="cohorts",
    summary=N_("Do new customers come back"),
    answer=answer,
    group=N_("Customers"),
    role=Role.VIEWER,
    examples=("/cohorts", "do new customers come back"),
    phrases=(
        "cohorts",
        "cohort",
        "retention",
        "do new customers come back",
        "do people come back",
        "how many customers come back",
        "how many new customers came back",
        "how many customers return after the first time",
        "do first time customers return",
        "do customers who started in {month} still buy",
        "are new customers staying",
        "repeat customers",
        "how many come back after their first purchase",
        "retention by month",
        "new versus returning customers",
        "how loyal are new customers",
        "what share of customers buy again",
    ),
    lane=Lane.THINKING,
)
