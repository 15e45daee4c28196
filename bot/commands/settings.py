"""/settings: one message whose buttons show their state; and the words that taps have taught.

Each choice has a command of its own in `choices.py`, `stock_terms.py` and `timezone.py`; they come back here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words
from bot.clerk import writing
from bot.command import Command, Role
from bot.config import CHOSEN, WEEKDAYS, with_chosen
from bot.errors import NotUnderstood
from bot.findings import zones
from bot.findings.wording import many
from bot.speech import N_, _
from storage.records import FactChange

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.language.statements import Slots

_SHOWN = 8


def answer(turn: Turn, slots: Slots) -> Answer:
    """Show what is set; a tap on a button changes it."""
    del slots
    return home(turn)


def home(turn: Turn, remark: str = "") -> Answer:
    """Show the buttons with their state; `remark` says what has just changed."""
    given = turn.shop.settings
    blocks = [Words(_("Settings"), Style.HEADLINE)]
    if remark:
        blocks.append(Words(remark))
    blocks.append(
        Words(
            _(
                "Each button shows how it is; tap one to change it. What you choose here counts more than config.toml."
            ),
            Style.FOOTING,
        )
    )
    rows = [
        (Button(_("Shop: {name}", name=given.shop.name), "/name"),),
        (
            Button(
                _(
                    "Money: {symbol} ({currency})",
                    symbol=turn.shop.money.symbol,
                    currency=given.shop.currency,
                ),
                "/currency",
            ),
            Button(_("Time: {city}", city=zones.city(given.shop.timezone)), "/timezone"),
        ),
        (Button(_("Week starts: {weekday}", weekday=weekday(turn, given.shop.week_starts)), "/week"),),
        (
            Button(_("Order list: {spoken}", spoken=spoken(turn, given.push.weekly)), "/push weekly"),
            Button(_("Evening: {spoken}", spoken=spoken(turn, given.push.daily)), "/push daily"),
        ),
        (
            Button(
                _("Sure to have it: {share}", share=turn.shop.sureness(given.stock.service_level)),
                "/service_level",
            ),
            Button(
                _("Delivery: {days}", days=many(given.stock.lead_time_days, "day")),
                "/lead_time",
            ),
        ),
        (
            Button(_("Words you taught me: {count}", count=len(_taught(turn))), "/words"),
            Button(_("Who may write"), "/staff"),
        ),
    ]
    return Answer("settings", tuple(blocks), tuple(rows), in_place=bool(turn.incoming.pressed))


def choose(turn: Turn, key: str, value: str, said: str) -> Answer:
    """Set one of config.CHOSEN; an entry like any other, so that it stands in the history and can be undone.

    Raises NotUnderstood where the value cannot be. `said` tells the owner, and the history.
    """
    if key not in CHOSEN:
        raise ValueError(f"{key} is not chosen in the chat")
    section, _dot, name = key.partition(".")
    wanted = with_chosen(turn.shop.given, {key: value})
    if str(getattr(getattr(wanted, section), name)) != value:
        raise NotUnderstood(
            _("“{value}” cannot be set there. See /settings for what can.", value=value), "/settings"
        )
    writing.write_fact(turn, said, FactChange("shop", 0, key, None, value, turn.today))
    turn.shop.refresh()
    return home(turn, f"✅ {said}.")


def weekday(turn: Turn, short: str, pattern: str = "EEEE") -> str:
    """Name a weekday of the configuration (mon) in the language that is spoken."""
    return turn.shop.weekday(WEEKDAYS.index(short), pattern)


def spoken(turn: Turn, when: str) -> str:
    """Write when a push comes: Mon 07:30, 18:30, off."""
    day, _space, at = when.rpartition(" ")
    if not day:
        return _("off") if at == "off" else at
    return f"{weekday(turn, day, 'EEE')} {at}"


def back() -> Button:
    """Give the button that leads back to the settings."""
    return Button(_("« Settings"), "/settings")


def words(turn: Turn, slots: Slots) -> Answer:
    """Show the words that taps have taught, each with the tap that forgets it."""
    del slots
    return _words(turn)


def _words(turn: Turn, remark: str = "") -> Answer:
    taught = _taught(turn)
    blocks = [Words(_("Words you taught me"), Style.HEADLINE)]
    if remark:
        blocks.append(Words(remark))
    if taught:
        blocks.append(
            Words(
                "\n".join(_("“{word}” means {name}", word=word, name=name) for word, name in taught[:_SHOWN])
            )
        )
    else:
        blocks.append(Words(_("None yet. When I ask what you meant, your tap teaches me the word for good.")))
    forget = tuple(
        (Button(_("Forget “{word}”", word=word), f"/forget {word}"),) for word, _name in taught[:_SHOWN]
    )
    return Answer("settings", tuple(blocks), (*forget, (back(),)), in_place=bool(turn.incoming.pressed))


def _taught(turn: Turn) -> list[tuple[str, str]]:
    return [(word, product.name) for product in turn.shop.known().products for word in product.aliases]


def forget(turn: Turn, word: str) -> Answer:
    """Forget a word that a tap taught."""
    gone = turn.shop.book.remove_alias("product", word) or turn.shop.book.remove_alias("customer", word)
    return _words(
        turn,
        _("Forgotten: “{word}”.", word=word)
        if gone
        else _("“{word}” was not among the words I know.", word=word),
    )


def _rest(rest: str, turn: Turn) -> str:
    del turn
    if not rest:
        raise NotUnderstood(_("See /words for what can be forgotten."), "/words")
    return rest


COMMANDS = (
    Command(
        name="settings",
        summary=N_("Shop, money, time, pushes: how it is set, changed by a tap"),
        answer=answer,
        group=N_("Begin"),
        examples=("/settings",),
        phrases=(
            "settings",
            "change settings",
            "my settings",
            "show the settings",
            "set up",
            "options",
            "preferences",
            "change the settings",
        ),
        role=Role.OWNER,
    ),
    Command(
        name="words",
        summary=N_("The words you taught me"),
        answer=words,
        group=N_("Begin"),
        examples=("/words",),
        phrases=("which words do you know", "what did i teach you"),
        hidden=True,
    ),
    Command(
        name="forget",
        summary=N_("Forget a word"),
        answer=forget,
        group=N_("Begin"),
        examples=("/forget hdmi",),
        parse=_rest,
        hidden=True,
    ),
)
