"""`python -m bench.demand --data FOLDER`: the demand room against its peers, and against what it must reach."""

import argparse
import time
from pathlib import Path

import numpy as np

from bench.demand import methods as peers
from bench.demand import oddities, score, shops, stock

US = "shopbook"
QUICK_DAYS = 820  # two full years before each origin, so that the year's shape is measured too

# What must be reached, as ratios of errors in one run (below 1: shopbook is better).
MUST_DAILY = {
    "seasonal naive": 0.80,
    "ETS": 1.00,
    "AutoETS": 0.99,
    "AutoARIMA": 0.985,
    "Prophet": 0.985,
    "prototype": 1.0,
}
MUST_MONTH = {"seasonal naive": 0.76, "AutoETS": 0.93, "Prophet": 0.93, "prototype": 1.0}
MUST_PINBALL = {"AutoETS": 0.85, "Prophet": 0.80, "prototype": 1.0}
MUST_FIRST_DAILY = {
    "seasonal naive": 0.80,
    "AutoETS": 0.96,
    "AutoARIMA": 0.97,
    "Prophet": 0.88,
    "mean of 28 days": 1.00,
    "prototype": 1.0,
}
MUST_STOCK = {"last 14 days": 0.82, "AutoETS": 1.03}
MUST_STOCK_FIRST = {"AutoETS": 0.93}
MUST_FIRST_MONTH = {"mean of 28 days": 1.02, "AutoETS": 0.90, "Prophet": 0.65, "prototype": 1.0}


def ratio(table: dict[str, dict[str, score.Figures]], peer: str, figure) -> tuple[float, float, int]:
    """Geometric mean, worst shop and number of shops of our figure over the peer's."""
    ratios = [
        figure(row[US]) / figure(row[peer]) for row in table.values() if peer in row and figure(row[peer]) > 0
    ]
    ratios = [value for value in ratios if np.isfinite(value)]
    if not ratios:
        return np.nan, np.nan, 0
    return float(np.exp(np.mean(np.log(ratios)))), max(ratios), len(ratios)


def print_ratios(
    title: str, table: dict[str, dict[str, score.Figures]], musts: dict[str, dict[str, float]]
) -> None:
    figures = {
        "daily RMSSE": lambda f: f.daily,
        "7-day totals": lambda f: f.totals[7],
        "28-day totals": lambda f: f.totals[28],
        "pinball 90 %, 28 d": lambda f: f.pinball[28],
    }
    print(
        f"\n{title}: shopbook / peer, geometric mean over shops (worst shop); * misses what must be reached"
    )
    print(f"{'peer':18}" + "".join(f"{name:>26}" for name in figures) + f"{'ms/product':>12}")
    names = list(dict.fromkeys(name for row in table.values() for name in row))
    for peer in names:
        cells = ""
        for name, figure in figures.items():
            mean, worst, count = ratio(table, peer, figure)
            must = musts.get(name, {}).get(peer)
            mark = "" if must is None else f"<={must:g}" + ("*" if mean > must else "")
            cells += f"{mean:10.3f} ({worst:5.3f}) {mark:>8}" if count else f"{'-':>26}"
        took = np.median([row[peer].milliseconds for row in table.values() if peer in row])
        print(f"{peer:18}{cells}{took:12.1f}")


def print_cover(title: str, table: dict[str, dict[str, score.Figures]]) -> None:
    print(f"\n{title}: share of totals inside the 80 % range (must: 76-88 % on average, every shop >= 68 %)")
    names = [
        name
        for name in next(iter(table.values()))
        if np.isfinite(next(iter(table.values()))[name].cover.get(28, np.nan))
    ]
    print(f"{'shop':22}" + "".join(f"{name:>20}" for name in names))
    for shop, row in table.items():
        print(
            f"{shop:22}"
            + "".join(f"{row[n].cover[7]:11.2f} / {row[n].cover[28]:5.2f} " for n in names if n in row)
        )
    for days in peers.TOTALS:
        means = {n: np.mean([row[n].cover[days] for row in table.values() if n in row]) for n in names}
        print(f"mean, {days:2d} days         " + "".join(f"{means[n]:19.3f} " for n in names))


def print_daily(title: str, table: dict[str, dict[str, score.Figures]]) -> None:
    names = list(dict.fromkeys(name for row in table.values() for name in row))
    print(f"\n{title}: daily RMSSE over 28 days, ratio to seasonal naive")
    print(f"{'shop':22}" + "".join(f"{name[:13]:>14}" for name in names))
    for shop, row in table.items():
        base = row["seasonal naive"].daily
        print(
            f"{shop:22}"
            + "".join(f"{row[n].daily / base:14.3f}" if n in row else f"{'-':>14}" for n in names)
        )


def run_accuracy(panels, found, count: int, history: int | None) -> dict[str, dict[str, score.Figures]]:
    table = {}
    for panel in panels:
        began = time.perf_counter()
        row, moments = score.measure(panel, found, count, history)
        if moments:
            table[panel.name] = row
        print(
            f"  {panel.name}: {len(panel.products)} products x {panel.units.shape[1]} days, {moments} origins, "
            f"{time.perf_counter() - began:.0f} s",
            flush=True,
        )
    return table


