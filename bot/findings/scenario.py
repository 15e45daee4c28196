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
_A_WEEK = re.compile(r"\ba week\b", re.IGNORECASE)
_FACTORS = {"double": 1.0, "doubles": 1.0, "half": -0.5, "halves": -0.5, "triples": 2.0}


def _any_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


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

    Each is None where it was not said; for `service` the share is the level itself.
    """

    kind: Kind
    share: float | None = None
    days: int | None = None
    amount_minor: int | None = None


def read(text: str, slots: Slots) -> Scenario | None:
    """Read what is supposed; None where the words say nothing of the kind.

    `slots` are of the same words, names already taken out: a product called “Special tea” is no campaign.
    """
    words = _WORDS.findall(slots.rest.casefold())
    kind = next((kind for kind, signs in _KINDS if signs.intersection(words)), None)
    if kind is None:
        kind = "price" if _PERCENT.search(text) and (slots.products or slots.category) else None
    if kind is None:
        return None
    days = _days(text)
    if kind == "lead" and days is None:
        kind = "late"  # “takes longer”: how much longer was not said
    share = _share(text, words)
    if kind == "service":
        share = None if share is None else abs(share)
    amount = slots.amount_minor if share is None else None
    return Scenario(kind, share, days, amount if kind in ("price", "campaign") else None)


def _share(text: str, words: list[str]) -> float | None:
    found = _PERCENT.search(text)
    if found is None:
        return next((_FACTORS[word] for word in words if word in _FACTORS), None)
    share = float(found[2].replace(",", ".")) / 100
    down = found[1] in ("-", "\N{MINUS SIGN}") or (not found[1] and bool(_DOWN.intersection(words)))
    return -share if down else share


def _days(text: str) -> int | None:
    found = _TIME.search(text)
    if found is not None:
        return int(found[1]) * (7 if found[2].casefold() == "week" else 1)
    return 7 if _A_WEEK.search(text) else None
