"""The exports of well-known tills and shops, by headings that no other file has together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.sheets.folding import heading_words

if TYPE_CHECKING:
    from collections.abc import Sequence

# name -> the headings that show it, and the fields that its own words would mislead.
_TILLS: tuple[tuple[str, frozenset[str], dict[str, str]], ...] = (
    ("shopify", frozenset({"lineitem name", "lineitem quantity", "lineitem price"}),
     {"reference": "name", "date": "created at", "customer": "billing name", "product": "lineitem name", "quantity": "lineitem quantity",
      "price": "lineitem price", "discount": "lineitem discount", "code": "lineitem sku", "region": "billing city", "phone": "billing phone",
      "payment": "payment method", "note": "notes", "total": "", "tax": "", "status": "", "category": "", "supplier": "vendor", "sale_type": ""}),
    ("shopify", frozenset({"handle", "title", "variant price", "variant sku"}),
     {"product": "title", "price": "variant price", "code": "variant sku", "category": "type", "stock": "variant inventory qty",
      "supplier": "vendor", "unit_cost": "cost per item", "status": "", "date": "", "time": "", "customer": "", "note": ""}),
    ("loyverse", frozenset({"receipt number", "receipt type", "quantity", "net sales"}),
     {"date": "date", "reference": "receipt number", "sale_type": "receipt type", "total": "net sales",
      "cost": "cost of goods", "region": "store", "customer": "customer name", "phone": "customer contacts", "discount": "discounts",
      "note": "comment", "code": "sku", "profit": "gross profit"}),
    ("loyverse", frozenset({"receipt number", "receipt type", "total collected", "cashier name"}),
     {"date": "date", "reference": "receipt number", "sale_type": "receipt type", "total": "net sales", "product": "", "quantity": "",
      "price": "", "note": "description", "region": "store", "customer": "customer name", "cost": "cost of goods"}),
    ("square", frozenset({"item", "qty", "net sales", "price point name"}),
     {"date": "date", "time": "time", "product": "item", "quantity": "qty", "total": "net sales", "reference": "transaction id",
      "sale_type": "event type", "customer": "customer name", "customer_code": "customer id", "region": "location", "note": "notes",
      "code": "sku", "discount": "discounts", "price": "", "payment": ""}),
)  # fmt: skip


def till_of(titles: Sequence[str]) -> tuple[str, dict[str, int | None]]:
    """Give the till that wrote a file and its field -> column (None: not to be read); ('', {}) for any other file."""
    places: dict[str, int] = {}
    for at, title in enumerate(titles):
        places.setdefault(heading_words(title), at)
    for name, marks, fields in _TILLS:
        if marks <= places.keys():
            return name, {field: places.get(title) for field, title in fields.items()}
    return "", {}
