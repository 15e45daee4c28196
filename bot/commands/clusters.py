"""/clusters: groups of customers who buy alike, where there are any, with a picture."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Block, Button, Cloud, Column, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele
from bot.findings.wording import many
from bot.speech import N_, _
from storage.reading import people

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from analytics.clusters import Clusters, Group, Member, NoClearGroups, Proof
    from bot.command import Turn
    from bot.language.statements import Slots

_NAMED = 3
_DRAWN = 400  # points; beyond it a phone shows a blot
_A_DAY = timedelta(days=1)
_CLEARLY = 1.5  # times the usual figure


def _taps() -> tuple[Button, ...]:
    return Button(_("Kinds of customer"), "/segments"), Button(_("Best customers"), "/top_customers")


def answer(turn: Turn, slots: Slots) -> Answer:
    """Look for groups; say so where customers differ by degrees only."""
    turn = clientele.looked_from(turn)
    del slots
    shop = turn.shop
    known = clientele.visits(shop, turn.today)
    found = analytics.clusters.clusters(
        known,
        turn.today,
        interactions=people.contacts(shop.book) or None,
        products=people.variety(shop.book, turn.today - clientele.HISTORY, turn.today - _A_DAY),
    )
    if isinstance(found, NotEnoughData):
        return clientele.too_early(turn, "clusters", _("groups of customers"), found, known, _taps())
    foot = clientele.span(turn)
    if isinstance(found, analytics.clusters.NoClearGroups):
        return _none(turn, found, foot)
    return _groups(turn, found, foot)


def _none(turn: Turn, found: NoClearGroups, foot: Words) -> Answer:
    words = _(
        "Your customers differ by degrees: between the many small and the few big ones there is no gap."
    )
    blocks = [Words(_("No clear groups yet"), Style.HEADLINE), Words(words), foot]
    if found.proof is not None:
        proof = found.proof
        tried = _(
            "The best attempt was {k} groups: clearness {silhouette}, where shuffled figures reach {shuffled}; the same groups came back {share}.",
            k=proof.k,
            silhouette=f"{proof.silhouette:.2f}",
            shuffled=f"{proof.shuffled:.2f}",
            share=turn.shop.percent(max(proof.stability, 0)),
        )
        blocks.insert(2, Words(f"{tried}{_drawn_at_random(turn, proof)}", Style.FOOTING))
    return Answer("clusters", tuple(blocks), (_taps(),), in_place=bool(turn.incoming.pressed))


def _groups(turn: Turn, found: Clusters, foot: Words) -> Answer:
    shop, proof = turn.shop, found.proof
    labels = _labels(found.groups)
    first = found.groups[0]
    headline = _(
        "{count} groups: {customers} of {count2} customers bring {share} of the money",
        count=len(found.groups),
        customers=first.customers,
        count2=len(found.members),
        share=shop.percent(first.spent_share),
    )
    rows = tuple(
        (labels[one.number], shop.number(one.customers), shop.percent(one.spent_share))
        for one in found.groups
    )
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        Table(
            (Column(_("Group")), Column(_("people"), figures=True), Column(_("money"), figures=True)), rows
        ),
        Words("\n".join(_line(turn, one, labels, found.members) for one in found.groups)),
        _cloud(turn, found, labels, headline),
        Words(
            _(
                "Clearness {silhouette} (shuffled figures: {shuffled}); with other samples the same groups {share}.",
                silhouette=f"{proof.silhouette:.2f}",
                shuffled=f"{proof.shuffled:.2f}",
                share=shop.percent(proof.stability),
            )
            + _drawn_at_random(turn, proof),
            Style.FOOTING,
        ),
        foot,
    ]
    return Answer("clusters", tuple(blocks), (_taps(),), in_place=bool(turn.incoming.pressed))


def _drawn_at_random(turn: Turn, proof: Proof) -> str:
    """Say so where not all customers were tried; empty where they were."""
    if proof.tried_on == proof.customers:
        return ""
    number = turn.shop.number
    said = _(
        "Tried on {number} of {number2} customers, drawn at random.",
        number=number(proof.tried_on),
        number2=number(proof.customers),
    )
    return f" {said}"


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
            word(one, "purchases", _("often"), _("seldom")),
            word(one, "spent_a_purchase_minor", _("much at once"), _("little at once")),
            word(one, "recency_days", _("long ago"), _("lately")),
        ]
        said = ", ".join(part for part in words if part)
        found[one.number] = (
            f"{one.number + 1}. {said}" if said else _("{number}. the middle", number=one.number + 1)
        )
    return found


def _line(turn: Turn, one: Group, labels: Mapping[int, str], members: Sequence[Member]) -> str:
    shop, usual = turn.shop, one.medians
    names = clientele.some([member.customer for member in members if member.group == one.number], _NAMED)
    return _(
        "{label}: usually {many} of {amount}, last seen {usual} days ago. {names}.",
        label=labels[one.number],
        many=many(round(usual["purchases"]), "purchase"),
        amount=shop.round(usual["spent_a_purchase_minor"]),
        usual=f"{usual['recency_days']:.0f}",
        names=names,
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
        x_label=_("first component"),
        y_label=_("second component"),
        subtitle=_(
            "Customers who buy alike lie close together ({share} of their differences shown)", share=share
        ),
    )


COMMAND = Command(
    name="clusters",
    summary=N_("Which customers are alike"),
    answer=answer,
    group=N_("Customers"),
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
