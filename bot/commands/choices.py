"""What can be chosen under /settings, one command each: the shop's name, its money, its week, when the pushes come.

Without more words each shows its choices as buttons; with them it sets. Setting is one tap, or one typed line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.numbers import get_currency_name, get_currency_precision, get_currency_symbol, list_currencies

from bot import speech
from bot.answer import Answer, Button, Style, Words, in_rows
from bot.command import Command, Role
from bot.commands.settings import back, choose, spoken, weekday
from bot.config import WEEK_STARTS, WEEKDAYS, PushSettings
from bot.errors import NotUnderstood, SetupError
from bot.speech import N_, _
from storage.reading import condition

if TYPE_CHECKING:
    from bot.command import Turn

MONEY = ("ZAR", "USD", "EUR", "GBP", "BWP", "NAD", "KES", "NGN", "GHS", "TZS", "UGX", "INR")
_A_ROW = 4
_LONGEST_NAME = 60
_WEEKLY = "weekly"
_MORNING, _EVENING = "07:30", "18:30"
_WEEKLY_TIMES = ("06:30", "07:30", "08:30", "18:00")
_DAILY_TIMES = ("17:30", "18:30", "19:30", "20:30")


def parse(rest: str, turn: Turn) -> str:
    """Give what follows the command's name."""
    del turn
    return " ".join(rest.split())


def name(turn: Turn, wanted: str) -> Answer:
    """Set the shop's name, as it stands on reports and accounts."""
    if wanted:
        if len(wanted) > _LONGEST_NAME:
            raise NotUnderstood(
                _("That is long for a name; at most {count} letters.", count=_LONGEST_NAME), "/name"
            )
        return choose(turn, "shop.name", wanted, _("The shop is called {wanted}", wanted=wanted))
    own = (turn.incoming.name or "").split()
    blocks = (
        Words(_("What is the shop called?"), Style.HEADLINE),
        Words(_("It stands on the reports and accounts you hand out. Type it like this:")),
        Words("/name Pilusa Electronics", Style.QUOTE),
    )
    offer = (Button(_("{name}'s shop", name=own[-1]), _("/name {name}'s shop", name=own[-1])),) if own else ()
    return asked(turn, "name", blocks, offer)


def currency(turn: Turn, wanted: str) -> Answer:
    """Set the currency: what the amounts are called; none is converted."""
    now, locale = turn.shop.settings.shop.currency, speech.locale(turn.shop.money.locale)
    if not wanted:
        blocks = (
            Words(_("What money does the shop take?"), Style.HEADLINE),
            Words(_("Now: {money}. Any other by its code:", money=get_currency_name(now, locale=locale))),
            Words("/currency MZN", Style.QUOTE),
        )
        codes = [Button(mark(code, now), f"/currency {code}") for code in MONEY]
        return asked(turn, "currency", blocks, *in_rows(codes, _A_ROW))
    code = wanted.upper()
    if code not in list_currencies():
        raise NotUnderstood(
            _("I know no currency “{wanted}”. Its code has three letters, such as ZAR.", wanted=wanted),
            "/currency",
        )
    if get_currency_precision(code) != get_currency_precision(now) and condition.written(turn.shop.book, 1):
        raise NotUnderstood(
            _(
                "{money} counts its small change otherwise than {now}, and there are amounts in the book already, so it stays.",
                money=get_currency_name(code, locale=locale),
                now=get_currency_name(now, locale=locale),
            ),
            "/settings",
        )
    symbol = get_currency_symbol(code, locale=locale)
    called = _(
        "Amounts are in {money} ({symbol})", money=get_currency_name(code, locale=locale), symbol=symbol
    )
    return choose(turn, "shop.currency", code, called)


def week(turn: Turn, wanted: str) -> Answer:
    """Set on which day a week begins."""
    if wanted:
        day = wanted.casefold()[:3]
        if day not in WEEK_STARTS:
            raise NotUnderstood(_("A week starts on Monday, Saturday or Sunday."), "/week")
        return choose(
            turn, "shop.week_starts", day, _("The week starts on {weekday}", weekday=weekday(turn, day))
        )
    now = turn.shop.settings.shop.week_starts
    blocks = (
        Words(_("On which day does your week start?"), Style.HEADLINE),
        Words(_("“This week” and “last week” are counted from it.")),
    )
    days = tuple(Button(mark(weekday(turn, day), weekday(turn, now)), f"/week {day}") for day in WEEK_STARTS)
    return asked(turn, "week", blocks, days)


