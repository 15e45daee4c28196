"""Read every file of a folder and compare with what it is known to hold: `python -m bench.sheets [--data FOLDER]`.

The speed of reading is measured on a made-up file, beside the standard library's reader."""

from __future__ import annotations

import argparse
import csv
import json
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import Figure, hand_over
from bot.language.sheets.opening import open_table
from bot.language.sheets.preview import preview
from bot.language.sheets.recognise import recognise
from bot.language.sheets.rows import read_rows
from bot.language.sheets.sheet import Kind, Limits, SheetRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.language.sheets.layout import Layout
    from bot.language.sheets.sheet import Preview

TODAY = date(2026, 11, 21)


@dataclass(frozen=True, slots=True)
class Known:
    """What a file is known to hold; None where nothing is known. `missing` is what must be asked."""

    kind: Kind = Kind.SALES
    rows: int | None = None
    total: float | None = None
    quantity: float | None = None
    missing: tuple[str, ...] = ()
    slack: float = 0.005  # of the total, in major units
    also: Callable[[Layout, Preview], bool] | None = None


# Superstore's totals have four decimals; each line is rounded to cents, so the sum may differ by some of them.
# July holds some lines of the first of August: its sum is that of the file, not of the month.
FILES: dict[str, Known] = {
    "electronics/Sales_July_2019.csv": Known(rows=14_291, total=2_646_899.69),
    "superstore_classic_macCR_latin1.csv": Known(
        rows=9_994,
        total=2_297_200.86,
        quantity=37_873,
        slack=0.5,
        also=lambda _, held: len(held.customers) == 793,
    ),
    "supermarket_sales.csv": Known(rows=1_000, total=322_967.43),
    "online_retail_to_2011-08.csv.gz": Known(
        rows=320_705, also=lambda _, held: "17850" in held.customers and held.returns > 0
    ),
    "bread_basket_to_2017-02.csv": Known(missing=("price",), rows=0),
    "pharmacy_daily_to_2019-08.csv": Known(
        missing=("price",),
        rows=0,
        also=lambda layout, _: layout.wide is not None and len(layout.wide.columns) == 8,
    ),
    "dirty_cafe_sales.csv": Known(
        also=lambda _, held: (
            held.rows + held.problem_count == 10_000 and held.disagreeing == 0 and held.rows > 9_000
        )
    ),
    "pizza/order_details.csv": Known(missing=("date", "price"), rows=0),
    "pizza/orders.csv": Known(Kind.ORDERS),
    "pizza/pizzas.csv": Known(Kind.PRODUCTS, rows=96),
    "pizza/pizza_types.csv": Known(Kind.PRODUCTS, rows=32),
    "groceries_baskets.csv": Known(Kind.BASKETS),
    "CDNOW_master.txt.gz": Known(missing=("product",), rows=0),
}


