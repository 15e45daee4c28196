"""/customer and /product: the right figures, a choice where several fit, and no dead end where none is named."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.answer import Lines
from bot.sample.year import Truth
from storage import members
from tests.commands.parts import chart, says, sql, table
from tests.demo_shop import NOW, TODAY, Talk


def test_a_customers_card_has_his_figures(demo):
    answer = demo.say("/customer Thabo Mokoena last month")
    ((minor, visits),) = sql(
        demo,
        "SELECT sum(total_minor), count(DISTINCT sold_on) FROM sales_book "
        "WHERE customer = 'Thabo Mokoena' AND sold_on BETWEEN '2025-10-01' AND '2025-10-31'",
    )
    assert answer.text.startswith(f"Thabo Mokoena: {demo.shop.round(minor)} on {visits} visits")
    ((product, pieces),) = sql(
        demo,
        "SELECT product, sum(quantity) FROM sales_book WHERE customer = 'Thabo Mokoena' "
        "AND sold_on BETWEEN '2025-10-01' AND '2025-10-31' GROUP BY 1 ORDER BY sum(total_minor) DESC, 1 LIMIT 1",
    )
    first, cells = next(iter(table(answer).items()))
    assert first == product
    assert cells[0] == demo.shop.number(pieces)


def test_the_lost_customer_is_seen_to_be_late(demo):
    answer = demo.say(f"/customer {Truth().lost_customer}")
    assert "though he used to come every" in answer.text
    ((last,),) = sql(demo, "SELECT max(sold_on) FROM sales_book WHERE customer = ?", Truth().lost_customer)
    days = (TODAY - date.fromisoformat(last)).days
    assert f"last here {days} days ago" in answer.text
    assert days >= Truth().lost_from_end_days


def test_the_chart_of_a_customer_holds_whole_months_only(demo):
    drawn = chart(demo.say("/customer Thabo Mokoena"), Lines)
    assert drawn.days[-1].isoformat() == "2025-10-01"
    ((minor,),) = sql(
        demo,
        "SELECT sum(total_minor) FROM sales_book WHERE customer = 'Thabo Mokoena' AND sold_on LIKE '2025-10-%'",
    )
    assert drawn.series[0].values[-1] == minor


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("/customer Thabo", {"Thabo Mokoena", "Thabo Nkosi"}),
        ("/product hdmi cable", {"HDMI cable 2m", "HDMI cable 5m"}),
    ],
)
def test_several_that_fit_are_a_choice(demo, said, names):
    answer = demo.say(said)
    assert "Which one do you mean?" in answer.text
    command = said.split()[0]
    assert {one.removeprefix(f"{command} ") for one in says(answer)} == names
    assert demo.say(says(answer)[0]).text.startswith(says(answer)[0].removeprefix(f"{command} "))


@pytest.mark.parametrize("command", ["customer", "product", "statement"])
def test_where_none_is_named_the_best_are_offered(demo, command):
    assert 4 <= len(says(demo.say(f"/{command}"))) <= 8


@pytest.mark.parametrize("command", ["customer", "product", "statement"])
def test_an_empty_book_is_said_kindly(empty, command):
    assert " yet" in empty.say(f"/{command}").text
    assert says(empty.answers[-1])


def test_an_unknown_name_is_said_back(demo):
    assert "I know no customer called “zebulon”" in demo.say("/customer Zebulon").text


def test_a_products_card_has_its_figures(demo):
    answer = demo.say("/product Kettle last month")
    ((pieces, minor),) = sql(
        demo,
        "SELECT sum(quantity), sum(total_minor) FROM sales_book "
        "WHERE product = 'Kettle' AND sold_on BETWEEN '2025-10-01' AND '2025-10-31'",
    )
    assert answer.text.startswith(f"Kettle: {demo.shop.number(pieces)} sold for {demo.shop.round(minor)}")
    assert "Sells at R299, costs R190, margin 36 %" in answer.text
    assert table(answer)["Sold"][0] == demo.shop.number(pieces)


def test_what_is_bought_with_it_is_found(demo):
    assert "Bought with it: Screen protector" in demo.say("/product Phone case").text


def test_the_dying_product_is_seen_to_fall(demo):
    answer = demo.say(f"/product {Truth().dying_product}")
    assert "▼ 9" in answer.text
    assert "none sold in four weeks" in answer.text


def test_cost_and_margin_are_not_for_staff(demo):
    with demo.shop.book.writing():
        members.join(demo.shop.book, 7, "staff", "Lerato", NOW)
    clerk = Talk(demo.shop, sender=7)
    answer = clerk.say("/product Kettle")
    assert "Sells at R299" in answer.text
    assert "costs" not in answer.text
    assert "Margin" not in table(answer)


def test_a_product_never_sold_has_a_card(empty):
    empty.say("1 kettle 300 cash")
    empty.say("kettle is now R320")
    empty.say("/undo 1")
    answer = empty.say("/product kettle")
    assert "did not sell" in answer.text
    assert "Never counted" in answer.text


def test_a_question_for_the_price_is_answered_first(demo):
    assert demo.say("price of kettle").text.startswith("Kettle: sells at R299, costs R190, margin 36 %")
    assert demo.say("how much is a kettle").text.startswith("Kettle: sells at R299")
    assert " sold for R" in demo.say("how is kettle doing").text.splitlines()[0]


LATER = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("/hours", "Saturday is your best day"),
        ("/trends", "Sales: no clear direction"),
        ("/anomalies", "1 day was out of the ordinary"),
        ("/slow", f"{Truth().dying_product} has not sold for"),
        ("/product Kettle", " sold for R"),
        ("/customer Thabo Mokoena", " visits, last here"),
        ("/report", "The report of November 2025 is ready"),
    ],
)
def test_a_book_that_ended_long_ago_is_seen_from_its_end(demo, said, found):
    demo.at = LATER
    assert found in demo.say(said).text.splitlines()[0]
