"""A file that was not seen rightly at first: columns, kind, dates, names, and sheets changed by tapping."""

from __future__ import annotations

from tests.commands.sent import SALES, book_of, labels


def test_columns_are_changed_one_at_a_time_and_remembered(empty, send):
    header = "Date,Product,Qty,Price,Amount,Other\n"
    shown = send(empty, "a.csv", header + "2025-10-03,Kettle,2,300,600,Busi\n")
    assert "1 customer" not in shown.text
    columns = empty.tap("Change columns")
    assert len([label for label in labels(columns) if ": " in label]) <= 8
    meanings = empty.tap("Other: ")
    assert len(labels(meanings)) <= 8 + 3
    shown = empty.tap("customer")
    assert "1 customer (1 new)" in shown.text
    empty.tap("Import")
    assert book_of(empty)[0][4] == "Busi"
    shown = send(empty, "b.csv", header + "2025-10-04,Kettle,1,300,300,Zola\n")
    assert "1 customer (1 new)" in shown.text
    empty.tap("Import")
    assert book_of(empty)[1][4] == "Zola"


def test_a_column_can_mean_nothing(empty, send):
    send(empty, "a.csv", SALES + "2025-10-03,Kettle,1,310,Busi\n")
    empty.tap("Change columns")
    empty.tap("Customer: ")
    shown = empty.tap("nothing")
    assert "customer" not in shown.text
    empty.tap("Import")
    assert book_of(empty)[0][4] is None


def test_a_missing_column_is_asked_for(empty, send):
    shown = send(empty, "sales.csv", "Date,Product,Qty,Foo\n2025-10-03,Kettle,2,300\n2025-10-04,Iron,1,210\n")
    assert "I cannot see the price or the total" in shown.text, shown.text
    shown = empty.tap("Foo")
    assert "2 sale rows" in shown.text


def test_a_file_can_be_of_another_kind(empty, send):
    send(empty, "list.csv", "Product,Price,Count\nKettle,310,4\nIron,210,7\n")
    kinds = empty.tap("It is …")
    assert len([label for label in labels(kinds) if label.startswith("It is")]) <= 8
    shown = empty.tap("It is a stock count")
    assert "2 counted products" in shown.text or "I cannot see" in shown.text


def test_dates_of_two_readings_are_asked_about_and_turned(empty, send):
    shown = send(empty, "s.csv", SALES + "01/02/2025,Kettle,1,310,Busi\n03/04/2025,Kettle,1,310,Busi\n")
    if "two ways" in shown.text:
        shown = empty.tap("The day comes first")
    assert "1 Feb – 3 Apr" in shown.text
    shown = empty.tap("Dates are month first")
    assert "2 Jan – 4 Mar" in shown.text
    shown = empty.tap("Dates are day first")
    empty.tap("Import")
    assert [row[0] for row in book_of(empty)] == ["2025-02-01", "2025-04-03"]


def test_a_new_name_that_looks_like_a_known_one_can_be_the_same(empty, send):
    send(empty, "list.csv", "Product,Price\nHDMI cable 2m,120\nHDMI cable 3m,150\n")
    empty.tap("Import")
    shown = send(
        empty, "s.csv", SALES + "2025-10-03,HDMI cabel 2m,1,120,Busi\n2025-10-03,HDMI cable 5m,1,9,Busi\n"
    )
    assert "“HDMI cabel 2m” is new. Is it HDMI cable 2m?" in shown.text
    assert "HDMI cable 5m” is new" not in shown.text
    shown = empty.tap("HDMI cabel 2m is HDMI cable 2m")
    assert "2 products (1 new)" in shown.text
    taken = empty.tap("Import")
    assert {row[1] for row in book_of(empty)} == {"HDMI cable 2m", "HDMI cable 5m"}
    later = send(empty, "t.csv", SALES + "2025-10-04,HDMI cabel 2m,1,120,Busi\n")
    assert "1 product\n" in later.text
    empty.say(taken.buttons[1][0].says)  # withdrawn: what it taught is forgotten
    again = send(empty, "u.csv", SALES + "2025-10-05,HDMI cabel 2m,1,120,Busi\n")
    assert "1 product (1 new)" in again.text


def test_another_sheet_of_a_workbook_is_a_button(empty, send, tmp_path):
    import xlsxwriter  # noqa: PLC0415 - only here

    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        one, other = made.add_worksheet("Sales"), made.add_worksheet("Prices")
        for at, row in enumerate((["Date", "Product", "Qty", "Price"], ["2025-10-03", "Tea", 1, 5])):
            one.write_row(at, 0, row)
        for at, row in enumerate((["Product", "Price"], ["Tea", 6])):
            other.write_row(at, 0, row)
    content = path.read_bytes()
    shown = send(empty, "book.xlsx", content)
    assert "1 sale row" in shown.text
    shown = empty.tap("Sheet Prices")
    assert "1 product" in shown.text
    empty.tap("Import")
    assert empty.shop.book.value("SELECT price_minor FROM stock_book") == 600
    shown = send(empty, "book.xlsx", content)
    empty.tap("Import")
    assert len(book_of(empty)) == 1
    shown = send(empty, "book.xlsx", content)
    assert "in the book already" in shown.text
    assert "in the book already" in empty.tap("Sheet Prices").text
