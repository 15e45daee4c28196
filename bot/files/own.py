"""The book's own exports, read back: their headings are known to the letter, amounts are minor units, days are ISO."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bot.files.safety import bared
from bot.language.sheets import sheet
from bot.language.sheets.blocks import in_blocks
from bot.language.sheets.folding import text_of, tidy
from bot.language.sheets.layout import Layout
from bot.money import MILLI
from bot.speech import N_
from storage.reading import views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.language.sheets.sheet import Cell, Numbered, Problem, RawTable

SOURCE = "shopbook"
_KINDS = {
    "sales_book": sheet.Kind.SALES,
    "stock_book": sheet.Kind.PRODUCTS,
    "restocks_book": sheet.Kind.RECEIPTS,
    "payments_book": sheet.Kind.PAYMENTS,
    "expenses_book": sheet.Kind.EXPENSES,
    "campaigns_book": sheet.Kind.CAMPAIGNS,
}
_WORKED_OUT = {
    "debts_book": N_(
        "It lists who owes what, which the book works out by itself from the sales and the payments."
    ),
    "audit_book": N_("It tells who did what, and that cannot be taken in from a file."),
}
_MOST = 10**13  # as much as the book holds in one figure


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """What a customer paid off."""

    line_number: int
    customer: str
    paid_on: date
    amount_minor: int
    payment: str | None = None


class WorkedOutError(Exception):
    """An export of what the book works out by itself: `sentence` says so."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class _WrongError(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


def view_of(raw: RawTable) -> str | None:
    """Give the view that a table is an export of, by its first line; None for any other table."""
    for _, cells in raw.lines():
        titles = tuple(text_of(cell).strip().lstrip("\ufeff") for cell in cells)
        return next((name for name, columns in views.COLUMNS.items() if tuple(columns) == titles), None)
    return None


def layout_of(view: str) -> Layout:
    """Give how a view is read; its kind says what it holds. WorkedOutError for what is not read back."""
    if view in _WORKED_OUT:
        raise WorkedOutError(_WORKED_OUT[view])
    columns = tuple(views.COLUMNS[view])
    return Layout(
        _KINDS[view],
        columns,
        header_line=1,
        columns=tuple((name, at) for at, name in enumerate(columns)),
        source=SOURCE,
        confidence=1.0,
    )


def rows(raw: RawTable, layout: Layout) -> Iterator[Any]:
    """Give the rows and problems of an export."""
    view = next(name for name, columns in views.COLUMNS.items() if tuple(columns) == layout.titles)
    read = _READERS[view]
    strips = raw.form == "text"
    for number, cells in raw.lines():
        if number == layout.header_line or not any(cell != "" for cell in cells):
            continue
        line = _Line(number, dict(zip(layout.titles, cells, strict=False)), strips)
        try:
            yield read(line)
        except _WrongError as wrong:
            yield _problem(number, wrong, cells)


