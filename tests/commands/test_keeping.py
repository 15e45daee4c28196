"""/audit, /loose_ends, /health: who did what, what is missing, and how the book is."""

from __future__ import annotations

from datetime import timedelta

from bot.answer import Style, Words
from bot.sample.filling import NO_CATEGORY
from storage import deliveries, heartbeats
from tests.commands.parts import says, sql, table
from tests.demo_shop import NOW


def test_audit_tells_deeds_newest_first(empty):
    empty.say("1 kettle to Thabo 300 cash")
    empty.say("undo")
    answer = empty.say("/audit")
    lines = answer.text.splitlines()
    assert "1 entry taken out" in lines[0]
    assert "Pilusa took an entry out" in lines[1]
    assert "Pilusa wrote a sale: 1 kettle to Thabo 300 cash" in lines[2]


def test_audit_turns_pages_without_losing_a_row(demo):
    seen: list[str] = []
    answer = demo.say("/audit this month")
    while True:
        seen += [
            block.text for block in answer.blocks if isinstance(block, Words) and block.style is Style.PLAIN
        ]
        older = [one for one in says(answer) if " before " in one]
        if not older:
            break
        answer = demo.say(older[0])
    ((rows,),) = sql(demo, "SELECT count(*) FROM audit WHERE at >= '2025-10-31T22:00:00Z'")
    assert len(seen) == rows


def test_audit_of_a_quiet_day(demo):
    assert "Nobody changed the book" in demo.say("/audit 3 august").text


def test_loose_ends_come_with_sentences_that_mend_them(empty):
    empty.say("1 kettle 300 cash")
    for _ in range(4):
        quotes = [
            block.text
            for block in empty.say("/loose_ends").blocks
            if isinstance(block, Words) and block.style is Style.QUOTE
        ]
        if not quotes:
            break
        assert empty.say(quotes[0]).command in ("price", "stocktake", "fact"), quotes[0]
    assert "Nothing is missing" in empty.say("/loose_ends").text


def test_credit_that_nobody_is_named_for_has_a_tap(empty):
    empty.say("1 kettle 300 cash")
    empty.say("stock count: 3 kettle")
    with empty.shop.book.writing() as connection:
        connection.execute("UPDATE sale_lines SET payment = 'credit'")
    answer = empty.say("/loose_ends")
    assert "sale on credit names nobody" in answer.text
    ((entry,),) = sql(empty, "SELECT DISTINCT entry_id FROM sale_lines")
    assert f"/edit {entry}" in says(answer)


def test_nothing_missing(demo):
    assert "1 thing is missing" in demo.say("/loose_ends").text
    demo.say(f"{NO_CATEGORY} category Kitchen")
    assert "Nothing is missing" in demo.say("/loose_ends").text


def test_an_empty_book_lacks_nothing(empty):
    assert "The book is empty" in empty.say("/loose_ends").text


def test_health_tells_only_what_is_known(demo):
    answer = demo.say("/health")
    rows = table(answer)
    ((lines,),) = sql(demo, "SELECT count(*) FROM sales_book")
    assert rows["Lines sold"][0] == demo.shop.number(lines)
    assert "Last backup" not in rows
    assert "Not yet: Last poll" in answer.text
    assert answer.text.startswith("Nothing needs a look.")


def test_health_knows_the_last_times_and_what_is_wrong(demo):
    with demo.shop.book.writing():
        heartbeats.beat(demo.shop.book, heartbeats.POLLED, NOW - timedelta(minutes=5))
        heartbeats.beat(demo.shop.book, "backed up", NOW - timedelta(days=5), "x.db")
        monday = NOW - timedelta(days=4)
        deliveries.record(demo.shop.book, "weekly", "2025-W47", due_at=monday, made_at=monday)
    answer = demo.say("/health")
    assert table(answer)["Last poll"] == ("6 min",)  # asked half a minute later, rounded
    assert table(answer)["Last message by the clock"] == ("4 days",)
    assert "The last backup is 5 days old." in answer.text
