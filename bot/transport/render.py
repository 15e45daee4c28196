"""An answer as calls of the Bot API: what it looks like in Telegram is decided here and only here.

Every text is HTML, escaped here. The words come first, as many messages as they need; then the
pictures, each in its own message (an album takes no buttons, and the outbox sends one file at a
time); then the documents. An answer with one picture and few words is that picture with the words
below it. Buttons stand under the last of the words or pictures.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

from bot.answer import Picture, Style, Table, Words
from bot.transport import tables
from bot.transport.call import Call
from bot.transport.keyboard import keyboard
from bot.transport.letters import ELLIPSIS, clean, clusters, one_line, shorten, units, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from bot.answer import Answer, Block, File

TEXT = 4096  # UTF-16 units after the markup is taken out
CAPTION = 1024
ENTITIES = 100  # further ones lose their look
TOAST = 200
FILE_NAME = 60
ENDING = 8
_TAGS = {Style.HEADLINE: "b", Style.PLAIN: "", Style.FOOTING: "i", Style.QUOTE: "code"}
_NOTHING = "⋯"  # Telegram takes no buttons without a text


@dataclass(frozen=True, slots=True)
class _Piece:
    """Lines under one tag. `gap` is what stands before it when it does not begin a message."""

    text: str
    tag: str
    gap: str = "\n"

    @property
    def html(self) -> str:
        words = escape(self.text, quote=False)
        return f"<{self.tag}>{words}</{self.tag}>" if self.tag else words


def render(
    answer: Answer,
    *,
    chat: int,
    reply_to: int | None = None,
    pressed: int | None = None,
    sentence: Callable[[str], int],
) -> list[Call]:
    """Give the calls that show the answer in `chat`, in order; none where there is nothing to show.

    `reply_to` is the message to quote, `pressed` our message whose button was pressed: an answer
    `in_place` replaces it. `sentence` keeps a sentence too long for a button and gives its number.
    A chart that was not drawn yet is a bug: TypeError.
    """
    buttons = keyboard(answer.buttons, sentence)
    calls = _shown(answer)
    shown = len(calls)
    calls += [call for file in answer.files for call in _document(file)]
    if buttons:
        calls = calls or [_text(_NOTHING)]
        under = (shown or len(calls)) - 1
        calls[under] = _with(calls[under], reply_markup=buttons)
    edited = []
    if answer.in_place and pressed is not None and shown:
        first = _with(calls.pop(0), chat_id=chat)
        edited = [_edit(first, pressed)]
        reply_to = None
    sent = [
        _addressed(call, chat=chat, reply_to=None if at else reply_to, silent=answer.silent)
        for at, call in enumerate(calls)
    ]
    return [replace(call, entries=answer.entries) for call in (*edited, *sent)]


def anew(call: Call) -> Call | None:
    """Give an edit's content as a new message, or None where the call is no edit.

    For an edit that Telegram refuses: the message is gone, too old, or a picture where words are to
    stand (the Bot API turns words into a picture, never a picture into words).
    """
    kept = {key: value for key, value in call.body.items() if key != "message_id"}
    if call.method == "editMessageText":
        return replace(call, method="sendMessage", body=kept)
    if call.method == "editMessageMedia":
        media = kept.pop("media")
        words = {key: media[key] for key in ("caption", "parse_mode") if key in media}
        return replace(call, method="sendPhoto", body=kept | words)
    return None


def toast(answer: Answer) -> dict[str, Any]:
    """Give what `answerCallbackQuery` takes beside the press's id."""
    text = one_line(answer.toast)
    if units(text) > TOAST:
        text = next(_cut(text, TOAST - 1), "") + ELLIPSIS
    return {"text": text, "show_alert": answer.alert} if visible(text) else {}


def _pieces(block: Block) -> Iterator[_Piece]:
    if isinstance(block, Words):
        text = clean(block.text).strip()
        if visible(text):
            gap = "\n\n" if block.style is Style.HEADLINE else "\n"
            yield from (_Piece(part, _TAGS[block.style], gap) for part in _cut(text, TEXT))
    elif isinstance(block, Table):
        yield from _table(tables.lines(block))
    elif not isinstance(block, Picture):
        raise TypeError(f"A chart has to be drawn before it is shown: {type(block).__name__}.")


def _table(lines: Sequence[str]) -> Iterator[_Piece]:
    """Give a table in parts that end at its rows, should it be longer than a message."""
    part: list[str] = []
    room = TEXT
    for line in lines:
        if part and units(line) + 1 > room:
            yield _Piece("\n".join(part), "pre")
            part, room = [], TEXT
        part.append(line)
        room -= units(line) + 1
    if visible("".join(part)):
        yield _Piece("\n".join(part), "pre")


