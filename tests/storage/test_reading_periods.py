from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from shopkeeping import FIRST, LAST, TODAY, day, head, line

from storage.reading import demand, frames, outgoings, periods, returned
from storage.records import Campaign, CountLine, Expense, FactChange, RestockLine


@pytest.fixture
def sold(book, known):
    """A small shop of two days: two sales with three lines, a return, one customer from Soweto."""
    book.post(head(), FactChange("product", known.cable, "category", None, "Cables", TODAY))
    book.post(head(), FactChange("customer", known.thabo, "region", None, "Soweto", TODAY))
    early = datetime(2026, 11, 21, 6, 59, tzinfo=UTC)
    book.post(
        head(),
        line(known.cable, 2, 200, cost_minor=120, customer_id=known.thabo, payment="cash", sold_at=early),
        line(known.charger, 1, 1000, customer_id=known.thabo, payment="card", sold_at=early),
    )
    book.post(head(), line(known.cable, 3, 300, cost_minor=180, on=day(1), region="Pretoria"))
    book.post(head(), line(known.cable, -1, -100, cost_minor=-60, customer_id=known.thabo))
    return known


@pytest.mark.usefixtures("sold")
def test_the_figures_of_a_period(book):
    found = periods.of_period(book, day(1), TODAY)
    assert found == periods.Totals(
        revenue_minor=1400,
        quantity_milli=5000,
        cost_minor=240,
        costed_minor=400,
        returned_milli=1000,
        returned_minor=100,
        lines=4,
        sales=2,
    )
    assert periods.of_period(book, day(1), day(1)).revenue_minor == 300
    assert periods.of_period(book, day(9), day(2)) == periods.Totals(0, 0, 0, 0, 0, 0, 0, 0)
    assert periods.span(book) == (day(1), TODAY)


@pytest.mark.usefixtures("sold")
def test_by_day_product_and_category(book):
    assert [
        (one.on, one.totals.revenue_minor, one.totals.sales) for one in periods.by_day(book, FIRST, LAST)
    ] == [
        (day(1), 300, 1),
        (TODAY, 1100, 1),
    ]
    products = periods.by_product(book, FIRST, LAST)
    assert [(one.product, one.category, one.revenue_minor, one.returned_milli) for one in products] == [
        ("Charger", None, 1000, 0),
        ("HDMI cable", "Cables", 400, 1000),
    ]
    categories = periods.by_category(book, FIRST, LAST)
    assert [(one.category, one.revenue_minor, one.costed_minor, one.cost_minor) for one in categories] == [
        (None, 1000, 0, 0),
        ("Cables", 400, 400, 240),
    ]


@pytest.mark.usefixtures("sold")
def test_by_customer_region_and_payment(book):
    customers = periods.by_customer(book, FIRST, LAST)
    assert [(one.customer, one.revenue_minor, one.sales, one.last_on) for one in customers] == [
        ("Thabo", 1100, 1, TODAY),
        (None, 300, 1, day(1)),
    ]
    regions = periods.by_region(book, FIRST, LAST)
    assert [(one.region, one.revenue_minor) for one in regions] == [("Soweto", 1100), ("Pretoria", 300)]
    payments = periods.by_payment(book, FIRST, LAST)
    assert [(one.payment, one.revenue_minor) for one in payments] == [
        ("card", 1000),
        (None, 200),
        ("cash", 200),
    ]


@pytest.mark.parametrize(
    ("zone", "hour"), [("Africa/Johannesburg", 8), ("UTC", 6), ("Asia/Kolkata", 12), ("Asia/Kathmandu", 12)]
)
@pytest.mark.usefixtures("sold")
def test_hours_are_the_shops_own(book, zone, hour):
    found = periods.by_weekday_and_hour(book, TODAY, TODAY, lambda at: at.astimezone(ZoneInfo(zone)))
    assert [(one.weekday, one.hour, one.revenue_minor, one.sales) for one in found] == [
        (5, None, -100, 0),
        (5, hour, 1200, 1),
    ]


