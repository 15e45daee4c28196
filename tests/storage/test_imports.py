from __future__ import annotations

import pytest
from shopkeeping import FIRST, LAST, NOW, TODAY, act, day, everything, head, line

from storage import upkeep
from storage.book import Book
from storage.errors import NotInForce
from storage.reading import periods


def file_head(digest="abc", **more):
    return head(f"file:{digest}", "import", file_name="march.csv", raw_text="", **more)


def bring_in(book, lines, digest="abc"):
    staged = book.stage(file_head(digest))
    book.stage_sales(staged.entry_id, lines)
    return book.enforce(staged.entry_id, at=NOW).entry_id


def revenue(book):
    return periods.of_period(book, FIRST, LAST).revenue_minor


def test_a_file_counts_only_when_it_is_whole(book, known):
    staged = book.stage(file_head()).entry_id
    book.stage_sales(staged, [line(known.cable, 1, 100, sale=0)])
    book.post(head(), line(known.cable, 1, 7))
    book.stage_sales(staged, [line(known.cable, 1, 10, sale=0), line(known.charger, 1, 1000, sale=1)])
    assert revenue(book) == 7
    assert book.enforce(staged, at=NOW).new
    assert revenue(book) == 1117
    assert periods.of_period(book, FIRST, LAST).sales == 3
    assert not book.enforce(staged, at=NOW).new
    assert upkeep.recount(book) == []


def test_the_same_file_again_is_known(book, known):
    entry = bring_in(book, [line(known.cable)])
    again = book.stage(file_head())
    assert (again.entry_id, again.new, again.state) == (entry, False, "in force")
    book.reverse(entry, **act())
    assert book.stage(file_head()).state == "reversed"


def test_a_file_is_withdrawn_and_restored_for_ever(book, known):
    book.post(head(), line(known.cable, 1, 7))
    before = everything(book)
    entry = bring_in(book, [line(known.cable, 1, 100), line(known.charger, 1, 50, on=day(3))])
    after = everything(book)
    book.reverse(entry, **act())
    for table in ("day_totals", "day_product_totals", "day_customer_totals", "day_slot_totals"):
        assert everything(book)[table] == before[table]
    book.restore(entry, **act())
    assert everything(book)["day_totals"] == after["day_totals"]
    assert [row[0] for row in book.rows("SELECT what FROM audit_book")] == [
        "sale",
        "import",
        "undo",
        "restore",
    ]


def test_what_a_crash_left_is_dropped_at_the_next_start(tmp_path):
    with Book.open(tmp_path / "shop.db") as book:
        (cable,) = book.ensure_products(["Cable"]).values()
        staged = book.stage(file_head()).entry_id
        (mug,) = book.ensure_products(["Mug"], staged).values()
        book.stage_sales(staged, [line(cable), line(mug)])
    with Book.open(tmp_path / "shop.db") as book:
        assert book.drop_staged() == 1
        assert book.drop_staged() == 0
        assert book.rows("SELECT * FROM sale_lines") == []
        assert [one.name for one in book.catalogue().products] == ["Cable"]
        assert book.stage(file_head()).new
        book.post(head(), line(mug))
        assert [one.name for one in book.catalogue().products] == ["Cable", "Mug"]


def test_one_import_is_cancelled_and_another_goes_on(book, known):
    one, other = book.stage(file_head("a")).entry_id, book.stage(file_head("b")).entry_id
    book.stage_sales(one, [line(known.cable)])
    book.stage_sales(other, [line(known.charger)])
    assert book.drop_staged(one) == 1
    book.enforce(other, at=NOW)
    assert [found.product for found in periods.by_product(book, FIRST, LAST)] == ["Charger"]


def test_a_file_left_half_staged_begins_afresh(book, known):
    book.stage_sales(book.stage(file_head()).entry_id, [line(known.cable)])
    again = book.stage(file_head())
    assert again.new
    book.stage_sales(again.entry_id, [line(known.cable, 1, 5)])
    book.enforce(again.entry_id, at=NOW)
    assert revenue(book) == 5


def test_what_is_staged_is_neither_undone_nor_edited_and_what_stands_is_not_staged(book, known):
    staged = book.stage(file_head()).entry_id
    for changing in (book.reverse, book.restore):
        with pytest.raises(NotInForce):
            changing(staged, **act())
    posted = book.post(head(), line(known.cable)).entry_id
    with pytest.raises(NotInForce, match="Send the file again"):
        book.stage_sales(posted, [line(known.cable)])


def test_sale_numbers_reach_over_chunks_in_any_order(book, known):
    staged = book.stage(file_head()).entry_id
    book.stage_sales(
        staged, [line(known.cable, sale=2), line(known.cable, sale=0), line(known.cable, sale=1)]
    )
    book.stage_sales(
        staged,
        [line(known.charger, sale=0), line(known.charger, sale=2), line(known.charger, sale=2, on=day(1))],
    )
    rows = book.rows("SELECT sale_id FROM sale_lines ORDER BY id")
    assert [row[0] for row in rows] == [1, 2, 3, 2, 1, 6]
    for beyond in (10**12, -1):
        with pytest.raises(ValueError, match="number the sales"):
            book.stage_sales(staged, [line(known.cable, sale=beyond)])


def test_known_rows_are_counted_as_often_as_they_occur(book, known):
    twice = line(known.cable, 1, 100, reference="INV-1", sold_at=NOW, customer_id=known.thabo)
    entry = bring_in(book, [twice, twice, line(known.charger, 2, 50, on=day(3))])
    gone = bring_in(book, [line(known.cable, 1, 100)], "other")
    book.reverse(gone, **act())
    book.post(head(), line(known.cable, 9, 900))
    found = book.known_rows(TODAY, TODAY)
    key = (TODAY.isoformat(), "2026-11-21T09:37:05Z", known.cable, 1000, 100, known.thabo, "INV-1")
    assert dict(found.in_force) == {key: 2}
    assert dict(found.withdrawn) == {(TODAY.isoformat(), None, known.cable, 1000, 100, None, None): 1}
    book.reverse(entry, **act())
    assert book.known_rows(TODAY, TODAY).withdrawn[key] == 2
