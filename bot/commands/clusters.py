"""/clusters: groups of customers who buy alike, where there are any, with a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Block, Button, Cloud, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele
from storage.reading import people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.clusters import Clusters, Group, Member, NoClearGroups
    from bot.command import Turn
    from bot.language.statements import Slots

_NAMED = 3
_DRAWN = 400  # points; beyond it a phone shows a blot
_CLEARLY = 1.5  # times the usual figure
_TAPS = (Button("Kinds of customer", "/segments"), Button("Best customers", "/top_customers"))


def answer(turn: Turn, slots: Slots) -> Answer:
    """Look for groups; say so where customers differ by degrees only."""
    turn = clientele.looked_from(turn)
    del slots
    shop = turn.shop
    known = clientele.sales(shop, turn.today)
    found = analytics.clusters.clusters(known, turn.today, interactions=people.contacts(shop.book) or None)
    if isinstance(found, NotEnoughData):
        return clientele.too_early(turn, "clusters", "groups of customers", found, known, _TAPS)
    foot = clientele.span(turn, known)
    if isinstance(found, analytics.clusters.NoClearGroups):
        return _none(turn, found, foot)
    return _groups(turn, found, foot)


def _none(turn: Turn, found: NoClearGroups, foot: Words) -> Answer:
    words = "Your customers differ by degrees: between the many small and the few big ones there is no gap."
    blocks = [Words("No clear groups yet", Style.HEADLINE), Words(words), foot]
    if found.proof is not None:
        proof = found.proof
        tried = (
            f"The best attempt was {proof.k} groups: clearness {proof.silhouette:.2f}, where shuffled figures reach"
            f" {proof.shuffled:.2f}; the same groups came back {turn.shop.percent(max(proof.stability, 0))}."
        )
        blocks.insert(2, Words(tried, Style.FOOTING))
    return Answer("clusters", tuple(blocks), (_TAPS,), in_place=bool(turn.incoming.pressed))


def _groups(turn: Turn, found: Clusters, foot: Words) -> Answer:
    shop, proof = turn.shop, found.proof
    labels = _labels(found.groups)
    first = found.groups[0]
    headline = (
        f"{len(found.groups)} groups: {first.customers} of {len(found.members)} customers bring"
        f" {shop.percent(first.spent_share)} of the money"
    )
    rows = tuple(
        (labels[one.number], shop.number(one.customers), shop.percent(one.spent_share))
        for one in found.groups
    )
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        Table((Column("Group"), Column("people", figures=True), Column("money", figures=True)), rows),
        Words("\n".join(_line(turn, one, labels, found.members) for one in found.groups)),
        _cloud(turn, found, labels, headline),
        Words(
            f"Clearness {proof.silhouette:.2f} (shuffled figures: {proof.shuffled:.2f});"
            f" with other samples the same groups {shop.percent(proof.stability)}",
            Style.FOOTING,
        ),
        foot,
    ]
    return Answer("clusters", tuple(blocks), (_TAPS,), in_place=bool(turn.incoming.pressed))


def _labels(groups: Sequence[Group]) -> Mapping[int, str]:
    """Name each group by what sets it apart from all customers: how often, how much at once, how lately."""
    everybody = sum(one.customers for one in groups)
    usual_of = {
        name: sum(one.medians[name] * one.customers for one in groups) / everybody
        for name in ("spent_a_purchase_minor", "purchases", "recency_days")
    }

    def word(one: Group, name: str, more: str, less: str) -> str:
        usual, mine = usual_of[name], one.medians[name]
        if mine > usual * _CLEARLY:
            return more
        return less if mine * _CLEARLY < usual else ""

    found = {}
    for one in groups:
        words = [
            word(one, "purchases", "often", "seldom"),
            word(one, "spent_a_purchase_minor", "much at once", "little at once"),
            word(one, "recency_days", "long ago", "lately"),
        ]
        said = ", ".join(part for part in words if part)
        found[one.number] = f"{one.number + 1}. {said}" if said else f"{one.number + 1}. the middle"
    return found


def _line(turn: Turn, one: Group, labels: Mapping[int, str], members: Sequence[Member]) -> str:
    shop, usual = turn.shop, one.medians
    names = clientele.some([member.customer for member in members if member.group == one.number], _NAMED)
    return (
        f"{labels[one.number]}: usually {clientele.many(round(usual['purchases']), 'purchase')} of"
        f" {shop.round(usual['spent_a_purchase_minor'])}, last seen {usual['recency_days']:.0f} days ago. {names}."
    )


def _cloud(turn: Turn, found: Clusters, labels: Mapping[int, str], title: str) -> Cloud:
    step = max(1, -(-len(found.members) // _DRAWN))
    drawn = found.members[::step]
    shown: set[int] = set()
    for group in found.groups:
        shown.update([at for at, one in enumerate(drawn) if one.group == group.number][:1])
    share = turn.shop.percent(sum(found.explained))
    return Cloud(
        title=title,
        x=tuple(one.x for one in drawn),
        y=tuple(one.y for one in drawn),
        names=tuple(one.customer for one in drawn),
        groups=tuple(labels[one.group] for one in drawn),
        named=frozenset(shown),
        x_label="first component",
        y_label="second component",
        subtitle=f"Customers who buy alike lie close together ({share} of their differences shown)",
    )


COMMAND = Command(
    name="clusters",
    summary="Which customers are alike",
    answer=answer,
    group="Customers",
    role=Role.VIEWER,
    examples=("/clusters", "which customers are alike"),
    phrases=(
        "clusters",
        "cluster my customers",
        "k means",
        "customer clusters",
        "which customers are alike",
        "which customers are similar",
        "find groups of similar customers",
        "who shops alike",
    ),
    lane=Lane.THINKING,
)
