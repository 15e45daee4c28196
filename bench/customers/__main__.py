"""Measure the customer analytics: ``python -m bench.customers [--data FOLDER]``.

Without a folder only time on a made-up book is measured. Peers (mlxtend, lifetimes) are used where they
are installed. Ends with 1 when a figure misses what it must reach.
"""

import argparse
import datetime as dt
import sys
from pathlib import Path

from bench.customers import lives, sets, speed, together
from bench.customers.figures import show

SEPTEMBER_2011 = dt.date(2011, 9, 1)
JULY_1998 = dt.date(1998, 7, 1)


def real(folder: Path) -> int:
    """Measure on each set of the folder that is there; give the number of figures missed."""
    missed = 0
    retail, music = sets.online_retail(folder), sets.cdnow(folder)
    if retail is None:
        print("\nOnline Retail: absent")
    else:
        missed += show(
            "Online Retail",
            lives.december(retail)
            + lives.staying_away("Online Retail", retail, SEPTEMBER_2011, 90, (0.73, 0.10, 0.04))
            + lives.value_ahead("Online Retail", retail, dt.date(2011, 6, 1), 90)
            + lives.groups("Online Retail", retail, SEPTEMBER_2011)
            + lives.offered(retail, SEPTEMBER_2011)
            + lives.driven("Online Retail", retail, SEPTEMBER_2011),
        )
    summary, sample = sets.cdnow_summary(folder), sets.cdnow_sample()
    if summary is None:
        print("\nCDNOW summary: absent")
    else:
        missed += show("CDNOW, 2,357 customers (Fader, Hardie & Lee 2005)", lives.published_counts(summary))
    if sample is None:
        print("\nCDNOW sample with money: absent (it comes with the package lifetimes)")
    else:
        missed += show("CDNOW sample with money (Fader & Hardie 2013)", lives.published_sample(sample))
    if music is None:
        print("\nCDNOW master: absent")
    else:
        missed += show(
            "CDNOW, 23,570 customers",
            lives.staying_away("CDNOW", music, JULY_1998, 180, (0.80, 0.25, None))
            + lives.value_ahead("CDNOW", music, dt.date(1998, 1, 1), 180)
            + lives.groups("CDNOW", music, JULY_1998)
            + lives.driven("CDNOW", music, JULY_1998),
        )
    return missed + baskets(folder)


def baskets(folder: Path) -> int:
    """Measure what is bought together."""
    found = []
    groceries, bread = sets.groceries(folder), sets.bread_basket(folder)
    if groceries is None:
        print("\nGroceries: absent")
    else:
        found += together.published(groceries) + together.later("groceries", groceries)
        found += together.counted("groceries", sets.lines_of(groceries))
        found += together.race("groceries", groceries, "0.001") + together.race(
            "groceries", groceries, "0.006"
        )
    if bread is None:
        print("\nBread basket: absent")
    else:
        found += together.later("bread basket", bread) + together.race("bread basket", bread, "0.005")
    retail = sets.online_retail(folder)
    if retail is not None:
        goods = sets.goods_baskets(retail)
        found += together.counted("Online Retail", retail)
        found += together.pair_time("Online Retail", goods, "0.01")
        found += together.race("Online Retail", goods, "0.01")
    return show("Baskets", found)


def main() -> int:
    """Run, and give the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench.customers", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the real sets")
    parser.add_argument("--quick", action="store_true", help="leave out the time on a million lines")
    parser.add_argument("--lines", type=int, default=1_000_000, help="so many lines instead of a million")
    asked = parser.parse_args()
    if asked.data and not asked.data.is_dir():
        parser.error(f"{asked.data} is no folder")
    missed = real(asked.data) if asked.data else 0
    if not asked.quick:
        missed += show("50,000 customers, 250,000 lines", speed.by_customers())
        raw = speed.made_up(asked.lines, 50_000)
        missed += show(f"{asked.lines:,} lines, 50,000 customers", speed.by_lines(raw))
        missed += show("Pairs, counted twice", together.counted(f"{asked.lines:,} made-up lines", raw))
    print(f"\n{missed} figures missed" if missed else "\nevery figure reached")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
