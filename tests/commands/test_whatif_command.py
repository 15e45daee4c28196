"""/whatif: suppositions are read from words, worked out beside what is, and not told where nothing is known."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.demo.talk import TODAY
from bot.findings.scenario import Scenario, read
from bot.language.slots import parse_arguments
from bot.money import MILLI
from storage import records as row
from tests.commands.parts import says, table


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("price kettle +10%", Scenario("price", 0.1)),
        ("price kettle 350", Scenario("price", None, None, 350_00)),
        ("what if i lower the price by 5%", Scenario("price", -0.05)),
        ("kettle 10 percent cheaper", Scenario("price", -0.1)),
        ("what happens if demand doubles", Scenario("demand", 1.0)),
        ("demand falls 20%", Scenario("demand", -0.2)),
        ("what if the supplier is late", Scenario("late")),
        ("what if the supplier is a week late", Scenario("late", None, 7)),
        ("lead time 14 days", Scenario("lead", None, 14)),
        ("what if the delivery takes longer", Scenario("late")),
        ("98% sure", Scenario("service", 0.98)),
        ("campaign 1500", Scenario("campaign", None, None, 1500_00)),
        ("kettle +5%", Scenario("price", 0.05)),
        ("kettle", None),
        ("what if i raise the price of usb-c cable to 110", Scenario("price", None, None, 110_00)),
        ("what if i sell kettles for 150", Scenario("price", None, None, 150_00)),
        ("raise the price of kettle by 20", Scenario("price", None, None, 20_00, more=True)),
        ("lower the price of kettle by R20", Scenario("price", None, None, -20_00, more=True)),
        ("service 99 kettle", Scenario("service", 0.99)),
        ("what if the supplier is two weeks late", Scenario("late", None, 14)),
        ("what if the supplier is a fortnight late", Scenario("late", None, 14)),
        ("what if i sell 30 kettles", Scenario("demand")),
    ],
)
def test_what_is_supposed(demo, text, expected):
    slots = parse_arguments(text, demo.shop.known(), TODAY)
    found = read(text, slots)
    assert (found is None) == (expected is None)
    if found is not None:
        assert (found.kind, found.days, found.amount_minor, found.more) == (
            expected.kind,
            expected.days,
            expected.amount_minor,
            expected.more,
        )
        assert found.share == pytest.approx(expected.share)


def test_a_price_that_never_changed_is_not_told_but_where_it_pays_is(demo):
    text = demo.say("/whatif price kettle +10%").text
    assert "cannot be told from your sales: its price has not changed" in text
    assert "It pays as long as you lose less than 22 % of the pieces" in text
    assert "It pays only if you sell" in demo.say("/whatif price kettle -10%").text
    assert "earns nothing" in demo.say("/whatif price kettle 150").text


def test_a_bare_number_is_the_new_price_and_by_a_number_the_step(demo):
    assert (
        "USB-C cable at R110 instead of R90"
        in demo.say("what if i raise the price of usb-c cable to 110").text
    )
    assert (
        "USB-C cable at R100 instead of R90"
        in demo.say("what if i raise the price of usb-c cable by 10").text
    )


def test_a_name_the_book_does_not_know_is_asked_about(demo):
    assert "I know no product called “unicorn”" in demo.say("/whatif price unicorn +10%").text
    assert "Prices of everything +10 %" in demo.say("/whatif raise all prices by 10%").text


def test_one_products_order_is_told_in_pieces(demo):
    now, then = table(demo.say("/whatif demand kettle +50%"))["Pieces to order"]
    assert _figure(then) > _figure(now) > 1
    assert "Products to order" in table(demo.say("/whatif demand +50%"))


def test_a_price_whose_effect_the_book_shows_is_told(empty):
    book = empty.shop.book
    (product,) = book.ensure_products(["Tea"]).values()
    lines = [
        row.SaleLine(
            sold_on=TODAY - timedelta(days=back),
            product_id=product,
            quantity_milli=(6 if dear else 12) * MILLI,
            total_minor=(6 * 120_00 if dear else 12 * 100_00),
            cost_minor=(6 if dear else 12) * 50_00,
            sale=back,
        )
        for back in range(1, 400)
        if (dear := (back // 56) % 2) in (0, 1)
    ]
    head = row.EntryHead(kind="sale", source="tea", made_at=empty.at, who="test", raw_text="tea")
    book.post(head, *lines)
    empty.say("tea costs me R50")
    answer = empty.say("/whatif price tea +5%")
    now, then = (int(cell.replace(" ", "")) for cell in table(answer)["Pieces"])
    assert then < now
    assert table(answer)["Profit"]
    assert "1 % dearer sold" in answer.text
    assert "Profit would change by" in answer.text


def test_more_demand_sells_more_and_orders_more(demo):
    rows = table(demo.say("/whatif demand +20%"))
    assert all(_figure(then) > _figure(now) for now, then in rows.values())
    assert _figure(rows["Pieces"][1]) == pytest.approx(1.2 * _figure(rows["Pieces"][0]), rel=0.01)


def test_one_category_alone(demo):
    rows = table(demo.say("/whatif demand cables -30%"))
    assert _figure(rows["Pieces"][0]) < 400
    assert _figure(rows["Revenue"][1]) == pytest.approx(0.7 * _figure(rows["Revenue"][0]), rel=0.01)


def test_a_late_supplier_costs_sales(demo):
    answer = demo.say("/whatif late 7 days")
    now, then = table(answer)["Not sold"]
    assert _figure(then) > _figure(now)
    assert "more not sold" in answer.text
    assert "less not sold" in demo.say("/whatif lead time 2 days").text


def test_surer_shelves_cost_more(demo):
    now, then = table(demo.say("/whatif service 98%"))["It costs"]
    assert _figure(then) > _figure(now)


def test_a_campaign_must_earn_its_cost(demo):
    text = demo.say("/whatif campaign 1500").text
    assert text.startswith("A campaign for R1 500 must bring R")
    assert "Of every R100 sold R" in text
    assert "What would it cost" in demo.say("what if i run a special").text


def test_nothing_supposed_offers_some(demo):
    answer = demo.say("/whatif kettle")
    assert answer.text.startswith("What if … for Kettle?")
    assert "/whatif price Kettle +5%" in says(answer)
    assert demo.tap("Demand +20").text.startswith("Demand for Kettle +20 %")


def test_an_empty_shop(empty):
    assert "Too early to forecast" in empty.say("/whatif price +5%").text
    assert "Too early to forecast" in empty.say("/whatif demand +20%").text
    assert "Too early to forecast" in empty.say("/whatif late 7 days").text
    assert "I need the cost" in empty.say("/whatif campaign 1500").text


def _figure(written):
    return int(written.replace("R", "").replace(" ", "").replace("%", ""))
