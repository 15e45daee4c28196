"""Taking in what a worker made ready: written in portions that count nowhere, then brought into force at once.

Killed anywhere, the book holds all of the file or nothing. A file is the same file by its bytes, a line the same line
by what it says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.answer import Progress
from bot.errors import Outdated
from bot.files import harvest
from bot.files.others import Converter, thawed
from bot.speech import _
from storage import entries, imports, prepared
from storage.names import fold
from storage.records import EntryHead, FactChange

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from pathlib import Path

    from bot.command import Turn
    from bot.files.sent import Sent
    from bot.language.sheets.layout import Layout
    from storage.records import Posted

_NAMES_AT_ONCE = 1_000


class BookMovedOn(Outdated):
    """Since the file was looked at, another file came in or went out: what it would bring has changed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How an import ended: its entry, and how many rows were written."""

    posted: Posted
    rows: int


def take_in(
    turn: Turn, sent: Sent, layout: Layout, ready: Path, same: Mapping[str, Mapping[str, int]]
) -> Generator[Progress, None, Taken]:
    """Write a harvest into the book. Between two steps other people's sales are written.

    Raises BookMovedOn where it must be looked at again.
    """
    about = harvest.end(ready)
    if about["version"] != imports.version(turn.shop.book):
        raise BookMovedOn(
            _("Another file was taken in or withdrawn meanwhile. Let me look at this one again.")
        )
    head = _head(turn, sent, layout)
    if about["kind"] in ("sales", "returns"):
        return (yield from _take_sales(turn, head, about, ready, same))
    return _take_others(turn, head, about, ready, same)


def _take_sales(
    turn: Turn, head: EntryHead, about: dict[str, Any], ready: Path, same: Mapping[str, Mapping[str, int]]
) -> Generator[Progress, None, Taken]:
    book, number = turn.shop.book, turn.shop.number
    staged = book.stage(head)
    if not staged.new:
        return Taken(staged, 0)
    entry_id = staged.entry_id
    products = yield from _ids(turn, "product", about["products"], entry_id)
    customers = yield from _ids(turn, "customer", about["customers"], entry_id)
    portions = prepared.Portions.of(entry_id, harvest.PORTION, products, customers)
    written = 0
    prepared.make_room(book.connection, large=True)
    try:
        for columns in harvest.columns(ready, "lines"):
            lines = prepared.Lines(*columns)
            with book.writing() as connection:
                entries.require_staged(connection, entry_id)
                portions.write(connection, lines)
            written += len(lines.sale)
            yield Progress(
                _("{number} of {number2} rows …", number=number(written), number2=number(about["lines"])),
                written,
                about["lines"],
            )
        yield from add_up(turn, entry_id)
        with book.writing() as connection:
            _teach(connection, entry_id, same)
            prepared.add_facts(connection, entry_id, _facts(turn, about, products, customers))
            posted = book.enforce(entry_id, at=turn.incoming.at)
    finally:
        prepared.make_room(book.connection, large=False)
    return Taken(posted, written)


def add_up(turn: Turn, entry_id: int) -> Generator[Progress, None, None]:
    """Work out what a large entry adds to the book, in steps between which other people's sales are written.

    To be called before it is taken back, brought back or enforced: that is then done at once.
    """
    number = turn.shop.number
    if turn.shop.book.is_large(entry_id):
        for done, rows in turn.shop.book.gather(entry_id):
            said = _("Adding up: {done} of {rows} rows …", done=number(done), rows=number(rows))
            yield Progress(said, done, rows)


def _take_others(
    turn: Turn, head: EntryHead, about: dict[str, Any], ready: Path, same: Mapping[str, Mapping[str, int]]
) -> Taken:
    book = turn.shop.book
    rows = [thawed(one) for part in harvest.parts(ready, "others") for one in part]
    with book.writing() as connection:
        spelt = {
            subject: _resolved(turn, subject, about[f"{subject}s"]) for subject in ("product", "customer")
        }
        new = frozenset(
            name
            for subject in ("product", "customer")
            for name, known in zip(*about[f"{subject}s"], strict=True)
            if known is None
        )
        converter = Converter(turn.today, _Spelt(spelt["product"]), _Spelt(spelt["customer"]), new)
        posted = book.post(head, *converter.lines(rows))
        if posted.new:
            _teach(connection, posted.entry_id, same)
    return Taken(posted, len(rows))


class _Spelt(dict[str, int]):
    """The ids of names, whatever their case and white space."""

    def __missing__(self, name: str) -> int:
        return self[fold(name)]


def _resolved(turn: Turn, subject: str, names: tuple[list[str], list[int | None]]) -> dict[str, int]:
    ensure = turn.shop.book.ensure_products if subject == "product" else turn.shop.book.ensure_customers
    spelt, known = names
    made = ensure([name for name, one in zip(spelt, known, strict=True) if one is None])
    return {fold(name): made[name] if one is None else one for name, one in zip(spelt, known, strict=True)}


def _ids(
    turn: Turn, subject: str, names: tuple[list[str], list[int | None]], entry_id: int
) -> Generator[Progress, None, list[int]]:
    """Give the ids of a file's names in their order, making the new ones for this import."""
    ensure = turn.shop.book.ensure_products if subject == "product" else turn.shop.book.ensure_customers
    spelt, known = names
    new = [name for name, one in zip(spelt, known, strict=True) if one is None]
    made: dict[str, int] = {}
    for at in range(0, len(new), _NAMES_AT_ONCE):
        made |= ensure(new[at : at + _NAMES_AT_ONCE], entry_id)
        number = turn.shop.number(len(made))
        yield Progress(
            _("{number} new products …", number=number)
            if subject == "product"
            else _("{number} new customers …", number=number)
        )
    return [made[name] if one is None else one for name, one in zip(spelt, known, strict=True)]


def _teach(connection: Any, entry_id: int, same: Mapping[str, Mapping[str, int]]) -> None:
    for name, one in same.get("product", {}).items():
        prepared.add_alias(connection, entry_id, "product", name, one)
    for name, one in same.get("customer", {}).items():
        prepared.add_alias(connection, entry_id, "customer", name, one)


def _facts(
    turn: Turn, about: dict[str, Any], products: list[int], customers: list[int]
) -> Iterator[FactChange]:
    """Give what a file of sales says of products and customers that nobody said before."""
    known = turn.shop.known()
    filed = {one.id for one in known.products if one.category is not None}
    for place, category in about["categories"].items():
        if products[place] not in filed:
            yield FactChange("product", products[place], "category", None, category, turn.today)
    for place, phone in about["phones"].items():
        if about["customers"][1][place] is None:
            yield FactChange("customer", customers[place], "phone", None, phone, turn.today)


def _head(turn: Turn, sent: Sent, layout: Layout) -> EntryHead:
    incoming = turn.incoming
    return EntryHead(
        kind="import",
        source=sent.source,
        made_at=incoming.at,
        who=incoming.name or turn.role.name.lower(),
        member_id=incoming.sender,
        chat_id=incoming.where,
        message_id=incoming.message,
        raw_text=sent.name,
        understood={"layout": layout.to_dict()},
        file_name=sent.name,
    )
