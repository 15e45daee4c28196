"""What is said about files: kinds, columns, and why a file or a line cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.speech import N_, NN_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS = {
    "sales": N_("sales"),
    "returns": N_("returns"),
    "products": N_("products and prices"),
    "customers": N_("customers"),
    "counts": N_("a stock count"),
    "receipts": N_("goods that came in"),
    "expenses": N_("expenses"),
    "campaigns": N_("campaigns"),
    "interactions": N_("contacts with customers"),
    "payments": N_("payments of debts"),
    "orders": N_("orders without their lines"),
    "baskets": N_("baskets without days and prices"),
    "unknown": N_("nothing that I know"),
}

ROWS = {
    "sales": NN_("sale row", "sale rows"),
    "returns": NN_("return row", "return rows"),
    "products": NN_("product", "products"),
    "customers": NN_("customer", "customers"),
    "counts": NN_("counted product", "counted products"),
    "receipts": NN_("delivery", "deliveries"),
    "expenses": NN_("expense", "expenses"),
    "campaigns": NN_("campaign", "campaigns"),
    "interactions": NN_("contact", "contacts"),
    "payments": NN_("payment", "payments"),
}
"""What one row of a kind is, and several; the kinds that can be taken in."""

CHOICES = {
    "sales": N_("It is sales"),
    "returns": N_("It is returns"),
    "products": N_("It is products and prices"),
    "customers": N_("It is customers"),
    "counts": N_("It is a stock count"),
    "receipts": N_("It is goods that came in"),
    "expenses": N_("It is expenses"),
    "campaigns": N_("It is campaigns"),
    "interactions": N_("It is contacts with customers"),
}

MEANINGS = {
    "date": N_("day"),
    "time": N_("time of day"),
    "product": N_("product"),
    "code": N_("product code"),
    "category": N_("category"),
    "quantity": N_("quantity"),
    "price": N_("price of one"),
    "total": N_("total"),
    "unit_cost": N_("cost of one"),
    "cost": N_("cost of the line"),
    "profit": N_("profit"),
    "discount": N_("discount"),
    "tax": N_("tax"),
    "customer": N_("customer"),
    "customer_code": N_("customer number"),
    "region": N_("region"),
    "phone": N_("phone"),
    "email": N_("email"),
    "payment": N_("way of paying"),
    "reference": N_("receipt number"),
    "note": N_("note"),
    "stock": N_("stock on hand"),
    "lead_time": N_("delivery days"),
    "reorder": N_("reorder quantity"),
    "supplier": N_("supplier"),
    "ends_on": N_("last day"),
    "budget": N_("budget"),
    "channel": N_("channel"),
    "sale_type": N_("sale or refund"),
    "status": N_("status"),
    "campaign": N_("campaign"),
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
    "date": N_("the day"),
    "product": N_("the product"),
    "price": N_("the price or the total"),
    "quantity": N_("the quantity"),
    "customer": N_("the customer"),
    "total": N_("the amount"),
    "campaign": N_("the campaign's name"),
}

REFUSED = {
    "empty": N_("The file is empty."),
    "too_large": N_("The file is too large to read safely. Split it, by month for instance."),
    "too_wide": N_("The file has far too many columns for a sheet of sales."),
    "line_too_long": N_("The file is one endless line: it was saved without line ends."),
    "unpacks_too_large": N_("The file unpacks to something far too large, so I left it alone."),
    "too_many_sheets": N_("The workbook has too many sheets. Send the one that holds the rows."),
    "nested_archive": N_("There is an archive inside the archive. Send the file itself."),
    "several_files": N_("The archive holds several files. Send them one by one."),
    "password": N_("The file is locked with a password. Save it without one and send it again."),
    "broken": N_("The file is damaged: it breaks off in the middle. Save it again and send it once more."),
    "looks_like_image": N_("That is a picture. I read sheets: CSV, Excel or ODS."),
    "looks_like_pdf": N_("That is a PDF. Send the sheet it was made from: CSV, Excel or ODS."),
    "looks_like_document": N_("That is a text document. Send a sheet: CSV, Excel or ODS."),
    "looks_like_archive": N_("That is an archive I do not read. Send the sheet inside it."),
    "looks_like_program": N_("That is a program, not a sheet. I left it alone."),
    "looks_like_web_page": N_("That is a web page. Download the sheet itself and send that."),
    "looks_like_database": N_("That is a database file, and no backup of Shopbook."),
    "looks_like_json": N_("That is data for programs. Send a sheet: CSV, Excel or ODS."),
    "binary": N_("That is not a sheet that I can read. CSV, Excel or ODS, please."),
    "no_table": N_("I found no table in it: no row of headings with rows below."),
    "unknown_kind": N_("I cannot tell what the columns are."),
}

PROBLEMS = {
    "torn_line": N_("a quote that never closes"),
    "no_date": N_("no day"),
    "bad_date": N_("a day that I cannot read"),
    "unclear_date": N_("a day that could be two"),
    "date_too_early": N_("a day too long ago"),
    "date_in_future": N_("a day that has not come yet"),
    "no_product": N_("no product"),
    "no_customer": N_("no customer"),
    "no_name": N_("no name"),
    "no_quantity": N_("no quantity"),
    "bad_quantity": N_("a quantity that is no number"),
    "zero_quantity": N_("a quantity of nothing"),
    "quantity_too_large": N_("a quantity beyond belief"),
    "no_price": N_("no price and no total"),
    "bad_price": N_("a price that is no number"),
    "bad_total": N_("a total that does not fit"),
    "amount_too_large": N_("an amount beyond belief"),
    "no_amount": N_("no amount"),
    "bad_number": N_("a number that I cannot read"),
    "cancelled": N_("cancelled in the till"),
}

SKIPPED = {
    "title": NN_("title line", "title lines"),
    "header": NN_("repeated heading", "repeated headings"),
    "total": NN_("total row", "total rows"),
    "heading": NN_("row that only names a day", "rows that only name a day"),
}


def count(how_many: int, one: str, several: str, number: Callable[[float], str]) -> str:
    """Give "1 row" or "1 392 rows"."""
    return f"{number(how_many)} {ngettext(one, several, how_many)}"


def verb(how_many: int, one: str, several: str) -> str:
    """Give the word that agrees with how many there are."""
    return one if how_many == 1 else several


def why(reason: str, detail: str) -> str:
    """Say why a row was refused, with the cell at fault."""
    sentence = _(PROBLEMS.get(reason, reason))
    return f"{sentence}: {detail}" if detail else sentence
