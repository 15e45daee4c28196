"""The command line, and the one place where everything is put together.

Exit codes: 0 fine, 1 failed, 2 wrong use.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot import config
from bot.errors import OwnerError, SetupError
from storage.errors import BookError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.config import Settings

CONNECT = (
    "No Telegram token is set, so this is the chat in your terminal, on your own book."
    " To connect Telegram: get a token from @BotFather and start with SHOPBOOK_TOKEN=… make run"
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one sub-command and give the exit code."""
    asked = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace, Settings], int] = asked.work
    try:
        return run(asked, config.load(asked.config))
    except SetupError as error:
        return _failed(str(error))
    except (BookError, OwnerError) as error:
        return _failed(error.sentence)
    except KeyboardInterrupt:
        return 130


def _failed(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="The shop's sales book in Telegram.")
    parser.add_argument(
        "--config", metavar="FILE", help="the configuration (default: config.toml here, if there is one)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, work: Callable[[argparse.Namespace, Settings], int], says: str
    ) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=says, description=says)
        one.set_defaults(work=work)
        return one

    add("run", _run, "start the bot; without a token, the chat in this terminal")
    add("chat", _chat, "chat with the book in this terminal")
    add("demo", _demo, "chat with a made-up shop that has a year of sales")
    one = add("import", _import, "read files of sales, products or customers into the book")
    one.add_argument("files", nargs="+", type=Path, metavar="FILE")
    add("export", _export, "write every view of the book as CSV").add_argument(
        "folder", type=Path, metavar="DIR"
    )
    add("backup", _backup, "write a checked copy of the book").add_argument("file", type=Path, metavar="FILE")
    add("restore", _restore, "bring back a backup; the present book is kept aside").add_argument(
        "file", type=Path, metavar="FILE"
    )
    one = add("check", _check, "prove configuration, book and token")
    one.add_argument(
        "--alive", action="store_true", help="only whether the running bot is at work (for HEALTHCHECK)"
    )
    return parser


# Each sub-command loads what it needs: the ones that answer at once must not wait for the others' libraries.


def _run(asked: argparse.Namespace, settings: Settings) -> int:
    if not settings.telegram.token:
        print(CONNECT)
        return _chat(asked, settings)
    from bot.nightly import NIGHTS  # noqa: PLC0415 - see above
    from bot.transport import telegram  # noqa: PLC0415 - see above

    return telegram.run(settings, nights=NIGHTS)


def _chat(asked: argparse.Namespace, settings: Settings) -> int:
    del asked
    from bot.transport import terminal  # noqa: PLC0415 - see above

    return terminal.run(settings)


def _demo(asked: argparse.Namespace, settings: Settings) -> int:
    del asked
    from bot.demo import play  # noqa: PLC0415 - see above

    return play.run(settings)


def _import(asked: argparse.Namespace, settings: Settings) -> int:
    from bot import service  # noqa: PLC0415 - see above

    return service.import_files(settings, asked.files, print)


def _export(asked: argparse.Namespace, settings: Settings) -> int:
    from bot import service  # noqa: PLC0415 - see above

    return service.export(settings, asked.folder, print)


def _backup(asked: argparse.Namespace, settings: Settings) -> int:
    from bot import service  # noqa: PLC0415 - see above

    return service.backup(settings, asked.file, print)


def _restore(asked: argparse.Namespace, settings: Settings) -> int:
    from bot import service  # noqa: PLC0415 - see above

    return service.restore(settings, asked.file, print)


def _check(asked: argparse.Namespace, settings: Settings) -> int:
    if asked.alive:
        from bot import vitals  # noqa: PLC0415 - see above
        from bot.transport.clock import now  # noqa: PLC0415 - see above

        return vitals.alive(settings, now(), print)
    from bot import service  # noqa: PLC0415 - see above

    return service.check(settings, print)


if __name__ == "__main__":
    sys.exit(main())
