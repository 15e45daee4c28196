"""Messages changed in Telegram: several times, after midnight, out of order, delivered twice, across kills."""

from __future__ import annotations

import asyncio
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.transport.wire import OWNER
from tests.soak.process import bot_in

if TYPE_CHECKING:
    from pathlib import Path

EVENING = datetime(2026, 6, 3, 20, tzinfo=UTC)  # ten at night in the shop: edits run into the next day
DAY, PRICE, MOST_EDITS = "2026-06-03", 5, 4
_APART = timedelta(seconds=20)


def edited(folder: Path, size: int, seed: int) -> str:
    """Change each of `size` sales one to four times; the change that was made last must stand, on the sale's day."""
    return asyncio.run(_edited(folder, size, seed))


async def _edited(folder: Path, size: int, seed: int) -> str:
    chance = random.Random(seed)
    kills = changes = disordered = 0
    stands: dict[int, int] = {}
    async with bot_in(folder, owners=(OWNER.id,)) as bot:
        await bot.start()
        wire = bot.api.wire
        first = wire.say(f"1 candle {PRICE}", at=EVENING)
        await bot.settled()
        stands[first] = 1
        for number in range(size):
            said = EVENING + number * _APART
            message = wire.say(f"{chance.randrange(2, 50)} candles", at=said)
            moments = sorted(chance.sample(range(1, 5 * 3600), chance.randint(1, MOST_EDITS)))
            quantities = [chance.randrange(2, 50) for _ in moments]
            stands[message] = quantities[-1]
            order = list(zip(moments, quantities, strict=True))
            if chance.random() < 1 / 3:
                chance.shuffle(order)
                disordered += order != sorted(order)
            for moment, quantity in order:
                wire.edit(message, f"{quantity} candles", at=said + timedelta(seconds=moment))
                changes += 1
                if chance.random() < 1 / 3:
                    wire.repeat(new_number=chance.random() < 1 / 2)
            if chance.random() < 1 / 10:
                await bot.kill()
                await bot.start()
                kills += 1
        await bot.settled(60 + size)
        rows = bot.rows(
            "SELECT e.message_id, b.quantity, b.total_minor, b.sold_on FROM sales_book AS b"
            " JOIN entries AS e ON e.id = b.entry_id ORDER BY e.message_id"
        )
        wrong = [row for row in rows if row != (row[0], stands[row[0]], stands[row[0]] * PRICE * 100, DAY)]
        assert not wrong, f"these stand otherwise: {wrong[:5]}"
        assert [row[0] for row in rows] == sorted(stands), "a sale is missing, or there twice"
        counted = await bot.call("check")
    assert counted[0] == 0, counted[1]
    return (
        f"{size} sales changed {changes} times, {disordered} of them out of order, {kills} kills:"
        f" each stands once as it was changed last, on its own day, and every figure agrees (seed {seed})"
    )
