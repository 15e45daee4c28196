"""Random histories: after every step the book equals a small model, and its running figures equal a recount."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from book_model import Model
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, precondition, rule
from shopkeeping import FIRST, LAST, NOW, TODAY, act, head, post_and_fail

from storage import upkeep
from storage.book import Book
from storage.errors import Circular
from storage.reading import debts, periods, shelf
from storage.records import CountLine, DebtPayment, FactChange, OrderLine, RestockLine, SaleLine

PRODUCTS, CUSTOMERS = (1, 2, 3), (1, 2)
days = st.integers(0, 4).map(lambda before: TODAY - timedelta(before))
products = st.sampled_from(PRODUCTS)
customers = st.sampled_from(CUSTOMERS)
quantities = st.sampled_from([-2000, -500, 0, 1000, 1500, 3000])
sale_lines = st.builds(
    SaleLine,
    sold_on=days,
    product_id=products,
    quantity_milli=quantities,
    total_minor=st.integers(-500, 500),
    cost_minor=st.none() | st.integers(-300, 300),
    customer_id=st.none() | customers,
    payment=st.sampled_from([None, "cash", "credit", "credit"]),
    sold_at=st.none() | st.integers(0, 300).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    region=st.sampled_from([None, "Soweto"]),
    sale=st.integers(0, 2),
)
any_line = st.one_of(
    sale_lines,
    st.builds(RestockLine, days, products, st.integers(1, 9000)),
    st.builds(CountLine, days, products, st.integers(0, 9000)),
    st.builds(OrderLine, days, products, st.integers(1, 9000)),
    st.builds(DebtPayment, days, customers, st.integers(1, 400)),
    st.builds(
        FactChange,
        st.just("product"),
        products,
        st.just("price_minor"),
        st.none(),
        st.integers(1, 9).map(str),
        days,
    ),
)
some_lines = st.lists(any_line, min_size=1, max_size=5)


class Histories(RuleBasedStateMachine):
    entries = Bundle("entries")

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.model = Model()
        self.sources = []
        self.open()
        self.book.ensure_products(["Cable", "Charger", "Plug"])
        self.book.ensure_customers(["Thabo", "Naledi"])

    def open(self):
        self.book = Book.open(self.folder / "shop.db")
        self.book.connection.execute("PRAGMA synchronous = OFF")  # power cuts are not tried here

    def teardown(self):
        self.book.close()
        shutil.rmtree(self.folder)

    def new_head(self, **more):
        made = head(**more)
        self.sources.append(made.source)
        return made

    @rule(target=entries, lines=some_lines)
    def post(self, lines):
        posted = self.book.post(self.new_head(), *lines)
        assert posted.new
        self.model.post(posted.entry_id, lines)
        return posted.entry_id

    @rule(target=entries, old=entries, lines=some_lines)
    def edit(self, old, lines):
        if self.model.find(old).state != "in force":
            return old
        kept = self.sale_ids(old)
        made = self.new_head()
        try:
            posted = self.book.replace(old, made, *lines)
        except Circular:
            self.sources.remove(made.source)
            return old
        self.model.replace(old, posted.entry_id, lines)
        now = self.sale_ids(posted.entry_id)
        assert all(one == other for one, other in zip(kept, now, strict=False))
        others = {
            row[0]
            for row in self.book.rows("SELECT sale_id FROM sale_lines WHERE entry_id <> ?", [posted.entry_id])
        }
        assert not others & set(now[len(kept) :])
        return posted.entry_id

    def sale_ids(self, entry_id):
        asked = "SELECT sale_id FROM sale_lines WHERE entry_id = ? GROUP BY sale_id ORDER BY min(id)"
        return [row[0] for row in self.book.rows(asked, [entry_id])]

    @rule(entry=entries)
    def undo(self, entry):
        stood = self.model.find(entry).state == "in force"
        with suppress(Circular):  # a merge of before would close a ring: nothing changes
            assert self.book.reverse(entry, **act()).new == stood
            self.model.reverse(entry)

    @rule(entry=entries)
    def redo(self, entry):
        gone = self.model.find(entry).state == "reversed"
        with suppress(Circular):
            assert self.book.restore(entry, **act()).new == gone
            if gone:
                self.model.restore(entry)

    @rule(target=entries, lines=st.lists(sale_lines, min_size=1, max_size=6), typed=some_lines)
    def bring_in_a_file(self, lines, typed):
        staged = self.book.stage(self.new_head(kind="import", file_name="march.csv")).entry_id
        self.book.stage_sales(staged, lines[:2])
        between = self.book.post(self.new_head(), *typed)
        self.book.stage_sales(staged, lines[2:])
        assert self.book.enforce(staged, at=NOW).new
        self.model.post(staged, lines)
        self.model.post(between.entry_id, typed)
        self.model.entries.sort(key=lambda entry: entry.id)
        return staged

    @rule(lines=st.lists(sale_lines, min_size=1, max_size=4))
    def be_killed_while_a_file_comes_in(self, lines):
        staged = self.book.stage(head(kind="import", file_name="april.csv")).entry_id
        self.book.stage_sales(staged, lines)
        self.book.close()
        self.open()
        assert self.book.drop_staged() == 1

    @rule(lines=some_lines)
    def fail_before_the_end(self, lines):
        with pytest.raises(ZeroDivisionError):
            post_and_fail(self.book, *lines)

    @precondition(lambda self: self.sources)
    @rule(data=st.data(), lines=some_lines)
    def deliver_again(self, data, lines):
        assert not self.book.post(head(data.draw(st.sampled_from(self.sources))), *lines).new

    @rule(target=entries, one=products, into=products)
    def merge(self, one, into):
        made = self.new_head(kind="merge")
        try:
            posted = self.book.merge(made, "product", one, into, on=TODAY)
        except Circular:
            self.sources.remove(made.source)
            posted = self.book.post(self.new_head())
            self.model.post(posted.entry_id, ())
        else:
            self.model.post(
                posted.entry_id, (FactChange("product", one, "merged_into", None, str(into), TODAY),)
            )
        return posted.entry_id

    @invariant()
    def totals_are_those_of_the_model(self):
        expected = self.model.revenue()
        book = self.book
        total = periods.of_period(book, FIRST, LAST)
        assert total.revenue_minor == expected.get("all", 0)
        assert total.sales == len(self.model.sales())
        assert total.lines == len(self.model.of(SaleLine))
        found = {one.on: one.totals.revenue_minor for one in periods.by_day(book, FIRST, LAST)}
        found |= {
            ("product", one.product_id): one.revenue_minor for one in periods.by_product(book, FIRST, LAST)
        }
        found |= {
            ("customer", one.customer_id): one.revenue_minor for one in periods.by_customer(book, FIRST, LAST)
        }
        found |= {
            ("payment", one.payment): one.revenue_minor for one in periods.by_payment(book, FIRST, LAST)
        }
        assert found == {key: minor for key, minor in expected.items() if key != "all"}

    @invariant()
    def the_public_view_holds_the_lines_in_force(self):
        found = sorted(self.book.rows("SELECT entry_id, sold_on, total_minor FROM sales_book"))
        assert found == sorted(
            (entry.id, line.sold_on.isoformat(), line.total_minor) for entry, line in self.model.of(SaleLine)
        )

    @invariant()
    def shelves_debts_and_prices_are_those_of_the_model(self):
        waiting = {one.product_id: one.on_order_milli for one in shelf.shelves(self.book)}
        for product in PRODUCTS:
            if self.model.whole(product) == product:
                assert shelf.on_hand(self.book, product) == self.model.shelf(product)
                assert waiting.get(product, 0) == self.model.on_order(product)
            price = self.model.facts("product", product, "price_minor")
            found = self.book.value("SELECT price_minor FROM products WHERE id = ?", [product])
            assert found == (None if price is None else int(price))
        owed = {one.customer_id: (one.balance_minor, one.since) for one in debts.debts(self.book)}
        for customer in CUSTOMERS:
            assert (
                owed.get(customer, (0, None)) == self.model.debt(customer)
                or self.model.debt(customer)[0] == 0
            )

    @invariant()
    def a_recount_finds_nothing(self):
        assert upkeep.recount(self.book) == []


TestHistories = Histories.TestCase
TestHistories.settings = settings(
    max_examples=30,
    stateful_step_count=22,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
