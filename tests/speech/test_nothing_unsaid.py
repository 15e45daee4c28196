"""No sentence of the bot stands outside the catalogues: every answer is played in a made-up language."""

import ast
from pathlib import Path

import pytest

from bot.commands.registry import COMMANDS
from bot.speech import catalogues
from storage import members
from tests.commands import crowd
from tests.demo_shop import OWNER
from tests.speech.marked import Marked, unmarked

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("commands", "clerk", "findings", "reporting", "files")
SAID = {"Words": 0, "Button": 0, "Column": 0, "Heading": 0, "Progress": 0, "Choice": 0}
RAISED = {"NotUnderstood": 0, "NotAllowed": 0, "Outdated": 0}
EXAMPLES = [example for one in COMMANDS for example in one.examples]
OF_CUSTOMERS = (
    "/segments",
    "/segments gold",
    "/churn",
    "/clusters",
    "/cohorts",
    "/clv",
    "/basket",
    "/drivers",
)


def in_the_made_up_language(talk, monkeypatch):
    monkeypatch.setattr(catalogues, "of", lambda _language: Marked())
    talk.say("/start")
    with talk.shop.book.writing():
        members.speaks(talk.shop.book, OWNER, "af")
    return talk


@pytest.fixture
def crowded(tmp_path):
    talk = crowd.fill(tmp_path)
    yield talk
    talk.shop.close()


@pytest.mark.parametrize(
    ("shop", "examples"), [("demo", EXAMPLES), ("empty", EXAMPLES), ("crowded", OF_CUSTOMERS)]
)
def test_every_answer_goes_through_the_catalogues(shop, examples, request, monkeypatch):
    talk = in_the_made_up_language(request.getfixturevalue(shop), monkeypatch)
    found = {}
    for example in examples:
        for text in unmarked(talk.say(example), talk.shop):
            found.setdefault(text, example)
    assert not found


def test_no_sentence_is_said_as_it_stands_in_the_code():
    bare = []
    for room in ROOMS:
        for file in sorted((ROOT / "bot" / room).glob("*.py")):
            for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                    place = (SAID | RAISED).get(call.func.id)
                    if place is not None and len(call.args) > place and _speaks(call, place):
                        bare.append(f"{file.name}:{call.lineno}: {ast.unparse(call.args[place])}")
    assert not bare


def _speaks(call, place):
    words = call.args[place]
    quoted = any(isinstance(one, ast.Attribute) and one.attr == "QUOTE" for one in call.args)
    texts = [words] if isinstance(words, ast.Constant) else getattr(words, "values", [])
    literal = "".join(
        one.value for one in texts if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
    return not quoted and not literal.startswith("/") and sum(sign.isalpha() for sign in literal) > 1
