"""/profit, /expenses, /debts, /statement: figures equal the view's, and what is not known is said."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

from bot.answer import Lines, Steps, Style, Words
from bot.command import Role
from bot.commands.registry import COMMANDS
from tests.commands.parts import chart, says, sql, table
from tests.demo_shop import TODAY

OCTOBER = ("2025-10-01", "2025-10-31")


def test_profit_is_revenue_less_cost_less_expenses(demo):
    answer = demo.say("/profit last month")
    ((revenue, cost),) = sql(
        demo,
        "SELECT sum(total_minor), sum(cost_minor) FROM sales_book WHERE sold_on BETWEEN ? AND ?",
        *OCTOBER,
    )
    ((spent,),) = sql(
        demo, "SELECT sum(amount_minor) FROM expenses_book WHERE spent_on BETWEEN ? AND ?", *OCTOBER
    )
    rows, write = table(answer), demo.shop.round
    assert rows["Revenue"][0] == write(revenue)
    assert rows["Cost of goods"][0] == write(cost)
    assert rows["Expenses"][0] == write(spent)
    assert rows["Net"][0] == write(revenue - cost - spent)
    assert "estimated" not in answer.text
    assert "Cost known" not in answer.text


def test_the_waterfall_ends_where_it_says(demo):
    steps = chart(demo.say("/profit last month"), Steps)
    running = 0.0
    for value, kind in zip(steps.values, steps.kinds, strict=True):
        if kind == "total":
            assert running in (0.0, value)
            running = value
        else:
            running += value
    assert steps.names[0] == "Revenue"
    assert steps.names[-1] == "Net"


def _kettle_with_cost(talk):
    talk.say("on 3 sep 1 kettle 300 cash")
    talk.say("kettle costs me R200")
    talk.say("1 kettle 300 cash")


def test_unknown_costs_are_said_and_carried_over(empty):
    _kettle_with_cost(empty)
    empty.say("1 iron 100 cash")
    answer = empty.say("/profit")
    assert "Cost known for 75 % of sales" in answer.text
    rows = table(answer)
    assert rows["Margin"][0] == "~R133"
    assert rows["of revenue"][0] == "33 %"
    assert any(
        block.style is Style.QUOTE and "Iron costs me" in block.text
        for block in answer.blocks
        if isinstance(block, Words)
    )


def test_too_few_costs_give_no_profit(empty):
    empty.say("1 iron 100 cash")
    answer = empty.say("/profit")
    assert "too few costs are known" in answer.text
    assert table(answer)["Net"][0] == "?"
    assert chart(answer, Steps) is None
    assert "/loose_ends" in says(answer)


def test_the_sentence_that_mends_a_cost_is_understood(empty):
    empty.say("1 iron 100 cash")
    quote = next(
        block.text
        for block in empty.say("/profit").blocks
        if isinstance(block, Words) and block.style is Style.QUOTE
    )
    assert empty.say(quote).command == "price"


def test_a_loss_is_called_one(empty):
    _kettle_with_cost(empty)
    empty.say("paid R500 for rent")
    assert "a loss of R400" in empty.say("/profit").text


def test_expenses_are_added_up_by_what_they_were_for(demo):
    rows = table(demo.say("/expenses last month"))
    expected = sql(
        demo,
        "SELECT note, sum(amount_minor) FROM expenses_book WHERE spent_on BETWEEN ? AND ? GROUP BY 1",
        *OCTOBER,
    )
    assert {name.casefold(): row[0] for name, row in rows.items()} == {
        note: demo.shop.round(minor) for note, minor in expected
    }


def test_no_expenses_gives_the_sentence(empty):
    answer = empty.say("/expenses")
    assert "No expenses were written down" in answer.text
    assert empty.say("paid R350 for electricity").command == "expense"


def test_money_is_the_owners():
    owners = {one.name for one in COMMANDS if one.role is Role.OWNER}
    assert {"profit", "expenses", "report", "audit"} <= owners


def test_debts_are_those_of_the_book(demo):
    answer = demo.say("/debts")
    expected = sql(demo, "SELECT customer, balance_minor FROM debts_book ORDER BY 2 DESC, 1 LIMIT 15")
    assert [(name, row[0]) for name, row in table(answer).items()] == [
        (name, demo.shop.write(minor)) for name, minor in expected
    ]
    ((count, whole),) = sql(demo, "SELECT count(*), sum(balance_minor) FROM debts_book")
    assert answer.text.startswith(f"{count} customers owe you {demo.shop.write(whole)}")


def test_one_debt_is_told_alone(empty):
    empty.say("1 kettle to Thabo Nkosi 299 on credit")
    assert "Thabo Nkosi owes R299, since today" in empty.say("how much does Thabo Nkosi owe me").text
    empty.say("Thabo Nkosi paid 299")
    assert "Thabo Nkosi owes nothing" in empty.say("/debts Thabo Nkosi").text
    assert "Nobody owes you anything" in empty.say("/debts").text


def test_a_statement_adds_up_to_what_is_owed(demo):
    answer = demo.say("/statement Sipho Zulu")
    ((owed,),) = sql(demo, "SELECT balance_minor FROM debts_book WHERE customer = 'Sipho Zulu'")
    assert f"To pay: {demo.shop.write(owed)}" in answer.text
    assert answer.text.startswith("Pilusa Electronics\nAccount of Sipho Zulu\nAs of 21 Nov 2025")


def test_a_statement_begins_after_the_account_was_settled(empty):
    empty.say("1 kettle to Thabo Nkosi 299 on credit")
    empty.say("Thabo Nkosi paid 299")
    empty.say("1 iron to Thabo Nkosi 349 on credit")
    empty.say("Thabo Nkosi paid 100")
    answer = empty.say("/statement Thabo Nkosi")
    block = next(block for block in answer.blocks if hasattr(block, "rows"))
    assert block.rows == (("21 Nov", "Iron", "R349"), ("21 Nov", "paid", "-R100"))
    assert "To pay: R249" in answer.text


def test_who_never_had_credit_has_no_account(empty):
    empty.say("1 kettle to Thabo Nkosi 299 cash")
    assert "never bought on credit" in empty.say("/statement Thabo Nkosi").text


def test_a_long_period_is_drawn_by_whole_weeks(demo):
    drawn = chart(demo.say("/sales this year"), Lines)
    (now,) = (series for series in drawn.series if not series.quiet)
    assert all(later - earlier == timedelta(7) for earlier, later in pairwise(drawn.days))
    for first, taken in zip(drawn.days, now.values, strict=True):
        ((minor,),) = sql(
            demo,
            "SELECT sum(total_minor) FROM sales_book WHERE sold_on BETWEEN ? AND ?",
            first.isoformat(),
            (first + timedelta(6)).isoformat(),
        )
        assert taken == minor
    assert drawn.days[-1] + timedelta(6) <= TODAY


def test_without_a_period_before_nothing_is_said_of_grey(demo):
    drawn = chart(demo.say("/sales this year"), Lines)
    assert [series.quiet for series in drawn.series] == [False]
    assert "grey" not in drawn.footing
    assert "grey: " in chart(demo.say("/sales last month"), Lines).footing
