"""Charts as the commands make them, and the awkward ones: what every test of this room draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.answer import Bars, Cloud, Fan, Heat, Lines, Panels, Series, Steps, Unit
from bot.drawing.gallery import samples

RAND = Unit(before="R", thousands=" ", scale=100)
PIECES = Unit(places=0)
WORDY = Unit(after=" metres of cable", thousands=" ")
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


KINDS = samples()


def days(count, first=JULY):
    return tuple(first + timedelta(n) for n in range(count))


def wave(count, low=200_000, high=900_000):
    """Make figures that go up and down without chance: the same on every machine."""
    return tuple(low + (n * 7919 + n * n * 104_729) % (high - low) for n in range(count))


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


def _heat(rows, columns, value, **more):
    return Heat(
        "A finding",
        tuple(f"Row {n}" for n in range(rows)),
        tuple(f"C{n}" for n in range(columns)),
        tuple(tuple(value(r, c) for c in range(columns)) for r in range(rows)),
        **{"unit": RAND, "write": True, **more},
    )


def _steps(*values, names=None, unit=RAND):
    kinds = tuple("total" if n in {0, len(values) - 1} else "change" for n in range(len(values)))
    return Steps("A finding", tuple(names or (f"Step {n}" for n in range(len(values)))), values, kinds, unit)


def _cloud(points, *, names=None, groups=("One",), named=None, **more):
    count = len(points)
    return Cloud(
        "A finding",
        tuple(float(x) for x, _ in points),
        tuple(float(y) for _, y in points),
        tuple(names or (f"Customer {n}" for n in range(count))),
        tuple(groups[n % len(groups)] for n in range(count)),
        frozenset(range(count) if named is None else named),
        **{"x_label": "days since", "y_label": "spent", **more},
    )


def _panels(count, *series, days_each=31, apart=0):
    return Panels(
        "A finding",
        tuple(_lines(days_each, *series, first=JULY + timedelta(n * apart)) for n in range(count)),
        footing="1 to 31 July",
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
    "fan: not a number": replace(_fan(7, 3), middle=(float("nan"), 5, 6)),
    "heat: none": _heat(0, 0, lambda _r, _c: 0),
    "heat: no figures": _heat(2, 2, lambda _r, _c: None),
    "heat: one": _heat(1, 1, lambda _r, _c: 5),
    "heat: all zero": _heat(3, 3, lambda _r, _c: 0),
    "heat: below zero": _heat(3, 4, lambda r, c: (r - c) * 10_000),
    "heat: hours": _heat(7, 24, lambda r, c: r * c * 100),
    "heat: 24 cohorts": _heat(24, 24, lambda r, c: r * c if r + c < 24 else None),
    "heat: 60 by 60": _heat(60, 60, lambda r, c: r * c),
    "heat: huge": _heat(3, 5, lambda r, c: 10.0 ** (r * c)),
    "heat: tiny": _heat(3, 5, lambda r, c: 10.0 ** -(r * c), unit=PIECES),
    "heat: awkward names": Heat("A", AWKWARD, AWKWARD, tuple(tuple(range(9)) for _ in range(9)), RAND),
    "steps: none": _steps(),
    "steps: one": _steps(5),
    "steps: a loss": _steps(100_000, -150_000, -20_000, 5_000, -65_000),
    "steps: all zero": _steps(0, 0, 0),
    "steps: forty": _steps(*range(40)),
    "steps: huge": _steps(10**16, -(10**15), 9 * 10**15),
    "steps: awkward names": _steps(*range(len(AWKWARD)), names=AWKWARD),
    "cloud: none": _cloud(()),
    "cloud: one": _cloud(((5, 5),)),
    "cloud: all in one place": _cloud(((5, 5),) * 12),
    "cloud: a crowd": _cloud(tuple((n * 37 % 101, n * 61 % 89) for n in range(40))),
    "cloud: two thousand": _cloud(
        tuple((n * 37 % 1009, n * 61 % 997) for n in range(2000)), named=range(9), groups="abc"
    ),
    "cloud: many groups": _cloud(
        tuple((n, n) for n in range(30)), groups=tuple(f"A rather long group {n}" for n in range(9))
    ),
    "cloud: huge and tiny": _cloud(
        ((1e15, 1e-5), (2e15, 3e-5)), x_unit=RAND, x_label="long " * 40, y_label="words " * 40
    ),
    "cloud: awkward names": _cloud(tuple((n, n * n) for n in range(9)), names=AWKWARD, groups=AWKWARD),
    "cloud: not a number": _cloud(((float("nan"), 1), (2, float("inf")), (3, 3))),
    "bars: long unit": _bars("ab", (123_456, -98_765), unit=WORDY, notes=("a note", "b")),
    "lines: long unit": _lines(
        9, Series("Sales", wave(9)), Series("Before", wave(9), quiet=True), unit=WORDY
    ),
    "fan: long unit": _fan(9, 9, unit=WORDY),
    "heat: long unit": _heat(3, 5, lambda r, c: r * c * 10_000, unit=WORDY),
    "steps: long unit": _steps(100_000, -250_000, -150_000, unit=WORDY),
    "cloud: long unit": _cloud(((1, 4), (2, 3)), x_unit=WORDY, y_unit=WORDY),
    "panels: long unit": Panels("A finding", (_lines(31, Series("S", wave(31)), unit=WORDY),) * 8),
    "panels: none": _panels(0),
    "panels: one": _panels(1, Series("Sales", wave(31))),
    "panels: five": _panels(5, Series("Sales", wave(31)), Series("before", wave(31, 5, 90_000), quiet=True)),
    "panels: eight": _panels(8, Series("Sales", wave(31))),
    "panels: thirty": _panels(30, Series("Sales", wave(31))),
    "panels: other days each": _panels(4, Series("Sales", wave(31)), apart=9),
    "panels: eight of other days": _panels(8, Series("Sales", wave(31)), apart=9),
    "panels: without days": _panels(2, days_each=0),
}
