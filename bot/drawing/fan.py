"""What was, and what is expected with its range: a line that opens into a fan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drawing.days import short
from bot.drawing.figures import NOTHING, sane
from bot.drawing.fitting import fitted
from bot.drawing.frame import INNER, frame
from bot.drawing.lettering import shorten, widest, width
from bot.drawing.paper import Area
from bot.drawing.plot import draw_line, open_plot
from bot.drawing.theme import GAP, LABEL, LEADING, SMALL
from bot.speech import N_, _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.answer import Fan, Unit
    from bot.drawing.paper import Paper
    from bot.drawing.plot import Plot
    from bot.drawing.theme import Palette

_WANTED = 760
_PAST_TIMES = 3  # the past is cut at so many lengths of what is to come,
_PAST_LEAST = 28  # but never below four weeks
_LABEL_SHARE = 0.3
_LINE = LABEL * LEADING
_PAST, _AHEAD, _RANGE = N_("so far"), N_("expected"), N_("80 % sure:")


@dataclass(frozen=True, slots=True)
class Expected:
    """What is expected of one day."""

    day: date
    middle: float
    low: float
    high: float


def draw_fan(chart: Fan, palette: Palette) -> Paper:
    """Draw the past in grey, the median ahead with its range, and the figures at its end.

    So that what is to come takes a quarter of the width, an older past is left out.
    """
    around = frame(chart.title, chart.subtitle, chart.footing)
    paper, area = around.open(min(_WANTED, around.tallest), palette)
    past_days, past = _recent(chart)
    ahead = _ahead(chart)
    days = (*past_days, *(one.day for one in ahead))
    if not days:
        paper.text(area.left, area.top + LABEL, NOTHING, size=LABEL, colour=palette.soft)
        return paper
    words = _end_words(ahead[-1], chart.unit) if ahead else []
    reach = [value for one in ahead for value in (one.low, one.middle, one.high)]
    plot = open_plot(
        paper,
        Area(area.left, area.top + _LINE, area.right, area.bottom),
        days,
        [*past, *reach],
        chart.unit,
        labels=_room(words),
    )
    draw_line(paper, plot, past_days, past, colour=palette.quiet, width=5)
    if not ahead:
        return paper
    _draw_range(paper, plot, ahead)
    middle = [one.middle for one in ahead]
    draw_line(paper, plot, [one.day for one in ahead], middle, colour=palette.strong, width=8, order=5)
    if past_days:
        _draw_boundary(paper, plot, past_days[-1], ahead[0].day, area)
    _write_end(paper, plot, ahead[-1], words, area.right)
    return paper


def _recent(chart: Fan) -> tuple[tuple[date, ...], tuple[float | None, ...]]:
    if len(chart.past) != len(chart.past_days):
        raise ValueError(f"{len(chart.past)} values over {len(chart.past_days)} days")
    past = tuple(map(sane, chart.past))
    if not chart.days or not chart.past_days:
        return chart.past_days, past
    span = (chart.days[-1] - chart.days[0]).days + 1
    first = chart.past_days[-1].toordinal() - max(_PAST_LEAST, _PAST_TIMES * span)
    kept = [i for i, day in enumerate(chart.past_days) if day.toordinal() > first]
    return tuple(chart.past_days[i] for i in kept), tuple(past[i] for i in kept)


def _ahead(chart: Fan) -> list[Expected]:
    """Give the days for which all three figures are known."""
    found: list[Expected] = []
    for day, *figures in zip(chart.days, chart.middle, chart.low, chart.high, strict=True):
        middle, low, high = map(sane, figures)
        if middle is not None and low is not None and high is not None:
            found.append(Expected(day, middle, low, high))
    return found


def _end_words(last: Expected, unit: Unit) -> list[str]:
    """Give the words at the end: the median, its day, then the range it falls in eight times of ten."""
    most = INNER * _LABEL_SHARE
    full = fitted((last.middle, last.low, last.high), unit, most - LABEL, LABEL, bold=True)
    whole = _("{low} to {high}", low=full[1], high=full[2])
    reach = [whole] if width(whole, SMALL) <= most * 0.8 else [full[1], _("to {high}", high=full[2])]
    return [full[0], short(last.day), _(_RANGE), *reach]


def _room(words: Sequence[str]) -> float:
    if not words:
        return GAP
    return 2 * GAP + max(width(words[0], LABEL, bold=True), widest(list(words[1:]), SMALL))


def _draw_range(paper: Paper, plot: Plot, ahead: Sequence[Expected]) -> None:
    upper = [(plot.x(one.day), plot.up(one.high)) for one in ahead]
    lower = [(plot.x(one.day), plot.up(one.low)) for one in ahead]
    if len(ahead) == 1:  # a single day has a width of its own, or its range could not be seen
        ((x, top),), ((_, bottom),) = upper, lower
        upper, lower = [(x - 9, top), (x + 9, top)], [(x - 9, bottom), (x + 9, bottom)]
    paper.shape([*upper, *reversed(lower)], colour=paper.palette.band)


def _draw_boundary(paper: Paper, plot: Plot, last: date, first: date, area: Area) -> None:
    """Part the past from what is to come, with a word on each side."""
    palette = paper.palette
    x = (plot.x(last) + plot.x(first)) / 2
    y = area.top + _LINE / 2
    paper.line([x, x], [area.top, plot.area.bottom], colour=palette.axis, width=3, order=6)
    before = shorten(_(_PAST), x - GAP - area.left, SMALL)
    after = shorten(_(_AHEAD), area.right - x - GAP, SMALL, bold=True)
    paper.text(x - GAP, y, before, size=SMALL, colour=palette.soft, align="right")
    paper.text(x + GAP, y, after, size=SMALL, colour=palette.strong, bold=True)


def _write_end(paper: Paper, plot: Plot, last: Expected, words: Sequence[str], right: float) -> None:
    palette = paper.palette
    x, y = plot.x(last.day), plot.up(last.middle)
    paper.dots([x], [y], radius=11, colour=palette.strong, order=7)
    left = plot.area.right + 1.5 * GAP
    half = len(words) / 2 * _LINE
    top = min(max(y - half, plot.area.top), plot.area.bottom + SMALL / 2 - 2 * half)
    for n, line in enumerate(words):
        size, colour = (LABEL, palette.ink) if n == 0 else (SMALL, palette.soft)
        fitted = shorten(line, right - left, size, bold=n == 0)
        paper.text(left, top + (n + 0.5) * _LINE, fitted, size=size, colour=colour, bold=n == 0)
