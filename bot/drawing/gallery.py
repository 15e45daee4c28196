"""One sample of every kind of chart, for the documents: python -m bot.drawing.gallery FOLDER.

The figures are made up by a rule without chance, so that the pictures are the same every time.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answer import Bars, Cloud, Fan, Heat, Lines, Panels, Series, Steps, Unit
from bot.drawing import draw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answer import Chart

_RAND = Unit(before="R", thousands=" ", scale=100)
_PERCENT = Unit(after=" %")
_PLAIN = Unit(thousands=" ")
_JULY = date(2026, 7, 1)
_AUGUST = date(2026, 8, 1)
_MONTHS = ("Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SUNDAY = 6
# How strong each weekday and each hour from eight to seven is, in hundredths of an ordinary one.
_BY_WEEKDAY = (80, 85, 90, 100, 140, 170, 0)
_BY_HOUR = (20, 60, 90, 110, 120, 150, 140, 90, 100, 160, 180, 60)


def _days(first: date, count: int) -> tuple[date, ...]:
    return tuple(first + timedelta(n) for n in range(count))


def _stir(n: int, spread: int) -> int:
    """Give a figure from 0 to `spread` that looks like chance."""
    return (n * n * 7919 + n * 104_729) % 1009 * spread // 1008


def _revenue(days: Sequence[date], level: int) -> tuple[float | None, ...]:
    """Give a day's revenue in cents: busy before the weekend, nothing on closed Sundays."""
    return tuple(
        None
        if day.weekday() == _SUNDAY
        else level * _BY_WEEKDAY[day.weekday()] // 100 + _stir(day.toordinal() + level, level // 3)
        for day in days
    )


def _bars() -> Bars:
    return Bars(
        "More than a third of the money comes from HDMI cables",
        ("HDMI cable 2m", "USB-C charger 65W", "Samsung A15", "Earphones", "Screen guard"),
        (1_250_000, 980_000, 740_000, 310_000, 90_000),
        _RAND,
        before=(900_000, 1_100_000, 740_000, None, 120_000),
        notes=("37 %", "29 %", "22 %", "9 %", "3 %"),
        subtitle="Revenue by product, July 2026",
        footing="1 to 31 July 2026 · 214 sales",
    )


def _lines() -> Lines:
    days = _days(_JULY, 31)
    so_far = tuple(value if n < 23 else None for n, value in enumerate(_revenue(days, 520_000)))  # noqa: PLR2004 -- the 23rd is the sample's today
    return Lines(
        "July runs ahead of June",
        days,
        (
            Series("June", (*_revenue(_days(date(2026, 6, 3), 28), 430_000), None, None, None), quiet=True),
            Series("July", so_far),
        ),
        _RAND,
        marks=((date(2026, 7, 10), "Winter sale begins"),),
        subtitle="Revenue a day",
        footing="1 to 23 July 2026 · 161 sales · closed on Sundays",
    )


def _fan() -> Fan:
    days = tuple(day for day in _days(_AUGUST, 14) if day.weekday() != _SUNDAY)
    middle = tuple(500_000 * _BY_WEEKDAY[day.weekday()] / 100 for day in days)
    return Fan(
        "About R66 500 expected in the next two weeks",
        _days(_JULY, 31),
        _revenue(_days(_JULY, 31), 480_000),
        days,
        middle,
        tuple(value * 0.7 for value in middle),
        tuple(value * 1.35 for value in middle),
        _RAND,
        subtitle="Revenue a day",
        footing="Learned from 212 days · usually wrong by 14 %",
    )


def _hours() -> Heat:
    return Heat(
        "Nearly half of the money comes on Friday and Saturday",
        _WEEKDAYS,
        tuple(f"{hour}:00" for hour in range(6, 22)),
        tuple(
            tuple(
                _BY_WEEKDAY[day] * _BY_HOUR[hour - 8] * 2 if 8 <= hour < 20 else None  # noqa: PLR2004 -- shop hours
                for hour in range(6, 22)
            )
            for day in range(7)
        ),
        _RAND,
        write=True,
        subtitle="Revenue by weekday and hour, an average week",
        footing="1 May to 31 July 2026 · 640 sales",
    )


