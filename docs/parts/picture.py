"""A picture alone: `picture:NAME` shows the chart with which the demo shop answers the question of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.parts.talk import chart_of, shown

if TYPE_CHECKING:
    from docs.demo import Demo

ASKED = {"ahead": "/forecast 14 days", "hours": "/hours"}


def part(demo: Demo, detail: str) -> str:
    """Give the picture."""
    chart = chart_of(demo.talk().say(ASKED[detail]))
    return shown(demo, detail, chart)
