"""/campaigns: what a campaign brought beyond what would have come anyway, and whether it paid for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NotEnoughData
from bot.answer import Answer, Block, Button, Column, Lines, Series, Style, Table, Words, in_rows
from bot.command import Command, Lane, Role
from bot.commands.campaign_paid import paid_for, verdict
from bot.findings import counted, periods
from bot.findings.wording import change, money_unit, written
from bot.language.slots import parse_arguments
from bot.language.statements import Period, Slots
from bot.speech import N_, _
from storage.reading import cards, outgoings

if TYPE_CHECKING:
    from analytics.campaigns import Uplift
    from bot.command import Turn
    from storage.reading.outgoings import CampaignRun

_HISTORY = timedelta(days=365)
_DRAWN_BEFORE, _DRAWN_AFTER = timedelta(days=28), timedelta(days=7)
_OTHERS = 4


@dataclass(frozen=True, slots=True)
class Which:
    """The campaign that is meant (None: the latest) and the goods it was for, as far as they were said."""

    name: str | None
    slots: Slots


@dataclass(frozen=True, slots=True)
class _Goods:
    """The goods a campaign was for; `ids` None: everything."""

    name: str
    ids: list[int] | None


def parse(rest: str, turn: Turn) -> Which:
    """Take the longest campaign's name out of the words; what is left says which goods it was for."""
    folded = rest.casefold()
    names = {one.name for one in outgoings.campaigns(turn.shop.book, date.min, date.max)}
    found = max((name for name in names if name.casefold() in folded), key=len, default=None)
    if found is not None:
        at = folded.index(found.casefold())
        rest = f"{rest[:at]} {rest[at + len(found) :]}"
    return Which(found, parse_arguments(rest, turn.shop.known(), turn.today))


def answer(turn: Turn, which: Which | Slots) -> Answer:
    """Judge one campaign; offer the others."""
    which = which if isinstance(which, Which) else Which(None, which)
    period = which.slots.period
    first, last = (period.first, period.last) if period else (date.min, date.max)
    runs = outgoings.campaigns(turn.shop.book, first, last)
    if not runs:
        words = Words(
            _("No campaign is written down") + (_(" for these days.") if period else _(" yet.")),
            Style.HEADLINE,
        )
        hint = Words(_("Say when one begins, and I tell afterwards what it brought:"))
        example = Words(f"campaign Winter special 1-7 July {turn.shop.money.symbol}500", Style.QUOTE)
        taps = (Button(_("Sales"), "/sales"), Button(_("Trend"), "/trends"))
        return Answer("campaigns", (words, hint, example), (taps,), in_place=bool(turn.incoming.pressed))
    begun = [one for one in runs if one.first < turn.today]
    named = [one for one in runs if one.name == which.name]
    run = next(iter(named or begun or runs))
    if run.first >= turn.today:
        when = written(run.first, turn.shop)
        words = Words(
            _("{name} begins on {when}: nothing to judge yet.", name=run.name, when=when), Style.HEADLINE
        )
        return Answer("campaigns", (words,), _others(runs, run), in_place=bool(turn.incoming.pressed))
    return _judged(turn, run, runs, _goods(turn, run, which.slots))


def _goods(turn: Turn, run: CampaignRun, slots: Slots) -> _Goods:
    """Give the goods a campaign was for: as said, else as its name says, else everything."""
    known = turn.shop.known().products
    name = run.name.casefold()
    if slots.product is not None:
        return _Goods(slots.product.name, [slots.product.id])
    category = slots.category or next(
        (one.category for one in known if one.category and one.category.casefold() in name), None
    )
    if category is not None:
        return _Goods(category, [one.id for one in known if one.category == category])
    product = next((one for one in known if one.name.casefold() in name), None)
    return _Goods(_("all goods"), None) if product is None else _Goods(product.name, [product.id])


def _judged(turn: Turn, run: CampaignRun, runs: list[CampaignRun], goods: _Goods) -> Answer:
    shop, book = turn.shop, turn.shop.book
    end = min(run.last, turn.today - timedelta(days=1))
    since, until = run.first - _HISTORY, turn.today - timedelta(days=1)
    everything = {one.on: one.revenue_minor for one in cards.product_days(book, since, until)}
    days = cards.product_days(book, since, until, goods.ids)
    mine: dict[date, float] = dict.fromkeys(everything, 0.0) | {
        one.on: float(one.revenue_minor) for one in days
    }
    others = None if goods.ids is None else {day: everything[day] - mine[day] for day in everything}
    busy = {
        day
        for one in runs
        if one != run
        for day in periods.days(Period(one.first, min(one.last, turn.today)))
    }
    label = f"{run.name} ({periods.call(Period(run.first, run.last), shop, turn.today)})"
    buttons = (*_narrower(turn, run, goods), *_others(runs, run))
    found = (
        analytics.campaigns.uplift(mine, others, run.first, end, campaign_days=busy)
        if everything
        else NotEnoughData(0, 1, "days with sales in the campaign")
    )
    if isinstance(found, NotEnoughData):
        blocks = _undecided(turn, found, run, end, mine)
        return Answer("campaigns", blocks, buttons, in_place=bool(turn.incoming.pressed))
    paid = paid_for(found, days, run, end) if turn.role is Role.OWNER else None
    running = _(" It runs until {day}.", day=written(run.last, shop)) if run.last >= turn.today else ""
    blocks_: list[Block] = [
        Words(_headline(turn, run, found), Style.HEADLINE),
        Words(
            _(
                "{amount} came in its days; without it I would expect {amount2}.{running}",
                amount=shop.round(found.came),
                amount2=shop.round(found.expected),
                running=running,
            )
        ),
        _table(turn, found),
        Words(verdict(turn, found, paid)),
        _chart(turn, run, mine, found, goods),
        Words(
            _(
                "{label} · {name} · tried on {stretches} ordinary stretches as long",
                label=label,
                name=goods.name,
                stretches=found.stretches,
            )
            + (_(", followed the other goods") if found.follow else ""),
            Style.FOOTING,
        ),
    ]
    return Answer("campaigns", tuple(blocks_), buttons, in_place=bool(turn.incoming.pressed))


