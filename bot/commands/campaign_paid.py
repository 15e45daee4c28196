"""Whether a campaign paid for itself: the margin that it added against what it cost.

Belongs here: the money of it, which only the owner sees. What it brought in sales is said by `campaigns`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.command import Role
from bot.speech import _

if TYPE_CHECKING:
    from datetime import date

    from analytics.campaigns import Uplift
    from bot.command import Turn
    from storage.reading.cards import ProductDay
    from storage.reading.outgoings import CampaignRun


@dataclass(frozen=True, slots=True)
class Paid:
    """What was left of the extra sales (minor units), from low to high; `budget_minor` as it was said."""

    extra_minor: float
    low_minor: float
    high_minor: float
    budget_minor: int | None


def paid_for(found: Uplift, days: list[ProductDay], run: CampaignRun, end: date) -> Paid | None:
    """Give the margin that the campaign added; None where the costs are not known.

    The margin of its days less the usual margin of what would have come: a discount on goods that would have been sold
    anyway counts against it.
    """
    during = [one for one in days if run.first <= one.on <= end]
    before = [one for one in days if one.on < run.first]
    rates = []
    for part in (during, before):
        costed = sum(one.costed_minor for one in part)
        if costed <= 0:
            return None
        rates.append(1 - sum(one.cost_minor for one in part) / costed)
    came = found.came * rates[0]
    low, high = came - found.high * rates[1], came - found.low * rates[1]
    return Paid(came - found.expected * rates[1], low, high, run.budget_minor)


def verdict(turn: Turn, found: Uplift, paid: Paid | None) -> str:
    """Say whether it paid, with the odds of doing as well without a campaign; who is not the owner hears only those."""
    shop = turn.shop
    odds = _("A stretch without a campaign does as well {odds}.", odds=_odds(found.chance))
    if turn.role is not Role.OWNER:
        return odds
    if paid is None:
        return _("{odds} The costs are not known, so I cannot say whether it paid: /loose_ends.", odds=odds)
    margin = _(
        "Margin added: {amount} ({range})",
        amount=shop.round(paid.extra_minor),
        range=_range(turn, paid.low_minor, paid.high_minor),
    )
    if not paid.budget_minor:
        return _("{odds} {margin}. What the campaign cost was not said.", odds=odds, margin=margin)
    back = (paid.extra_minor - paid.budget_minor) / paid.budget_minor
    low, high = ((one - paid.budget_minor) / paid.budget_minor for one in (paid.low_minor, paid.high_minor))
    if low > 0:
        end = _("it paid for itself")
    elif high < 0:
        end = _("it did not pay for itself")
    else:
        end = _("whether it paid for itself is open")
    roi = _(
        "{share} on {amount} spent ({share2} to {share3})",
        share=shop.percent(back),
        amount=shop.round(paid.budget_minor),
        share2=shop.percent(low),
        share3=shop.percent(high),
    )
    return _("{odds} {margin}. Return {roi}: {end}.", odds=odds, margin=margin, roi=roi, end=end)


def _odds(chance: float) -> str:
    if chance >= 0.5:  # noqa: PLR2004 - more often than not
        return _("more often than not")
    return _("once in {amount}", amount=round(1 / chance))


def _range(turn: Turn, low: float, high: float) -> str:
    unit = turn.shop.round
    return f"{unit(low)}…{unit(high)}"
