"""/churn: who stays away against his own rhythm, how likely each is gone, and the money at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData
from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele
from bot.findings.choosing import which_customer
from bot.findings.wording import money_unit
from bot.speech import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.churn import Churn, Overdue, Risk
    from analytics.verdicts import Verdict
    from bot.command import Turn
    from bot.language.statements import Slots

_SHOWN = 8
_AT_RISK = 8
_LEAST_BARS = 4


def answer(turn: Turn, slots: Slots) -> Answer:
    """Name the overdue, then say what the chances are where they can be told."""
    turn = clientele.looked_from(turn)
    if len(slots.customers) > 1 and isinstance(which := which_customer(turn, slots, "churn"), Answer):
        return which
    shop = turn.shop
    known = clientele.visits(shop, turn.today)
    # Who came today is not away; analysis knows the days before today only.
    here = set(known.loc[known["sold_on"] >= analytics.sales_table.midnight(turn.today), "customer"].dropna())
    late = [one for one in analytics.churn.overdue(known, turn.today) if one.customer not in here]
    chances = analytics.churn.churn(known, turn.today)
    if slots.customer is not None:
        return _one(turn, slots.customer.name, late, chances)
    blocks: list[Block] = [
        Words(_headline(turn, late, named=bool(known["customer"].notna().any())), Style.HEADLINE)
    ]
    if late:
        blocks.append(Words("\n".join(_line(turn, late[:_SHOWN]))))
        if len(late) > _SHOWN:
            blocks.append(Words(_("and {number} more", number=len(late) - _SHOWN)))
    blocks += _chances(turn, chances)
    if len(late) >= _LEAST_BARS:
        blocks.append(_bars(turn, late))
    blocks.append(Words(_("Late is: longer than ever, and half as long again as usual."), Style.FOOTING))
    blocks.append(clientele.span(turn))
    first = tuple(Button(one.customer, f"/customer {one.customer}") for one in late[:2])
    more = (Button(_("Kinds of customer"), "/segments"), Button(_("Best customers"), "/top_customers"))
    return Answer(
        "churn",
        tuple(blocks),
        (first, more) if first else (more,),
        in_place=bool(turn.incoming.pressed),
    )


def _headline(turn: Turn, late: Sequence[Overdue], *, named: bool) -> str:
    if not late:
        return (
            _("Nobody stays away: every regular keeps to his rhythm.")
            if named
            else _("No customer is known by name yet.")
        )
    who = ngettext("1 regular stays", "{count} regulars stay", len(late), count=len(late))
    worth = turn.shop.round(sum(one.spent_last_year_minor for one in late))
    return _("{who} away longer than ever: {worth} in the last year", who=who, worth=worth)


def _line(turn: Turn, late: Sequence[Overdue]) -> list[str]:
    numbers = clientele.phones(turn.shop)
    return [
        _(
            "{with_phone}: {days_since} days, usually every {days}; spent {amount} in a year",
            with_phone=clientele.with_phone(one.customer, numbers),
            days_since=one.days_since,
            days=_days(one.usual_gap_days),
            amount=turn.shop.round(one.spent_last_year_minor),
        )
        for one in late
    ]


def _days(gap: float) -> str:
    return _("day") if gap <= 1 else _("{gap} days", gap=f"{gap:.0f}")


def _chances(turn: Turn, found: Churn | Verdict) -> list[Block]:
    shop = turn.shop
    if isinstance(found, NotEnoughData):
        return [
            Words(
                _(
                    "Too early for the chance that somebody is gone. {lacking}",
                    lacking=clientele.lacking(turn, found),
                )
            )
        ]
    if isinstance(found, NoBetterThanBaseline):
        words = _("Chances of leaving did no better than giving everybody the same one, so I give none.")
        return [Words(words)]
    worth = sum(one.at_risk_minor for one in found.risks)
    top = sorted(found.risks, key=lambda one: -one.at_risk_minor)[:_AT_RISK]
    rows = tuple((one.customer, _chance(turn, one), shop.round(one.at_risk_minor)) for one in top)
    return [
        Words(
            _(
                "{amount} of the next {horizon_days} days is at risk, most of it with:",
                amount=shop.round(worth),
                horizon_days=found.horizon_days,
            )
        ),
        Table(
            (Column(_("Customer")), Column(_("gone?"), figures=True), Column(_("at risk"), figures=True)),
            rows,
        ),
        Words(_score(turn, found), Style.FOOTING),
    ]


def _chance(turn: Turn, one: Risk) -> str:
    """Write a chance; nobody is wholly gone, or wholly sure to come."""
    return turn.shop.percent(min(max(one.p_no_purchase, 0.01), 0.99))


def _score(turn: Turn, found: Churn) -> str:
    """Say how such chances did on the last days that are over, which they had not seen."""
    percent = turn.shop.percent
    return _(
        "“Gone?” is the chance of no purchase in {horizon_days} days. Tried on the last {days} days with what was known before: of two customers, one gone and one not, it picked the right one {share} of the time (days since the last purchase alone: {share2}), {cases} customers.",
        horizon_days=found.horizon_days,
        days=found.window.days,
        share=percent(found.score.auc),
        share2=percent(found.recency_auc),
        cases=found.score.cases,
    )


def _one(turn: Turn, name: str, late: Sequence[Overdue], found: Churn | Verdict) -> Answer:
    mine = [one for one in late if one.customer == name]
    words = (
        _line(turn, mine)[0]
        if mine
        else _("{name} is not late: he keeps to his rhythm, or has none yet.", name=name)
    )
    blocks: list[Block] = [Words(words, Style.HEADLINE)]
    risks = [] if isinstance(found, NotEnoughData | NoBetterThanBaseline) else found.risks
    blocks += [
        Words(
            _(
                "Chance that he buys nothing in the next 90 days: {chance} ({amount} at risk).",
                chance=_chance(turn, one),
                amount=turn.shop.round(one.at_risk_minor),
            )
        )
        for one in risks
        if one.customer == name
    ]
    taps = (Button(_("What to offer him"), f"/recommend {name}"), Button(_("Who else stays away"), "/churn"))
    return Answer("churn", tuple(blocks), (taps,), in_place=bool(turn.incoming.pressed))


def _bars(turn: Turn, late: Sequence[Overdue]) -> Bars:
    top = late[: _SHOWN + 2]
    return Bars(
        title=_headline(turn, late, named=True),
        names=tuple(one.customer for one in top),
        values=tuple(float(one.spent_last_year_minor) for one in top),
        unit=money_unit(turn.shop),
        notes=tuple(f"{one.days_since} d" for one in top),
        subtitle=_("Spent in the last year; days since the last purchase"),
    )


COMMAND = Command(
    name="churn",
    summary=N_("Who stays away, and the money at risk"),
    answer=answer,
    group=N_("Customers"),
    about=frozenset({"customer"}),
    role=Role.VIEWER,
    examples=("/churn", "who stopped coming"),
    phrases=(
        "churn",
        "which of my regulars stopped coming",
        "who stopped coming",
        "which customers have not come back",
        "who did not come back",
        "who has stopped buying",
        "which customers have i lost",
        "who have i lost",
        "lost customers",
        "who has not been here for a while",
        "who hasnt been in lately",
        "who have i not seen in a while",
        "which customers are leaving",
        "who might leave",
        "customers at risk",
        "who is overdue",
        "who should i call",
        "missing customers",
        "which customers disappeared",
        "who no longer comes",
        "who has gone quiet",
        "inactive customers",
        "who am i losing",
        "who is about to leave",
        "which customers have gone away",
        "who doesnt come anymore",
    ),
    lane=Lane.THINKING,
)
