"""Goods that left the shelf without being sold: "2 kettles broke", "3 milk expired", "threw away 5 loaves".

Belongs here: telling such a line from a sale, a return and a fact. What is to be done about it is a command's affair.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from bot.language.statements import Question, Slots

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.segments import Segment
    from bot.language.tokens import Token

COMMAND = "gone"
_GONE = frozenset(
    [
        "broke",
        "broken",
        "breaks",
        "smashed",
        "cracked",
        "damaged",
        "spoiled",
        "spoilt",
        "rotten",
        "rotted",
        "expired",
        "stolen",
        "stole",
        "shoplifted",
        "missing",
        "lost",
        "verval",  # alone among English words it does not show that a message is in Afrikaans
    ]
)
_GONE_PAIRS = frozenset(
    {
        ("threw", "away"),
        ("thrown", "away"),
        ("throw", "away"),
        ("went", "off"),
        ("went", "bad"),
        ("gone", "off"),
        ("gone", "bad"),
    }
)
_DEEDS = frozenset({"verb:sale", "verb:return", "verb:paid", "verb:restock"})
_BACK = frozenset({"back", "from", "returned", "exchange", "exchanged", "swapped"})


def read_loss(row: Sequence[Segment], tokens: Sequence[Token]) -> Question | None:
    """Give what is asked by a line that tells of goods gone; None for any other.

    Goods of a customer, with money or a deed beside them are sold, brought back or delivered, in whatever state they are.
    """
    goods = [s for s in row if s.kind == "product" and s.products is not None]
    named = {at for s in goods for at in range(s.start, s.end)}
    words = [token.word for at, token in enumerate(tokens) if at not in named]
    is_gone = _GONE.intersection(words) or _GONE_PAIRS.intersection(pairwise(words))
    if not goods or not is_gone or _BACK.intersection(words):
        return None
    if any(s.kind == "customer" or s.money or (s.marks & _DEEDS and s.word not in _GONE) for s in row):
        return None
    numbers = [s.value for s in row if s.kind == "number" and s.value is not None]
    if len(numbers) > 1 and len(goods) == 1:
        return None  # a price, perhaps
    counted = len(goods) == len(numbers) == 1 and numbers[0] == int(numbers[0])
    products = [one for s in goods if s.products is not None for one in s.products.found]
    return Question(
        COMMAND, Slots(products=tuple(dict.fromkeys(products)), n=int(numbers[0]) if counted else None)
    )
