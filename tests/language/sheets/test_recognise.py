from __future__ import annotations

# ruff: noqa: RUF001 - the words and signs of other scripts are the point
import pytest

from bot.language.sheets.opening import open_table
from bot.language.sheets.recognise import recognise
from bot.language.sheets.sheet import Kind, SheetRefused
from tests.language.sheets.files import TODAY, read


@pytest.mark.parametrize(
    "content",
    [
        "Datum;Artikel;Menge;Einzelpreis;Gesamt;Kunde\n28.01.2024;Brot;2;1,50 €;3,00 €;Zoë\n",
        "Date;Désignation;Qté;Prix unitaire;Montant TTC;Client\n28/01/2024;Brot;2;1,50;3,00;Zoë\n",
        "Fecha;Producto;Cantidad;Precio;Importe;Cliente\n28/01/2024;Brot;2;1,50 €;3,00 €;Zoë\n",
        "Data;Produto;Quantidade;Preço unitário;Valor total;Cliente\n28/01/2024;Brot;2;R$ 1,50;R$ 3,00;Zoë\n",
        "Data;Prodotto;Quantità;Prezzo;Totale;Cliente\n28/01/2024;Brot;2;1,50;3,00;Zoë\n",
        "Datum;Omschrijving;Aantal;Prijs;Bedrag;Klant\n28-01-2024;Brot;2;1,50;3,00;Zoë\n",
        "Дата;Товар;Кол-во;Цена;Сумма;Клиент\n28.01.2024;Brot;2,00;1,50 руб.;3,00 руб.;Zoë\n",
        "Datum;Produk;Hoeveelheid;Prys;Totaal;Kliënt\n2024-01-28;Brot;2;R 1,50;R 3,00;Zoë\n",
        "Sale date,Item name,Qty sold,Unit price (ZAR),Line total,Customer name\n2024-01-28,Brot,2,R1.50,R3.00,Zoë\n",
        "InvoiceDate,Description,Quantity,UnitPrice,TotalPrice,CustomerName\n28-Jan-24,Brot,2,1.50,3.00,Zoë\n",
    ],
)
def test_headings_in_the_common_languages(content: str):
    found = read(content)
    assert found.layout.kind is Kind.SALES
    assert found.sales == [("2024-01-28", "Brot", 2.0, 3.0)]
    assert found.rows[0].customer == "Zoë"
    assert found.rows[0].unit_price_minor == 150


def test_titles_above_repeated_headings_blanks_and_totals_are_no_sales():
    found = read(
        "Sales of Mr P,,,\nPrinted 2024-02-01,,,\n,,,\nDate,Item,Qty,Price\n2024-01-05,Bread,2,1.50\nSubtotal,,2,3.00\n,,,\n"
        "Date,Item,Qty,Price\n2024-01-06,Total Cereal,1,4.00\n2024-01-07,Summer dress,1,9.00\nTotal for January,,4,16.00\nGRAND TOTAL,,4,16.00\n"
    )
    assert [name for _, name, *_ in found.sales] == ["Bread", "Total Cereal", "Summer dress"]
    assert found.problems == []
    assert found.skipped == {"title": 2, "blank": 2, "header": 2, "total": 3}


def test_a_daily_total_in_the_product_column_is_no_sale():
    found = read(
        "Date,Item,Qty,Price,Amount\n2024-01-05,Bread,2,1.50,3.00\n2024-01-05,TOTAL,2,1.50,3.00\n2024-01-06,Milk,1,2.00,2.00\n,,,,2.00\n"
    )
    assert len(found.rows) == 2
    assert found.skipped["total"] == 2


def test_days_in_a_line_above_each_block():
    found = read(
        'Sales book,,,\n2024/01/05,,,\nItem,Qty,Price,Amount\nBread,2,"R 1,50","R 3,00"\nSubtotal,2,,"R 3,00"\nDate: 2024/01/28,,,\nItem,Qty,Price,Amount\nMilk,1,"R 2,00","R 2,00"\n'
    )
    assert found.layout.date_from == "heading"
    assert found.sales == [("2024-01-05", "Bread", 2.0, 3.0), ("2024-01-28", "Milk", 1.0, 2.0)]
    assert found.skipped["heading"] == 2


