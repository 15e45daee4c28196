"""Nothing is lost on the way, whatever ends: the process, the line, the power."""

from __future__ import annotations

import pytest

from tests.soak import bombs, edits, kills, long_life, outages, poison, power, taking, taps, thinking, visits
from tests.soak.checks import NotHere


def test_kill_nine_while_sales_come_in(tmp_path):
    assert "15 sales: 0 lost, 0 twice, order kept" in kills.killed(tmp_path, 3, 1)


def test_sigterm_under_load(tmp_path):
    assert "5 sales: 0 lost" in kills.told_to_end(tmp_path, 1, 2)


def test_answers_that_get_lost(tmp_path):
    assert "6 sales, 6 faults: 0 lost" in kills.answers_lost(tmp_path, 6, 3)


def test_outages(tmp_path):
    assert "35 sales: 0 lost" in outages.outages(tmp_path, 4, 11)


def test_each_message_five_times(tmp_path):
    assert "6 entries" in kills.five_times(tmp_path, 6, 4)


def test_a_message_that_ends_the_program(tmp_path):
    assert "after 3 tries (4 starts), owner and sender told, 10 other sales" in poison.set_aside(
        tmp_path, 1, 5
    )


def test_messages_changed_again_and_again(tmp_path):
    assert "12 sales changed" in edits.edited(tmp_path, 12, 9)


def test_kill_nine_while_a_file_comes_in_and_goes_out(tmp_path):
    assert "each in whole or not at all after every death" in taking.killed_while_taking(tmp_path, 2, 13)


def test_a_button_tapped_three_times_at_once(tmp_path):
    assert "8 buttons" in taps.thrice(tmp_path, 1, 14)


def test_kill_nine_in_the_demo(tmp_path):
    assert "typed in the demo in a demo's book alone" in visits.in_and_out(tmp_path, 2, 15)


def test_a_sale_does_not_wait_for_thoughts(tmp_path):
    assert "2 heavy questions" in thinking.while_thinking(tmp_path, 2, 12)


def test_files_made_to_harm(tmp_path):
    assert "11 files x 1: all refused" in bombs.bombs(tmp_path, 1, 10)


def test_power_cuts(tmp_path):
    try:
        assert "0 acknowledged sales lost" in power.power_cut(tmp_path, 10, 6)
    except NotHere as missing:
        pytest.skip(str(missing))


def test_many_write_at_once(tmp_path):
    assert "50 people at once, 2 times in 5 s, 101 sales: all confirmed" in long_life.at_once(tmp_path, 4, 7)


def test_charts_and_exports_leave_nothing_behind(tmp_path):
    assert "5 charts and exports, 5 sales" in long_life.long_life(tmp_path, 5, 8)
