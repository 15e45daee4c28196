"""From views to readable lines: widths, footings and notes for the products, and again for groups of them.

A group's mean is the sum of its products', so that the figures of a page add up; its width is learnt anew,
because the products of one shop have their good and bad weeks together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from analytics.demand.arrays import Flags, Floats
from analytics.demand.panel import Panel
from analytics.demand.result import TWO_WEEKS, Footing, Lines, Method, Note, selling_days, shown_range
from analytics.demand.seasons import MONTH, YEAR
from analytics.demand.spread import Scatter, Width, learn_width
from analytics.demand.view import View

_LEAST_ERRORS = 30
_LEAST_GROUP_ERRORS = 8
_DECEMBER = 12
_TINY = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class _Record:
    """The rehearsal of one horizon for these names (all windows x names, NaN where not judged)."""

    view: View
    said: Floats
    came: Floats
    plain: Floats
    scatter: Floats

    def width(self, least: int) -> Width:
        fit = np.isfinite(self.said) & np.isfinite(self.came) & (self.said > 0)
        return learn_width(
            (self.came - self.said)[fit],
            self.said[fit],
            self.scatter[fit],
            windows=self.view.test.apart,
            rehearsed=self.view.test.horizon,
            horizon=self.view.horizon,
            least=least,
        )

    def footings(self, width: Width, history: int, sold: Sequence[int], whole: Flags) -> Iterator[Footing]:
        known = np.isfinite(self.said) & np.isfinite(self.came)
        said = np.where(known, self.said, 0.0)
        came = np.where(known, self.came, 0.0)
        shorter = (self.view.test.horizon / self.view.horizon) ** 0.6
        variance = width.variance(np.where(known, self.scatter, 0.0), said) * shorter
        inside = [
            (came >= low - _TINY) & (came <= high + _TINY)
            for low, high in (shown_range(said, variance, kind, width.errors) for kind in (True, False))
        ]
        held = (known & np.where(whole, *inside)).sum(axis=0)
        total = came.sum(axis=0)
        missed = np.abs(said - came).sum(axis=0)
        plainly = np.abs(np.where(known, self.plain, 0.0) - came).sum(axis=0)
        for i, selling in enumerate(sold):
            yield Footing(
                history_days=history,
                selling_days=selling,
                windows=int(known[:, i].sum()),
                window_days=self.view.test.horizon,
                error=float(missed[i] / total[i]) if total[i] > 0 else None,
                plain_error=float(plainly[i] / total[i]) if total[i] > 0 else None,
                held=int(held[i]),
            )


def product_lines(
    panel: Panel, views: Sequence[View], scatter: Scatter, *, path: Floats, asleep: Flags
) -> Lines:
    """Give the products' lines; `path` is what they sell while awake (products x days ahead)."""
    records = [_product_record(view, scatter) for view in views]
    widths = tuple(record.width(_LEAST_ERRORS) for record in records)
    sold = selling_days(panel.units).tolist()
    method, notes = _method(panel, views), _notes(panel)
    ahead = [scatter.of_total(path[:, : view.horizon].sum(axis=1), view.horizon) for view in views]
    return Lines(
        names=panel.products,
        path=np.where(asleep[:, None], 0.0, path),
        upper_path=path,
        scatter=np.column_stack(ahead),
        widths=widths,
        whole=panel.whole,
        methods=tuple(Method.ASLEEP if sleeps else method for sleeps in asleep),
        notes=tuple((*notes, Note.ASLEEP) if sleeps else notes for sleeps in asleep),
        footings=_footings(records, widths, panel.days, sold, panel.whole),
        plain=tuple(view.plain_better for view in views),
    )


def group_lines(
    panel: Panel,
    views: Sequence[View],
    scatter: Scatter,
    *,
    lines: Lines,
    names: tuple[str, ...],
    members: Flags,
) -> Lines:
    """Give the lines of groups of products; `members` is groups x products."""
    share = members.astype(np.float64)
    records = [_group_record(_product_record(view, scatter), share) for view in views]
    widths = tuple(record.width(_LEAST_GROUP_ERRORS) for record in records)
    sold = selling_days(share @ np.nan_to_num(panel.units)).tolist()
    whole = np.array([bool(panel.whole[mine].all()) for mine in members])
    count = len(names)
    return Lines(
        names=names,
        path=share @ lines.path,
        upper_path=share @ lines.path,
        scatter=share @ lines.scatter,
        widths=widths,
        whole=whole,
        methods=(_method(panel, views),) * count,
        notes=(_notes(panel),) * count,
        footings=_footings(records, widths, panel.days, sold, whole),
        plain=tuple(view.plain_better for view in views),
    )


def _product_record(view: View, scatter: Scatter) -> _Record:
    day = scatter.of_total(np.nan_to_num(view.said), view.test.horizon)
    return _Record(view, view.said, view.test.came, view.plain, day)


def _group_record(record: _Record, share: Floats) -> _Record:
    spoke = np.isfinite(record.said) & np.isfinite(record.came)

    def summed(values: Floats) -> Floats:
        total: Floats = np.where(spoke, np.nan_to_num(values), 0.0) @ share.T
        judged = spoke.astype(np.float64) @ share.T > 0
        return np.where(judged, total, np.nan)

    return _Record(
        record.view, summed(record.said), summed(record.came), summed(record.plain), summed(record.scatter)
    )


def _footings(
    records: Sequence[_Record], widths: Sequence[Width], history: int, sold: Sequence[int], whole: Flags
) -> tuple[tuple[Footing, ...], ...]:
    by_horizon = [
        record.footings(width, history, sold, whole) for record, width in zip(records, widths, strict=True)
    ]
    return tuple(zip(*by_horizon, strict=True))


def _method(panel: Panel, views: Sequence[View]) -> Method:
    if panel.days < TWO_WEEKS:
        return Method.MEAN
    if not any(view.pooled for view in views):
        return Method.WEEKDAYS
    return Method.POOL_WITH_YEAR if panel.days >= 2 * YEAR + TWO_WEEKS else Method.POOL


def _notes(panel: Panel) -> tuple[Note, ...]:
    notes = []
    if panel.days < TWO_WEEKS:
        notes.append(Note.ROUGH)
    if panel.days < MONTH:
        notes.append(Note.NO_MONTH_SEEN)
    if not _december_seen(panel.first_day, panel.as_of):
        notes.append(Note.NO_DECEMBER_SEEN)
    return tuple(notes)


def _december_seen(first: date, as_of: date) -> bool:
    """Whether the history holds a twentieth of December, the heart of the season."""
    last = as_of - timedelta(days=1)
    return any(first <= date(year, _DECEMBER, 20) <= last for year in range(first.year, last.year + 1))
