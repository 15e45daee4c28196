"""Every kind of chart, drawn from made-up figures in light and dark, with when it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drawing.gallery import samples

if TYPE_CHECKING:
    from docs.demo import Demo

WHEN = {
    "bars": (
        "Bars",
        "Who leads, and what leads: products, customers, categories, ages of debts. The paler bar behind is the period before; a share stands after the figure.",
    ),
    "lines": (
        "Lines",
        "A figure a day, against the same days of the period before (grey). A closed day is a gap, not a zero. A dashed mark names what happened on a day.",
    ),
    "fan": (
        "Fan",
        "What was, then what is expected. The range is where the figure should lie four times in five; the footing says how far such forecasts were off.",
    ),
    "hours": (
        "Grid of hours",
        "When the shop sells, weekday by hour. Hours in which nobody ever buys are left out.",
    ),
    "cohorts": (
        "Grid of months",
        "Do new customers come back: a row for each month in which they began, a column for each month since.",
    ),
    "steps": (
        "Steps",
        "From what came in to what is left. What takes away and what adds have a colour each, and a sign: no colour is needed to read it.",
    ),
    "cloud": (
        "Cloud",
        "Customers who are alike. Only the ones worth a name carry theirs, and names do not lie on one another.",
    ),
    "panels": (
        "Panels",
        "Several lines that would cross in one chart: one above the other, the days in common, each with a scale of its own.",
    ),
}


def part(demo: Demo, _: str) -> str:
    """Give every sample in light and dark. Raises KeyError at a kind that nobody explained."""
    shown = []
    for name, chart in samples().items():
        title, when = WHEN[name]
        light = demo.picture(f"gallery/{name}-light", chart)
        dark = demo.picture(f"gallery/{name}-dark", chart, dark=True)
        shown.append(
            f"## {title}\n\n{when}\n\n| light | dark |\n|---|---|\n"
            f"| ![{chart.title}]({light}) | ![the same in dark]({dark}) |"
        )
    return "\n\n".join(shown)
