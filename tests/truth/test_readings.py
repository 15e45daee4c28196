"""Every reading of a period against plain SQL on the public views, and against the rows as they were made up."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from analytics import cohorts as shares
from analytics.baskets import baskets
from analytics.frames import frame
from analytics.purchases import customers, purchases
from analytics.sales_table import narrow_table, sales_table
from storage import upkeep
from storage.reading import debts, frames, people, periods
from tests.truth.small import FIRST, TODAY

PERIODS = [
    (FIRST, TODAY),
    (date(2026, 2, 1), date(2026, 7, 31)),  # whole months
    (date(2026, 1, 20), date(2026, 6, 9)),  # odd days at both ends
    (date(2026, 3, 1), date(2026, 4, 11)),
    (date(2026, 5, 4), date(2026, 5, 4)),
]
pytestmark = pytest.mark.parametrize(("first", "last"), PERIODS)


def within(rows: pd.DataFrame, first: date, last: date) -> pd.DataFrame:
    return rows[rows["day"].between(pd.Timestamp(first), pd.Timestamp(last))]


def view(truth, columns: str, first: date, last: date, rest: str = "GROUP BY 1") -> dict:
    asked = f"SELECT {columns} FROM sales_book WHERE sold_on BETWEEN ? AND ? {rest}"
    return {key: tuple(more) for key, *more in truth.book.rows(asked, [first.isoformat(), last.isoformat()])}


def by(rows: pd.DataFrame, key: str) -> dict:
    """Revenue and pieces by a column; None for rows without one."""
    summed = rows.groupby(rows[key].astype(object).where(rows[key].notna(), None), dropna=False)[
        ["minor", "pieces"]
    ].sum()
    return {None if pd.isna(name) else name: tuple(map(int, sums)) for name, *sums in summed.itertuples()}


def test_the_shop(truth, first, last):
    found = periods.of_period(truth.book, first, last)
    rows = within(truth.rows, first, last)
    costed, back = rows[rows["cost"].notna()], rows[rows["pieces"] < 0]
    assert found == periods.Totals(
        revenue_minor=rows["minor"].sum(),
        quantity_milli=1000 * rows["pieces"].sum(),
        cost_minor=costed["cost"].sum(),
        costed_minor=costed["minor"].sum(),
        returned_milli=-1000 * back["pieces"].sum(),
        returned_minor=-back["minor"].sum(),
        lines=len(rows),
        sales=rows[rows["pieces"] > 0]["sale"].nunique(),
    )
    asked = (
        "SELECT sum(total_minor), count(*), count(DISTINCT sale_id) FILTER (WHERE quantity >= 0), "
        "sum(quantity), sum(cost_minor) FROM sales_book WHERE sold_on BETWEEN ? AND ?"
    )
    assert truth.book.row(asked, [first.isoformat(), last.isoformat()]) == (
        found.revenue_minor,
        found.lines,
        found.sales,
        found.quantity_milli / 1000,
        found.cost_minor,
    )


def test_products_and_categories(truth, first, last):
    rows = within(truth.rows, first, last)
    products = periods.by_product(truth.book, first, last)
    found = {one.product: (one.revenue_minor, one.quantity_milli // 1000) for one in products}
    assert found == by(rows, "product")
    plain = view(truth, "product, sum(total_minor), CAST(sum(quantity) AS INTEGER)", first, last)
    assert found == plain
    assert [one.revenue_minor for one in products] == sorted(
        (one.revenue_minor for one in products), reverse=True
    )
    back = rows[rows["pieces"] < 0].groupby("product")["minor"].sum()
    assert {one.product: one.returned_minor for one in products if one.returned_minor} == (-back).to_dict()
    costs = rows.dropna(subset="cost").groupby("product")[["cost", "minor"]].sum()
    assert {one.product: (one.cost_minor, one.costed_minor) for one in products if one.costed_minor} == {
        name: tuple(sums) for name, *sums in costs.itertuples()
    }
    categories = periods.by_category(truth.book, first, last)
    grouped = {one.category: (one.revenue_minor, one.quantity_milli // 1000) for one in categories}
    assert grouped == by(rows, "category")
    assert grouped == view(truth, "category, sum(total_minor), CAST(sum(quantity) AS INTEGER)", first, last)


def test_customers_and_regions(truth, first, last):
    rows = within(truth.rows, first, last)
    everybody = periods.by_customer(truth.book, first, last)
    found = {one.customer: (one.revenue_minor, one.quantity_milli // 1000) for one in everybody}
    assert found == by(rows, "customer")
    columns = "customer, count(DISTINCT sale_id) FILTER (WHERE quantity >= 0), count(*), max(sold_on)"
    assert {one.customer: (one.sales, one.lines, one.last_on.isoformat()) for one in everybody} == view(
        truth, columns, first, last
    )
    regions = {
        one.region: (one.revenue_minor, one.quantity_milli // 1000)
        for one in periods.by_region(truth.book, first, last)
    }
    assert regions == by(rows, "region")
    assert regions == view(truth, "region, sum(total_minor), CAST(sum(quantity) AS INTEGER)", first, last)


def test_payments_and_days(truth, first, last):
    rows = within(truth.rows, first, last)
    payments = {one.payment: one.revenue_minor for one in periods.by_payment(truth.book, first, last)}
    assert payments == {name: minor for name, (minor, _) in by(rows, "payment").items()}
    assert payments == {
        name: minor for name, (minor,) in view(truth, "payment, sum(total_minor)", first, last).items()
    }
    days = {one.on: one.totals.revenue_minor for one in periods.by_day(truth.book, first, last)}
    assert days == {day.date(): minor for day, minor in rows.groupby("day")["minor"].sum().items()}


def test_hours_of_the_shop(truth, first, last):
    zone = truth.talk.shop.settings.zone
    found = {
        (one.weekday, one.hour): one.revenue_minor
        for one in periods.by_weekday_and_hour(truth.book, first, last, lambda at: at.astimezone(zone))
    }
    expected: dict[tuple[int, int | None], int] = {}
    for one in within(truth.rows, first, last).itertuples():
        at = (one.day.weekday(), None if pd.isna(one.local) else one.local.hour)
        expected[at] = expected.get(at, 0) + one.minor
    assert found == expected


def test_cohorts(truth, first, last):
    rows = within(truth.rows, first, last).dropna(subset="customer")
    rows = rows[rows["pieces"] > 0].assign(month=lambda kept: kept["day"].dt.to_period("M"))
    table = sales_table(frame(frames.sales_frame(truth.book, first, last)))
    found = shares.cohorts(table, last + timedelta(days=1))
    if rows["month"].nunique() < 2:
        assert not isinstance(found, shares.Cohorts)
        return
    born = rows.groupby("customer")["month"].min()
    active = rows.assign(born=rows["customer"].map(born)).groupby(["born", "month"])["customer"].nunique()
    for one in found.cohorts:
        month = pd.Period(one.month, "M")
        assert list(one.customers) == [
            active.get((month, month + later), 0) for later in range(len(one.customers))
        ]
    assert sum(one.customers[0] for one in found.cohorts) == len(born)


def test_what_was_bought(truth, first, last):
    rows = within(truth.rows, first, last)
    rows = rows[rows["pieces"] > 0]
    found = frame(frames.bought_frame(truth.book, first, last, ("product", "customer", "sold_on")))
    assert found.groupby(["product", "sold_on"]).size().to_dict() == {
        (product, day.date().isoformat()): count
        for (product, day), count in rows.groupby(["product", "day"]).size().items()
    }
    people = rows["customer"].dropna()
    assert found["customer"].value_counts().to_dict() == people.value_counts().to_dict()
    named = frames.bought_frame(truth.book, first, last, ("sale_id", "product"), named=True)
    assert list(named) == ["sale_id", "product"]
    assert len(named["product"]) == len(people)


def test_what_was_paid_for_one_and_how_much_of_the_others_was_bought(truth, first, last):
    rows = within(truth.rows, first, last)
    rows = rows[rows["pieces"] > 0]
    for name in sorted(set(truth.rows["product"])):
        mine, others = rows[rows["product"] == name], rows[rows["product"] != name]
        (product_id,) = truth.book.rows(
            "SELECT id FROM products WHERE name = ? AND merged_into IS NULL", [name]
        )[0]
        found = frame(frames.prices_frame(truth.book, first, last, product_id))
        lines, rest = found[found["product"] == name], found[found["product"] != name]
        assert sorted(zip(lines["sold_on"], lines["quantity"], lines["total_minor"], strict=True)) == sorted(
            zip(mine["day"].dt.date.map(str), mine["pieces"], mine["minor"], strict=True)
        )
        assert dict(zip(rest["sold_on"], rest["quantity"], strict=True)) == pytest.approx(
            {str(day.date()): pieces for day, pieces in others.groupby("day")["pieces"].sum().items()}
        )


def test_how_many_different_products_each_customer_bought(truth, first, last):
    rows = within(truth.rows, first, last)
    rows = rows[rows["pieces"] > 0]
    assert people.variety(truth.book, first, last) == rows.groupby("customer")["product"].nunique().to_dict()


def test_the_latest_days_that_hold_so_many_lines(truth, first, last):
    lines = within(truth.rows, first, last).groupby("day").size().sort_index(ascending=False).cumsum()
    for most in (1, 7, 50, 10**9):
        held = lines[lines <= most]
        expected = held.index.min() if len(held) else lines.index.max()
        assert periods.latest(truth.book, first, last, most) == expected.date()
    assert periods.latest(truth.book, date(2020, 1, 1), date(2020, 2, 1), 5) == date(2020, 1, 1)


def test_baskets_are_the_same_from_a_narrow_table(truth, first, last):
    whole = baskets(sales_table(frame(frames.sales_frame(truth.book, first, last))))
    narrow = baskets(
        narrow_table(frame(frames.bought_frame(truth.book, first, last, ("sale_id", "product"))))
    )
    assert whole.products == narrow.products
    assert sorted(map(tuple, whole.table.toarray().tolist())) == sorted(
        map(tuple, narrow.table.toarray().tolist())
    )


def test_visits_are_what_each_customer_spent_and_was_paid_back_on_a_day(truth, first, last):
    whole = sales_table(frame(frames.sales_frame(truth.book, first, last)))
    short = narrow_table(frame(frames.visits_frame(truth.book, first, last)))
    assert purchases(short).equals(purchases(whole))
    ends = last + timedelta(days=1)
    assert customers(short, ends).equals(customers(whole, ends))
    assert shares.cohorts(short, ends) == shares.cohorts(whole, ends)
    rows = within(truth.rows, first, last).dropna(subset="customer")
    assert short["total_minor"].sum() == rows["minor"].sum()
    assert short.loc[short["quantity"] < 0, "total_minor"].sum() == rows[rows["pieces"] < 0]["minor"].sum()


def test_how_much_names_a_customer(truth, first, last):
    rows = within(truth.rows, first, last)
    known = rows.dropna(subset="customer")
    assert periods.named(truth.book, first, last) == periods.Named(
        known[known["pieces"] > 0]["sale"].nunique(), len(known), len(rows), known["day"].min().date()
    )


def test_debts_are_credit_less_what_was_paid(truth, first, last):
    del first, last  # what is owed has no period
    rows = truth.rows[(truth.rows["payment"] == "credit") & truth.rows["customer"].notna()]
    owed = rows.groupby("customer")["minor"].sum()
    assert {one.customer: one.balance_minor for one in debts.debts(truth.book)} == owed[owed != 0].to_dict()


def test_what_is_kept_running_is_what_the_rows_say(truth, first, last):
    del first, last
    assert upkeep.recount(truth.book) == []
    assert truth.book.value("SELECT sum(total_minor) FROM sales_book") == truth.rows["minor"].sum()
    assert truth.rows["day"].max().date() - truth.rows["day"].min().date() > timedelta(200)
