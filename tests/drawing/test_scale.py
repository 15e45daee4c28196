from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answer import Unit
from bot.drawing.paper import Area
from bot.drawing.places import find_places
from bot.drawing.rows import Reach, fit
from bot.drawing.scale import Scale, runs, spread, ticks

MONEY = Unit(scale=100)


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (0, 10, Unit(), [0, 5, 10]),
        (0, 900_000, MONEY, [0, 250_000, 500_000, 750_000, 1_000_000]),
        (-30, 50, Unit(), [-40, -20, 0, 20, 40, 60]),
        (0, 0, Unit(), [0]),
    ],
)
def test_ticks_are_round(low, high, unit, expected):
    assert ticks(low, high, unit) == pytest.approx(expected)


@given(st.floats(-1e15, 1e15), st.floats(1e-6, 1e15), st.integers(2, 8))
def test_ticks_are_few_and_reach_around(low, span, most):
    found = ticks(low, low + span, MONEY, most=most)
    assert len(found) <= most + 2
    rounding = span * 1e-6 + abs(low) * 1e-12
    assert found[0] <= low + rounding
    assert found[-1] >= low + span - rounding


def test_scale_runs_from_start_to_end():
    scale = Scale(10, 20, 100, 300)
    assert [scale(10), scale(15), scale(20)] == [100, 200, 300]
    assert Scale(5, 5, 100, 300)(5) == 200


@given(st.lists(st.floats(-500, 1500), max_size=12))
def test_spread_labels_keep_apart_in_order_and_inside(wanted):
    placed = spread(wanted, 40, 0, 1000)
    assert all(20 - 1e-6 <= place <= 980 + 1e-6 for place in placed)
    ordered = sorted(placed)
    assert all(right - left >= 40 - 1e-6 for left, right in pairwise(ordered))
    by_wish = [place for _, place in sorted(zip(wanted, placed, strict=True), key=lambda pair: pair[0])]
    assert by_wish == pytest.approx(ordered) or len(set(wanted)) < len(wanted)


def test_labels_that_do_not_touch_stay_where_they_are():
    assert spread([100, 300], 40, 0, 1000) == [100, 300]
    assert spread([100, 110], 40, 0, 1000) == [85, 125]


def test_labels_without_room_share_what_there_is():
    assert spread([5, 5, 5, 5], 40, 0, 80) == [10, 30, 50, 70]


def test_runs_end_at_gaps():
    assert runs((None, 1, 2, None, 3, None)) == [[1, 2], [4]]
    assert runs(()) == []


NUMBERS = st.floats(-1e9, 1e9).map(lambda value: round(value, 3))


@given(st.lists(st.tuples(NUMBERS, NUMBERS, st.floats(0, 300), st.booleans()), min_size=1, max_size=8))
def test_bars_and_their_words_fit(rows):
    reaches = [Reach(min(a, b, 0), max(a, b, 0), words, left=left) for a, b, words, left in rows]
    per_unit, zero = fit(reaches, 800)
    assert per_unit >= 0
    for row in reaches:
        assert zero + row.low * per_unit - row.before >= -1e-3
        assert zero + row.high * per_unit + row.after <= 800 + 1e-3


@given(st.lists(st.tuples(st.floats(0, 800), st.floats(0, 600)), max_size=15))
def test_names_of_points_never_touch(points):
    bounds = Area(0, 0, 800, 600)
    placed = find_places([("Customer", x, y) for x, y in points], points, bounds, 10)
    found = [place for place in placed if place]
    for n, one in enumerate(found):
        assert one.left >= 0
        assert one.right <= 800
        for other in found[n + 1 :]:
            assert (
                one.right <= other.left
                or other.right <= one.left
                or one.bottom <= other.top
                or other.bottom <= one.top
            )
    assert len(placed) == len(points)


def test_a_lone_point_has_its_name_on_the_right():
    (place,) = find_places([("Thabo", 100, 100)], [(100, 100)], Area(0, 0, 800, 600), 10)
    assert place
    assert place.left > 110
    assert place.top < 100 < place.bottom
