"""The demo shop for tests; see `bot.demo.talk`."""

from bot.demo.talk import NOW, OWNER, TODAY, Talk, copy_of, fill_once, settings_in

__all__ = ["NOW", "OWNER", "TODAY", "Talk", "copy_of", "fill_once", "settings_in"]
