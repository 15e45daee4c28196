"""Whatever is in the book, a chart is drawn, and its words are legible."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Bars, Cloud, Fan, Heat, Lines, Panels, Series, Steps, Unit
from bot.drawing import compose, draw
from tests.drawing.legible import assert_legible

WORDS = st.text(max_size=30)
NUMBERS = st.floats() | st.integers(-(10**12), 10**12)
GAPPY = st.none() | NUMBERS
UNITS = st.sampled_from(
    [
        Unit(),
        Unit("R", "", " ", ".", 100),
        Unit("", " €", ".", ",", 100, 2),
        Unit(after=" kg", scale=1000, places=3),
    ]
)
few = settings(max_examples=20, deadline=None)


def of(elements, size):
    return st.lists(elements, min_size=size, max_size=size).map(tuple)


@st.composite
def bars(draw_from):
    size = draw_from(st.integers(0, 25))
    return Bars(
        draw_from(WORDS),
        draw_from(of(WORDS, size)),
        draw_from(of(NUMBERS, size)),
        draw_from(UNITS),
        before=draw_from(st.just(()) | of(GAPPY, size)),
        notes=draw_from(st.just(()) | of(WORDS, size)),
        footing=draw_from(WORDS),
        keep_order=draw_from(st.booleans()),
    )


@st.composite
def lines(draw_from):
    size = draw_from(st.integers(0, 40))
    first = draw_from(st.dates(date(2000, 1, 1), date(2050, 1, 1)))
    step = draw_from(st.sampled_from([1, 7, 30]))
    days = tuple(first + timedelta(n * step) for n in range(size))
    series = draw_from(
        st.lists(st.builds(Series, WORDS, of(GAPPY, size), st.booleans()), max_size=5).map(tuple)
    )
    moments = st.tuples(st.sampled_from(days or (first,)), WORDS)
    marks = draw_from(st.lists(moments, max_size=4).map(tuple))
    return Lines(draw_from(WORDS), days, series, draw_from(UNITS), marks=marks)


@st.composite
def fans(draw_from):
    past, ahead = draw_from(st.integers(0, 60)), draw_from(st.integers(0, 30))
    first = date(2026, 1, 1)
    return Fan(
        draw_from(WORDS),
        tuple(first + timedelta(n) for n in range(past)),
        draw_from(of(GAPPY, past)),
        tuple(first + timedelta(past + n) for n in range(ahead)),
        draw_from(of(NUMBERS, ahead)),
        draw_from(of(NUMBERS, ahead)),
        draw_from(of(NUMBERS, ahead)),
        draw_from(UNITS),
    )


@st.composite
def heats(draw_from):
    rows, columns = draw_from(st.integers(0, 10)), draw_from(st.integers(0, 16))
    return Heat(
        draw_from(WORDS),
        draw_from(of(WORDS, rows)),
        draw_from(of(WORDS, columns)),
        draw_from(of(of(GAPPY, columns), rows)),
        draw_from(UNITS),
        write=draw_from(st.booleans()),
    )


@st.composite
def steps(draw_from):
    size = draw_from(st.integers(0, 12))
    return Steps(
        draw_from(WORDS),
        draw_from(of(WORDS, size)),
        draw_from(of(NUMBERS, size)),
        draw_from(of(st.sampled_from(["total", "change"]), size)),
        draw_from(UNITS),
    )


@st.composite
def clouds(draw_from):
    size = draw_from(st.integers(0, 20))
    return Cloud(
        draw_from(WORDS),
        draw_from(of(NUMBERS, size)),
        draw_from(of(NUMBERS, size)),
        draw_from(of(WORDS, size)),
        draw_from(of(WORDS, size)),
        draw_from(st.frozensets(st.integers(0, 20))),
        draw_from(WORDS),
        draw_from(WORDS),
        x_unit=draw_from(UNITS),
        y_unit=draw_from(UNITS),
    )


@few
@given(bars() | steps())
def test_rows(chart):
    assert_legible(compose(chart))


@few
@given(lines() | fans())
def test_days(chart):
    assert_legible(compose(chart))


@few
@given(heats() | clouds())
def test_grids_and_points(chart):
    assert_legible(compose(chart))


def test_a_long_last_column_does_not_reach_the_one_before():
    rows, columns = ("", "", "0" * 11, "", "0" * 11), (*[""] * 10, "0" * 14)
    nothing = (None,) * len(columns)
    values = ((*nothing[1:], 0.0), nothing, nothing, nothing, (*nothing[1:6], 0.0, *nothing[6:]))
    assert_legible(compose(Heat("", rows, columns, values, Unit())))


@settings(max_examples=10, deadline=None)
@given(st.lists(lines(), max_size=7).map(tuple), WORDS)
def test_panels(panels, title):
    assert_legible(compose(Panels(title, panels)))


@settings(max_examples=8, deadline=None)
@given(bars() | lines() | fans() | heats() | steps() | clouds())
def test_pixels_too(chart):
    assert draw(chart).startswith(b"\x89PNG")