def _cut(text: str, limit: int) -> Iterator[str]:
    """Give the text in parts of at most `limit` units: cut at a line's end, else a space, else anywhere."""
    while units(text) > limit:
        end = used = 0
        for cluster in clusters(text):
            used += units(cluster)
            if used > limit:
                break
            end += len(cluster)
        stops = (text.rfind(stop, end // 2, end + 1) for stop in ("\n", " "))
        at = next((stop for stop in stops if stop > 0), end)
        part, text = text[:at].rstrip(), text[at:].lstrip()
        if visible(part):
            yield part
    if visible(text):
        yield text


def _messages(pieces: Iterable[_Piece], limit: int) -> Iterator[str]:
    """Give the pieces as HTML messages of at most `limit` units and `ENTITIES` entities."""
    html, used, entities = "", 0, 0
    for piece in pieces:
        size, tagged = units(piece.gap) + units(piece.text), bool(piece.tag)
        if html and (used + size > limit or entities + tagged > ENTITIES):
            yield html
            html, used, entities = "", 0, 0
        html = html + piece.gap + piece.html if html else piece.html
        used += size if used else units(piece.text)
        entities += tagged
    if html:
        yield html


def _caption(answer: Answer, picture: Picture) -> str | None:
    """Give all words of an answer for below its one picture, or None where they are too many."""
    finding = one_line(picture.title)
    said = any(isinstance(block, Words) and one_line(block.text) == finding for block in answer.blocks)
    blocks = (
        Words("" if said else finding, Style.HEADLINE) if block is picture else block
        for block in answer.blocks
    )
    pieces = [piece for block in blocks for piece in _pieces(block)]
    if len(pieces) > ENTITIES or sum(units(piece.gap + piece.text) for piece in pieces) > CAPTION:
        return None
    return "".join(_messages(pieces, CAPTION))


def _shown(answer: Answer) -> list[Call]:
    """Give the calls for words and pictures."""
    pictures = [block for block in answer.blocks if isinstance(block, Picture)]
    pieces = [piece for block in answer.blocks for piece in _pieces(block)]
    if len(pictures) == 1 and (caption := _caption(answer, pictures[0])) is not None:
        return [_upload("sendPhoto", "photo", pictures[0].path, caption)]
    calls = [_text(html) for html in _messages(pieces, TEXT)]
    for picture in pictures:
        calls += _captioned("sendPhoto", "photo", picture.path, one_line(picture.title), Style.HEADLINE)
    return calls


def _document(file: File) -> list[Call]:
    calls = _captioned("sendDocument", "document", file.path, file.caption, Style.PLAIN)
    name = one_line(file.name).replace("/", "-").replace("\\", "-")
    stem, dot, ending = name.rpartition(".")
    named = (
        f"{shorten(stem, FILE_NAME)}.{ending}" if dot and len(ending) < ENDING else shorten(name, FILE_NAME)
    )
    last = replace(calls[-1], keep=not file.temporary)
    if named and named != file.path.name:
        last = _with(last, filename=named)
    return [*calls[:-1], last]


def _captioned(method: str, field: str, path: Path, words: str, style: Style) -> list[Call]:
    """Give the file with its words below it, or the words ahead of it where they are too long."""
    pieces = list(_pieces(Words(words, style)))
    if sum(units(piece.text) for piece in pieces) <= CAPTION:
        return [_upload(method, field, path, "".join(piece.html for piece in pieces))]
    return [*(_text(html) for html in _messages(pieces, TEXT)), _upload(method, field, path, "")]


def _text(html: str) -> Call:
    body = {"text": html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
    return Call("sendMessage", body)


def _upload(method: str, field: str, path: Path, caption: str) -> Call:
    body = {"caption": caption, "parse_mode": "HTML"} if caption else {}
    return Call(method, body, file=path, field=field)


def _with(call: Call, **more: Any) -> Call:
    return replace(call, body=call.body | more)


def _edit(call: Call, message: int) -> Call:
    """Give the call that puts this content into our earlier message."""
    if call.method == "sendMessage":
        return replace(call, method="editMessageText", body=call.body | {"message_id": message})
    words = {key: call.body[key] for key in ("caption", "parse_mode") if key in call.body}
    media = {"type": call.field, "media": f"attach://{call.field}"} | words
    rest = {key: value for key, value in call.body.items() if key not in words}
    return replace(call, method="editMessageMedia", body=rest | {"media": media, "message_id": message})


def _addressed(call: Call, *, chat: int, reply_to: int | None, silent: bool) -> Call:
    more: dict[str, Any] = {"chat_id": chat}
    if silent:
        more["disable_notification"] = True
    if reply_to is not None:
        more["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    return _with(call, **more)
