"""The table of settings: what `config.toml` may hold."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from bot.config import SECTIONS, Webhook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docs.demo import Demo


def part(_: Demo, __: str) -> str:
    """Give every setting with its default and one sentence, by section."""
    lines = ["| setting | default | |", "|---|---|---|"]
    for name, section in SECTIONS.items():
        lines += [f"| **[{name}]** | | |", *_rows(section)]
        if any(key.name == "webhook" for key in fields(section)):
            lines += [f"| **[{name}.webhook]** | | {Webhook.__doc__} |", *_rows(Webhook)]
    return "\n".join(lines)


def _rows(section: type) -> Iterator[str]:
    for key in fields(section):
        if key.name != "webhook":
            value = json.dumps(list(key.default) if isinstance(key.default, tuple) else key.default)
            yield f"| `{key.name}` | `{value}` | {key.metadata['says']} |"
