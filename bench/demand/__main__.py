"""`python -m bench.demand [--data FOLDER]`: the demand room against its peers, and against what it must reach.

What must be reached is about the real shops of the folder; without it the demo's made-up year is measured.
"""

import argparse
import time
from pathlib import Path

import numpy as np

from bench.demand import goals, oddities, report, score, shops, stock, table
from bench.demand import methods as peers
from bench.demand.methods import NAIVE, US
from bench.figures import hand_over

QUICK_DAYS = 820  # two full years before each origin, so that the year's shape is measured too
ORIGINS = 8  # moments to forecast from
SAMPLE, SAMPLE_ORIGINS = 5, 3  # products a shop, and moments, for methods that take seconds each


def run_accuracy(panels, found, count: int, history: int | None) -> report.Table:
    scored = {}
    for panel in panels:
        began = time.perf_counter()
        row, moments = score.measure(panel, found, count, history)
        if moments:
            scored[panel.name] = row
        print(
            f"  {panel.name}: {len(panel.products)} products x {panel.units.shape[1]} days, {moments} origins, "
            f"{time.perf_counter() - began:.0f} s",
            flush=True,
        )
    return scored


def run_made_up(found) -> None:
    panel = shops.made_up()
    rows = run_accuracy([panel], found, ORIGINS, None)
    report.print_daily("A made-up year", rows)
    on = f"a year, {len(panel.products)} products, {ORIGINS} moments"
    hand_over(table.figures(rows, on))


def run_title(title: str, panels, found, *, sampled, quick: bool, reached: goals.Goals) -> None:
    history, musts = (None, report.LONG) if title == "Long history" else (score.FIRST_MONTH, report.FIRST)
    rows = run_accuracy(panels, found, SAMPLE_ORIGINS if quick else ORIGINS, history)
    if musts is report.LONG:
        products = sum(len(panel.products) for panel in panels if panel.name in rows)
        hand_over(table.figures(rows, f"{len(rows)} shops, {products} products"))
    report.print_daily(title, rows)
    report.print_ratios(title, rows, musts, reached)
    report.print_cover(title, rows, reached)
    if not sampled:
        return
    few = [shops.thinned(panel, SAMPLE) for panel in panels]
    mine = {name: found[name] for name in (US, NAIVE)} | sampled
    title = f"{title}, {SAMPLE} products a shop"
    rows = run_accuracy(few, mine, SAMPLE_ORIGINS, history)
    slow_musts = {
        figure: {peer: must for peer, must in row.items() if peer in sampled} for figure, row in musts.items()
    }
    report.print_ratios(title, rows, slow_musts, reached)


def run_stock(panels, with_auto_ets: bool, history: int | None, reached: goals.Goals) -> None:
    title = "full history" if history is None else "first month"
    print(f"\nStock, {title}: days of stock for 95 % fill; fill reached when 90 % is asked")
    needs: dict[str, list[float]] = {}
    fills = []
    for panel in panels:
        if panel.units.shape[1] < stock.WEEKS * 7 + score.FIRST_MONTH + 7:
            continue
        cells = {}
        for name, (rule, settings) in stock.policies(with_auto_ets).items():
            fill, held = stock.simulate(panel, rule, settings, history)
            cells[name] = stock.at_fill(fill, held, 0.95)
            if name == US:
                fills.append(float(fill[np.flatnonzero(np.isclose(settings, 0.9))[0]]))
        for name, value in cells.items():
            needs.setdefault(name, []).append(cells[US] / value)
        print(
            f"  {panel.name:20}"
            + "".join(f"{name} {value:6.1f}   " for name, value in cells.items())
            + f"fill {fills[-1]:.3f}",
            flush=True,
        )
    if not fills:
        return
    musts = goals.STOCK if history is None else goals.STOCK_FIRST
    del needs[US]
    for name, ratios in needs.items():
        known = np.array([value for value in ratios if np.isfinite(value)])
        if len(known):
            mean = float(np.exp(np.log(known).mean()))
            print(f"  shopbook / {name}: {mean:.3f} over {len(known)} shops")
            if name in musts:
                reached.at_most(f"Stock, {title}: for 95 % fill / {name}", mean, musts[name])
    print(f"  asked 90 %: fill {np.mean(fills):.3f} on average, worst {min(fills):.3f}")
    reached.at_least(f"Stock, {title}: fill when 90 % is asked", float(np.mean(fills)), goals.FILL)


def run_anomalies(panels, reached: goals.Goals) -> None:
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
        mean = float(np.mean([shares[kind] for shares, _ in table.values()]))
        print(f"  {kind:20} {mean:.3f}")
        if kind in goals.FOUND:
            reached.at_least(f"Errors found: {kind}", mean, goals.FOUND[kind])


def run_time(panels, reached: goals.Goals) -> None:
    print()
    slowest = 0.0
    for panel in panels:
        began = time.process_time()
        peers.shopbook(panel)
        took = time.process_time() - began
        slowest = max(slowest, took)
        print(
            f"  {panel.name}: {panel.units.shape[0]} products x {panel.units.shape[1]} days in {took:.2f} s"
        )
    reached.at_most("Seconds of one core for a shop, the slowest", slowest, goals.SECONDS)


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.demand", description=__doc__)
    ask.add_argument("--data", type=Path, help="folder with the shops' files")
    ask.add_argument("--prototype", type=Path, help="file with an earlier forecaster to measure beside")
    ask.add_argument(
        "--quick",
        action="store_true",
        help="20 products a shop, 3 origins, stock without AutoETS: about ten minutes with all peers",
    )
    ask.add_argument("--methods", help="only these, separated by commas")
    ask.add_argument("--shops", help="only these loaders, separated by commas: online_retail,pharmacy,...")
    ask.add_argument(
        "--parts", default="long,first,stock,anomalies,time", help="of long,first,stock,anomalies,time"
    )
    asked = ask.parse_args()
    if asked.data is not None and not asked.data.is_dir():
        ask.error(f"no folder {asked.data}")
    found, sampled = peers.available(asked.prototype), peers.slow()
    if asked.methods:
        wanted = set(asked.methods.split(",")) | {US, NAIVE}
        found = {name: method for name, method in found.items() if name in wanted}
        sampled = {name: method for name, method in sampled.items() if name in wanted}
    if asked.data is None:
        run_made_up(found)
        return
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
    reached = goals.Goals()
    if "long" in asked.parts:
        run_title("Long history", panels, found, sampled=sampled, quick=asked.quick, reached=reached)
    if "first" in asked.parts:
        run_title("First month", panels, found, sampled=sampled, quick=asked.quick, reached=reached)
    if "stock" in asked.parts:
        with_ets = "AutoETS" in found and not asked.quick
        run_stock(panels, with_ets, None, reached)
        run_stock(panels, with_ets, score.FIRST_MONTH, reached)
    if "anomalies" in asked.parts:
        run_anomalies(list(shops.load(asked.data, only, loaders=shops.WHOLE)), reached)
    if "time" in asked.parts:
        run_time(panels, reached)
    reached.print()


if __name__ == "__main__":
    main()