def test_a_day_written_once_holds_for_the_lines_below():
    found = read(
        "Date,Item,Qty,Price\n2024-01-05,Bread,2,1.50\n,Milk,1,2.00\n,Tea,1,2.00\n2024-01-06,Bread,2,1.50\n,Milk,1,2.00\n"
    )
    assert found.layout.date_from == "carried"
    assert [day[-2:] for day, *_ in found.sales] == ["05", "05", "05", "06", "06"]


def test_a_few_missing_days_are_problems_not_ditto():
    lines = [f"2024-01-{day:02},Bread,1,2.00" for day in range(1, 20)]
    found = read("Date,Item,Qty,Price\n" + "\n".join([*lines, ",Milk,1,2.00"]))
    assert found.reasons == {21: "no_date"}


@pytest.mark.parametrize("price", ["1.50,3.00", "1.50"])
def test_a_file_without_headings_is_read_by_what_stands_in_it(price: str):
    found = read(
        f"2024-01-05,Bread,2,{price}\n2024-01-06,Milk,1,{price.replace('3.00', '1.50')}\n2024-01-07,Tea,4,{price.replace('3.00', '6.00')}\n"
    )
    assert found.sales == [
        ("2024-01-05", "Bread", 2.0, 3.0),
        ("2024-01-06", "Milk", 1.0, 1.5),
        ("2024-01-07", "Tea", 4.0, 6.0),
    ]
    assert "no_headings" in found.layout.doubts


def test_headings_in_an_unknown_language_leave_the_content_to_speak():
    found = read("Päivä;Myyty;Kpl;Yht\n2024-01-05;Leipä;2;3,00\n2024-01-06;Maito;1;2,00\n")
    assert found.layout.header_line == 1
    assert [row.product for row in found.rows] == ["Leipä", "Maito"]


@pytest.mark.parametrize(
    ("heading", "cells", "total"),
    [
        (
            "Date,Item,Qty,Price",
            [
                "Bread,1,2.00",
                "Bread,2,4.00",
                "Milk,1,3.00",
                "Milk,3,9.00",
                "Bread,4,8.00",
                "Bread,5,10.00",
                "Milk,2,6.00",
            ],
            42.0,
        ),
        (
            "Date,Item,Qty,Amount",
            [
                "Bread,1,2.00",
                "Bread,2,2.00",
                "Milk,1,3.00",
                "Milk,3,3.00",
                "Bread,4,2.00",
                "Bread,5,2.00",
                "Milk,2,3.00",
            ],
            42.0,
        ),
        (
            "Date,Item,Qty,Amount",
            [
                "Bread,1,2.00",
                "Bread,2,4.00",
                "Milk,1,3.00",
                "Milk,3,9.00",
                "Bread,4,8.00",
                "Bread,5,10.00",
                "Milk,2,6.00",
            ],
            42.0,
        ),
    ],
)
def test_arithmetic_tells_a_price_from_a_total(heading: str, cells: list[str], total: float):
    found = read(heading + "\n" + "\n".join(f"2024-01-05,{cell}" for cell in cells))
    assert sum(row.total_minor for row in found.rows) / 100 == total


def test_amount_is_money_alone_and_pieces_beside_a_price():
    assert read("Date,Item,Amount\n2024-01-05,Bread,12\n2024-01-05,Milk,20\n").sales[0] == (
        "2024-01-05",
        "Bread",
        1.0,
        12.0,
    )
    assert read("Date,Item,Amount,Price\n2024-01-05,Bread,2,1.50\n2024-01-05,Milk,1,2\n").sales[0] == (
        "2024-01-05",
        "Bread",
        2.0,
        3.0,
    )


