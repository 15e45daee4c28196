"""Taking a file in: looked at in a worker, kept as a draft, then written in portions and brought into force at once.

A file is the same file by its bytes (its source is `file:<sha256>`); its sale lines are the same by what they say, so
that an overlapping file counts nothing twice while two equal sales inside one file both count.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.answer import Progress
from bot.files.lines import Converter, key
from bot.language.sheets import opening, recognise
from bot.language.sheets.layout import Layout
from bot.language.sheets.rows import read_rows
from bot.language.sheets.sheet import DEFAULT_LIMITS, Limits, Problem, SaleRow
from storage.records import EntryHead

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from bot.command import Turn
    from bot.language.sheets.sheet import RawTable, Row
    from bot.shop import Shop
    from storage.records import Posted, SaleLine

_PORTION = 2_000  # rows a transaction: a typed sale waits for one at the most
_FIRST = 3
_PROBLEMS = 200
_LOCAL = Limits(file_size=4_000_000_000, unpacked_size=8_000_000_000, rows=50_000_000)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file on its way in: where it lies, what it is called, and what it is by its bytes.

    `local` files were named on the command line of this machine: they may be as large as they are.
    """

    path: Path
    name: str
    sha256: str
    local: bool = False

    @classmethod
    def at(cls, path: Path, name: str, *, local: bool = False) -> Sent:
        """Look at a file on disk."""
        with path.open("rb") as file:
            return cls(path, name, hashlib.file_digest(file, "sha256").hexdigest(), local)

    @property
    def source(self) -> str:
        """The idempotency key of its import."""
        return f"file:{self.sha256}"


@dataclass(slots=True)
class Look:
    """What a file would bring: counted while its rows are read once."""

    layout: Layout
    rows: int = 0
    known: int = 0  # in the book already, from an earlier file
    first: date | None = None
    last: date | None = None
    total_minor: int = 0
    returns: int = 0
    repeated: int = 0  # exactly like an earlier row of the same file
    samples: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    products: int = 0
    new_products: int = 0
    customers: int = 0
    new_customers: int = 0
    skipped: dict[str, int] = field(default_factory=dict)


def layout_of(shop: Shop, raw: RawTable, today: date, remembered: dict[str, Any] | None) -> Layout:
    """Recognise the columns; a header that was accepted before is read as it was then."""
    found = recognise.recognise(raw, today=today, decimals=shop.money.places)
    if remembered is not None and not found.ambiguous:
        return Layout.from_dict(remembered)
    return found


def open_file(sent: Sent) -> RawTable:
    """Open a file that somebody sent; SheetRefused says why it cannot be."""
    return opening.open_table(sent.path, _LOCAL if sent.local else DEFAULT_LIMITS, name=sent.name)


def look(shop: Shop, raw: RawTable, layout: Layout, today: date) -> Look:
    """Read every row once and count what an import would bring; nothing is written."""
    found = Look(layout)
    converter = Converter.of(shop, today, make=False)
    reading = read_rows(raw, layout, today=today, decimals=shop.money.places)
    lines: Counter[Any] = Counter()
    for portion in _portions(reading, found):
        sold = [one for one in portion if isinstance(one, SaleRow)]
        for line in converter.sales(sold):
            lines[key(line)] += 1
            _count_line(found, line)
        for one in portion:
            _count_names(converter, one)
            _count_day(found, one)
    found.repeated = lines.total() - len(lines)
    if found.first is not None and found.last is not None and lines:
        before = shop.book.known_rows(found.first, found.last).in_force
        found.known = (lines & before).total()
    found.products, found.new_products = converter.products.count, len(converter.products.new)
    found.customers, found.new_customers = converter.customers.count, len(converter.customers.new)
    found.skipped = dict(reading.skipped)
    return found


