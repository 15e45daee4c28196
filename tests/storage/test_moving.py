"""A large import goes out and comes back in steps: others write in between, and readers see all of it or nothing."""

from __future__ import annotations

from itertools import count

import pytest
from shopkeeping import FIRST, LAST, NOW, act, day, everything, head, line
from test_imports import bring_in, file_head

from storage import moving, upkeep
from storage.book import Book
from storage.reading import periods
from storage.records import CountLine
from tests.killing import KILLED, dying_at, in_child

COUNTED = ("day_totals", "day_product_totals", "day_customer_totals", "day_payment_totals", "day_slot_totals", "balances", "stock")  # fmt: skip


@pytest.fixture(autouse=True)
def _small_steps(monkeypatch):
    monkeypatch.setattr(moving, "LARGE", 4)
    monkeypatch.setattr(moving, "_STRETCH", 2)


def a_file(known):
    """Six lines on four days: a sale of two lines, a return, credit, somebody named."""
    return [
        line(known.cable, 1, 100, sale=0),
        line(known.charger, 2, 250, sale=0),
        line(known.cable, -1, -100, sale=1, on=day(3)),
        line(known.cable, 3, 300, sale=2, on=day(4), customer_id=known.thabo, payment="credit"),
        line(known.charger, 1, 120, sale=3, on=day(5), customer_id=known.thabo),
        line(known.cable, 1, 100, sale=4, on=day(5)),
    ]


def counted(book):
    return {table: everything(book)[table] for table in COUNTED}


def gathered(book, entry):
    return [done for done, _ in book.gather(entry)]


def reverse_and_fail(book, entry):
    with book.writing():
        book.reverse(entry, **act())
        raise ZeroDivisionError


def test_only_entries_of_many_lines_are_large(book, known):
    assert book.is_large(bring_in(book, a_file(known)))
    assert not book.is_large(book.post(head(), line(known.cable)).entry_id)


def test_what_was_gathered_moves_as_the_lines_would(book, known):
    book.post(head(), line(known.cable, 1, 7), CountLine(day(6), known.cable, 40_000))
    before = counted(book)
    entry = bring_in(book, a_file(known))
    after = counted(book)
    assert gathered(book, entry) == [2, 4, 6]
    assert counted(book) == after
    book.reverse(entry, **act())
    assert counted(book) == before
    assert upkeep.recount(book) == []
    gathered(book, entry)
    book.restore(entry, **act())
    assert counted(book) == after
    assert upkeep.recount(book) == []


def test_a_single_day_is_gathered_in_steps_too(book, known):
    lines = [line(known.cable, 1, 100 + sale, sale=sale, on=day(5)) for sale in range(7)]
    entry = bring_in(book, lines)
    assert gathered(book, entry) == [2, 4, 6, 7]
    book.reverse(entry, **act())
    assert upkeep.recount(book) == []
    assert periods.of_period(book, FIRST, LAST).lines == 0


def test_a_sale_whose_lines_lie_far_apart_counts_once(book, known):
    """Each line of the second half belongs to a sale of the first, and so does a return."""
    lines = [
        line(known.cable, 1 if place < 8 else -1, 100 + place, sale=place % 5, on=day(5))
        for place in range(10)
    ]
    entry = bring_in(book, lines)
    after = counted(book)
    steps = gathered(book, entry)
    assert steps[:5] == [0] * 5
    assert steps[-1] == 10
    book.reverse(entry, **act())
    assert periods.of_period(book, FIRST, LAST).lines == 0
    gathered(book, entry)
    book.restore(entry, **act())
    assert counted(book) == after
    assert periods.of_period(book, FIRST, LAST).sales == 5
    assert upkeep.recount(book) == []


def test_lines_of_others_between_its_own_are_left_out(book, known):
    staged = book.stage(file_head()).entry_id
    for part in range(3):
        book.stage_sales(staged, [line(known.cable, 1, 100, sale=3 * part + each) for each in range(3)])
        book.post(head(), line(known.cable, 1, 7))
    gathered(book, staged)
    book.enforce(staged, at=NOW)
    assert upkeep.recount(book) == []
    assert periods.of_period(book, FIRST, LAST).lines == 12


def test_a_staged_import_is_gathered_and_enforced(book, known):
    staged = book.stage(file_head()).entry_id
    book.stage_sales(staged, a_file(known))
    gathered(book, staged)
    assert periods.of_period(book, FIRST, LAST).lines == 0
    book.enforce(staged, at=NOW)
    assert periods.of_period(book, FIRST, LAST).lines == 6
    assert upkeep.recount(book) == []


def test_others_write_between_the_steps(book, known):
    entry = bring_in(book, a_file(known))
    other = bring_in(book, a_file(known), "other")
    one, two = book.gather(entry), book.gather(other)
    for step in range(3):
        next(one), next(two)
        book.post(
            head(), line(known.cable, 1, 7 + step, on=day(4), customer_id=known.thabo, payment="credit")
        )
        assert upkeep.recount(book) == []
    assert list(one) == list(two) == []
    book.reverse(other, **act())
    assert upkeep.recount(book) == []
    book.reverse(entry, **act())
    assert upkeep.recount(book) == []
    assert periods.of_period(book, FIRST, LAST).lines == 3


def test_readers_see_all_of_it_or_nothing(book, known):
    entry = bring_in(book, a_file(known))
    with Book.open_reading(book.path) as reader:
        whole = counted(reader)
        for _ in book.gather(entry):
            assert counted(reader) == whole
        book.reverse(entry, **act())
        assert periods.of_period(reader, FIRST, LAST).lines == 0


def test_what_was_gathered_of_a_dropped_import_is_not_the_next_ones(book, known):
    staged = book.stage(file_head()).entry_id
    book.stage_sales(staged, a_file(known))
    gathered(book, staged)
    book.drop_staged(staged)
    assert book.post(head(), line(known.cable, 1, 7)).entry_id == staged
    assert upkeep.recount(book) == []


def test_lines_added_after_gathering_count(book, known):
    staged = book.stage(file_head()).entry_id
    book.stage_sales(staged, a_file(known))
    gathered(book, staged)
    book.stage_sales(staged, [line(known.cable, 1, 9, sale=7)])
    book.enforce(staged, at=NOW)
    assert upkeep.recount(book) == []


def test_a_failed_move_can_be_tried_again(book, known):
    entry = bring_in(book, a_file(known))
    gathered(book, entry)
    with pytest.raises(ZeroDivisionError):
        reverse_and_fail(book, entry)
    assert upkeep.recount(book) == []
    book.reverse(entry, **act())
    assert upkeep.recount(book) == []
    assert periods.of_period(book, FIRST, LAST).lines == 0


def test_killed_anywhere_it_is_in_the_book_or_out_of_it(book, known):
    entry = bring_in(book, a_file(known))
    whole = counted(book)
    path = book.path
    book.close()

    def withdraw():
        with Book.open(path) as child:
            gathered(child, entry)
            child.reverse(entry, **act("tg:1:99"))

    for statement in count(1, 3):
        code = in_child(dying_at(statement, withdraw))
        with Book.open(path) as after:
            assert upkeep.recount(after) == []
            lines = periods.of_period(after, FIRST, LAST).lines
            assert lines in {0, 6}
            assert lines == 0 or counted(after) == whole
        if code == 0:
            break
        assert code == KILLED
    assert lines == 0
    assert statement > 60