def _cohorts() -> Heat:
    return Heat(
        "One new customer in three is back the month after",
        _MONTHS,
        tuple(map(str, range(12))),
        tuple(
            tuple(
                100.0 if month == 0 else 36 - 2 * month + _stir(row * 12 + month, 12) - 6
                for month in range(12 - row)
            )
            + (None,) * row
            for row in range(12)
        ),
        _PERCENT,
        write=True,
        subtitle="Buying again, by months since the first purchase",
        footing="August 2025 to July 2026 · 188 customers",
    )


def _steps() -> Steps:
    return Steps(
        "R9 400 of R33 700 is left at the end of July",
        ("Revenue", "Cost of goods", "Returns", "Rent", "Wages", "Other income", "Net"),
        (3_370_000, -1_640_000, -120_000, -400_000, -380_000, 110_000, 940_000),
        ("total", *("change",) * 5, "total"),
        _RAND,
        subtitle="Where July's money went",
        footing="1 to 31 July 2026 · cost known for 71 % of sales",
    )


def _cloud() -> Cloud:
    regulars = (
        ("Thabo Mokoena", 3, 330_000),
        ("Lerato Nkosi", 6, 290_000),
        ("Aisha Patel", 12, 300_000),
        ("J. van der Merwe", 9, 210_000),
        ("Spaza 24", 21, 240_000),
        ("Corner Café", 17, 180_000),
    )
    others = tuple(
        ("New", 2 + _stir(n, 22), 10_000 + _stir(n + 50, 60_000))
        if n % 2
        else ("Drifting away", 45 + _stir(n, 40), 30_000 + _stir(n + 50, 110_000))
        for n in range(50)
    )
    return Cloud(
        "Six regulars bring in a third of the money",
        (*(float(days) for _, days, _ in regulars), *(float(days) for _, days, _ in others)),
        (*(float(spent) for _, _, spent in regulars), *(float(spent) for _, _, spent in others)),
        (*(name for name, _, _ in regulars), *(f"Customer {n}" for n in range(len(others)))),
        (*("Regulars" for _ in regulars), *(group for group, _, _ in others)),
        frozenset(range(len(regulars))),
        "days since the last purchase",
        "spent in a year",
        subtitle="56 customers in three groups",
        footing="August 2025 to July 2026",
        x_unit=_PLAIN,
        y_unit=_RAND,
    )


def _panels() -> Panels:
    days = _days(_JULY, 31)
    return Panels(
        "Phones make the month, cables keep it steady",
        tuple(
            Lines(name, days, (Series(name, _revenue(days, level)),), _RAND)
            for name, level in (
                ("Phones", 900_000),
                ("Cables", 240_000),
                ("Chargers", 150_000),
                ("Audio", 60_000),
            )
        ),
        subtitle="Revenue a day by category",
        footing="1 to 31 July 2026 · 214 sales · closed on Sundays",
    )


def samples() -> dict[str, Chart]:
    """Give one chart of every kind (two grids: they look different), by file name."""
    return {
        "bars": _bars(),
        "lines": _lines(),
        "fan": _fan(),
        "hours": _hours(),
        "cohorts": _cohorts(),
        "steps": _steps(),
        "cloud": _cloud(),
        "panels": _panels(),
    }


def write_gallery(folder: Path) -> list[Path]:
    """Draw every sample in light and dark into a folder; give the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for name, chart in samples().items():
        for mood, dark in (("light", False), ("dark", True)):
            file = folder / f"{name}-{mood}.png"
            file.write_bytes(draw(chart, dark=dark))
            files.append(file)
    return files


def main(words: Sequence[str]) -> int:
    """Write the gallery into the folder that is named; 2 when none is."""
    if len(words) != 1:
        sys.stderr.write("python -m bot.drawing.gallery FOLDER\n")
        return 2
    for file in write_gallery(Path(words[0])):
        sys.stdout.write(f"{file}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
