"""A ranking as an answer: who or what is first, each one's share, the period before, and the bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words
from bot.findings import periods
from bot.findings.wording import footing, money_unit, reaches_back
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.command import Turn
    from bot.language.statements import Period

SHOWN = 10
_LEAST_BARS = 4  # fewer are said, not drawn


@dataclass(frozen=True, slots=True)
class Ranked:
    """One in a ranking: name, revenue (minor units), and the count shown beside it."""

    name: str
    revenue_minor: int
    count: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """A ranking of a period. `whole_minor` is what the shares are of; `before` has revenue by name."""

    command: str
    noun: str
    counted: str
    period: Period
    ones: Sequence[Ranked]
    before: Mapping[str, int]
    whole_minor: int
    sales: int
    shown: int = SHOWN


def show(turn: Turn, ranking: Ranking, *taps: Button, remark: str = "") -> Answer:
    """Say who leads and by how much, with the table and the bars."""
    shop = turn.shop
    top = ranking.ones[: ranking.shown]
    held = sum(one.revenue_minor for one in top)
    label = periods.call(ranking.period, shop, turn.today)
    headline = _(
        "{name} leads with {amount}{share}",
        name=top[0].name,
        amount=shop.round(top[0].revenue_minor),
        share=_share(turn, top[0], ranking),
    )
    rows = tuple(
        (f"{place}. {one.name}", one.count, shop.round(one.revenue_minor)) for place, one in enumerate(top, 1)
    )
    title = Column(ranking.noun.capitalize())
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        Table((title, Column(ranking.counted, figures=True), Column(_("Revenue"), figures=True)), rows),
    ]
    if len(ranking.ones) > len(top) and ranking.whole_minor > 0:
        blocks.append(
            Words(
                _(
                    "These {count} of {number} bring {share}.",
                    count=len(top),
                    number=shop.number(len(ranking.ones)),
                    share=shop.percent(held / ranking.whole_minor),
                )
            )
        )
    if remark:
        blocks.append(Words(remark))
    if len(top) >= _LEAST_BARS:
        blocks.append(_bars(turn, ranking, top, headline, label))
    blocks.append(footing(turn, ranking.period, ranking.sales))
    return Answer(
        ranking.command,
        tuple(blocks),
        (periods.tabs(ranking.command), tuple(taps)),
        in_place=bool(turn.incoming.pressed),
    )


def _share(turn: Turn, one: Ranked, ranking: Ranking) -> str:
    if ranking.whole_minor <= 0 or one.revenue_minor <= 0:
        return ""
    return _(", {share} of all", share=turn.shop.percent(one.revenue_minor / ranking.whole_minor))


def _bars(turn: Turn, ranking: Ranking, top: Sequence[Ranked], headline: str, label: str) -> Bars:
    earlier = periods.call(periods.before(ranking.period), turn.shop, turn.today)
    compared = bool(ranking.before) and reaches_back(turn.shop, periods.before(ranking.period))
    before = tuple(float(ranking.before.get(one.name, 0)) for one in top) if compared else ()
    return Bars(
        title=headline,
        names=tuple(one.name for one in top),
        values=tuple(float(one.revenue_minor) for one in top),
        unit=money_unit(turn.shop),
        before=before,
        subtitle=_("Revenue by {noun}, {label}", noun=ranking.noun, label=label),
        footing=_("grey: {earlier}", earlier=earlier) if before else "",
    )
