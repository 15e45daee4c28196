"""What holds for every command, without upkeep: its examples answer, its buttons lead somewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answer import Picture, Table, Words
from bot.commands.registry import COMMANDS
from bot.language import reading
from bot.language.questions import Phrasebook
from bot.language.statements import Question
from bot.transport import render
from tests.demo_shop import TODAY

EXAMPLES = [(one.name, example) for one in COMMANDS for example in one.examples]

EMPTY_HANDED = (  # what the demo shop never says: it is there to show what there is
    "Too early",
    "No clear groups",
    "None yet",
    "Nothing came back",
    "Nothing is on its way",
    "Nothing is missing",
    "No day was out of the ordinary",
    "No two names",
    "nothing new to offer",
    "nobody to look at",
)


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {said}" for name, said in EXAMPLES])
@pytest.mark.parametrize("shop", ["demo", "empty"])
def test_every_example_is_answered(name, example, shop, request):
    talk = request.getfixturevalue(shop)
    answer = talk.say(example)
    assert answer.text.strip()
    if shop == "demo":
        assert not [words for words in EMPTY_HANDED if words in answer.text], answer.text
    if example.startswith("/") or shop == "demo":
        assert answer.command in (name, "doubt", "edit", "unclear", "undo", "settings"), answer.text


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.parse], ids=lambda one: one.name)
def test_a_command_with_arguments_of_its_own_is_asked_in_words_too(command, empty):
    for phrase in command.phrases:
        answer = empty.say(phrase)
        assert answer.command in (command.name, "undo"), (
            phrase
        )  # what is open, or else the last entry, is dropped
        assert answer.command == "undo" or not answer.alert, answer.text


def test_names_are_unique_and_fit_telegram():
    names = [one.name for one in COMMANDS]
    assert len(set(names)) == len(names)
    for one in COMMANDS:
        assert one.name.replace("_", "").isalnum()
        assert one.name.islower()
        assert len(one.name) <= 32
        assert 1 <= len(one.summary) <= 256
    assert 5 <= sum(one.menu for one in COMMANDS) <= 8


def test_every_button_of_every_answer_leads_somewhere(demo):
    """Crawl from /help: what is tapped is always understood, and no answer is a dead end."""
    seen, waiting = set(), ["/help", "/start"]
    while waiting and len(seen) < 120:
        says = waiting.pop(0)
        shape = says.split()[0] if says.startswith("/") and not says.startswith("/help") else says
        if shape in seen:
            continue
        seen.add(shape)
        answer = demo.say(says)
        stale = "already answered" in answer.text or "no longer stands" in answer.text  # its twin was tapped
        assert answer.command != "unclear" or stale, says
        assert answer.buttons or answer.command == "chat", f"{says} is a dead end"
        waiting += [one.says for row in answer.buttons for one in row]
    assert len(seen) > 15


def test_every_answer_fits_telegram(demo, tmp_path):
    picture = tmp_path / "chart.png"
    picture.write_bytes(b"drawn elsewhere")
    for one in COMMANDS:
        for example in one.examples:
            answer = demo.say(example)
            blocks = tuple(
                block if isinstance(block, Words | Table) else Picture(picture, block.title)
                for block in answer.blocks
            )
            calls = render.render(replace(answer, blocks=blocks), chat=1, sentence=len)
            assert calls
            assert any(isinstance(block, Words) for block in answer.blocks)


def test_what_a_command_declares_word_for_word_is_its_own_whatever_goods_there_are(demo):
    declared = {one.name: one.phrases for one in COMMANDS}
    book, known = Phrasebook(declared), demo.shop.known()
    astray = [
        (name, phrase, read.command)
        for name, phrases in declared.items()
        for phrase in phrases
        if "{" not in phrase and " or " not in phrase
        for read in [reading.read(phrase, known, TODAY, phrases=book)]
        if not isinstance(read, Question) or read.command != name
    ]
    assert astray == []
