"""How sure the shelf is to be, and how long a delivery takes: chosen in the chat, used from then on."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("said", "level"),
    [("95", 0.95), ("95%", 0.95), ("97,5 %", 0.975), ("0.8", 0.8), ("99.9", 0.999), ("50%", 0.5)],
)
def test_how_sure_the_shelf_is_to_be_is_read_as_it_is_said(empty, said, level):
    assert empty.say(f"/service_level {said}").command == "settings"
    assert empty.shop.settings.stock.service_level == level


@pytest.mark.parametrize(
    ("said", "days"), [("5", 5), ("1 day", 1), ("10 days", 10), ("2 weeks", 14), ("a week", 7), ("0", 0)]
)
def test_how_long_a_delivery_takes_is_read_as_it_is_said(empty, said, days):
    assert empty.say(f"/lead_time {said}").command == "settings"
    assert empty.shop.settings.stock.lead_time_days == days


@pytest.mark.parametrize(
    "nonsense",
    ["/service_level 100", "/service_level 20%", "/service_level very", "/lead_time 400", "/lead_time soon"],
)
def test_what_cannot_be_is_refused_and_changes_nothing(empty, nonsense):
    before = empty.shop.settings
    answer = empty.say(nonsense)
    assert answer.alert
    assert answer.buttons
    assert empty.shop.settings == before


def test_a_surer_shelf_orders_more_from_then_on_and_undo_brings_it_back(demo):
    usual = demo.say("/reorder").text
    assert "90 %" in usual
    demo.say("/settings")
    demo.tap("Sure to have it: 90 %")
    demo.tap("98 %")
    surer = demo.say("/reorder").text
    assert "98 %" in surer
    assert surer != usual
    demo.say("/undo")
    assert demo.say("/reorder").text == usual


def test_nothing_is_called_wholly_sure(demo):
    demo.say("/service_level 99.9")
    assert "99,9 %" in demo.say("/reorder").text
    assert "99,9 %" in demo.say("/settings").buttons[4][0].label
    assert "100 %" not in demo.say("/whatif service 99.9%").text


def test_what_was_supposed_is_set_with_one_tap(demo):
    demo.say("/whatif service 95%")
    demo.tap("Work with 95 %")
    assert demo.shop.settings.stock.service_level == 0.95
    demo.say("/whatif service 95%")
    assert not any(one.label.startswith("Work with") for row in demo.answers[-1].buttons for one in row)


def test_the_question_marks_what_is_so_now(empty):
    empty.say("/lead_time 3")
    labels = [one.label for row in empty.say("/lead_time").buttons for one in row]
    assert "✅ 3 days" in labels
    assert "1 day" in labels


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("a delivery takes 5 days", 5),
        ("deliveries take 2 weeks", 14),
        ("my supplier takes 3 days to deliver", 3),
        ("lead time 6 days", 6),
        ("lead time two weeks", 14),
    ],
)
def test_how_long_a_delivery_takes_is_said_in_plain_words(demo, said, days):
    demo.say(said)
    assert demo.shop.settings.stock.lead_time_days == days


def test_of_one_product_it_is_told_of_that_one_and_a_sale_beside_it_is_not_lost(demo):
    assert "takes 2 days to arrive" in demo.say("delivery of 5 kettles takes 2 days").text
    assert demo.shop.settings.stock.lead_time_days == 7
    demo.say("sold 2 kettles 598, delivery takes 3 days")
    assert "takes 3 days" not in demo.answers[-1].text


def test_the_service_level_is_said_in_plain_words(demo):
    demo.say("set the service level to 95")
    assert demo.shop.settings.stock.service_level == 0.95
