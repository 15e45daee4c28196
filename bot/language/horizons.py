"""Stretches of days ahead: "next 30 days", "coming week", "tomorrow".

Belongs here: how far a question looks forward, in days. What lies behind is a period.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.numbers import number_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.tokens import Token

NEXT = frozenset({"next", "coming", "following", "volgende"})
UNITS = {
    "day": 1,
    "days": 1,
    "week": 7,
    "weeks": 7,
    "month": 30,
    "months": 30,
    "year": 365,
    "years": 365,
    "quarter": 91,
    "fortnight": 14,
}
MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Horizon:
    """A stretch of days ahead named by the tokens up to `end`."""

    end: int
    days: int


def horizon_at(tokens: Sequence[Token], start: int) -> Horizon | None:
    """Give the stretch ahead that begins at `start`: "next 30 days", "coming week", "tomorrow", "14 days ahead"."""
    words = [token.word for token in tokens[start : start + 6]]
    if words[0] == "tomorrow":
        return Horizon(start + 1, 1)
    at = 1 if words[0] in NEXT or words[0] in {"in", "over", "within"} else 0
    if at and len(words) > 1 and words[1] == "the":
        at += 1
    if at < len(words) and words[at] in NEXT:
        at += 1
    ahead = at > 0 and (words[0] in NEXT or any(w in NEXT for w in words[:at]))
    if at >= len(words):
        return None
    if ahead and words[at] in UNITS:
        return Horizon(start + at + 1, UNITS[words[at]])
    number = number_at(tokens, start + at)
    if number is None or number[0] >= len(tokens) or number[1] != int(number[1]):
        return None
    unit = UNITS.get(tokens[number[0]].word)
    behind = tokens[number[0] + 1].word if number[0] + 1 < len(tokens) else ""
    if unit is None or not (ahead or behind == "ahead"):
        return None
    return Horizon(number[0] + (2 if behind == "ahead" else 1), min(int(number[1]) * unit, MOST_DAYS))
