"""/segments: what kinds of customer there are, what to do for each, and who moved since last month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words, in_rows
from bot.command import Command, Lane, Role
from bot.findings import clientele
from bot.findings.wording import many, money_unit
from bot.speech import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analytics.rfm import Move, Segmentation, Standing
    from bot.command import Turn
    from bot.language.statements import Slots

_MONTH = timedelta(days=30)
_LISTED = 15
_NAMED = 3
_LEAST_BARS = 4

# Key of analytics.rfm -> the owner's word, and what to do for them; in the order in which they are told.
GROUPS = {
    "champions": (
        N_("Champions"),
        N_("come often, came lately, spend most: thank them, show them new things first"),
    ),
    "loyal": (
        N_("Loyal"),
        N_("good customers not seen just lately: a word about what came in brings them back"),
    ),
    "cannot_lose": (N_("Must not lose"), N_("they bought much and stay away: call them yourself this week")),
    "promising": (N_("Growing"), N_("came lately and come again: offer what goes with what they buy")),
    "need_attention": (
        N_("In the middle"),
        N_("a small reason to come by, such as a special, moves them up"),
    ),
    "at_risk": (N_("Slipping away"), N_("used to come: ask what they miss")),
    "new": (N_("New or occasional"), N_("came lately for little: make the second visit worth it")),
    "about_to_sleep": (
        N_("Nearly asleep"),
        N_("small buyers not seen for a while: tell them of the next special"),
    ),
    "asleep": (N_("Asleep"), N_("small buyers long gone: no money on them")),
}
TIERS = {
    "gold": (N_("Gold"), N_("the best third: know them by name, keep what they buy in stock")),
    "silver": (N_("Silver"), N_("the middle third: one more visit a month makes them gold")),
    "bronze": (N_("Bronze"), N_("the rest: tell them of specials, spend no money on them")),
}


def answer(turn: Turn, slots: Slots) -> Answer:
    """Sort the customers as far as their number allows."""
    turn = clientele.looked_from(turn)
    known = clientele.visits(turn.shop, turn.today)
    found = analytics.rfm.segment(known, turn.today)
    if isinstance(found, NotEnoughData):
        return clientele.too_early(turn, "segments", _("kinds of customer"), found, known)
    if found.levels == 1:
        return _ranked(turn, found, clientele.span(turn))
    wanted = _asked(slots.rest, found)
    if wanted is not None:
        return _one(turn, wanted, found)
    moved = analytics.rfm.moves(known, turn.today - _MONTH, turn.today)
    changes = [] if isinstance(moved, NotEnoughData) else _moves(turn, moved)
    return _overview(turn, found, changes, clientele.span(turn))


def _key(one: Standing, *, named: bool) -> str:
    return str(one.segment if named else one.tier)


def _asked(rest: str, found: Segmentation) -> str | None:
    """Find the group that is named, by its word or its key, if the shop has it."""
    words = rest.casefold().replace("_", " ")
    have = {str(one.segment) for one in found.standings} | {str(one.tier) for one in found.standings}
    for key, (label, _advice) in (GROUPS | TIERS).items():
        if key in have and (
            label.casefold() in words or _(label).casefold() in words or key.replace("_", " ") in words
        ):
            return key
    return None


def _overview(turn: Turn, found: Segmentation, changes: list[Block], foot: Words) -> Answer:
    shop = turn.shop
    named = found.verdict is None
    groups = GROUPS if named else TIERS
    parts = {key: [one for one in found.standings if _key(one, named=named) == key] for key in groups}
    parts = {key: ones for key, ones in parts.items() if ones}
    whole = sum(one.spent_minor for one in found.standings)
    spent = {key: sum(one.spent_minor for one in ones) for key, ones in parts.items()}
    top = next(iter(parts))
    share = (
        _(" bring {share} of the money", share=shop.percent(spent[top] / whole)) if whole > 0 else _(" lead")
    )
    headline = _(
        "{count} {group} of {count2} customers{share}",
        count=len(parts[top]),
        group=_(groups[top][0]).lower(),
        count2=len(found.standings),
        share=share,
    )
    rows = tuple(
        (_(groups[key][0]), shop.number(len(ones)), shop.round(spent[key])) for key, ones in parts.items()
    )
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        Table(
            (Column(_("Group")), Column(_("people"), figures=True), Column(_("spent"), figures=True)), rows
        ),
        Words("\n".join(_advice(groups[key], ones) for key, ones in parts.items())),
        *changes,
    ]
    if found.verdict is not None:
        blocks.append(
            Words(_("Finer groups come later. {lacking}", lacking=clientele.lacking(turn, found.verdict)))
        )
    if len(parts) >= _LEAST_BARS:
        blocks.append(
            Bars(
                title=headline,
                names=tuple(_(groups[key][0]) for key in parts),
                values=tuple(float(spent[key]) for key in parts),
                unit=money_unit(shop),
                notes=tuple(_("{count} people", count=len(ones)) for ones in parts.values()),
                subtitle=_("What each group has spent"),
                keep_order=True,
            )
        )
    blocks.append(foot)
    taps = [Button(_(groups[key][0]), f"/segments {groups[key][0]}") for key in parts]
    more = (Button(_("Who stays away"), "/churn"), Button(_("Do they come back"), "/cohorts"))
    return Answer("segments", tuple(blocks), (*in_rows(taps, 3), more), in_place=bool(turn.incoming.pressed))


def _advice(group: tuple[str, str], ones: Sequence[Standing]) -> str:
    names = clientele.some([one.customer for one in ones], _NAMED)
    return f"{_(group[0])}: {_(group[1])}. {names}."


def _one(turn: Turn, key: str, found: Segmentation) -> Answer:
    """List the people of one group, with what is needed to call them."""
    shop, numbers = turn.shop, clientele.phones(turn.shop)
    label, advice = map(_, (GROUPS | TIERS)[key])
    ones = [one for one in found.standings if key in (str(one.segment), str(one.tier))]
    rows = tuple((one.customer, f"{one.recency_days} d", shop.round(one.spent_minor)) for one in ones)
    blocks: list[Block] = [
        Words(f"{label}: {many(len(ones), 'customer')}", Style.HEADLINE),
        Words(f"{advice[0].upper()}{advice[1:]}."),
        Table(
            (Column(_("Customer")), Column(_("seen"), figures=True), Column(_("spent"), figures=True)),
            rows[:_LISTED],
        ),
    ]
    if len(ones) > _LISTED:
        blocks.append(Words(_("and {number} more", number=len(ones) - _LISTED)))
    called = [clientele.with_phone(one.customer, numbers) for one in ones if one.customer in numbers]
    if called:
        blocks.append(Words("\n".join(called[:_LISTED])))
    blocks.append(Words(_("“Seen” counts the days since the last purchase."), Style.FOOTING))
    first = tuple(
        Button(_("Offer {customer}", customer=one.customer), f"/recommend {one.customer}") for one in ones[:2]
    )
    back = (Button(_("All groups"), "/segments"), Button(_("Who stays away"), "/churn"))
    return Answer("segments", tuple(blocks), (first, back), in_place=bool(turn.incoming.pressed))


def _moves(turn: Turn, moved: Sequence[Move]) -> list[Block]:
    """Name who went up, who went down and who is new since a month ago."""
    del turn
    up = [one.customer for one in moved if one.steps > 0]
    down = [one.customer for one in moved if one.steps < 0]
    new = [one.customer for one in moved if one.tier_before is None]
    lines = [
        f"{sign} {clientele.some(names, 4)}"
        for sign, names in ((_("▲ up:"), up), (_("▼ down:"), down), (_("new:"), new))
        if names
    ]
    return [Words(_("Since a month ago:\n") + "\n".join(lines))] if lines else []


def _ranked(turn: Turn, found: Segmentation, foot: Words) -> Answer:
    """With few customers: who spent how much, and whether each keeps to his own rhythm."""
    shop = turn.shop
    late = [one for one in found.standings if (one.gap_ratio or 0) > analytics.churn.LATE]
    rows = tuple(
        (one.customer, _rhythm(one), shop.round(one.spent_minor)) for one in found.standings[:_LISTED]
    )
    headline = _(
        "{customer} leads among {many}",
        customer=found.standings[0].customer,
        many=many(len(found.standings), "customer"),
    )
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        Table(
            (Column(_("Customer")), Column(_("seen/usual"), figures=True), Column(_("spent"), figures=True)),
            rows,
        ),
    ]
    if late:
        blocks.append(
            Words(_("Later than usual: {some}.", some=clientele.some([one.customer for one in late])))
        )
    if found.verdict is not None:
        blocks.append(
            Words(_("Groups come later. {lacking}", lacking=clientele.lacking(turn, found.verdict)))
        )
    blocks += [Words(_("Days since the last purchase / usual days between two."), Style.FOOTING), foot]
    taps = (Button(_("Who stays away"), "/churn"), Button(_("Best customers"), "/top_customers"))
    return Answer("segments", tuple(blocks), (taps,), in_place=bool(turn.incoming.pressed))


def _rhythm(one: Standing) -> str:
    usual = "–" if one.usual_gap_days is None else f"{one.usual_gap_days:.0f}"
    return f"{one.recency_days}/{usual}"


COMMAND = Command(
    name="segments",
    summary=N_("What kinds of customer there are, and what to do for each"),
    answer=answer,
    group=N_("Customers"),
    about=frozenset({"words"}),
    role=Role.VIEWER,
    examples=("/segments", "/segments gold", "who are my gold customers"),
    phrases=(
        "segments",
        "segment my customers",
        "customer segments",
        "what kinds of customers do i have",
        "what types of customers do i have",
        "group my customers",
        "divide my customers into groups",
        "gold silver bronze",
        "who are my gold customers",
        "rfm",
        "champions",
        "who are my vip customers",
        "customer groups",
        "which group of customers",
        "split my customers",
    ),
    lane=Lane.THINKING,
)