def test_frames_are_columns_of_plain_values(book, sold):
    found = frames.sales_frame(book, FIRST, LAST)
    assert list(found) == [
        "sale_id",
        "sold_on",
        "sold_at",
        "product",
        "category",
        "quantity",
        "total_minor",
        "cost_minor",
        "customer",
        "region",
        "payment",
    ]
    assert found["quantity"] == [3.0, 2.0, 1.0, -1.0]
    assert found["region"] == ["Pretoria", "Soweto", "Soweto", "Soweto"]
    assert found["cost_minor"] == [180, 120, None, -60]
    assert frames.sales_frame(book, FIRST, LAST, product_id=sold.charger)["product"] == ["Charger"]
    assert frames.sales_frame(book, day(9), day(8)) == {name: [] for name in found}


@pytest.mark.usefixtures("sold")
def test_what_came_back_is_still_demand(book):
    assert demand.taken(book, FIRST, LAST) == {
        "date": [day(1).isoformat(), TODAY.isoformat(), TODAY.isoformat()],
        "product": ["HDMI cable", "HDMI cable", "Charger"],
        "quantity": [3.0, 2.0, 1.0],
    }


def test_weeks_are_counted_back_and_merged_products_are_one(book, sold):
    book.post(
        head(),
        line(sold.cable, 4, 400, on=day(7)),
        line(sold.cable, 1, 100, on=day(20)),
        line(sold.charger, 9, 900, on=day(99)),
    )
    other = book.ensure_products(["old cable"])["old cable"]
    book.post(head(), line(other, 5, 500, on=day(30)), line(other, 1, 100, on=day(6)))
    book.merge(head(), "product", other, sold.cable, on=TODAY)
    assert frames.weeks_frame(book, TODAY + timedelta(1), 3) == {
        "product": ["HDMI cable", "Charger", "HDMI cable", "HDMI cable"],
        "week": [1, 1, 2, 3],
        "quantity": [6.0, 1.0, 4.0, 1.0],
        "began": [5, 15, 5, 5],
    }
    assert frames.weeks_frame(book, day(200), 3)["product"] == []


def test_moves_of_stock_are_in_order(book, sold):
    book.post(head(), RestockLine(TODAY, sold.cable, 5000), CountLine(day(1), sold.cable, 2500))
    assert demand.moved(book, FIRST, LAST) == {
        "date": [day(1).isoformat(), TODAY.isoformat()],
        "product": ["HDMI cable"] * 2,
        "kind": ["count", "restock"],
        "quantity": [2.5, 5.0],
    }


def test_expenses_and_campaigns_of_a_period(book):
    book.post(head(), Expense(TODAY, "rent", 5000), Expense(day(40), "airtime", 100))
    book.post(head(), Campaign("Sale", day(3), day(1)))
    assert outgoings.spent(book, day(30), TODAY) == 5000
    assert [one.note for one in outgoings.expenses(book, FIRST, LAST)] == ["rent", "airtime"]
    assert [one.name for one in outgoings.campaigns(book, day(2), day(2))] == ["Sale"]
    assert outgoings.campaigns(book, TODAY, TODAY + timedelta(9)) == []


def test_a_service_without_goods_is_a_sale_and_a_return_is_none(book, known):
    book.post(head(), line(known.cable, 0, 5000))
    book.post(head(), line(known.cable, -1, -100))
    found = periods.of_period(book, TODAY, TODAY)
    assert (found.sales, found.lines, found.revenue_minor, found.returned_minor) == (1, 2, 4900, 100)


@pytest.mark.parametrize("period", [(day(1), TODAY), (FIRST, LAST)])
@pytest.mark.usefixtures("sold")
def test_no_product_is_looked_for_line_by_line(book, period):
    asked = []
    book.connection.set_trace_callback(asked.append)
    by_product = periods.by_product(book, *period)
    book.connection.set_trace_callback(None)
    plan = [step for *_, step in book.rows(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert not any("sale_lines" in step for step in plan)
    assert any("COVERING INDEX day_product_by_product" in step for step in plan) == (period[0] == FIRST)
    assert {one.product_id for one in by_product} == {1, 2}


@pytest.mark.usefixtures("sold")
def test_what_came_back_is_found_without_what_was_sold(book):
    asked = []
    book.connection.set_trace_callback(asked.append)
    (back,) = returned.lines(book, FIRST, LAST)
    book.connection.set_trace_callback(None)
    plan = [step for *_, step in book.rows(f"EXPLAIN QUERY PLAN {asked[0]}")]
    assert "SEARCH l USING INDEX sale_lines_returns (sold_on>? AND sold_on<?)" in plan
    assert (back.product, back.quantity_milli, back.total_minor) == ("HDMI cable", 1000, 100)
