"""The answer to something written: what was understood, where the shop stands now, and the taps that mend it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, Style, Words
from bot.clerk import copying, writing
from bot.clerk.echo import echo
from bot.language import statements as say
from bot.speech import _, ngettext
from storage.reading import periods, shelf

if TYPE_CHECKING:
    from datetime import date

    from bot.command import Turn
    from storage.records import Posted

_FEW = 3  # products whose stock is named after a sale


def take_down(turn: Turn, statement: say.Entry, command: str) -> Answer:
    """Write a statement and confirm it; the same message again says so and changes nothing."""
    posted = writing.write_down(turn, statement)
    if not posted.new:
        return known_already(turn, posted, command)
    return confirmation(turn, statement, posted, command)


def confirmation(
    turn: Turn, statement: say.Entry, posted: Posted, command: str, *, mark: str = "✅"
) -> Answer:
    """Say back what is in the book now."""
    first, *rest = echo(statement, turn.shop, turn.today)
    blocks = [Words("\n".join([f"{mark} {first}", *rest]))]
    blocks += [Words(line, Style.FOOTING) for line in _standing(turn, statement)]
    rows = [_buttons(statement, posted.entry_id)]
    if copied := copying.how_far(turn, _days_sold(statement)):
        blocks.append(Words(copied[0], Style.FOOTING))
        rows.append(copied[1])
    if turn.taught is not None:
        word, product = turn.taught
        blocks.append(
            Words(_("From now on “{word}” means {product}.", word=word, product=product), Style.FOOTING)
        )
        rows.append((Button(_("Forget “{word}”", word=word), f"/forget {word}"),))
    return Answer(
        command,
        tuple(blocks),
        tuple(rows),
        entries=(posted.entry_id,),
        toast=_("Saved"),
    )


def known_already(turn: Turn, posted: Posted, command: str) -> Answer:
    """Say that this message is in the book, or was and was taken out, without doing anything."""
    del turn
    if posted.state == "reversed":
        back = Button(_("Put it back"), f"/restore {posted.entry_id}")
        return Answer(command, (Words(_("That one was taken out of the book.")),), ((back,),))
    undo = Button(_("Undo"), f"/undo {posted.entry_id}")
    words = Words(_("That one is in the book already; it counts once."))
    return Answer(command, (words,), ((undo,),), entries=(posted.entry_id,))


def _buttons(statement: say.Entry, entry_id: int) -> tuple[Button, ...]:
    row = [Button(_("Undo"), f"/undo {entry_id}"), Button(_("Edit"), f"/edit {entry_id}")]
    if isinstance(statement, say.Sale) and statement.payment is None and statement.customer is not None:
        row.append(Button(_("On credit"), f"/edit {entry_id} it was on credit"))
    return tuple(row)


def _standing(turn: Turn, statement: say.Entry) -> list[str]:
    """Give the lines below a confirmation: the day, the shelf, what is new, what was not used."""
    entries = list(say.entries_of(statement))
    lines = []
    sold = [one for one in entries if isinstance(one, say.Sale | say.Return)]
    where = []
    if sold:
        where.append(_day(turn, sold[-1].on))
    if len(entries) == 1 and isinstance(entries[0], say.Sale | say.Return | say.Restock | say.Stocktake):
        where += _shelf(turn, entries[0])
    if where:
        lines.append(" · ".join(where))
    lines += _sums(statement, turn)
    lines += _new(entries)
    if unused := [word for one in entries for word in getattr(one, "unused", ())]:
        lines.append(_("Not used: {names}", names=" ".join(unused)))
    return lines


def _days_sold(statement: say.Entry) -> list[date]:
    return [one.on for one in say.entries_of(statement) if isinstance(one, say.Sale | say.Return)]


def _day(turn: Turn, on: date) -> str:
    total = periods.of_period(turn.shop.book, on, on)
    name = turn.shop.day(on, turn.today)
    sales = ngettext("1 sale", "{number} sales", total.sales, number=turn.shop.number(total.sales))
    return f"{name[0].upper()}{name[1:]} {turn.shop.write(total.revenue_minor)} ({sales})"


def _shelf(turn: Turn, entry: say.Sale | say.Return | say.Restock | say.Stocktake) -> list[str]:
    known = list(
        {
            item.product.id: item.product for item in entry.items if isinstance(item.product, say.Product)
        }.values()
    )
    words = []
    for product in known[:_FEW]:
        milli = shelf.on_hand(turn.shop.book, product.id)
        if milli is None:
            continue
        which = f" {product.name}" if len(known) > 1 else ""
        if milli < 0:
            words.append(
                _(
                    "⚠️ the book has {quantity}{which} left: count the shelf",
                    quantity=turn.shop.quantity(milli),
                    which=which,
                )
            )
        else:
            words.append(_("{quantity}{which} left", quantity=turn.shop.quantity(milli), which=which))
    return words


def _sums(statement: say.Entry, turn: Turn) -> list[str]:
    if not isinstance(statement, say.Page):
        return []
    write = turn.shop.write
    return [
        f"{check.label} {write(check.said_minor)} ✔"
        if check.agrees
        else _(
            "⚠️ {label} says {amount}, the lines make {amount2}",
            label=check.label,
            amount=write(check.said_minor),
            amount2=write(check.summed_minor),
        )
        for check in statement.checks
    ]


def _new(entries: list[say.PageEntry]) -> list[str]:
    products: dict[str, None] = {}
    customers: dict[str, None] = {}
    for entry in entries:
        for item in getattr(entry, "items", ()):
            if isinstance(item.product, say.NewProduct):
                products[item.product.name] = None
        if isinstance(getattr(entry, "customer", None), say.NewCustomer):
            customers[entry.customer.name] = None  # type: ignore[union-attr] # looked at on the line above
    lines = [_("New product: {names}", names=", ".join(products))] if products else []
    return [*lines, _("New customer: {names}", names=", ".join(customers))] if customers else lines


def with_remark(answer: Answer, remark: str) -> Answer:
    """Add a line below a confirmation."""
    return replace(answer, blocks=(*answer.blocks, Words(remark, Style.FOOTING)))
