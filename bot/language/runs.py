"""Runs of names and unknown words in a line: which is a product, which a person, which a supplier.

Belongs here: the role that a word gets from its place. "Busi" before "bought" or behind "to" is a person, "ring
light" behind a number is a product, and both may be new to the shop.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from bot.language.neighbours import acts, counted_at_price, counts
from bot.language.segments import Segment
from bot.language.spelling import TYPO

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.language.names import Match
    from bot.language.statements import Customer, Product

Role = Literal["item", "person", "supplier", "words"]
LONGEST_NEW_NAME = 5
LONGEST_SURNAME = 2  # unknown words behind a first name that still belong to it
FULL_NAME = 2  # words of a name written large where nothing else says that it is one


@dataclass(frozen=True, slots=True)
class Run:
    """Segments `start` to `end` that name one thing; `extra` are words of it that no known name has."""

    start: int
    end: int
    role: Role
    text: str
    products: Match[Product] | None = None
    customers: Match[Customer] | None = None
    extra: tuple[str, ...] = ()
    article: bool = False
    sure: bool = True


def runs_of(row: Sequence[Segment]) -> Iterator[Run]:
    """Give the names of a line in order."""
    i = 0
    while i < len(row):
        run = _run_at(row, i)
        if run is None:
            i += 1
        else:
            yield run
            i = run.end


def _run_at(row: Sequence[Segment], i: int) -> Run | None:
    segment = row[i]
    if segment.kind == "customer":
        return _known_person(row, i)
    if segment.kind == "product":
        return _known_item(row, i, [])
    if segment.kind != "word":
        return None
    return _unknown(row, i)


def _known_person(row: Sequence[Segment], i: int) -> Run:
    """Read a known name; with an unknown surname behind it, it is somebody else ("Sipho Dube")."""
    customers = row[i].customers
    end = i + 1
    while (
        end < len(row) and row[end].kind == "word" and row[end].word.isalpha() and end - i <= LONGEST_SURNAME
    ):
        end += 1
    extra = row[i + 1 : end]
    if end == i + 1 and end < len(row) and row[end].has("relation"):
        text = f"{row[i].text} {row[end].text}"
        return Run(i, end + 1, "person", text, customers=customers, extra=(row[end].text,), sure=False)
    if extra and customers is not None and not customers.whole:
        text = " ".join(s.text for s in row[i:end])
        if all(s.capital for s in extra) or _before(row, i).has("to"):
            return Run(i, end, "person", text, sure=all(s.capital for s in extra))
        return Run(
            i, end, "person", text, customers=customers, extra=tuple(s.text for s in extra), sure=False
        )
    return Run(i, i + 1, "person", row[i].text, customers=customers)


def _known_item(row: Sequence[Segment], i: int, before: list[Segment]) -> Run:
    """Read a product with the unknown words around it; parts of one name that stand apart are put together."""
    start, end = i - len(before), i + 1
    products = row[i].products
    extra = [s.text for s in before]
    after: list[Segment] = []
    while end < len(row) and row[end].kind in {"word", "product"}:
        segment = row[end]
        if segment.kind == "product":
            both = _common(products, segment.products)
            if both is None and (
                segment.products is None or segment.products.whole or segment.end - segment.start > 1
            ):
                break
            if both is None:  # "handbag brown": a word of another product's name is a word of this one
                after.append(segment)
                end += 1
                continue
            products, extra, after = both, [*extra, *(s.text for s in after)], []
        elif not segment.word[:1].isalnum():
            break
        else:
            after.append(segment)
        end += 1
    if after and _is_person(row, end, after):
        end -= len(after)
        after = []
    extra += [s.text for s in after]
    text = " ".join(s.text for s in row[start:end])
    article = start > 0 and row[start - 1].has("a")
    if extra and products is not None and not products.whole and products.quality <= TYPO + 0.02:
        return Run(start, end, "item", text, article=article)
    return Run(start, end, "item", text, products, extra=tuple(extra), article=article)


def _common(one: Match[Product] | None, other: Match[Product] | None) -> Match[Product] | None:
    """Give the products that fit both parts of a name; None where they are two names."""
    if one is None or other is None:
        return None
    ids = {product.id for product in other.found}
    found = tuple(product for product in one.found if product.id in ids)
    if not found or (one.whole and other.whole):
        return None
    return replace(one, end=other.end, found=found, quality=min(one.quality, other.quality), whole=False)


def _is_person(row: Sequence[Segment], end: int, after: Sequence[Segment]) -> bool:
    """Whether unknown words behind a product are rather somebody's name: written large, or followed by a deed."""
    follows = row[end] if end < len(row) else None
    if follows is not None and follows.kind == "marks" and acts(follows):
        return True
    return after[0].capital and len(after) <= FULL_NAME and not row[end - len(after) - 1].text[:1].isupper()


def _unknown(row: Sequence[Segment], i: int) -> Run | None:
    """Give unknown words the role that their neighbours tell; words that have none stay words."""
    end = i
    while end < len(row) and row[end].kind == "word" and end - i < LONGEST_NEW_NAME:
        if not row[end].word[:1].isalnum():
            break
        end += 1
    if end == i:
        return None
    found = _between_names(row, i, end) or _by_verb(row, i, end) or _by_count(row, i, end)
    if found is not None:
        return found
    words = row[i:end]
    named = all(s.capital for s in words) and len(words) <= FULL_NAME and i > 0
    return Run(i, end, "person" if named else "words", _text(words), sure=not named)


