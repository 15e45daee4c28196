"""Made-up sheets of sales: what was sold, the many ways to write it down, and what comes of reading that."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from hypothesis import strategies as st

from bot.language.sheets.opening import open_table
from bot.language.sheets.preview import row_key
from bot.language.sheets.recognise import recognise
from bot.language.sheets.sheet import Kind, SheetRefused
from tests.language.sheets.files import TODAY, Read, read, workbook

NAMES = (
    "Bread", "Brown bread, sliced", 'TV 20" flat', "Café crème", "Käse; mild", "NA", "None", "007", "A|B", "Total Cereal", "R2-D2",
    "Zoë's jam", "Tea (4-pack)", "X\tY",
)  # fmt: skip
PEOPLE = ("", "Maria", "NA", "None", "null", "007", "+49 170 1234", "O'Neil, Joe", "Zoë")
DAY_FIRST, MONTH_FIRST = ("%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y"), ("%m/%d/%Y", "%m/%d/%y")
CLEAR = ("%Y-%m-%d", "%d.%m.%Y", "%d %b %Y", "%Y/%m/%d", "%B %d, %Y", "%d-%b-%y")
HEADINGS = {
    "en": ("Date", "Item", "Customer", "Qty", "Unit price", "Total"),
    "de": ("Datum", "Artikel", "Kunde", "Menge", "Einzelpreis", "Gesamt"),
    "fr": ("Date de vente", "Produit", "Client", "Quantité", "Prix unitaire", "Montant"),
    "es": ("Fecha", "Producto", "Cliente", "Cantidad", "Precio unitario", "Importe"),
    "pt": ("Data da venda", "Produto", "Cliente", "Quantidade", "Preço unitário", "Valor total"),
    "nl": ("Verkoopdatum", "Artikel", "Klant", "Aantal", "Stukprijs", "Totaal"),
    "af": ("Verkoopsdatum", "Produk", "Kliënt", "Hoeveelheid", "Eenheidsprys", "Totaal"),
}
BROKEN = ("many", "1e400", "0", "²", "1" + "0" * 30)  # no quantities: each line with one is told, not read


@dataclass(frozen=True, slots=True)
class Sale:
    """What was sold: thousandths, and minor units a piece."""

    day: date
    product: str
    customer: str
    milli: int
    price: int

    @property
    def total(self) -> int:
        """What it comes to, in minor units."""
        return int((Decimal(self.milli * self.price) / 1000).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way to write a sheet."""

    separator: str
    ends: str
    encoding: str
    quotes: int
    days: str
    sign: str
    thousands: str
    currency: str
    minus: str
    above: int
    language: str
    blank: bool
    summed: bool
    order: tuple[int, ...]
    book: str  # "": text; "typed" or "words": the cells of a workbook

    def figure(self, value: Decimal | int, places: int) -> str:
        """Write a number without its currency."""
        text = f"{abs(value):,.{places}f}".replace(",", "T").replace(".", self.sign)
        text = text.replace("T", self.thousands)
        return self.minus.format(text) if value < 0 else text

    def amount(self, minor: int) -> str:
        """Write an amount of money."""
        text = self.currency.format(self.figure(abs(Decimal(minor)) / 100, 2))
        return self.minus.format(text) if minor < 0 else text

    def quantity(self, milli: int) -> str:
        """Write a quantity with the places that it has."""
        value = Decimal(milli) / 1000
        return self.figure(value, max(0, -int(value.normalize().as_tuple().exponent)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file is to hold: its sales, which columns say it, and a line that holds none."""

    sales: tuple[Sale, ...]
    amounts: str  # which of unit price and total stand there
    broken: str  # a quantity that is none, in a line of its own; "": no such line

    @property
    def rows(self) -> list[tuple[date, str, str | None, int, int]]:
        """What must be read: day, product, customer, thousandths, minor units."""
        return [
            (one.day, " ".join(one.product.split()), one.customer or None, one.milli, one.total)
            for one in self.sales
        ]


class Outcome(Enum):
    """What came of reading a file."""

    READ = "read at once"
    ASKED = "read after a question about days or decimals"
    LEFT = "left to the owner to say what it is"


def _sales() -> st.SearchStrategy[tuple[Sale, ...]]:
    milli = st.integers(-50, 500).filter(bool).map(lambda n: n * 1000) | st.sampled_from(
        (500, 1250, 250, -1500, 2125)
    )
    any_day = st.dates(date(2023, 1, 1), date(2026, 11, 20))
    low_day = st.builds(
        date, st.integers(2023, 2025), st.integers(1, 12), st.integers(1, 12)
    )  # read either way
    price = st.integers(0, 2_000_000)
    return st.one_of(
        st.lists(
            st.builds(Sale, day, st.sampled_from(NAMES), st.sampled_from(PEOPLE), milli, price),
            min_size=1,
            max_size=14,
        ).map(tuple)
        for day in (any_day, low_day)
    )


SHEETS = st.builds(
    lambda sales, amounts, broken: Sheet(sales, amounts, broken if len(sales) >= 10 else ""),
    _sales(),
    st.sampled_from(("both", "price", "total")),
    st.sampled_from(("", *BROKEN)),
)


@st.composite
def dialects(draw: st.DrawFn) -> Dialect:
    """Draw a way to write. Who writes the month first writes English and decimal points."""
    days = draw(st.sampled_from((*CLEAR, *CLEAR, *DAY_FIRST, *MONTH_FIRST)))
    american = days in MONTH_FIRST
    sign = "." if american else draw(st.sampled_from(".,"))
    return Dialect(
        separator=draw(st.sampled_from(",;\t|")),
        ends=draw(st.sampled_from(("\n", "\r\n", "\r"))),
        encoding=draw(st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252"))),
        quotes=draw(st.sampled_from((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))),
        days=days,
        sign=sign,
        thousands=draw(st.sampled_from(("", " ", "'", "," if sign == "." else "."))),
        currency=draw(st.sampled_from(("{}", "R {}", "{} EUR", "${}"))),
        minus=draw(st.sampled_from(("-{}", "({})", "{}-"))),
        above=draw(st.integers(0, 3)),
        language="en" if american else draw(st.sampled_from(tuple(HEADINGS))),
        blank=draw(st.booleans()),
        summed=draw(st.booleans()),
        order=tuple(draw(st.permutations(range(6)))),
        book=draw(st.sampled_from(("", "", "typed", "words"))),
    )


def written(sheet: Sheet, dialect: Dialect) -> bytes:
    """Write a sheet in a dialect."""
    typed = dialect.book == "typed"
    columns = [
        at
        for at in dialect.order
        if not ((at == 4 and sheet.amounts == "total") or (at == 5 and sheet.amounts == "price"))
    ]
    heading = HEADINGS[dialect.language]
    lines: list[list[object]] = [
        ["Sales of the shop", *[""] * (len(columns) - 1)] for _ in range(dialect.above)
    ]
    lines.append([heading[at] for at in columns])
    for one in sheet.sales:
        cells = _typed(one) if typed else _in_words(one, dialect)
        lines.append([cells[at] for at in columns])
    middle = len(lines) - len(sheet.sales) // 2
    if sheet.broken:
        first = sheet.sales[0]
        cells = _typed(first) if typed else _in_words(first, dialect)
        lines.insert(middle, [sheet.broken if at == 3 else cells[at] for at in columns])
    if dialect.blank:
        lines.insert(middle, [""] * len(columns))
    if dialect.summed:
        whole = sum(one.total for one in sheet.sales)
        sums = (
            {columns[0]: "Total", 5: whole / 100 if typed else dialect.amount(whole)}
            if columns[0] != 5
            else {1: "Total"}
        )
        lines.append([sums.get(at, "") for at in columns])
    if dialect.book:
        return workbook({"Sales": [[None if cell == "" else cell for cell in line] for line in lines]})
    text = io.StringIO()
    out = csv.writer(text, delimiter=dialect.separator, lineterminator=dialect.ends, quoting=dialect.quotes)
    out.writerows(lines)
    return text.getvalue().encode(dialect.encoding)


def _in_words(one: Sale, dialect: Dialect) -> tuple[object, ...]:
    return (
        one.day.strftime(dialect.days), one.product, one.customer, dialect.quantity(one.milli), dialect.amount(one.price),
        dialect.amount(one.total),
    )  # fmt: skip


def _typed(one: Sale) -> tuple[object, ...]:
    return one.day, one.product, one.customer, one.milli / 1000, one.price / 100, one.total / 100


def outcome(sheet: Sheet, dialect: Dialect) -> tuple[Outcome, Counter[str]]:
    """Read a sheet in a dialect; gives how that went and the keys of its rows. AssertionError: read wrongly, untold."""
    name = "sales.xlsx" if dialect.book else "sales.csv"
    content = written(sheet, dialect)
    try:
        layout = recognise(open_table(content, name=name), today=TODAY)
    except SheetRefused:
        return Outcome.LEFT, Counter()
    if layout.kind is not Kind.SALES or layout.missing:
        return Outcome.LEFT, Counter()
    truth = {"date_order": "mdy" if dialect.days in MONTH_FIRST else "dmy", "decimal_sign": dialect.sign}
    asked = layout.ambiguous
    for question in asked:
        layout = layout.choose(question.about, truth[question.about])
    found = read(content, name, layout=layout)
    _prove(sheet, found, content)
    return Outcome.ASKED if asked else Outcome.READ, Counter(row_key(row) for row in found.rows)


def _prove(sheet: Sheet, found: Read, content: bytes) -> None:
    rows = [
        (row.sold_on, row.product, row.customer, row.quantity_milli, row.total_minor) for row in found.rows
    ]
    assert rows == sheet.rows, f"{rows} instead of {sheet.rows} from {content[:2000]!r}"
    assert len(found.problems) == bool(sheet.broken), f"{found.problems} from {content[:2000]!r}"
