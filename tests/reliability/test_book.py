"""The book stands whatever befalls its file, and every figure in it is the right one."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.soak import dialects, disasters, migrated, names, pushes
from tests.soak.checks import NotHere
from tests.soak.history import STEPS, History


def test_disasters_are_sentences_and_touch_nothing(tmp_path):
    assert "0 files touched" in disasters.befallen(tmp_path, 1, 1)


def test_migrations_that_die(tmp_path):
    assert "a backup from before, every figure agrees" in migrated.migrated(tmp_path, 2, 1)


def test_restores_over_stale_logs(tmp_path):
    assert "3 restores" in disasters.restored(tmp_path, 3, 2)


def test_a_full_disk(tmp_path):
    try:
        assert "all written once there was room" in disasters.disk_full(tmp_path, 3, 3)
    except NotHere as missing:
        pytest.skip(str(missing))


def test_hostile_names(tmp_path):
    assert "0 bugs" in names.hostile_names(tmp_path, 25, 4)


def test_sheets_in_any_dialect(tmp_path):
    assert "80 files" in dialects.any_dialect(tmp_path, 40, 6)


def test_one_message_a_week_through_downtime(tmp_path):
    assert "0 twice, 0 missing" in pushes.one_a_week(tmp_path, 1, 5)


class AnyHistory(RuleBasedStateMachine):
    """Any history, each step compared with the model."""

    def __init__(self):
        super().__init__()
        self.home = tempfile.TemporaryDirectory()
        self.history = History(Path(self.home.name), random.Random(0))

    @rule(step=st.sampled_from(STEPS), chance=st.integers(0, 999))
    def go_on(self, step, chance):
        self.history.chance.seed(chance)
        self.history.step(step)

    def teardown(self):
        self.history.close()
        self.home.cleanup()


AnyHistory.TestCase.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, derandomize=True
)
TestAnyHistory = AnyHistory.TestCase
