"""The tables of the demand measurements: ratios of errors, shares of totals inside the range."""

from collections.abc import Callable

import numpy as np

from bench.demand import goals
from bench.demand.methods import NAIVE, TOTALS, US
from bench.demand.score import Figures

Table = dict[str, dict[str, Figures]]

FIGURES: dict[str, Callable[[Figures], float]] = {
    "daily RMSSE": lambda f: f.daily,
    "7-day totals": lambda f: f.totals[7],
    "28-day totals": lambda f: f.totals[28],
    "pinball 90 %, 28 d": lambda f: f.pinball[28],
}
Musts = dict[str, dict[str, float]]
LONG: Musts = {"daily RMSSE": goals.DAILY, "28-day totals": goals.TOTALS, "pinball 90 %, 28 d": goals.PINBALL}
FIRST: Musts = {"daily RMSSE": goals.FIRST_DAILY, "28-day totals": goals.FIRST_TOTALS}


def ratio(table: Table, peer: str, figure: Callable[[Figures], float]) -> tuple[float, float, int]:
    """Geometric mean, worst shop and number of shops of our figure over the peer's."""
    both = [(figure(row[US]), figure(row[peer])) for row in table.values() if peer in row]
    ratios = [ours / theirs for ours, theirs in both if theirs > 0 and np.isfinite(ours / theirs)]
    if not ratios:
        return np.nan, np.nan, 0
    return float(np.exp(np.mean(np.log(ratios)))), max(ratios), len(ratios)


def methods_of(table: Table) -> list[str]:
    return list(dict.fromkeys(name for row in table.values() for name in row))


def print_ratios(title: str, table: Table, musts: Musts, reached: goals.Goals) -> None:
    print(f"\n{title}: shopbook / peer, geometric mean over shops (worst shop); what must be reached")
    print(f"{'peer':18}" + "".join(f"{name:>26}" for name in FIGURES) + f"{'ms/product':>12}")
    for peer in methods_of(table):
        cells = ""
        for name, figure in FIGURES.items():
            mean, worst, count = ratio(table, peer, figure)
            must = musts.get(name, {}).get(peer)
            if must is not None:
                reached.at_most(f"{title}: {name} / {peer}", mean, must)
            cells += (
                f"{mean:10.3f} ({worst:5.3f}) {'' if must is None else f'<={must:g}':>8}"
                if count
                else f"{'-':>26}"
            )
        took = np.median([row[peer].milliseconds for row in table.values() if peer in row])
        print(f"{peer:18}{cells}{took:12.1f}")
    if musts is LONG:
        for peer in goals.NO_WORSE_THAN:
            worst = ratio(table, peer, FIGURES["daily RMSSE"])[1]
            reached.at_most(f"{title}: worst shop, daily RMSSE / {peer}", worst, goals.WORST_SHOP)
        naive = ratio(table, NAIVE, FIGURES["daily RMSSE"])[0]
        reached.at_least(f"{title}: no leak, daily RMSSE / {NAIVE}", naive, goals.LEAK_BELOW)


def print_cover(title: str, table: Table, reached: goals.Goals) -> None:
    low, high = goals.COVER
    print(
        f"\n{title}: share of totals inside the 80 % range "
        f"(must: {low:.0%} to {high:.0%} on average, every shop >= {goals.COVER_OF_ANY_SHOP:.0%})"
    )
    some = next(iter(table.values()))
    names = [name for name in some if np.isfinite(some[name].cover.get(28, np.nan))]
    print(f"{'shop':22}" + "".join(f"{name:>20}" for name in names))
    for shop, row in table.items():
        cells = (f"{row[n].cover[7]:11.2f} / {row[n].cover[28]:5.2f} " for n in names if n in row)
        print(f"{shop:22}" + "".join(cells))
    for days in TOTALS:
        means = {n: np.mean([row[n].cover[days] for row in table.values() if n in row]) for n in names}
        print(f"mean, {days:2d} days         " + "".join(f"{means[n]:19.3f} " for n in names))
        reached.within(f"{title}: {days}-day totals in the 80 % range", float(means[US]), goals.COVER)
        worst = min(row[US].cover[days] for row in table.values())
        reached.at_least(f"{title}: the same, worst shop", worst, goals.COVER_OF_ANY_SHOP)


def print_daily(title: str, table: Table) -> None:
    names = methods_of(table)
    print(f"\n{title}: daily RMSSE over 28 days, ratio to seasonal naive")
    print(f"{'shop':22}" + "".join(f"{name[:13]:>14}" for name in names))
    for shop, row in table.items():
        base = row[NAIVE].daily
        cells = (f"{row[n].daily / base:14.3f}" if n in row else f"{'-':>14}" for n in names)
        print(f"{shop:22}" + "".join(cells))
