import io
from datetime import UTC, datetime

from bot.config import PushSettings, Settings, TelegramSettings
from bot.transport import terminal
from bot.transport.admission import admit_owners
from storage import members
from storage.book import Book

NOW = datetime(2026, 11, 21, tzinfo=UTC)


def test_who_sat_at_the_terminal_does_not_lock_the_first_owner_out(empty):
    shop = empty.shop
    members.join(shop.book, members.KEYBOARD, "owner", "", NOW)
    code = admit_owners(shop, Settings(), NOW)
    assert members.redeem(shop.book, code, 5, "Pilusa", NOW) == "owner"
    assert members.owners(shop.book) == [5]
    assert admit_owners(shop, Settings(), NOW) is None


def test_a_configured_owner_needs_no_code(empty):
    assert admit_owners(empty.shop, Settings(telegram=TelegramSettings(owners=(8,))), NOW) is None
    assert members.role_of(empty.shop.book, 8) == "owner"


def test_each_session_at_the_terminal_is_heard(tmp_path):
    settings = Settings(folder=tmp_path, push=PushSettings(weekly="off"))
    for _ in range(2):
        terminal.run(settings, lines=["2 kettles 598 cash"], out=io.StringIO())
    with Book.open_reading(settings.book_path) as book:
        assert book.value("SELECT sum(quantity) FROM sales_book") == 4


def test_a_viewer_asks_and_does_not_write(demo):
    members.join(demo.shop.book, 77, "viewer", "Aunt", NOW)
    demo.sender = 77
    assert demo.say("/top_products").command == "top_products"
    assert demo.say("2 kettles 598").text == "Only the staff can do that."
    assert demo.say("/profit").text == "Only the owner can do that."
