"""/basket and /recommend: the planted pairs are found, offers say how they did, and nothing is said as nothing."""

from __future__ import annotations

from bot.answer import Bars
from bot.sample.year import PAIRS
from tests.commands.parts import chart, says, table


def test_the_planted_pairs_and_no_others(demo):
    answer = demo.say("/basket")
    found = {tuple(name.split(" + ")) for name in chart(answer, Bars).names}
    assert found == set(PAIRS.items())
    assert answer.text.startswith(
        "58 % of those who take Phone case"
    )  # the pair that brings most, not the rarest
    assert "46 of 79 with the first (58 %), ×4,9 against chance, 1,1 % of all" in answer.text


def test_the_pairs_of_one_product(demo):
    text = demo.say("/basket phone case").text
    assert "Phone case + Screen protector" in text
    assert "TV wall bracket" not in text
    assert demo.say("/basket kettle").text.startswith("Nothing goes with Kettle oftener than by chance.")


def test_what_goes_with_a_product(demo):
    answer = demo.say("/recommend phone case")
    assert answer.text.startswith("With Phone case offer Screen protector")
    assert list(table(answer)) == ["Screen protector"]
    assert "/product Phone case" in says(answer)
    assert demo.say("/recommend kettle").text.startswith("Nothing goes with Kettle")


def test_offers_to_a_customer_say_how_such_offers_did(demo):
    answer = demo.say("/recommend Neo Phetla")
    assert answer.text.startswith("Offer Neo Phetla: ")
    assert "choosing by likeness hit no oftener" in answer.text
    bought = {
        product
        for (product,) in demo.shop.book.rows(
            "SELECT DISTINCT product FROM sales_book WHERE customer = ?", ["Neo Phetla"]
        )
    }
    offered = [
        line.split(". ", 1)[1].split(",")[0] for line in answer.text.splitlines() if line[:1].isdigit()
    ]
    assert len(offered) == 5
    assert not bought.intersection(offered)


def test_who_has_everything_is_offered_nothing(demo):
    assert "has bought everything you sell" in demo.say("/recommend thabo mokoena").text


def test_nobody_named_asks_whom(demo):
    answer = demo.say("/recommend")
    assert answer.text.startswith("Which customer?")
    assert demo.tap("Lerato Dlamini").command == "recommend"


def test_an_empty_shop(empty):
    assert empty.say("/basket").text.startswith("No sale in the book holds two products yet.")
    assert "No customer is in the book yet" in empty.say("/recommend").text


def test_few_baskets_are_counts_with_what_is_missing(empty):
    for day in range(1, 8):
        empty.say(f"on {day} nov 1 kettle 300, 1 iron 200 cash")
    answer = empty.say("/basket")
    assert "went together 7 times" in answer.text
    assert "It takes 300 sales of two products or more; the book has 7." in answer.text
    assert "×" not in answer.text
    assert "Too early for what goes together." in empty.say("/recommend kettle").text
