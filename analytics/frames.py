"""Frames from plain columns: the door by which tables enter this room."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd


def frame(columns: Mapping[str, Sequence[Any]]) -> pd.DataFrame:
    """Make a frame of lists by column name, all of one length."""
    return pd.DataFrame({name: list(values) for name, values in columns.items()})
