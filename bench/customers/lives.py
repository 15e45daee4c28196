"""Cohorts, lifetime models, churn, groups, offers and drivers on real customers."""

import datetime as dt

import numpy as np
import pandas as pd

from analytics.churn import GAPS_NEEDED, Churn, churn, overdue
from analytics.clusters import Clusters, clusters
from analytics.cohorts import Cohorts, cohorts
from analytics.drivers import Drivers, drivers
from analytics.lifetime import Histories, Leaving, fit_counts, fit_spend, histories, lifetime_values
from analytics.purchases import purchases
from analytics.recommend import Judged, judge
from analytics.scores import auc
from bench.customers import figures
from bench.customers.figures import Figure

DECEMBER_2010 = (885, 324, 286, 340, 321, 352, 321, 309, 313)
LEAK = 0.95
"""No honest score on real customers lies above."""


def december(sales: pd.DataFrame) -> list[Figure]:
    found = cohorts(sales, dt.date(2011, 9, 1))
    assert isinstance(found, Cohorts)
    return [figures.same("cohort of December 2010", found.cohorts[0].customers, DECEMBER_2010)]


def published_counts(summary: pd.DataFrame) -> list[Figure]:
    """Fader, Hardie & Lee (2005) on the sample's summary."""
    columns = [summary[name].to_numpy(dtype=float) for name in ("frequency", "recency", "T")]
    known = Histories(summary["ID"].to_numpy(dtype=object), *columns, np.zeros(len(summary)))
    model = fit_counts(known)
    one = Histories(np.array(["x"], dtype=object), *(np.array([v]) for v in (2.0, 30.43, 38.86, 0.0)))
    after_any = fit_counts(known, Leaving.AFTER_ANY)
    return [
        figures.equal("BG/NBD r", model.r, 0.243, 3),
        figures.equal("BG/NBD alpha", model.alpha, 4.414, 3),
        figures.equal("BG/NBD a", model.a, 0.793, 3),
        figures.equal("BG/NBD b", model.b, 2.426, 3),
        figures.equal("BG/NBD log-likelihood", model.log_likelihood, -9582.4, 1),
        figures.equal(
            "purchases of customer (2, 30.43, 38.86)", model.expected_purchases(one, 39)[0], 1.226, 3
        ),
        figures.equal("MBG/NBD log-likelihood", after_any.log_likelihood, -9582.1, 1),
    ]


def published_sample(sample: pd.DataFrame) -> list[Figure]:
    """Spend and the 39 weeks that followed, on the sample's purchases."""
    visits = purchases(sample)
    split = dt.date(1997, 10, 1)
    # The published time watched ends with the last day of the calibration, not the morning after.
    seen = histories(visits, split)
    watched = np.maximum(seen.watched - 1 / 7, seen.last)
    known = Histories(seen.customers, seen.repeats, seen.last, watched, seen.mean_spend)
    spend = fit_spend(known)
    later = visits[visits["day"] >= (split - dt.date(1970, 1, 1)).days].groupby("customer").size()
    truth = later.reindex(known.customers, fill_value=0).to_numpy(dtype=float)
    said = fit_counts(known).expected_purchases(known, 39)
    return [
        figures.same("gamma-gamma customers", int((known.repeats > 0).sum()), 946),
        figures.equal("gamma-gamma p", spend.p, 6.25, 2),
        figures.equal("gamma-gamma q", spend.q, 3.74, 2),
        figures.equal("gamma-gamma v, dollars", spend.v / 100, 15.44, 2),
        figures.equal(
            "purchases in the 39 weeks after, correlation", np.corrcoef(said, truth)[0, 1], 0.626, 3
        ),
        figures.shown("the same, total against what came", f"{said.sum() / truth.sum() - 1:+.0%}"),
    ]


def staying_away(
    name: str, sales: pd.DataFrame, today: dt.date, days: int, musts: tuple[float, float, float | None]
) -> list[Figure]:
    found = churn(sales, today, days)
    assert isinstance(found, Churn), found
    must_auc, must_skill, must_gain = musts
    gain = found.score.auc - found.recency_auc
    label = f"{name}, no purchase in {days} days"
    said = " ".join(f"{group.said:.2f}/{group.happened:.2f}" for group in found.score.calibration[::3])
    before = histories(purchases(sales), found.window.start)
    silent = ~np.isin(before.customers, sales.loc[_in(sales, found.window), "customer"].unique())
    return [
        figures.at_least(
            f"{label}: AUC ({found.model}, {found.score.cases} customers)", found.score.auc, must_auc
        ),
        figures.at_most(f"{label}: leak canary", found.score.auc, LEAK),
        figures.at_least(f"{label}: gain over recency", gain, must_gain)
        if must_gain is not None
        else figures.shown(f"{label}: gain over recency", f"{gain:+.3f}"),
        figures.at_least(f"{label}: Brier skill", found.score.skill, must_skill),
        figures.shown(f"{label}: said/happened", said),
        figures.shown(
            f"{label}: AUC of 1 - p_alive", f"{auc(1 - fit_counts(before).p_alive(before), silent):.3f}"
        ),
        _lateness(sales, found.window, set(before.customers[silent])),
    ]


