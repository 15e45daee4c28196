"""One line that holds several entries: two customers in a sentence, a sale and a return in one breath.

Belongs here: cutting such a line where each piece is an entry of its own, or saying that it cannot be cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.language.asking import Ask
from bot.language.statements import Doubt
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.parts import Draft
    from bot.language.segments import Segment
    from bot.language.tokens import Token

_CUTS = (
    frozenset({".", ";"}),
    frozenset({".", ";", ","}),
    frozenset({".", ";", ",", "and", "then", "and then", "+"}),
)
_ALL = frozenset({"all", "both", "everything", "everyone", "everybody"})
_OLD_DEBT = frozenset({"old", "debt", "debts", "arrears", "towards", "toward", "previous", "owed"})
_DEEDS = ("verb:sale", "verb:return", "verb:restock", "verb:count")


def cut(row: Sequence[Segment], tokens: Sequence[Token], whole: Draft) -> list[Sequence[Token]] | None:
    """Give the token runs of a line's entries where it holds several; None where it is one."""
    names = {person.text.casefold() for person in whole.people}
    people, deeds = len(names), _deeds(row)
    if whole.items and ("swap" in whole.marks or _for_another(row)):
        raise Ask(
            Doubt(
                ("intent", "swap"),
                "swap",
                _("An exchange: please write what came back and what went out as two messages."),
            ),
        )
    if whole.items and _pays_old_debt(row):
        phrase = _("Two things at once: please write what was sold and what was paid as two messages.")
        raise Ask(Doubt(("intent", "two"), "two entries", phrase))
    if len(whole.items) < 2 or (people < 2 and len(deeds) < 2):  # noqa: PLR2004 - one entry
        return None
    body = _without_payment(row)
    for signs in _CUTS:
        runs = _runs(body, tokens, signs)
        if len(runs) > 1 and all(_stands(run, row, many=people > 1) for run in runs):
            shared = [(len(row) - 1, len(row))] if len(body) < len(row) else []
            return [tokens[row[start].start : row[end - 1].end] for start, end in [*runs, *shared]]
    if people < 2 and len(deeds) > 1 and "verb:return" in deeds:  # noqa: PLR2004 - one entry has one of each
        phrase = _("Two things at once: please write what was sold and what came back as two messages.")
        raise Ask(Doubt(("intent", "two"), "two entries", phrase))
    return None


def _without_payment(row: Sequence[Segment]) -> Sequence[Segment]:
    """Give a line without the payment at its end that holds for all of it ("all cash", "both on credit")."""
    if len(row) < 2 or not (row[-1].has("pay:") and row[-2].word in _ALL):  # noqa: PLR2004 - who, and how
        return row
    body = row[:-2]
    while body and body[-1].kind == "sep":
        body = body[:-1]
    return body


def _pays_old_debt(row: Sequence[Segment]) -> bool:
    """Whether a sum was paid for what was owed before, beside goods ("took a kettle, and paid 200 on her old debt")."""
    for i, segment in enumerate(row):
        if segment.kind == "number" and i and row[i - 1].has("verb:paid"):
            behind = {word for s in row[i + 1 : i + 5] if s.kind != "product" for word in s.word.split()}
            return bool(behind & _OLD_DEBT)
    return False


def _for_another(row: Sequence[Segment]) -> bool:
    """Whether goods came back for other goods ("returned the kettle for an iron")."""
    if not any(segment.has("verb:return") for segment in row):
        return False
    products = [i for i, segment in enumerate(row) if segment.kind == "product"]
    behind = [row[i - 1] if not row[i - 1].has("a") else row[i - 2] for i in products[1:] if i > 1]
    return any(segment.word.split()[:1] == ["for"] for segment in behind)


def _deeds(row: Sequence[Segment]) -> set[str]:
    """Give the kinds of deed that have goods of their own behind them."""
    found: set[str] = set()
    current = ""
    for segment in row:
        deed = next((deed for deed in _DEEDS if segment.has(deed)), "")
        current = deed or current
        if segment.kind == "product" and current:
            found.add(current)
    if any(
        "sold" in segment.word.split() for segment in row
    ):  # "bought" may tell of the sale that now comes back
        found |= {deed for segment in row for deed in _DEEDS if segment.has(deed) and deed != "verb:count"}
    return found


def _runs(row: Sequence[Segment], tokens: Sequence[Token], signs: frozenset[str]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start = 0
    for i, segment in enumerate(row):
        sign = segment.word if segment.kind in {"sep", "marks"} else ""
        if sign in signs and i > start:
            runs.append((start, i))
            start = i + 1
    if start < len(row):
        runs.append((start, len(row)))
    del tokens
    return runs


def _stands(run: tuple[int, int], row: Sequence[Segment], *, many: bool) -> bool:
    """Whether a piece can be an entry: goods in it, and with several customers exactly one of them."""
    piece = row[run[0] : run[1]]
    goods = any(segment.kind == "product" for segment in piece)
    people = sum(segment.kind == "customer" or segment.has("walkin") for segment in piece)
    return goods and (people == 1 if many else people == 0 and any(segment.has("verb:") for segment in piece))
