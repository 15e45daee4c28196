"""What messages about money come to, as text files: the entry, or the question with what each answer to it gives.

`> words` is a message (`> words => others`: one whose words were changed) and `# name` the shop that hears it; the
lines below are the outcome. `--rewrite` writes the
outcomes anew, and the diff is the review. A question without buttons is answered with 77, if
a number can be its answer.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.language import statements as s
from bot.language.amounts import say
from bot.language.answers import answer
from bot.language.names import Known
from tests.language import shops
from tests.language.phrases import read
from tests.language.reading_helpers import TODAY
from tests.language.score import CORPUS

KIOSK = Known.of(
    [
        s.Product(1, "USB-C cable", "Phones", 5000, 2000),
        s.Product(2, "Phone case", "Phones", 10000, 4000),
        s.Product(3, "Calculator", "School", 9000, 5000),
        s.Product(4, "Extra-strong glue", "School", 3000, 1000),
        s.Product(5, "Airtime", "Phones"),
        s.Product(6, "Paper bag", "Bags", 0, 0),
        s.Product(7, "Sweet", "Sweets", 1, 1),
        s.Product(8, "Wooden spoon", "Kitchen", 2000, 900),
    ],
    [s.Customer(1, "May Williams")],
)
SHOPS = {**shops.SHOPS, "kiosk": KIOSK}
SCRIPTS = sorted((Path(__file__).parent / "outcomes").glob("*.txt"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_outcomes(script, request):
    text = script.read_text("utf-8")
    played = "\n".join(play(text)) + "\n"
    if request.config.getoption("--rewrite"):
        script.write_text(played, "utf-8")
        return
    assert played.split("\n\n") == text.split("\n\n")


def play(text):
    """Give the script again with the outcomes as they are now."""
    shop, first = "bakery", True
    for line in text.splitlines():
        if line.startswith(("# ", "> ")):
            if not first:
                yield ""
            first = False
            yield line
        if line.startswith("# "):
            shop = line[2:]
        elif line.startswith("> "):
            yield from outcome(line[2:], SHOPS[shop])


def outcome(text, shop):
    """Give what a message is read as; below a question, what each answer makes of it."""
    first, _, changed = text.partition(" => ")
    replaced = read(first, shop, TODAY) if changed else None
    text = changed or first
    statement = read(text, shop, TODAY, replaced=replaced)
    yield in_words(statement, shop)
    if isinstance(statement, s.Doubt):
        typed = answer(statement, "77", shop, TODAY)
        for choice in statement.choices or [s.Choice("77, typed", typed)] * (typed is not None):
            after = read(text, shop, TODAY, settled={statement.key: choice.value}, replaced=replaced)
            yield f"    [{choice.label}] {in_words(after, shop)}"


def in_words(statement, shop):
    if isinstance(statement, s.Doubt):
        return f"? {statement.key[0]} “{statement.about}”: {statement.phrase}"
    entries = "; ".join(entry_in_words(entry, shop) for entry in s.entries_of(statement))
    return entries or f"{type(statement).__name__.lower()} {getattr(statement, 'command', '')}".rstrip()


def entry_in_words(entry, shop):
    parts = [type(entry).__name__.lower()]
    parts += [item_in_words(item, shop) for item in getattr(entry, "items", ())]
    parts += [entry.payment] if getattr(entry, "payment", None) else []
    deposit = getattr(entry, "deposit_minor", None)
    parts += [f"{say(deposit, shop.locale)} paid at once"] if deposit is not None else []
    return " · ".join(parts)


def item_in_words(item, shop):
    assert isinstance(item.price_said, bool)
    name = f"new {item.product.name}" if isinstance(item.product, s.NewProduct) else item.product.name
    quantity = f"{item.quantity_milli / 1000:g}"
    total = "?" if item.total_minor is None else say(item.total_minor, shop.locale)
    words = f"{quantity} × {name} {total}" + (" said" if item.price_said else "")
    return words + (f" ({item.note})" if item.note else "")


def messages():
    """Give every message of the outcomes and of the corpus with its shop."""
    for script in SCRIPTS:
        shop = "bakery"
        for line in script.read_text("utf-8").splitlines():
            shop = line[2:] if line.startswith("# ") else shop
            if line.startswith("> ") and " => " not in line:
                yield shop, line[2:]
    for line in CORPUS.read_text("utf-8").splitlines():
        message = json.loads(line)
        yield message["shop"], message["text"]


def test_an_answer_settles_its_question():
    again = []
    for name, text in messages():
        shop, settled, seen = SHOPS[name], {}, set()
        doubt = read(text, shop, TODAY)
        while isinstance(doubt, s.Doubt) and (value := answer(doubt, "77", shop, TODAY)) is not None:
            if doubt.key in seen:
                again.append((name, text, doubt.phrase))
                break
            seen.add(doubt.key)
            settled[doubt.key] = value
            doubt = read(text, shop, TODAY, settled=settled)
    assert not again