def _lateness(sales: pd.DataFrame, window, silent: set[str]) -> Figure:
    """Of those overdue as the window began, the part that stayed away, beside others with a rhythm."""
    visits = purchases(sales[sales["sold_on"] < pd.Timestamp(window.start)])
    late = {one.customer for one in overdue(sales, window.start)}
    counts = visits.groupby("customer").size()
    others = set(counts[counts > GAPS_NEEDED].index) - late
    rates = [f"{len(group & silent) / max(len(group), 1):.2f}" for group in (late, others)]
    return figures.shown(f"stayed away: the {len(late)} overdue; the {len(others)} others", " ; ".join(rates))


def value_ahead(name: str, sales: pd.DataFrame, split: dt.date, days: int) -> list[Figure]:
    before = sales[sales["sold_on"] < pd.Timestamp(split)]
    later = sales[(sales["sold_on"] >= pd.Timestamp(split)) & (sales["quantity"] > 0)]
    later = later[later["sold_on"] < pd.Timestamp(split + dt.timedelta(days=days))]
    found = lifetime_values(before, split, days)
    came = later.groupby("customer")["total_minor"].sum()
    customers = found.values  # noqa: PD011 - no frame: the customers of the answer
    truth = np.array([came.get(one.customer, 0) for one in customers], dtype=float)
    said = np.array([one.value_minor for one in customers], dtype=float)
    inside = np.mean(
        [one.low_minor <= true <= one.high_minor for one, true in zip(customers, truth, strict=True)]
    )
    r2 = 1 - ((said - truth) ** 2).mean() / truth.var()
    best = truth[: len(truth) // 10].sum() / truth.sum()
    return [
        figures.shown(
            f"{name}, value over {days} days: correlation", f"{np.corrcoef(said, truth)[0, 1]:.3f}"
        ),
        figures.at_most(f"{name}: R2, leak canary", r2, LEAK),
        figures.shown(
            f"{name}: total against what came (held by {found.scaled:.2f})",
            f"{said.sum() / truth.sum() - 1:+.0%}",
        ),
        figures.shown(f"{name}: revenue of the tenth ranked best", f"{best:.3f}"),
        figures.shown(f"{name}: customers inside their range of 80 %", f"{inside:.3f}"),
    ]


def groups(name: str, sales: pd.DataFrame, today: dt.date) -> list[Figure]:
    found = clusters(sales, today)
    proof = found.proof
    assert proof is not None
    verdict = "groups" if isinstance(found, Clusters) else "no clear groups"
    return [
        figures.shown(
            f"{name}, K-means: {verdict}, k = {proof.k}",
            f"{proof.silhouette:.2f} shuffled {proof.shuffled:.2f} ARI {proof.stability:.2f}",
        )
    ]


def offered(sales: pd.DataFrame, today: dt.date) -> list[Figure]:
    found = judge(sales, today)
    assert isinstance(found, Judged), found
    return [
        figures.at_least(
            f"five offers, one bought in 90 days ({found.customers} customers); best sellers",
            found.hit_rate,
            round(found.best_sellers_hit_rate, 3),
        )
    ]


def driven(name: str, sales: pd.DataFrame, today: dt.date) -> list[Figure]:
    found = drivers(sales, today)
    if not isinstance(found, Drivers):
        return [figures.shown(f"{name}, drivers", str(found))]
    order = ", ".join(f"{one.name} {one.rmse_rise / 100:.1f}" for one in found.drivers if one.matters)
    return [
        figures.at_most(
            f"{name}, revenue of a line: RMSE over naive", found.model.rmse / found.naive.rmse, 1.0
        ),
        figures.shown(
            f"{name}: RMSE over the product's usual", f"{found.model.rmse / found.product_only.rmse:.3f}"
        ),
        figures.at_most(f"{name}: R2, leak canary", found.model.r2, LEAK),
        figures.shown(f"{name}: drivers (rise of RMSE)", order),
    ]


def _in(sales: pd.DataFrame, window) -> pd.Series:
    start, end = pd.Timestamp(window.start), pd.Timestamp(window.end)
    return (sales["sold_on"] >= start) & (sales["sold_on"] < end) & (sales["quantity"] > 0)
