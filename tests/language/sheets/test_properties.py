"""Whatever way a file is written, what was put in comes out."""

from __future__ import annotations

import contextlib
import csv
import io
from dataclasses import dataclass
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.language.sheets.sheet import SheetRefused
from tests.language.sheets.files import read

NAMES = st.sampled_from(
    [
        "Bread",
        "Brown bread, sliced",
        'TV 20" flat',
        "Café crème",
        "Käse; mild",
        "NA",
        "None",
        "007",
        "A|B",
        "Total Cereal",
        "R2-D2",
        "Zoë's jam",
        "Tea (4-pack)",
        "X\tY",
    ]
)
SALES = st.lists(
    st.tuples(
        st.dates(date(2023, 1, 1), date(2026, 11, 20)),
        NAMES,
        st.integers(-50, 500).filter(bool),
        st.integers(0, 2_000_000),
    ),
    min_size=1,
    max_size=12,
)


@dataclass(frozen=True, slots=True)
class Dialect:
    separator: str
    ends: str
    encoding: str
    days: str
    sign: str
    thousands: str
    currency: str
    minus: str
    above: int

    def amount(self, minor: int, places: int = 2) -> str:
        text = (
            f"{abs(minor) / 10**places:,.{places}f}".replace(",", "T")
            .replace(".", self.sign)
            .replace("T", self.thousands)
        )
        text = self.currency.format(text)
        return self.minus.format(text) if minor < 0 else text


DIALECTS = st.builds(
    Dialect,
    separator=st.sampled_from([",", ";", "\t", "|"]),
    ends=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    days=st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%Y/%m/%d", "%B %d, %Y", "%d-%b-%y"]),
    sign=st.sampled_from([".", ","]),
    thousands=st.sampled_from(["", " ", "'"]),
    currency=st.sampled_from(["{}", "R {}", "{} EUR", "${}"]),
    minus=st.sampled_from(["-{}", "({})", "{}-"]),
    above=st.integers(0, 3),
)


def written(sales: list[tuple[date, str, int, int]], dialect: Dialect) -> bytes:
    text = io.StringIO()
    out = csv.writer(text, delimiter=dialect.separator, lineterminator=dialect.ends)
    out.writerows([["Sales of the shop", "", "", "", ""]] * dialect.above)
    out.writerow(["Date", "Item", "Qty", "Unit price", "Total"])
    for day, name, quantity, price in sales:
        count = dialect.minus.format(abs(quantity)) if quantity < 0 else str(quantity)
        out.writerow(
            [day.strftime(dialect.days), name, count, dialect.amount(price), dialect.amount(price * quantity)]
        )
    out.writerow(
        ["Total", "", "", "", dialect.amount(sum(price * quantity for _, _, quantity, price in sales))]
    )
    return text.getvalue().encode(dialect.encoding)


@settings(deadline=None, max_examples=80)
@given(SALES, DIALECTS)
def test_sales_written_in_any_dialect_are_read_back(
    sales: list[tuple[date, str, int, int]], dialect: Dialect
):
    found = read(written(sales, dialect))
    expected = [
        (day, " ".join(name.split()), quantity * 1000, price * quantity)
        for day, name, quantity, price in sales
    ]
    assert found.problems == []
    assert [(row.sold_on, row.product, row.quantity_milli, row.total_minor) for row in found.rows] == expected


@settings(deadline=None, max_examples=80)
@given(st.binary(max_size=400) | st.text(alphabet='ab1,;"\n\r\t. /-', max_size=300).map(str.encode))
def test_no_bytes_do_harm(content: bytes):
    with contextlib.suppress(SheetRefused):
        found = read(content)
        assert found.preview.rows == len(found.rows)


@settings(deadline=None, max_examples=40)
@given(SALES, st.data())
def test_a_broken_line_harms_no_other(sales: list[tuple[date, str, int, int]], data: st.DataObject):
    plain = Dialect(",", "\n", "utf-8", "%Y-%m-%d", ".", "", "{}", "-{}", 0)
    lines = written(sales, plain).decode().splitlines()
    at = data.draw(st.integers(1, len(lines) - 1))
    broken = data.draw(
        st.sampled_from(
            [
                "2024-01-05,Bread,many,1.50,1.50",
                "someday,Bread,1,1.50,1.50",
                "2024-01-05,,1,1.50,1.50",
                "2024-01-05,Bread,0,1.50,0",
            ]
        )
    )
    found = read("\n".join([*lines[:at], broken, *lines[at:]]))
    assert [problem.line_number for problem in found.problems] == [at + 1]
    assert len(found.rows) == len(sales)
