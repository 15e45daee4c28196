"""Every change says who made it, when, in which words, and by which message; a source acts once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from shopkeeping import FIRST, LAST, NOW, act, head, line

from storage.errors import NotInForce
from storage.reading import periods

LATER = NOW + timedelta(hours=2)


def trail(book):
    return book.rows("SELECT what, entry_id, who, member_id, at, detail, source FROM audit ORDER BY id")


def written(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def revenue(book):
    return periods.of_period(book, FIRST, LAST).revenue_minor


def by_naledi(source):
    return {"who": "Naledi", "at": LATER, "source": source, "member_id": 9}


def test_the_trail_of_a_sale_that_is_edited_undone_and_restored(book, known):
    first = book.post(head("tg:1:1"), line(known.cable, 2, 200))
    edit = book.replace(
        first.entry_id,
        head("tg:1:1#2", who="Naledi", member_id=9, raw_text="3 hdmi"),
        line(known.cable, 3, 300),
    )
    book.reverse(edit.entry_id, **by_naledi("tg:1:3"))
    book.restore(edit.entry_id, **by_naledi("tg:1:4"))
    found = [(*row[:4], row[4][:19], *row[5:]) for row in trail(book)]
    assert found == [
        ("sale", first.entry_id, "Pilusa", 7, written(NOW), "2 hdmi 240", "tg:1:1"),
        ("edit", edit.entry_id, "Naledi", 9, written(NOW), "2 hdmi 240 → 3 hdmi", "tg:1:1#2"),
        ("undo", edit.entry_id, "Naledi", 9, written(LATER), "3 hdmi", "tg:1:3"),
        ("restore", edit.entry_id, "Naledi", 9, written(LATER), "3 hdmi", "tg:1:4"),
    ]


def test_what_each_act_answers(book, known):
    first = book.post(head("tg:1:1"), line(known.cable))
    assert (first.new, first.state) == (True, "in force")
    edit = book.replace(first.entry_id, head("tg:1:2"), line(known.cable))
    assert (edit.new, edit.state) == (True, "in force")
    assert edit.entry_id != first.entry_id
    undone = book.reverse(edit.entry_id, **act("tg:1:3"))
    assert (undone.entry_id, undone.new, undone.state) == (edit.entry_id, True, "reversed")
    again = book.reverse(edit.entry_id, **act("tg:1:4"))
    assert (again.entry_id, again.new, again.state) == (edit.entry_id, False, "reversed")
    back = book.restore(edit.entry_id, **act("tg:1:5"))
    assert (back.entry_id, back.new, back.state) == (edit.entry_id, True, "in force")
    stands = book.restore(edit.entry_id, **act("tg:1:6"))
    assert (stands.entry_id, stands.new, stands.state) == (edit.entry_id, False, "in force")


def test_a_repeated_redo_message_does_not_redo_a_later_undo(book, known):
    posted = book.post(head(), line(known.cable, 1, 100))
    book.reverse(posted.entry_id, **act("tg:1:9"))
    book.restore(posted.entry_id, **act("tg:1:10"))
    book.reverse(posted.entry_id, **act("tg:1:11"))
    again = book.restore(posted.entry_id, **act("tg:1:10"))
    assert (again.entry_id, again.new, again.state) == (posted.entry_id, False, "reversed")
    assert revenue(book) == 0


def test_who_took_an_entry_out_is_kept_with_it(book, known):
    def out_of(entry_id):
        return book.rows(
            "SELECT reversed_by, substr(reversed_at, 1, 19) FROM entries WHERE id = ?", [entry_id]
        )

    first = book.post(head(), line(known.cable))
    edit = book.replace(first.entry_id, head(member_id=8), line(known.cable))
    assert out_of(first.entry_id) == [(8, written(NOW))]
    book.restore(first.entry_id, **by_naledi("tg:1:12"))
    assert out_of(edit.entry_id) == [(9, written(LATER))]
    assert out_of(first.entry_id) == [(None, None)]
    book.reverse(first.entry_id, **by_naledi("tg:1:13"))
    assert out_of(first.entry_id) == [(9, written(LATER))]


def test_a_file_is_named_in_the_trail_and_words_go_before_a_name(book, known):
    named = book.post(head(raw_text="", file_name="march.csv"), line(known.cable))
    said = book.post(head(raw_text="the march file", file_name="march.csv"), line(known.cable))
    silent = book.post(head(raw_text="", file_name=None), line(known.cable))
    for posted in (named, said, silent):
        book.reverse(posted.entry_id, **act())
    assert [row[5] for row in trail(book) if row[0] == "undo"] == ["march.csv", "the march file", ""]


def test_a_file_that_is_still_coming_in_is_neither_undone_nor_restored(book, known):
    staged = book.stage(head("file:abc", "import", raw_text="", file_name="march.csv")).entry_id
    book.stage_sales(staged, [line(known.cable, 1, 100)])
    with pytest.raises(
        NotInForce, match=f"Entry {staged} is still being imported. Cancel the import instead."
    ):
        book.reverse(staged, **act())
    with pytest.raises(NotInForce, match=f"Entry {staged} is still being imported"):
        book.restore(staged, **act())
    assert revenue(book) == 0
    assert [row[0] for row in trail(book) if row[0] in {"undo", "restore"}] == []


def test_a_new_name_belongs_to_the_edit_that_first_speaks_of_it(book, known):
    first = book.post(head(), line(known.cable))
    edit = book.replace(first.entry_id, head(), line(known.charger))
    owner = "SELECT first_entry_id FROM products WHERE id = ?"
    assert book.rows(owner, [known.cable]) == [(first.entry_id,)]
    assert book.rows(owner, [known.charger]) == [(edit.entry_id,)]
