"""What tests look for in an answer: its table, its chart, its buttons; and figures straight from the public view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.answer import Table

if TYPE_CHECKING:
    from bot.answer import Answer
    from tests.demo_shop import Talk


def table(answer: Answer) -> dict[str, tuple[str, ...]]:
    """Give the rows of an answer's table by their first cell."""
    found = next(block for block in answer.blocks if isinstance(block, Table))
    return {row[0].strip(): row[1:] for row in found.rows}


def chart(answer: Answer, kind: type) -> Any:
    """Give the chart of a kind; None where there is none."""
    return next((block for block in answer.blocks if isinstance(block, kind)), None)


def says(answer: Answer) -> list[str]:
    """Give what the buttons say."""
    return [button.says for row in answer.buttons for button in row]


def sql(talk: Talk, question: str, *values: Any) -> list[tuple[Any, ...]]:
    """Ask the book itself."""
    return talk.shop.book.rows(question, values)
