"""When two names look like one written twice: what a tap may make one, and a file's new name may stand for.

Figures, sizes and short words tell things apart (AA is not AAA, 2m is not 5m); what is left must be nearly the same.
"""

from __future__ import annotations

from rapidfuzz.fuzz import token_sort_ratio

from bot.language.tokens import fold

ALIKE = 86.0  # of 100; below, too many pairs are two things after all
_SHORT = 3


def plain(name: str) -> str:
    """Give a name's words without what stands between them: Phone-case is phone case."""
    return "".join(sign if sign.isalnum() else " " for sign in fold(name))


def hard_words(name: str) -> list[str]:
    """Give the words of a name that must be the same in both: those with figures, and short ones."""
    return sorted(
        word for word in plain(name).split() if len(word) <= _SHORT or any(sign.isdigit() for sign in word)
    )


def likeness(one: str, other: str) -> float:
    """Give how alike two names are, 0 to 100; 0 where a hard word differs."""
    if hard_words(one) != hard_words(other):
        return 0.0
    return float(token_sort_ratio(plain(one), plain(other)))
