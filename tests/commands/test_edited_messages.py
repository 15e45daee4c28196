"""A message changed in Telegram: its entry is replaced, keeps its day and moment, and the price it no longer names."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.commands.parts import sql

SALES = "SELECT product, quantity, total_minor, sold_on FROM sales_book ORDER BY product"


def said(talk, text):
    """Say something; gives the message's source."""
    talk.say(text)
    return f"tg:{talk.sender}:{talk.said}"


def edited(talk, source, text, **more):
    return talk.say(text, source=source, edit=True, **more)


def amounts(talk):
    return [(product, quantity, total) for product, quantity, total, _ in sql(talk, SALES)]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_price_that_only_the_replaced_entry_named_is_remembered(empty, times):
    source = said(empty, "1 lamp 45")
    for number in range(2, 2 + times):
        assert edited(empty, source, f"{number} lamps").command == "edit"
        assert amounts(empty) == [("Lamp", number, 4500 * number)]
    assert empty.say("2 lamps").command == "sale"  # and it stays the lamp's price


def test_a_special_price_is_remembered_before_the_usual_one(demo):
    source = said(demo, "3 phone cases 300")
    assert "R200" in edited(demo, source, "2 phone cases").text
    assert "R220" in demo.say("2 phone cases").text


def test_an_odd_total_comes_back_to_the_cent(empty):
    source = said(empty, "3 lamps 100")
    edited(empty, source, "2 lamps")
    assert amounts(empty) == [("Lamp", 2, 6667)]
    source = said(empty, "6 mops 100")
    edited(empty, source, "6 mops cash")
    assert amounts(empty)[1] == ("Mop", 6, 10_000)


def test_a_price_in_the_new_words_goes_before_the_remembered_one(empty):
    source = said(empty, "1 lamp 45")
    edited(empty, source, "2 lamps 100")
    assert amounts(empty) == [("Lamp", 2, 10_000)]
    assert "R50" in empty.say("1 lamp").text


def test_of_several_lines_each_keeps_its_price(empty):
    source = said(empty, "2 bulbs 90 and 3 mops 60")
    edited(empty, source, "2 bulbs and 4 mops")
    assert amounts(empty) == [("Bulb", 2, 9000), ("Mop", 4, 8000)]
    edited(empty, source, "1 bulb and 5 mops")
    assert amounts(empty) == [("Bulb", 1, 4500), ("Mop", 5, 10_000)]


def test_a_total_of_the_whole_message_is_taken_as_said(empty):
    source = said(empty, "2 bulbs 90 and 3 mops 60")
    edited(empty, source, "2 bulbs and 4 mops for 180 in all")
    assert sum(total for _, _, total in amounts(empty)) == 18_000


def test_a_discount_is_not_remembered_as_a_price(demo):
    source = said(demo, "2 phone cases 10% off")
    assert "R198" in demo.answers[-1].text
    assert "R330" in edited(demo, source, "3 phone cases").text


def test_what_a_delivery_cost_is_remembered_too(empty):
    source = said(empty, "received 10 kettles 2000")
    edited(empty, source, "received 12 kettles")
    assert sql(empty, "SELECT quantity, total_minor FROM restocks_book") == [(12, 240_000)]


def test_a_product_that_was_named_wrongly_takes_nothing_with_it(empty):
    source = said(empty, "1 lamp 45")
    assert edited(empty, source, "1 rug").command == "doubt"
    assert amounts(empty) == [("Lamp", 1, 4500)]


def test_undoing_the_edit_undoes_the_price_it_carried(empty):
    source = said(empty, "1 lamp 45")
    edited(empty, source, "2 lamps")
    empty.say("undo")
    assert empty.say("2 lamps").command == "doubt"


def test_several_edits_after_midnight_all_count_and_stay_on_the_messages_day(empty):
    (day,) = {str(empty.shop.today(empty.at))}
    source = said(empty, "1 lamp 45")
    midnight = empty.at.replace(hour=21, minute=59, second=59)  # the shop's, in UTC
    for number, version in ((2, "1763762400-0"), (3, "1763762460-0"), (4, "1763762460-f")):
        assert edited(empty, source, f"{number} lamps", at=midnight, version=version).command == "edit"
        assert sql(empty, SALES) == [("Lamp", number, 4500 * number, day)]


def test_an_edit_that_comes_again_changes_nothing(empty):
    source = said(empty, "1 lamp 45")
    for _ in range(3):
        edited(empty, source, "2 lamps", at=empty.at, version="1763720000-1")
    assert sql(empty, "SELECT count(*) FROM entries") == [(2,)]
    assert amounts(empty) == [("Lamp", 2, 9000)]


def test_an_earlier_edit_that_comes_later_changes_nothing(empty):
    source = said(empty, "1 lamp 45")
    edited(empty, source, "3 lamps", at=empty.at + timedelta(minutes=9))
    assert "later change" in edited(empty, source, "2 lamps", at=empty.at + timedelta(minutes=5)).text
    assert amounts(empty) == [("Lamp", 3, 13_500)]


def test_an_edit_that_overtakes_its_message_is_the_sale(empty):
    said(empty, "1 lamp 45")
    edited(empty, "tg:1:77", "3 lamps", at=empty.at + timedelta(minutes=9))
    empty.say("2 lamps", source="tg:1:77")
    assert amounts(empty) == [("Lamp", 1, 4500), ("Lamp", 3, 13_500)]


def test_an_edit_of_what_was_taken_out_offers_to_put_it_back(empty):
    source = said(empty, "1 lamp 45")
    empty.say("undo")
    assert "taken out" in edited(empty, source, "2 lamps").text
    assert amounts(empty) == []
    empty.tap("Put it back")
    assert amounts(empty) == [("Lamp", 1, 4500)]


def test_the_moment_of_the_sale_stays_through_all_edits(empty):
    source = said(empty, "1 lamp 45")
    before = sql(empty, "SELECT sold_at FROM sales_book")
    for number in (2, 3):
        edited(empty, source, f"{number} lamps")
    assert sql(empty, "SELECT sold_at FROM sales_book") == before
