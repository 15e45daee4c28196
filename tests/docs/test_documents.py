"""What the documents promise holds: their talks are played, their words name everything, their links lead somewhere."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

from bot import config
from bot.__main__ import _parser
from bot.commands.registry import COMMANDS
from bot.drawing.gallery import samples
from docs import build
from docs.demo import Demo
from docs.parts import gallery, talk
from storage.errors import damaged, in_use

DOCUMENTS = build.documents()
PICTURES = build.ROOT / "docs" / "pictures"
TEXT = {file.name: file.read_text("utf-8") for file in DOCUMENTS}
ALL_PICTURES_BYTES = 3_000_000
PART_OF_A_SENTENCE = {"and"}
MADE_BY_THE_BOT = {"backups/", "files/"}
BOTFATHERS = {"newbot"}  # said to somebody else
MAKE = re.compile(r"^(?:SHOPBOOK_TOKEN=\S+ )?make ([a-z]+)\b", re.MULTILINE)
_LINK = re.compile(r"(?:\]\(|src=\")([^)\s\"]+)[)\"]")


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    demo = Demo(tmp_path_factory.mktemp("documents"), PICTURES, draws=False)
    yield demo
    demo.close()


@pytest.mark.parametrize("script", sorted(talk.SCRIPTS.glob("*.txt")), ids=lambda path: path.stem)
def test_talks_are_answered(script, shop):
    steps = [step for step in talk.steps(script.read_text("utf-8")) if step[0].startswith("> ")]
    played = talk.Play(shop, shop.talk(empty=script.read_text("utf-8").startswith("shop: empty")))
    for step in talk.steps(script.read_text("utf-8")):
        played.do(step)
    answers = played.talk.answers
    assert len(answers) == len(steps)
    assert all(answer.text.strip() for answer in answers)
    assert not [answer.text for answer in answers if answer.command in ("unclear", "stranger")]


def test_every_talk_is_shown_and_every_shown_talk_is_there():
    shown = {name for text in TEXT.values() for name in re.findall(r"<!-- begin talk:([\w-]+) -->", text)}
    assert shown == {script.stem for script in talk.SCRIPTS.glob("*.txt")}


def test_generated_parts_have_a_part():
    for file in DOCUMENTS:
        begun = re.findall(r"^<!-- begin ([\w:-]+) -->$", TEXT[file.name], re.MULTILINE)
        ended = re.findall(r"^<!-- end ([\w:-]+) -->$", TEXT[file.name], re.MULTILINE)
        assert begun == ended
        assert {name.partition(":")[0] for name in begun} <= build.parts().keys()


def test_parts_that_need_no_shop_are_up_to_date(shop):
    """The talks are compared by `docs.build --check`; these would be forgotten sooner."""
    for file in DOCUMENTS:
        for name in ("commands", "documents", "settings", "layers", "rooms"):
            begin, end = f"<!-- begin {name} -->\n", f"\n<!-- end {name} -->"
            if begin in TEXT[file.name]:
                written = TEXT[file.name].partition(begin)[2].partition(end)[0]
                assert written == build.parts()[name](shop, ""), f"{file.name}: make docs"


def test_every_command_is_named():
    words = TEXT["README.md"] + TEXT["handbook.md"]
    named = set(re.findall(r"/([a-z_]+)", words))
    assert {one.name for one in COMMANDS if not one.hidden} <= named


def test_the_handbook_names_only_commands_that_are_there():
    named = set(re.findall(r"`/([a-z_]+)", TEXT["handbook.md"] + TEXT["README.md"]))
    assert named - BOTFATHERS <= {one.name for one in COMMANDS}


def test_what_the_handbook_tells_to_say_is_understood(shop):
    prose = re.sub(r"```.*?```", "", TEXT["handbook.md"], flags=re.DOTALL)
    talks = shop.talk()
    for phrase in re.findall(r"`([^`]+)`", prose):
        if "…" in phrase or phrase.startswith((">", "/")) or phrase in PART_OF_A_SENTENCE:
            continue
        answer = talks.say(phrase)
        assert answer.command not in ("unclear", "doubt"), f"{phrase}: {answer.text}"


def test_every_setting_is_explained():
    for section in (*config.SECTIONS.values(), config.Webhook):
        for key in fields(section):
            if key.name != "webhook":
                assert f"| `{key.name}` |" in TEXT["running.md"]


@pytest.mark.parametrize("file", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(file):
    prose = re.sub(r"```.*?```", "", TEXT[file.name], flags=re.DOTALL)
    for link in _LINK.findall(prose):
        if link.startswith("https://"):
            continue
        path, _, heading = unquote(link).partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), link
        if heading:
            assert heading in _headings(target.read_text("utf-8")), link


def _headings(text):
    """Give the anchors of a document's headings, as they are made where it is shown."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.casefold()).replace(" ", "-") for title in titles}


def test_troubles_are_quoted_as_the_program_tells_them():
    quoted = {line.removeprefix("> ") for line in TEXT["running.md"].splitlines() if line.startswith("> ")}
    assert damaged(Path("…")) in quoted
    assert in_use(Path("…")) in quoted
    told = (build.ROOT / "bot" / "transport" / "station.py").read_text("utf-8")
    for sentence in quoted - {damaged(Path("…")), in_use(Path("…"))}:
        for half in sentence.removesuffix(" …").split(". "):
            assert half.removesuffix(".") in re.sub(r'"\s+"', "", told), half


def test_files_that_are_named_are_there():
    for name in ("README.md", "developing.md"):
        prose = re.sub(r"```.*?```", "", TEXT[name], flags=re.DOTALL)
        named = re.findall(r"`((?:[a-z_]+/)*[a-z_]+(?:\.(?:py|sql|jsonl|txt)|/))`", prose)
        assert named
        for path in named:
            places = (build.ROOT / path, build.ROOT / "bot" / path)
            beside = list(build.ROOT.glob(f"bot/**/{path}")) + list(build.ROOT.glob(f"analytics/**/{path}"))
            assert beside or any(place.exists() for place in places) or path in MADE_BY_THE_BOT, path


def test_what_is_to_be_typed_exists():
    targets = set(re.findall(r"^([a-z]+):", (build.ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    asked = {word for text in TEXT.values() for word in MAKE.findall(_typed(text))}
    assert asked <= targets
    told = _parser().format_help()
    for text in TEXT.values():
        for word in re.findall(r"python -m bot (?:--config \S+ )?([a-z]+)\b", _typed(text)):
            assert re.search(rf"^    {word}\b", told, re.MULTILINE), word


def _typed(text):
    """Give what stands as code: in fences and between backticks."""
    return "\n".join(re.findall(r"```(.*?)```", text, re.DOTALL) + re.findall(r"`([^`\n]+)`", text))


def test_every_picture_is_shown_and_can_be_opened():
    shown = {link.rpartition("pictures/")[2] for text in TEXT.values() for link in _LINK.findall(text)}
    files = sorted(PICTURES.rglob("*.png"))
    assert {str(file.relative_to(PICTURES)) for file in files} <= shown
    for file in files:
        with Image.open(file) as picture:
            picture.verify()
    assert sum(file.stat().st_size for file in files) < ALL_PICTURES_BYTES


def test_every_kind_of_chart_is_explained():
    assert gallery.WHEN.keys() == samples().keys()
