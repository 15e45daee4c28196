"""What must be reached, as ratios of errors in one run (below 1: shopbook is better), and whether it was."""

from dataclasses import dataclass, field

import numpy as np

DAILY = {
    "seasonal naive": 0.80,
    "ETS": 1.00,
    "AutoETS": 0.99,
    "AutoARIMA": 0.985,
    "Prophet": 0.985,
    "prototype": 1.0,
}
TOTALS = {"seasonal naive": 0.76, "AutoETS": 0.93, "Prophet": 0.93, "prototype": 1.0}
PINBALL = {"AutoETS": 0.85, "Prophet": 0.80, "prototype": 1.0}
FIRST_DAILY = {
    "seasonal naive": 0.80,
    "AutoETS": 0.96,
    "AutoARIMA": 0.97,
    "Prophet": 0.88,
    "mean of 28 days": 1.00,
    "prototype": 1.0,
}
FIRST_TOTALS = {"mean of 28 days": 1.02, "AutoETS": 0.90, "Prophet": 0.65, "prototype": 1.0}
WORST_SHOP = 1.03
NO_WORSE_THAN = ("ETS", "AutoETS", "AutoARIMA", "Prophet")
LEAK_BELOW = 0.72
COVER, COVER_OF_ANY_SHOP = (0.76, 0.88), 0.68
STOCK = {"last 14 days": 0.82, "AutoETS": 1.03}
STOCK_FIRST = {"AutoETS": 0.93}
FILL = 0.91
SECONDS = 10.0
FOUND = {"day lost": 0.90, "entered twice": 0.55, "x4 spike": 0.90}


@dataclass(slots=True)
class Goals:
    """The figures beside what must be reached, gathered while measuring."""

    rows: list[tuple[str, float, str, bool]] = field(default_factory=list)

    def at_most(self, name: str, figure: float, most: float) -> None:
        if np.isfinite(figure):
            self.rows.append((name, figure, f"<= {most:g}", figure <= most))

    def at_least(self, name: str, figure: float, least: float) -> None:
        if np.isfinite(figure):
            self.rows.append((name, figure, f">= {least:g}", figure >= least))

    def within(self, name: str, figure: float, ends: tuple[float, float]) -> None:
        if np.isfinite(figure):
            self.rows.append((name, figure, f"{ends[0]:g} to {ends[1]:g}", ends[0] <= figure <= ends[1]))

    def print(self) -> None:
        if not self.rows:
            return
        print("\nWhat must be reached, in this run")
        for name, figure, must, reached in self.rows:
            print(f"  {name:52}{figure:9.3f}  {must:14}{'' if reached else 'missed'}")
        missed = sum(not row[-1] for row in self.rows)
        print(f"  {len(self.rows) - missed} of {len(self.rows)} reached")
