"""Where the line of headings is, if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.language.sheets.folding import text_of, tidy
from bot.language.sheets.headings import scores_of
from bot.language.sheets.line_kinds import filled
from bot.language.sheets.numbers import is_figure
from bot.language.sheets.profiles import is_day, profiles_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.language.sheets.sheet import Cell

Line = tuple[int, "Sequence[Cell]"]

_DEEPEST = 40
_KNOWN = 4.9  # a heading that a field claims at least weakly as a whole
_FEW_DAYS = 3
_SENTENCE = 60  # signs: headings are short, and seldom the same


@dataclass(frozen=True, slots=True)
class Header:
    """The headings: which of the sample's lines they are (None for none), their texts, and if any is understood."""

    at: int | None
    line: int | None
    titles: tuple[str, ...]
    understood: bool


def header_of(sample: Sequence[Line], width: int) -> Header:
    """Find the headings among the first lines of a sample without blank lines."""
    best, best_score = None, 0.0
    for at, (_, cells) in enumerate(sample[:_DEEPEST]):
        score = _score(cells, width)
        if score > best_score:
            best, best_score = at, score
    if best is not None:
        return _header(sample, best, understood=True)
    for at, (_, cells) in enumerate(sample[:5]):
        if _heads_a_table(cells, sample[at + 1 :], width):
            return _header(sample, at, understood=False)
    return Header(None, None, (), understood=False)


def _header(sample: Sequence[Line], at: int, *, understood: bool) -> Header:
    line, cells = sample[at]
    return Header(at, line, tuple(tidy(text_of(cell)) for cell in cells), understood)


def _score(cells: Sequence[Cell], width: int) -> float:
    """Give how much a line looks like headings; 0 for not at all."""
    places = filled(cells)
    words = [cells[at] for at in places if isinstance(cells[at], str) and not is_figure(cells[at])]
    days = sum(is_day(cells[at]) for at in places)
    texts = [str(word) for word in words if not is_day(word)]
    known = sum(max(scores_of(tidy(text)).values(), default=0.0) >= _KNOWN for text in texts)
    if days >= _FEW_DAYS and texts and days + len(texts) == len(places):
        return known + days
    least = 1 if len(places) == 1 else 2
    alone = len(places) < min(2, width)  # a title; in a list of one column the heading stands alone too
    if alone or known < least or len(texts) < 0.7 * len(places) or days:
        return 0.0
    sentences = sum(len(text) > _SENTENCE for text in texts)
    if len(set(texts)) < 0.8 * len(texts) or sentences > len(texts) / 3:
        return 0.0
    return known + known / len(texts)


def _heads_a_table(cells: Sequence[Cell], below: Sequence[Line], width: int) -> bool:
    """Whether a line is all words above columns of figures or days, in a language we do not know."""
    places = filled(cells)
    if len(places) < max(2, 0.8 * width) or not below:
        return False
    if any(is_figure(cells[at]) or is_day(cells[at]) for at in places):
        return False
    profiles = profiles_of([line for _, line in below[:200]], width)
    return sum(each.figures > 0.8 or each.dates > 0.8 for each in profiles) >= 2  # noqa: PLR2004 - shares of cells
