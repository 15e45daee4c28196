"""Whatever a question names is either what it is about, or said to be left out."""

import pytest

from bot.commands.registry import COMMANDS
from bot.shop import open_shop
from tests.demo_shop import Talk, settings_in

ASKED = [
    one
    for one in COMMANDS
    if one.parse is None and not one.statements and not one.hidden and one.name != "demo"
]
NAMES = {"product": "Kettle", "customer": "Thabo", "category": "Kitchen"}


@pytest.fixture(scope="module")
def shop(tmp_path_factory):
    talk = Talk(open_shop(settings_in(tmp_path_factory.mktemp("small"))))
    for said in ("1 kettle to Thabo 299 cash", "kettle category Kitchen", "stock count: 14 kettles"):
        talk.say(said)
    yield talk
    talk.shop.close()


@pytest.mark.parametrize("subject", NAMES)
@pytest.mark.parametrize("name", [one.name for one in ASKED])
def test_what_is_named_is_looked_at_or_said_to_be_left_out(shop, name, subject):
    command = next(one for one in ASKED if one.name == name)
    answer = shop.say(f"/{name} {NAMES[subject]}")
    left_out = f"Not looked at here: {NAMES[subject]}." in answer.text
    assert left_out == (subject not in command.about)


def test_a_word_that_names_nothing_is_said_to_be_left_out(shop):
    assert "Not looked at here: unicorn." in shop.say("/sales unicorn this month").text
    assert "Not looked at here" not in shop.say("/sales this month").text
    assert "Not looked at here" not in shop.say("how did we do this month").text


def test_what_was_left_out_is_a_tap_away(shop):
    answer = shop.say("/profit kettle")
    assert "Not looked at here: Kettle." in answer.text
    assert answer.buttons[0][0].says == "/product Kettle"
