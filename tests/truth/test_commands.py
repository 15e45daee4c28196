"""The figures that commands show, against the rows as they were made up."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from bot.answer import Heat, Table

PERIODS = {
    "February 2026": (date(2026, 2, 1), date(2026, 2, 28)),
    "this year": (date(2026, 1, 1), date(2026, 8, 21)),
}


@pytest.fixture(params=PERIODS)
def asked(request, truth):
    """Give how a period is said, and its rows."""
    first, last = PERIODS[request.param]
    days = truth.rows["day"]
    return request.param, truth.rows[days.between(pd.Timestamp(first), pd.Timestamp(last))]


def table(truth, text: str) -> list[tuple[str, ...]]:
    answer = truth.talk.say(text)
    (found,) = [block for block in answer.blocks if isinstance(block, Table)]
    return list(found.rows)


def named(truth, text: str) -> dict[str, tuple[str, ...]]:
    return {name.strip(): tuple(cells) for name, *cells in table(truth, text)}


def write(truth, sums: pd.Series) -> dict[str, str]:
    return {name: truth.talk.shop.round(minor) for name, minor in sums.items()}


def test_sales(truth, asked):
    period, rows = asked
    found, shop = named(truth, f"/sales {period}"), truth.talk.shop
    sold, back = rows[rows["pieces"] > 0], rows[rows["pieces"] < 0]
    sales, revenue = sold["sale"].nunique(), int(rows["minor"].sum())
    assert found["Revenue"][0] == shop.round(revenue)
    assert found["Sales"][0] == shop.number(sales)
    assert found["Units"][0] == shop.number(rows["pieces"].sum())
    assert found["Average sale"][0] == shop.round(revenue / sales)
    assert found["Returns"][0] == shop.round(-back["minor"].sum())


def test_sales_are_compared_with_the_month_before(truth):
    found = named(truth, "/sales February 2026")
    days = truth.rows["day"].dt.to_period("M")
    before = truth.rows[days == pd.Period("2026-01")]
    assert found["Revenue"][1] == truth.talk.shop.round(before["minor"].sum())


def test_profit(truth, asked):
    period, rows = asked
    found, shop = named(truth, f"/profit {period}"), truth.talk.shop
    costed = rows[rows["cost"].notna()]
    revenue, spent = rows["minor"].sum(), 150_000 * rows["day"].dt.month.nunique()
    margin = revenue * (1 - costed["cost"].sum() / costed["minor"].sum())
    assert found["Revenue"][0] == shop.round(revenue)
    assert found["Margin"][0] == f"~{shop.round(margin)}"
    assert found["Cost of goods"][0] == f"~{shop.round(revenue - margin)}"
    assert found["Expenses"][0] == shop.round(spent)
    assert found["Net"][0] == f"~{shop.round(margin - spent)}"


def test_top_customers_and_products(truth, asked):
    period, rows = asked
    for command, column in (("top_customers", "customer"), ("top_products", "product")):
        expected = rows.groupby(column)["minor"].sum().sort_values(ascending=False, kind="stable").head(10)
        found = table(truth, f"/{command} {period}")
        assert [row[-1] for row in found] == list(write(truth, expected).values())
        best = {row[0].partition(". ")[2]: row[-1] for row in found}
        assert best == write(truth, expected)


def test_returns(truth, asked):
    period, rows = asked
    back = rows[rows["pieces"] < 0]
    found = named(truth, f"/returns {period}")
    assert {name: cells[1] for name, cells in found.items()} == write(
        truth, -back.groupby("product")["minor"].sum()
    )
    taken = rows[rows["pieces"] > 0]["minor"].sum()
    share = truth.talk.shop.number(100 * -back["minor"].sum() / taken, 1)
    assert f"{share} % of what was sold" in truth.talk.answers[-1].text


@pytest.mark.parametrize(("command", "column"), [("categories", "category"), ("regions", "region")])
def test_breakdowns(truth, asked, command, column):
    period, rows = asked
    expected = write(truth, rows.groupby(column)["minor"].sum())
    found = {name: cells[0] for name, cells in named(truth, f"/{command} {period}").items()}
    rest = found.keys() - expected.keys()
    assert {name: found[name] for name in expected} == expected
    assert [found[name] for name in rest] == [truth.talk.shop.round(rows[rows[column].isna()]["minor"].sum())]


def test_payments(truth, asked):
    period, rows = asked
    words = {"cash": "Cash", "card": "Card", "eft": "EFT", "credit": "On credit"}
    found = {name: cells[0] for name, cells in named(truth, f"/payments {period}").items()}
    expected = write(truth, rows.groupby("payment")["minor"].sum())
    assert {name: found[words[name]] for name in expected} == expected


def test_hours(truth, asked):
    period, rows = asked
    found = named(truth, f"/hours {period}")
    traded = rows.groupby("day")["minor"].sum()
    for number, name in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")):
        of_day = traded[traded.index.day_of_week == number]
        assert found[name][0] == truth.talk.shop.round(of_day.sum() / len(of_day))


def test_cohorts(truth):
    (heat,) = [block for block in truth.talk.say("/cohorts").blocks if isinstance(block, Heat)]
    rows = truth.rows.dropna(subset="customer")
    born = rows[rows["pieces"] > 0].groupby("customer")["day"].min().dt.to_period("M").value_counts()
    sizes = {name.partition(" ")[0]: int(name.partition("(")[2].rstrip(")")) for name in heat.rows}
    expected = {month.strftime("%b"): size for month, size in born.items()}
    assert sizes == {name: expected[name] for name in sizes}
    assert len(sizes) >= 6
