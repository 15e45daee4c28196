"""/models: every way of forecasting measured on the shop's own past, and how the forecasts given have fared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData
from bot.answer import Answer, Bars, Block, Button, Column, Progress, Style, Table, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele, fared, outlook
from bot.findings.wording import count_unit
from bot.speech import N_, _

if TYPE_CHECKING:
    from collections.abc import Generator

    from analytics.demand.compare import Comparison, Score
    from analytics.demand.drift import DriftReport
    from bot.command import Turn
    from bot.language.statements import Slots

_DAYS = 14
_WINDOWS = 2
_PRODUCTS = 3
_THOROUGH = (3, 5)  # windows and products: half a minute to a minute
_ALL = "everything"
_A_HAIR = 0.005  # less than half a percent either way is "the same"


def answer(turn: Turn, slots: Slots) -> Generator[Progress, None, Answer]:
    """Compare on the busiest products; with “everything” on more products and further back."""
    turn = clientele.looked_from(turn)
    thorough = _ALL in slots.rest
    windows, products = _THOROUGH if thorough else (_WINDOWS, _PRODUCTS)
    yield Progress(
        _(
            "Forecasting the last {number} days with every model, as if they were not known yet …",
            number=windows * _DAYS,
        )
    )
    found = outlook.comparison(turn.shop, turn.today, horizon=_DAYS, windows=windows, products=products)
    taps = (Button(_("Forecast"), "/forecast"), Button(_("What to order"), "/reorder"))
    if isinstance(found, NotEnoughData):
        return clientele.too_early(turn, "models", _("comparing forecasts"), found, None, taps)
    blocks = [*_comparison(turn, found), *_drift(turn), *_stayers(turn)]
    more = () if thorough else (Button(_("On more products, takes a minute"), f"/models {_ALL}"),)
    return Answer(
        "models", tuple(blocks), (more, taps) if more else (taps,), in_place=bool(turn.incoming.pressed)
    )


def _comparison(turn: Turn, found: Comparison) -> list[Block]:
    shop = turn.shop
    names = [_name(row) for row in found.rows]
    used = next(at for at, row in enumerate(found.rows) if row.model == analytics.demand.compare.USED)
    plain = next(
        (row for row in found.rows if row.model == analytics.demand.compare.BASELINE), found.rows[-1]
    )
    ours = found.rows[used]
    gain = 1 - ours.rmsse / plain.rmsse
    beside = _(
        "{share} {more} than the plain mean's",
        share=shop.percent(abs(gain)),
        more=_("smaller") if gain > 0 else _("larger"),
    )
    if abs(gain) < _A_HAIR:
        beside = _("the same as the plain mean's")
    headline = _(
        "My forecast is number {number} of {count}: its error is {beside}",
        number=used + 1,
        count=len(found.rows),
        beside=beside,
    )
    number = shop.number
    errors = tuple(
        (name, number(row.mae, 2), number(row.rmse, 2), number(row.mase, 2))
        for name, row in zip(names, found.rows, strict=True)
    )
    shares = tuple(
        (name, shop.percent(row.wape), shop.percent(row.cover), number(row.milliseconds, 1))
        for name, row in zip(names, found.rows, strict=True)
    )
    figures = (
        Column(_("MAE"), figures=True),
        Column(_("RMSE"), figures=True),
        Column(_("MASE"), figures=True),
    )
    others = (Column(_("WAPE"), figures=True), Column(_("held"), figures=True), Column(_("ms"), figures=True))
    blocks: list[Block] = [Words(headline, Style.HEADLINE)]
    if found.verdict is not None:
        blocks.append(Words(_("Nothing beats the plain mean here, so where that holds it is what I give.")))
    blocks += [
        Table((Column(_("Model")), *figures), errors),
        Table((Column(_("Model")), *others), shares),
        Words(
            _(
                "MAE and RMSE: pieces off a day. MASE: against “as on the same day last week” (1 is as good). WAPE: share by which two weeks together were off. Held: how often the range of four in five held what came."
            )
        ),
        _bars(turn, found, names, headline),
        Words(
            _(
                "{count} stretches of {horizon} days, each forecast from what was known before it: {some}. Best first, by RMSSE.",
                count=len(found.windows),
                horizon=found.horizon,
                some=clientele.some(list(found.products), 4),
            )
            + (
                _(" Failed and replaced by the mean: {failed}.", failed=_failed(found))
                if _failed(found)
                else ""
            ),
            Style.FOOTING,
        ),
    ]
    return blocks


def _stayers(turn: Turn) -> list[Block]:
    """Say how well the chances of /churn did on the last finished window; nothing where it gives none."""
    shop = turn.shop
    found = analytics.churn.churn(clientele.visits(shop, turn.today), turn.today)
    if isinstance(found, NotEnoughData | NoBetterThanBaseline):
        return []
    score = found.score
    rows = tuple(
        (shop.percent(group.said), shop.percent(group.happened), shop.number(group.cases))
        for group in score.calibration
    )
    columns = (
        Column(_("said"), figures=True),
        Column(_("stayed away"), figures=True),
        Column(_("customers"), figures=True),
    )
    return [
        Words(
            _(
                "Who stays away, judged on {number} customers: AUC {number2} (recency alone {number3}), Brier {number4}, {share} better than the plain rate.",
                number=shop.number(score.cases),
                number2=shop.number(score.auc, 2),
                number3=shop.number(found.recency_auc, 2),
                number4=shop.number(score.brier, 3),
                share=shop.percent(score.skill),
            )
        ),
        Table(columns, rows),
    ]


_MODELS = {
    "shopbook": N_("Shopbook (in use)"),
    "mean of 28 days": N_("mean of 28 days"),
    "naive": N_("naive"),
    "seasonal naive": N_("seasonal naive"),
    "smoothing (SES)": N_("smoothing (SES)"),
    "random forest": N_("random forest"),
    "gradient boosting": N_("gradient boosting"),
    "neural network": N_("neural network"),
}


def _name(row: Score) -> str:
    return _(_MODELS.get(row.model, row.model))


def _failed(found: Comparison) -> str:
    return ", ".join(_name(row) for row in found.rows if row.replaced)


def _bars(turn: Turn, found: Comparison, names: list[str], title: str) -> Bars:
    return Bars(
        title=title,
        names=tuple(names),
        values=tuple(row.rmsse for row in found.rows),
        unit=replace(count_unit(turn.shop), places=2),
        subtitle=_("Daily error, scaled (RMSSE): 1 is as good as “what last week's day sold”"),
        keep_order=True,
    )


def _drift(turn: Turn) -> list[Block]:
    """Say how the forecasts that the owner was given compare with what came."""
    found = fared.report(turn)
    if isinstance(found, NotEnoughData):
        return [
            Words(
                _(
                    "Forecasts already given: too few are over to judge. {lacking}",
                    lacking=clientele.lacking(turn, found),
                )
            )
        ]
    return [Words(_fared(turn, found))]


def _fared(turn: Turn, found: DriftReport) -> str:
    shop, whole = turn.shop, found.overall
    words = _(
        "Of {judged} forecasts I gave, the range held {held} times", judged=whole.judged, held=whole.held
    )
    if whole.bias is not None and whole.wape is not None:
        side = _("too high") if whole.bias > 0 else _("too low")
        words += _(
            "; off by {share}, together {share2} {side}",
            share=shop.percent(whole.wape),
            share2=shop.percent(abs(whole.bias)),
            side=side,
        )
    if leaning := fared.leaning(found):
        return _(
            "{words}. They lean to one side for {some}: look there before you order.",
            words=words,
            some=clientele.some(leaning),
        )
    return _("{words}. They lean to neither side by more than chance.", words=words)


COMMAND = Command(
    name="models",
    summary=N_("How good the forecasts are, model by model"),
    answer=answer,
    group=N_("Stock and orders"),
    about=frozenset({"words"}),
    role=Role.VIEWER,
    examples=("/models",),
    phrases=(
        "models",
        "how good are the forecasts",
        "how good is the forecast",
        "how accurate are your predictions",
        "how accurate is the forecast",
        "which model is best",
        "compare the models",
        "model accuracy",
        "forecast error",
        "how far off were the forecasts",
        "can i trust the forecast",
        "were your predictions right",
    ),
    lane=Lane.THINKING,
)
