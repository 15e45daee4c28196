"""Charts as PNG pictures, made to be read on a phone in the sun.

`draw` is the whole of this room; a kind of chart is one module here. What a chart says is decided
by who makes it, in `bot.answer`. Importing this loads matplotlib: leave it to the worker processes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Bars, Cloud, Fan, Heat, Lines, Panels, Steps
from bot.drawing.bars import draw_bars
from bot.drawing.cloud import draw_cloud
from bot.drawing.fan import draw_fan
from bot.drawing.heat import draw_heat
from bot.drawing.lines import draw_lines
from bot.drawing.panels import draw_panels
from bot.drawing.steps import draw_steps
from bot.drawing.theme import palette

if TYPE_CHECKING:
    from bot.answer import Chart
    from bot.drawing.paper import Paper

__all__ = ["compose", "draw"]


def draw(chart: Chart, *, dark: bool = False) -> bytes:
    """Draw a chart as a PNG 1080 pixels wide and at most 1280 tall; equal charts give equal bytes."""
    return compose(chart, dark=dark).png()


def compose(chart: Chart, *, dark: bool = False) -> Paper:
    """Lay a chart out on paper, before it becomes pixels."""
    colours = palette(dark=dark)
    match chart:
        case Bars():
            return draw_bars(chart, colours)
        case Lines():
            return draw_lines(chart, colours)
        case Fan():
            return draw_fan(chart, colours)
        case Heat():
            return draw_heat(chart, colours)
        case Steps():
            return draw_steps(chart, colours)
        case Cloud():
            return draw_cloud(chart, colours)
        case Panels():
            return draw_panels(chart, colours)
