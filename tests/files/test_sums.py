"""What an import adds to the book is what a recount finds, whatever the file is like and in whatever steps it comes."""

from __future__ import annotations

import random

import pytest

from bot.command import ReceivedFile
from storage import upkeep


def made_up(chance, rows):
    """Give a till's export: receipts torn apart, returns, credit, regions, lines without a time or a customer."""
    yield "Date,Time,Receipt,Product,Category,Qty,Price,Unit cost,Customer,Region,Payment"
    for _ in range(rows):
        day, receipt = chance.randint(1, 5), chance.choice(["", f"R{chance.randint(1, 15)}"])
        clock = chance.choice(["", f"{chance.randint(8, 17):02d}:{chance.randint(0, 59):02d}"])
        product, quantity = chance.randint(1, 6), chance.choice([1, 2, 2.5, -1])
        customer = chance.choice(["", "Busi", "busi ", "Thabo"])
        region, paid = (
            chance.choice(["", "", "North"]),
            chance.choice(["cash", "card", "credit", "voucher", ""]),
        )
        cost = chance.choice(["", "3.10"])
        yield (
            f"2025-10-{day:02d},{clock},{receipt},Thing {product},Kind {product % 2},{quantity},"
            f"{chance.randint(100, 999) / 100},{cost},{customer},{region},{paid}"
        )


@pytest.mark.parametrize("large", [10, 10_000])
@pytest.mark.parametrize("seed", range(4))
def test_the_sums_are_those_of_the_recount(seed, large, empty, tmp_path, monkeypatch):
    monkeypatch.setattr("bot.files.harvest.PORTION", 7)
    monkeypatch.setattr("storage.moving.LARGE", large)
    monkeypatch.setattr("storage.moving._STRETCH", large)
    chance = random.Random(seed)
    for said in ("1 thing 1 R9", "2 thing 2 R20 to Busi on credit", "counted 40 thing 3"):
        empty.say(said)
    for part in range(2):
        path = tmp_path / f"{part}.csv"
        path.write_text("\n".join(made_up(chance, 60)) + "\n", "utf-8")
        shown = empty.say("", file=ReceivedFile(path, path.name, path.stat().st_size))
        taken = empty.tap("Import")
        assert taken.text.startswith("✅"), shown.text
        assert upkeep.recount(empty.shop.book) == []
    empty.tap("Withdraw")
    assert upkeep.recount(empty.shop.book) == []
    empty.tap("Put it back")
    assert upkeep.recount(empty.shop.book) == []
