"""Changing how a file is read: which column is what, one at a time; which kind of file it is; how it writes days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Style, Words, in_rows
from bot.commands.import_draft import KeepDraft, cancel
from bot.commands.import_rows import samples
from bot.errors import Outdated
from bot.files import words
from bot.language.sheets.layout import FIELDS
from bot.language.sheets.sheet import Kind
from bot.speech import N_, _

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.commands.import_draft import Waiting
    from bot.language.sheets.layout import Ambiguous, Layout

_A_PAGE = 8
_WAYS = 2  # of reading a column
_READINGS = {
    "dmy": N_("The day comes first"),
    "mdy": N_("The month comes first"),
    "ymd": N_("The year comes first, then the month"),
    "ydm": N_("The year comes first, then the day"),
    ".": N_("A point before the cents"),
    ",": N_("A comma before the cents"),
}
OTHER_WAY = {
    "dmy": N_("Dates are day first"),
    "mdy": N_("Dates are month first"),
    "ymd": N_("Dates are year, month, day"),
    "ydm": N_("Dates are year, day, month"),
    ".": N_("Cents are behind a point"),
    ",": N_("Cents are behind a comma"),
}


def settle(layout: Layout, step: tuple[str, ...]) -> Layout:
    """Give the layout with one thing settled; raises Outdated for a button that means nothing here."""
    match step:
        case ("choose", about, value) if value in _READINGS:
            return layout.choose(about, value)
        case ("set", index, name) if index.isdecimal() and int(index) < len(layout.titles):
            at = int(index)
            meant = layout.meaning(at)
            if name == "nothing":
                return layout if meant is None else layout.with_column(meant, None)
            if name in FIELDS:
                return layout.with_column(name, at)
        case ("kind", kind) if kind in words.CHOICES:
            return layout.with_kind(Kind(kind))
    raise Outdated(_("That button no longer stands. Send the file again."))


def ask_column(waiting: Waiting, layout: Layout, former: int | None) -> Answer:
    """Ask which column is the one that is missing."""
    missing = layout.missing[0]
    what = words.FIELDS.get(missing, f"the {words.MEANINGS.get(missing, missing)}")
    free = [
        Button(_title(layout, at), f"/import {{draft}} set {at} {missing}")
        for at in range(len(layout.titles))
        if layout.meaning(at) is None
    ]
    question = _(
        "{name} looks like {kinds}, but I cannot see {what}.",
        name=waiting.sent.name,
        kinds=words.KINDS[layout.kind.value],
        what=what,
    )
    ask = Words(_("Which column is it?") if free else _("Add that column and send the file again."))
    changes = (
        Button(_("Change columns"), "/import {draft} columns 0"),
        Button(_("It is …"), "/import {draft} kinds"),
    )
    return _answer(waiting, layout, former, (Words(question, Style.HEADLINE), ask), free[:_A_PAGE], *changes)


def ask_reading(
    turn: Turn, waiting: Waiting, layout: Layout, question: Ambiguous, former: int | None
) -> Answer:
    """Ask which of two readings is right, showing the first rows both ways."""
    what = _("the days") if question.about == "date_order" else _("the amounts")
    headline = _("{name}: {what} can be read in two ways. Which is right?", name=waiting.sent.name, what=what)
    blocks: list[Block] = [Words(headline, Style.HEADLINE)]
    buttons = []
    for choice in question.choices[:_WAYS]:
        label = _(_READINGS.get(choice.value, choice.value))
        blocks += [Words(label), samples(turn, list(choice.rows))]
        buttons.append(Button(label, f"/import {{draft}} choose {question.about} {choice.value}"))
    return _answer(waiting, layout, former, tuple(blocks), buttons)


def ask_kind(waiting: Waiting, layout: Layout, former: int | None) -> Answer:
    """Ask what a file is about."""
    kinds = [name for name in words.CHOICES if name != layout.kind.value][:_A_PAGE]
    says = _(
        "{name} looks like {kinds}. What is it?", name=waiting.sent.name, kinds=words.KINDS[layout.kind.value]
    )
    buttons = [Button(words.CHOICES[name], f"/import {{draft}} kind {name}") for name in kinds]
    back = (_back(),) if former is not None and layout.kind.value in words.ROWS else ()
    return _answer(waiting, layout, former, (Words(says, Style.HEADLINE),), buttons, *back)


def show_columns(waiting: Waiting, layout: Layout, page: int, former: int) -> Answer:
    """Show the columns and what each means, a page at a time: tap the one to change."""
    count = len(layout.titles)
    first = page * _A_PAGE if page * _A_PAGE < count else 0
    buttons = [
        Button(f"{_title(layout, at)}: {_meaning(layout, at)}", f"/import {{draft}} at {at} 0")
        for at in range(first, min(count, first + _A_PAGE))
    ]
    turns = []
    if first:
        turns.append(Button(_("◀ Columns before"), f"/import {{draft}} columns {page - 1}"))
    if first + _A_PAGE < count:
        turns.append(Button(_("More columns ▶"), f"/import {{draft}} columns {page + 1}"))
    says = _("{name}: tap the column that means something else.", name=waiting.sent.name)
    blocks = (Words(says, Style.HEADLINE),)
    return _answer(waiting, layout, former, blocks, buttons, *turns, _back())


def show_meanings(waiting: Waiting, layout: Layout, at: int, page: int, former: int) -> Answer:
    """Show what one column can mean."""
    if at >= len(layout.titles):
        raise Outdated(_("That button no longer stands. Send the file again."))
    usual = words.USUAL.get(layout.kind.value, words.USUAL["sales"])
    names = [name for name in usual if name != layout.meaning(at)]
    if layout.meaning(at) is not None:
        names.insert(0, "nothing")
    first = page * _A_PAGE if page * _A_PAGE < len(names) else 0
    buttons = [
        Button(words.MEANINGS.get(name, "nothing I need"), f"/import {{draft}} set {at} {name}")
        for name in names[first : first + _A_PAGE]
    ]
    turns = []
    if first:
        turns.append(Button(_("◀ Before"), f"/import {{draft}} at {at} {page - 1}"))
    if first + _A_PAGE < len(names):
        turns.append(Button(_("More ▶"), f"/import {{draft}} at {at} {page + 1}"))
    so_far = (
        _("nothing of it is read")
        if layout.meaning(at) is None
        else _("read as {meaning}", meaning=_meaning(layout, at))
    )
    says = _("What is in “{title}”? So far {so_far}.", title=_title(layout, at), so_far=so_far)
    blocks = (Words(says, Style.HEADLINE),)
    return _answer(waiting, layout, former, blocks, buttons, *turns, _back())


def _back() -> Button:
    return Button(_("Back to the file"), "/import {draft}")


def _answer(
    waiting: Waiting,
    layout: Layout,
    former: int | None,
    blocks: tuple[Block, ...],
    buttons: list[Button],
    *more: Button,
) -> Answer:
    rows = in_rows(buttons)
    return Answer(
        "import",
        (*blocks, Words(_("Nothing is in the book yet."), Style.FOOTING)),
        (*rows, more, (cancel(),)) if more else (*rows, (cancel(),)),
        in_place=former is not None,
        keeps=(KeepDraft(waiting.asked(layout), former),),
    )


def _title(layout: Layout, at: int) -> str:
    return layout.titles[at] or _("column {number}", number=at + 1)


def _meaning(layout: Layout, at: int) -> str:
    meant = layout.meaning(at)
    if meant is None:
        wide = layout.wide
        return _("across") if wide is not None and at in wide.columns else "–"
    return words.MEANINGS.get(meant, meant)
