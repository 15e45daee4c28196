"""The demo in the chat is a book of its own: whatever is said there, nothing of it reaches the shop's."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import config, dialogue
from bot.command import Incoming, ReceivedFile
from bot.demo.talk import Talk
from bot.shop import open_shop
from bot.visiting import IN_DEMO, LASTS, demo_of
from tests.commands.parts import says

VIEWS = (
    "sales_book",
    "stock_book",
    "restocks_book",
    "debts_book",
    "payments_book",
    "expenses_book",
    "campaigns_book",
)
MARK = "🧪 Demo shop"


@pytest.fixture(scope="module")
def shop_folder(tmp_path_factory):
    """Give a folder with a shop that has a little in its book, and somebody in the demo."""
    folder = tmp_path_factory.mktemp("own")
    talk = own(folder)
    talk.say("2 kettles 598 to Thabo")
    talk.say("stock count: 14 kettles")
    talk.say("/demo")
    talk.shop.close()
    return folder


@pytest.fixture
def talk(shop_folder):
    """Give a talk from within the demo."""
    one = own(shop_folder)
    one.said = 1000 + len(list(shop_folder.glob("talk*")))
    (shop_folder / f"talk{one.said}").touch()
    one.said *= 100
    if "You are in the demo" not in one.say("/demo").text:
        assert "Welcome" in one.answers[-1].text
    yield one
    one.shop.close()


def own(folder):
    given = replace(config.Settings(folder=folder), telegram=config.TelegramSettings(owners=(1,)))
    return Talk(open_shop(given))


def book(talk):
    """Read everything that the public views show of the shop's own book, and what its entries are."""
    shown = {view: talk.shop.book.rows(f"SELECT * FROM {view} ORDER BY 1, 2, 3") for view in VIEWS}
    return shown | {"entries": talk.shop.book.rows("SELECT id, state, raw_text FROM entries")}


def test_a_sale_said_in_the_demo_is_in_the_demos_book_alone(talk):
    before = book(talk)
    sale = talk.say("2 hdmi cables to Thabo Nkosi 240")
    assert sale.text.startswith(MARK)
    assert "2 × HDMI cable 2m = R240" in sale.text
    assert sale.entries == ()
    assert all(one.startswith((IN_DEMO, "/leave_demo")) for one in says(sale))
    assert book(talk) == before
    sold = "SELECT count(*) FROM sales_book WHERE source = ?"
    assert demo_of(talk.shop, 1).book.value(sold, [f"tg:1:{talk.said}"]) == 1


def test_questions_are_answered_from_the_demo(talk):
    answer = talk.say("who are my best customers this year")
    assert answer.text.startswith(MARK)
    assert "Lerato Dlamini" in str(answer.blocks)
    assert "Pilusa Electronics" in talk.say("/settings").buttons[0][0].label


def test_a_tap_in_the_demo_stays_in_it(talk):
    before = book(talk)
    talk.say("2 hdmi cables to Thabo Nkosi 240")
    undone = talk.tap("Undo")
    assert undone.text.startswith(MARK)
    assert "Taken out" in undone.text
    assert book(talk) == before


def test_nobody_is_invited_from_the_demo(talk):
    before = talk.shop.book.value("SELECT count(*) FROM invitations")
    talk.say("who has access")
    refused = talk.tap("Invite staff")
    assert "The demo takes nobody in" in refused.text
    assert "start=" not in refused.text
    assert demo_of(talk.shop, 1).book.value("SELECT count(*) FROM invitations") == 0
    assert talk.shop.book.value("SELECT count(*) FROM invitations") == before
    talk.say("/leave_demo")
    assert "/start " in talk.say("/staff invite staff").text


def test_leaving_is_one_tap_and_what_comes_late_from_there_does_nothing(talk):
    sale = talk.say("3 kettles 897")
    source, undo = f"tg:1:{talk.said}", next(one for one in says(sale) if "/undo" in one)
    assert "your own book" in talk.tap("Leave the demo").text
    before = book(talk)
    late = [
        talk.say(undo, source="tap:late", pressed=1),
        talk.say("5 kettles 1495", source=source, edit=True),
        talk.say("3 kettles 897", source=source),  # delivered once more
    ]
    assert all("which is over" in one.text for one in late)
    assert book(talk) == before
    real = talk.say("1 kettle 299")
    assert MARK not in real.text
    assert len(book(talk)["entries"]) == len(before["entries"]) + 1
    talk.tap("Undo")


