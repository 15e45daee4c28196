import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.scores import auc, score

CASES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=2, max_size=40).filter(
    lambda cases: len({outcome for _, outcome in cases}) == 2
)


@settings(deadline=None)
@given(CASES)
def test_auc_is_the_part_of_pairs_in_the_right_order(cases):
    yes = [value for value, outcome in cases if outcome]
    no = [value for value, outcome in cases if not outcome]
    right = sum((a > b) + 0.5 * (a == b) for a in yes for b in no) / (len(yes) * len(no))
    values, happened = (np.array(column) for column in zip(*cases, strict=True))
    assert auc(values, happened) == pytest.approx(right)
    assert auc(-values, happened) == pytest.approx(1 - right)


def test_one_outcome_alone_cannot_be_ordered():
    with pytest.raises(ValueError, match="both outcomes"):
        auc(np.array([0.1, 0.2]), np.array([True, True]))


def test_saying_the_rate_has_no_skill_and_knowing_has_all():
    happened = np.array([True, False, False, False] * 25)
    rate, known = score(np.full(100, 0.25), happened), score(happened.astype(float), happened)
    assert (rate.auc, rate.brier, rate.skill) == (0.5, 0.1875, 0)
    assert (known.auc, known.brier, known.skill) == (1, 0, 1)
    assert rate.brier_of_rate == known.brier_of_rate == 0.1875


def test_calibration_puts_what_was_said_beside_what_happened():
    rng = np.random.default_rng(1)
    said = rng.random(20_000)
    groups = score(said, rng.random(20_000) < said).calibration
    assert [group.cases for group in groups] == [2000] * 10
    for group in groups:
        assert group.happened == pytest.approx(group.said, abs=0.04)
