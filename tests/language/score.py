"""Score the reading of labelled messages: ``python -m tests.language.score [FILE.jsonl…] [--show N]``.

A file is this folder's ``corpus.jsonl`` or any with the same fields; lines that name no shop are read against the
``catalogue.json`` beside their file. What is judged is the statement alone, without a database.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from bot.language import statements as s
from bot.language.correction import apply
from bot.language.names import Known
from tests.language.phrases import read
from tests.language.shops import SHOPS

CORPUS = Path(__file__).with_name("corpus.jsonl")
AFRIKAANS = CORPUS.with_name("afrikaans.jsonl")
GOOD = frozenset({"exact", "asked", "right"})
Rows = Counter[tuple[object, ...]]


@dataclass
class Score:
    """How the messages of some files were read."""

    verdicts: dict[str, Counter[str]] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)

    def add(self, message: dict[str, Any], verdict: str, statement: object) -> None:
        self.verdicts.setdefault(message["kind"], Counter())[verdict] += 1
        if verdict not in GOOD:
            self.bad.append(f"{message['id']} | {verdict} | {message['text']!r} | {statement}")

    def share(self, verdicts: frozenset[str], kinds: frozenset[str] | None = None) -> float:
        """Give the share of messages (of some kinds) with one of the verdicts."""
        rows = [c for kind, c in self.verdicts.items() if kinds is None or kind in kinds]
        whole = sum(sum(c.values()) for c in rows)
        return sum(c[v] for c in rows for v in verdicts) / whole if whole else 1.0


def score(files: list[Path]) -> Score:
    result = Score()
    for file in files:
        for line in file.read_text().splitlines():
            message = json.loads(line)
            known = (
                SHOPS[message["shop"]] if "shop" in message else _catalogue(file.with_name("catalogue.json"))
            )
            result.add(message, *judge(message, known))
    return result


_READ: dict[Path, Known] = {}


def _catalogue(path: Path) -> Known:
    if path not in _READ:
        book = json.loads(path.read_text())
        products = [
            s.Product(i, p["name"], p["category"], p["price_cents"], p["cost_cents"])
            for i, p in enumerate(book["products"], 1)
        ]
        _READ[path] = Known.of(products, [s.Customer(i, name) for i, name in enumerate(book["customers"], 1)])
    return _READ[path]


def judge(message: dict[str, Any], known: Known) -> tuple[str, object]:
    """Give the verdict on one message, and the statement that it was read as."""
    today = date.fromisoformat(message["now"][:10])
    recent: list[s.Recent] = []
    for i, before in enumerate(message.get("before", [])):
        entry = read(before, known, today, recent=recent)
        if not list(s.entries_of(entry)):
            return "missed", (before, entry)
        assert list(s.entries_of(entry)), (before, entry)
        recent.insert(0, s.Recent(i, entry))
    statement = read(message["text"], known, today, recent=recent)
    if isinstance(statement, s.Correction):
        entry = next(r.statement for r in recent if r.entry_id == statement.entry_id)
        statement = apply(statement, entry, known)
        if not isinstance(statement, s.Doubt):
            return (
                "exact" if message["kind"] == "correction" and _same(message, statement) else "wrong"
            ), statement
    return _verdict(message, statement), statement


def _verdict(message: dict[str, Any], statement: s.Statement) -> str:
    kind, writes = message["kind"], bool(list(s.entries_of(statement)))
    undone = isinstance(statement, s.Undo)
    if kind == "question":
        wanted = message.get("command")
        if writes or undone:
            return "wrong"
        if wanted is None:
            return "right" if not isinstance(statement, s.Question | s.DidYouMean) else "other"
        wanted = [wanted] if isinstance(wanted, str) else wanted
        return "right" if isinstance(statement, s.Question) and statement.command in wanted else "other"
    if kind in {"chat", "unclear"}:
        return "wrong" if writes or undone else "right"
    if message.get("asks"):
        return "wrong" if writes or undone else "asked" if isinstance(statement, s.Doubt) else "missed"
    if kind == "undo":
        return "exact" if undone and statement.entry_id == message["removes"] else "missed"
    if not writes:
        return "asked" if message.get("asked_ok") and isinstance(statement, s.Doubt) else "missed"
    return "exact" if kind != "correction" and _same(message, statement) else "wrong"


def _same(message: dict[str, Any], statement: s.Entry) -> bool:
    got, wanted = list(_got(statement).elements()), list(_wanted(message).elements())
    if len(got) != len(wanted):
        return False
    for row in wanted:
        hit = next((g for g in got if len(g) == len(row) and all(map(_close, g, row))), None)
        if hit is None:
            return False
        got.remove(hit)
    return True


def _close(one: object, other: object) -> bool:
    """Compare two fields; totals may be two cents of rounding apart."""
    if isinstance(one, int) and isinstance(other, int):
        return abs(one - other) <= 2
    return one == other


def _fold(text: str | None) -> str | None:
    return None if text is None else " ".join(text.casefold().split())


def _got(statement: s.Entry) -> Rows:
    rows: Rows = Counter()
    for entry in s.entries_of(statement):
        if isinstance(entry, s.Sale | s.Return):
            who = _fold(entry.customer.name) if entry.customer else None
            for item in entry.items:
                row = (
                    _fold(item.product.name),
                    item.quantity_milli / 1000,
                    item.total_minor,
                    who,
                    entry.on,
                    entry.payment,
                )
                rows["return" if isinstance(entry, s.Return) else "sale", *row] += 1
        elif isinstance(entry, s.Restock | s.Stocktake):
            for item in entry.items:
                kind = "restock" if isinstance(entry, s.Restock) else "stocktake"
                rows[
                    kind, _fold(item.product.name), item.quantity_milli / 1000, item.total_minor, entry.on
                ] += 1
        elif isinstance(entry, s.PriceChange):
            for line in entry.lines:
                rows["price", _fold(line.product.name), line.amount_minor, entry.on] += 1
        elif isinstance(entry, s.DebtPayment):
            rows["payment", _fold(entry.customer.name), entry.amount_minor, entry.on, entry.payment] += 1
        elif isinstance(entry, s.Expense):
            rows["expense", entry.amount_minor, entry.on, entry.payment] += 1
    return rows


def _wanted(message: dict[str, Any]) -> Rows:
    rows: Rows = Counter()
    kind = "sale" if message["kind"] == "correction" else message["kind"]
    for line in message.get("lines") or []:
        on = date.fromisoformat(line.get("date") or message["date"])
        name, quantity, total = _fold(line["product"]), float(line["qty"]), line["total"]
        who = _fold(line.get("customer", message.get("customer")))
        if kind in {"sale", "return"}:
            rows[kind, name, quantity, total, who, on, line.get("payment", message.get("payment"))] += 1
        elif kind == "price":
            rows[kind, name, total, on] += 1
        else:
            rows[kind, name, quantity, total, on] += 1
    if kind == "payment":
        on = date.fromisoformat(message["date"])
        rows[kind, _fold(message["customer"]), message["amount"], on, message["payment"]] += 1
    if kind == "expense" or (message["kind"] == "correction" and "amount" in message):
        rows["expense", message["amount"], date.fromisoformat(message["date"]), message["payment"]] += 1
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[CORPUS, AFRIKAANS])
    parser.add_argument("--show", type=int, default=0, help="print so many messages that were not read well")
    options = parser.parse_args()
    result = score(options.files)
    lines = [
        f"{kind:10s} {sum(c.values()):4d}  {dict(c.most_common())}"
        for kind, c in sorted(result.verdicts.items())
    ]
    lines += result.bad[: options.show]
    questions = frozenset({"question"})
    lines.append(
        f"good {result.share(GOOD):.1%}; wrong without a word {result.share(frozenset({'wrong'})):.1%}; "
        f"questions to the right command {result.share(GOOD, questions):.1%}"
    )
    print("\n".join(lines))  # noqa: T201 - the command's answer


if __name__ == "__main__":
    main()