def test_a_total_repeated_for_each_line_of_an_order_is_not_the_lines():
    lines = [
        "A1,2024-01-05,Cup,2,5.00,14.00",
        "A1,2024-01-05,Mug,1,4.00,14.00",
        "A2,2024-01-05,Cup,1,5.00,9.00",
        "A2,2024-01-05,Mug,1,4.00,9.00",
        "A3,2024-01-06,Mug,3,4.00,17.00",
        "A3,2024-01-06,Cup,1,5.00,17.00",
    ]
    found = read("Order ID,Date,Item,Qty,Price,Order total\n" + "\n".join(lines))
    assert "total_is_of_order" in found.layout.doubts
    assert [total for *_, total in found.sales] == [10.0, 4.0, 5.0, 4.0, 12.0, 5.0]


def test_the_decimal_sign_comes_from_the_whole_file():
    found = read("Date;Product;Qty;Price\n2024-01-05;Meat;1,250;90,00\n2024-01-06;Meat;2;1.200,00\n")
    assert [row.quantity_milli for row in found.rows] == [1250, 2000]
    assert read('Date,Item,Qty,Price\n2024-01-05,TV,1,"3,499"\n').rows[0].total_minor == 349_900
    assert read("Datum;Artikel;Menge;Preis\n05.01.2024;TV;1;3.499\n").rows[0].total_minor == 349_900
    assert read("Date,Item,Qty,Price\n2024-01-05,TV,1,3.499\n").layout.ambiguous[0].about == "decimal_sign"


def test_kilograms_or_thousands_are_asked_for():
    content = "Date;Item;Qty;Price\n2024-01-05;Nails;1.250;2\n2024-01-06;Screws;2.500;3\n"
    (question,) = read(content).layout.ambiguous
    assert question.about == "decimal_sign"
    assert {choice.value: choice.rows[0].quantity_milli for choice in question.choices} == {
        ",": 1_250_000,
        ".": 1_250,
    }


def test_quantity_times_price_tells_kilograms_from_thousands():
    found = read("Date;Item;Qty;Price;Total\n2024-01-05;Nails;1.250;2;2500\n2024-01-06;Screws;2.500;3;7500\n")
    assert found.layout.ambiguous == ()
    assert found.rows[0].quantity_milli == 1_250_000


def test_what_is_missing_is_asked_for_and_never_invented():
    found = read("Date,Time,Transaction,Item\n2024-01-05,09:58:11,1,Bread\n2024-01-05,10:05:34,2,Jam\n")
    assert found.layout.missing == ("price",)
    assert found.rows == []
    assert set(found.reasons.values()) == {"no_price"}
    lines = read("order_details_id,order_id,pizza_id,quantity\n1,1,hawaiian_m,1\n2,2,classic_dlx_m,1\n")
    assert lines.layout.missing == ("date", "price")


def test_baskets_and_headings_alone_are_said_to_be_so():
    baskets = "citrus fruit,bread,margarine,soups\nyogurt,coffee\nwhole milk\npip fruit,yogurt,cream cheese ,meat spreads,rolls\nrolls\n"
    assert recognise(open_table(baskets.encode()), today=TODAY).kind is Kind.BASKETS
    with pytest.raises(SheetRefused, match="headings only"):
        read("date,product,qty,price\n")
    with pytest.raises(SheetRefused, match="unknown_kind"):
        read("ID,frequency,recency,T\n1,2,30.43,38.86\n2,1,1.71,38.86\n")


def test_numbers_that_went_through_a_data_frame_are_names_again():
    found = read("Date,Item,Qty,Price,CustomerID\n2024-01-05,Bread,2,1.50,17850.0\n2024-01-05,Milk,1,1.50,\n")
    assert [row.customer for row in found.rows] == ["17850", None]
    assert (
        read("Date,Item,Qty,Price,CustomerID\n2024-01-05,Bread,2,1.50,17.0\n2024-01-05,Milk,1,1.50,A7\n")
        .rows[0]
        .customer
        == "17.0"
    )


def test_a_column_that_no_word_names_is_found_by_arithmetic():
    found = read("When,what,stukkies,each,paid\n2024-01-05,bread,2,1.50,3.00\n2024-01-06,milk,3,2.00,6.00\n")
    assert found.sales == [("2024-01-05", "bread", 2.0, 3.0), ("2024-01-06", "milk", 3.0, 6.0)]