def test_a_button_of_the_own_book_stays_with_it_and_says_so(talk):
    before = book(talk)
    first = before["entries"][0][0]
    answer = talk.say(f"/undo {first}", source=f"tap:{talk.said}", pressed=5)
    assert "This is your own book" in answer.text
    assert "/leave_demo" in says(answer)
    assert book(talk) != before
    talk.say(f"/restore {first}", source=f"tap:{talk.said}", pressed=5)
    assert book(talk)["sales_book"] == before["sales_book"]


def test_a_push_and_a_group_stay_with_the_own_book(talk):
    push = dialogue.reply(talk.shop, Incoming("/weekly", talk.at, 1, "job:weekly:2025-W47", chat=1))
    assert MARK not in push.text
    group = talk.say("1 kettle 299", chat=-100)
    assert MARK not in group.text
    talk.say(f"/undo {group.entries[0]}", chat=-100)


def test_a_second_person_is_unaffected(talk):
    with talk.shop.book.writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO members (user_id, name, role, joined_at) VALUES (7, 'L', 'staff', 'x')"
        )
    talk.sender = 7
    sale = talk.say("1 kettle 299")
    assert MARK not in sale.text
    talk.tap("Undo")


def test_it_ends_by_itself_and_says_so(talk):
    talk.say("1 kettle 299")
    talk.at += LASTS - timedelta(minutes=1)
    assert talk.say("1 kettle 299").text.startswith(MARK)
    talk.at += LASTS
    before = book(talk)
    sale = talk.say("1 kettle 299")
    assert "ended by itself" in sale.text
    assert len(book(talk)["entries"]) == len(before["entries"]) + 1
    talk.tap("Undo")
    assert "ended by itself" not in talk.say("/help").text


def test_it_outlives_a_restart(talk, shop_folder):
    talk.shop.close()
    talk.shop = own(shop_folder).shop
    assert talk.say("1 kettle 299").text.startswith(MARK)


def test_a_demo_book_that_is_gone_leads_back(talk):
    demo = demo_of(talk.shop, 1)
    path = demo.given.book_path
    demo.close()
    talk.shop.demos.clear()
    for file in path.parent.glob("demo.db*"):
        file.unlink()
    sale = talk.say("1 kettle 299")
    assert MARK not in sale.text
    assert "ended by itself" in sale.text
    talk.tap("Undo")


def test_a_file_sent_in_the_demo_is_imported_there(talk, tmp_path):
    before = book(talk)
    path = tmp_path / "july.csv"
    path.write_text("date,product,quantity,price\n2025-07-01,Kettle,2,299\n2025-07-02,Iron,1,349\n", "utf-8")
    talk.say("", file=ReceivedFile(path, path.name, path.stat().st_size))
    done = talk.tap("Import")
    assert done.text.startswith(MARK)
    assert "2" in done.text
    assert book(talk) == before


def test_in_a_group_there_is_no_demo(talk):
    assert "a chat of our own" in talk.say("/demo", chat=-100).text


SAID = st.sampled_from(
    [
        "2 hdmi cables to Thabo 240",
        "5 kettles 1495 on credit to Mrs Naidoo",
        "return 1 kettle",
        "stock count: 3 kettles",
        "kettle is now R320",
        "Thabo paid 150 off what he owes",
        "paid R350 for electricity",
        "campaign Sale 20-28 Nov 1500",
        "/undo",
        "no, 3",
        "delete that",
        "/name Somebody Else",
        "/currency USD",
        "/push weekly off",
        "3 July\n2 kettles 598\n1 iron 349\ntotal 947",
        "/demo",
        "/copy closed 2025-11-03",
        "1 widget",
    ]
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.tuples(SAID, st.integers(0, 5)), min_size=1, max_size=8))
def test_nothing_said_or_tapped_in_the_demo_changes_the_own_book(talk, words):
    talk.say("/demo")
    before, held = book(talk), talk.shop.settings
    for said, button in words:
        answer = talk.say(said)
        inside = [one for one in says(answer) if one.startswith(IN_DEMO)]
        if inside:
            talk.say(inside[button % len(inside)], source=f"tap:{talk.said}", pressed=talk.said)
    assert book(talk) == before
    assert talk.shop.settings == held


def test_the_demo_speaks_the_visitors_language(tmp_path):
    talk = own(tmp_path)
    talk.say("/language af")
    talk.say("/demo")
    assert "Vandag" in talk.say("2 kettles 598").text
    talk.shop.close()


def test_a_language_chosen_in_the_demo_is_the_persons_own(tmp_path):
    talk = own(tmp_path)
    talk.say("/demo")
    talk.say("/language af")
    assert "vandag" in talk.say("/today").text
    talk.say("/leave_demo")
    assert talk.shop.language_of(talk.sender) == "af"
    assert talk.say("/language").text.startswith("Ek praat Afrikaans")
    talk.shop.close()
