"""What a file would bring, told before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Style, Tone, Words, in_rows
from bot.commands.import_columns import OTHER_WAY
from bot.commands.import_draft import KeepDraft, cancel
from bot.commands.import_rows import samples
from bot.files import own, words
from bot.findings import periods
from bot.language.statements import Period
from bot.speech import NN_, _, ngettext

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.commands.import_draft import Waiting
    from bot.files.look import Look, Reading
    from bot.language.sheets.sheet import RawTable

_SHOWN_REASONS = 4
_SHEETS = 8
_WITH_TOTAL = ("sales", "returns", "receipts", "expenses", "payments")


def offer(turn: Turn, waiting: Waiting, reading: Reading, found: Look, former: int | None) -> Answer:
    """Show what would come in, with the button that takes it."""
    shop, kind, sent = turn.shop, found.layout.kind.value, waiting.sent
    blocks: list[Block] = []
    if found.rows:
        one, several = words.ROWS[kind]
        total = f", {shop.write(found.total_minor)}" if kind in _WITH_TOTAL else ""
        counted = words.count(found.rows, one, several, shop.number)
        blocks.append(Words(f"{sent.name}: {counted}{total}", Style.HEADLINE))
        if found.first is not None and found.last is not None:
            blocks.append(Words(periods.call(Period(found.first, found.last), shop, turn.today)))
        blocks.append(samples(turn, found.samples))
    else:
        blocks.append(Words(_("{name} has no row that I can read.", name=sent.name), Style.HEADLINE))
    if lines := _counted(turn, found):
        blocks.append(Words("\n".join(lines)))
    if found.reasons:
        blocks.append(Words("\n".join(_problems(turn, found))))
    blocks.append(Words(_("Nothing is in the book yet."), Style.FOOTING))
    return Answer(
        "import",
        tuple(blocks),
        _buttons(turn, reading, found),
        in_place=former is not None,
        keeps=(KeepDraft(waiting.looked(found), former),),
    )


def _buttons(turn: Turn, reading: Reading, found: Look) -> tuple[tuple[Button, ...], ...]:
    rows: list[tuple[Button, ...]] = []
    if found.fresh:
        label = _("Import {count}", count=words.count(found.fresh, *NN_("row", "rows"), turn.shop.number))
        rows.append((Button(label, "/import_now {draft}", Tone.GOOD),))
    rows += [
        (Button(_("{name} is {known}", name=one.name, known=one.known), f"/import {{draft}} same {place}"),)
        for place, one in enumerate(found.alike)
    ]
    if found.layout.source != own.SOURCE:
        for question in reading.open:
            here = _answered(found, question.about)
            rows.append(
                tuple(
                    Button(
                        _(OTHER_WAY[choice.value]),
                        f"/import {{draft}} choose {question.about} {choice.value}",
                    )
                    for choice in question.choices
                    if choice.value != here
                )
            )
        rows.append(
            (
                Button(_("Change columns"), "/import {draft} columns 0"),
                Button(_("It is …"), "/import {draft} kinds"),
            )
        )
    rows += other_sheets(reading.raw)
    return (*(row for row in rows if row), (cancel(),))


def other_sheets(raw: RawTable) -> tuple[tuple[Button, ...], ...]:
    """Give the buttons for the other sheets of a workbook."""
    found = [
        Button(_("Sheet {name}", name=name), f"/import {{draft}} sheet {at}")
        for at, name in enumerate(raw.other_sheets[:_SHEETS])
    ]
    return in_rows(found)


def _answered(found: Look, about: str) -> str:
    return found.layout.date_order if about == "date_order" else found.layout.sign("quantity")


def _counted(turn: Turn, found: Look) -> list[str]:
    number = turn.shop.number
    lines = []
    for many, new, one, several in (
        (found.products, found.new_products, *NN_("product", "products")),
        (found.customers, found.new_customers, *NN_("customer", "customers")),
    ):
        if many:
            fresh = _(" ({number} new)", number=number(new)) if new else ""
            lines.append(f"{words.count(many, one, several, number)}{fresh}")
    lines += [_("“{name}” is new. Is it {known}?", name=one.name, known=one.known) for one in found.alike]
    if found.returns and found.layout.kind.value == "sales":
        is_, returns = (
            words.verb(found.returns, _("is a return"), _("are returns")),
            words.count(found.returns, *NN_("row", "rows"), number),
        )
        lines.append(f"{returns} {is_}")
    if found.repeated:
        rows = words.count(found.repeated, *NN_("row is", "rows are"), number)
        lines.append(
            _(
                "{rows} exactly like another one: {verb}",
                rows=rows,
                verb=words.verb(found.repeated, _("it counts too"), _("all count")),
            )
        )
    if found.known:
        rows = words.count(found.known, *NN_("row is", "rows are"), number)
        where = (
            _("the book already") if found.layout.source == own.SOURCE else _("the book from another file")
        )
        lines.append(
            _(
                "{rows} in {where}: {verb} left out",
                rows=rows,
                where=where,
                verb=words.verb(found.known, _("it is"), _("they are")),
            )
        )
    if found.withdrawn:
        rows = words.count(found.withdrawn, *NN_("row was", "rows were"), number)
        lines.append(
            _(
                "{rows} taken in before and withdrawn: {verb} back with this file",
                rows=rows,
                verb=words.verb(found.withdrawn, _("it comes"), _("they come")),
            )
        )
    for reason, (one, several) in words.SKIPPED.items():
        usual = 1 if reason == "header" and found.layout.header_line is not None else 0
        if (count := found.skipped.get(reason, 0) - usual) > 0:
            said = words.count(count, one, several, number)
            lines.append(_("{said} {verb} left out", said=said, verb=words.verb(count, _("is"), _("are"))))
    return lines


def _problems(turn: Turn, found: Look) -> list[str]:
    number = turn.shop.number
    whole = found.reasons.total()
    lines = [
        _(
            "⚠️ {count} cannot be read and {verb} left out:",
            count=words.count(whole, *NN_("row", "rows"), number),
            verb=words.verb(whole, _("is"), _("are")),
        )
    ]
    firsts = {one.reason: one for one in found.problems}
    for reason, count in found.reasons.most_common(_SHOWN_REASONS):
        where = ""
        if (first := firsts.get(reason)) is not None:
            quoted = f" “{first.detail}”" if first.detail else ""
            where = ngettext(
                ", in line {line_number}{quoted}",
                ", first in line {line_number}{quoted}",
                count,
                line_number=first.line_number,
                quoted=quoted,
            )
        lines.append(f"{number(count)} × {_(words.PROBLEMS.get(reason, reason))}{where}")
    return lines
