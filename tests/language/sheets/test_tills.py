from __future__ import annotations

# ruff: noqa: DTZ001 - a sale's time is the shop's wall clock, without a zone
from datetime import datetime

from tests.language.sheets.files import read


def test_loyverse_receipts_by_item():
    found = read(
        "Date,Receipt number,Receipt type,Category,SKU,Item,Variant,Modifiers applied,Quantity,Gross sales,Discounts,Net sales,Cost of goods,Gross profit,Taxes,POS,Store,"
        "Cashier name,Customer name,Customer contacts,Comment,Status\n"
        "7/28/26 1:33 PM,1-1,Sale,Drinks,10,Tea,,,2,10.00,1.00,9.00,4.00,5.00,0,POS 1,Main,Ann,Thabo,,,Closed\n"
        "7/28/26 1:43 PM,1-2,Refund,Drinks,10,Tea,,,1,5.00,0,5.00,2.00,3.00,0,POS 1,Main,Ann,,,,Closed\n"
        "7/28/26 1:50 PM,1-3,Sale,Drinks,10,Tea,,,1,5.00,0,5.00,2.00,3.00,0,POS 1,Main,Ann,,,,Cancelled\n"
    )
    assert found.layout.source == "loyverse"
    assert [(row.quantity_milli, row.total_minor, row.cost_minor) for row in found.rows] == [
        (2_000, 900, 400),
        (-1_000, -500, -200),
    ]
    assert (found.rows[0].sold_at, found.rows[0].customer, found.rows[0].region) == (
        datetime(2026, 7, 28, 13, 33),
        "Thabo",
        "Main",
    )
    assert found.reasons == {4: "cancelled"}


def test_loyverse_receipts_without_items_lack_the_product():
    found = read(
        "Date,Receipt number,Receipt type,Gross sales,Discounts,Net sales,Taxes,Total collected,Cost of goods,Gross profit,Payment type,Description,Dining option,POS,Store,"
        "Cashier name,Customer name,Customer contacts,Status\n7/28/26 1:33 PM,1-1,Sale,9.00,0,9.00,0,9.00,4.00,5.00,Cash,1 X Tea,,POS 1,Main,Ann,,,Closed\n"
    )
    assert found.layout.missing == ("product",)


def test_square_items():
    found = read(
        "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,"
        "Event Type,Location,Dining Option,Customer ID,Customer Name\n"
        "2026-10-05,10:15:00,Eastern,Drinks,Tea,2.0,Regular,T1,,$10.00,-$1.00,$9.00,$0.90,tx1,p1,Till,,http,Payment,Main,,,Ann\n"
        "2026-10-05,10:25:00,Eastern,Drinks,Tea,1.0,Regular,T1,,-$5.00,$0.00,-$5.00,$0.00,tx2,p2,Till,,http,Refund,Main,,,Ann\n"
    )
    assert found.layout.source == "square"
    assert [(row.quantity_milli, row.total_minor) for row in found.rows] == [(2_000, 900), (-1_000, -500)]
    assert found.rows[0].sold_at == datetime(2026, 10, 5, 10, 15)


def test_shopify_orders_are_read_by_their_lines_not_by_the_orders_total():
    found = read(
        "Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,"
        "Lineitem sku,Lineitem discount,Billing Name,Payment Method,Vendor\n"
        "#1001,a@x,paid,2026-07-05 12:01:02 -0400,USD,14,0,0,14,,0,2026-07-05 12:01:02 -0400,2,Cup,5.00,C1,1.00,Ann,card,Acme\n"
        "#1001,a@x,,,,,,,,,,2026-07-05 12:01:02 -0400,1,Mug,5.00,M1,0,,,Acme\n"
    )
    assert found.layout.source == "shopify"
    assert [(row.product, row.total_minor, row.reference) for row in found.rows] == [
        ("Cup", 900, "#1001"),
        ("Mug", 500, "#1001"),
    ]
