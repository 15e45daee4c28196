import subprocess
import sys

import pytest

import analytics


def test_the_room_costs_nothing_until_a_subject_is_asked_for():
    code = (
        "import sys, analytics; assert not {'numpy', 'pandas', 'scipy'} & set(sys.modules);"
        "analytics.demand.forecast_panel; assert 'numpy' in sys.modules;"
        "assert not {'sklearn', 'statsmodels', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_subjects_are_found_by_name():
    assert analytics.verdicts.NotEnoughData(1, 2, "sales").need == 2
    assert {"demand", "reorder", "anomalies"} <= set(dir(analytics))


def test_what_is_no_subject_is_an_attribute_error():
    with pytest.raises(AttributeError, match="astrology"):
        _ = analytics.astrology
