"""What is said about files: kinds, columns, and why a file or a line cannot be read."""

from __future__ import annotations

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
    "orders": "orders without their lines",
    "baskets": "baskets without days and prices",
    "unknown": "nothing that I know",
}

ROWS = {
    "sales": "sale rows",
    "returns": "return rows",
    "products": "products",
    "customers": "customers",
    "counts": "counted products",
    "receipts": "deliveries",
    "expenses": "expenses",
    "campaigns": "campaigns",
    "interactions": "contacts",
}

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
    "looks_like_database": "That is a database file. A backup of Shopbook is brought back with: python -m bot restore FILE",
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
    "title": "title lines",
    "header": "repeated headings",
    "total": "total rows",
    "heading": "rows that only name a day",
}
