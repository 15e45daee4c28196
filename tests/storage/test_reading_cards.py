from __future__ import annotations

from datetime import timedelta

import pytest
from shopkeeping import FIRST, LAST, NOW, TODAY, act, day, head, line

from storage import heartbeats
from storage.reading import cards, condition, returned, trail
from storage.records import CountLine, FactChange


@pytest.fixture
def sold(book, known):
    """Thabo came on two days and brought one cable back; Naledi came once; an undone sale counts nowhere."""
    book.post(head(), FactChange("customer", known.thabo, "region", None, "Soweto", TODAY))
    book.post(
        head(),
        line(known.cable, 2, 200, on=day(10), customer_id=known.thabo, cost_minor=120),
        line(known.charger, 1, 1000, on=day(10), customer_id=known.thabo),
    )
    book.post(head(), line(known.cable, 3, 300, on=day(2), customer_id=known.thabo))
    book.post(head(), line(known.cable, 4, 400, on=day(2), customer_id=known.naledi))
    book.post(
        head(kind="return", understood={"reason": "broken"}),
        line(known.cable, -1, -100, on=day(1), customer_id=known.thabo),
    )
    gone = book.post(head(), line(known.charger, 9, 9000, customer_id=known.thabo))
    book.reverse(gone.entry_id, **act("undo"))
    return known


def test_visits_are_days_and_a_return_is_no_sale(book, sold):
    assert cards.visits(book, sold.thabo, FIRST, LAST) == [
        cards.Visit(day(10), 1200, 1),
        cards.Visit(day(2), 300, 1),
        cards.Visit(day(1), -100, 0),
    ]
    assert cards.visits(book, sold.thabo, day(5), LAST) == cards.visits(book, sold.thabo, FIRST, LAST)[1:]


def test_what_was_taken_and_kept(book, sold):
    assert cards.taken(book, sold.thabo, FIRST, LAST) == [
        cards.Taken("Charger", 1000, 1000, day(10)),
        cards.Taken("HDMI cable", 4000, 400, day(1)),
    ]


def test_who_takes_it(book, sold):
    assert cards.buyers(book, sold.cable, FIRST, LAST) == [
        cards.Buyer("Naledi", 4000, 400),
        cards.Buyer("Thabo", 4000, 400),
    ]
    assert len(cards.buyers(book, sold.cable, FIRST, LAST, limit=1)) == 1


def test_the_days_of_some_products(book, sold):
    assert cards.product_days(book, FIRST, LAST, [sold.cable]) == [
        cards.ProductDay(day(10), 200, 2000, 2000, 120, 200),
        cards.ProductDay(day(2), 700, 7000, 7000, 0, 0),
        cards.ProductDay(day(1), -100, -1000, 0, 0, 0),
    ]
    both = cards.product_days(book, FIRST, LAST, [sold.cable, sold.charger])
    assert both == cards.product_days(book, FIRST, LAST)
    assert cards.product_days(book, FIRST, LAST, []) == []


def test_first_and_last_sale(book, sold):
    assert cards.sold(book) == {
        sold.cable: cards.Sold(day(10), day(2)),
        sold.charger: cards.Sold(day(10), day(10)),
    }


def test_merged_names_are_one(book, sold):
    before = cards.visits(book, sold.thabo, FIRST, LAST)
    book.merge(head(kind="fact"), "customer", sold.thabo, sold.naledi, on=TODAY)
    book.merge(head(kind="fact"), "product", sold.charger, sold.cable, on=TODAY)
    assert sum(one.revenue_minor for one in cards.visits(book, sold.naledi, FIRST, LAST)) == 400 + sum(
        one.revenue_minor for one in before
    )
    assert [one.product for one in cards.taken(book, sold.naledi, FIRST, LAST)] == ["HDMI cable"]
    assert [one.customer for one in cards.buyers(book, sold.cable, FIRST, LAST)] == ["Naledi"]
    assert list(cards.sold(book)) == [sold.cable]
    assert cards.product_days(book, FIRST, LAST, [sold.cable]) == cards.product_days(book, FIRST, LAST)


def test_facts_of_a_customer(book, sold):
    assert cards.customer_facts(book, sold.thabo) == cards.CustomerFacts("Thabo", "Soweto", None)
    with pytest.raises(KeyError):
        cards.customer_facts(book, 999)


def test_what_came_back_and_why(book, sold):
    (found,) = returned.lines(book, FIRST, LAST)
    assert (found.product, found.customer, found.on) == ("HDMI cable", "Thabo", day(1))
    assert (found.quantity_milli, found.total_minor, found.reason) == (1000, 100, "broken")
    book.post(head(kind="return"), line(sold.cable, -1, -100, note="wrong size"))
    assert [one.reason for one in returned.lines(book, FIRST, LAST)] == ["wrong size", "broken"]
    assert returned.lines(book, FIRST, day(3)) == []


@pytest.mark.usefixtures("sold")
def test_the_trail_is_counted_and_turned_page_by_page(book):
    since, until = NOW - timedelta(hours=1), NOW + timedelta(hours=1)
    steps = trail.steps(book, since, until, limit=100)
    assert steps[0].what == "undo"
    assert [one.id for one in steps] == sorted((one.id for one in steps), reverse=True)
    assert sum(one.count for one in trail.tally(book, since, until)) == len(steps) == 7
    assert trail.steps(book, before_id=steps[2].id, limit=2) == steps[3:5]
    assert trail.steps(book, until, limit=5) == []
    assert trail.tally(book, until, until + timedelta(days=1)) == []


@pytest.mark.usefixtures("sold")
def test_the_condition_of_a_book(book, known):
    book.post(head(kind="stocktake"), CountLine(TODAY, known.cable, 5000))
    with book.writing():
        heartbeats.beat(book, heartbeats.POLLED, NOW)
    found = condition.condition(book)
    assert (found.entries, found.sale_lines, found.products, found.customers) == (6, 5, 2, 2)
    assert (found.waiting, found.set_aside, found.to_send, found.not_sent) == (0, 0, 0, 0)
    assert found.bytes > 0 == found.bytes % 4096
    assert found.beats == {heartbeats.POLLED: NOW}
