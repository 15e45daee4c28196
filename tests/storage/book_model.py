"""A book as plain dicts and lists: what the real one must equal after every step.

Nothing is kept running here: every figure is worked out from the entries in force each time.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from storage.records import CountLine, DebtPayment, FactChange, OrderLine, RestockLine, SaleLine


@dataclass
class ModelEntry:
    id: int
    root: int
    state: str
    lines: tuple


@dataclass
class Model:
    entries: list[ModelEntry] = field(default_factory=list)

    def find(self, entry_id):
        return next(entry for entry in self.entries if entry.id == entry_id)

    def post(self, entry_id, lines, root=None):
        self.entries.append(ModelEntry(entry_id, root or entry_id, "in force", tuple(lines)))

    def replace(self, old_id, new_id, lines):
        old = self.find(old_id)
        old.state = "reversed"
        self.post(new_id, lines, old.root)

    def reverse(self, entry_id):
        self.find(entry_id).state = "reversed"

    def restore(self, entry_id):
        entry = self.find(entry_id)
        for other in self.entries:
            if other.root == entry.root and other.state == "in force":
                other.state = "reversed"
        entry.state = "in force"

    def in_force(self):
        return [entry for entry in self.entries if entry.state == "in force"]

    def of(self, kind):
        """Lines in force of a kind, each with its entry, as they were said."""
        return [(entry, line) for entry in self.in_force() for line in entry.lines if isinstance(line, kind)]

    def facts(self, subject, subject_id, name):
        said = sorted(
            ((entry.root, entry.id, place), line.after)
            for entry in self.in_force()
            for place, line in enumerate(entry.lines)
            if isinstance(line, FactChange)
            and (line.subject, line.subject_id, line.field) == (subject, subject_id, name)
        )
        return said[-1][1] if said else None

    def whole(self, product):
        merged = self.facts("product", product, "merged_into")
        return product if merged is None else self.whole(int(merged))

    def revenue(self):
        by = defaultdict(int)
        for _, line in self.of(SaleLine):
            by["all"] += line.total_minor
            by[line.sold_on] += line.total_minor
            by["product", self.whole(line.product_id)] += line.total_minor
            by["customer", line.customer_id] += line.total_minor
            by["payment", line.payment] += line.total_minor
        return dict(by)

    def sales(self):
        return {
            (entry.id, line.sale, line.sold_on, line.customer_id, line.region)
            for entry, line in self.of(SaleLine)
            if line.quantity_milli >= 0
        }

    def shelf(self, product):
        def mine(kind):
            return [(entry, line) for entry, line in self.of(kind) if self.whole(line.product_id) == product]

        counts = [
            ((line.counted_on, entry.root, place), line.quantity_milli)
            for place, (entry, line) in enumerate(mine(CountLine))
        ]
        if not counts:
            return None
        (on, root, _), left = max(counts)
        for entry, line in mine(RestockLine):
            if (line.received_on, entry.root) > (on, root):
                left += line.quantity_milli
        for entry, line in mine(SaleLine):
            if (line.sold_on, entry.root) > (on, root):
                left -= line.quantity_milli
        return left

    def on_order(self, product):
        moves = [
            ((line.ordered_on, entry.root, 0, place), line.quantity_milli)
            for place, (entry, line) in enumerate(self.of(OrderLine))
            if self.whole(line.product_id) == product
        ] + [
            ((line.received_on, entry.root, 1, place), -line.quantity_milli)
            for place, (entry, line) in enumerate(self.of(RestockLine))
            if self.whole(line.product_id) == product
        ]
        waiting = 0
        for _, change in sorted(moves):
            waiting = max(0, waiting + change)
        return waiting

    def debt(self, customer):
        """Balance, and the day of the oldest credit sale that is not settled."""
        credit = [
            ((line.sold_on, entry.id, place), line.total_minor)
            for entry, line in self.of(SaleLine)
            for place in [entry.lines.index(line)]
            if line.customer_id == customer and line.payment == "credit"
        ]
        settled = sum(line.amount_minor for _, line in self.of(DebtPayment) if line.customer_id == customer)
        settled -= sum(minor for _, minor in credit if minor < 0)
        balance = sum(minor for _, minor in credit if minor > 0) - settled
        for (on, *_), minor in sorted(credit, key=lambda one: one[0]):
            if minor > 0:
                settled -= minor
                if settled < 0:
                    return balance, on
        return balance, None
