"""Files into a book of its own, the way the bot does it: looked at, then taken in step by step."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, Self

from bot.answer import Answer
from bot.command import Incoming, Role, Turn
from bot.commands import import_, undo
from bot.demo.talk import settings_in
from bot.files.sent import Sent
from bot.shop import open_shop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from bot.answer import Progress

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


class Step(NamedTuple):
    """One step of long work: seconds by the clock and of the processor."""

    wall: float
    used: float


class Taking:
    """A book in a folder, and somebody who sends files."""

    def __init__(self, folder: Path) -> None:
        self.shop = open_shop(settings_in(folder))
        self._sent = 0

    def _turn(self) -> Turn:
        self._sent += 1
        incoming = Incoming(text="", at=NOW, sender=0, source=f"bench:{self._sent}", name="bench")
        return Turn(self.shop, incoming, Role.OWNER, self.shop.today(NOW))

    def look(self, file: Path, name: str) -> Answer:
        """Give what is shown of a file; its draft is kept, its buttons work."""
        turn = self._turn()
        shown = import_.preview_file(turn, Sent.at(file, name, local=True))
        with self.shop.book.writing():
            for keep in shown.keeps:
                shown = keep.keep(self.shop, turn.incoming, shown)
        return shown

    def take(self, shown: Answer) -> list[Step]:
        """Tap the button that takes it in; gives how long each step kept the book."""
        says = [one.says for row in shown.buttons for one in row if one.says.startswith("/import_now ")]
        turn = self._turn()
        return self._go(import_.take(turn, import_.parse(says[0].removeprefix("/import_now "), turn)))

    def withdraw(self, entry_id: int) -> list[Step]:
        """Take an import out again, as `take` does."""
        return self._go(undo.undo(self._turn(), undo.Which(entry_id)))

    def put_back(self, entry_id: int) -> list[Step]:
        """Put a withdrawn import back."""
        return self._go(undo.restore(self._turn(), undo.Which(entry_id)))

    def _go(self, steps: Answer | Iterator[Progress]) -> list[Step]:
        if isinstance(steps, Answer):
            raise TypeError("nothing so small is measured")
        took, goes_on = [], True
        while goes_on:
            began, used = time.perf_counter(), time.process_time()
            with self.shop.book.writing():
                goes_on = next(steps, None) is not None
            took.append(Step(time.perf_counter() - began, time.process_time() - used))
        return took

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.shop.close()
