"""The chat in a terminal: the same bot on a wire of its own, with lines typed or piped in.

One line is one message, `< path/to/file.csv` hands over a file, `#2` presses the second button of the
last answer that had any. The next line is read once everything is answered. What the bot sends is
shown as Telegram would show it, without colours; charts and documents are saved and
their paths shown, and charts drawn in place where the terminal can.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import sys
import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self, TextIO

from bot.transport import clock as wall
from bot.transport import terminal_pictures
from bot.transport.letters import one_line
from bot.transport.wire import TOKEN, Person, Wire
from storage.members import KEYBOARD

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Iterator
    from datetime import datetime

    from bot.config import Settings
    from bot.transport.wire_api import Message
    from bot.transport.wire_line import Made

FOLDER = "sent"  # beside the book
HISTORY = ".shopbook-history"  # beside the book
NAME_BYTES = 120
HINT = "One line is one message. < file.csv hands over a file, #1 presses a button, Tab completes a command, Ctrl-D ends."
_PRESS = re.compile(r"#\s*(\d{1,3})")
_TOAST_WITHIN = 2.0  # seconds that a press may spin


class Bot(Protocol):
    """The bot as the terminal needs it."""

    async def start(self, announce: Callable[[str, str], None], /) -> None:
        """Start, and listen."""

    async def idle(self) -> None:
        """Wait until everything that came in is answered, and every answer sent."""

    async def stop(self) -> None:
        """Stop in order."""


class Build(Protocol):
    """Puts the bot together on another wire than the network's."""

    def __call__(
        self, settings: Settings, /, *, request: Any, polling: Any, clock: Callable[[], datetime]
    ) -> Bot:
        """Give the bot, not yet started."""


def run(
    settings: Settings,
    *,
    build: Build | None = None,
    lines: Iterable[str] | None = None,
    out: TextIO | None = None,
    folder: Path | None = None,
    start: datetime | None = None,
) -> int:
    """Chat until the lines end; gives the exit code.

    `lines` are standard input and `out` standard output unless given. Files go to `folder`, `sent`
    beside the book unless given. `start` is what the clock shows at the beginning: now, unless given.
    Raises SetupError and the errors of `storage.errors` where the bot cannot start.
    """
    if build is None:
        from bot.transport import telegram  # noqa: PLC0415 - it brings the whole bot, which tests of the edge leave out

        build = telegram.build
    clock = wall.now if start is None else clock_from(start)
    person = Person((*settings.telegram.owners, KEYBOARD)[0])
    telegram_settings = replace(settings.telegram, token=TOKEN, owners=(person.id,), mode="polling")
    settings = replace(settings, telegram=telegram_settings)
    # A book knows the numbers of earlier sessions; a session never has a thousand messages a second.
    wire = Wire(clock, after=int(wall.now().timestamp() * 1000))
    chat = Chat(wire, person, out or _standard_output(), folder or settings.book_path.parent / FOLDER)
    if out is None:
        chat.draw = terminal_pictures.drawer(os.environ, interactive=sys.stdout.isatty())
    bot = build(settings, request=chat.wire.request, polling=chat.wire.request, clock=clock)
    with _Loop() as loop:
        try:
            loop.do(bot.start(_claimed))
            loop.do(chat.settled(bot))
            for line in _standard_input(settings.book_path.parent / HISTORY) if lines is None else lines:
                loop.do(chat.take(line, bot))
                if chat.unheard:
                    break
        finally:
            loop.do(bot.stop())
    return 0


def clock_from(start: datetime) -> Callable[[], datetime]:
    """Give a clock that shows `start` (aware) now and goes on from there."""
    began = wall.now()
    return lambda: start + (wall.now() - began)


