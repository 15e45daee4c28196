"""What things cost by the shop's own catalogue, in minor units.

Belongs here: no text and no question; what was said about money is weighed against this in `pricing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.language.amounts import nearest_minor, times_price, to_milli
from bot.language.statements import NewProduct

if TYPE_CHECKING:
    from decimal import Decimal

    from bot.language.names import Known
    from bot.language.statements import AnyProduct, Locale

Basis = Literal["price", "cost"]


class PriceList:
    """The catalogue's prices, or its costs: `basis` is what a delivery compares with."""

    def __init__(self, known: Known, basis: Basis) -> None:
        self._known, self._basis = known, basis

    def minor(self, value: Decimal) -> int:
        """Give an amount of the text in minor units; one finer than the smallest coin is rounded."""
        return nearest_minor(value, self.locale.decimals)

    def expected(self, product: AnyProduct, quantity: Decimal) -> int | None:
        """Give what so many pieces come to by the catalogue, None where it has no price."""
        unit = self.unit(product)
        milli = to_milli(quantity)
        return None if unit is None or milli is None else times_price(milli, unit)

    def expected_milli(self, product: AnyProduct, quantity_milli: int) -> int | None:
        """Give what so many thousandths come to by the catalogue."""
        unit = self.unit(product)
        return None if unit is None else times_price(quantity_milli, unit)

    @property
    def locale(self) -> Locale:
        """How the shop writes money."""
        return self._known.locale

    def unit(self, product: AnyProduct) -> int | None:
        """Give the catalogue's price (or cost) of one piece."""
        if isinstance(product, NewProduct):
            return None
        return product.price_minor if self._basis == "price" else product.cost_minor
