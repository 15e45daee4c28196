"""/alike: products or customers whose names look like one written twice; a tap makes them one, undoable for ever."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Style, Words
from bot.clerk import writing
from bot.command import Command, Lane, Role
from bot.errors import NotUnderstood, Outdated
from bot.language.likeness import ALIKE, likeness, plain
from bot.speech import N_, _, ngettext
from storage.reading import spellings
from storage.records import FactChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.command import Turn
    from bot.language.statements import Slots
    from storage.reading.spellings import Spelled

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
            buttons.append((Button(_("“{name}” is “{name2}”", name=other.name, name2=kept.name), says),))
    back = (Button(_("What is missing"), "/loose_ends"), Button(_("Stock"), "/stock"))
    if not blocks:
        return Answer(
            "alike", (Words(_("No two names look like one written twice."), Style.HEADLINE),), (back,)
        )
    head = Words(_("These names look like one written twice"), Style.HEADLINE)
    footing = Words(_("A tap makes them one; it can be undone at any time."), Style.FOOTING)
    return Answer("alike", (head, *blocks, footing), (*buttons, back), in_place=bool(turn.incoming.pressed))


def _lines(turn: Turn, one: Spelled) -> str:
    return ngettext("1 line", "{number} lines", one.lines, number=turn.shop.number(one.lines))


def pairs(known: Sequence[Spelled]) -> list[tuple[Spelled, Spelled]]:
    """Give (kept, other) of names alike: the same figures and short words in both, the rest nearly the same; the better known is kept."""
    found: dict[int, tuple[Spelled, Spelled]] = {}
    for one, two in _neighbours(known):
        if likeness(one.name, two.name) >= ALIKE:
            kept, other = sorted((one, two), key=lambda each: (-each.lines, each.id))
            found.setdefault(other.id, (kept, other))
    return sorted(found.values(), key=lambda pair: (-pair[1].lines, pair[1].id))


def _neighbours(known: Sequence[Spelled]) -> Iterator[tuple[Spelled, Spelled]]:
    """Give the pairs that share the beginning of a word: the others cannot be alike enough."""
    blocks: dict[str, list[Spelled]] = defaultdict(list)
    for one in known:
        for start in {word[:2] for word in plain(one.name).split()}:
            blocks[start].append(one)
    seen = set()
    for block in blocks.values():
        for at, one in enumerate(block):
            for two in block[at + 1 :]:
                if (one.id, two.id) not in seen:
                    seen.add((one.id, two.id))
                    yield one, two


def parse_merge(rest: str, turn: Turn) -> tuple[str, int, int]:
    """Read what a button says: product or customer, the one that goes, the one that stays."""
    del turn
    match rest.split():
        case [("product" | "customer") as subject, other, kept] if other.isdecimal() and kept.isdecimal():
            return subject, int(other), int(kept)
    raise NotUnderstood(_("See which names look alike, and tap."), "/alike")


def merge(turn: Turn, ask: tuple[str, int, int]) -> Answer:
    """Make one product or customer part of another, all its sales with it."""
    subject, other_id, kept_id = ask
    known = spellings.products if subject == "product" else spellings.customers
    names = {one.id: one.name for one in known(turn.shop.book)}
    if other_id not in names or kept_id not in names:
        raise Outdated(_("One of the two is gone: the book has moved on."))
    line = FactChange(
        "product" if subject == "product" else "customer",
        other_id,
        "merged_into",
        None,
        str(kept_id),
        turn.today,
    )
    posted = writing.write_fact(
        turn, _("{name} is {name2}", name=names[other_id], name2=names[kept_id]), line
    )
    words = Words(
        _(
            "✅ {name} is now {name2}, with everything that was sold.",
            name=names[other_id],
            name2=names[kept_id],
        )
    )
    return Answer(
        "alike",
        (words,),
        ((Button(_("Undo"), f"/undo {posted.entry_id}"), Button(_("More alike"), "/alike")),),
        entries=(posted.entry_id,),
        toast=_("Made one"),
    )


COMMANDS = (
    Command(
        name="alike",
        summary=N_("Names that look like one written twice"),
        answer=answer,
        group=N_("Products"),
        examples=("/alike",),
        role=Role.OWNER,
        lane=Lane.THINKING,
    ),
    Command(
        name="merge",
        summary=N_("Make two names one"),
        answer=merge,
        group=N_("Products"),
        examples=(),
        parse=parse_merge,
        role=Role.OWNER,
        hidden=True,
    ),
)
