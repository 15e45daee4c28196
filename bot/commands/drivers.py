"""/drivers: what moves the amount of a sale, proved on later days, with the fitted model kept."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import analytics
from analytics.verdicts import NoBetterThanBaseline, NotEnoughData
from bot.answer import Answer, Bars, Block, Button, Lines, Series, Style, Words
from bot.command import Command, Lane, Role
from bot.findings import clientele
from bot.findings.wording import money_unit, written
from bot.speech import N_, _
from storage.reading import outgoings

if TYPE_CHECKING:
    from datetime import date

    import pandas as pd

    from analytics.drivers import Driver, Drivers
    from analytics.verdicts import Verdict
    from bot.command import Turn
    from bot.language.statements import Slots
    from bot.shop import Shop

_A_DAY = timedelta(days=1)
_LEAST_BARS = 2
_MODEL = "drivers.model"

# Key of analytics.drivers -> what it is for the owner.
_NAMES = {
    "product": N_("which product"),
    "category": N_("which category"),
    "customer": N_("which customer"),
    "region": N_("where he lives"),
    "weekday": N_("the weekday"),
    "hour": N_("the hour"),
    "price": N_("a changed price"),
    "campaign": N_("a campaign"),
}


def _taps() -> tuple[Button, ...]:
    return (
        Button(_("Sales"), "/sales"),
        Button(_("When the shop sells"), "/hours"),
        Button(_("Trends"), "/trends"),
    )


def _called(driver: str) -> str:
    return _(_NAMES[driver]) if driver in _NAMES else driver


def answer(turn: Turn, slots: Slots) -> Answer:
    """Fit on the earlier days, judge on the later ones, and name what mattered."""
    turn = clientele.looked_from(turn)
    del slots
    known = clientele.sales(turn.shop, turn.today)
    found = fitted(turn.shop, turn.today, known)
    if isinstance(found, NotEnoughData):
        return clientele.too_early(turn, "drivers", _("what drives the sales"), found, known, _taps())
    if isinstance(found, NoBetterThanBaseline):
        return _nothing(turn, found)
    matters = [one for one in found.drivers if one.matters]
    headline = _("What a sale brings hangs on {what}", what=_called(matters[0].name)) if matters else ""
    headline = headline or _("Nothing that I know of moves what a sale brings")
    blocks: list[Block] = [Words(headline, Style.HEADLINE), Words(_told(turn, found, matters))]
    if len(matters) >= _LEAST_BARS:
        blocks.append(_bars(turn, matters, headline))
    blocks += [_days(turn, found), Words(_footing(turn, found), Style.FOOTING)]
    return Answer("drivers", tuple(blocks), (_taps(),), in_place=bool(turn.incoming.pressed))


def fitted(shop: Shop, today: date, known: pd.DataFrame) -> Drivers | Verdict:
    """Give the model of the shop's lines before today: the one kept beside the book until the data moves on."""
    runs = outgoings.campaigns(shop.book, today - clientele.HISTORY, today)
    campaigns = [analytics.sales_table.Period(one.first, one.last + _A_DAY) for one in runs]
    found: Drivers | Verdict = analytics.drivers.kept(
        known, today, campaigns, shop.settings.models_folder / _MODEL
    )
    return found


def _nothing(turn: Turn, found: NoBetterThanBaseline) -> Answer:
    shop = turn.shop
    words = _(
        "Product, customer, weekday, price and campaigns together were off by {amount} a line, the plain mean by {amount2}: they explain nothing that I could rely on.",
        amount=shop.round(found.model_error),
        amount2=shop.round(found.baseline_error),
    )
    blocks = (Words(_("No driver is clearer than chance"), Style.HEADLINE), Words(words))
    return Answer("drivers", blocks, (_taps(),), in_place=bool(turn.incoming.pressed))


def _told(turn: Turn, found: Drivers, matters: list[Driver]) -> str:
    round_, percent = turn.shop.round, turn.shop.percent
    seen = _("the mean of the last weeks by {round}", round=round_(found.naive.mae))
    explained = _("It explains {share} of the differences.", share=percent(max(found.model.r2, 0)))
    first = _(
        "On days it had not seen, the forest was off by {round} a sale line; {seen}. {explained}",
        round=round_(found.model.mae),
        seen=seen,
        explained=explained,
    )
    lines = [first]
    if found.product_only.rmse <= found.model.rmse:
        lines.append(
            _("Knowing the product's usual amount alone does as well: the rest adds nothing to rely on.")
        )
    idle = [_called(one.name) for one in found.drivers if not one.matters]
    if matters and idle:
        lines.append(_("No effect to be seen: {names}.", names=", ".join(idle)))
    return "\n".join(lines)


def _bars(turn: Turn, matters: list[Driver], title: str) -> Bars:
    return Bars(
        title=title,
        names=tuple(_called(one.name) for one in matters),
        values=tuple(one.rmse_rise for one in matters),
        unit=money_unit(turn.shop),
        notes=tuple(f"± {turn.shop.round(one.spread)}" for one in matters),
        subtitle=_("How much further off a line is when this is not known"),
    )


def _days(turn: Turn, found: Drivers) -> Lines:
    shop = turn.shop
    last = found.held_out.end - _A_DAY
    return Lines(
        title=_("What came, and what the model expected of such lines"),
        days=tuple(one.day for one in found.days),
        series=(
            Series(_("came"), tuple(float(one.actual_minor) for one in found.days)),
            Series(_("expected"), tuple(float(one.predicted_minor) for one in found.days), quiet=True),
        ),
        unit=money_unit(shop),
        subtitle=_("Revenue a day on the days that were held out"),
        footing=_("{day} to {day2}", day=written(found.held_out.start, shop), day2=written(last, shop)),
    )


def _footing(turn: Turn, found: Drivers) -> str:
    """Say what it was learnt from and judged on."""
    shop = turn.shop
    return _(
        "Learnt from {day} on, judged on the last {number} lines from {day2} on. The model is kept as {model}, made from data {data}.",
        day=shop.day(found.learnt.start, turn.today),
        number=shop.number(found.lines),
        day2=shop.day(found.held_out.start, turn.today),
        model=_MODEL,
        data=found.data[:8],
    )


COMMAND = Command(
    name="drivers",
    summary=N_("What moves the amount of a sale"),
    answer=answer,
    group=N_("Sales"),
    examples=("/drivers", "what matters most for revenue"),
    phrases=(
        "drivers",
        "what drives my sales",
        "what drives sales",
        "what drives revenue",
        "what influences my sales",
        "what affects my sales",
        "why do sales change",
        "why are sales up",
        "why are sales down",
        "why did sales drop",
        "what makes sales go up",
        "what matters most for revenue",
        "what factors matter",
        "feature importance",
        "what explains my revenue",
        "why was business slow",
        "why was it so quiet",
    ),
    role=Role.OWNER,
    lane=Lane.THINKING,
)
