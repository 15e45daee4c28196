"""A random history against a model of fifty lines: every figure is compared after every step.

Sales, changes of them, undo, redo, files and their withdrawal, returns, payments, deliveries, each now and then
delivered twice. It goes through the conversation, as a message does.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from bot import dialogue
from bot.command import Incoming, ReceivedFile
from bot.shop import open_shop
from storage import upkeep
from tests.soak.seller import settings_for

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answer import Answer

PRICE = 5
BEGIN = datetime(2026, 6, 3, 6, tzinfo=UTC)
_RECOUNT_EVERY = 25
_DAYS = 6


@dataclass
class Entry:
    """What the model knows of an entry: its rows, and whether they stand."""

    kind: str
    rows: tuple[tuple[float, int], ...]  # quantity, minor units
    customer: str = ""
    message: int | None = None
    stands: bool = True
    stays: bool = False  # what others lean on: the price, the customer


@dataclass
class Model:
    """The book as a dict: everything is worked out anew each time."""

    entries: dict[int, Entry] = field(default_factory=dict)

    def rows(self, *kinds: str) -> Counter:
        """Give the rows that stand."""
        standing = (one for one in self.entries.values() if one.stands and one.kind in kinds)
        return Counter(row for one in standing for row in one.rows)

    def owes(self) -> int:
        """Give what Joe owes, in minor units."""
        total = 0
        for one in self.entries.values():
            if one.stands and one.customer:
                total += {"credit": 1, "payment": -1}.get(one.kind, 0) * sum(minor for _, minor in one.rows)
        return total

    def last(self, chance: random.Random, *, stands: bool, kinds: tuple[str, ...] = ()) -> int | None:
        """Choose an entry that stands, or one that does not."""
        found = [
            number
            for number, one in self.entries.items()
            if one.stands is stands and (not kinds or one.kind in kinds) and not one.stays
        ]
        return chance.choice(found) if found else None


@dataclass
class History:
    """A shop, its model, and the steps that change both."""

    folder: Path
    chance: random.Random
    model: Model = field(default_factory=Model)
    said: int = 0
    files: int = 0
    done: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.shop = open_shop(settings_for(self.folder / "shop.db"))
        self.shop.book.connection.execute("PRAGMA synchronous = OFF")  # no power fails here
        first = self._say(f"1 candle {PRICE}")  # teaches the price, and is left alone
        self._new(first, Entry("sale", ((1.0, 100 * PRICE),), stays=True))
        self.credit()  # makes Joe known
        for entry in self.model.entries.values():
            entry.stays = True

    def step(self, name: str) -> None:
        """Take one step and compare everything."""
        getattr(self, name)()
        self.done.append(name)
        self.prove()

    def sale(self) -> None:
        number = self.chance.randrange(1, 9)
        answer = self._say(f"{number} candle{'s' * (number > 1)}")
        self._new(answer, Entry("sale", ((float(number), 100 * PRICE * number),), message=self.said))

    def credit(self) -> None:
        number = self.chance.randrange(2, 9)
        answer = self._say(f"{number} candles to Joe on credit")
        self._new(answer, Entry("credit", ((float(number), 100 * PRICE * number),), "Joe"))

    def goods_back(self) -> None:
        number = self.chance.randrange(1, 4)
        answer = self._say(f"return {number} candle{'s' * (number > 1)} {PRICE * number} cash")
        self._new(answer, Entry("return", ((-float(number), -100 * PRICE * number),)))

    def payment(self) -> None:
        paid = self.chance.randrange(1, 30)
        self._new(self._say(f"Joe paid {paid}"), Entry("payment", ((0.0, 100 * paid),), "Joe"))

    def delivery(self) -> None:
        number = self.chance.randrange(2, 30)
        answer = self._say(f"received {number} candles {3 * number}")
        self._new(answer, Entry("restock", ((float(number), 300 * number),)))

    def changed(self) -> None:
        """Change the message of a sale in Telegram, sometimes into what it is already."""
        old = self.model.last(self.chance, stands=True, kinds=("sale",))
        if old is None or (entry := self.model.entries[old]).message is None:
            return
        number = self.chance.randrange(2, 9)
        rows = ((float(number), 100 * PRICE * number),)
        answer = self._say(f"{number} candles", message=entry.message, edit=True)
        if rows == entry.rows:
            return
        entry.stands = False
        self._new(answer, Entry("sale", rows, message=entry.message))

    def undo(self) -> None:
        number = self.model.last(self.chance, stands=True)
        if number is not None:
            self._say(f"/undo {number}")
            self.model.entries[number].stands = False

    def redo(self) -> None:
        """Bring back the entry that was undone, unless a later version of it stands."""
        number = self.model.last(self.chance, stands=False)
        if number is None:
            return
        message = self.model.entries[number].message
        self._say(f"/restore {number}")
        for one in self.model.entries.values():
            if message is not None and one.message == message:
                one.stands = False
        self.model.entries[number].stands = True

    def file(self) -> None:
        """Take in a file; the same file again changes nothing."""
        rows = [self.chance.randrange(1, 50) for _ in range(self.chance.randrange(1, _DAYS))]
        self.files += 1  # each file has days of its own: of overlapping ones the conversation leaves rows out
        first = date(2020, 1, 1) + _DAYS * self.files * timedelta(days=1)
        content = "date,product,quantity,unit price,total\n" + "".join(
            f"{first + timedelta(days=day)},Candle,{number},{PRICE}.00,{PRICE * number}.00\n"
            for day, number in enumerate(rows)
        )
        taken = tuple((float(number), 100 * PRICE * number) for number in rows)
        answer = self._hand_in(content)
        offer = next((says for says in _says(answer) if says.startswith("/import_now")), None)
        assert offer is not None, f"the file is not offered: {answer.text!r}, {content!r}"
        answer = self._say(offer)
        self._new(answer, Entry("file", taken))
        again = self._hand_in(content)
        for says in _says(again):
            assert not says.startswith("/import_now"), f"the same file is offered twice: {again.text}"

    def prove(self) -> None:
        """Compare every figure of the book with the model's."""
        book, model = self.shop.book, self.model
        sold = Counter((row[0], row[1]) for row in book.rows("SELECT quantity, total_minor FROM sales_book"))
        expected = model.rows("sale", "credit", "return", "file")
        assert sold == expected, self._differs("sales", sold - expected, expected - sold)
        came = Counter(
            (row[0], row[1]) for row in book.rows("SELECT quantity, total_minor FROM restocks_book")
        )
        assert came == model.rows("restock"), self._differs("deliveries", came, model.rows("restock"))
        paid = Counter((0.0, row[0]) for row in book.rows("SELECT amount_minor FROM payments_book"))
        assert paid == model.rows("payment"), self._differs("payments", paid, model.rows("payment"))
        owed = sum(row[0] for row in book.rows("SELECT balance_minor FROM debts_book"))
        assert owed == model.owes(), self._differs("debts", owed, model.owes())
        if len(self.done) % _RECOUNT_EVERY == 0:
            wrong = upkeep.recount(book)
            assert not wrong, self._differs("totals", wrong, [])

    def _differs(self, what: str, found: object, expected: object) -> str:
        return f"{what} differ: {found} against {expected}, after {self.done[-12:]}"

    def close(self) -> None:
        """Recount all, and close."""
        wrong = upkeep.check(self.shop.book)
        self.shop.close()
        assert not wrong, f"{wrong}"

    def _hand_in(self, content: str) -> Answer:
        self.said += 1
        path = self.folder / f"in-{self.said}.csv"
        path.write_text(content, "utf-8")
        return self._reply("", file=ReceivedFile(path, "sales.csv", len(content)), message=self.said)

    def _say(self, text: str, *, message: int | None = None, edit: bool = False) -> Answer:
        self.said += 1
        number = self.said if message is None else message
        answer = self._reply(text, message=number, edit=edit)
        if not edit and self.chance.random() < 1 / 5:
            self._reply(text, message=number)  # the same message delivered again
        return answer

    def _reply(self, text: str, *, message: int, **more) -> Answer:
        at = BEGIN + timedelta(seconds=20 * self.said)
        incoming = Incoming(text, at, 1, f"tg:1:{message}", chat=1, message=message, **more)
        return dialogue.reply(self.shop, incoming)

    def _new(self, answer: Answer, entry: Entry) -> None:
        number = self.shop.book.value("SELECT max(id) FROM entries")
        assert number not in self.model.entries, (
            f"nothing was written: {answer.text!r} after {self.done[-5:]}"
        )
        self.model.entries[number] = entry


STEPS = (
    "sale",
    "sale",
    "credit",
    "goods_back",
    "payment",
    "delivery",
    "changed",
    "changed",
    "undo",
    "redo",
    "file",
)


def _says(answer: Answer) -> list[str]:
    return [button.says for row in answer.buttons for button in row]


def equals_its_model(folder: Path, size: int, seed: int) -> str:
    """A history of `size` steps in one book."""
    chance = random.Random(seed)
    history = History(folder, chance)
    counts = Counter[str]()
    for _ in range(size):
        name = chance.choice(STEPS)
        counts[name] += 1
        history.step(name)
    history.close()
    return f"{size} steps ({', '.join(f'{n} {name}' for name, n in sorted(counts.items()))}): every figure equal after each (seed {seed})"
