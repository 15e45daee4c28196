"""/alike: products or customers whose names look like one written twice; a tap makes them one, undoable for ever."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import token_sort_ratio

from bot.answer import Answer, Block, Button, Style, Words
from bot.clerk import writing
from bot.command import Command, Lane, Role
from bot.errors import NotUnderstood, Outdated
from bot.language.tokens import fold
from storage.reading import spellings
from storage.records import FactChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.spellings import Spelled

_LOOKS_ALIKE = 88  # of 100; below, too many pairs are two things after all
_SHORT = 3
_SHOWN = 5


def answer(turn: Turn, slots: Slots) -> Answer:
    """List the pairs, those with the most sales first; the lesser one would become the greater."""
    del slots
    blocks: list[Block] = []
    buttons: list[tuple[Button, ...]] = []
    for subject, known in (("product", spellings.products), ("customer", spellings.customers)):
        for kept, other in pairs(known(turn.shop.book))[:_SHOWN]:
            blocks.append(
                Words(f"{other.name} → {kept.name}?  ({_lines(turn, other)}, {_lines(turn, kept)})")
            )
            says = f"/merge {subject} {other.id} {kept.id}"
            buttons.append((Button(f"“{other.name}” is “{kept.name}”", says),))
    back = (Button("What is missing", "/loose_ends"), Button("Stock", "/stock"))
    if not blocks:
        return Answer("alike", (Words("No two names look like one written twice.", Style.HEADLINE),), (back,))
    head = Words("These names look like one written twice", Style.HEADLINE)
    footing = Words("A tap makes them one; it can be undone at any time.", Style.FOOTING)
    return Answer("alike", (head, *blocks, footing), (*buttons, back), in_place=bool(turn.incoming.pressed))


def _lines(turn: Turn, one: Spelled) -> str:
    return "1 line" if one.lines == 1 else f"{turn.shop.number(one.lines)} lines"


def pairs(known: Sequence[Spelled]) -> list[tuple[Spelled, Spelled]]:
    """Give (kept, other) of names alike: the same figures and short words in both, the rest nearly the same; the better known is kept."""
    found: dict[int, tuple[Spelled, Spelled]] = {}
    for one, two in _neighbours(known):
        if _hard(one.name) != _hard(two.name):
            continue
        if token_sort_ratio(_plain(one.name), _plain(two.name)) >= _LOOKS_ALIKE:
            kept, other = sorted((one, two), key=lambda each: (-each.lines, each.id))
            found.setdefault(other.id, (kept, other))
    return sorted(found.values(), key=lambda pair: (-pair[1].lines, pair[1].id))


def _neighbours(known: Sequence[Spelled]) -> Iterator[tuple[Spelled, Spelled]]:
    """Give the pairs that share the beginning of a word: the others cannot be alike enough."""
    blocks: dict[str, list[Spelled]] = defaultdict(list)
    for one in known:
        for start in {word[:2] for word in _plain(one.name).split()}:
            blocks[start].append(one)
    seen = set()
    for block in blocks.values():
        for at, one in enumerate(block):
            for two in block[at + 1 :]:
                if (one.id, two.id) not in seen:
                    seen.add((one.id, two.id))
                    yield one, two


def _plain(name: str) -> str:
    """Give a name's words without what stands between them: Phone-case is phone case."""
    return "".join(sign if sign.isalnum() else " " for sign in fold(name))


def _hard(name: str) -> list[str]:
    """Give the words of a name that tell things apart: figures, sizes, short ones. AA is not AAA, 2m is not 5m."""
    return sorted(
        word for word in _plain(name).split() if len(word) <= _SHORT or any(sign.isdigit() for sign in word)
    )


def parse_merge(rest: str, turn: Turn) -> tuple[str, int, int]:
    """Read what a button says: product or customer, the one that goes, the one that stays."""
    del turn
    match rest.split():
        case [("product" | "customer") as subject, other, kept] if other.isdecimal() and kept.isdecimal():
            return subject, int(other), int(kept)
    raise NotUnderstood("See which names look alike, and tap.", "/alike")


def merge(turn: Turn, ask: tuple[str, int, int]) -> Answer:
    """Make one product or customer part of another, all its sales with it."""
    subject, other_id, kept_id = ask
    known = spellings.products if subject == "product" else spellings.customers
    names = {one.id: one.name for one in known(turn.shop.book)}
    if other_id not in names or kept_id not in names:
        raise Outdated("One of the two is gone: the book has moved on.")
    line = FactChange(
        "product" if subject == "product" else "customer",
        other_id,
        "merged_into",
        None,
        str(kept_id),
        turn.today,
    )
    posted = writing.write_fact(turn, f"{names[other_id]} is {names[kept_id]}", line)
    words = Words(f"✅ {names[other_id]} is now {names[kept_id]}, with everything that was sold.")
    return Answer(
        "alike",
        (words,),
        ((Button("Undo", f"/undo {posted.entry_id}"), Button("More alike", "/alike")),),
        entries=(posted.entry_id,),
        toast="Made one",
    )


COMMANDS = (
    Command(
        name="alike",
        summary="Names that look like one written twice",
        answer=answer,
        group="Products",
        examples=("/alike",),
        role=Role.OWNER,
        lane=Lane.THINKING,
    ),
    Command(
        name="merge",
        summary="Make two names one",
        answer=merge,
        group="Products",
        examples=(),
        parse=parse_merge,
        role=Role.OWNER,
        hidden=True,
    ),
)
