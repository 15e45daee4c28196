"""Every kind of chart draws, legibly, whatever the data."""

from __future__ import annotations

import gc
import struct
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.drawing import compose, draw
from tests.drawing.legible import assert_legible
from tests.drawing.samples import EDGES, KINDS

ALL = {**KINDS, **EDGES}


def size(png):
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


@pytest.mark.parametrize("name", ALL)
def test_is_a_picture_for_a_phone(name):
    width, height = size(draw(ALL[name]))
    assert width == 1080
    assert 540 < height <= 1280


@pytest.mark.parametrize("name", ALL)
def test_all_words_are_on_the_picture_and_apart(name):
    assert_legible(ALL[name])


@pytest.mark.parametrize("name", KINDS)
def test_dark_differs_from_light_in_colour_alone(name):
    light, dark = draw(KINDS[name]), draw(KINDS[name], dark=True)
    assert light != dark
    assert size(light) == size(dark)


@pytest.mark.parametrize("name", KINDS)
def test_equal_charts_give_equal_bytes(name):
    assert draw(KINDS[name]) == draw(KINDS[name])


def test_threads_do_not_mix_their_pictures():
    alone = [draw(chart) for chart in KINDS.values()]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(draw, list(KINDS.values()) * 2))
    assert together == alone * 2


def test_no_figure_outlives_its_picture():
    paper = compose(KINDS["bars"])
    paper.png()
    figure = weakref.ref(paper.figure)
    del paper
    gc.collect()
    assert figure() is None
