"""From an answer with charts to one with pictures: each chart drawn into a file of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.answer import Answer, Block, Picture, Table, Words
from bot.drawing import draw

if TYPE_CHECKING:
    from pathlib import Path


def develop(answer: Answer, folder: Path) -> Answer:
    """Draw every chart of an answer into `folder`; the pictures stand where the charts stood."""
    return replace(answer, blocks=tuple(_developed(block, folder) for block in answer.blocks))


def _developed(block: Block, folder: Path) -> Block:
    if isinstance(block, Words | Table | Picture):
        return block
    path = folder / f"{uuid4().hex}.png"
    path.write_bytes(draw(block))
    return Picture(path, block.title)
