from __future__ import annotations

import pytest
from shopkeeping import FIRST, LAST, NOW, TODAY, act, day, everything, head, line, post_and_fail

from storage import upkeep
from storage.errors import NoSuchEntry, NotInForce, TooLarge
from storage.reading import entries, lines, periods
from storage.records import CountLine, Expense, FactChange


def revenue(book):
    return periods.of_period(book, FIRST, LAST).revenue_minor


def test_a_sale_is_an_entry_with_rows_audit_and_totals(book, known):
    posted = book.post(head(), line(known.cable, 2, 24000), line(known.charger, 1, 9900))
    assert posted.new
    assert posted.state == "in force"
    assert revenue(book) == 33900
    assert periods.of_period(book, TODAY, TODAY).sales == 1
    assert book.rows("SELECT what, entry_id, who FROM audit_book") == [("sale", posted.entry_id, "Pilusa")]


def test_the_same_source_again_changes_nothing_and_names_the_same_entry(book, known):
    first = book.post(head("tg:1:5"), line(known.cable))
    before = everything(book)
    again = book.post(head("tg:1:5"), line(known.cable, 7, 700))
    assert (again.entry_id, again.new) == (first.entry_id, False)
    assert everything(book) == before


def test_two_equal_messages_are_two_sales(book, known):
    book.post(head("tg:1:5"), line(known.cable))
    book.post(head("tg:1:6"), line(known.cable))
    assert periods.of_period(book, TODAY, TODAY).sales == 2


def test_undo_is_identity_on_every_figure(book, known):
    book.post(head(), line(known.cable, 3, 300, customer_id=known.thabo, payment="credit"))
    before = everything(book)
    posted = book.post(head(), line(known.cable, 2, 200, customer_id=known.thabo, payment="credit"))
    book.reverse(posted.entry_id, **act())
    after = everything(book)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"audit", "counters", "entries", "sale_lines"}


def test_undo_twice_and_its_repeated_message_take_back_once(book, known):
    posted = book.post(head(), line(known.cable, 1, 100))
    assert book.reverse(posted.entry_id, **act("tg:1:9")).new
    assert not book.reverse(posted.entry_id, **act("tg:1:9")).new
    assert not book.reverse(posted.entry_id, **act("tg:1:10")).new
    assert revenue(book) == 0


def test_a_repeated_undo_message_does_not_undo_a_redo(book, known):
    posted = book.post(head(), line(known.cable, 1, 100))
    book.reverse(posted.entry_id, **act("tg:1:9"))
    book.restore(posted.entry_id, **act("tg:1:10"))
    assert not book.reverse(posted.entry_id, **act("tg:1:9")).new
    assert revenue(book) == 100


def test_redo_brings_back_and_says_when_there_was_nothing_to_bring(book, known):
    posted = book.post(head(), line(known.cable, 1, 100))
    assert not book.restore(posted.entry_id, **act()).new
    book.reverse(posted.entry_id, **act())
    assert book.restore(posted.entry_id, **act()).new
    assert revenue(book) == 100
    assert [row[0] for row in book.rows("SELECT what FROM audit_book")] == ["sale", "undo", "restore"]


def test_an_edit_keeps_the_sale_numbers_and_the_root(book, known):
    first = book.post(head(), line(known.cable, sale=0), line(known.charger, sale=1))
    numbers = [row[0] for row in book.rows("SELECT sale_id FROM sales_book ORDER BY sale_id")]
    book.post(head(), line(known.cable))
    edit = book.replace(
        first.entry_id,
        head(raw_text="3 hdmi 360"),
        line(known.cable, 3, 360, sale=0),
        line(known.charger, sale=1),
        line(known.charger, sale=2),
    )
    rows = book.rows(
        "SELECT DISTINCT sale_id FROM sale_lines WHERE entry_id = ? ORDER BY id", [edit.entry_id]
    )
    kept = [row[0] for row in rows]
    assert kept[:2] == numbers
    assert kept[2] not in numbers
    assert [one.id for one in entries.versions(book, first.entry_id)] == [first.entry_id, edit.entry_id]
    assert entries.standing(book, first.entry_id).id == edit.entry_id
    assert book.rows("SELECT detail FROM audit_book WHERE what = 'edit'") == [("2 hdmi 240 → 3 hdmi 360",)]


def test_an_edit_moves_the_total_once_however_often_it_is_delivered(book, known):
    first = book.post(head("tg:1:5"), line(known.cable, 2, 200))
    edit = book.replace(first.entry_id, head("tg:1:5#2"), line(known.cable, 3, 300))
    again = book.replace(first.entry_id, head("tg:1:5#2"), line(known.cable, 3, 300))
    assert (again.entry_id, again.new) == (edit.entry_id, False)
    assert revenue(book) == 300
    assert not book.post(head("tg:1:5"), line(known.cable, 2, 200)).new
    assert revenue(book) == 300


def test_restoring_the_version_before_an_edit_takes_the_edit_back(book, known):
    first = book.post(head(), line(known.cable, 2, 200))
    edit = book.replace(first.entry_id, head(), line(known.cable, 3, 300))
    book.restore(first.entry_id, **act())
    assert revenue(book) == 200
    assert entries.by_id(book, edit.entry_id).state == "reversed"
    assert entries.standing(book, first.entry_id).id == first.entry_id


def test_what_does_not_stand_cannot_be_edited(book, known):
    posted = book.post(head(), line(known.cable))
    book.reverse(posted.entry_id, **act())
    with pytest.raises(NotInForce, match="Restore it first"):
        book.replace(posted.entry_id, head(), line(known.cable))
    with pytest.raises(NoSuchEntry, match="no entry 99"):
        book.reverse(99, **act())


