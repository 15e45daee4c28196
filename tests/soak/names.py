"""Hostile names: said by their file, shown in every kind of answer, exported, taken in again."""

from __future__ import annotations

import asyncio
import csv
import random
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from bot.files import outgo
from bot.service import import_files
from bot.shop import visit_shop
from bot.transport.wire import Wire
from tests.soak.wired import settings_in, wired

if TYPE_CHECKING:
    from pathlib import Path

NAMES = (
    "<b>", "</pre><b>", "Bread & Co", "&amp;", "<a href='x'>y</a>", "'; DROP TABLE entries; --", '"quoted", comma', "%s{}%n{0}",
    "{0.__class__}", "=1+1", "+49 170 1234", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x","y")', "\uff1d1+1", "'=1+1", "|pipe|",
    "NA", "None", "null", "nan", "007", "true", "1e5", "O\u2019Neil\u200d", "\u202eevil", "zero\u200bwidth", "e\u0301a", "*_`~[", "\\n\\t",
    "🕯" * 40, "漢字", "الاسم", "A" * 200, "semi;colon", "tab\u00a0space", "#1", "/undo 1", "undo", "-",
)  # fmt: skip
ASKED = (
    "/top_customers", "/top_products", "/today", "/history", "/stock", "/slow", "/customer {name}", "/product {name}",
    "/debts", "/loose_ends", "/audit", "/reorder", "/recommend {name}", "/basket", "/segments", "/sales last month",
)  # fmt: skip
_PLAIN = ("/today", "/history", "/stock", "/debts", "/loose_ends", "/audit")


def hostile_names(folder: Path, size: int, seed: int) -> str:
    """`size` of the names as products and customers, through every answer, the export and back."""
    return asyncio.run(_hostile_names(folder, size, seed))


async def _hostile_names(folder: Path, size: int, seed: int) -> str:
    names = random.Random(seed).sample(NAMES, min(size, len(NAMES)))
    path = folder / "sales.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        sheet = csv.writer(file)
        sheet.writerow(("date", "product", "customer", "quantity", "unit price", "total"))
        for number, name in enumerate(names):
            sheet.writerow((f"2026-05-{number % 28 + 1:02}", name, name, 1, "5.00", "5.00"))
    first = folder / "first"
    first.mkdir()
    settings = settings_in(first)
    said: list[str] = []
    code = import_files(settings, [path], said.append)
    assert code == 0, said
    answers = 0
    asked = ASKED if size >= len(NAMES) else _PLAIN
    async with wired(first, wire=Wire()) as bot:
        for question in asked:
            for name in names if "{name}" in question else ("",):
                bot.wire.say(question.format(name=name) if name else question)
                answers += 1
        await bot.settled(300)
        refused = bot.wire.refusals()
        assert not refused, f"Telegram refused {refused[:3]}"
        shown = "\n".join(m.get("text") or m.get("caption") or "" for m in bot.wire.shown())
        assert "went wrong" not in shown, re.findall(r".*went wrong.*", shown)[:2]
        tables = await bot.rows("SELECT count(*) FROM sqlite_master WHERE type = 'table'")
    kept = _sold(settings, folder / "export")
    changed = {unicodedata.normalize("NFKC", row[0]) for row in kept} ^ {_as_kept(name) for name in names}
    assert not changed, f"names changed on the way in: {changed}"
    live = [name for name in _cells(folder / "export" / "sales_book.csv") if _is_formula(name)]
    assert not live, f"formulas in the export: {live}"
    second = folder / "second"
    second.mkdir()
    code = import_files(settings_in(second), [_as_sheet(folder / "export" / "sales_book.csv")], said.append)
    assert code == 0, said[-3:]
    again = _sold(settings_in(second), folder / "export again")
    assert again == kept, f"lost {kept - again}, new {again - kept}"
    return f"{len(names)} names, {answers} answers: 0 refused, 0 bugs, {tables[0][0]} tables intact; 0 formulas in the export, taken in again the same (seed {seed})"


def _sold(settings, folder: Path) -> Counter:
    shop = visit_shop(settings)
    try:
        outgo.write_views(shop.book, folder)
        return Counter(
            shop.book.rows("SELECT product, customer, sold_on, quantity, total_minor FROM sales_book")
        )
    finally:
        shop.close()


def _as_sheet(export: Path) -> Path:
    """Give an export as a sheet of sales: the view's cells as they stand, under headings in an owner's words."""
    sheet = export.with_name("again.csv")
    with export.open(encoding="utf-8-sig", newline="") as source, sheet.open("w", newline="") as target:
        out = csv.writer(target)
        out.writerow(("date", "product", "customer", "quantity", "total"))
        for row in csv.DictReader(source):
            total = f"{int(row['total_minor']) / 100:.2f}"
            out.writerow((row["sold_on"], row["product"], row["customer"], row["quantity"], total))
    return sheet


def _as_kept(name: str) -> str:
    """Give a name as a file brings it: in plain letters, without the mark that makes a formula harmless."""
    name = unicodedata.normalize("NFKC", name)
    return name[1:] if name.startswith("'") and _is_formula(name[1:]) else name


def _cells(file: Path) -> list[str]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return [cell for row in csv.reader(opened) for cell in row]


def _is_formula(cell: str) -> bool:
    first = unicodedata.normalize("NFKC", cell[:1])
    return first in ("=", "+", "@", "\t", "\r") or (first == "-" and not re.fullmatch(r"-\d+(\.\d+)?", cell))
