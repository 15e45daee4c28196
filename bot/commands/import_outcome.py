"""What is said once a file is in the book: what came, what was left out, and what is in the book now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bot.answer import Answer, Button, File, Style, Tone, Words
from bot.files import words
from bot.findings import periods
from bot.language.statements import Period
from bot.speech import NN_, _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.command import Turn
    from bot.commands.import_draft import Waiting
    from bot.files.intake import Taken
    from bot.language.sheets.layout import Layout


def told(turn: Turn, waiting: Waiting, layout: Layout, taken: Taken) -> Answer:
    """Say how an import ended; the next taps are what its kind of file is for."""
    number, name = turn.shop.number, waiting.sent.name
    if not taken.posted.new:
        buttons = ((Button(_("Sales"), "/sales"), Button(_("History"), "/history")),)
        words_ = Words(_("{name} is in the book already; it counts once.", name=name))
        return Answer("import", (words_,), buttons, toast=_("In the book already"))
    one, several = words.ROWS[layout.kind.value]
    rows = words.count(taken.rows, one, several, number)
    lines = [
        _(
            "✅ {rows} from {name} {verb} in the book.",
            rows=rows,
            name=name,
            verb=words.verb(taken.rows, _("is"), _("are")),
        )
    ]
    known, refused = waiting.counts
    if known:
        lines.append(
            _(
                "{count} there already and {verb} left out.",
                count=words.count(known, *NN_("row was", "rows were"), number),
                verb=words.verb(known, _("was"), _("were")),
            )
        )
    files: tuple[File, ...] = ()
    if refused and waiting.refused is not None and waiting.refused.exists():
        could = words.count(refused, *NN_("row", "rows"), number)
        lines.append(
            _(
                "{could} could not be read: {verb} in the file below, with the reason. Mend it there and send the file back.",
                could=could,
                verb=words.verb(refused, _("it is"), _("they are")),
            )
        )
        files = (File(waiting.refused, _("refused rows of {it}.csv", it=name.rsplit(".", 1)[0])),)
    period = waiting.period if layout.kind.value in ("sales", "returns") else None
    said = "" if period is None else f" {period[0]}..{period[1]}"
    return Answer(
        "import",
        (Words("\n".join(lines)), Words(_now(turn, period), Style.FOOTING)),
        (
            _next(layout, said),
            (Button(_("Withdraw this import"), f"/undo {taken.posted.entry_id}", Tone.DANGER),),
        ),
        files=files,
        entries=(taken.posted.entry_id,),
        toast=_("Imported"),
    )


def _next(layout: Layout, said: str) -> tuple[Button, ...]:
    match layout.kind.value:
        case "sales" | "returns":
            return Button(_("Sales"), f"/sales{said}"), Button(_("Best products"), f"/top_products{said}")
        case "products" | "counts" | "receipts":
            return Button(_("Stock"), "/stock"), Button(_("Reorder"), "/reorder")
        case "expenses":
            return Button(_("Expenses"), "/expenses this year"), Button(_("Profit"), "/profit this year")
        case "campaigns":
            return Button(_("Campaigns"), "/campaigns"), Button(_("Sales"), "/sales")
        case "payments":
            return Button(_("Debts"), "/debts"), Button(_("Sales"), "/sales")
    return Button(_("Best customers"), "/top_customers"), Button(_("Sales"), "/sales")


def _now(turn: Turn, period: tuple[str, str] | None) -> str:
    """Say what the book holds now."""
    shop, number = turn.shop, turn.shop.number
    if period is None or (span := totals.span(shop.book)) is None:
        known = shop.known()
        products = words.count(len(known.products), *NN_("product", "products"), number)
        customers = words.count(len(known.customers), *NN_("customer", "customers"), number)
        return _("The book now knows {products} and {customers}.", products=products, customers=customers)
    first, last = (date.fromisoformat(day) for day in period)
    here, all_ = totals.of_period(shop.book, first, last), totals.of_period(shop.book, *span)
    label = periods.call(Period(first, last), shop, turn.today)
    lines = words.count(all_.lines, *NN_("line", "lines"), number)
    return _(
        "In the book now: {amount} in {count}, {label}; {lines} of sales altogether, {period}.",
        amount=shop.write(here.revenue_minor),
        count=words.count(here.sales, *NN_("sale", "sales"), number),
        label=label,
        lines=lines,
        period=periods.call(Period(*span), shop, turn.today),
    )