@dataclass(slots=True)
class Chat:
    """One person at a terminal, and what he sees."""

    wire: Wire
    person: Person
    out: TextIO
    folder: Path
    draw: Callable[[bytes], str] | None = None  # shows a picture in this terminal
    unheard: bool = False  # nobody reads what is shown any more
    _shown: list[int] = field(default_factory=list)  # messages, in the order in which they were last shown

    def __post_init__(self) -> None:
        self.wire.join(self.person)
        self.wire.line.heard = self._heard

    async def take(self, line: str, bot: Bot) -> None:
        """Send a line on its way and wait until it is answered."""
        if self._hand_in(line):
            await self.settled(bot)

    async def settled(self, bot: Bot) -> None:
        """Wait until the bot has fetched and answered everything."""
        await self.wire.until(lambda: self.wire.confirmed, None)
        await bot.idle()
        with contextlib.suppress(TimeoutError):
            await self.wire.until(lambda: not self.wire.api.queries, _TOAST_WITHIN)

    def _hand_in(self, line: str) -> bool:
        text = line.encode(errors="replace").decode().strip()
        if text.startswith("<"):
            return self._upload(Path(text[1:].strip().strip("\"'")).expanduser())
        if press := _PRESS.fullmatch(text):
            return self._press(int(press[1]))
        if text:
            self.wire.say(text, self.person)
        return bool(text)

    def _upload(self, path: Path) -> bool:
        if not path.is_file():
            self._print(f"There is no file {path}.\n")
            return False
        self.wire.upload(path, self.person)
        return True

    def _press(self, number: int) -> bool:
        for message in reversed(self._shown):
            with contextlib.suppress(KeyError):  # deleted since
                buttons = self.wire.buttons(message, self.person)
                if not buttons:
                    continue
                if not 1 <= number <= len(buttons):
                    self._print(f"The last answer has buttons #1 to #{len(buttons)}.\n")
                    return False
                self.wire.press(message, number - 1, self.person)
                return True
        self._print("There is no button to press yet.\n")
        return False

    def _heard(self, made: Made) -> None:
        if made.refused:
            return
        if made.method == "answerCallbackQuery":
            if toast := made.params.get("text"):
                self._print(f"({toast})\n")
            return
        for message in made.result if isinstance(made.result, list) else [made.result]:
            if isinstance(message, dict) and message.get("chat", {}).get("id") == self.person.id:
                self._show(message, new_file=bool(made.uploads))

    def _show(self, message: Message, *, new_file: bool) -> None:
        parts = [message.get("text") or message.get("caption") or ""]
        if new_file:
            parts.insert(0, self._save(message))
        parts += _buttons(message)
        number = message["message_id"]
        self._shown = [one for one in self._shown if one != number] + [number]
        self._print("\n".join(part for part in parts if part) + "\n")

    def _save(self, message: Message) -> str:
        """Keep the message's file under a name of its own, and say where."""
        if "photo" in message:
            kind, name, file = "chart", "chart.png", message["photo"][-1]["file_id"]
        else:
            document = message["document"]
            kind, name, file = "file", _plain(document["file_name"]), document["file_id"]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path = _free(self.folder / name)
            path.write_bytes(self.wire.api.download(file))
        except OSError as error:
            return f"[{kind}] could not be saved in {self.folder}: {error.strerror}"
        return f"{self._drawn(path)}[{kind}] {path}"

    def _drawn(self, path: Path) -> str:
        content = path.read_bytes()
        if self.draw is None or not content.startswith(terminal_pictures.PNG):
            return ""
        return f"{self.draw(content)}\n"

    def _print(self, text: str) -> None:
        if self.unheard:
            return
        try:
            self.out.write(f"{text}\n")
            self.out.flush()
        except BrokenPipeError:  # raised further it would look like trouble with Telegram, to be tried again
            self.unheard = True


class _Loop:
    """The bot's loop in a thread of its own, so that the main one can sit at the prompt."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="bot", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self.do(self._loop.shutdown_asyncgens())
        self.do(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def do(self, work: Coroutine[Any, Any, None]) -> None:
        """Do the work there and wait for it."""
        asyncio.run_coroutine_threadsafe(work, self._loop).result()


def _buttons(message: Message) -> Iterator[str]:
    number = 0
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        labels = []
        for button in row:
            number += 1
            labels.append(f"[{number}] {button['text']}")
        yield "  ".join(labels)


def _plain(name: str) -> str:
    """Give a file's name that stays in its folder and is not too long for it."""
    plain = Path(re.sub(r"[/\\:]", "-", one_line(name)).lstrip(".") or "file")
    return plain.stem.encode()[:NAME_BYTES].decode(errors="ignore") + plain.suffix[:10]


def _free(path: Path) -> Path:
    """Give the path, numbered where there is such a file."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _claimed(_code: str, _bot: str) -> None:
    """Pass over the claim code: who sits at the terminal is an owner already."""


def _standard_output() -> TextIO:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")  # an old terminal's alphabet is no reason to end
    return sys.stdout


def _standard_input(history: Path) -> Iterator[str]:
    if not sys.stdin.isatty():
        yield from sys.stdin
        return
    from bot.transport import terminal_line  # noqa: PLC0415 - it brings the commands, which a pipe does not need

    terminal_line.prepare(history)
    sys.stdout.write(f"{HINT}\n\n")
    with contextlib.suppress(EOFError):
        while True:
            yield input("> ")