def test_one_sale_has_one_day_customer_and_region(book, known):
    """So that sales may be counted by any of these and add up."""
    book.post(
        head(),
        line(known.cable),
        line(known.charger),
        line(known.cable, on=day(1)),
        line(known.cable, customer_id=known.thabo),
        line(known.charger, customer_id=known.thabo),
        line(known.charger, region="Soweto"),
    )
    assert periods.of_period(book, FIRST, LAST).sales == 4
    assert sum(one.sales for one in periods.by_customer(book, FIRST, LAST)) == 4
    assert sum(one.sales for one in periods.by_region(book, FIRST, LAST)) == 4


def test_a_failing_inner_part_takes_back_only_itself(book, known):
    with book.writing():
        book.post(head(), line(known.cable, 1, 100))
        with pytest.raises(ZeroDivisionError):
            post_and_fail(book, line(known.cable, 1, 1000))
        book.post(head(), line(known.cable, 1, 10))
    assert revenue(book) == 110
    assert upkeep.recount(book) == []


def test_a_failing_whole_leaves_nothing(book, known):
    before = everything(book)
    with pytest.raises(ZeroDivisionError):
        post_and_fail(book, line(known.cable))
    assert everything(book) == before


def test_rows_that_cannot_be_leave_no_entry(book, known):
    before = everything(book)
    with pytest.raises(ValueError, match="has no colour"):
        book.post(head(), line(known.cable), FactChange("product", known.cable, "colour", None, "red", TODAY))
    assert everything(book) == before


def test_a_moment_without_a_zone_is_refused(book, known):
    with pytest.raises(ValueError, match="zone"):
        book.post(head(), line(known.cable, sold_at=NOW.replace(tzinfo=None)))


def test_history_gives_pages_newest_first(book, known):
    made = [book.post(head(), line(known.cable)).entry_id for _ in range(5)]
    book.reverse(made[4], **act())
    first = entries.history(book, limit=2)
    assert [one.id for one in first] == [made[4], made[3]]
    assert [one.id for one in entries.history(book, limit=9, before_id=made[3])] == made[2::-1]
    assert [one.id for one in entries.history(book, state="in force", limit=1)] == [made[3]]
    assert entries.history(book, chat_id=2) == []


def test_last_undone_is_what_a_redo_brings_back(book, known):
    made = [book.post(head(), line(known.cable)).entry_id for _ in range(3)]
    assert entries.last_undone(book) is None
    book.reverse(made[2], **act())
    book.reverse(made[0], **act())
    assert entries.last_undone(book, chat_id=1, member_id=7).id == made[0]
    assert entries.last_undone(book, chat_id=2) is None
    edited = book.replace(made[1], head(), line(known.cable))
    assert entries.last_undone(book).id == made[0]
    book.reverse(edited.entry_id, **act())
    assert entries.last_undone(book).id == edited.entry_id


def test_entries_are_found_by_source_and_by_the_message_that_confirmed_them(book, known):
    posted = book.post(head("tg:1:5", understood={"is": "sale", "of": "é"}), line(known.cable))
    with book.writing() as connection:
        connection.execute("INSERT INTO confirmations VALUES (1, 77, ?)", [posted.entry_id])
    assert entries.by_source(book, "tg:1:5").understood == {"is": "sale", "of": "é"}
    assert [one.id for one in entries.by_confirmation(book, 1, 77)] == [posted.entry_id]
    assert entries.by_confirmation(book, 2, 77) == []
    assert entries.by_source(book, "tg:1:6") is None
    assert entries.by_id(book, posted.entry_id).made_at == NOW.replace(microsecond=0)


def test_the_entries_behind_a_figure(book, known):
    one = book.post(head(), line(known.cable, customer_id=known.thabo)).entry_id
    two = book.post(head(), line(known.charger, on=day(1))).entry_id
    assert [entry.id for entry in entries.of_sales(book, FIRST, LAST)] == [two, one]
    assert [entry.id for entry in entries.of_sales(book, FIRST, LAST, product_id=known.cable)] == [one]
    assert [entry.id for entry in entries.of_sales(book, FIRST, LAST, customer_id=known.thabo)] == [one]
    assert [entry.id for entry in entries.of_sales(book, day(1), day(1))] == [two]


def test_the_lines_of_an_entry_have_names(book, known):
    posted = book.post(
        head(),
        line(known.cable, 2, 240, customer_id=known.thabo, payment="card", sold_at=NOW, note="as a gift"),
        FactChange("product", known.cable, "price_minor", None, "120", TODAY),
    )
    (sold,) = lines.sold(book, posted.entry_id)
    assert (sold.product, sold.customer, sold.quantity_milli, sold.note) == (
        "HDMI cable",
        "Thabo",
        2000,
        "as a gift",
    )
    assert sold.sold_at == NOW
    (fact,) = lines.facts(book, posted.entry_id)
    assert (fact.name, fact.field, fact.before, fact.after) == ("HDMI cable", "price_minor", None, "120")


@pytest.mark.parametrize("number", [10**13 + 1, -(10**13) - 1, -(2**63), 2**63, 10**30])
def test_a_number_that_nobody_means_is_refused(book, known, number):
    before = everything(book)
    for slip in (
        line(known.cable, 1, number),
        CountLine(TODAY, known.cable, number),
        Expense(TODAY, "rent", number),
    ):
        with pytest.raises(TooLarge, match="too large to be meant"):
            book.post(head(), line(known.cable), slip)
    assert everything(book) == before


def test_the_largest_amounts_still_add_up(book, known):
    book.post(head(), *(line(known.cable, 1, 10**13) for _ in range(50)))
    assert revenue(book) == 50 * 10**13
    assert upkeep.recount(book) == []
