"""A layout in the making: columns, days, amounts and kind settled one after the other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.language.sheets.columns import (
    agreement,
    columns_by_content,
    columns_by_heading,
    goes_with_quantity,
    third_by_arithmetic,
    values,
)
from bot.language.sheets.headings import plain_heading
from bot.language.sheets.kinds import kind_of, speaks_of_returns
from bot.language.sheets.sheet import Cell, Kind
from bot.language.sheets.wide import days_across, products_across

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.sheets.headers import Header
    from bot.language.sheets.layout import Wide
    from bot.language.sheets.profiles import Profile

_CARRIED = 0.4  # share of blank days from which they are ditto, not missing
_MOSTLY = 0.8
_NEARLY_ALL = 0.9
_SURE = 8.0
_SLIPS = 0.3  # below this share of agreeing lines, quantity x price is not what the total means
# `unit price` and its like say themselves that they are for one piece; these leave it open.
_BARE_PRICES = frozenset(
    {
        "",
        "price",
        "preis",
        "prix",
        "precio",
        "preco",
        "prezzo",
        "prijs",
        "prys",
        "цена",
        "valor",
        "value",
        "sale price",
    }
)


@dataclass(slots=True)
class Draft:
    """A layout in the making."""

    columns: dict[str, tuple[int, float]]
    doubts: list[str] = field(default_factory=list)
    date_from: str = "column"
    wide: Wide | None = None
    total_is_of_order: bool = False

    def at(self, name: str) -> int | None:
        """Give the column of a field, or None."""
        found = self.columns.get(name)
        return found[0] if found else None

    def move(self, name: str, to: str) -> None:
        """Give a column another meaning."""
        self.columns[to] = self.columns.pop(name)


def draft_of(
    titles: Sequence[str],
    lines: Sequence[Sequence[Cell]],
    profiles: Sequence[Profile],
    header: Header,
    own: dict[str, int | None],
) -> Draft:
    """Give the columns: by a till's own headings, by the words over them, then by what stands in them."""
    found = columns_by_heading(titles, profiles)
    if own:
        found = {
            name: pair for name, pair in found.items() if name not in own and pair[0] not in own.values()
        }
        found.update({name: (at, 10.0) for name, at in own.items() if at is not None})
    elif not header.understood:
        found.update(columns_by_content(lines, profiles, {at for at, _ in found.values()}))
    third_by_arithmetic(lines, profiles, found)
    draft = Draft(found)
    if "date" in found and not found.keys() & {"product", "code", "category"}:
        taken = {at for at, _ in found.values()}
        wordy = [
            at
            for at, each in enumerate(profiles)
            if at not in taken and each.letters > _MOSTLY and not each.dates
        ]
        if len(wordy) == 1:
            draft.columns["product"] = (wordy[0], 3.0)
            draft.doubts.append("product_guessed")
    return draft


def settle_days(
    draft: Draft,
    titles: Sequence[str],
    lines: Sequence[Sequence[Cell]],
    profiles: Sequence[Profile],
    *,
    days_above: int,
) -> None:
    """Find where the days are: in a column, above each block, across the headings."""
    at = draft.at("date")
    if at is None:
        by_content = [
            place
            for place, each in enumerate(profiles)
            if each.dates > _MOSTLY and place not in {pair[0] for pair in draft.columns.values()}
        ]
        if by_content:
            draft.columns["date"] = (by_content[0], 4.0)
            at = by_content[0]
    if at is None and days_above:
        draft.date_from = "heading"
        if days_above == 1:
            draft.doubts.append("date_from_title")
    elif at is not None and profiles[at].blank_runs > _CARRIED:
        draft.date_from = "carried"
        draft.doubts.append("dates_carried")
    draft.wide = (
        days_across(titles, profiles, draft.columns)
        if at is None
        else products_across(titles, lines, profiles, draft.columns)
    )
    if draft.wide is not None:
        draft.doubts.append("wide_meaning")
        # What a wide table spreads out, no other column says; a weak word over one of them only seems to.
        spread = (
            {"product", "code", "quantity", "price", "total"}
            if draft.wide.across == "product"
            else {"quantity", "total"}
        )
        for name, (place, sure) in list(draft.columns.items()):
            if place in draft.wide.columns or (name in spread and sure < _SURE):
                del draft.columns[name]


