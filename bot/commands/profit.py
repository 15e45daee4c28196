"""/profit: revenue, cost of the goods, margin, expenses and what is left, as far as the costs are known."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Steps, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import periods, wording
from bot.findings.takings import spent_on, takings
from bot.findings.wording import footing, meant, money_unit, no_sales
from bot.speech import N_, _
from storage.reading import loose_ends
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.findings.takings import Takings
    from bot.language.statements import Period, Slots

_SHOWN = 4  # expenses with a step of their own


def answer(turn: Turn, slots: Slots) -> Answer:
    """Say what is left of the period's revenue, against the period before."""
    period, book, shop = meant(turn, slots), turn.shop.book, turn.shop
    now = takings(shop, period)
    if not totals.of_period(book, period.first, period.last).lines and not now.spent_minor:
        return no_sales(turn, "profit", period)
    earlier = periods.before(period)
    then = takings(shop, earlier)
    label = periods.call(earlier, shop, turn.today)
    headline = _headline(turn, period, now, then, label)
    blocks: list[Block] = [
        Words(headline, Style.HEADLINE),
        _table(turn, now, then),
        *_remarks(turn, period, now),
    ]
    if now.margin_minor is not None:
        blocks.append(_steps(turn, period, now, headline.rpartition(", ")[0] or headline))
    blocks.append(footing(turn, period, now.sales, _("before: {label}", label=label)))
    said = periods.speak(period)
    taps = [Button(_("Expenses"), f"/expenses {said}"), Button(_("Best products"), f"/top_products {said}")]
    if not now.exact:
        taps.append(Button(_("Missing costs"), "/loose_ends"))
    return Answer(
        "profit",
        tuple(blocks),
        (periods.tabs("profit"), tuple(taps)),
        in_place=bool(turn.incoming.pressed),
    )


def _headline(turn: Turn, period: Period, now: Takings, then: Takings, label: str) -> str:
    shop, name = turn.shop, periods.call(period, turn.shop, turn.today)
    name = f"{name[0].upper()}{name[1:]}"
    if now.net_minor is None:
        return _(
            "{name}: {amount} came in, but too few costs are known to say what is left",
            name=name,
            amount=shop.round(now.revenue_minor),
        )
    about = "" if now.exact else _("about ")
    if now.net_minor < 0:
        return _(
            "{name}: a loss of {about}{amount}", name=name, about=about, amount=shop.round(-now.net_minor)
        )
    if then.net_minor is None or then.net_minor <= 0:
        moved = (
            _("nothing in {label} to compare with", label=label)
            if then.net_minor is None
            else _("after a loss in {label}", label=label)
        )
        if then.net_minor == 0:
            moved = _("nothing was left in {label}", label=label)
    else:
        moved = wording.moved(now.net_minor, then.net_minor, shop, periods.before(period), turn.today)
    return _(
        "{name}: {about}{amount} left after expenses, {moved}",
        name=name,
        about=about,
        amount=shop.round(now.net_minor),
        moved=moved,
    )


def _table(turn: Turn, now: Takings, then: Takings) -> Table:
    shop = turn.shop

    def cell(minor: float | None, one: Takings) -> str:
        if minor is None:
            return "?"
        return shop.round(minor) if one.exact else f"~{shop.round(minor)}"

    def cost(one: Takings) -> float | None:
        return None if one.margin_minor is None else one.revenue_minor - one.margin_minor

    def rate(one: Takings) -> str:
        return "?" if one.rate is None else shop.percent(one.rate)

    rows = (
        (_("Revenue"), shop.round(now.revenue_minor), shop.round(then.revenue_minor)),
        (_("Cost of goods"), cell(cost(now), now), cell(cost(then), then)),
        (_("Margin"), cell(now.margin_minor, now), cell(then.margin_minor, then)),
        (_("  of revenue"), rate(now), rate(then)),
        (_("Expenses"), shop.round(now.spent_minor), shop.round(then.spent_minor)),
        (_("Net"), cell(now.net_minor, now), cell(then.net_minor, then)),
    )
    return Table((Column(""), Column(_("now"), figures=True), Column(_("before"), figures=True)), rows)


def _remarks(turn: Turn, period: Period, now: Takings) -> list[Words]:
    shop, words = turn.shop, []
    if not now.exact and now.revenue_minor > 0:
        known = _("Cost known for {known} of sales", known=_known(turn, now))
        rest = _("; for the rest I took the same margin.") if now.margin_minor is not None else "."
        words.append(Words(known + rest))
        if lacking := loose_ends.loose_ends(shop.book, period.first, period.last).no_cost:
            words.append(Words(f"{lacking[0].product} costs me {shop.money.symbol}50", Style.QUOTE))
    if not now.spent_minor:
        words.append(Words(_("No expenses were written down. Say “paid R350 for electricity”.")))
    return words


def _known(turn: Turn, now: Takings) -> str:
    """Say the share rounded down: 99.8 % is not all."""
    return turn.shop.percent(math.floor(100 * now.known) / 100)


def _steps(turn: Turn, period: Period, now: Takings, title: str) -> Steps:
    margin, spent = now.margin_minor or 0.0, _expenses(turn, period)
    steps = [
        (_("Revenue"), float(now.revenue_minor), "total"),
        (_("Cost of goods"), margin - now.revenue_minor, "change"),
        (_("Margin"), float(margin), "total"),
        *((note, -float(minor), "change") for note, minor in spent),
        (_("Net"), margin - now.spent_minor, "total"),
    ]
    names, values, kinds = zip(*steps, strict=True)
    about = (
        "" if now.exact else _("Cost known for {known} of sales, the rest estimated", known=_known(turn, now))
    )
    subtitle = _("From revenue to what is left, {period}", period=periods.call(period, turn.shop, turn.today))
    return Steps(title, names, values, kinds, money_unit(turn.shop), subtitle=subtitle, footing=about)


def _expenses(turn: Turn, period: Period) -> list[tuple[str, int]]:
    ranked = list(spent_on(turn.shop, period).items())
    rest = sum(minor for _, minor in ranked[_SHOWN:])
    return [*ranked[:_SHOWN], (_("Other expenses"), rest)] if rest else ranked


COMMAND = Command(
    name="profit",
    summary=N_("What is left after goods and expenses"),
    answer=answer,
    group=N_("Money"),
    examples=("/profit", "/profit last month", "how much profit did i make"),
    phrases=(
        "profit",
        "did i make a profit",
        "am i making a profit",
        "am i making money",
        "how much profit did i make",
        "what is my profit",
        "what was my profit",
        "gross profit",
        "net profit",
        "margin",
        "what is my margin",
        "margins",
        "did i lose money",
        "am i losing money",
        "how much did i earn after costs",
        "what is left after expenses",
        "what is left over after costs",
        "profit and loss",
        "how much do i make on {product}",
        "what do i earn on {product}",
        "what is my markup",
        "which products make the most profit",
        "wins",
    ),
    role=Role.OWNER,
    lane=Lane.THINKING,
)
