"""Profit of a period as far as it is known: revenue, cost of the goods, margin, expenses, net.

The cost of a sale is what its goods cost when they were sold. Where that was not known for some sales, the margin is
carried over from those where it was, and said to be an estimate; below a third of the revenue nothing is carried over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.reading import outgoings
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.language.statements import Period
    from bot.shop import Shop

_LEAST_COSTED = 1 / 3


@dataclass(frozen=True, slots=True)
class Takings:
    """A period's money in minor units."""

    revenue_minor: int
    cost_minor: int  # of the sales whose cost is known
    costed_minor: int  # revenue of those
    spent_minor: int
    sales: int

    @property
    def known(self) -> float:
        """Share of the revenue whose cost is known, 0 to 1."""
        if self.revenue_minor <= 0:
            return 0.0
        return min(1.0, max(0.0, self.costed_minor / self.revenue_minor))

    @property
    def exact(self) -> bool:
        """Whether the cost of every sale is known."""
        return self.costed_minor == self.revenue_minor

    @property
    def rate(self) -> float | None:
        """Margin as a share of revenue, of the sales whose cost is known."""
        return (self.costed_minor - self.cost_minor) / self.costed_minor if self.costed_minor > 0 else None

    @property
    def margin_minor(self) -> float | None:
        """Margin of all sales, carried over where some costs are unknown; None where too few are known."""
        if self.exact:
            return self.revenue_minor - self.cost_minor
        if self.rate is None or self.known < _LEAST_COSTED:
            return None
        return self.revenue_minor * self.rate

    @property
    def net_minor(self) -> float | None:
        """What is left after expenses; None where the margin is not known."""
        return None if self.margin_minor is None else self.margin_minor - self.spent_minor


def takings(shop: Shop, period: Period) -> Takings:
    """Add up a period."""
    total = totals.of_period(shop.book, period.first, period.last)
    return Takings(
        total.revenue_minor,
        total.cost_minor,
        total.costed_minor,
        outgoings.spent(shop.book, period.first, period.last),
        total.sales,
    )


def spent_on(shop: Shop, period: Period) -> dict[str, int]:
    """Give the expenses by what they were for, however it was spelt, the most first (minor units)."""
    summed: dict[str, int] = {}
    for one in outgoings.expenses(shop.book, period.first, period.last):
        name = " ".join(one.note.casefold().split())
        name = f"{name[:1].upper()}{name[1:]}"
        summed[name] = summed.get(name, 0) + one.amount_minor
    return dict(sorted(summed.items(), key=lambda item: (-item[1], item[0])))