def settle_amounts(draft: Draft, titles: Sequence[str], lines: Sequence[Sequence[Cell]]) -> None:
    """Check by arithmetic what the headings say of quantity, price and total."""
    product, quantity = draft.at("product"), draft.at("quantity")
    price, total = draft.at("price"), draft.at("total")
    if quantity is not None and price is not None and total is not None:
        fits = agreement(lines, quantity, price, total, draft.at("tax"))
        if fits is not None and fits < _SLIPS and "discount" not in draft.columns:
            if _repeats_in_orders(lines, draft.at("reference"), total):
                draft.total_is_of_order = True
                draft.doubts.append("total_is_of_order")
            elif draft.columns["total"][1] < _SURE:
                del draft.columns["total"]
                draft.doubts.append("total_unread")
            else:
                draft.doubts.append("sums_disagree")
        return
    if quantity is None or product is None:
        return
    if (
        price is not None
        and plain_heading(titles[draft.columns["price"][0]]) in _BARE_PRICES
        and goes_with_quantity(lines, product, quantity, price) == "line"
    ):
        draft.move("price", "total")
        draft.doubts.append("price_is_total")
    elif total is not None and goes_with_quantity(lines, product, quantity, total) == "each":
        draft.move("total", "price")
        draft.doubts.append("total_is_price")


def _repeats_in_orders(lines: Sequence[Sequence[Cell]], reference: int | None, total: int) -> bool:
    """Whether every line of an order repeats the same total."""
    if reference is None:
        return False
    totals: dict[Cell, set[Cell]] = {}
    counts: dict[Cell, int] = {}
    for cells in lines:
        if max(reference, total) < len(cells):
            totals.setdefault(cells[reference], set()).add(cells[total])
            counts[cells[reference]] = counts.get(cells[reference], 0) + 1
    several = [order for order, count in counts.items() if count > 1]
    return len(several) > 1 and sum(len(totals[order] - {""}) == 1 for order in several) > 0.9 * len(several)


def settle_kind(
    draft: Draft, titles: Sequence[str], around: Sequence[str], lines: Sequence[Sequence[Cell]]
) -> tuple[Kind, float]:
    """Give the kind, and make the columns fit it. `around` is what stands around the table, its name first."""
    held = set(draft.columns) | ({"date"} if draft.date_from == "heading" else set())
    if draft.wide is not None:
        held |= {draft.wide.across, draft.wide.meaning}
    kind, sure = kind_of(held, titles, around)
    if kind is Kind.RETURNS and _mixes_signs(lines, draft):
        kind = Kind.SALES
    if (
        kind in {Kind.SALES, Kind.RETURNS}
        and not held & {"product", "code"}
        and "category" in held
        and held & {"price", "total"}
    ):
        draft.move("category", "product")
        draft.doubts.append("product_is_category")
    if kind in {Kind.PRODUCTS, Kind.COUNTS, Kind.RECEIPTS} and "cost" in held and "unit_cost" not in held:
        draft.move("cost", "unit_cost")
    if kind is Kind.SALES:
        if any(speaks_of_returns(title) for title in titles) and "sale_type" not in held:
            draft.doubts.append("returns_beside_sales")
        if "quantity" not in held and held & {"price", "total"}:
            draft.doubts.append("no_quantity")
        if "price" not in held and "total" not in held:
            draft.doubts.append("no_price")
    return kind, sure


def _mixes_signs(lines: Sequence[Sequence[Cell]], draft: Draft) -> bool:
    """Whether some quantities or totals are negative and others are not: sales with their returns."""
    for name in ("quantity", "total"):
        at = draft.at(name)
        figures = [figure for figure in values(lines, at) if figure] if at is not None else []
        if any(figure < 0 for figure in figures) and any(figure > 0 for figure in figures):
            return True
    return False
