"""The report of a month: what a shop-keeper shows his bank, with what was not known said as plainly as the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.clerk.echo import PAYMENT_WORDS
from bot.drawing import compose
from bot.findings import periods
from bot.findings.wording import change, many, written
from bot.money import MILLI
from bot.reporting import charts
from bot.reporting.sheets import Heading, Sheets
from bot.reporting.unknown import unknown
from bot.speech import _

if TYPE_CHECKING:
    from datetime import date

    from bot.reporting.month import Month, Side
    from bot.shop import Shop

_PRODUCTS, _CUSTOMERS = 12, 8
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
        made = _(
            "{name} · {label} · made on {day}",
            name=shop.settings.shop.name,
            label=self.label,
            day=written(self._today, shop),
        )
        sheets = Sheets(made)
        sheets.title(shop.settings.shop.name, _("Report of {label}", label=self.label))
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
        said = _(
            "{amount} in {count}, {moved}",
            amount=self._shop.round(now.totals.revenue_minor),
            count=self._count(now.totals.sales, "sale"),
            moved=moved,
        )
        net = now.takings.net_minor
        if net is None:
            return f"{said}."
        about = "" if now.takings.exact else _("about ")
        left = _("left after goods and expenses") if net >= 0 else _("short after goods and expenses")
        return f"{said}; {about}{self._shop.round(abs(net))} {left}."

    def _count(self, number: int, what: str) -> str:
        return many(number, what, self._shop.number)

    def _key_figures(self, sheets: Sheets) -> None:
        sheets.heading(_("Key figures"))
        now, then = self._month.now, self._month.before
        rows = [
            self._compared(_("Revenue"), now.totals.revenue_minor, then.totals.revenue_minor),
            self._compared(_("Sales"), now.totals.sales, then.totals.sales, money=False),
            self._compared(_("Average sale"), _average(now), _average(then)),
            self._compared(_("Pieces sold"), _pieces(now), _pieces(then), money=False),
            self._compared(_("Days with sales"), len(now.days), len(then.days), money=False),
            self._compared(_("Returns"), now.totals.returned_minor, then.totals.returned_minor),
            self._compared(_("Margin"), now.takings.margin_minor, then.takings.margin_minor),
            self._compared(_("Expenses"), now.takings.spent_minor, then.takings.spent_minor),
            self._compared(_("Left"), now.takings.net_minor, then.takings.net_minor),
        ]
        headings = [
            Heading("", 4, figures=False),
            *(Heading(t, 3) for t in (self.label, self._earlier, _("change"))),
        ]
        sheets.table(headings, rows)

    def _compared(
        self, name: str, now: float | None, then: float | None, *, money: bool = True
    ) -> tuple[str, str, str, str]:
        def cell(value: float | None) -> str:
            if value is None:
                return _("not known")
            return self._shop.round(value) if money else self._shop.number(value)

        moved = "" if now is None or not then or then < 0 else self._signed(now / then - 1)
        return name, cell(now), cell(then), moved

    def _signed(self, share: float) -> str:
        if abs(share) < _A_HAIR:
            return _("same")
        return f"{'+' if share > 0 else ''}{self._shop.percent(share)}"

    def _money(self, sheets: Sheets) -> None:
        pictures = [compose(charts.by_day(self._shop, self._month, self._earlier))]
        if self._month.now.takings.margin_minor is not None:
            pictures.append(compose(charts.steps(self._shop, self._month.now.takings)))
        sheets.heading(_("Sales day by day, and where the money went"), keep=240)
        sheets.pictures(*pictures)
        for sentence in self._outstanding():
            sheets.paragraph(f"•  {sentence}")
        if self._month.now.spent:
            sheets.heading(_("Expenses"), rows=len(self._month.now.spent))
            before = self._month.before.spent
            rows = [
                self._compared(note, minor, before.get(note, 0))
                for note, minor in self._month.now.spent.items()
            ]
            sheets.table(
                [
                    Heading(_("For"), 4, figures=False),
                    Heading(self.label, 3),
                    Heading(self._earlier, 3),
                    Heading(_("change"), 3),
                ],
                rows,
            )

    def _outstanding(self) -> list[str]:
        """Name the best day, product and customer, and what is owed."""
        shop, now = self._shop, self._month.now
        best = max(now.days, key=lambda one: one.totals.revenue_minor)
        said = [
            _(
                "Best day: {day} with {amount}.",
                day=written(best.on, shop),
                amount=shop.round(best.totals.revenue_minor),
            )
        ]
        if now.products:
            first = now.products[0]
            said.append(
                _(
                    "Best product: {product} with {amount}.",
                    product=first.product,
                    amount=shop.round(first.revenue_minor),
                )
            )
        if now.customers:
            one = now.customers[0]
            said.append(
                _(
                    "Best customer: {customer} with {amount}.",
                    customer=one.customer,
                    amount=shop.round(one.revenue_minor),
                )
            )
        if self._month.owing:
            owing = self._count(self._month.owing, "customer")
            said.append(
                _(
                    "Today {owing} owe {amount} in all.",
                    owing=owing,
                    amount=shop.round(self._month.owed_minor),
                )
            )
        if self._month.stock_minor:
            worth = shop.round(self._month.stock_minor)
            said.append(_("The counted stock is worth {worth} at cost today.", worth=worth))
        return said

    def _goods(self, sheets: Sheets) -> None:
        now, then = self._month.now, self._month.before
        was = {one.product: one.revenue_minor for one in then.products}
        sheets.heading(_("What sold"), keep=200)
        pictures = [
            compose(
                charts.bars(
                    self._shop, [(one.product, one.revenue_minor) for one in now.products], was, _("product")
                )
            )
        ]
        categories = [(one.category or _("without category"), one.revenue_minor) for one in now.categories]
        if len(categories) > 1:
            before = {one.category or _("without category"): one.revenue_minor for one in then.categories}
            pictures.append(compose(charts.bars(self._shop, categories, before, _("category"))))
        sheets.pictures(*pictures)
        headings = [Heading(_("Product"), 5, figures=False)]
        headings += [
            Heading(t, s)
            for t, s in (
                (_("pieces"), 2),
                (_("revenue"), 2.4),
                (_("share"), 1.6),
                (_("change"), 2),
                (_("margin"), 2),
            )
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
                else _("new"),
                self._shop.percent(1 - one.cost_minor / one.costed_minor) if one.costed_minor > 0 else "?",
            )
            for one in now.products[:_PRODUCTS]
        ]
        sheets.table(headings, rows)
        if (rest := now.products[_PRODUCTS:]) and whole > 0:
            minor = sum(one.revenue_minor for one in rest)
            sheets.paragraph(
                _(
                    "{count} more products bring {amount} ({share}).",
                    count=len(rest),
                    amount=self._shop.round(minor),
                    share=self._shop.percent(minor / whole),
                ),
                small=True,
            )

    def _people(self, sheets: Sheets) -> None:
        now, then = self._month.now, self._month.before
        was = {one.customer: one.revenue_minor for one in then.customers}
        if now.customers:
            sheets.heading(_("Who bought"), rows=len(now.customers[:_CUSTOMERS]))
            rows = [
                (
                    one.customer or "",
                    self._shop.number(one.sales),
                    self._shop.round(one.revenue_minor),
                    self._shop.round(was.get(one.customer, 0)),
                )
                for one in now.customers[:_CUSTOMERS]
            ]
            titles = ((_("sales"), 2.0), (_("revenue"), 2.4), (self._earlier, 2.8))
            sheets.table(
                [Heading(_("Customer"), 5, figures=False), *(Heading(t, s) for t, s in titles)], rows
            )
        if now.payments:
            sheets.heading(_("How it was paid"), rows=len(now.payments))
            before = {one.payment: one.revenue_minor for one in then.payments}
            sheets.table(
                [
                    Heading("", 4, figures=False),
                    Heading(self.label, 3),
                    Heading(self._earlier, 3),
                    Heading(_("change"), 3),
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
        sheets.heading(_("What was not known"))
        for sentence in unknown(self._shop, self._month, self._today):
            sheets.paragraph(f"•  {sentence}")
        sheets.paragraph(
            _(
                "Every figure is the sum of entries in the sales book that are in force; returns are taken off. Cost is what the goods cost when they were sold. Tax is not taken into account."
            ),
            small=True,
        )


def _average(side: Side) -> float | None:
    return side.totals.revenue_minor / side.totals.sales if side.totals.sales else None


def _pieces(side: Side) -> float:
    return side.totals.quantity_milli / MILLI
