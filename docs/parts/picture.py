"""A picture alone: `picture:NAME` shows the chart with which the demo shop answers the question of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.parts.talk import chart_of

if TYPE_CHECKING:
    from docs.demo import Demo

ASKED = {"sales": "/sales", "order": "/weekly", "forecast": "/forecast"}


def part(demo: Demo, detail: str) -> str:
    """Give the picture, its finding as the text for who cannot see it."""
    chart = chart_of(demo.talk().say(ASKED[detail]))
    return f"![{chart.title}]({demo.picture(detail, chart)})"
