"""/segments: what kinds of customer there are, what to do for each, and who moved since last month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele
from bot.findings.wording import money_unit

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
    "champions": ("Champions", "come often, came lately, spend most: thank them, show them new things first"),
    "loyal": ("Loyal", "good customers not seen just lately: a word about what came in brings them back"),
    "cannot_lose": ("Must not lose", "they bought much and stay away: call them yourself this week"),
    "promising": ("Growing", "came lately and come again: offer what goes with what they buy"),
    "need_attention": ("In the middle", "a small reason to come by, such as a special, moves them up"),
    "at_risk": ("Slipping away", "used to come: ask what they miss"),
    "new": ("New or occasional", "came lately for little: make the second visit worth it"),
    "about_to_sleep": ("Nearly asleep", "small buyers not seen for a while: tell them of the next special"),
    "asleep": ("Asleep", "small buyers long gone: no money on them"),
}
TIERS = {
    "gold": ("Gold", "the best third: know them by name, keep what they buy in stock"),
    "silver": ("Silver", "the middle third: one more visit a month makes them gold"),
    "bronze": ("Bronze", "the rest: tell them of specials, spend no money on them"),
}


def answer(turn: Turn, slots: Slots) -> Answer:
    """Sort the customers as far as their number allows."""
    turn = clientele.looked_from(turn)
    known = clientele.sales(turn.shop, turn.today)
    found = analytics.rfm.segment(known, turn.today)
    if isinstance(found, NotEnoughData):
        return clientele.too_early(turn, "segments", "kinds of customer", found, known)
    if found.levels == 1:
        return _ranked(turn, found, clientele.span(turn, known))
    wanted = _asked(slots.rest, found)
    if wanted is not None:
        return _one(turn, wanted, found)
    moved = analytics.rfm.moves(known, turn.today - _MONTH, turn.today)
    changes = [] if isinstance(moved, NotEnoughData) else _moves(turn, moved)
    return _overview(turn, found, changes, clientele.span(turn, known))


def _key(one: Standing, *, named: bool) -> str:
    return str(one.segment if named else one.tier)


def _asked(rest: str, found: Segmentation) -> str | None:
    """Find the group that is named, by its word or its key, if the shop has it."""
    words = rest.casefold().replace("_", " ")
    have = {str(one.segment) for one in found.standings} | {str(one.tier) for one in found.standings}
    for key, (label, _) in (GROUPS | TIERS).items():
        if key in have and (label.casefold() in words or key.replace("_", " ") in words):
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
    share = f" bring {shop.percent(spent[top] / whole)} of the money" if whole > 0 else " lead"
    headline = f"{len(parts[top])} {groups[top][0].lower()} of {len(found.standings)} customers{share}"
    rows = tuple(
        (groups[key][0], shop.number(len(ones)), shop.round(spent[key])) for key, ones in parts.items()
    )
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        Table((Column("Group"), Column("people", figures=True), Column("spent", figures=True)), rows),
        Words("\n".join(_advice(groups[key], ones) for key, ones in parts.items())),
        *changes,
    ]
    if found.verdict is not None:
        blocks.append(Words(f"Finer groups come later. {clientele.lacking(turn, found.verdict)}"))
    if len(parts) >= _LEAST_BARS:
        blocks.append(
            Bars(
                title=headline,
                names=tuple(groups[key][0] for key in parts),
                values=tuple(float(spent[key]) for key in parts),
                unit=money_unit(shop),
                notes=tuple(f"{len(ones)} people" for ones in parts.values()),
                subtitle="What each group has spent",
                keep_order=True,
            )
        )
    blocks.append(foot)
    taps = [Button(groups[key][0], f"/segments {groups[key][0]}") for key in parts]
    rows_of = tuple(tuple(taps[at : at + 3]) for at in range(0, len(taps), 3))
    more = (Button("Who stays away", "/churn"), Button("Do they come back", "/cohorts"))
    return Answer("segments", tuple(blocks), (*rows_of, more), in_place=bool(turn.incoming.pressed))


def _advice(group: tuple[str, str], ones: Sequence[Standing]) -> str:
    names = clientele.some([one.customer for one in ones], _NAMED)
    return f"{group[0]}: {group[1]}. {names}."


def _one(turn: Turn, key: str, found: Segmentation) -> Answer:
    """List the people of one group, with what is needed to call them."""
    shop, numbers = turn.shop, clientele.phones(turn.shop)
    label, advice = (GROUPS | TIERS)[key]
    ones = [one for one in found.standings if key in (str(one.segment), str(one.tier))]
    rows = tuple((one.customer, f"{one.recency_days} d", shop.round(one.spent_minor)) for one in ones)
    blocks: list[Block] = [
        Words(f"{label}: {clientele.many(len(ones), 'customer')}", Style.HEADLINE),
        Words(f"{advice[0].upper()}{advice[1:]}."),
        Table(
            (Column("Customer"), Column("seen", figures=True), Column("spent", figures=True)), rows[:_LISTED]
        ),
    ]
    if len(ones) > _LISTED:
        blocks.append(Words(f"and {len(ones) - _LISTED} more"))
    called = [clientele.with_phone(one.customer, numbers) for one in ones if one.customer in numbers]
    if called:
        blocks.append(Words("\n".join(called[:_LISTED])))
    blocks.append(Words("“Seen” counts the days since the last purchase.", Style.FOOTING))
    first = tuple(Button(f"Offer {one.customer}", f"/recommend {one.customer}") for one in ones[:2])
    back = (Button("All groups", "/segments"), Button("Who stays away", "/churn"))
    return Answer("segments", tuple(blocks), (first, back), in_place=bool(turn.incoming.pressed))


def _moves(turn: Turn, moved: Sequence[Move]) -> list[Block]:
    """Name who went up, who went down and who is new since a month ago."""
    del turn
    up = [one.customer for one in moved if one.steps > 0]
    down = [one.customer for one in moved if one.steps < 0]
    new = [one.customer for one in moved if one.tier_before is None]
    lines = [
        f"{sign} {clientele.some(names, 4)}"
        for sign, names in (("▲ up:", up), ("▼ down:", down), ("new:", new))
        if names
    ]
    return [Words("Since a month ago:\n" + "\n".join(lines))] if lines else []


def _ranked(turn: Turn, found: Segmentation, foot: Words) -> Answer:
    """With few customers: who spent how much, and whether each keeps to his own rhythm."""
    shop = turn.shop
    late = [one for one in found.standings if (one.gap_ratio or 0) > analytics.churn.LATE]
    rows = tuple(
        (one.customer, _rhythm(one), shop.round(one.spent_minor)) for one in found.standings[:_LISTED]
    )
    headline = f"{found.standings[0].customer} leads among {clientele.many(len(found.standings), 'customer')}"
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        Table((Column("Customer"), Column("seen/usual", figures=True), Column("spent", figures=True)), rows),
    ]
    if late:
        blocks.append(Words(f"Later than usual: {clientele.some([one.customer for one in late])}."))
    if found.verdict is not None:
        blocks.append(Words(f"Groups come later. {clientele.lacking(turn, found.verdict)}"))
    blocks += [Words("Days since the last purchase / usual days between two.", Style.FOOTING), foot]
    taps = (Button("Who stays away", "/churn"), Button("Best customers", "/top_customers"))
    return Answer("segments", tuple(blocks), (taps,), in_place=bool(turn.incoming.pressed))


def _rhythm(one: Standing) -> str:
    usual = "–" if one.usual_gap_days is None else f"{one.usual_gap_days:.0f}"
    return f"{one.recency_days}/{usual}"


COMMAND = Command(
    name="segments",
    summary="What kinds of customer there are, and what to do for each",
    answer=answer,
    group="Customers",
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
