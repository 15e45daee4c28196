"""Running totals of sale lines: one rule for a single sale and for a file of half a million lines.

Each table is described once, by its keys and sums over `sale_lines`. From the description follow the
statement that adds an entry or takes it away, and the recount that proves the table. Callers hold the transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

_SALES = "count(DISTINCT l.sale_id) FILTER (WHERE l.quantity_milli >= 0)"
_MOVED = {"quantity_milli": "sum(l.quantity_milli)", "total_minor": "sum(l.total_minor)"}
_EARNED = {
    "cost_minor": "coalesce(sum(l.cost_minor), 0)",
    "costed_minor": "coalesce(sum(l.total_minor) FILTER (WHERE l.cost_minor IS NOT NULL), 0)",
    "returned_milli": "coalesce(-sum(l.quantity_milli) FILTER (WHERE l.quantity_milli < 0), 0)",
    "returned_minor": "coalesce(-sum(l.total_minor) FILTER (WHERE l.quantity_milli < 0), 0)",
}
# 2026-11-21T09:37:05Z lies in the quarter 2026-11-21T09:30.
_SLOT = (
    "coalesce(substr(l.sold_at, 1, 14) || substr('00153045', substr(l.sold_at, 15, 2) / 15 * 2 + 1, 2), '')"
)


@dataclass(frozen=True, slots=True)
class Running:
    """One table of running totals: its key columns and its sums, each as an expression over a line `l`."""

    table: str
    keys: dict[str, str]
    sums: dict[str, str]

    @property
    def columns(self) -> str:
        """The column names, keys first."""
        return ", ".join([*self.keys, *self.sums])

    def add(self) -> str:
        """Give the statement that adds (:sign 1) or takes away (-1) the lines of :entry."""
        sums = ", ".join(f":sign * {sum_}" for sum_ in self.sums.values())
        return (
            f"INSERT INTO {self.table} ({self.columns}) SELECT {', '.join(self.keys.values())}, {sums} "  # noqa: S608 - of constants only
            f"FROM sale_lines AS l WHERE l.entry_id = :entry GROUP BY {self._groups()} "
            f"ON CONFLICT ({', '.join(self.keys)}) DO UPDATE SET {self._grown('+ excluded')}"
        )

    def gather(self, source: str, into: str) -> str:
        """Give the statement that adds the lines in `source`, a table or a query in brackets, to `into`, a table like this."""
        return (
            f"INSERT INTO {into} ({self.columns}) "  # noqa: S608 - of constants only
            f"SELECT {', '.join(self.keys.values())}, {', '.join(self.sums.values())} FROM {source} AS l "
            f"WHERE true GROUP BY {self._groups()} "
            f"ON CONFLICT ({', '.join(self.keys)}) DO UPDATE SET {self._grown('+ excluded', into)}"
        )

    def merge(self, source: str) -> str:
        """Give the statement that adds rows of keys and sums which were gathered in a table."""
        return (
            f"INSERT INTO {self.table} ({self.columns}) SELECT {self.columns} FROM {source} WHERE true "  # noqa: S608 - of constants only
            f"ON CONFLICT ({', '.join(self.keys)}) DO UPDATE SET {self._grown('+ excluded')}"
        )

    def part(self, source: str) -> tuple[str, str]:
        """Give the statements that take gathered rows away: rows of no other lines go, the rest shrink."""
        keys = ", ".join(self.keys)
        same = " AND ".join(f"{self.table}.{key} = gone.{key}" for key in self.keys)
        return (
            f"DELETE FROM {self.table} WHERE ({keys}, lines) IN (SELECT {keys}, lines FROM {source})",  # noqa: S608 - of constants only
            f"UPDATE {self.table} SET {self._grown('- gone')} FROM {source} AS gone WHERE {same}",  # noqa: S608 - of constants only
        )

    def prune(self) -> str:
        """Give the statement that removes the rows on which taking :entry away left no line."""
        return (
            f"DELETE FROM {self.table} WHERE lines = 0 AND ({', '.join(self.keys)}) IN "  # noqa: S608 - of constants only
            f"(SELECT {', '.join(self.keys.values())} FROM sale_lines AS l WHERE l.entry_id = :entry)"
        )

    def recount(self) -> str:
        """Give the query that computes the whole table from the lines in force."""
        return (
            f"SELECT {', '.join(self.keys.values())}, {', '.join(self.sums.values())} FROM sale_lines AS l "  # noqa: S608 - of constants only
            "WHERE l.entry_id NOT IN (SELECT id FROM entries WHERE state <> 'in force') "
            f"GROUP BY {self._groups()}"
        )

    def _grown(self, by: str, table: str = "") -> str:
        return ", ".join(f"{column} = {table or self.table}.{column} {by}.{column}" for column in self.sums)

    def _groups(self) -> str:
        return ", ".join(str(place + 1) for place in range(len(self.keys)))


_DAY = {"sold_on": "l.sold_on"}
RUNNING: tuple[Running, ...] = (
    Running("day_totals", _DAY, {**_MOVED, **_EARNED, "sales": _SALES, "lines": "count(*)"}),
    Running(
        "day_product_totals",
        {**_DAY, "product_id": "l.product_id"},
        {**_MOVED, **_EARNED, "lines": "count(*)"},
    ),
    Running(
        "day_customer_totals",
        {**_DAY, "customer_id": "coalesce(l.customer_id, 0)", "region": "coalesce(l.region, '')"},
        {**_MOVED, "sales": _SALES, "lines": "count(*)"},
    ),
    Running(
        "day_payment_totals",
        {**_DAY, "payment": "coalesce(l.payment, '')"},
        {"total_minor": "sum(l.total_minor)", "lines": "count(*)"},
    ),
    Running(
        "day_slot_totals",
        {**_DAY, "slot": _SLOT},
        {"total_minor": "sum(l.total_minor)", "sales": _SALES, "lines": "count(*)"},
    ),
)


def add(connection: sqlite3.Connection, entry_id: int, sign: int) -> None:
    """Add the sale lines of an entry to all running totals (1), or take them away (-1)."""
    if not connection.execute("SELECT 1 FROM sale_lines WHERE entry_id = ? LIMIT 1", [entry_id]).fetchone():
        return
    for running in RUNNING:
        connection.execute(running.add(), {"entry": entry_id, "sign": sign})
        if sign < 0:
            connection.execute(running.prune(), {"entry": entry_id})