def run_stock(panels, with_auto_ets: bool, history: int | None) -> None:
    title = "full history" if history is None else "first month"
    print(
        f"\nStock, {title}: days of stock for 95 % fill; fill reached when 90 % is asked (must: mean >= .91)"
    )
    needs: dict[str, list[float]] = {}
    reached = []
    for panel in panels:
        if panel.units.shape[1] < stock.WEEKS * 7 + score.FIRST_MONTH + 7:
            continue
        cells = {}
        for name, (rule, settings) in stock.policies(with_auto_ets).items():
            fill, held = stock.simulate(panel, rule, settings, history)
            cells[name] = stock.at_fill(fill, held, 0.95)
            if name == US:
                reached.append(float(fill[np.flatnonzero(np.isclose(settings, 0.9))[0]]))
        for name, value in cells.items():
            needs.setdefault(name, []).append(cells[US] / value)
        print(
            f"  {panel.name:20}"
            + "".join(f"{name} {value:6.1f}   " for name, value in cells.items())
            + f"fill {reached[-1]:.3f}"
        )
    musts = MUST_STOCK if history is None else MUST_STOCK_FIRST
    del needs[US]
    for name, ratios in needs.items():
        known = np.array([value for value in ratios if np.isfinite(value)])
        if len(known):
            print(
                f"  shopbook / {name}: {np.exp(np.log(known).mean()):.3f} over {len(known)} shops"
                + (f", must <= {musts[name]}" if name in musts else "")
            )
    if reached:
        print(f"  asked 90 %: fill {np.mean(reached):.3f} on average, worst {min(reached):.3f}")


def run_anomalies(panels) -> None:
    print(
        "\nErrors put into daily totals: share found at one false alarm in 60 clean days; days between alarms as shipped"
    )
    table = {panel.name: oddities.found(panel) for panel in panels}
    for name, (shares, apart) in table.items():
        print(
            f"  {name:20}"
            + "".join(f"{kind} {share:5.2f}   " for kind, share in shares.items())
            + f"{apart:6.0f} days"
        )
    for kind in oddities.INJURIES:
        mean = np.mean([shares[kind] for shares, _ in table.values()])
        must = oddities.MUST.get(kind)
        print(
            f"  {kind:20} {mean:.3f}"
            + ("" if must is None else f"  must >= {must}" + (" *" if mean < must else ""))
        )


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.demand", description=__doc__)
    ask.add_argument("--data", type=Path, required=True, help="folder with the shops' files")
    ask.add_argument("--prototype", type=Path, help="file with an earlier forecaster to measure beside")
    ask.add_argument(
        "--quick",
        action="store_true",
        help="20 products a shop, 3 origins, stock without AutoETS: about ten minutes with all peers",
    )
    ask.add_argument("--slow", action="store_true", help="AutoARIMA as well")
    ask.add_argument("--methods", help="only these, separated by commas")
    ask.add_argument("--shops", help="only these loaders, separated by commas: online_retail,pharmacy,...")
    ask.add_argument(
        "--parts", default="long,first,stock,anomalies,time", help="of long,first,stock,anomalies,time"
    )
    asked = ask.parse_args()
    if not asked.data.is_dir():
        ask.error(f"no folder {asked.data}")
    found = peers.available(asked.prototype, asked.slow)
    if asked.methods:
        wanted = set(asked.methods.split(",")) | {US, "seasonal naive"}
        found = {name: method for name, method in found.items() if name in wanted}
    only = frozenset(asked.shops.split(",")) if asked.shops else frozenset()
    panels = list(shops.load(asked.data, only, 20 if asked.quick else 200))
    if asked.quick:
        panels = [
            panel.upto(panel.units.shape[1], since=max(0, panel.units.shape[1] - QUICK_DAYS))
            for panel in panels
            if panel.name != "pharmacy8_early"
        ]
    if not panels:
        ask.error(f"{asked.data} holds none of the files that are measured")
    count = 3 if asked.quick else 8
    if "long" in asked.parts:
        table = run_accuracy(panels, found, count, None)
        print_daily("Long history", table)
        print_ratios(
            "Long history",
            table,
            {"daily RMSSE": MUST_DAILY, "28-day totals": MUST_MONTH, "pinball 90 %, 28 d": MUST_PINBALL},
        )
        print_cover("Long history", table)
    if "first" in asked.parts:
        table = run_accuracy(panels, found, count, score.FIRST_MONTH)
        print_daily("First month", table)
        print_ratios(
            "First month", table, {"daily RMSSE": MUST_FIRST_DAILY, "28-day totals": MUST_FIRST_MONTH}
        )
        print_cover("First month", table)
    if "stock" in asked.parts:
        with_ets = "AutoETS" in found and not asked.quick
        run_stock(panels, with_ets, None)
        run_stock(panels, with_ets, score.FIRST_MONTH)
    if "anomalies" in asked.parts:
        run_anomalies(list(shops.load(asked.data, only, 10**6)))  # a shop's total is of all its products
    if "time" in asked.parts:
        for panel in panels:
            began = time.perf_counter()
            peers.shopbook(panel)
            print(
                f"{panel.name}: {panel.units.shape[0]} products x {panel.units.shape[1]} days in {time.perf_counter() - began:.2f} s"
            )


if __name__ == "__main__":
    main()
