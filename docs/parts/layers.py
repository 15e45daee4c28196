"""Who stands on whom in `bot/`, as import-linter holds it."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docs.demo import Demo

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def part(_: Demo, __: str) -> str:
    """Give the layers, the edges first."""
    contracts = tomllib.loads(PROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    return "```\n" + "\n".join(layer.replace("(", "").replace(")", "") for layer in layers) + "\n```"
