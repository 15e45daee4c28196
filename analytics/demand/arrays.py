"""Small array helpers that the rest of the demand room shares: gaps are NaN, and an empty mean is NaN in silence."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def mean_seen(values: Floats, axis: int) -> Floats:
    """Mean of what is not NaN along the axis; NaN (without a warning) where nothing is."""
    seen = np.isfinite(values)
    count = seen.sum(axis=axis)
    total = np.where(seen, values, 0.0).sum(axis=axis)
    out: Floats = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return out


def ratio(over: Floats, under: Floats, otherwise: float = np.nan) -> Floats:
    """Give over / under, and `otherwise` wherever `under` is not positive."""
    out: Floats = np.full(np.broadcast_shapes(over.shape, under.shape), otherwise)
    np.divide(over, under, out=out, where=under > 0)
    return out


def running_sums(values: Floats) -> tuple[Floats, Floats]:
    """Cumulative sum and count of what is seen, each with a leading zero column (n x T+1)."""
    seen = np.isfinite(values)
    lead = np.zeros((len(values), 1))
    sums = np.concatenate([lead, np.cumsum(np.where(seen, values, 0.0), axis=1)], axis=1)
    counts = np.concatenate([lead, np.cumsum(seen, axis=1)], axis=1)
    return sums, counts


def centred_mean(values: Floats, window: int) -> Floats:
    """Mean of what is seen in the window around each column; at the edges the nearest whole window."""
    columns = values.shape[1]
    window = min(window, columns)
    sums, counts = running_sums(values)
    begin, end = slice(columns + 1 - window), slice(window, None)
    means = ratio(sums[:, end] - sums[:, begin], counts[:, end] - counts[:, begin])
    nearest: Floats = means[:, np.clip(np.arange(columns) - window // 2, 0, columns - window)]
    return nearest
