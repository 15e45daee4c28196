"""A period broken down: by category, region or way of paying, each part's share and its change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Bars, Block, Button, Column, Style, Table, Words
from bot.findings import periods
from bot.findings.wording import footing, money_unit, moved, reaches_back
from bot.speech import N_, _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.command import Turn
    from bot.language.statements import Period

_SHOWN = 12
_LEAST_BARS = 4  # fewer are said, not drawn
_NEW = N_("new")
_A_HAIR = 0.005


@dataclass(frozen=True, slots=True)
class Part:
    """One part: what it is called, its revenue (minor units), and whether that is a name of its own."""

    name: str
    revenue_minor: int
    named: bool = True


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The parts of a period, the largest first; `before` has revenue by name, `finding` has a place for the leader."""

    command: str
    noun: str
    finding: str
    period: Period
    parts: Sequence[Part]
    before: Mapping[str, int]
    sales: int


def show(turn: Turn, breakdown: Breakdown, *taps: Button, remark: str = "") -> Answer:
    """Say which part leads, its share and how it moved, with the table and the bars."""
    shop, parts = turn.shop, breakdown.parts
    whole = sum(one.revenue_minor for one in parts)
    leader = next((one for one in parts if one.named), parts[0])
    earlier = periods.call(periods.before(breakdown.period), shop, turn.today)
    if not reaches_back(shop, periods.before(breakdown.period)):
        breakdown = replace(breakdown, before={})
    against = moved(
        leader.revenue_minor,
        breakdown.before.get(leader.name, 0),
        shop,
        periods.before(breakdown.period),
        turn.today,
    )
    share = f" ({shop.percent(leader.revenue_minor / whole)})" if whole > 0 < leader.revenue_minor else ""
    finding = f"{breakdown.finding.format(leader.name)}: {shop.round(leader.revenue_minor)}{share}"
    blocks: list[Block] = [Words(f"{finding}, {against}", Style.HEADLINE), _table(turn, breakdown, whole)]
    if (hidden := parts[_SHOWN:]) and whole > 0:
        rest = sum(one.revenue_minor for one in hidden)
        blocks.append(
            Words(
                _(
                    "{count} more bring {amount} ({share}).",
                    count=len(hidden),
                    amount=shop.round(rest),
                    share=shop.percent(rest / whole),
                )
            )
        )
    if remark:
        blocks.append(Words(remark))
    if len(parts) >= _LEAST_BARS:
        blocks.append(_bars(turn, breakdown, finding, whole, earlier))
    against_what = (_("change on {earlier}", earlier=earlier),) if breakdown.before else ()
    blocks.append(footing(turn, breakdown.period, breakdown.sales, *against_what))
    return Answer(
        breakdown.command,
        tuple(blocks),
        (periods.tabs(breakdown.command), tuple(taps)),
        in_place=bool(turn.incoming.pressed),
    )


def moved_short(now: int, before: int, turn: Turn) -> str:
    """Write a change for a table's cell: ▲12 %, ▼3 %, new."""
    if before <= 0:
        return _(_NEW) if now > 0 else ""
    share = now / before - 1
    if abs(share) < _A_HAIR:
        return "="
    written = turn.shop.percent(abs(share)).replace(" ", "")
    return f"{'▲' if share > 0 else '▼'}{written}"


def _table(turn: Turn, breakdown: Breakdown, whole: int) -> Table:
    rows = tuple(
        (
            one.name,
            turn.shop.round(one.revenue_minor),
            turn.shop.percent(one.revenue_minor / whole) if whole > 0 else "",
            moved_short(one.revenue_minor, breakdown.before.get(one.name, 0), turn)
            if breakdown.before
            else "",
        )
        for one in breakdown.parts[:_SHOWN]
    )
    figures = (
        Column(_("Revenue"), figures=True),
        Column(_("share"), figures=True),
        Column("±", figures=True),
    )
    return Table((Column(breakdown.noun.capitalize()), *figures), rows)


def _bars(turn: Turn, breakdown: Breakdown, title: str, whole: int, earlier: str) -> Bars:
    shown = breakdown.parts[:_SHOWN]
    compared = bool(breakdown.before)
    return Bars(
        title=title,
        names=tuple(one.name for one in shown),
        values=tuple(float(one.revenue_minor) for one in shown),
        unit=money_unit(turn.shop),
        before=tuple(float(breakdown.before.get(one.name, 0)) for one in shown) if compared else (),
        notes=tuple(turn.shop.percent(one.revenue_minor / whole) for one in shown) if whole > 0 else (),
        subtitle=_(
            "Revenue by {noun}, {period}",
            noun=breakdown.noun,
            period=periods.call(breakdown.period, turn.shop, turn.today),
        ),
        footing=_("grey: {earlier}", earlier=earlier) if compared else "",
    )
