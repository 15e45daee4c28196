"""A measured figure beside what it must reach."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """``reached`` is null for a figure that is shown without a threshold."""

    what: str
    measured: str
    must: str = ""
    reached: bool | None = None


def at_least(what: str, value: float, must: float, digits: int = 3) -> Figure:
    return Figure(what, f"{value:.{digits}f}", f">= {must}", value >= must)


def at_most(what: str, value: float, must: float, digits: int = 3) -> Figure:
    return Figure(what, f"{value:.{digits}f}", f"<= {must}", value <= must)


def equal(what: str, value: float, must: float, digits: int) -> Figure:
    """Equal to the last published digit."""
    return Figure(
        what, f"{value:.{digits}f}", f"{must:.{digits}f}", abs(value - must) <= 0.5 * 10**-digits * 1.001
    )


def same(what: str, value: object, must: object) -> Figure:
    return Figure(what, str(value), str(must), value == must)


def shown(what: str, measured: str) -> Figure:
    return Figure(what, measured)


def show(title: str, figures: list[Figure]) -> int:
    """Print a section; give the number of figures missed."""
    print(f"\n{title}")
    for figure in figures:
        mark = {True: "ok", False: "MISSED", None: ""}[figure.reached]
        print(f"  {figure.what:58} {figure.measured:>34}  {figure.must:>24}  {mark}")
    return sum(figure.reached is False for figure in figures)
