"""How a file is laid out: its kind, which column means what, how it writes days and numbers.

A layout is a plain value. It can be corrected one column at a time and stored as a plain dict, so that a
file with the same headings is read the same way next time. Guessing one is the work of `recognise`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.language.sheets.folding import fold
from bot.language.sheets.sheet import Kind

if TYPE_CHECKING:
    from bot.language.sheets.sheet import Problem, Row

FIELDS = (
    "date", "time", "product", "code", "category", "quantity", "price", "total", "unit_cost", "cost", "profit",
    "discount", "tax", "customer", "customer_code", "region", "phone", "email", "payment", "reference", "note",
    "stock", "lead_time", "reorder", "supplier", "ends_on", "budget", "channel", "sale_type", "status",
    "campaign",
)  # fmt: skip
"""The meanings that a column can have."""

NUMBER_FIELDS = (
    "quantity", "price", "total", "unit_cost", "cost", "profit", "discount", "tax", "stock", "lead_time",
    "reorder", "budget", "wide",
)  # fmt: skip

_NEEDED: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.SALES: (("date",), ("product", "code"), ("price", "total")),
    Kind.RETURNS: (("date",), ("product", "code"), ("price", "total")),
    Kind.PRODUCTS: (("product", "code"),),
    Kind.CUSTOMERS: (("customer", "customer_code"),),
    Kind.COUNTS: (("product", "code"), ("quantity", "stock")),
    Kind.RECEIPTS: (("product", "code"), ("quantity",)),
    Kind.EXPENSES: (("date",), ("total", "price", "cost")),
    Kind.CAMPAIGNS: (("campaign",), ("date",)),
    Kind.INTERACTIONS: (("customer", "customer_code"), ("date",)),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read what is unclear: its value, and the first rows as they would be read so."""

    value: str
    rows: tuple[Row | Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """What only the owner can tell. `about` is date_order (dmy, mdy, ymd, ydm) or decimal_sign (. or ,).

    The likelier choice comes first. `Layout.choose` applies the answer.
    """

    about: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Wide:
    """A table with one column for each product or for each day.

    `across` says what the headings are (product, date), `meaning` what the cells are (quantity, total).
    """

    across: str
    meaning: str
    columns: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read a table. Columns count from 0.

    `doubts` are keys for what the owner should know before he imports: no_headings, product_guessed,
    product_is_category, no_quantity (each line counts as one piece), no_price, price_is_total and total_is_price (told by
    arithmetic), total_is_of_order and total_unread (quantity x price counts), sums_disagree (the total counts),
    returns_beside_sales (a column of returns that is not read), wide_meaning, dates_carried, date_from_title, date_order,
    date_order_by_language, date_order_by_neighbours, dates_mixed, dates_doubtful, decimal_sign, baskets.

    `date_from`: column; carried (a blank day repeats the one above); heading (a line with only a date stands
    above each block); fixed (`fixed_date` holds for all). `decimal_signs` gives '.', ',' or mixed for a field.
    """

    kind: Kind
    titles: tuple[str, ...] = ()
    header_line: int | None = None
    columns: tuple[tuple[str, int], ...] = ()
    date_order: str = ""
    date_from: str = "column"
    fixed_date: date | None = None
    decimal_signs: tuple[tuple[str, str], ...] = ()
    wide: Wide | None = None
    whole_names: tuple[str, ...] = ()  # fields whose names were numbers once: 17850.0 is 17850
    total_is_of_order: bool = False  # the total repeats for every line of an order: not the line's
    source: str = ""  # the till it comes from, where known: loyverse, square, shopify, yoco, zettle
    confidence: float = 0.0
    doubts: tuple[str, ...] = ()
    ambiguous: tuple[Ambiguous, ...] = ()

    def column(self, field: str) -> int | None:
        """Give the column that holds `field`, or None."""
        return next((index for name, index in self.columns if name == field), None)

    def meaning(self, index: int) -> str | None:
        """Give what the column `index` means, or None."""
        return next((name for name, at in self.columns if at == index), None)

    def title(self, field: str) -> str:
        """Give the heading over `field` as it is written, or ''."""
        index = self.column(field)
        return self.titles[index] if index is not None and index < len(self.titles) else ""

    @property
    def missing(self) -> tuple[str, ...]:
        """Give the fields without which no line can be read: ask the owner for each."""
        held = {name for name, _ in self.columns}
        if self.date_from in {"heading", "fixed"}:
            held.add("date")
        if self.wide is not None:
            held.update({"product"} if self.wide.across == "product" else {"date"})
            held.update({self.wide.meaning})
        return tuple(either[0] for either in _NEEDED.get(self.kind, ()) if not held.intersection(either))

    @property
    def signature(self) -> str:
        """Give what identifies files of the same make: the headings, folded. '' for a file without them."""
        return "|".join(fold(title) for title in self.titles) if self.header_line is not None else ""

    def with_column(self, field: str, index: int | None) -> Layout:
        """Give this layout with `field` read from the column `index`; None for no column."""
        if field not in FIELDS:
            raise ValueError(f"no such field: {field}")
        kept = tuple((name, at) for name, at in self.columns if name != field and at != index)
        columns = kept if index is None else (*kept, (field, index))
        date_from = "column" if field == "date" and index is not None else self.date_from
        return replace(self, columns=columns, date_from=date_from)

    def with_kind(self, kind: Kind) -> Layout:
        """Give this layout for a file of another kind."""
        return replace(self, kind=kind)

    def with_date_order(self, order: str) -> Layout:
        """Give this layout with days written in `order`: dmy, mdy, ymd or ydm."""
        if order not in {"dmy", "mdy", "ymd", "ydm"}:
            raise ValueError(f"no such date order: {order}")
        return replace(self, date_order=order, ambiguous=self._without("date_order"))

    def with_decimal_sign(self, sign: str) -> Layout:
        """Give this layout with `sign` ('.' or ',') before the decimals of every figure."""
        if sign not in {".", ","}:
            raise ValueError(f"no such decimal sign: {sign}")
        signs = tuple((name, sign) for name in NUMBER_FIELDS)
        return replace(self, decimal_signs=signs, ambiguous=self._without("decimal_sign"))

    def with_date(self, day: date) -> Layout:
        """Give this layout for a file whose lines are all of one day."""
        kept = tuple(pair for pair in self.columns if pair[0] != "date")
        return replace(self, columns=kept, date_from="fixed", fixed_date=day)

    def choose(self, about: str, value: str) -> Layout:
        """Give this layout with one `Ambiguous` question answered."""
        return self.with_date_order(value) if about == "date_order" else self.with_decimal_sign(value)

    def sign(self, field: str) -> str:
        """Give the decimal sign of a field's figures: its own, or that of the file's others."""
        signs = dict(self.decimal_signs)
        return signs.get(field) or next(iter(signs.values()), ".")

    def like(self, remembered: Layout) -> Layout:
        """Give this layout as the owner once corrected one with the same `signature`.

        Meanings and kind are the remembered ones; where the headings stand, and how this file writes, are its own,
        except for what is open here and was answered then.
        """
        known = replace(
            remembered,
            titles=self.titles,
            header_line=self.header_line,
            decimal_signs=self.decimal_signs,
            date_order=self.date_order,
            doubts=self.doubts,
            ambiguous=self.ambiguous,
        )
        for question in self.ambiguous:
            answer = remembered.date_order if question.about == "date_order" else remembered.sign("quantity")
            if answer in {choice.value for choice in question.choices}:
                known = known.choose(question.about, answer)
        return known

    def _without(self, about: str) -> tuple[Ambiguous, ...]:
        return tuple(question for question in self.ambiguous if question.about != about)

    def to_dict(self) -> dict[str, Any]:
        """Give this layout as plain values for storing; open questions are left out."""
        wide = self.wide
        return {
            "kind": self.kind.value,
            "titles": list(self.titles),
            "header_line": self.header_line,
            "columns": dict(self.columns),
            "date_order": self.date_order,
            "date_from": self.date_from,
            "fixed_date": self.fixed_date.isoformat() if self.fixed_date else None,
            "decimal_signs": dict(self.decimal_signs),
            "wide": {"across": wide.across, "meaning": wide.meaning, "columns": list(wide.columns)}
            if wide
            else None,
            "whole_names": list(self.whole_names),
            "total_is_of_order": self.total_is_of_order,
            "source": self.source,
            "confidence": self.confidence,
            "doubts": list(self.doubts),
        }

    @staticmethod
    def from_dict(plain: dict[str, Any]) -> Layout:
        """Give the layout that `to_dict` stored."""
        wide = plain["wide"]
        return Layout(
            kind=Kind(plain["kind"]),
            titles=tuple(plain["titles"]),
            header_line=plain["header_line"],
            columns=tuple((str(name), int(at)) for name, at in plain["columns"].items()),
            date_order=plain["date_order"],
            date_from=plain["date_from"],
            fixed_date=date.fromisoformat(plain["fixed_date"]) if plain["fixed_date"] else None,
            decimal_signs=tuple((str(name), str(sign)) for name, sign in plain["decimal_signs"].items()),
            wide=Wide(wide["across"], wide["meaning"], tuple(wide["columns"])) if wide else None,
            whole_names=tuple(plain["whole_names"]),
            total_is_of_order=plain["total_is_of_order"],
            source=plain["source"],
            confidence=plain["confidence"],
            doubts=tuple(plain["doubts"]),
        )
