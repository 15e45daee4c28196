"""A backup that is sent to the bot: compared with the book, never brought back under its feet."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace

import pytest

from bot.__main__ import main
from bot.command import ReceivedFile
from storage import backups
from storage.reading import periods


def send(talk, path):
    return talk.say("", file=ReceivedFile(path, path.name, path.stat().st_size))


@pytest.fixture
def backup(demo, tmp_path):
    made = backups.back_up(demo.shop.book.path, tmp_path / "made", demo.at)
    return made.rename(tmp_path / "shopbook.db")


def test_it_says_what_would_change_and_how_to_do_it(demo, backup, monkeypatch, capsys, tmp_path):
    assert demo.say("2 kettles").entries
    answer = send(demo, backup)
    assert "is a sound backup of a book" in answer.text
    assert "It has 1 line of sales fewer" in answer.text
    command = next(line for line in answer.text.splitlines() if line.startswith("python -m bot restore "))
    kept = command.removeprefix("python -m bot restore ")
    before = periods.of_period(demo.shop.book, *periods.span(demo.shop.book)).lines
    demo.shop.close()
    config = tmp_path / "config.toml"
    config.write_text(f'[storage]\npath = "{demo.shop.settings.book_path}"\n', "utf-8")
    monkeypatch.delenv("SHOPBOOK_TOKEN", raising=False)
    assert main(["--config", str(config), "restore", kept]) == 0
    assert "kept as" in capsys.readouterr().out
    with sqlite3.connect(demo.shop.settings.book_path) as book:
        assert book.execute("SELECT count(*) FROM sales_book").fetchone() == (before - 1,)
    book.close()


def test_the_same_book_and_an_older_one(demo, backup):
    assert "as many lines of sales as the book has now" in send(demo, backup).text


def test_only_the_owner_may(demo, backup):
    demo.shop.book.connection.execute(
        "INSERT INTO members (user_id, name, role, joined_at) VALUES (7, 'Zola', 'staff', '2025-01-01T00:00:00Z')"
    )
    clerk = replace(demo, sender=7, answers=[])
    assert "Only the owner" in send(clerk, backup).text
    assert not backup.exists()


def test_a_database_that_is_no_backup_is_refused(demo, backup, tmp_path):
    foreign = tmp_path / "other.db"
    with sqlite3.connect(foreign) as made:
        made.execute("CREATE TABLE t (a)")
    made.close()
    assert "Nothing has changed." in send(demo, foreign).text
    torn = tmp_path / "torn.db"
    shutil.copyfile(backup, torn)
    with torn.open("r+b") as file:
        file.truncate(backup.stat().st_size // 2)
    assert "Nothing has changed." in send(demo, torn).text
    with sqlite3.connect(backup) as wrong:
        wrong.execute(
            "UPDATE day_totals SET total_minor = total_minor + 1 WHERE sold_on = (SELECT max(sold_on) FROM day_totals)"
        )
    wrong.close()
    assert "no good backup" in send(demo, backup).text