def _undecided(
    turn: Turn, found: NotEnoughData, run: CampaignRun, end: date, mine: dict[date, float]
) -> tuple[Block, ...]:
    length = (end - run.first).days + 1
    came = sum(value for day, value in mine.items() if run.first <= day <= end)
    before = run.first - timedelta(days=-(-length // 7) * 7)
    then = sum(value for day, value in mine.items() if before <= day < before + timedelta(days=length))
    shop = turn.shop
    moved = change(came, then, shop, _("the same weekdays before"))
    return (
        Words(_("{name}: too early to say what it brought", name=run.name), Style.HEADLINE),
        Words(
            _(
                "{amount} came in its days, {moved}. Whether that was the campaign I cannot say:",
                amount=shop.round(came),
                moved=moved,
            )
        ),
        Words(
            _(
                "I have {have} {what}, I need {need}.",
                have=found.have,
                what=counted.called(found.what),
                need=found.need,
            )
        ),
    )


def _headline(turn: Turn, run: CampaignRun, found: Uplift) -> str:
    extra = turn.shop.round(abs(found.extra))
    if found.clear:
        return _("{name} brought about {extra} more than would have come anyway", name=run.name, extra=extra)
    if found.extra <= 0:
        return _("{name} shows no gain: {extra} less than would have come anyway", name=run.name, extra=extra)
    return _("{name}: perhaps {extra} more, but that may be chance", name=run.name, extra=extra)


def _table(turn: Turn, found: Uplift) -> Table:
    shop = turn.shop
    rows = tuple(
        (name, shop.round(without), shop.round(found.came - without))
        for name, without in (
            (_("at least"), found.high),
            (_("about"), found.expected),
            (_("at most"), found.low),
        )
    )
    return Table(
        (Column(_("Gain")), Column(_("without it"), figures=True), Column(_("gain"), figures=True)), rows
    )


def _chart(turn: Turn, run: CampaignRun, mine: dict[date, float], found: Uplift, goods: _Goods) -> Lines:
    """Draw the weeks around a campaign, with what was expected in its days."""
    end = max(found.by_day)
    first, last = run.first - _DRAWN_BEFORE, min(end + _DRAWN_AFTER, turn.today - timedelta(days=1))
    days = tuple(day for day in periods.days(Period(first, last)) if day in mine)
    came = Series(_("came"), tuple(mine[day] for day in days))
    expected = Series(_("expected"), tuple(found.by_day.get(day) for day in days), quiet=True)
    return Lines(
        title=_headline(turn, run, found),
        days=days,
        series=(came, expected),
        unit=money_unit(turn.shop),
        marks=((run.first, run.name), (end, "")),
        subtitle=_("Sales a day of {name}; grey: expected without the campaign", name=goods.name),
    )


def _narrower(turn: Turn, run: CampaignRun, goods: _Goods) -> tuple[tuple[Button, ...], ...]:
    """Offer to judge the campaign by the goods that it was for."""
    if goods.ids is not None:
        return ((Button(_("All goods"), f"/campaigns {run.name}"),),)
    names = sorted({one.category for one in turn.shop.known().products if one.category})
    taps = [Button(_("Only {name}", name=name), f"/campaigns {run.name} {name}") for name in names]
    return in_rows(taps)


def _others(runs: list[CampaignRun], run: CampaignRun) -> tuple[tuple[Button, ...], ...]:
    names = list(dict.fromkeys(one.name for one in runs if one.name != run.name))[:_OTHERS]
    rest = tuple(Button(name, f"/campaigns {name}") for name in names)
    return (*((rest,) if rest else ()), (Button(_("Sales"), "/sales"), Button(_("Trend"), "/trends")))


COMMAND = Command(
    name="campaigns",
    summary=N_("What a campaign brought, and whether it paid"),
    answer=answer,
    group=N_("Sales"),
    about=frozenset({"product", "category", "words"}),
    role=Role.VIEWER,
    examples=("/campaigns", "did my campaign work"),
    phrases=(
        "campaigns",
        "campaign",
        "did the special work",
        "did the promotion work",
        "did my advert work",
        "did the black friday special work",
        "was the campaign worth it",
        "was the special worth it",
        "was the advert worth the money",
        "how did the promotion do",
        "how did my campaign do",
        "return on advertising",
        "roi",
        "promotions",
        "specials",
        "did the flyers help",
        "did advertising pay off",
        "what did the sale bring in",
        "which campaign worked best",
        "did the discount bring people in",
        "marketing",
    ),
    parse=parse,
    lane=Lane.THINKING,
)