def _between_names(row: Sequence[Segment], i: int, end: int) -> Run | None:
    """Read words behind "to" and "from", before a deed, and beside names that are known."""
    before = _before(row, i)
    to = before.kind == "marks" and before.has("to")
    if to or (before.kind == "marks" and before.has("from")):
        end = _through_firm(row, end)
    words, follows = row[i:end], row[end] if end < len(row) else _START
    if follows.kind == "customer" and (to or before.kind != "number"):
        return _stranger(row, i, end)
    if to:
        return Run(i, end, "person", _text(words), sure=_sure_person(row, i, words))
    if before.kind == "marks" and before.has("from"):
        return Run(i, end, "supplier", _text(words))
    if follows.kind == "marks" and acts(follows):
        return Run(i, end, "person", _text(words))
    if follows.kind == "product" and not _leads(row, i, end):
        return _known_item(row, end, list(words))
    return None


def _through_firm(row: Sequence[Segment], end: int) -> int:
    """Let a firm's name run on behind its "&": "Potter & Co", "Tom & Jerry"."""
    while (
        end + 1 < len(row)
        and row[end].word == "&"
        and row[end - 1].capital
        and row[end + 1].kind == "word"
        and row[end + 1].capital
    ):
        end += 2
    return end


def _by_verb(row: Sequence[Segment], i: int, end: int) -> Run | None:
    """Read whom something was given to ("sold John a kettle", "for a wedding")."""
    words, before = row[i:end], _before(row, i)
    if before.has("a") and i > 1 and row[i - 2].has("to"):
        return Run(i, end, "person", _text(words), sure=False)
    if before.has("verb:sale") and _served(row, end):
        return Run(i, end, "person", _text(words), sure=all(s.capital for s in words))
    return None


def _by_count(row: Sequence[Segment], i: int, end: int) -> Run | None:
    """Read words that are counted, priced or dealt in as a product, and those that lead counted goods as a person."""
    words, before = row[i:end], _before(row, i)
    follows = row[end] if end < len(row) else _START
    if counts(before) or counted_at_price(row, i):
        end, text = _through_fill(row, i, end)
        return Run(i, end, "item", text, article=before.has("a"))
    if _leads(row, i, end):
        return Run(i, end, "person", _text(words), sure=all(s.capital for s in words))
    if follows.kind == "number" or follows.has("at") or follows.has("to") or follows.has("times"):
        opens = i == 0 or before.kind in {"sep", "date"} or before.has("verb:") or before.has("and")
        return Run(i, end, "item" if opens else "words", _text(words))
    if before.has("verb:sale") or before.has("verb:return") or before.has("verb:restock"):
        return Run(i, end, "item", _text(words))
    return None


def _text(words: Sequence[Segment]) -> str:
    return " ".join(segment.text for segment in words)


def _stranger(row: Sequence[Segment], i: int, end: int) -> Run:
    """Read an unknown word before a known name ("busi khumalo"): that may be somebody else, so it is not sure."""
    text = " ".join(s.text for s in row[i : end + 1])
    extra = tuple(s.text for s in row[i:end])
    return Run(i, end + 1, "person", text, customers=row[end].customers, extra=extra, sure=False)


def _before(row: Sequence[Segment], i: int) -> Segment:
    return row[i - 1] if i else _START


def _leads(row: Sequence[Segment], i: int, end: int) -> bool:
    """Whether unknown words lead a line like a name: "Busi - 2 kettles", "busi: 1 iron", "busi 2 kettles"."""
    if i > 0 and row[i - 1].kind not in {"sep", "date", "time"}:
        return False
    at = end
    while at < len(row) and row[at].kind == "sep":
        at += 1
    counted = at < len(row) and (row[at].kind == "number" or row[at].has("a"))
    while at < len(row) and (
        row[at].kind == "number" or row[at].has("a") or row[at].has("times") or row[at].has("of")
    ):
        at += 1
    return counted and at < len(row) and row[at].kind in {"product", "word"}


def _served(row: Sequence[Segment], end: int) -> bool:
    """Whether counted goods follow: "gave John a kettle", "sold john 2 kettles"."""
    if end + 1 >= len(row) or not (row[end].kind == "number" or row[end].has("a")):
        return False
    return row[end + 1].kind in {"product", "word"}


def _sure_person(row: Sequence[Segment], i: int, words: Sequence[Segment]) -> bool:
    """Whether words behind "to" or "for" are surely a name: large letters, or "to" without an article."""
    to = row[i - 1]
    article = to.word.endswith((" the", " a")) and "customer" not in to.word
    return all(s.capital for s in words) or (not article and "for" not in to.word.split()[:1])


def _through_fill(row: Sequence[Segment], i: int, end: int) -> tuple[int, str]:
    """Let a new product's name run through small words and ways to pay: "gift card 100", "box of matches"."""
    at = end
    while at < len(row) and at - i < LONGEST_NEW_NAME:
        segment = row[at]
        joins = segment.kind == "word" or (segment.kind == "marks" and len(segment.word.split()) == 1)
        if not joins or segment.has("at") or segment.has("to") or segment.has("and") or segment.has("each"):
            break
        if segment.has("from"):
            break
        if segment.kind == "word" or (
            segment.has("pay:") and at + 1 < len(row) and row[at + 1].kind == "number"
        ):
            end = at + 1
        at += 1
    return end, " ".join(s.text for s in row[i:end])


_START = Segment("sep", 0, 0, "")
