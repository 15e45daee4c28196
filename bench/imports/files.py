"""Every sales file of a folder into a book of its own, and the book asked what it holds."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.imports.taking import Taking
from storage import upkeep

if TYPE_CHECKING:
    from pathlib import Path

_HELD = "SELECT count(*), coalesce(sum(total_minor), 0), coalesce(sum(quantity), 0), min(sold_on), max(sold_on) FROM sales_book"


@dataclass(frozen=True, slots=True)
class Known:
    """What a file holds; None where nothing is known. `said` must be in what is shown where it cannot come in."""

    rows: int | None = None
    total: float | None = None
    quantity: float | None = None
    first: str | None = None
    last: str | None = None
    customers: int | None = None
    slack: float = 0.005  # of the total, in major units
    said: str = ""


FILES = {
    "electronics/Sales_July_2019.csv": Known(14_291, 2_646_899.69),
    "electronics/Sales_January_2019.csv": Known(),
    "electronics/Sales_February_2019.csv": Known(),
    "electronics/Sales_March_2019.csv": Known(),
    # four decimals in the file: each line is rounded to cents
    "superstore_classic_macCR_latin1.csv": Known(9_994, 2_297_200.86, 37_873, customers=793, slack=0.5),
    "supermarket_sales.csv": Known(1_000, 322_967.43),
    "online_retail_to_2011-08.csv.gz": Known(320_705, first="2010-12-01", last="2011-08-31"),
    "dirty_cafe_sales.csv": Known(),
    "bread_basket_to_2017-02.csv": Known(said="the price or the total"),
    "pharmacy_daily_to_2019-08.csv": Known(said="the price or the total"),
    "pizza/order_details.csv": Known(said="the day"),
    "CDNOW_master.txt.gz": Known(said="the product"),
    "groceries_baskets.csv": Known(said="baskets"),
}


def check(data: Path, folder: Path) -> int:
    """Print a line for each file; gives how many are not as known."""
    known = dict(FILES)
    truth = data / "messy" / "truth.json"
    if truth.is_file():
        known |= {f"messy/{name}": _told(told) for name, told in json.loads(truth.read_text("utf-8")).items()}
    else:
        print(f"absent: {truth}")
    off = 0
    for at, (name, told) in enumerate(known.items()):
        if not (data / name).is_file():
            print(f"absent: {name}")
            continue
        home = folder / f"book-{at}"
        home.mkdir()
        off += _one(data / name, name, told, home)
        shutil.rmtree(home)
    return off


def _told(told: dict[str, Any]) -> Known:
    if "rows" not in told:
        return Known(said="Nothing was taken in")
    return Known(told["rows"], told["revenue"], told["qty"], told["first_date"], told["last_date"])


def _one(file: Path, name: str, known: Known, home: Path) -> int:
    began = time.perf_counter()
    copy = home / file.name
    shutil.copyfile(file, copy)
    with Taking(home) as taking:
        shown = taking.look(copy, file.name)
        offered = any(one.says.startswith("/import_now") for row in shown.buttons for one in row)
        wrong: list[str] = []
        if known.said:
            held = shown.text.splitlines()[0][:90]
            wrong += [f"does not say {known.said!r}"] * (known.said not in shown.text or offered)
        elif not offered:
            held, wrong = shown.text[:200], ["not offered"]
        else:
            taking.take(shown)
            book = taking.shop.book
            rows, minor, quantity, first, last = book.row(_HELD) or (0, 0, 0, None, None)
            people = book.value("SELECT count(*) FROM customers_known")
            figures = (
                (rows, known.rows),
                (minor / 100, known.total),
                (quantity, known.quantity),
                (people, known.customers),
            )
            wrong += _differs(figures, known.slack)
            wrong += [
                f"{day} instead of {told}"
                for day, told in ((first, known.first), (last, known.last))
                if told not in (None, day)
            ]
            wrong += [f"totals: {wrong_}" for wrong_ in upkeep.recount(book)[:1]]
            held = f"{rows:,} rows, {minor / 100:,.2f}, {quantity:,.3f} pieces, {first} to {last}"
    took = time.perf_counter() - began
    print(f"{'OFF' if wrong else 'ok':4}{name}: {held}, {took:.1f} s {'; '.join(wrong)}")
    return bool(wrong)


def _differs(figures: tuple[tuple[float, float | None], ...], slack: float) -> list[str]:
    return [
        f"{held:,} instead of {told:,}"
        for held, told in figures
        if told is not None and abs(held - told) > (0 if isinstance(told, int) else slack)
    ]
