from __future__ import annotations

import pytest

from bot.answer import Unit
from bot.drawing.fitting import fitted
from bot.drawing.theme import LABEL

CABLE = Unit(after=" metres", thousands=" ")


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (900, ["1 234 567 metres", "-50 metres"]),
        (280, ["1.2m metres", "-50 metres"]),
        (200, ["1 234 567", "-50"]),
        (100, ["1.2m", "-50"]),
        (1, ["1.2m", "-50"]),
    ],
)
def test_figures_are_as_long_as_there_is_room(room, words):
    assert fitted((1_234_567, -50), CABLE, room, LABEL) == words


def test_changes_and_unknown_figures():
    assert fitted((5, None), CABLE, 900, LABEL, signed=True) == ["+5 metres", "\N{EN DASH}"]
    assert fitted((), CABLE, 900, LABEL) == []
