"""One shop: its book, its settings, its notation and its calendar.

`open_shop` opens the book for writing (one process at a time), `visit_shop` for reading only, as the worker
processes do. Nothing is global: one process can serve many shops.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from babel.dates import format_date

from bot import config
from bot.language.names import Known
from bot.language.statements import Customer, Locale, Product
from bot.money import Money, separators, write_number, write_percent, write_quantity
from bot.speech import LANGUAGES, _, language_of, locale
from storage import members
from storage import settings as choices
from storage.book import Book

if TYPE_CHECKING:
    from datetime import datetime

    from bot.config import Settings


@dataclass(slots=True)
class Shop:
    """What everything below the edge works with.

    `given` is what config.toml says; `settings` is what holds: a choice made in the chat wins.
    """

    given: Settings
    book: Book
    settings: Settings = field(init=False)
    money: Money = field(init=False)
    _chosen: dict[str, str] | None = field(default=None, init=False, repr=False)
    _known: tuple[int, Known] | None = field(default=None, init=False, repr=False)
    visited: bool = False  # a demo shop, looked at from the chat with another one
    demos: dict[int, Shop] = field(default_factory=dict, init=False, repr=False)  # open, by who looks at them

    def __post_init__(self) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Take up what was chosen in the chat since."""
        found = choices.everything(self.book)
        if found == self._chosen:
            return
        self._chosen = found
        self.settings = config.with_chosen(self.given, found)
        self.money = Money(self.settings.shop.currency, self.settings.shop.locale)
        self._known = None

    @property
    def language(self) -> str:
        """The code of the language that is spoken where no member is spoken to."""
        return language_of(self.settings.shop.locale)

    def language_of(self, sender: int) -> str:
        """Give the language in which somebody is answered: his own choice, else that of the shop's locale."""
        chosen = members.language_of(self.book, sender)
        return chosen if chosen in LANGUAGES else self.language

    def today(self, at: datetime) -> date:
        """Give the shop's day at an instant: the only zone arithmetic besides the schedule's."""
        return at.astimezone(self.settings.zone).date()

    def known(self) -> Known:
        """Give the catalogue and the customers as the reader needs them, anew only when they changed."""
        version = self.book.catalogue_version()
        if self._known is None or self._known[0] != version:
            self._known = (version, self._look_up())
        return self._known[1]

    def _look_up(self) -> Known:
        catalogue = self.book.catalogue()
        return Known.of(
            tuple(
                Product(one.id, one.name, one.category, one.price_minor, one.cost_minor, one.aliases)
                for one in catalogue.products
            ),
            tuple(Customer(one.id, one.name, one.aliases) for one in catalogue.customers),
            locale=Locale(
                symbol=self.money.symbol,
                codes=(self.money.currency, *_SPOKEN.get(self.money.currency, ())),
                decimals=self.money.places,
                thousands=separators(self.money.locale)[0],
                point=separators(self.money.locale)[1],
                week_starts=config.WEEKDAYS.index(self.settings.shop.week_starts),
            ),
        )

    def write(self, minor: int) -> str:
        """Write an amount as it stands."""
        return self.money.write(minor)

    def round(self, minor: float) -> str:
        """Write an estimate or a large sum without cents."""
        return self.money.round(minor)

    def quantity(self, milli: int) -> str:
        """Write a quantity (thousandths)."""
        return write_quantity(milli, self.money.locale)

    def number(self, figure: float, places: int = 0) -> str:
        """Write a plain figure."""
        return write_number(figure, self.money.locale, places)

    def percent(self, share: float) -> str:
        """Write a share (0.31) as 31 %."""
        return write_percent(share, self.money.locale)

    def sureness(self, share: float) -> str:
        """Write a share that is set (0.975) as 97.5 %: nothing is rounded to wholly sure."""
        tenths = round(1000 * share)
        return write_percent(tenths / 1000, self.money.locale, places=1 if tenths % 10 else 0)

    def day(self, on: date, today: date) -> str:
        """Write a day as it is spoken of: today, yesterday, Sat 5 Jul, 5 Jul 2024."""
        if on == today:
            return _("today")
        if (today - on).days == 1:
            return _("yesterday")
        pattern = "EEE d MMM" if abs((today - on).days) < _NEAR_DAYS else "d MMM y"
        return self.dated(on, pattern)

    def weekday(self, number: int, pattern: str = "EEEE") -> str:
        """Name a weekday (0 is Monday) in the language that is spoken: Monday, or with EEE Mon."""
        return self.dated(_A_MONDAY + timedelta(days=number), pattern)

    def dated(self, on: date, pattern: str) -> str:
        """Write a day in the language that is spoken; the pattern is CLDR's: EEE d MMM."""
        return str(format_date(on, pattern, locale=locale(self.money.locale)))

    def close(self) -> None:
        """Close the book."""
        for demo in self.demos.values():
            demo.close()
        self.demos.clear()
        self.book.close()


_SPOKEN = {
    "ZAR": ("rand", "rands"),
    "USD": ("dollar", "dollars"),
    "EUR": ("euro", "euros"),
    "GBP": ("pound", "pounds", "quid"),
    "INR": ("rs", "rupee", "rupees"),
    "KES": ("ksh", "kshs", "shs", "shilling", "shillings"),
    "UGX": ("ush", "shs", "shilling", "shillings"),
    "TZS": ("tsh", "shilling", "shillings"),
    "NGN": ("naira",),
    "GHS": ("cedi", "cedis"),
    "PKR": ("rs", "rupee", "rupees"),
}
_NEAR_DAYS = 180
_A_MONDAY = date(2024, 1, 1)


def open_shop(settings: Settings) -> Shop:
    """Open the shop for writing; the owners of the configuration become members.

    Raises the errors of `storage.errors` with a sentence that says what to do.
    """
    settings.files_folder.mkdir(parents=True, exist_ok=True)
    book = Book.open(settings.book_path, backups_folder=settings.backup_folder)
    book.drop_staged()  # what an import left that never ended
    return Shop(settings, book)


def visit_shop(settings: Settings) -> Shop:
    """Open the shop for reading only: for worker processes and exports."""
    return Shop(settings, Book.open_reading(settings.book_path))
