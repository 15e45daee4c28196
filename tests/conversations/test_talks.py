"""Conversations as text files: what is said, then what is answered; `--rewrite` writes the answers anew.

`> words` says something, `> [Label]` taps a button of the last answer, `> edit: words` changes the last message,
`> reply: words` replies to the last confirmation, `> forward: words` forwards, `> file: name.csv` and the indented
lines below it send a file. A first line `shop: empty` talks with an empty book, else it is the demo shop.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answer import Picture, Table, Words
from bot.command import ReceivedFile
from bot.transport import tables
from storage.reading import entries

TALKS = sorted((Path(__file__).parent / "talks").glob("*.txt"))


@pytest.mark.parametrize("script", TALKS, ids=lambda path: path.stem)
def test_talk(script, request, tmp_path):
    text = script.read_text("utf-8")
    talk = request.getfixturevalue("empty" if text.startswith("shop: empty") else "demo")
    played = "\n".join(play(text, talk, tmp_path)) + "\n"
    if request.config.getoption("--rewrite"):
        script.write_text(played, "utf-8")
        return
    assert played == text


def play(text, talk, folder):
    lines = text.splitlines()
    if lines[0].startswith("shop:"):
        yield lines[0]
        yield ""
    steps = [number for number, line in enumerate(lines) if line.startswith("> ")]
    for number in steps:
        said = lines[number][2:]
        yield lines[number]
        if said.startswith("file: "):
            content = []
            for line in lines[number + 1 :]:
                if not line.startswith("  | "):
                    break
                content.append(line[4:])
                yield line
            answer = send_file(talk, folder, said[6:], "\n".join(content) + "\n")
        else:
            answer = step(talk, said)
        yield from shown(answer)
        yield ""


def step(talk, said):
    if said.startswith("[") and said.endswith("]"):
        return talk.tap(said[1:-1])
    if said.startswith("edit: "):
        return talk.say(said[6:], source=talk.last_source, edit=True)
    if said.startswith("forward: "):
        return talk.say(said[9:], forwarded=True)
    if said.startswith("reply: "):
        confirm(talk)
        return talk.say(said[7:], reply_to=999)
    talk.last_source = f"tg:{talk.sender}:{talk.said + 1}"
    return talk.say(said)


def confirm(talk):
    """Let message 999 be the one that confirmed the last entry, as the sender notes it once it is sent."""
    last = next(one.entries for one in reversed(talk.answers) if one.entries)
    with talk.shop.book.writing() as connection:
        connection.execute("DELETE FROM confirmations")
        connection.executemany(
            "INSERT INTO confirmations VALUES (?, 999, ?)", [(talk.sender, entry) for entry in last]
        )
    assert entries.by_confirmation(talk.shop.book, talk.sender, 999)


def send_file(talk, folder, name, content):
    path = folder / f"{talk.said}-{name}"
    path.write_text(content, "utf-8")
    return talk.say("", file=ReceivedFile(path, name, path.stat().st_size))


def shown(answer):
    yield f"({answer.command})"
    for block in answer.blocks:
        if isinstance(block, Words):
            yield from block.text.splitlines()
        elif isinstance(block, Table):
            yield from tables.lines(block)
        elif isinstance(block, Picture) or block is not None:
            yield f"<{type(block).__name__}: {block.title}>"
    for row in answer.buttons:
        yield "  ".join(f"[{button.label}]" for button in row)