def _portions(reading: Iterable[Row | Problem], found: Look) -> Iterator[list[Row]]:
    portion: list[Row] = []
    for one in reading:
        if isinstance(one, Problem):
            found.reasons[one.reason] += 1
            if len(found.problems) < _PROBLEMS:
                found.problems.append(one)
            continue
        found.rows += 1
        if len(found.samples) < _FIRST:
            found.samples.append(one)
        portion.append(one)
        if len(portion) == _PORTION:
            yield portion
            portion = []
    yield portion


def _count_line(found: Look, line: SaleLine) -> None:
    found.total_minor += line.total_minor
    found.returns += line.quantity_milli < 0 or line.total_minor < 0


def _count_names(converter: Converter, one: Row) -> None:
    if not isinstance(one, SaleRow):
        if product := getattr(one, "product", None):
            converter.products.learn([product])
        if customer := getattr(one, "customer", None):
            converter.customers.learn([customer])


def _count_day(found: Look, one: Row) -> None:
    for name in ("sold_on", "counted_on", "received_on", "spent_on", "starts_on", "happened_on"):
        day = getattr(one, name, None)
        if day is not None:
            found.first = day if found.first is None else min(found.first, day)
            found.last = day if found.last is None else max(found.last, day)


@dataclass(frozen=True, slots=True)
class Taken:
    """How an import ended: its entry, rows written, rows known before, and the file of refused rows."""

    posted: Posted
    rows: int
    known: int
    refused: int
    refused_file: Path | None


def take_in(
    turn: Turn, sent: Sent, layout: Layout, period: tuple[date, date] | None
) -> Generator[Progress, None, Taken]:
    """Write a file into the book, a portion a transaction, and bring it into force at the end.

    `period` is that of its rows, as `look` found it: where earlier files may hold the same ones. Between two portions other people's sales are written. Killed midway, nothing of the file counts.
    """
    shop = turn.shop
    head = _head(turn, sent, layout)
    raw = open_file(sent)
    reading = read_rows(raw, layout, today=turn.today, decimals=shop.money.places)
    refused: list[Problem] = []
    rows = _without_problems(reading, refused)
    if layout.kind.value in ("sales", "returns"):
        taken = yield from _take_sales(turn, head, rows, period)
    else:
        converter = Converter.of(shop, turn.today)
        with shop.book.writing():
            kept = list(rows)
            posted = shop.book.post(head, *converter.others(kept))
        taken = (posted, len(kept), 0)
    file = _refused_file(shop, sent, refused) if refused else None
    return Taken(*taken, refused=len(refused), refused_file=file)


def _take_sales(
    turn: Turn, head: EntryHead, rows: Iterator[Row], period: tuple[date, date] | None
) -> Generator[Progress, None, tuple[Posted, int, int]]:
    book = turn.shop.book
    posted = book.stage(head)
    if not posted.new:
        return posted, 0, 0
    converter = Converter.of(turn.shop, turn.today, posted.entry_id)
    before: Counter[Any] = Counter() if period is None else book.known_rows(*period).in_force
    written = known = 0
    while portion := [one for one in islice(rows, _PORTION) if isinstance(one, SaleRow)]:
        with book.writing():
            fresh = []
            for line in converter.sales(portion):
                if before.get(mark := key(line), 0) > 0:
                    before[mark] -= 1
                    known += 1
                else:
                    fresh.append(line)
            book.stage_sales(posted.entry_id, fresh)
        written += len(fresh)
        yield Progress(f"{turn.shop.number(written)} rows read in …", written)
    return book.enforce(posted.entry_id, at=turn.incoming.at), written, known


def _without_problems(reading: Iterable[Row | Problem], refused: list[Problem]) -> Iterator[Row]:
    for one in reading:
        if isinstance(one, Problem):
            refused.append(one)
        else:
            yield one


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


def _refused_file(shop: Shop, sent: Sent, refused: list[Problem]) -> Path:
    path = shop.settings.files_folder / f"{uuid4().hex}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["line", "why", "what", "as it stands in " + sent.name])
        for one in refused:
            writer.writerow([one.line_number, one.reason, one.detail, *one.cells])
    return path
