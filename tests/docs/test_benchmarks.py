"""Figures come from the parts into the table, and the table says no more than they do."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from bench import __main__ as runner
from bench import figures
from bench.commands import table
from bench.figures import Figure
from docs import build
from docs.parts import benchmarks

SLOWER = Figure("a file", "10 lines", 3.0, "s", "by hand", 1.5)
SAME = Figure("a file", "10 lines", 3.0, "s", "not at all | ever", 3000.0)
ALONE = Figure("a word", "1 line", 0.0123, "ms")


def run(part="imports", title="A file", day="2026-11-21", load=1.0, found=(SLOWER,)):
    return {
        "part": part,
        "title": title,
        "day": day,
        "machine": "2 cores",
        "load": load,
        "figures": [asdict(one) for one in found],
    }


@pytest.fixture
def results(tmp_path, monkeypatch):
    file = tmp_path / "benchmarks.json"
    monkeypatch.setattr(benchmarks, "RESULTS", file)
    return file


def test_what_is_handed_over_comes_out_the_same(tmp_path, monkeypatch):
    file = tmp_path / "figures"
    monkeypatch.setenv(figures.FILE, str(file))
    figures.hand_over([SLOWER])
    figures.hand_over([SAME, ALONE])
    assert figures.handed_over(file) == [SLOWER, SAME, ALONE]


def test_a_part_run_alone_hands_nothing_over(tmp_path, monkeypatch):
    monkeypatch.delenv(figures.FILE, raising=False)
    figures.hand_over([SLOWER])
    assert figures.handed_over(tmp_path / "figures") == []


def test_the_table_names_what_is_the_same_once():
    assert list(benchmarks.rows([asdict(one) for one in (SLOWER, SAME, ALONE)])) == [
        ("a file", "10 lines", "3.00 s", "by hand", "1.50 s", "2.00"),
        ("", "", "", "not at all | ever", "3,000 s", "0.001"),
        ("a word", "1 line", "0.012 ms", "", "", ""),
    ]


def test_the_document_has_a_heading_a_part_and_bars_are_quoted():
    shown = benchmarks.document([run(found=(SLOWER, SAME))])
    assert "| **A file** |  |  |  |  |  |" in shown
    assert "not at all \\| ever" in shown
    assert shown.endswith("Measured on 2026-11-21: 2 cores; load when a part began 1.0.")


def test_parts_of_other_days_are_named():
    told = benchmarks.measured([run(load=1.0), run(load=2.5), run(title="Forecast", day="2026-11-22")])
    assert told == [
        "Measured on 2026-11-21: 2 cores; load when a part began 1.0 to 2.5 (a file, a file).",
        "Measured on 2026-11-22: 2 cores; load when a part began 1.0 (forecast).",
    ]


def test_a_part_run_again_renews_its_rows_alone(results):
    for one in (
        run("talk", "The bot"),
        run("imports", "A file, real sets"),
        run("imports", "A file"),
        run("talk", "The bot", day="2026-11-22"),
    ):
        runner._keep(one)
    assert [(one["title"], one["day"]) for one in json.loads(results.read_text("utf-8"))] == [
        ("A file", "2026-11-21"),
        ("A file, real sets", "2026-11-21"),
        ("The bot", "2026-11-22"),
    ]


def test_a_part_that_fails_is_told_and_leaves_the_rows_of_before(results, monkeypatch):
    runner._keep(run("language", "A message is understood"))
    before = results.read_text("utf-8")
    monkeypatch.setitem(runner.PARTS, "nothing", runner.Part("Nothing"))
    assert runner._run("nothing", [], real=False) == ["Nothing"]
    assert results.read_text("utf-8") == before


def test_the_median_and_the_slowest_command_stand_beside_their_own_questions():
    asked = [
        table.Asked("/a", 0.1, 0.9, 1.0, 2.0),
        table.Asked("/b", 0.3, 0.4, None, None),
        table.Asked("/c", 0.2, 0.2, 3.0, 4.0),
        table.Asked("/d", 9.0, 9.0, 0.1, None, thinks=True),
    ]
    found = [
        (one.what, one.ours, one.beside.partition(",")[2], one.theirs) for one in table.figures(asked, 9)
    ]
    assert [one[1::2] for one in found[:4]] == [(0.2, 2.0), (0.2, 3.0), (0.4, 2.0), (0.4, 3.0)]
    assert found[4] == ("the slowest in words, /b", 0.3, "", None)
    assert [one[1::2] for one in found[5:]] == [(0.9, 1.0), (0.9, 2.0), (9.0, 0.1)]


def test_a_command_that_is_slowest_both_ways_stands_there_once():
    found = list(
        table.figures([table.Asked("/a", 0.1, 0.2, 1.0, None), table.Asked("/b", 0.3, 0.5, 2.0, None)], 9)
    )
    assert [one.what for one in found[2:]] == ["the slowest with charts, /b"]


def test_one_place_is_written_and_the_others_stay(tmp_path):
    file = tmp_path / "page.md"
    file.write_text(
        "<!-- begin one -->\na\n<!-- end one -->\n<!-- begin two -->\nb\n<!-- end two -->\n", "utf-8"
    )
    build.put(file, "two", "c")
    assert file.read_text("utf-8") == (
        "<!-- begin one -->\na\n<!-- end one -->\n<!-- begin two -->\nc\n<!-- end two -->\n"
    )
