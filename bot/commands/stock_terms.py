"""/service_level and /lead_time: the shop's own terms for what to order, where a product has none of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words, in_rows
from bot.command import Command, Role
from bot.commands.choices import asked, mark
from bot.commands.settings import choose
from bot.errors import NotUnderstood
from bot.findings import scenario
from bot.findings.wording import many
from bot.sections import LEAST_SERVICE, MOST_SERVICE
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_SHARE = re.compile(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*%?")
_LEVELS = (0.8, 0.9, 0.95, 0.98)
_DAYS = (1, 2, 3, 5, 7, 10, 14, 21)
_LONGEST_DAYS = 365


def parse_level(rest: str, turn: Turn) -> str:
    """Read 95, 95 % or 0.95 as 0.95, and nothing as nothing."""
    del turn
    said = rest.strip()
    found = _SHARE.fullmatch(said)
    if found is not None:
        number = float(found[1].replace(",", "."))
        level = round(number / 100 if number > 1 else number, 3)
        if LEAST_SERVICE <= level <= MOST_SERVICE:
            return f"{level:g}"
    if said:
        raise NotUnderstood(
            _("Say it as a share between 50 % and 99.9 %: /service_level 95"), "/service_level"
        )
    return ""


def service_level(turn: Turn, level: str | Slots) -> Answer:
    """Set how sure the shelf is to be until the next delivery."""
    if not isinstance(level, str):  # said in plain words
        level = parse_level(str(level.n or ""), turn)
    sure = turn.shop.sureness
    if level:
        said = _("Orders are worked out to be {share} sure that nothing runs out", share=sure(float(level)))
        return choose(turn, "stock.service_level", level, said)
    now = sure(turn.shop.settings.stock.service_level)
    blocks = (
        Words(_("How sure shall it be that nothing runs out?"), Style.HEADLINE),
        Words(_("Until the next delivery. The surer, the more lies on the shelf, and the more money in it.")),
        Words(_("What it would cost: /whatif service 98%"), Style.FOOTING),
    )
    taps = [Button(mark(sure(one), now), f"/service_level {100 * one:g}") for one in _LEVELS]
    return asked(turn, "service_level", blocks, *in_rows(taps, len(_LEVELS)))


def parse_days(rest: str, turn: Turn) -> str:
    """Read 5, 5 days, a week or 2 weeks as days, and nothing as nothing."""
    del turn
    said = rest.strip()
    days = int(said) if said.isascii() and said.isdecimal() else scenario.days(said)
    if days is not None and days <= _LONGEST_DAYS:
        return str(days)
    if said:
        raise NotUnderstood(_("Say it in days, a year at most: /lead_time 5"), "/lead_time")
    return ""


def lead_time(turn: Turn, days: str | Slots) -> Answer:
    """Set how long a delivery takes where nothing was said of the product."""
    if not isinstance(days, str):  # said in plain words
        days = parse_days(str(days.horizon_days or days.n or ""), turn)
    if days:
        return choose(
            turn, "stock.lead_time_days", days, _("A delivery takes {days}", days=many(int(days), "day"))
        )
    now = many(turn.shop.settings.stock.lead_time_days, "day")
    blocks = (
        Words(_("How long does a delivery usually take?"), Style.HEADLINE),
        Words(_("From ordering to the shelf. Of one product say it like this:")),
        Words("kettle takes 10 days to arrive", Style.QUOTE),
    )
    taps = [Button(mark(many(one, "day"), now), f"/lead_time {one}") for one in _DAYS]
    return asked(turn, "lead_time", blocks, *in_rows(taps, 4))


COMMANDS = (
    Command(
        name="service_level",
        summary=N_("How sure the shelf is not to run out"),
        answer=service_level,
        group=N_("Begin"),
        examples=("/service_level", "/service_level 95"),
        phrases=(
            "change the service level",
            "service level",
            "set the service level to",
            "how sure is the order list",
            "be surer not to run out",
        ),
        parse=parse_level,
        role=Role.OWNER,
        hidden=True,
    ),
    Command(
        name="lead_time",
        summary=N_("How long a delivery takes"),
        answer=lead_time,
        group=N_("Begin"),
        examples=("/lead_time", "/lead_time 5"),
        phrases=(
            "change the lead time",
            "lead time",
            "set the lead time to",
            "how long does a delivery take",
            "a delivery takes",
            "deliveries take",
            "my supplier takes to deliver",
            "it takes for orders to arrive",
            "change the delivery time",
        ),
        parse=parse_days,
        role=Role.OWNER,
        hidden=True,
    ),
)