def main() -> int:
    """Print each check and the speed; 1 if a check is off."""
    parser = argparse.ArgumentParser(prog="python -m bench.sheets", description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder with the files")
    parser.add_argument(
        "--lines",
        type=int,
        default=500_000,
        help="lines of the file that speed is measured on; 0 leaves it out",
    )
    asked = parser.parse_args()
    off = _messy(asked.data / "messy") + _real(asked.data) if asked.data else 0
    if asked.lines:
        _speed(asked.lines)
    return 1 if off else 0


def _messy(folder: Path) -> int:
    truth_file = folder / "truth.json"
    if not truth_file.is_file():
        print(f"absent: {truth_file}")
        return 0
    off = 0
    for name, truth in json.loads(truth_file.read_text(encoding="utf-8")).items():
        if not (folder / name).is_file():
            print(f"absent: {name}")
            continue
        try:
            said = _against(folder / name, truth)
        except SheetRefused as refused:
            said = "" if truth["expect"] != "ok" and "rows" not in truth else f"refused: {refused}"
        off += bool(said)
        print(f"{'off' if said else 'ok':4}{name}{': ' + said if said else ''}")
    return off


def _against(path: Path, truth: dict[str, object]) -> str:
    """Give what differs from the truth, or ''."""
    raw = open_table(path)
    layout = recognise(raw, today=TODAY)
    held = preview(read_rows(raw, layout, today=TODAY))
    got = {
        "rows": held.rows,
        "qty": held.quantity_milli / 1000,
        "revenue": held.total_minor / 100,
        "first_date": str(held.first_date),
        "last_date": str(held.last_date),
        "products_folded": len(held.products),
        "returns": held.returns,
    }
    wrong = [
        f"{key} {value} instead of {truth[key]}"
        for key, value in got.items()
        if key in truth and truth[key] != value
    ]
    if layout.ambiguous:
        wrong.append(f"asks for {[question.about for question in layout.ambiguous]}")
    if held.problem_count:
        wrong.append(f"{held.problem_count} problems: {held.problem_reasons}")
    return "; ".join(wrong)


def _real(folder: Path) -> int:
    off = 0
    for name, known in FILES.items():
        path = folder / name
        if not path.is_file():
            print(f"absent: {name}")
            continue
        started = time.perf_counter()
        raw = open_table(path)
        layout = recognise(raw, today=TODAY)
        try:
            held = preview(read_rows(raw, layout, today=TODAY))
        except SheetRefused:
            held = None
        took = time.perf_counter() - started
        said = _differs(layout, held, known)
        off += bool(said)
        sums = (
            f"{held.rows:,} rows, {held.total_minor / 100:,.2f}, {held.problem_count:,} problems"
            if held
            else "not read"
        )
        print(
            f"{'off' if said else 'ok':4}{name}: {layout.kind.value}, {sums}, missing {layout.missing}, {took:.1f} s {said}"
        )
    return off


def _differs(layout: Layout, held: Preview | None, known: Known) -> str:
    wrong = []
    if layout.kind is not known.kind:
        wrong.append(f"kind instead of {known.kind.value}")
    if layout.missing != known.missing:
        wrong.append(f"instead of missing {known.missing}")
    if held is not None:
        if known.rows is not None and held.rows != known.rows:
            wrong.append(f"rows instead of {known.rows}")
        if known.total is not None and abs(held.total_minor / 100 - known.total) > known.slack:
            wrong.append(f"total instead of {known.total}")
        if known.quantity is not None and held.quantity_milli / 1000 != known.quantity:
            wrong.append(f"quantity instead of {known.quantity}")
        if known.also is not None and not known.also(layout, held):
            wrong.append("its other check")
    return "; ".join(wrong)


def _speed(lines: int) -> None:
    """Print rows a second against `csv.reader` alone on a made-up file, and the most memory used."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sales.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("Date,Product,Quantity,Unit price,Total,Customer\n")
            for at in range(lines):
                price, quantity = 100 + at % 900, 1 + at % 4
                file.write(
                    f"{1 + at % 28:02}/{1 + at % 12:02}/2025 {at % 24:02}:{at % 60:02},Product {at % 300},{quantity},"
                    f"{price / 100:.2f},{price * quantity / 100:.2f},Customer {at % 3000}\n"
                )
        started = time.process_time()
        with path.open(encoding="utf-8", newline="") as file:
            plainly_read = sum(1 for _ in csv.reader(file))
        plain = time.process_time() - started
        started = time.process_time()
        raw = open_table(path, Limits(file_size=10**9))
        layout = recognise(raw, today=TODAY)
        recognised = time.process_time() - started
        started = time.process_time()
        rows = sum(1 for _ in read_rows(raw, layout, today=TODAY))
        took = time.process_time() - started
        size = path.stat().st_size / 1e6
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"speed: {rows:,} rows ({size:.0f} MB): recognised in {recognised:.1f} s, read at {rows / took:,.0f} rows/s; "
        f"csv.reader alone {plainly_read / plain:,.0f} lines/s; most memory of all above {most:.0f} MB"
    )
    what = "columns recognised, each line's day, quantity and money checked"
    beside = "`csv.reader` alone: text, nothing understood"
    hand_over([Figure(what, f"{rows:,} lines", recognised + took, "s", beside, plain)])


if __name__ == "__main__":
    sys.exit(main())
