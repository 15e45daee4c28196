from __future__ import annotations

import pytest

from tests.language.sheets.files import read

ROWS = [
    ["Date", "Item", "Qty", "Price"],
    ["2024-01-05", "Bread", "2", "1.50"],
    ["2024-01-06", "Milk", "1", "2.00"],
]
EXPECTED = [("2024-01-05", "Bread", 2.0, 3.0), ("2024-01-06", "Milk", 1.0, 2.0)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_separator_and_line_end(separator: str, ends: str):
    found = read(ends.join(separator.join(row) for row in ROWS))
    assert found.sales == EXPECTED
    assert found.raw.separator == separator


def test_a_separator_that_the_file_names_itself():
    assert read("sep=;\nDate;Item;Qty;Price\n2024-01-05;Bread, brown;2;1,50\n").sales == [
        ("2024-01-05", "Bread, brown", 2.0, 3.0)
    ]


def test_decimal_commas_do_not_pass_for_separators():
    lines = [f"{day:02}.01.2024;Brot;1;{day},50;{day},50;{day},10;{day},20" for day in range(1, 29)]
    found = read("Datum;Artikel;Menge;Preis;Gesamt;Steuer;Rabatt\n" + "\n".join(lines))
    assert found.raw.separator == ";"
    assert len(found.rows) == 28


def test_columns_set_apart_by_spaces():
    found = read(" date  item   qty  price\n 2024-01-05  Bread   2    1.50\n 2024-01-06 Milk 1 2.00\n")
    assert found.sales == EXPECTED


def test_quoted_newlines_stay_in_their_cell_and_lines_keep_their_numbers():
    found = read(
        'Date,Item,Qty,Price,Note\n2024-01-05,Bread,2,1.50,"on ""tab""\npays fri"\n2024-01-06,Milk,x,2.00,\n'
    )
    assert found.rows[0].note == 'on "tab" pays fri'
    assert found.reasons == {4: "bad_quantity"}


@pytest.mark.parametrize(
    "others",
    [
        "2024-01-06,Milk,1,2.00\n" * 3,
        "2024-01-06,Milk,1,2.00\n" * 120,
        '2024-01-06,"Milk, fresh",1,2.00\n' * 3,
        '2024-01-06,Milk,1,2.00\n2024-01-07,"Tea,1,2.00\n2024-01-06,Milk,1,2.00\n',
    ],
)
def test_a_quote_that_never_closes_costs_only_its_own_line(others: str):
    found = read('Date,Item,Qty,Price\n2024-01-05,"Bread,2,1.50\n' + others)
    torn = [problem for problem in found.problems if problem.reason == "torn_line"]
    assert torn[0].line_number == 2
    assert len(found.rows) + len(torn) == 1 + others.count("\n")


def test_an_inch_is_no_quote():
    assert (
        read('Date,Item,Qty,Price\n2024-01-05,20" Monitor,1,100\n2024-01-06,27" TV,1,200\n').rows[1].product
        == '27" TV'
    )


def test_ragged_lines_are_read_as_far_as_they_go():
    found = read(
        "Date,Item,Qty,Price,Note\n2024-01-05,Bread,2,1.50\n2024-01-06,Milk,1,2.00,ok,more,yet\n2024-01-06,Tea\n"
    )
    assert len(found.rows) == 2
    assert found.reasons == {4: "no_quantity"}


def test_lines_that_stand_in_quotes_as_a_whole():
    found = read('"Date,Item,Qty,Price"\n"2024-01-05,Bread,2,1.50"\n"2024-01-06,""Milk, fresh"",1,2.00"\n')
    assert found.sales == [("2024-01-05", "Bread", 2.0, 3.0), ("2024-01-06", "Milk, fresh", 1.0, 2.0)]


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_cells_that_all_stand_in_quotes_are_no_wrapped_lines(separator: str):
    rows = [["Customer", "Item", "Qty", "Total", "Date"], ["Maria", "Bread", "2", "3.00", "2024-01-05"]]
    content = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert read(content).sales == [("2024-01-05", "Bread", 2.0, 3.0)]
    assert read(content).rows[0].customer == "Maria"


def test_a_file_full_of_torn_quotes_is_read_to_its_end():
    found = read("Date,Item,Qty,Price\n" + '2024-01-05,"Bread,2,1.50\n2024-01-06,Milk,1,2.00\n' * 1_500)
    assert (len(found.rows), len(found.problems)) == (1_500, 1_500)


def test_two_torn_lines_are_not_taken_for_one_record():
    found = read(
        'Date,Item,Qty,Price\n2024-01-05,"Bread,2,1.50\n2024-01-06,"Milk,1,2.00\n2024-01-07,Tea,1,2.00\n'
    )
    assert [row.product for row in found.rows] == ["Tea"]
    assert found.reasons == {2: "torn_line", 3: "torn_line"}
