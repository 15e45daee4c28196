"""Talk that changes nothing: greetings, thanks, wishes for tomorrow, what others say, and days without sales.

Belongs here: telling that a line is no entry although it names goods or sums. Where a line both wishes and tells
("will pay Friday"), the promise to pay has been read before and is not looked at here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.statements import Chat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.segments import Segment


_ORDERS = frozenset({"order", "buy", "ask", "call", "check"})
STRAYS = 2  # words beside a greeting that do not make it anything else


def not_yet(row: Sequence[Segment]) -> Chat | None:
    """Tell a line about goods that did not change hands: nothing sold, hearsay, or something still to come."""
    if any(segment.has("no_sale") for segment in row):
        return Chat("no_sale")
    if any(segment.has("hearsay") for segment in row):
        return Chat("hearsay")
    if any(segment.has("sold_out") for segment in row) and not any(
        segment.kind == "number" for segment in row
    ):
        return Chat("no_sale")
    if row and row[0].word in _ORDERS and not any(segment.kind == "customer" for segment in row):
        return Chat("wish")
    for i, segment in enumerate(row):
        if segment.has("future") and not _promise(row, i):
            return Chat("wish")
    return None


def _promise(row: Sequence[Segment], i: int) -> bool:
    """Whether a word of the future only says when a debt will be paid ("will pay tomorrow", "says she'll pay")."""
    before = row[max(0, i - 3) : i]
    behind = row[i + 1 : i + 4]
    return any(s.has("later") for s in before) or any(s.has("later") for s in behind)


def small_talk(row: Sequence[Segment]) -> Chat | None:
    """Tell a line that is nothing but a greeting or thanks."""
    thanks = [s for s in row if s.has("thanks")]
    greeting = [s for s in row if s.has("greeting")]
    rest = [
        s
        for s in row
        if s.kind not in {"sep", "date"}
        and not (s.has("thanks") or s.has("greeting") or s.has("polite") or s.has("a") or s.has("to"))
    ]
    if (thanks or greeting) and (
        not rest or (len(rest) <= STRAYS and not any(s.kind in {"number", "product"} for s in rest))
    ):
        return Chat("thanks" if thanks else "greeting")
    return None
