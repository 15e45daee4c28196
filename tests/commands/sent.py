"""What the tests of sent files share: a heading, and what stands on the screen and in the book."""

from __future__ import annotations

SALES = "Date,Product,Qty,Price,Customer\n"


def labels(answer):
    return [one.label for row in answer.buttons for one in row]


def book_of(talk):
    asked = (
        "SELECT sold_on, product, quantity, total_minor, customer FROM sales_book ORDER BY sold_on, sale_id"
    )
    return talk.shop.book.rows(asked)
