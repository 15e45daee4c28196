"""A conversation as the demo shop really has it: `talk:NAME` plays `docs/parts/talks/NAME.txt`.

A script's lines: `> words` says something (lines indented by two blanks continue it), `> [Label]` presses a button of
the last answer, `> edit: words` changes the last message, `> reply: words` replies to the last confirmation,
`> file: name.csv` sends the indented lines below it as a file. `picture: NAME` shows the chart of the answer before it
as `docs/pictures/NAME.png`; `show: 6` sets how many lines of each answer are shown from there on, `buttons: no` leaves
the buttons out. A first line `shop: empty` talks with an empty book.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Picture, Table, Words
from bot.command import ReceivedFile
from bot.transport import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answer import Answer, Chart
    from bot.demo.talk import Talk
    from docs.demo import Demo

SCRIPTS = Path(__file__).parent / "talks"
LINES = 14
WIDTH = 400
_CODE = re.compile(r"(\?start=)[\w-]+")  # an invitation is another one every time
_CONFIRMATION = 999  # the number of the message that confirmed the last entry, for replies


def part(demo: Demo, detail: str) -> str:
    """Give the conversation of a script: questions and answers in one block, pictures between blocks."""
    script = (SCRIPTS / f"{detail}.txt").read_text("utf-8")
    play = Play(demo, demo.talk(empty=script.startswith("shop: empty")))
    for step in steps(script):
        play.do(step)
    return play.written()


def steps(script: str) -> Iterator[list[str]]:
    """Give a script's steps, each with the lines that belong to it."""
    step: list[str] = []
    for line in script.splitlines():
        if line.startswith("  "):
            step.append(line[2:])
            continue
        if step:
            yield step
        step = [line] if line.startswith(("> ", "picture: ", "show: ", "buttons: ")) else []
    if step:
        yield step


@dataclass(slots=True)
class Play:
    """A script being played, and what is written down of it."""

    demo: Demo
    talk: Talk
    lines: int = LINES
    buttons: bool = True
    source: str = ""  # of the last message that was typed
    blocks: list[str] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def do(self, step: list[str]) -> None:
        """Play one step."""
        head, *rest = step
        kind, _, words = head.partition(" ")
        if kind == "picture:":
            self._show_picture(words)
        elif kind == "show:":
            self.lines = int(words)
        elif kind == "buttons:":
            self.buttons = words != "no"
        else:
            said, answer = self._say(words, rest)
            self._open += ["> " + said[0], *("  " + line for line in said[1:]), *([""] if said[1:] else [])]
            self._open += [*self._shown(answer), ""]

    def written(self) -> str:
        """Give everything written down so far."""
        self._close_block()
        return "\n\n".join(self.blocks)

    def _say(self, words: str, rest: list[str]) -> tuple[list[str], Answer]:
        if words.startswith("[") and words.endswith("]"):
            return [words], self.talk.tap(words[1:-1])
        manner, colon, plain = words.partition(": ")
        if colon and manner == "edit":
            answer = self.talk.say("\n".join([plain, *rest]), source=self.source, edit=True)
            return [f"(changes the message) {plain}", *rest], answer
        if colon and manner == "reply":
            self._note_confirmation()
            answer = self.talk.say(plain, reply_to=_CONFIRMATION)
            return [f"(as a reply to the ✅) {plain}"], answer
        if colon and manner == "file":
            return [f"📎 {plain}", *rest], self._send(plain, rest)
        self.source = f"tg:{self.talk.sender}:{self.talk.said + 1}"
        return [words, *rest], self.talk.say("\n".join([words, *rest]))

    def _send(self, name: str, content: list[str]) -> Answer:
        path = self.talk.shop.settings.folder / f"{self.talk.said}-{name}"
        path.write_text("\n".join(content) + "\n", "utf-8")
        return self.talk.say("", file=ReceivedFile(path, name, path.stat().st_size))

    def _note_confirmation(self) -> None:
        """Note which message confirmed the last entry, as the sender does once it is sent."""
        last = next(one.entries for one in reversed(self.talk.answers) if one.entries)
        with self.talk.shop.book.writing() as connection:
            connection.executemany(
                "INSERT INTO confirmations VALUES (?, ?, ?)",
                [(self.talk.sender, _CONFIRMATION, entry) for entry in last],
            )

    def _shown(self, answer: Answer) -> Iterator[str]:
        lines: list[str] = []
        for block in answer.blocks:
            if isinstance(block, Words):
                lines += _CODE.sub(r"\1…", block.text).splitlines()
            elif isinstance(block, Table):
                lines += tables.lines(block)
        yield from lines[: self.lines]
        if len(lines) > self.lines:
            yield "…"
        for row in answer.buttons if self.buttons else ():
            yield "  ".join(f"[{button.label}]" for button in row)

    def _show_picture(self, name: str) -> None:
        chart = chart_of(self.talk.answers[-1])
        self._close_block()
        self.blocks.append(shown(self.demo, name, chart))

    def _close_block(self) -> None:
        if self._open:
            self.blocks.append("```\n" + "\n".join(self._open).rstrip() + "\n```")
        self._open = []


def shown(demo: Demo, name: str, chart: Chart) -> str:
    """Give a chart as a picture of the size it has on a phone, its finding as the text for who cannot see it."""
    return f'<img src="{demo.picture(name, chart)}" width="{WIDTH}" alt="{escape(chart.title)}">'


def chart_of(answer: Answer) -> Chart:
    """Give the first chart of an answer. Raises LookupError where it has none."""
    for block in answer.blocks:
        if not isinstance(block, Words | Table | Picture):
            return block
    raise LookupError(f"{answer.command} answered without a chart")