def test_a_quantity_that_no_column_holds_comes_from_price_and_total():
    found = read(
        "Date,Item,Price,Total\n2024-01-05,Bread,1.50,3.00\n2024-01-06,Milk,2.00,2.00\n2024-01-06,Tea,2.00,1.90\n"
    )
    assert [row.quantity_milli for row in found.rows] == [2_000, 1_000, 950]


def test_a_count_of_items_is_no_product():
    assert read(
        "Date,Receipt,Customer,Items,Total\n2024-01-05,1,Ann,3,12.00\n2024-01-05,2,Bob,1,4.00\n"
    ).layout.missing == ("product",)


def test_a_bank_statement_is_no_sales_book():
    with pytest.raises(SheetRefused, match="unknown_kind"):
        read(
            "Date,Description,Amount,Balance\n2024-01-05,CARD PURCHASE,-100.00,900.00\n2024-01-06,DEPOSIT,500.00,1400.00\n"
        )


def test_a_product_group_stands_in_for_the_product():
    found = read(
        "Invoice ID,Branch,Gender,Product line,Unit price,Quantity,Tax 5%,Total,Date\n1,A,F,Health,10.00,7,3.50,73.50,5-Jan-2019\n2,B,M,Sports,2.00,1,0.10,2.10,8-Jan-2019\n"
    )
    assert found.sales == [("2019-01-05", "Health", 7.0, 73.5), ("2019-01-08", "Sports", 1.0, 2.1)]
    assert "product_is_category" in found.layout.doubts


def test_one_column_of_words_is_taken_for_the_product_and_said_so():
    found = read("Date,Whatever,Qty,Price\n2024-01-05,Bread,2,1.50\n2024-01-06,Milk,1,2.00\n")
    assert found.rows[1].product == "Milk"
    assert "product_guessed" in found.layout.doubts


def test_returns_in_a_column_of_their_own_are_pointed_out():
    found = read("Date,Item,Sold,Returned,Price\n2024-01-05,Bread,5,1,2.00\n2024-01-05,Milk,3,0,2.00\n")
    assert found.layout.kind is Kind.SALES
    assert "returns_beside_sales" in found.layout.doubts


def test_a_page_of_one_day_says_where_its_day_comes_from():
    found = read("Sales of 5 January 2024,,\nItem,Qty,Price\nBread,2,1.50\nMilk,1,2.00\n")
    assert [day for day, *_ in found.sales] == ["2024-01-05", "2024-01-05"]
    assert "date_from_title" in found.layout.doubts
    printed = read("Printed on 2024-02-01,,\nItem,Qty,Price\nBread,2,1.50\n")
    assert printed.layout.missing == ("date",)


@pytest.mark.parametrize(("heading", "doubt"), [("Total products", ""), ("Some total of it", "total_unread")])
def test_a_count_of_products_is_no_total(heading: str, doubt: str):
    found = read(
        f"Order Number,Order Date,Item Name,Quantity,Product Price,{heading}\n16118,13/08/2019 20:25,Papadum,2,0.80,6\n16118,13/08/2019 20:25,Balti,1,12.95,6\n16117,13/08/2019 20:17,Naan,1,2.95,7\n"
    )
    assert [total for *_, total in found.sales] == [1.6, 12.95, 2.95]
    assert not doubt or doubt in found.layout.doubts


def test_goods_may_be_numbers():
    assert read("date,store,item,sales\n2013-01-01,1,1,13\n2013-01-02,1,2,11\n").rows[1].product == "2"


def test_paid_by_credit_is_no_refund():
    found = read(
        "Date,Item,Qty,Price,Type\n2024-01-05,Bread,2,1.50,Credit\n2024-01-05,Milk,1,2.00,Credit note\n"
    )
    assert [row.total_minor for row in found.rows] == [300, -200]


def test_two_ways_of_writing_decimals_in_one_column():
    found = read(
        'Date,Item,Qty,Price\n2024-01-05,Bread,1,"1,50"\n2024-01-05,Milk,1,1.50\n2024-01-05,Tea,1,"1,250"\n'
    )
    assert [row.total_minor for row in found.rows] == [150, 150]
    assert found.reasons == {4: "bad_price"}
