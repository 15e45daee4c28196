"""The chart of a forecast: what was sold, then what is expected, with its range."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from analytics.verdicts import NotEnoughData
from bot.answer import Block, Fan
from bot.findings.wording import count_unit
from bot.speech import _
from storage.reading import demand

if TYPE_CHECKING:
    from analytics.demand import Forecast, PanelForecast
    from bot.command import Turn

_PAST = 28
_WEEK = 7
_DAILY = 35  # days drawn one by one; beyond it weeks are
_SHUT = 0.02  # of an ordinary day: nobody is expected


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be forecast: a name and its products; None: the whole shop."""

    name: str
    products: frozenset[str] | None


def read(panel: PanelForecast, asked: Asked, days: int) -> Forecast | NotEnoughData:
    """Give the forecast of what was asked for over the next `days`."""
    if asked.products is None:
        return panel.shop(days)
    if asked.name in panel.category_names and asked.products != {asked.name}:
        return panel.category(asked.name, days)
    return panel.of(asked.name, days)


def fan(turn: Turn, panel: PanelForecast, asked: Asked, title: str, days: int) -> list[Block]:
    """Draw the days, or with many of them the weeks, each with the range of a single one."""
    step = _WEEK if days > _DAILY else 1
    one, whole = read(panel, asked, step), read(panel, asked, days)
    if isinstance(one, NotEnoughData) or isinstance(whole, NotEnoughData) or not one.mean:
        return []
    low, high = (end / one.mean for end in one.range)
    back = _PAST * (3 if step == _WEEK else 1)
    past = _past(turn, asked.products, back, step)
    # A weekday on which the shop is shut is no point of the line.
    least = _SHUT * whole.mean / days
    path = [
        (turn.today + timedelta(days=at), float(whole.path[at : at + step].sum()))
        for at in range(0, days - step + 1, step)
    ]
    ahead = [(day, mean) for day, mean in path if mean > least]
    weekly = step == _WEEK
    drawn = Fan(
        title=title,
        past_days=tuple(day for day, _ in past),
        past=tuple(pieces for _, pieces in past),
        days=tuple(day for day, _ in ahead),
        middle=tuple(mean for _, mean in ahead),
        low=tuple(mean * low for _, mean in ahead),
        high=tuple(mean * high for _, mean in ahead),
        unit=count_unit(turn.shop),
        subtitle=_("Pieces a week: what was sold, then the forecast with its range")
        if weekly
        else _("Pieces a day: what was sold, then the forecast with its range"),
        footing=_("Four of five weeks fall inside the band")
        if weekly
        else _("Four of five days fall inside the band"),
    )
    return [drawn]


def _past(
    turn: Turn, products: frozenset[str] | None, back: int, step: int
) -> list[tuple[date, float | None]]:
    """Give the pieces sold in each of the last stretches; None where the whole shop sold nothing: closed is not zero."""
    first = turn.today - timedelta(days=back)
    columns = demand.taken(turn.shop.book, first, turn.today - timedelta(days=1))
    found: dict[int, float] = {}
    for on, product, pieces in zip(columns["date"], columns["product"], columns["quantity"], strict=True):
        at = (date.fromisoformat(on) - first).days // step
        counts = products is None or product in products
        found[at] = found.get(at, 0.0) + (pieces if counts else 0.0)
    return [(first + timedelta(days=at * step), found.get(at)) for at in range(back // step)]
