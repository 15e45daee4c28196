"""The bot as it is shipped, with what a check needs to go wrong: `python -m tests.soak.driver CONFIG [--debug] [--poison WORD]`.

`--debug` logs everything that any library says; `--poison` ends the process, without a farewell, at a message that
begins with the word, as a crash in a C library would.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from bot import config, dialogue
from bot.transport import redact, telegram


def main() -> int:
    """Run until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("config", type=Path)
    parser.add_argument("--debug", action="store_true")
    parser.add_argument("--poison", default="")
    asked = parser.parse_args()
    if asked.debug:
        telegram.set_up_logging = _loud
    if asked.poison:
        _poison(asked.poison)
    return telegram.run(config.load(asked.config))


def _loud(secrets: tuple[str, ...], *_: object, as_json: bool) -> None:
    redact.set_up_logging(secrets, logging.DEBUG, as_json=as_json)
    for name in redact._CHATTY:
        logging.getLogger(name).setLevel(logging.DEBUG)


def _poison(word: str) -> None:
    begin = dialogue.begin

    def poisoned(shop, incoming):
        if incoming.text.startswith(word):
            os._exit(9)
        return begin(shop, incoming)

    dialogue.begin = poisoned


if __name__ == "__main__":
    sys.exit(main())
