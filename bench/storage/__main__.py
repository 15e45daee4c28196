"""Speed of the book: a file of sales coming in, and questions about a period.

    python -m bench.storage [--lines 500000] [--folder FOLDER]

Everything is made up here with a fixed seed, and compared in the same run: the import with a bare
`executemany` of the same rows, the readings with the same question put to the lines in plain SQL.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.figures import Figure, hand_over
from storage import backups, opening, upkeep
from storage.book import Book
from storage.reading import debts, demand, frames, periods, shelf
from storage.records import CountLine, EntryHead, SaleLine
from storage.sales import SaleNumbers, _rows

if TYPE_CHECKING:
    from collections.abc import Callable

CHUNK = 5_000
PRODUCTS, CUSTOMERS, DAYS = 2_000, 3_000, 730
FIRST = date(2024, 11, 1)
LAST = FIRST + timedelta(DAYS - 1)
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
INSERT = "INSERT INTO {} VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)"


def made_up(count: int, seed: int) -> list[SaleLine]:
    """Lines of sales of one to three lines, in the order of a till's file."""
    pick = random.Random(seed)
    lines: list[SaleLine] = []
    sale = 0
    while len(lines) < count:
        on = FIRST + timedelta(len(lines) * DAYS // count)
        at = datetime(on.year, on.month, on.day, pick.randrange(6, 16), pick.randrange(60), tzinfo=UTC)
        customer = pick.randrange(1, CUSTOMERS + 1) if pick.random() < 0.4 else None
        payment = pick.choice(("cash", "cash", "card", "eft", "credit" if customer else "cash"))
        for _ in range(min(pick.randint(1, 3), count - len(lines))):
            product = 1 + int(PRODUCTS * pick.random() ** 3)
            quantity, price = pick.randint(1, 4), 500 + product * 7
            lines.append(
                SaleLine(
                    on,
                    product,
                    quantity * 1000,
                    quantity * price,
                    quantity * price // 2,
                    customer,
                    payment,
                    at,
                    sale=sale,
                )
            )
        sale += 1
    return lines


def head(source: str, name: str | None = None) -> EntryHead:
    return EntryHead("import", source, NOW, "bench", file_name=name)


def bare(folder: Path, lines: list[SaleLine], *, indexes: bool) -> float:
    """Seconds for the same rows in one transaction: nothing else is done for them."""
    path = folder / f"bare-{indexes}.db"
    Book.open(path).close()
    rows = list(_rows(1, 1, lines, SaleNumbers()))
    with closing(opening.for_writing(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        if not indexes:
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE tbl_name = 'sale_lines' AND type = 'index'"
            ).fetchall():
                connection.execute(f"DROP INDEX {name}")
        began = perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(INSERT.format("sale_lines"), rows)
        connection.execute("COMMIT")
        return perf_counter() - began


def imported(book: Book, lines: list[SaleLine], source: str) -> dict[str, float]:
    """Seconds of the staging and of bringing it into force, and the waits of sales typed meanwhile."""
    waits: list[float] = []
    began = perf_counter()
    staged = book.stage(head(source, "till.csv")).entry_id
    for start in range(0, len(lines), CHUNK):
        chunk = perf_counter()
        book.stage_sales(staged, lines[start : start + CHUNK])
        waits.append(perf_counter() - chunk)
    staging = perf_counter() - began
    book.enforce(staged, at=NOW)
    whole = perf_counter() - began
    return {
        "entry": staged,
        "staging": staging,
        "enforcing": whole - staging,
        "whole": whole,
        "wait": max(waits),
    }


def middle(question: Callable[[], Any]) -> tuple[float, Any]:
    """The median of five runs in ms, and the answer."""
    runs, answer = [], None
    for _ in range(5):
        began = perf_counter()
        answer = question()
        runs.append(1000 * (perf_counter() - began))
    return median(runs), answer


def shop(book: Book, first: date, last: date) -> tuple[int, int]:
    found = periods.of_period(book, first, last)
    return found.revenue_minor, found.sales


QUESTIONS: dict[str, tuple[Callable[[Book, date, date], Any], str, Callable[[list[Any]], Any]]] = {
    "revenue and number of sales": (
        shop,
        "SELECT sum(total_minor), count(DISTINCT sale_id) {}",
        lambda rows: rows[0],
    ),
    "by product": (
        lambda *asked: {one.product_id: one.revenue_minor for one in periods.by_product(*asked)},
        "SELECT product_id, sum(total_minor) {} GROUP BY 1",
        dict,
    ),
    "by customer": (
        lambda *asked: {one.customer_id: one.revenue_minor for one in periods.by_customer(*asked)},
        "SELECT customer_id, sum(total_minor) {} GROUP BY 1",
        dict,
    ),
    "by day": (
        lambda *asked: {one.on.isoformat(): one.totals.revenue_minor for one in periods.by_day(*asked)},
        "SELECT sold_on, sum(total_minor) {} GROUP BY 1",
        dict,
    ),
}
LINES = (
    "FROM sale_lines AS l JOIN entries AS e ON e.id = l.entry_id AND e.state = 'in force' "
    "WHERE sold_on BETWEEN '{}' AND '{}'"
)


def questions(book: Book) -> None:
    last = date(2026, 9, 30)
    for name, first, end in (
        ("a month", date(2026, 9, 1), last),
        ("a year", date(2025, 10, 1), last),
        ("everything", FIRST, LAST),
    ):
        lines = LINES.format(first, end)
        print(f"{name}, {book.value(f'SELECT count(*) {lines}'):,} lines")
        for what, (ours, plain, shape) in QUESTIONS.items():
            fast, one = middle(partial(ours, book, first, end))
            slow, other = middle(partial(book.rows, plain.format(lines)))
            assert one == shape(other), what
            print(f"  {what:34} {fast:9.2f} ms   plain {slow:9.1f} ms   {slow / fast:7.1f} times")


def timed(what: str, work) -> float:
    """Do it once, print and give the milliseconds."""
    began = perf_counter()
    work()
    took = 1000 * (perf_counter() - began)
    print(f"{what:44} {took:9.1f} ms")
    return took


def copied(path: Path, target: Path) -> None:
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=500_000)
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        run(Path(name), options.lines)


def run(folder: Path, count: int) -> None:
    lines = made_up(count, 1)
    print(f"{count:,} lines, {PRODUCTS:,} products, {CUSTOMERS:,} customers, SQLite {sqlite3.sqlite_version}")
    plain, indexed = bare(folder, lines, indexes=False), bare(folder, lines, indexes=True)
    print(f"bare executemany, no index                  {count / plain:12,.0f} rows/s  {plain:6.2f} s")
    print(f"bare executemany, the book's indexes        {count / indexed:12,.0f} rows/s  {indexed:6.2f} s")
    with Book.open(folder / "shop.db") as book:
        book.ensure_products(f"product {number}" for number in range(1, PRODUCTS + 1))
        book.ensure_customers(f"customer {number}" for number in range(1, CUSTOMERS + 1))
        book.post(head("count"), *(CountLine(FIRST, product, 10**9) for product in range(1, PRODUCTS + 1)))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        came = imported(book, lines, "file:1")
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
        print(
            f"staged import, totals and stock included    {count / came['whole']:12,.0f} rows/s  {came['whole']:6.2f} s"
        )
        print(
            f"  staging {came['staging']:.2f} s, into force {came['enforcing']:.2f} s, longest chunk {1000 * came['wait']:.0f} ms, memory +{grown / 1024:.0f} MB"
        )
        began = perf_counter()
        book.reverse(int(came["entry"]), who="bench", at=NOW, source="undo:1")
        print(f"withdrawn in {perf_counter() - began:.2f} s", end=", ")
        began = perf_counter()
        book.restore(int(came["entry"]), who="bench", at=NOW, source="redo:1")
        print(f"restored in {perf_counter() - began:.2f} s")
        imported(book, made_up(count, 2), "file:2")
        print(
            f"\nthe book holds {book.value('SELECT sum(lines) FROM day_totals'):,} lines, {book.path.stat().st_size / 1e6:.0f} MB"
        )
        questions(book)
        typed = []
        for number in range(200):
            began = perf_counter()
            book.post(head(f"tg:1:{number}"), SaleLine(LAST, 1 + number, 1000, 500, 250, 1, "cash", NOW))
            typed.append(1000 * (perf_counter() - began))
        print(f"a typed sale: median {median(typed):.2f} ms, slowest of 200 {max(typed):.1f} ms")
        timed("stock list", lambda: shelf.shelves(book))
        timed("catalogue", book.catalogue)
        timed("who owes what since when", lambda: debts.debts(book))
        timed("demand of a year, as columns", lambda: demand.taken(book, LAST - timedelta(365), LAST))
        timed("sales of a year, as columns", lambda: frames.sales_frame(book, LAST - timedelta(365), LAST))
        timed("recount of everything", lambda: upkeep.recount(book))
        timed("integrity, references and recount", lambda: upkeep.check(book))
        proven = timed("backup, proven", lambda: backups.back_up(book.path, folder / "backups", NOW))
        bare_copy = timed("SQLite's own backup alone", lambda: copied(book.path, folder / "copy.db"))
        on = f"{2 * count:,} lines, {book.path.stat().st_size / 1e6:.0f} MB"
        what = "a backup, opened, recounted and synced"
        hand_over([Figure(what, on, proven / 1e3, "s", "SQLite's own backup call alone", bare_copy / 1e3)])
    timed("opening, every page read", lambda: Book.open(folder / "shop.db").close())


if __name__ == "__main__":
    main()
