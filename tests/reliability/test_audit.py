"""The program's own code is looked over by bandit; what pip-audit says is never a false green."""

from __future__ import annotations

from tests import audit

FINE = {"name": "anyio", "version": "4", "vulns": []}
HOLED = {"name": "jinja2", "version": "2.10", "vulns": [{"id": "PYSEC-2019-217"}]}
UNKNOWN = {"name": "anyio", "skip_reason": "Dependency not found"}


def test_bandit_finds_nothing_without_a_reason():
    verdict = audit.bandit()
    assert verdict.fine, verdict.says


def test_a_finding_without_a_reason_is_told(monkeypatch):
    monkeypatch.setattr(audit, "NO_HOLES", {})
    monkeypatch.setattr(audit, "PROGRAM", ("bot/lanes.py",))
    verdict = audit.bandit()
    assert verdict.fine is False
    assert "bot/lanes.py" in verdict.says


def test_a_hole_is_told_whatever_else_is_missing():
    assert audit.judged([FINE, HOLED], [HOLED]) == audit.Verdict(False, "pip-audit: jinja2 PYSEC-2019-217")
    assert audit.judged([UNKNOWN, HOLED], None).fine is False


def test_only_an_answer_from_data_that_know_holes_is_green():
    assert audit.judged([FINE], [HOLED]).fine is True
    for libraries, control in (
        (None, [HOLED]),
        ([FINE], None),
        ([FINE, UNKNOWN], [HOLED]),
        ([], [HOLED]),
        ([FINE], [FINE]),  # a mirror without data finds everything fine
    ):
        verdict = audit.judged(libraries, control)
        assert verdict.fine is None
        assert "not audited" in verdict.says
