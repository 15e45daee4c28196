"""The shelves: what is known of each product's stock and supply, read from the stock table."""

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

REQUIRED = ("product", "on_hand")


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is known of one product's stock and supply."""

    product: str
    on_hand: float | None
    """Units; None: never counted."""
    on_order: float = 0.0
    lead_days: int = 7
    """Days from ordering to having it on the shelf."""
    pack: float = 1.0
    """Units that are only sold together; an order is a multiple."""
    minimum: float = 0.0
    """Smallest order in units."""
    cost_minor: int | None = None
    price_minor: int | None = None

    def __post_init__(self) -> None:
        if self.pack <= 0 or self.minimum < 0 or self.lead_days < 0 or self.on_order < 0:
            raise ValueError(f"a shelf of {self.product!r} with impossible supply terms")


def shelves(stock: pd.DataFrame, *, lead_days: int = 7) -> tuple[Shelf, ...]:
    """Give the shelves of a stock table, one row a product.

    Columns: product, on_hand (units; empty: never counted); where there: on_order, cost_minor, price_minor, and the
    supplier's terms lead_days (else the shop's `lead_days`), pack and minimum. Empty cells mean "not known".
    ValueError when a needed column is missing.
    """
    lacking = set(REQUIRED) - set(stock.columns)
    if lacking:
        raise ValueError(f"the stock table lacks the columns {sorted(lacking)}")
    found = []
    for row in stock.to_dict("records"):
        known = {str(name): value for name, value in row.items() if not pd.isna(value)}
        cost, price = known.get("cost_minor"), known.get("price_minor")
        found.append(
            Shelf(
                product=str(known["product"]),
                on_hand=float(known["on_hand"]) if "on_hand" in known else None,
                on_order=max(float(known.get("on_order", 0)), 0.0),
                lead_days=int(known.get("lead_days", lead_days)),
                pack=float(known.get("pack", 1)),
                minimum=float(known.get("minimum", 0)),
                cost_minor=None if cost is None else int(cost),
                price_minor=None if price is None else int(price),
            )
        )
    return tuple(found)


def horizons(these: Iterable[Shelf], *, review_days: int = 7) -> tuple[int, ...]:
    """Give the horizons a forecast needs for an order list of these shelves: weeks, and as far as the longest wait."""
    longest = max((shelf.lead_days for shelf in these), default=0) + review_days
    return tuple(sorted({7, 14, 28, longest} | {7 * week for week in range(1, -(-longest // 7))}))
