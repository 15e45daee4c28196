from __future__ import annotations

from tests.language.sheets.files import read


def test_a_column_for_each_day():
    found = read("Product,Price,2024-01-01,2024-01-02,2024-01-03\nBread,1.50,3,,5\nMilk,2.00,2,0,1\n")
    assert found.sales == [
        ("2024-01-01", "Bread", 3.0, 4.5), ("2024-01-03", "Bread", 5.0, 7.5), ("2024-01-01", "Milk", 2.0, 4.0), ("2024-01-03", "Milk", 1.0, 2.0),
    ]  # fmt: skip
    assert found.skipped == {"header": 1, "empty_day": 2}


def test_the_order_of_days_in_headings_is_decided_over_all_of_them():
    found = read("Product;Price;29/01/2024;30/01/2024;01/02/2024\nBread;1,50;3;;5\n")
    assert [day for day, *_ in found.sales] == ["2024-01-29", "2024-02-01"]


def test_a_column_for_each_product_without_prices_asks_for_them():
    lines = "\n".join(
        f"{1 + day // 28}-{1 + day % 28}-2024,{day % 5},{day * 0.37:.2f},{day % 3},2024,{1 + day % 7}"
        for day in range(56)
    )
    found = read(f"datum,M01AB,N02BE,R03,Year,Weekday no\n{lines}\n")
    assert found.layout.wide is not None
    assert [found.layout.titles[at] for at in found.layout.wide.columns] == ["M01AB", "N02BE", "R03"]
    assert found.layout.missing == ("price",)
    assert found.rows == []


def test_a_column_of_takings_for_each_product():
    lines = "\n".join(f"2024-01-{day:02},R {day}.50,R {day * 2}.25,R 3.00" for day in range(1, 20))
    found = read(f"Date,Bread,Milk,Tea\n{lines}\n")
    assert found.layout.wide is not None
    assert found.layout.wide.meaning == "total"
    assert found.sales[:3] == [
        ("2024-01-01", "Bread", 1.0, 1.5),
        ("2024-01-01", "Milk", 1.0, 2.25),
        ("2024-01-01", "Tea", 1.0, 3.0),
    ]
