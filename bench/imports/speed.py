"""Rows a second and memory of one large import, beside two simpler ways to get the same rows into SQLite."""

from __future__ import annotations

import csv
import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from bench.figures import Figure, hand_over
from bench.imports.made import write_sales
from bot.demo.talk import settings_in
from storage.book import Book
from storage.totals import RUNNING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ONE_WRITE = "that `executemany` in one transaction: until it is through"
_TABLE = (
    "CREATE TABLE lines (id INTEGER PRIMARY KEY, sold_at TEXT, receipt TEXT, product TEXT, quantity INTEGER, "
    "price_minor INTEGER, total_minor INTEGER, customer TEXT, payment TEXT) STRICT"
)


def measure(folder: Path, lines: int) -> None:
    """Print a line for each way: wall and processor seconds, rows a second, and ours against the others."""
    file = folder / "till.csv"
    write_sales(file, lines)
    print(
        f"{lines:,} lines, {file.stat().st_size / 1e6:.0f} MB; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    plain = _executemany(file, folder / "plain.db")
    tool = _sqlite_utils(file, folder / "tool.db")
    home = folder / "whole"
    ours = _whole(file, home)
    same = _again(settings_in(home).book_path, folder / "same.db")
    used = ours["look_cpu_s"] + ours["take_cpu_s"]
    wall = ours["look_s"] + ours["take_s"]
    for name, (seconds, processor) in (
        ("executemany, no index, nothing checked", plain),
        ("executemany of the book's rows and indexes", same),
        ("sqlite-utils insert --csv", tool),
        ("our import, read to totals", (wall, used)),
    ):
        print(
            f"{name:42}{seconds:7.1f} s {processor:7.1f} s processor {lines / processor:12,.0f} rows/s of it"
        )
    print(
        f"ours: look {ours['look_cpu_s']:.1f} s, take {ours['take_cpu_s']:.1f} s of processor; "
        f"{tool[1] / used:.2f}x sqlite-utils by it (goal 3), {tool[0] / wall:.1f}x by the clock; "
        f"{used / plain[1]:.1f}x executemany's time (goal 2), {used / same[1]:.1f}x with the book's rows and indexes; "
        f"{ours['most_looking_mb']} MB at most while looking, {ours['most_mb']} MB with the writing (goal 250)"
    )
    _waits(ours)
    crowded = folder / "crowded.csv"
    write_sales(crowded, lines, a_day=lines)
    print("the same number of lines, all on one day:")
    one_day = _whole(crowded, folder / "crowded")
    _waits(one_day)
    on, what = f"{lines:,} lines", "a till's CSV looked at, asked about and taken in, every total with it"
    longest = max(used for held in (ours, one_day) for _, used in held["longest"].values())
    hand_over(
        [
            Figure(what, on, used, "s", "`sqlite-utils insert --csv`, a table of text", tool[1]),
            Figure(what, on, used, "s", "bare `executemany` into a table, nothing checked", plain[1]),
            Figure(what, on, used, "s", "`executemany` of the book's own rows, totals and indexes", same[1]),
            Figure("a sale typed meanwhile waits at most", on, longest, "s", _ONE_WRITE, same[1]),
        ]
    )


def _whole(file: Path, home: Path) -> dict[str, Any]:
    """Take a file in, out and in again, in a process of its own."""
    home.mkdir()
    made = subprocess.run(
        [sys.executable, "-m", "bench.imports.whole", str(file), str(home)],
        check=True,
        capture_output=True,
        text=True,
    )
    taken: dict[str, Any] = json.loads(made.stdout)
    return taken


def _waits(ours: dict[str, Any]) -> None:
    for what, (clock, processor) in ours["longest"].items():
        print(
            f"a sale typed during the {what} waits {clock:.2f} s at most, {processor:.2f} s of processor (goal 1)"
        )
    print(f"{ours['lines']:,} lines in the book, {ours['wrong']} totals wrong")


def _again(book: Path, target: Path) -> tuple[float, float]:
    """Write the rows of a book's sale lines and totals into empty tables of the same kind, indexes and all."""
    with Book.open_reading(book) as full, Book.open(target) as empty:
        tables = ("sale_lines", *(running.table for running in RUNNING))
        rows = {table: full.rows(f"SELECT * FROM {table}") for table in tables}
        empty.connection.execute("PRAGMA foreign_keys = OFF")
        began, used = time.perf_counter(), time.process_time()
        with empty.writing() as connection:
            for table, each in rows.items():
                places = ", ".join("?" * len(each[0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({places})", each)
        return time.perf_counter() - began, time.process_time() - used


def _executemany(file: Path, target: Path) -> tuple[float, float]:
    began, used = time.perf_counter(), time.process_time()
    book = sqlite3.connect(target, isolation_level=None)
    book.execute("PRAGMA journal_mode = WAL")
    book.execute("PRAGMA synchronous = FULL")
    book.execute(_TABLE)
    book.execute("BEGIN")
    book.executemany(
        "INSERT INTO lines (sold_at, receipt, product, quantity, price_minor, total_minor, customer, payment) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        _rows(file),
    )
    book.execute("COMMIT")
    book.close()
    return time.perf_counter() - began, time.process_time() - used


def _rows(file: Path) -> Iterator[tuple[object, ...]]:
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.reader(opened)
        next(reader)
        for at, receipt, product, quantity, price, total, customer, payment in reader:
            yield (
                at,
                receipt,
                product,
                int(quantity),
                round(float(price) * 100),
                round(float(total) * 100),
                customer,
                payment,
            )


def _sqlite_utils(file: Path, target: Path) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "sqlite_utils",
            "insert",
            str(target),
            "lines",
            str(file),
            "--csv",
            "--silent",
        ],
        check=True,
        capture_output=True,
    )
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
