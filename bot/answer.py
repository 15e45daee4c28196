"""An answer is data: words, tables, charts, buttons and files.

What an answer looks like (HTML, pixels, widths) is decided at the edges: `transport/render.py`
for text, `drawing/` for charts. Nothing here knows Telegram, and nothing here formats.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from bot.command import Incoming
    from bot.shop import Shop


class Style(Enum):
    """What a paragraph is for; the edge chooses how that looks."""

    HEADLINE = "headline"
    PLAIN = "plain"
    FOOTING = "footing"  # over which period, how many sales, how sure
    QUOTE = "quote"  # something to copy or type


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph in plain text: names may hold any character."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column: its title and whether its cells are figures (set flush right)."""

    title: str
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells already in the owner's notation; the edge fits them into 34 characters."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """How a chart writes its figures: `scale` 100 shows minor units as R1 250."""

    before: str = ""
    after: str = ""
    thousands: str = " "
    point: str = "."
    scale: int = 1
    places: int = 0


@dataclass(frozen=True, slots=True)
class Bars:
    """Ranked bars, the longest first, each labelled with its name and figure.

    `before` holds the same bars in the period before (None where there was nothing to compare).
    `keep_order` is for names that have an order of their own: weekdays, ages of debts.
    """

    title: str
    names: tuple[str, ...]
    values: tuple[float, ...]
    unit: Unit
    before: tuple[float | None, ...] = ()
    notes: tuple[str, ...] = ()  # after the figure, such as "31 %"
    subtitle: str = ""
    footing: str = ""
    keep_order: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart by day (or by month: the first of it); None leaves a gap."""

    name: str
    values: tuple[float | None, ...]
    quiet: bool = False  # drawn in the background: the period before, a reference


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over dates, labelled at their ends."""

    title: str
    days: tuple[date, ...]
    series: tuple[Series, ...]
    unit: Unit
    marks: tuple[tuple[date, str], ...] = ()  # moments worth a word
    subtitle: str = ""
    footing: str = ""


@dataclass(frozen=True, slots=True)
class Fan:
    """What was, then what is expected with its range."""

    title: str
    past_days: tuple[date, ...]
    past: tuple[float | None, ...]
    days: tuple[date, ...]
    middle: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    unit: Unit
    subtitle: str = ""
    footing: str = ""


@dataclass(frozen=True, slots=True)
class Heat:
    """A grid of figures: weekday by hour, or month of first purchase by month since.

    `values[r][c]` is None where the cell has no meaning; `write` puts the figures in the cells.
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    unit: Unit
    write: bool = False
    subtitle: str = ""
    footing: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """A waterfall: from the first figure through what adds and takes away to the last.

    `kinds` has one of "total" or "change" for each step.
    """

    title: str
    names: tuple[str, ...]
    values: tuple[float, ...]
    kinds: tuple[str, ...]
    unit: Unit
    subtitle: str = ""
    footing: str = ""


@dataclass(frozen=True, slots=True)
class Cloud:
    """Points with names; `groups` colours them, and only the points in `named` carry their name."""

    title: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    names: tuple[str, ...]
    groups: tuple[str, ...]
    named: frozenset[int]
    x_label: str
    y_label: str
    subtitle: str = ""
    footing: str = ""
    x_unit: Unit = Unit()
    y_unit: Unit = Unit()


@dataclass(frozen=True, slots=True)
class Panels:
    """Small multiples: charts by day of one kind, one above the other, each with its own scale."""

    title: str
    panels: tuple[Lines, ...]
    subtitle: str = ""
    footing: str = ""


Chart = Bars | Lines | Fan | Heat | Steps | Cloud | Panels


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart already drawn (a PNG file); `title` is its finding."""

    path: Path
    title: str


Block = Words | Table | Chart | Picture


class Tone(Enum):
    """How a button should feel."""

    PLAIN = "plain"
    GOOD = "good"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """Pressing it says `says`, exactly as if it had been typed."""

    label: str
    says: str
    tone: Tone = Tone.PLAIN


def in_rows(buttons: Sequence[Button], wide: int = 2) -> tuple[tuple[Button, ...], ...]:
    """Lay out buttons, `wide` of them in a row."""
    return tuple(tuple(buttons[at : at + wide]) for at in range(0, len(buttons), wide))


@dataclass(frozen=True, slots=True)
class File:
    """A file for the owner, already on disk; `temporary` ones are removed once they are delivered."""

    path: Path
    name: str
    caption: str = ""
    temporary: bool = True


class Keep(Protocol):
    """Something a thought wants kept: it read only, so the writer keeps it when the thought is done."""

    def keep(self, shop: Shop, incoming: Incoming, answer: Answer, /) -> Answer:
        """Write it into the book and give the answer, with the buttons that it made possible."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that goes back for one message.

    `command` names the command that answered. `in_place` asks the edge to replace the message whose
    button was pressed. `entries` are the book entries this answer confirms, so that a reply to it
    finds them again. `toast` is the short word on a pressed button, `alert` makes it insistent. `speaks` is the
    language in which the asker is spoken to from now on, where that has changed. `spent` are files that nobody needs
    once the answer is written down.
    """

    command: str
    blocks: tuple[Block, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    files: tuple[File, ...] = ()
    in_place: bool = False
    silent: bool = False
    entries: tuple[int, ...] = ()
    toast: str = ""
    alert: bool = False
    keeps: tuple[Keep, ...] = ()
    speaks: str = ""
    spent: tuple[Path, ...] = ()

    @property
    def text(self) -> str:
        """All words of the answer, one paragraph a line: for tests, logs and the terminal."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, Words))

    def clear_away(self) -> None:
        """Remove what is spent. Not before the answer is committed: work that begins anew needs it."""
        for file in self.spent:
            file.unlink(missing_ok=True)

    def with_buttons(self, *rows: tuple[Button, ...]) -> Answer:
        """Return the same answer with these rows of buttons below its own."""
        return replace(self, buttons=(*self.buttons, *(row for row in rows if row)))


@dataclass(frozen=True, slots=True)
class Progress:
    """Where long work stands: a sentence, and how far it got where that is known."""

    sentence: str
    done: int = 0
    of: int | None = None