def push(turn: Turn, rest: str) -> Answer:
    """Set when a regular message comes, or switch it off."""
    kind, _space, when = rest.casefold().partition(" ")
    if kind not in ("weekly", "daily"):
        raise NotUnderstood(_("There are two: the order list of the week, and the evening."), "/settings")
    now = getattr(turn.shop.settings.push, kind)
    if not when:
        return _weekly(turn, now) if kind == "weekly" else _daily(turn, now)
    try:
        PushSettings(**{kind: when}).check()
    except SetupError:
        example = "/push weekly fri 16:00" if kind == "weekly" else "/push daily 19:00"
        raise NotUnderstood(
            _("I cannot read that time. Say it like this: {example}", example=example), "/settings"
        ) from None
    called = _("The order list") if kind == "weekly" else _("The summary of the day")
    said = (
        _("{called} is off", called=called)
        if when == "off"
        else _("{called} comes {when}", called=called, when=spoken(turn, when))
    )
    return choose(turn, f"push.{kind}", when, said)


def _weekly(turn: Turn, now: str) -> Answer:
    day, _space, at = now.rpartition(" ")
    blocks = (
        Words(_("When shall the order list come?"), Style.HEADLINE),
        Words(_("Now: {when}. Once a week: how the week went and what to order.", when=spoken(turn, now))),
    )
    days = [
        Button(mark(weekday(turn, one, "EEE"), day and weekday(turn, day, "EEE")), says)
        for one in WEEKDAYS
        for says in (f"/push weekly {one} {at if day else _MORNING}",)
    ]
    times = tuple(Button(mark(one, at), f"/push weekly {day or 'mon'} {one}") for one in _WEEKLY_TIMES)
    return asked(
        turn,
        "push",
        blocks,
        *in_rows(days, _A_ROW),
        times,
        (Button(mark(_("Off"), _(now.capitalize()) if now == "off" else now), "/push weekly off"),),
    )


def _daily(turn: Turn, now: str) -> Answer:
    blocks = (
        Words(_("Shall I sum up the day in the evening?"), Style.HEADLINE),
        Words(
            _(
                "Now: {when}. A few lines; and one question on a busy day with nothing written down.",
                when=spoken(turn, now),
            )
        ),
    )
    times = tuple(Button(mark(one, now), f"/push daily {one}") for one in _DAILY_TIMES)
    return asked(
        turn,
        "push",
        blocks,
        times,
        (Button(mark(_("Off"), _(now.capitalize()) if now == "off" else now), "/push daily off"),),
    )


def asked(turn: Turn, command: str, blocks: tuple[Words, ...], *rows: tuple[Button, ...]) -> Answer:
    """Ask for a choice, with a way back to the settings."""
    shown = tuple(row for row in (*rows, (back(),)) if row)
    return Answer(command, blocks, shown, in_place=bool(turn.incoming.pressed))


def mark(label: str, now: str) -> str:
    """Mark the label of what is so now."""
    return f"✅ {label}" if label.casefold() == now.casefold() else label


COMMANDS = (
    Command(
        name="name",
        summary=N_("What the shop is called"),
        answer=name,
        group=N_("Begin"),
        examples=("/name", "/name Pilusa Electronics"),
        phrases=("change my shop name", "change the name of the shop", "what is my shop called"),
        parse=parse,
        bare="",
        role=Role.OWNER,
        hidden=True,
    ),
    Command(
        name="currency",
        summary=N_("What money the shop takes"),
        answer=currency,
        group=N_("Begin"),
        examples=("/currency", "/currency ZAR"),
        phrases=("change the currency", "which currency do you use"),
        parse=parse,
        bare="",
        role=Role.OWNER,
        hidden=True,
    ),
    Command(
        name="week",
        summary=N_("When the week starts"),
        answer=week,
        group=N_("Begin"),
        examples=("/week", "/week mon"),
        phrases=("when does the week start", "change the first day of the week"),
        parse=parse,
        bare="",
        role=Role.OWNER,
        hidden=True,
    ),
    Command(
        name="push",
        summary=N_("When the regular messages come"),
        answer=push,
        group=N_("Begin"),
        examples=("/push weekly", "/push daily", "/push weekly off", "/push daily 18:30"),
        phrases=(
            "turn off the weekly message",
            "when do you send the weekly report",
            "switch off notifications",
            "change the time of the report",
        ),
        parse=lambda rest, turn: parse(rest, turn) or _WEEKLY,
        bare=_WEEKLY,
        role=Role.OWNER,
        hidden=True,
    ),
)
