"""What is said about files: kinds, columns, and why a file or a line cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = {
    "sales": "sales",
    "returns": "returns",
    "products": "products and prices",
    "customers": "customers",
    "counts": "a stock count",
    "receipts": "goods that came in",
    "expenses": "expenses",
    "campaigns": "campaigns",
    "interactions": "contacts with customers",
    "payments": "payments of debts",
    "orders": "orders without their lines",
    "baskets": "baskets without days and prices",
    "unknown": "nothing that I know",
}

ROWS = {
    "sales": ("sale row", "sale rows"),
    "returns": ("return row", "return rows"),
    "products": ("product", "products"),
    "customers": ("customer", "customers"),
    "counts": ("counted product", "counted products"),
    "receipts": ("delivery", "deliveries"),
    "expenses": ("expense", "expenses"),
    "campaigns": ("campaign", "campaigns"),
    "interactions": ("contact", "contacts"),
    "payments": ("payment", "payments"),
}
"""What one row of a kind is, and several; the kinds that can be taken in."""

CHOICES = {
    "sales": "It is sales",
    "returns": "It is returns",
    "products": "It is products and prices",
    "customers": "It is customers",
    "counts": "It is a stock count",
    "receipts": "It is goods that came in",
    "expenses": "It is expenses",
    "campaigns": "It is campaigns",
    "interactions": "It is contacts with customers",
}

MEANINGS = {
    "date": "day",
    "time": "time of day",
    "product": "product",
    "code": "product code",
    "category": "category",
    "quantity": "quantity",
    "price": "price of one",
    "total": "total",
    "unit_cost": "cost of one",
    "cost": "cost of the line",
    "profit": "profit",
    "discount": "discount",
    "tax": "tax",
    "customer": "customer",
    "customer_code": "customer number",
    "region": "region",
    "phone": "phone",
    "email": "email",
    "payment": "way of paying",
    "reference": "receipt number",
    "note": "note",
    "stock": "stock on hand",
    "lead_time": "delivery days",
    "reorder": "reorder quantity",
    "supplier": "supplier",
    "ends_on": "last day",
    "budget": "budget",
    "channel": "channel",
    "sale_type": "sale or refund",
    "status": "status",
    "campaign": "campaign",
}
"""What a column can mean, as a button says it."""

# What is worth asking for in each kind, the likeliest first.
USUAL: dict[str, tuple[str, ...]] = {
    "sales": (
        "date", "product", "quantity", "price", "total", "customer", "payment",
        "category", "time", "reference", "unit_cost", "cost", "discount", "region", "code", "phone", "note", "profit", "tax", "status", "sale_type", "customer_code",
    ),
    "products": ("product", "price", "unit_cost", "category", "stock", "supplier", "code", "lead_time", "reorder"),
    "customers": ("customer", "phone", "region", "email", "customer_code", "note"),
    "counts": ("product", "quantity", "date", "unit_cost", "category", "code"),
    "receipts": ("product", "quantity", "date", "unit_cost", "total", "supplier", "category", "reference"),
    "expenses": ("date", "note", "total", "payment", "category", "supplier", "reference"),
    "campaigns": ("campaign", "date", "ends_on", "budget", "channel"),
    "interactions": ("customer", "date", "note", "channel"),
}  # fmt: skip
USUAL["returns"] = USUAL["sales"]

FIELDS = {
    "date": "the day",
    "product": "the product",
    "price": "the price or the total",
    "quantity": "the quantity",
    "customer": "the customer",
    "total": "the amount",
    "campaign": "the campaign's name",
}

REFUSED = {
    "empty": "The file is empty.",
    "too_large": "The file is too large to read safely. Split it, by month for instance.",
    "too_wide": "The file has far too many columns for a sheet of sales.",
    "line_too_long": "The file is one endless line: it was saved without line ends.",
    "unpacks_too_large": "The file unpacks to something far too large, so I left it alone.",
    "too_many_sheets": "The workbook has too many sheets. Send the one that holds the rows.",
    "nested_archive": "There is an archive inside the archive. Send the file itself.",
    "several_files": "The archive holds several files. Send them one by one.",
    "password": "The file is locked with a password. Save it without one and send it again.",
    "broken": "The file is damaged: it breaks off in the middle. Save it again and send it once more.",
    "looks_like_image": "That is a picture. I read sheets: CSV, Excel or ODS.",
    "looks_like_pdf": "That is a PDF. Send the sheet it was made from: CSV, Excel or ODS.",
    "looks_like_document": "That is a text document. Send a sheet: CSV, Excel or ODS.",
    "looks_like_archive": "That is an archive I do not read. Send the sheet inside it.",
    "looks_like_program": "That is a program, not a sheet. I left it alone.",
    "looks_like_web_page": "That is a web page. Download the sheet itself and send that.",
    "looks_like_database": "That is a database file, and no backup of Shopbook.",
    "looks_like_json": "That is data for programs. Send a sheet: CSV, Excel or ODS.",
    "binary": "That is not a sheet that I can read. CSV, Excel or ODS, please.",
    "no_table": "I found no table in it: no row of headings with rows below.",
    "unknown_kind": "I cannot tell what the columns are.",
}

PROBLEMS = {
    "torn_line": "a quote that never closes",
    "no_date": "no day",
    "bad_date": "a day that I cannot read",
    "unclear_date": "a day that could be two",
    "date_too_early": "a day too long ago",
    "date_in_future": "a day that has not come yet",
    "no_product": "no product",
    "no_customer": "no customer",
    "no_name": "no name",
    "no_quantity": "no quantity",
    "bad_quantity": "a quantity that is no number",
    "zero_quantity": "a quantity of nothing",
    "quantity_too_large": "a quantity beyond belief",
    "no_price": "no price and no total",
    "bad_price": "a price that is no number",
    "bad_total": "a total that does not fit",
    "amount_too_large": "an amount beyond belief",
    "no_amount": "no amount",
    "bad_number": "a number that I cannot read",
    "cancelled": "cancelled in the till",
}

SKIPPED = {
    "title": ("title line", "title lines"),
    "header": ("repeated heading", "repeated headings"),
    "total": ("total row", "total rows"),
    "heading": ("row that only names a day", "rows that only name a day"),
}


def count(how_many: int, one: str, several: str, number: Callable[[float], str]) -> str:
    """Give "1 row" or "1 392 rows"."""
    return f"{number(how_many)} {one if how_many == 1 else several}"


def verb(how_many: int, one: str, several: str) -> str:
    """Give the word that agrees with how many there are."""
    return one if how_many == 1 else several


def why(reason: str, detail: str) -> str:
    """Say why a row was refused, with the cell at fault."""
    sentence = PROBLEMS.get(reason, reason)
    return f"{sentence}: {detail}" if detail else sentence
