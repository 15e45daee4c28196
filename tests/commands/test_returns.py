"""/returns: the rate, the products, the reasons that were said."""

from __future__ import annotations

from bot.sample.year import Truth
from tests.commands.parts import says, table


def test_rate_products_and_reasons(empty):
    empty.say("10 kettle 3000 cash")
    empty.say("10 iron 1000 cash")
    empty.say("return 1 kettle 300, broken")
    empty.say("return 1 iron 100")
    answer = empty.say("/returns")
    assert answer.text.startswith("R400 came back, 10,0 % of what was sold")
    assert table(answer) == {"Kettle": ("1", "R300", "10 %"), "Iron": ("1", "R100", "10 %")}
    assert "Why: broken (1); 1 without a reason" in answer.text


def test_few_sold_pieces_make_no_rate(empty):
    empty.say("2 kettle 600 cash")
    empty.say("return 1 kettle 300")
    answer = empty.say("/returns")
    assert table(answer)["Kettle"][2] == ""
    assert "No reason was written down" in answer.text


def test_an_undone_return_does_not_count(empty):
    empty.say("2 kettle 600 cash")
    empty.say("return 1 kettle 300")
    empty.say("undo")
    assert "Nothing came back" in empty.say("/returns").text
    assert says(empty.answers[-1])


def test_what_was_planted_comes_back_most(demo):
    answer = demo.say("/returns this year")
    product, (_pieces, _paid, rate) = next(iter(table(answer).items()))
    assert product == Truth().faulty_product
    assert (
        int(rate.rstrip(" %")) > 5 > max(int(row[2].rstrip(" %")) for row in list(table(answer).values())[1:])
    )
    assert "Why: broken" in answer.text


def test_nothing_came_back(empty):
    empty.say("10 kettle 3000 cash")
    assert "Nothing came back" in empty.say("/returns").text


def test_an_empty_book(empty):
    assert "The book is empty" in empty.say("/returns").text
