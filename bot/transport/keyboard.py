"""Buttons as Telegram's inline keyboard: each carries the sentence that pressing it says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.answer import Tone
from bot.transport.letters import clean, one_line, shorten, visible, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.answer import Button

REFERENCE = "#"  # what callback data that names a kept sentence begins with
DATA_BYTES = 64
ROW_BUTTONS = 8
BUTTONS = 100
MARKUP_BYTES = 9_000  # Telegram's own limit is not published; about 10 kB
_ROW_COLUMNS = 38  # letters across a phone
_STYLES = {Tone.GOOD: "success", Tone.DANGER: "danger"}


def keyboard(rows: Sequence[Sequence[Button]], sentence: Callable[[str], int]) -> dict[str, Any] | None:
    """Give the `reply_markup` for the rows, or None where there is no button.

    `sentence` keeps a sentence that does not fit into a button and gives its number. Of more buttons
    than a message takes, the last row stays (it leads away) and the rows before it give way.
    """
    built = [[_button(button, sentence) for button in part] for row in rows for part in _parts(row)]
    if not built:
        return None
    room = BUTTONS - len(built[-1])
    size = MARKUP_BYTES - _size(built[-1])
    kept = []
    for row in built[:-1]:
        room -= len(row)
        size -= _size(row)
        if room < 0 or size < 0:
            break
        kept.append(row)
    return {"inline_keyboard": [*kept, built[-1]]}


def _parts(row: Sequence[Button]) -> Iterator[list[Button]]:
    """Split a row so that its labels can be read: Telegram gives every button of a row the same width."""
    part: list[Button] = []
    for button in row:
        longer = [*part, button]
        budget = _ROW_COLUMNS // len(longer) - 1
        if part and (len(part) == ROW_BUTTONS or any(width(_label(one)) > budget for one in longer)):
            yield part
            longer = [button]
        part = longer
    if part:
        yield part


def _label(button: Button) -> str:
    for text in (button.label, button.says):
        label = shorten(one_line(text), _ROW_COLUMNS - 1)
        if visible(label):
            return label
    return "…"


def _button(button: Button, sentence: Callable[[str], int]) -> dict[str, str]:
    says = clean(button.says)
    if not says.strip() or says.startswith(REFERENCE) or len(says.encode()) > DATA_BYTES:
        says = f"{REFERENCE}{sentence(says)}"
    built = {"text": _label(button), "callback_data": says}
    if button.tone in _STYLES:
        built["style"] = _STYLES[button.tone]
    return built


def _size(row: list[dict[str, str]]) -> int:
    return len(json.dumps(row, ensure_ascii=False).encode()) + 1
