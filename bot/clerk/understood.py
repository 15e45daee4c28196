"""What was understood, as JSON beside each entry: enough to show it, to edit it and to repeat it.

A statement is a tree of frozen dataclasses; each becomes an object with its class under "is". Products and
customers keep their id, so that a later spelling or price is found when the entry is read back.
"""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.language import statements

if TYPE_CHECKING:
    from bot.language.names import Known

_KIND = "is"
VERSION = "version"  # beside a statement: which of its message's changes said it
_REFERENCES = (statements.Product, statements.Customer)


def to_json(value: Any) -> Any:
    """Turn a statement (or a part of one) into JSON values."""
    if isinstance(value, _REFERENCES):
        return {_KIND: type(value).__name__, "id": value.id, "name": value.name}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {key.name: to_json(getattr(value, key.name)) for key in dataclasses.fields(value)}
        return {
            _KIND: type(value).__name__,
            **{key: part for key, part in parts.items() if part not in (None, [])},
        }
    if isinstance(value, tuple | list):
        return [to_json(one) for one in value]
    if isinstance(value, date):
        return {_KIND: "date", "on": value.isoformat()}
    return value


def from_json(value: Any, known: Known) -> Any:
    """Turn it back; a product or customer no longer known by its id comes back as a new one by its name."""
    if isinstance(value, list):
        return tuple(from_json(one, known) for one in value)
    if not isinstance(value, dict):
        return value
    kind = value[_KIND]
    if kind == "date":
        return date.fromisoformat(value["on"])
    if kind == "Product":
        return known.product(value["id"]) or statements.NewProduct(value["name"])
    if kind == "Customer":
        return known.customer(value["id"]) or statements.NewCustomer(value["name"])
    cls = getattr(statements, kind)
    given = {key: from_json(part, known) for key, part in value.items() if key not in (_KIND, VERSION)}
    for key in dataclasses.fields(cls):
        if key.name not in given and key.default is dataclasses.MISSING:
            given[key.name] = () if str(key.type).startswith("tuple") else None
    return cls(**given)
