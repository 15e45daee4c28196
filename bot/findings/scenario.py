"""What a "what if" supposes: a price, demand, a supplier's delay, how sure the shelves must be, or a campaign.

Belongs here: words to a `Scenario`. What would follow from it is worked out by /whatif.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.language.statements import Slots

Kind = Literal["price", "demand", "late", "lead", "service", "campaign"]

_PERCENT = re.compile(r"([+\-\u2212]?)\s*(\d+(?:[.,]\d+)?)\s*(?:%|per\s?cent)", re.IGNORECASE)
_TIME = re.compile(r"(\d+)\s*(day|week)s?\b", re.IGNORECASE)
_ONE = re.compile(r"\ba (day|week|fortnight|month)\b", re.IGNORECASE)
_ONE_IS = {"day": 1, "week": 7, "fortnight": 14, "month": 30}
_BY = re.compile(r"\bby\s+[^\s\d]{0,3}\d", re.IGNORECASE)
_FACTORS = {"double": 1.0, "doubles": 1.0, "half": -0.5, "halves": -0.5, "triples": 2.0}


def _any_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_LEAST_SURE, _WHOLLY_SURE = 50, 100  # between these a bare number is how sure the shelves are to be, in %
_SOLD_AT = _any_of("sell charge")
_DOWN = _any_of("down lower less drop drops fall falls fewer cheaper cut reduce reduced off discount loses")
# The first kind with one of its words is meant: a late supplier is told before demand, a special before a price.
_KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    ("campaign", _any_of("campaign special promotion advert advertise leaflets")),
    ("late", _any_of("late delay delayed strike")),
    ("lead", _any_of("lead delivery takes arrives arrive")),
    ("service", _any_of("service certain certainty sure safe safer")),
    ("price", _any_of("price prices charge dearer expensive cheaper discount raise lower put cost costs")),
    ("demand", _any_of("demand customers sales sell busier quieter double doubles half halves people trade")),
)
_WORDS = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One supposition. `share` is a relative change (0.1: a tenth more), `days` a time, `amount_minor` a sum.

    Each is None where it was not said; for `service` the share is the level itself. `more` says that the sum comes
    on top of today's price (or off it, where it is negative) and is not the new price.
    """

    kind: Kind
    share: float | None = None
    days: int | None = None
    amount_minor: int | None = None
    more: bool = False


def words_of_price() -> frozenset[str]:
    """Give the words that another price is told in: none of them is the name of a product."""
    return _DOWN.union(*(signs for kind, signs in _KINDS if kind == "price"))


def read(text: str, slots: Slots, places: int = 2) -> Scenario | None:
    """Read what is supposed; None where the words say nothing of the kind.

    `slots` are of the same words, names already taken out: a product called “Special tea” is no campaign. A bare
    number is money of a currency with so many `places`.
    """
    words = _WORDS.findall(slots.rest.casefold())
    kind = next((kind for kind, signs in _KINDS if signs.intersection(words)), None)
    if kind is None:
        kind = "price" if _PERCENT.search(text) and (slots.products or slots.category) else None
    if kind is None:
        return None
    share = _share(text, words)
    amount = _amount(slots, places) if share is None else None
    if kind == "demand" and amount is not None and slots.product and "for" in words and _SOLD_AT & set(words):
        kind = "price"  # “sell kettles for 150”
    time = days(text)
    if time is None and kind in ("late", "lead"):
        time = slots.horizon_days  # “two weeks”
    if kind == "lead" and time is None:
        kind = "late"  # “takes longer”: how much longer was not said
    if kind == "service":
        return Scenario(kind, _sure(share, slots.n), time)
    if kind not in ("price", "campaign"):
        return Scenario(kind, share, time)
    if kind == "price" and amount is not None and _BY.search(text):
        return Scenario(kind, None, time, -amount if _DOWN.intersection(words) else amount, more=True)
    return Scenario(kind, share, time, amount)


def _amount(slots: Slots, places: int) -> int | None:
    if slots.amount_minor is None and slots.n is not None:
        return slots.n * int(10**places)
    return slots.amount_minor


def _sure(share: float | None, number: int | None) -> float | None:
    if share is None and number is not None and _LEAST_SURE <= number < _WHOLLY_SURE:
        return number / 100
    return None if share is None else abs(share)


def _share(text: str, words: list[str]) -> float | None:
    found = _PERCENT.search(text)
    if found is None:
        return next((_FACTORS[word] for word in words if word in _FACTORS), None)
    share = float(found[2].replace(",", ".")) / 100
    down = found[1] in ("-", "\N{MINUS SIGN}") or (not found[1] and bool(_DOWN.intersection(words)))
    return -share if down else share


def days(text: str) -> int | None:
    """Give the days of “5 days”, “2 weeks” or “a week”; None where no time is said."""
    found = _TIME.search(text)
    if found is not None:
        return int(found[1]) * (7 if found[2].casefold() == "week" else 1)
    one = _ONE.search(text)
    return _ONE_IS[one[1].casefold()] if one else None
