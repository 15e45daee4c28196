from datetime import UTC, datetime

from bot.config import Settings, TelegramSettings
from bot.transport.admission import admit_owners
from storage import members

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
