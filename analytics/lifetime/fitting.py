"""Maximum likelihood for positive parameters: one search, begun at several places.

No model here: what is likely is said by `counts` and `spend`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray


def least(
    objective: Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]],
    starts: Iterable[Sequence[float]],
    bounds: Sequence[tuple[float, float]],
) -> tuple[NDArray[np.float64], float]:
    """Give the logarithms of the parameters at which the objective is least, and its value there.

    `objective` takes the logarithms and gives its value and exact gradient; `starts` are parameters, `bounds` those of
    the logarithms. Quasi-Newton with bounds (L-BFGS-B) from every start, the best of them kept: a likelihood of this
    kind has plains on which a single search stops.
    """
    best = min(
        (
            minimize(
                objective,
                np.log(start),
                jac=True,
                method="L-BFGS-B",
                bounds=list(bounds),
                options={"maxiter": 500, "ftol": 1e-14, "gtol": 1e-9},
            )
            for start in starts
        ),
        key=lambda found: float(found.fun),
    )
    return best.x, float(best.fun)
