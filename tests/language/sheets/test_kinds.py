from __future__ import annotations

from datetime import date

import pytest

from bot.language.sheets.sheet import (
    CampaignRow,
    CountRow,
    CustomerRow,
    ExpenseRow,
    InteractionRow,
    Kind,
    ProductRow,
    ReceiptRow,
)
from tests.language.sheets.files import read


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("prices.csv", "Product;Price;Cost\nTV;3 499,00;2 800,00\n", Kind.PRODUCTS),
        ("Preisliste.csv", "Artikel;Preis\nTV;3.499,00\n", Kind.PRODUCTS),
        ("a.csv", "SKU,Product name,Category,Price,Stock\nT1,TV,Video,3499,4\n", Kind.PRODUCTS),
        ("a.csv", "Name,Phone,City\nThabo,082 123,Soweto\n", Kind.CUSTOMERS),
        ("Kunden.csv", "Kunde;Telefon;Ort\nZoë;0170;Bonn\n", Kind.CUSTOMERS),
        ("stock count.csv", "Item,Counted\nTV,4\n", Kind.COUNTS),
        ("a.csv", "Product,On hand\nTV,4\n", Kind.COUNTS),
        ("Inventur.csv", "Datum;Artikel;Bestand\n05.01.2024;TV;4\n", Kind.COUNTS),
        (
            "a.csv",
            "Date received,Supplier,Product,Qty,Unit cost\n2024-01-05,Acme,Cable,20,40.00\n",
            Kind.RECEIPTS,
        ),
        ("Wareneingang.csv", "Datum;Artikel;Menge;EK\n05.01.2024;TV;4;2800\n", Kind.RECEIPTS),
        ("expenses.csv", "Date,Description,Amount\n2024-01-05,Rent,4000\n", Kind.EXPENSES),
        ("a.csv", "Date,Expense,Amount\n2024-01-05,Rent,4000\n", Kind.EXPENSES),
        (
            "a.csv",
            "Campaign,Start date,End date,Budget\nBlack Friday,2026-11-20,2026-11-28,1500\n",
            Kind.CAMPAIGNS,
        ),
        ("calls.csv", "Date,Customer,Type,Note\n2024-01-05,Thabo,call,asked for a TV\n", Kind.INTERACTIONS),
        ("returns.csv", "Date,Item,Qty,Price\n2024-01-05,Bread,2,1.50\n", Kind.RETURNS),
        ("a.csv", "Date,Item,Qty,Price,Delivery\n2024-01-05,Bread,2,1.50,yes\n", Kind.SALES),
        ("a.csv", "Date,Item,Total,Costs\n2024-01-05,Bread,3.00,1.50\n", Kind.SALES),
        ("stock.csv", "Item,Qty,Price\nBread,2,1.50\n", Kind.PRODUCTS),
        ("Sales 5 January.csv", "Item,Qty,Price\nBread,2,1.50\n", Kind.SALES),
        ("sales with returns.csv", "Date,Item,Qty,Price\n2024-01-05,Bread,2,1.50\n", Kind.SALES),
        (
            "returns.csv",
            "Date,Item,Qty,Price\n2024-01-05,Bread,2,1.50\n2024-01-05,Bread,-1,1.50\n",
            Kind.SALES,
        ),
        ("a.csv", "order_id,date,time\n1,2024-01-05,11:38:36\n2,2024-01-05,11:57:40\n", Kind.ORDERS),
    ],
)
def test_what_a_file_is_about(name: str, content: str, kind: Kind):
    if kind is Kind.ORDERS:
        with pytest.raises(Exception, match="orders"):
            read(content, name)
        return
    assert read(content, name).layout.kind is kind


def test_a_price_list():
    found = read(
        "Product;Price;Cost;Stock;Lead time;Reorder qty;Supplier;Category;SKU\nTV;R 3 499,00;2 800,00;4;14;2;Sony;Video;T1\nCable;;40;100;7;;;;\nRadio;-5;;;;;;;\n"
    )
    assert found.rows == [
        ProductRow(2, "TV", "Video", 349_900, 280_000, 4_000, 14, 2_000, "Sony", "T1", None),
        ProductRow(3, "Cable", None, None, 4_000, 100_000, 7, None, None, None, None),
    ]
    assert found.reasons == {4: "bad_price"}


def test_customers_keep_the_names_they_have():
    found = read("Name,Phone,Email,City\nNA,+49 170,n@x,Berlin\nNone,082,,\nnull,,x@y,\n007,1,,\n,5,,\n")
    assert found.rows[0] == CustomerRow(2, "NA", "+49 170", "Berlin", "n@x")
    assert [row.customer for row in found.rows] == ["NA", "None", "null", "007"]
    assert found.reasons == {6: "no_name"}


def test_counts_may_be_zero_but_not_less():
    found = read("Item,Counted\nTV,4\nCable,0\nRadio,-1\nLamp,\n", "stock count.csv")
    assert found.rows == [CountRow(2, "TV", 4_000), CountRow(3, "Cable", 0)]
    assert found.reasons == {4: "bad_quantity", 5: "no_quantity"}


def test_goods_received_with_what_they_cost():
    found = read(
        "Date received,Supplier,Product,Qty,Unit cost\n2024-01-05,Acme,Cable,20,40.0050\n2024-01-06,Acme,TV,0,10\n2024-01-06,Acme,Lamp,1,\n"
    )
    assert found.rows == [
        ReceiptRow(2, "Cable", 20_000, 80_010, date(2024, 1, 5), None, "Acme"),
        ReceiptRow(4, "Lamp", 1_000, None, date(2024, 1, 6), None, "Acme"),
    ]
    assert found.reasons == {3: "zero_quantity"}


def test_expenses_and_their_total():
    found = read(
        "Date,Description,Amount,Paid with\n2024-01-05,Rent,4000,EFT\n2024-01-06,Fuel,,Cash\nTotal,,4000,\n",
        "expenses.csv",
    )
    assert found.rows == [ExpenseRow(2, date(2024, 1, 5), "Rent", 400_000)]
    assert found.reasons == {3: "no_amount"}
    assert found.skipped["total"] == 1
    assert found.preview.total_minor == 400_000


def test_campaigns_may_lie_ahead():
    found = read(
        "Campaign,Start date,End date,Budget,Channel\nBlack Friday,2026-11-20,2026-11-28,1500,Facebook\nOdd,2026-11-20,2026-11-01,5,\n"
    )
    assert found.rows == [
        CampaignRow(2, "Black Friday", date(2026, 11, 20), date(2026, 11, 28), 150_000, "Facebook")
    ]
    assert found.reasons == {3: "bad_date"}


def test_interactions():
    found = read("Date,Customer,Note\n2024-01-05,Thabo,asked for a TV\n2024-01-06,,who?\n", "visits.csv")
    assert found.rows == [InteractionRow(2, "Thabo", date(2024, 1, 5), "asked for a TV")]
    assert found.reasons == {3: "no_customer"}


def test_returns_are_negative_whatever_their_sign():
    found = read("Date,Item,Qty,Price\n2024-01-05,Bread,2,1.50\n2024-01-05,Milk,1,2\n", "returns.csv")
    assert [(row.quantity_milli, row.total_minor, row.is_return) for row in found.rows] == [
        (-2000, -300, True),
        (-1000, -200, True),
    ]
