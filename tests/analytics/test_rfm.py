import pytest
from customer_shops import bg_nbd_shop, day, visits
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.rfm import Segment, Segmentation, Tier, moves, segment
from analytics.sales_table import no_sales
from analytics.verdicts import NotEnoughData


def crowd(count, first=0):
    """Customers who differ: number n came n % 7 + 1 times, last on day 100 - n % 40."""
    return {
        f"c{number:04d}": [(100 - number % 40 - 3 * time, 100 + number) for time in range(number % 7 + 1)]
        for number in range(first, first + count)
    }


def test_nobody_named_is_a_verdict():
    assert segment(no_sales(), day(10)) == NotEnoughData(0, 1, "named customers")


def test_few_customers_are_listed_with_their_own_rhythm():
    found = segment(visits({"Ann": [(0, 500), (10, 500), (22, 500)], "Ben": [(30, 900)]}), day(44))
    assert found.verdict == NotEnoughData(2, 30, "named customers")
    ann, ben = found.standings
    assert (ann.customer, ann.recency_days, ann.purchases, ann.spent_minor) == ("Ann", 22, 3, 1500)
    assert (ann.usual_gap_days, ann.gap_ratio) == (11, 2)
    assert (ben.usual_gap_days, ben.gap_ratio) == (None, None)
    assert {one.tier for one in found.standings} == {None} == {one.segment for one in found.standings}


@pytest.mark.parametrize(
    ("count", "levels", "named"), [(30, 3, False), (99, 3, False), (100, 3, True), (500, 5, True)]
)
def test_how_far_it_goes_depends_on_how_many_there_are(count, levels, named):
    found = segment(visits(crowd(count)), day(101))
    assert found.levels == levels
    assert sum(found.tiers().values()) == count
    assert (found.verdict is None) is named
    assert sum(found.sizes().values()) == (count if named else 0)
    assert {one.recency_score for one in found.standings} == set(range(1, levels + 1))


def test_customers_who_are_all_alike_are_not_told_apart():
    found = segment(visits({f"c{number}": [(5, 100), (9, 100)] for number in range(150)}), day(20))
    assert found.verdict == NotEnoughData(1, 3, "kinds of customer")
    assert found.tiers() == {}
    assert found.sizes() == {}


def test_planted_kinds_are_found():
    best = {f"best{n}": [(day_, 900 + n) for day_ in range(0, 100, 3)] for n in range(40)}
    gone = {f"gone{n}": [(day_, 900 + n) for day_ in range(0, 40, 2)] for n in range(40)}
    once = {f"once{n}": [(99, 100 + n)] for n in range(40)}
    passed = {f"passed{n}": [(1, 100 + n)] for n in range(20)}
    found = segment(visits(best | gone | once | passed), day(100))
    kinds = {one.customer: one.segment for one in found.standings}
    assert {kinds[name] for name in best} == {Segment.CHAMPIONS}
    assert {kinds[name] for name in gone} <= {Segment.CANNOT_LOSE, Segment.AT_RISK}
    assert {kinds[name] for name in once} == {Segment.NEW}
    assert {kinds[name] for name in passed} == {Segment.ASLEEP}
    assert {one.tier for one in found.standings if one.customer in best} == {Tier.GOLD}


PLAN = st.dictionaries(
    st.integers(0, 300).map(lambda number: f"c{number}"),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 5).map(lambda n: n * 100)), min_size=1, max_size=4),
    min_size=100,
    max_size=130,
)


@settings(max_examples=20, deadline=None)
@given(PLAN)
def test_identical_customers_stand_alike_and_better_is_never_worse(plan):
    found = segment(visits(plan), day(21))
    assert isinstance(found, Segmentation)
    seen = {}
    for one in found.standings:
        figures = (one.recency_days, one.purchases, one.spent_minor)
        marks = (one.recency_score, one.frequency_score, one.money_score, one.tier, one.segment)
        assert seen.setdefault(figures, marks) == marks
    by_money = sorted(found.standings, key=lambda one: one.spent_minor)
    assert [one.money_score for one in by_money] == sorted(one.money_score for one in by_money)
    by_lateness = sorted(found.standings, key=lambda one: -one.recency_days)
    assert [one.recency_score for one in by_lateness] == sorted(one.recency_score for one in by_lateness)


def test_moves_name_who_rose_and_who_fell():
    steady = crowd(120)
    fallen = {"Fallen": [(94, 9000), (96, 9000), (98, 9000), (100, 9000)]}
    risen = {"Risen": [(10, 10), *((when, 8000) for when in range(101, 150, 2))]}
    late = {f"late{n}": [(when, 300 + n) for when in range(101, 150, 9)] for n in range(80)}
    shop = visits(steady | fallen | risen | late)
    found = {move.customer: move for move in moves(shop, day(101), day(150))}
    assert found["Fallen"].steps < 0
    assert found["Risen"].steps > 0
    assert found["Risen"].tier is Tier.GOLD
    assert found["late1"].tier_before is None
    assert found["late1"].steps == 0
    steps = [move.steps for move in moves(shop, day(101), day(150)) if move.tier_before]
    assert steps == sorted(steps)
    assert moves(shop, day(150), day(150)) == ()


def test_moves_need_tiers_on_both_days():
    assert moves(visits(crowd(29)), day(101), day(102)) == NotEnoughData(29, 30, "named customers")
    assert moves(bg_nbd_shop(60, 100, 1), day(0), day(100)) == NotEnoughData(0, 1, "named customers")
