"""Charts as the commands make them, and the awkward ones: what every test of this room draws."""

from __future__ import annotations

from datetime import date, timedelta

from bot.answer import Bars, Fan, Lines, Series, Unit

RAND = Unit(before="R", thousands=" ", scale=100)
PIECES = Unit(places=0)
JULY = date(2026, 7, 1)
AWKWARD = (
    "$x_1$ ^2^ <b>&amp;",
    "שלום עליכם",
    "محمد علي",
    "😀👍🏽",
    "王小明",
    "a\nb\tc",
    "",
    "\ud800",
    "é" * 90,
)


def days(count, first=JULY):
    return tuple(first + timedelta(n) for n in range(count))


def wave(count, low=200_000, high=900_000):
    """Make figures that go up and down without chance: the same on every machine."""
    return tuple(low + (n * 7919 + n * n * 104_729) % (high - low) for n in range(count))


BARS = Bars(
    "HDMI cables bring in one rand in three",
    ("HDMI cable 2m", "USB-C charger 65W", "Samsung A15", "Earphones", "Screen guard"),
    (1_250_000, 980_000, 740_000, 310_000, 90_000),
    RAND,
    before=(900_000, 1_100_000, 740_000, None, 120_000),
    notes=("31 %", "24 %", "18 %", "8 %", "2 %"),
    subtitle="Revenue by product, July 2026",
    footing="1 to 31 July 2026 · 214 sales",
)
LINES = Lines(
    "July runs ahead of June",
    days(31),
    (
        Series("June", wave(31), quiet=True),
        Series("July", (*(v if n % 7 != 4 else None for n, v in enumerate(wave(23, 300_000))), *(None,) * 8)),
    ),
    RAND,
    marks=((date(2026, 7, 10), "Payday"), (date(2026, 7, 13), "Winter sale begins")),
    subtitle="Revenue a day",
    footing="1 to 23 July 2026 · 214 sales",
)
FAN = Fan(
    "About R78 000 expected in the next two weeks",
    days(31),
    wave(31),
    days(14, date(2026, 8, 1)),
    tuple(500_000 + 20_000 * (n % 7) for n in range(14)),
    tuple(300_000 + 10_000 * (n % 7) for n in range(14)),
    tuple(800_000 + 40_000 * (n % 7) for n in range(14)),
    RAND,
    subtitle="Revenue a day",
    footing="Learned from 212 days · usually wrong by 14 %",
)
KINDS = {"bars": BARS, "lines": LINES, "fan": FAN}


def _bars(names, values, unit=RAND, **more):
    return Bars("A finding", tuple(names), tuple(values), unit, **more)


def _lines(count, *series, unit=RAND, first=JULY, **more):
    return Lines("A finding", days(count, first), series, unit, **more)


def _fan(past, ahead, unit=RAND):
    return Fan(
        "A finding",
        days(past),
        wave(past),
        days(ahead, JULY + timedelta(past)),
        wave(ahead, 400_000, 600_000),
        wave(ahead, 100_000, 300_000),
        wave(ahead, 700_000, 900_000),
        unit,
    )


EDGES = {
    "bars: none": _bars((), ()),
    "bars: one": _bars(("HDMI",), (5,), PIECES),
    "bars: fifteen": _bars((f"Customer {n}" for n in range(15)), range(1_500_000, 0, -100_000)),
    "bars: sixty": _bars((f"Customer {n}" for n in range(60)), range(60)),
    "bars: long names": _bars(
        (f"Thabo Mokoena and Sons Electrical Contractors {n}" for n in range(4)), range(4)
    ),
    "bars: many long names": _bars((f"Thabo Mokoena and Sons Contractors {n}" for n in range(14)), range(14)),
    "bars: awkward names": _bars(AWKWARD, range(len(AWKWARD)), notes=AWKWARD),
    "bars: below zero": _bars("abcd", (50_000, 20_000, -12_345, -30_000)),
    "bars: all below zero": _bars("ab", (-5, -30_000), before=(10_000, -90_000)),
    "bars: all zero": _bars("abc", (0, 0, 0), before=(0, 0, None)),
    "bars: huge": _bars("ab", (123_456_789_012_345, -98_765_432_109_876), notes=("a note", "b")),
    "bars: tiny": _bars("abc", (0.004, 0.00001, 1e-17), PIECES),
    "bars: not a number": _bars("abc", (float("nan"), float("inf"), 3)),
    "bars: many words": Bars("finding " * 60, ("a",), (1,), RAND, subtitle="sub " * 90, footing="foot " * 90),
    "lines: no days": _lines(0),
    "lines: no series": _lines(9),
    "lines: one day": _lines(1, Series("Sales", (5,)), marks=((JULY, "Opened"),)),
    "lines: two days": _lines(2, Series("Sales", (5, 6))),
    "lines: nothing known": _lines(7, Series("Sales", (None,) * 7)),
    "lines: gaps": _lines(7, Series("Sales", (1, None, 3, None, 5, 6, None))),
    "lines: 400 days": _lines(400, Series("Sales", wave(400))),
    "lines: 4000 days": _lines(4000, Series("Sales", wave(4000))),
    "lines: over new year": _lines(60, Series("Sales", wave(60)), first=date(2025, 12, 1)),
    "lines: below zero": _lines(9, Series("Net", tuple(range(-50_000, 40_000, 10_000)))),
    "lines: all zero": _lines(9, Series("Sales", (0,) * 9), Series("Before", (0,) * 9, quiet=True)),
    "lines: same end": _lines(9, *(Series(f"Line {n}", (100,) * 9) for n in range(6))),
    "lines: thirty": _lines(9, *(Series(f"Line {n}", wave(9)) for n in range(30))),
    "lines: huge": _lines(9, Series("Sales", (10**17,) * 9)),
    "lines: tiny": _lines(9, Series("Share", (0.00004,) * 9), unit=PIECES),
    "lines: awkward names": _lines(9, *(Series(name, wave(9)) for name in AWKWARD)),
    "lines: many marks": _lines(
        31, Series("S", wave(31)), marks=tuple((day, f"Moment {day.day}") for day in days(31))
    ),
    "lines: long mark at the end": _lines(
        31, Series("S", wave(31)), marks=((JULY, "now " * 20), (JULY + timedelta(30), "then " * 20))
    ),
    "fan: nothing": _fan(0, 0),
    "fan: no past": _fan(0, 7),
    "fan: nothing ahead": _fan(7, 0),
    "fan: one day": _fan(1, 1),
    "fan: long past": _fan(400, 7),
    "fan: long ahead": _fan(30, 90),
}
