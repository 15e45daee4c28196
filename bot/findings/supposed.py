"""What the suppositions of /whatif share: what they are about, the forecast below them, how a change is written.

For worker processes: it loads the analysis libraries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.findings import outlook
from bot.speech import _
from storage.reading import shelf

if TYPE_CHECKING:
    from analytics.demand import PanelForecast
    from analytics.verdicts import NotEnoughData
    from bot.command import Turn
    from bot.language.statements import Slots

DAYS = 28
"""Over how many days a supposition is reckoned."""


def names_of(turn: Turn, slots: Slots, panel: PanelForecast) -> tuple[str, list[str]]:
    """Give what the supposition is about: its name, and the products with sales."""
    if slots.product is not None:
        return slots.product.name, [slots.product.name] if slots.product.name in panel.names else []
    if slots.category is not None:
        shelves = shelf.shelves(turn.shop.book)
        members = {one.product for one in shelves if one.category == slots.category}
        return slots.category, [name for name in panel.names if name in members]
    return _("everything"), list(panel.names)


def panel_of(turn: Turn, *more: int) -> PanelForecast | NotEnoughData:
    """Forecast the days that are reckoned with, and as far ahead as orders reach."""
    return outlook.outlook(turn.shop, turn.today, tuple(sorted({*outlook.standing(turn.shop), *more})))


def change(share: float, turn: Turn) -> str:
    """Write a relative change with its sign: +10 %, -5 %."""
    return f"{'+' if share > 0 else ''}{turn.shop.percent(share)}"
