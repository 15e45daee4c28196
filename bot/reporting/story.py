"""The report of a month: what a shop-keeper shows his bank, with what was not known said as plainly as the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clerk.echo import PAYMENT_WORDS
from bot.drawing import draw
from bot.findings import periods
from bot.findings.wording import change, written
from bot.money import MILLI
from bot.reporting import charts
from bot.reporting.sheets import Heading, Sheets

if TYPE_CHECKING:
    from datetime import date

    from bot.reporting.month import Month, Side
    from bot.shop import Shop

_PRODUCTS, _CUSTOMERS, _NAMED = 12, 8, 4
_A_HAIR = 0.005


class Story:
    """Tells one month on sheets of paper."""

    def __init__(self, shop: Shop, month: Month, today: date) -> None:
        self._shop, self._month, self._today = shop, month, today
        self.label = periods.call(month.now.period, shop, today)
        self._earlier = periods.call(month.before.period, shop, today)

    def tell(self) -> Sheets:
        """Write the whole report."""
        shop = self._shop
        made = f"{shop.settings.shop.name} · {self.label} · made on {written(self._today, shop)}"
        sheets = Sheets(made)
        sheets.title(shop.settings.shop.name, f"Report of {self.label}")
        sheets.paragraph(self.finding(), strong=True)
        self._key_figures(sheets)
        self._money(sheets)
        self._goods(sheets)
        self._people(sheets)
        self._unknown(sheets)
        return sheets

    def finding(self) -> str:
        """Say the month in a sentence."""
        now, then = self._month.now, self._month.before
        moved = change(now.totals.revenue_minor, then.totals.revenue_minor, self._shop, self._earlier)
        said = f"{self._shop.round(now.totals.revenue_minor)} in {self._count(now.totals.sales, 'sale')}, {moved}"
        net = now.takings.net_minor
        if net is None:
            return f"{said}."
        about = "" if now.takings.exact else "about "
        left = "left after goods and expenses" if net >= 0 else "short after goods and expenses"
        return f"{said}; {about}{self._shop.round(abs(net))} {left}."

    def _count(self, number: int, what: str) -> str:
        return f"1 {what}" if number == 1 else f"{self._shop.number(number)} {what}s"

    def _key_figures(self, sheets: Sheets) -> None:
        sheets.heading("Key figures")
        now, then = self._month.now, self._month.before
        rows = [
            self._compared("Revenue", now.totals.revenue_minor, then.totals.revenue_minor),
            self._compared("Sales", now.totals.sales, then.totals.sales, money=False),
            self._compared("Average sale", _average(now), _average(then)),
            self._compared("Pieces sold", _pieces(now), _pieces(then), money=False),
            self._compared("Days with sales", len(now.days), len(then.days), money=False),
            self._compared("Returns", now.totals.returned_minor, then.totals.returned_minor),
            self._compared("Margin", now.takings.margin_minor, then.takings.margin_minor),
            self._compared("Expenses", now.takings.spent_minor, then.takings.spent_minor),
            self._compared("Left", now.takings.net_minor, then.takings.net_minor),
        ]
        headings = [
            Heading("", 4, figures=False),
            *(Heading(t, 3) for t in (self.label, self._earlier, "change")),
        ]
        sheets.table(headings, rows)

    def _compared(
        self, name: str, now: float | None, then: float | None, *, money: bool = True
    ) -> tuple[str, str, str, str]:
        def cell(value: float | None) -> str:
            if value is None:
                return "not known"
            return self._shop.round(value) if money else self._shop.number(value)

        moved = "" if now is None or not then or then < 0 else self._signed(now / then - 1)
        return name, cell(now), cell(then), moved

    def _signed(self, share: float) -> str:
        if abs(share) < _A_HAIR:
            return "same"
        return f"{'+' if share > 0 else ''}{self._shop.percent(share)}"

    def _money(self, sheets: Sheets) -> None:
        pictures = [draw(charts.by_day(self._shop, self._month, self._earlier))]
        if self._month.now.takings.margin_minor is not None:
            pictures.append(draw(charts.steps(self._shop, self._month.now.takings)))
        sheets.heading("Sales day by day, and where the money went", keep=240)
        sheets.pictures(*pictures)
        for sentence in self._outstanding():
            sheets.paragraph(f"•  {sentence}")
        if self._month.now.spent:
            sheets.heading("Expenses", rows=len(self._month.now.spent))
            before = self._month.before.spent
            rows = [
                self._compared(note, minor, before.get(note, 0))
                for note, minor in self._month.now.spent.items()
            ]
            sheets.table(
                [
                    Heading("For", 4, figures=False),
                    Heading(self.label, 3),
                    Heading(self._earlier, 3),
                    Heading("change", 3),
                ],
                rows,
            )

    def _outstanding(self) -> list[str]:
        """Name the best day, product and customer, and what is owed."""
        shop, now = self._shop, self._month.now
        best = max(now.days, key=lambda one: one.totals.revenue_minor)
        said = [f"Best day: {written(best.on, shop)} with {shop.round(best.totals.revenue_minor)}."]
        if now.products:
            first = now.products[0]
            said.append(f"Best product: {first.product} with {shop.round(first.revenue_minor)}.")
        if now.customers:
            one = now.customers[0]
            said.append(f"Best customer: {one.customer} with {shop.round(one.revenue_minor)}.")
        if self._month.owing:
            owing = self._count(self._month.owing, "customer")
            said.append(f"Today {owing} owe {shop.round(self._month.owed_minor)} in all.")
        if self._month.stock_minor:
            worth = shop.round(self._month.stock_minor)
            said.append(f"The counted stock is worth {worth} at cost today.")
        return said

    def _goods(self, sheets: Sheets) -> None:
        now, then = self._month.now, self._month.before
        was = {one.product: one.revenue_minor for one in then.products}
        sheets.heading("What sold", keep=200)
        pictures = [
            draw(
                charts.bars(
                    self._shop, [(one.product, one.revenue_minor) for one in now.products], was, "product"
                )
            )
        ]
        categories = [(one.category or "without category", one.revenue_minor) for one in now.categories]
        if len(categories) > 1:
            before = {one.category or "without category": one.revenue_minor for one in then.categories}
            pictures.append(draw(charts.bars(self._shop, categories, before, "category")))
        sheets.pictures(*pictures)
        headings = [Heading("Product", 5, figures=False)]
        headings += [
            Heading(t, s)
            for t, s in (("pieces", 2), ("revenue", 2.4), ("share", 1.6), ("change", 2), ("margin", 2))
        ]
        whole = now.totals.revenue_minor
        rows = [
            (
                one.product,
                self._shop.quantity(one.quantity_milli),
                self._shop.round(one.revenue_minor),
                self._shop.percent(one.revenue_minor / whole) if whole > 0 else "",
                self._signed(one.revenue_minor / was[one.product] - 1)
                if was.get(one.product, 0) > 0
                else "new",
                self._shop.percent(1 - one.cost_minor / one.costed_minor) if one.costed_minor > 0 else "?",
            )
            for one in now.products[:_PRODUCTS]
        ]
        sheets.table(headings, rows)
        if (rest := now.products[_PRODUCTS:]) and whole > 0:
            minor = sum(one.revenue_minor for one in rest)
            sheets.paragraph(
                f"{len(rest)} more products bring {self._shop.round(minor)} ({self._shop.percent(minor / whole)}).",
                small=True,
            )

    def _people(self, sheets: Sheets) -> None:
        now, then = self._month.now, self._month.before
        was = {one.customer: one.revenue_minor for one in then.customers}
        if now.customers:
            sheets.heading("Who bought", rows=len(now.customers[:_CUSTOMERS]))
            rows = [
                (
                    one.customer or "",
                    self._shop.number(one.sales),
                    self._shop.round(one.revenue_minor),
                    self._shop.round(was.get(one.customer, 0)),
                )
                for one in now.customers[:_CUSTOMERS]
            ]
            titles = (("sales", 2.0), ("revenue", 2.4), (self._earlier, 2.8))
            sheets.table([Heading("Customer", 5, figures=False), *(Heading(t, s) for t, s in titles)], rows)
        if now.payments:
            sheets.heading("How it was paid", rows=len(now.payments))
            before = {one.payment: one.revenue_minor for one in then.payments}
            sheets.table(
                [
                    Heading("", 4, figures=False),
                    Heading(self.label, 3),
                    Heading(self._earlier, 3),
                    Heading("change", 3),
                ],
                [
                    self._compared(
                        PAYMENT_WORDS.get(one.payment or "", "not said"),
                        one.revenue_minor,
                        before.get(one.payment, 0),
                    )
                    for one in now.payments
                ],
            )

    def _unknown(self, sheets: Sheets) -> None:
        sheets.heading("What was not known")
        for sentence in self.unknown():
            sheets.paragraph(f"•  {sentence}")
        sheets.paragraph(
            "Every figure is the sum of entries in the sales book that are in force; returns are taken off. Cost is what "
            "the goods cost when they were sold. Tax is not taken into account.",
            small=True,
        )

    def unknown(self) -> list[str]:
        """Say what the figures do not cover."""
        shop, month, now = self._shop, self._month, self._month.now
        said = []
        if not now.takings.exact and now.totals.revenue_minor > 0:
            what = (
                "the rest is carried over from it"
                if now.takings.margin_minor is not None
                else "the margin is left out"
            )
            said.append(f"The cost is known for {shop.percent(now.takings.known)} of the revenue; {what}.")
        if month.missing.no_cost:
            names = [one.product for one in month.missing.no_cost if one.revenue_minor > 0]
            if names:
                said.append(f"No cost yet: {_some(names)}.")
        if now.unnamed_minor > 0 < now.totals.revenue_minor:
            share = shop.percent(now.unnamed_minor / now.totals.revenue_minor)
            said.append(f"{share} of the revenue came from customers who were not named.")
        if month.silent_days:
            days = _some([written(day, shop) for day in month.silent_days])
            said.append(f"Nothing is written down for {days}: closed, or forgotten.")
        if not now.spent:
            said.append("No expenses were written down, so what is left may be less.")
        if month.uncounted:
            said.append(
                f"{self._count(month.uncounted, 'product')} never counted: the worth of the stock leaves them out."
            )
        if now.period.last >= self._today:
            said.append("The month is not over.")
        return said or ["Nothing: every cost, customer and day is in the book."]


def _average(side: Side) -> float | None:
    return side.totals.revenue_minor / side.totals.sales if side.totals.sales else None


def _pieces(side: Side) -> float:
    return side.totals.quantity_milli / MILLI


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED} more"