def _problem(number: int, wrong: _WrongError, cells: Sequence[Cell]) -> Problem:
    as_text = tuple(text_of(cell)[:200] for cell in cells[:50])
    return sheet.Problem(number, wrong.reason, wrong.detail[:80], as_text)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of an export by the names of its columns."""

    number: int
    cells: dict[str, Cell]
    strips: bool

    def text(self, name: str) -> str | None:
        """Give a text, the apostrophe off that kept it from being a formula; None where there is none."""
        said = text_of(self.cells.get(name, ""))
        return tidy(bared(said) if self.strips else said) or None

    def needed(self, name: str, reason: str) -> str:
        """Give a text that must be there."""
        said = self.text(name)
        if said is None:
            raise _WrongError(reason, "")
        return said

    def whole(self, name: str, reason: str) -> int | None:
        """Give a whole number."""
        said = text_of(self.cells.get(name, "")).strip()
        if not said:
            return None
        try:
            number = int(said)
        except ValueError:
            raise _WrongError(reason, said) from None
        if abs(number) > _MOST:
            raise _WrongError("amount_too_large", said)
        return number

    def amount(self, name: str) -> int:
        """Give an amount that must be there, in minor units."""
        found = self.whole(name, "bad_total")
        if found is None:
            raise _WrongError("no_amount", "")
        return found

    def milli(self, name: str) -> int | None:
        """Give a quantity in thousandths."""
        said = text_of(self.cells.get(name, "")).strip()
        if not said:
            return None
        try:
            milli = round(float(said) * MILLI)
        except (ValueError, OverflowError):
            raise _WrongError("bad_quantity", said) from None
        if abs(milli) > _MOST:
            raise _WrongError("quantity_too_large", said)
        return milli

    def quantity(self, name: str) -> int:
        """Give a quantity that must be there."""
        found = self.milli(name)
        if found is None:
            raise _WrongError("no_quantity", "")
        return found

    def day(self, name: str) -> date:
        """Give a day that must be there."""
        cell = self.cells.get(name, "")
        if isinstance(cell, date):
            return cell.date() if isinstance(cell, datetime) else cell
        try:
            return date.fromisoformat(text_of(cell).strip())
        except ValueError:
            raise _WrongError("bad_date" if cell != "" else "no_date", text_of(cell)) from None

    def instant(self, name: str) -> datetime | None:
        """Give an instant, aware."""
        said = self.text(name)
        if said is None:
            return None
        try:
            moment = datetime.fromisoformat(said)
        except ValueError:
            raise _WrongError("bad_date", said) from None
        if moment.tzinfo is None:
            raise _WrongError("bad_date", said)
        return moment


def _sale(line: _Line) -> sheet.SaleRow:
    return sheet.SaleRow(
        line.number,
        line.day("sold_on"),
        line.instant("sold_at"),
        line.needed("product", "no_product"),
        line.text("category"),
        line.quantity("quantity"),
        line.amount("total_minor"),
        line.whole("cost_minor", "bad_number"),
        line.text("customer"),
        line.text("region"),
        line.text("payment"),
        line.text("sale_id"),
    )


def _stock(line: _Line) -> sheet.ProductRow:
    return sheet.ProductRow(
        line.number,
        line.needed("product", "no_product"),
        line.text("category"),
        line.whole("price_minor", "bad_price"),
        line.whole("cost_minor", "bad_number"),
        line.milli("on_hand"),
    )


def _restock(line: _Line) -> sheet.ReceiptRow:
    return sheet.ReceiptRow(
        line.number,
        line.needed("product", "no_product"),
        line.quantity("quantity"),
        line.whole("total_minor", "bad_total"),
        line.day("received_on"),
    )


def _payment(line: _Line) -> PaymentRow:
    return PaymentRow(
        line.number,
        line.needed("customer", "no_customer"),
        line.day("paid_on"),
        line.amount("amount_minor"),
        line.text("payment"),
    )


def _expense(line: _Line) -> sheet.ExpenseRow:
    return sheet.ExpenseRow(
        line.number, line.day("spent_on"), line.text("note") or "", line.amount("amount_minor"), line.text("payment")
    )  # fmt: skip


def _campaign(line: _Line) -> sheet.CampaignRow:
    return sheet.CampaignRow(
        line.number,
        line.needed("campaign", "no_name"),
        line.day("starts_on"),
        line.day("ends_on"),
        line.whole("budget_minor", "bad_number"),
        line.text("channel"),
    )


_READERS: dict[str, Callable[[_Line], Any]] = {
    "sales_book": _sale,
    "stock_book": _stock,
    "restocks_book": _restock,
    "payments_book": _payment,
    "expenses_book": _expense,
    "campaigns_book": _campaign,
}


def without_guard(raw: RawTable) -> RawTable:
    """Give a table whose cells lost the apostrophe that an export put before them: for files of refused rows."""

    def lines() -> Iterator[Numbered]:
        for number, cells in raw.lines():
            yield number, [bared(cell) if isinstance(cell, str) else cell for cell in cells]

    return replace(raw, blocks=lambda: in_blocks(lines()))
