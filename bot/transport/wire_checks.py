"""What Telegram refuses in a message, as far as the in-process Bot API checks it.

Limits and wordings as the Bot API's server gives them. Here is no state: a parameter in, its reading
out, or `Refused`.
"""

from __future__ import annotations

import re
import struct
from typing import Any

TEXT, CAPTION = 4096, 1024
TEXT_BYTES = 32_768
PHOTO_BYTES, PHOTO_SIDES, PHOTO_RATIO = 10 << 20, 10_000, 20
UPLOAD_BYTES, DOWNLOAD_BYTES = 50 << 20, 20 << 20
ROW_BUTTONS, BUTTONS, DATA_BYTES, MARKUP_BYTES = 8, 100, 64, 10_240
COMMANDS, DESCRIPTION = 100, 256

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z-]*)(?P<more>(?:\s[^<>]*)?)>|&(?P<ref>#?\w+);|<", re.IGNORECASE)
_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
}  # fmt: skip
_REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_HREF = re.compile(r"""\shref=(["'])(?P<url>[^"']*)\1""", re.IGNORECASE)
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_STYLES = (None, "primary", "success", "danger")
_PNG = b"\x89PNG\r\n\x1a\n"


class Refused(Exception):  # noqa: N818 - it is spoken of so
    """Telegram's answer to a call that it does not take."""

    def __init__(self, why: str, code: int = 400, **parameters: Any) -> None:
        kind = {400: "Bad Request", 401: "", 403: "Forbidden", 404: "", 409: "Conflict"}.get(code, "")
        self.description = f"{kind}: {why}" if kind else why
        super().__init__(self.description)
        self.code = code
        self.parameters = parameters


def text(params: dict[str, Any], key: str = "text") -> dict[str, Any]:
    """Give the message's `text` and `entities`, or its caption's."""
    shown, entities = _formatted(params.get(key) or "", params.get("parse_mode"))
    caption = key == "caption"
    if not shown and not caption:
        raise Refused("text must be non-empty")
    if _units(shown) > (CAPTION if caption else TEXT):
        raise Refused("message caption is too long" if caption else "message is too long")
    field = "caption_entities" if caption else "entities"
    return ({key: shown} if shown else {}) | ({field: entities} if entities else {})


def _formatted(source: str, mode: str | None) -> tuple[str, list[dict[str, Any]]]:
    try:
        size = len(source.encode())
    except UnicodeEncodeError:
        raise Refused("strings must be encoded in UTF-8") from None
    if size > TEXT_BYTES:
        raise Refused("text is too long")
    if mode is None:
        return _trimmed(source, [])
    if mode != "HTML":
        raise Refused("unsupported parse_mode")
    return _trimmed(*_parsed(source))


def _parsed(source: str) -> tuple[str, list[dict[str, Any]]]:
    shown, at, units = [], 0, 0
    entities: list[dict[str, Any]] = []
    stack: list[tuple[str, int, str]] = []
    for found in _TAG.finditer(source):
        plain = source[at : found.start()]
        at = found.end()
        if found["ref"]:
            plain += _reference(found["ref"]) or found.group()
        shown.append(plain)
        units += _units(plain)
        if found["ref"]:
            continue
        offset = len(source[: found.start()].encode())
        name = (found["name"] or "").lower()
        if found["end"]:
            if not stack:
                raise Refused(f"can't parse entities: Unexpected end tag at byte offset {offset}")
            begun, start, more = stack.pop()
            if name != begun:
                raise Refused(
                    f"can't parse entities: Unmatched end tag at byte offset {offset},"
                    f' expected "</{begun}>", found "</{name}>"'
                )
            if units > start:
                link = _HREF.search(more)
                url = {"url": link["url"]} if name == "a" and link else {}
                entities.append({"type": _KINDS[name], "offset": start, "length": units - start} | url)
        elif name in _KINDS:
            stack.append((name, units, found["more"] or ""))
        else:
            raise Refused(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
    if stack:
        raise Refused(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{stack[-1][0]}\""
        )
    shown.append(source[at:])
    return "".join(shown), sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _reference(name: str) -> str | None:
    if name[0] != "#":
        return _REFERENCES.get(name)
    digits, base = (name[2:], 16) if name[1:2] in ("x", "X") else (name[1:], 10)
    try:
        return chr(int(digits, base))
    except (ValueError, OverflowError):
        return None


def _trimmed(shown: str, entities: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Give the text as the server keeps it: no control characters, no blanks at its ends."""
    shown = re.sub(r"[\x00-\x09\x0b-\x1f]", " ", shown.replace("\r", "")).rstrip("\n \xa0\u200b\u2060\ufeff")
    first = min((entity["offset"] for entity in entities), default=len(shown))
    lead = min(len(shown) - len(shown.lstrip(" \n")), first)
    shown, end = shown[lead:], _units(shown[lead:])
    kept = []
    for entity in entities:
        offset = entity["offset"] - lead
        length = min(entity["length"], end - offset)
        if length > 0:
            kept.append(entity | {"offset": offset, "length": length})
    return shown, kept[:100]


def _units(shown: str) -> int:
    return len(shown) + sum(letter > "\uffff" for letter in shown)


def keyboard(markup: Any) -> dict[str, Any] | None:
    """Give the inline keyboard, None where there is none."""
    if not markup:
        return None
    rows = markup.get("inline_keyboard") if isinstance(markup, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refused("inline keyboard expected")
    rows = [row for row in rows if row]
    for row in rows:
        if len(row) > ROW_BUTTONS:
            raise Refused("reply markup is too long")
        for button in row:
            _button(button)
    if sum(map(len, rows)) > BUTTONS or len(repr(rows).encode()) > MARKUP_BYTES:
        raise Refused("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _button(button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise Refused("can't parse inline keyboard button: text must be non-empty")
    data = button.get("callback_data")
    if data is None:
        raise Refused("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= DATA_BYTES:
        raise Refused("BUTTON_DATA_INVALID")
    if button.get("style") not in _STYLES:
        raise Refused("can't parse inline keyboard button: invalid button style specified")


def picture(content: bytes) -> tuple[int, int]:
    """Give a PNG's width and height in pixels."""
    if len(content) > PHOTO_BYTES:
        raise Refused("file is too big")
    if not content.startswith(_PNG) or len(content) < 24:  # noqa: PLR2004 - up to the header's sizes
        raise Refused("IMAGE_PROCESS_FAILED")
    wide, high = struct.unpack(">II", content[16:24])
    if not wide or not high or wide + high > PHOTO_SIDES or max(wide, high) > PHOTO_RATIO * min(wide, high):
        raise Refused("PHOTO_INVALID_DIMENSIONS")
    return wide, high


def document(content: bytes) -> None:
    """Check a file's size."""
    if not content:
        raise Refused("file must be non-empty")
    if len(content) > UPLOAD_BYTES:
        raise Refused("Request Entity Too Large", 413)


def commands(listed: Any) -> None:
    """Check the menu."""
    if not isinstance(listed, list) or len(listed) > COMMANDS:
        raise Refused("BOT_COMMANDS_TOO_MUCH")
    for one in listed:
        if not _COMMAND.fullmatch(one.get("command", "").removeprefix("/")):
            raise Refused("BOT_COMMAND_INVALID")
        if not 1 <= len(one.get("description", "")) <= DESCRIPTION:
            raise Refused("command description length must be between 1 and 256")
