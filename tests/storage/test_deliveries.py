from __future__ import annotations

from datetime import UTC, datetime

from storage import deliveries

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_a_period_is_taken_once_for_each_kind(book):
    def take(kind, period):
        return deliveries.record(book, kind, period, due_at=NOW, made_at=NOW)

    with book.writing():
        assert take("weekly", "2026-W23")
        assert not take("weekly", "2026-W23")
        assert take("weekly", "2026-W24")
        assert take("daily", "2026-06-01")
    assert deliveries.made(book, "weekly") == {"2026-W23", "2026-W24"}
    assert deliveries.made(book, "daily") == {"2026-06-01"}
    assert deliveries.made(book, "other") == frozenset()
