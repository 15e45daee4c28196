"""Which column means what: by its heading and by what stands in it."""

from __future__ import annotations

# ruff: noqa: PLR2004 - each figure is a share of cells or a bonus, and stands beside what it weighs
from decimal import Decimal
from itertools import permutations
from typing import TYPE_CHECKING

from bot.language.sheets.headings import names_money, plain_heading, scores_of
from bot.language.sheets.numbers import number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.sheets.profiles import Profile
    from bot.language.sheets.sheet import Cell

_FIGURES = frozenset(
    {
        "quantity",
        "price",
        "total",
        "unit_cost",
        "cost",
        "profit",
        "discount",
        "tax",
        "stock",
        "lead_time",
        "reorder",
        "budget",
    }
)
_MONEY = frozenset({"price", "total", "unit_cost", "cost", "profit", "budget"})
_WORDS = frozenset({"category", "payment", "sale_type", "status", "channel", "email", "supplier"})
_SHARES = frozenset({"discount", "tax"})  # often written as 10 %
_SURE = 8.0
_LEAST = 1.5
_MOST_TO_RELATE = 8


def columns_by_heading(titles: Sequence[str], profiles: Sequence[Profile]) -> dict[str, tuple[int, float]]:
    """Give field -> (column, how sure from 0 to 10), the surest pairs first, each column once."""
    named = _whose_names(titles)
    pairs = [
        (
            score
            + _fit(field, title, profiles[at], score)
            + (0.5 if field == named and score < _SURE else 0.0),
            -at,
            field,
        )
        for at, title in enumerate(titles)
        if at < len(profiles)
        for field, score in scores_of(title).items()
    ]
    found: dict[str, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, minus_at, field in sorted(pairs, reverse=True):
        if score >= _LEAST and field not in found and -minus_at not in taken:
            found[field] = (-minus_at, min(score, 10.0))
            taken.add(-minus_at)
    _mind_amounts(titles, found)
    return found


def _mind_amounts(titles: Sequence[str], found: dict[str, tuple[int, float]]) -> None:
    """Read `amount` as money where no other column has any: it counts pieces only beside a price."""
    at, sure = found.get("quantity", (0, _SURE))
    if sure < _SURE and not found.keys() & {"price", "total"} and "total" in scores_of(titles[at]):
        found["total"] = found.pop("quantity")


def _whose_names(titles: Sequence[str]) -> str:
    """Tell whether a bare `name` is a customer's or a product's, by the headings beside it."""
    beside = [scores_of(title) for title in titles]
    people = sum(
        scores.get(field, 0.0) >= _SURE for scores in beside for field in ("phone", "email", "customer_code")
    )
    goods = sum(
        scores.get(field, 0.0) >= _SURE
        for scores in beside
        for field in ("price", "quantity", "stock", "code", "total")
    )
    return "customer" if people > goods else "product"


def _fit(field: str, title: str, profile: Profile, score: float) -> float:
    """Give what a column's cells add to or take from the score of its heading."""
    never = -100.0
    if profile.empty:
        return -0.5
    if field in _FIGURES:
        if profile.figures < 0.4 and field not in _SHARES:
            return never
        money = 0.5 if field in _MONEY and (names_money(title) or profile.money > 0.3) else 0.0
        counted = 0.5 if field == "quantity" and profile.whole > 0.9 and profile.money < 0.1 else 0.0
        return money + counted - (0.5 if field == "quantity" and names_money(title) else 0.0)
    if field in {"date", "ends_on"}:
        serial = profile.figures > 0.9 and profile.length >= 5 and score >= _SURE
        return 0.5 if profile.dates > 0.5 else 0.0 if serial or profile.dates > 0.2 else never
    if field == "time":
        return 0.5 if profile.times > 0.5 else 0.0 if profile.dates > 0.8 else never
    if field in _WORDS:
        return never if profile.figures > 0.7 or profile.dates > 0.5 else 0.0
    if field == "product":
        if (
            profile.figures > 0.8
            and profile.letters < 0.5
            and plain_heading(title) in {"items", "products", "goods"}
        ):
            return never  # `items: 3` counts them
        odd = (profile.figures > 0.8 and profile.letters < 0.5) or profile.dates > 0.5 or profile.times > 0.5
        return -4.0 if odd else 0.3 if profile.letters > 0.8 else 0.0
    if field == "region":
        return never if profile.distinct > 0.5 and profile.filled > 40 and profile.length > 15 else 0.0
    if field in {"customer", "note"}:
        return never if profile.dates > 0.8 or profile.times > 0.8 else -1.0 if profile.figures > 0.9 else 0.0
    return 0.0


def columns_by_content(
    lines: Sequence[Sequence[Cell]], profiles: Sequence[Profile], taken: set[int]
) -> dict[str, tuple[int, float]]:
    """Give field -> (column, how sure) for columns without an understood heading, by what stands in them."""
    free = [at for at in range(len(profiles)) if at not in taken and not profiles[at].empty]
    found: dict[str, tuple[int, float]] = {}
    days = [at for at in free if profiles[at].dates > 0.8]
    if days:
        found["date"] = (days[0], 6.0)
    clocks = [at for at in free if profiles[at].times > 0.8]
    if clocks:
        found["time"] = (clocks[0], 6.0)
    names = [
        at
        for at in free
        if profiles[at].letters > 0.8 and profiles[at].dates < 0.2 and profiles[at].figures < 0.2
    ]
    if names:
        found["product"] = (
            max(names, key=lambda at: min(profiles[at].length, 20) + 5 * (profiles[at].distinct > 0.02)),
            3.0,
        )
    figures = [at for at in free if profiles[at].figures > 0.8 and profiles[at].dates < 0.5]
    found.update({field: (at, 5.0) for field, at in _related(lines, figures, profiles).items()})
    return found


def _related(
    lines: Sequence[Sequence[Cell]], figures: list[int], profiles: Sequence[Profile]
) -> dict[str, int]:
    """Give quantity, price and total by quantity x price = total; of two figures the whole one is the quantity."""
    if len(figures) <= _MOST_TO_RELATE:
        for triple in permutations(figures, 3):
            quantity, price, total = triple
            if profiles[quantity].whole < profiles[price].whole or quantity == total:
                continue
            if (agreement(lines, quantity, price, total) or 0.0) > 0.9:
                return {"quantity": quantity, "price": price, "total": total}
    if len(figures) == 2:
        first, second = figures
        if profiles[first].whole > profiles[second].whole:
            return {"quantity": first, "price": second}
        if profiles[second].whole > profiles[first].whole:
            return {"quantity": second, "price": first}
    if len(figures) == 1:
        return {"total": figures[0]} if profiles[figures[0]].money > 0.5 else {"quantity": figures[0]}
    return {}


def third_by_arithmetic(
    lines: Sequence[Sequence[Cell]], profiles: Sequence[Profile], found: dict[str, tuple[int, float]]
) -> None:
    """Find the one of quantity, price and total that no heading names, by quantity x price = total."""
    missing = [field for field in ("quantity", "price", "total") if field not in found]
    if len(missing) != 1:
        return
    taken = {at for at, _ in found.values()}
    for at, profile in enumerate(profiles):
        if at in taken or profile.figures < 0.5:
            continue
        trial = {**{field: place for field, (place, _) in found.items()}, missing[0]: at}
        if (agreement(lines, trial["quantity"], trial["price"], trial["total"]) or 0.0) > 0.9:
            found[missing[0]] = (at, 6.0)
            return


def values(lines: Sequence[Sequence[Cell]], at: int, sign: str = ".") -> list[Decimal | None]:
    """Give the figures of one column."""
    return [number_of(cells[at], sign) if at < len(cells) else None for cells in lines]


def agreement(
    lines: Sequence[Sequence[Cell]],
    quantity: int,
    price: int,
    total: int,
    tax: int | None = None,
    *,
    sign: str = ".",
) -> float | None:
    """Give the share of lines in which quantity x price is the total, within a thousandth; None if none has all."""
    complete = agreeing = 0
    taxes = values(lines, tax, sign) if tax is not None else [None] * len(lines)
    columns = (values(lines, at, sign) for at in (quantity, price, total))
    for count, each, whole, added in zip(*columns, taxes, strict=True):
        if count is None or each is None or whole is None:
            continue
        complete += 1
        sums = (count * each, count * each + (added or 0))
        allowed = max(Decimal("0.02"), abs(whole) / 1000)
        agreeing += any(abs(abs(amount) - abs(whole)) <= allowed for amount in sums)
    return agreeing / complete if complete else None


def goes_with_quantity(lines: Sequence[Sequence[Cell]], product: int, quantity: int, money: int) -> str:
    """Tell whether a column of money is for `each` piece or for the `line`, by products sold in several quantities."""
    groups: dict[str, list[tuple[Decimal, Decimal]]] = {}
    for cells, count, amount in zip(lines, values(lines, quantity), values(lines, money), strict=True):
        if count and amount and product < len(cells):
            groups.setdefault(str(cells[product]).strip().casefold(), []).append((count, amount))
    each = line = 0
    for pairs in groups.values():
        if len({count for count, _ in pairs}) < 2:
            continue
        base_count, base_amount = pairs[0]
        for count, amount in pairs[1:]:
            if count != base_count:
                each += abs(amount - base_amount) * 100 <= abs(base_amount)
                line += abs(amount * base_count - base_amount * count) * 100 <= abs(base_amount * count)
    if each + line < 4:
        return ""
    return "each" if each > 4 * line else "line" if line > 4 * each else ""
