"""Every kind of chart draws, legibly, whatever the data."""

from __future__ import annotations

import gc
import struct
import weakref
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.text import Text

from bot.answer import Bars, Fan, Heat, Lines, Series, Unit
from bot.drawing import compose, draw
from bot.drawing.paper import Paper
from bot.drawing.theme import LIGHT, TALLEST, WIDTH
from tests.drawing.legible import assert_legible
from tests.drawing.samples import EDGES, KINDS, days

ALL = {**KINDS, **EDGES}


def size(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("name", ALL)
def test_is_a_legible_picture_for_a_phone(name):
    paper = compose(ALL[name])
    assert_legible(paper)
    width, height = size(paper.png())
    assert width == 1080
    assert 540 < height <= 1280


@pytest.mark.parametrize(("x", "y", "size"), [(60, 110, 40), (990, 300, 40), (60, 555, 40), (400, 300, 20)])
def test_the_rules_see_words_that_touch_leave_the_picture_or_are_small(x, y, size):
    paper = Paper(560, LIGHT)
    paper.text(40, 100, "HDMI cable", size=40, colour="black")
    assert_legible(paper)
    paper.text(x, y, "Thabo", size=size, colour="black")
    with pytest.raises(AssertionError):
        assert_legible(paper)


def test_long_names_that_differ_in_the_middle_stay_apart():
    names = ("Power bank 10000mAh", "Power bank 20000mAh", *(f"Ware {n}" for n in range(10)))
    paper = compose(Bars("One leads", names, tuple(float(n) for n in range(len(names))), Unit("R")))
    assert_legible(paper)
    drawn = [words.get_text() for words in paper.figure.findobj(Text)]
    power = [words for words in drawn if words.startswith("Power")]
    assert len(power) == len(set(power)) == 2


def test_lengths_that_do_not_agree_are_refused():
    with pytest.raises(ValueError, match="3 values over 2 days"):
        draw(Lines("A finding", days(2), (Series("Sales", (1, 2, 3)),), Unit()))
    with pytest.raises(ValueError, match="1 values over 2 days"):
        draw(Fan("A finding", days(2), (1,), (), (), (), (), Unit()))
    with pytest.raises(ValueError, match="shorter"):
        draw(Bars("A finding", ("HDMI", "TV"), (1,), Unit()))
    with pytest.raises(ValueError, match="2 figures under 1 columns"):
        draw(Heat("A finding", ("Mon",), ("8:00",), ((1, 2),), Unit()))


def test_bars_are_ranked_unless_their_names_have_an_order():
    def names(chart):
        texts = compose(chart).figure.findobj(Text)
        return [text.get_text() for text in texts if text.get_text() in chart.names]

    weekdays = Bars("A finding", ("Mon", "Tue", "Wed"), (2, 3, 1), Unit())
    assert names(weekdays) == ["Tue", "Mon", "Wed"]
    assert names(replace(weekdays, keep_order=True)) == ["Mon", "Tue", "Wed"]


def test_equal_charts_give_equal_bytes_also_in_threads():
    alone = [draw(chart) for chart in KINDS.values()]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(draw, KINDS.values()))
    assert together == alone


def test_a_chart_on_a_page_is_the_same_chart_in_small():
    paper, page = compose(KINDS["lines"]), Figure(figsize=(8, 11), dpi=72)
    paper.onto(page, left=50, top=100, wide=270)
    renderer = RendererAgg(WIDTH, TALLEST, 72)
    for alone, set_down in zip(paper.figure.findobj(Text), page.findobj(Text), strict=True):
        large, small = alone.get_window_extent(renderer), set_down.get_window_extent(renderer)
        assert set_down.get_text() == alone.get_text()
        assert small.height == pytest.approx(large.height / 4, abs=2)
        assert small.x0 == pytest.approx(50 + large.x0 / 4, abs=3)
        assert 11 * 72 - small.y0 == pytest.approx(100 + (paper.height - large.y0) / 4, abs=2)
    for alone, set_down in zip(paper.figure.findobj(Line2D), page.findobj(Line2D), strict=True):
        if alone.get_linestyle() != "None":
            assert set_down.get_linewidth() == alone.get_linewidth() / 4


def test_no_figure_outlives_its_picture():
    paper = compose(KINDS["bars"])
    paper.png()
    figure = weakref.ref(paper.figure)
    del paper
    gc.collect()
    assert figure() is None
