"""`make demo`: a chat in the terminal with the made-up shop."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.sample.filling import fill, sample_settings
from bot.sample.year import Year
from bot.shop import open_shop
from bot.transport import terminal
from bot.transport.clock import now

if TYPE_CHECKING:
    from bot.config import Settings

WELCOME = (
    "This is Pilusa Electronics, a made-up shop with a year of sales. Try:\n"
    "  2 hdmi cables to Thabo 240      who are my best customers      what must i order      /forecast\n"
)


def run(settings: Settings) -> int:
    """Fill a book that goes away afterwards, and chat on it; pictures are kept."""
    with tempfile.TemporaryDirectory(prefix="shopbook-demo-") as folder:
        demo = sample_settings(settings, Path(folder))
        shop = open_shop(demo)
        moment = now()
        fill(shop, Year(shop.today(moment)), moment)
        shop.close()
        sys.stdout.write(WELCOME + "\n")
        return terminal.run(demo, folder=Path("demo"))
