"""A file that was sent: what it is, what it would bring, and the tap that takes it in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import periods
from bot.answer import Answer, Block, Button, Column, File, Style, Table, Tone, Words
from bot.command import Command, Lane, ReceivedFile
from bot.errors import NotUnderstood, Outdated
from bot.files import intake, words
from bot.language.sheets.layout import Layout
from bot.language.sheets.sheet import Kind, Problem, SaleRow, SheetRefused
from bot.language.statements import Period
from storage import drafts, settings
from storage.reading import entries

if TYPE_CHECKING:
    from collections.abc import Generator

    from bot.answer import Progress
    from bot.command import Incoming, Turn
    from bot.files.intake import Look, Sent
    from bot.language.sheets.layout import Ambiguous
    from bot.language.sheets.sheet import Row
    from bot.shop import Shop

KIND = "import"
_READABLE = frozenset(words.ROWS)
_SHOWN_REASONS = 4
_A_ROW = 2


@dataclass(frozen=True, slots=True)
class Again:
    """A file looked at once more, with one thing about it settled by a tap."""

    draft: int
    body: dict[str, Any]
    step: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """The file waits for its button: its draft's number goes into the buttons that stand for it."""

    body: dict[str, Any]
    former: int | None = None

    def keep(self, shop: Shop, incoming: Incoming, answer: Answer) -> Answer:
        """Open the draft and number the buttons."""
        if self.former is not None:
            drafts.use(shop.book, self.former)
        draft = drafts.open_draft(
            shop.book,
            chat_id=incoming.where,
            member_id=incoming.sender,
            kind=KIND,
            body=self.body,
            source=incoming.source,
            at=incoming.at,
        )
        buttons = tuple(
            tuple(replace(one, says=one.says.replace("{draft}", str(draft))) for one in row)
            for row in answer.buttons
        )
        return replace(answer, buttons=buttons)


def parse(rest: str, turn: Turn) -> Again | None:
    """Read which file a button means and what it settles."""
    number, *step = rest.split()[:4] or [""]
    if not number:
        return None
    row = drafts.draft(turn.shop.book, int(number)) if number.isdecimal() else None
    if row is None or row.kind != KIND or row.chat_id != turn.incoming.where or row.state != "open":
        raise Outdated("That file is no longer waiting. Send it again.")
    return Again(row.id, dict(row.body), tuple(step))


def preview(turn: Turn, ask: ReceivedFile | Again | None) -> Answer:
    """Look at a file and say what it would bring; nothing is written."""
    match ask:
        case None:
            hint = Words("Send me a file: a CSV, an Excel or ODS sheet of sales, products or customers.")
            return Answer("import", (hint,), ((Button("Help", "/help"),),))
        case ReceivedFile(path, name):
            if path is None:
                too_large = Words("Telegram hands me files up to 20 MB. Split it, by month for instance.")
                return Answer("import", (too_large,), ((Button("Help", "/help"),),))
            return preview_file(turn, intake.Sent.at(path, name))
        case Again(draft, body, step):
            sent = _sent(body)
            return _look(turn, sent, _settle(Layout.from_dict(body["layout"]), step), draft)


def preview_file(turn: Turn, sent: Sent) -> Answer:
    """Look at a file on disk and say what it would bring."""
    return _look(turn, sent, None, None)


def _sent(body: dict[str, Any]) -> Sent:
    return intake.Sent(Path(body["path"]), body["name"], body["sha256"], body["local"])


def _settle(layout: Layout, step: tuple[str, ...]) -> Layout:
    match step:
        case ("choose", about, value):
            return layout.choose(about, value)
        case ("column", name, index) if index.isdecimal():
            return layout.with_column(name, int(index))
        case ("kind", kind) if kind in _READABLE:
            return layout.with_kind(Kind(kind))
    raise Outdated("That button no longer stands.")


def _look(turn: Turn, sent: Sent, layout: Layout | None, former: int | None) -> Answer:
    shop = turn.shop
    if (known := entries.by_source(shop.book, sent.source)) is not None and known.state != "staged":
        return _known(known)
    try:
        raw = intake.open_file(sent)
        if layout is None:
            layout = intake.layout_of(shop, raw, turn.today, None)
            remembered = settings.layout(shop.book, layout.signature) if layout.signature else None
            layout = Layout.from_dict(remembered) if remembered and not layout.ambiguous else layout
        if layout.kind.value not in _READABLE:
            return _refused(sent, f"It looks like {words.KINDS[layout.kind.value]}.")
        if layout.missing:
            return _ask_column(sent, layout, former)
        if layout.ambiguous:
            return _ask_reading(turn, sent, layout, layout.ambiguous[0], former)
        found = intake.look(shop, raw, layout, turn.today)
    except SheetRefused as refused:
        return _refused(sent, words.REFUSED.get(refused.reason, words.REFUSED["binary"]))
    return _offer(turn, sent, found, former)


def _refused(sent: Sent, sentence: str) -> Answer:
    sent.path.unlink(missing_ok=True)
    return Answer(
        "import",
        (Words(f"{sent.name}: {sentence}"), Words("Nothing was taken in.", Style.FOOTING)),
        ((Button("Help", "/help"),),),
    )


def _known(entry: entries.Entry) -> Answer:
    if entry.state == "reversed":
        return Answer(
            "import",
            (Words(f"{entry.file_name} was taken in before, and withdrawn."),),
            ((Button("Put it back", f"/restore {entry.id}"),),),
        )
    return Answer(
        "import",
        (Words(f"{entry.file_name} is in the book already; it counts once."),),
        ((Button("Withdraw it", f"/undo {entry.id}", Tone.DANGER), Button("Sales", "/sales")),),
    )


def _body(sent: Sent, layout: Layout, found: Look | None = None) -> dict[str, Any]:
    body: dict[str, Any] = {
        "path": str(sent.path),
        "name": sent.name,
        "sha256": sent.sha256,
        "local": sent.local,
        "layout": layout.to_dict(),
        "period": None,
    }
    if found is not None and found.first is not None and found.last is not None:
        body["period"] = [found.first.isoformat(), found.last.isoformat()]
    return body


def _ask_column(sent: Sent, layout: Layout, former: int | None) -> Answer:
    missing = layout.missing[0]
    what = words.FIELDS.get(missing, missing)
    free = [
        (title or f"column {at + 1}", at)
        for at, title in enumerate(layout.titles)
        if layout.meaning(at) is None
    ]
    buttons = [Button(title, f"/import {{draft}} column {missing} {at}") for title, at in free[:8]]
    rows = tuple(tuple(buttons[at : at + _A_ROW]) for at in range(0, len(buttons), _A_ROW))
    question = f"{sent.name} looks like {words.KINDS[layout.kind.value]}, but I cannot see {what}."
    ask = Words("Which column is it?" if buttons else "Add that column and send the file again.")
    return Answer(
        "import",
        (Words(question, Style.HEADLINE), ask, Words("Nothing was taken in.", Style.FOOTING)),
        (*rows, (_CANCEL,)),
        keeps=(KeepDraft(_body(sent, layout), former),),
    )


def _ask_reading(turn: Turn, sent: Sent, layout: Layout, question: Ambiguous, former: int | None) -> Answer:
    what = "the days" if question.about == "date_order" else "the amounts"
    blocks: list[Block] = [
        Words(f"{sent.name}: {what} can be read in two ways. Which is right?", Style.HEADLINE)
    ]
    buttons = []
    for choice in question.choices[:_A_ROW]:
        label = _READINGS.get(choice.value, choice.value)
        blocks += [Words(label), _samples(turn, list(choice.rows))]
        buttons.append((Button(label, f"/import {{draft}} choose {question.about} {choice.value}"),))
    return Answer(
        "import",
        (*blocks, Words("Nothing was taken in.", Style.FOOTING)),
        (*buttons, (_CANCEL,)),
        keeps=(KeepDraft(_body(sent, layout), former),),
    )


_READINGS = {
    "dmy": "The day comes first",
    "mdy": "The month comes first",
    "ymd": "The year comes first, then the month",
    "ydm": "The year comes first, then the day",
    ".": "A point before the cents",
    ",": "A comma before the cents",
}
_CANCEL = Button("Cancel", "/cancel {draft}", Tone.DANGER)


def _offer(turn: Turn, sent: Sent, found: Look, former: int | None) -> Answer:
    shop, kind = turn.shop, found.layout.kind.value
    if not found.rows:
        blocks = (Words(f"{sent.name} has no row that I can read.", Style.HEADLINE), *_problems(turn, found))
        return Answer(
            "import", (*blocks, Words("Nothing was taken in.", Style.FOOTING)), ((Button("Help", "/help"),),)
        )
    count = shop.number(found.rows)
    total = f", {shop.write(found.total_minor)}" if kind in ("sales", "returns") else ""
    blocks_: list[Block] = [Words(f"{sent.name}: {count} {words.ROWS[kind]}{total}", Style.HEADLINE)]
    if found.first is not None and found.last is not None:
        blocks_.append(Words(periods.call(Period(found.first, found.last), shop, turn.today)))
    blocks_.append(_samples(turn, found.samples))
    blocks_ += [Words(line) for line in _counted(turn, found)]
    blocks_ += _problems(turn, found)
    blocks_.append(Words("Nothing is in the book yet.", Style.FOOTING))
    fresh = found.rows - found.known
    take = Button(f"Import {shop.number(fresh)} rows", "/import_now {draft}", Tone.GOOD)
    return Answer(
        "import",
        tuple(blocks_),
        ((take,), (_CANCEL,)) if fresh else ((_CANCEL,),),
        keeps=(KeepDraft(_body(sent, found.layout, found), former),),
    )


def _counted(turn: Turn, found: Look) -> list[str]:
    number = turn.shop.number
    lines = []
    if found.products:
        new = f" ({number(found.new_products)} new)" if found.new_products else ""
        lines.append(f"{number(found.products)} products{new}")
    if found.customers:
        new = f" ({number(found.new_customers)} new)" if found.new_customers else ""
        lines.append(f"{number(found.customers)} customers{new}")
    if found.returns:
        lines.append(f"{number(found.returns)} of the rows are returns")
    if found.repeated:
        lines.append(f"{number(found.repeated)} rows are exactly like another one: all count")
    if found.known:
        lines.append(
            f"{number(found.known)} rows are in the book already from another file: they are left out"
        )
    for reason, what in words.SKIPPED.items():
        usual = 1 if reason == "header" and found.layout.header_line is not None else 0
        if (count := found.skipped.get(reason, 0) - usual) > 0:
            lines.append(f"{number(count)} {what} are left out")
    return ["\n".join(lines)] if lines else []


def _problems(turn: Turn, found: Look) -> list[Words]:
    if not found.reasons:
        return []
    number = turn.shop.number
    lines = [f"⚠️ {number(found.reasons.total())} rows cannot be read and are left out:"]
    for reason, count in found.reasons.most_common(_SHOWN_REASONS):
        first = next((one for one in found.problems if one.reason == reason), None)
        where = (
            ""
            if first is None
            else f", first in line {first.line_number}" + (f" “{first.detail}”" if first.detail else "")
        )
        lines.append(f"{number(count)} × {words.PROBLEMS.get(reason, reason)}{where}")
    return [Words("\n".join(lines))]


def _samples(turn: Turn, rows: list[Row] | list[Row | Problem]) -> Table:
    shop = turn.shop
    sold = [one for one in rows if isinstance(one, SaleRow)]
    if sold:
        return Table(
            (Column("Day"), Column("Product"), Column("", figures=True), Column("Total", figures=True)),
            tuple(
                (
                    f"{one.sold_on:%d %b}",
                    one.product,
                    shop.quantity(one.quantity_milli),
                    shop.write(one.total_minor),
                )
                for one in sold
            ),
        )
    first = [
        getattr(one, "product", None) or getattr(one, "customer", None) or getattr(one, "note", "")
        for one in rows
    ]
    return Table((Column("First rows"),), tuple((str(name),) for name in first))


def take(turn: Turn, ask: Again | None) -> Generator[Progress, None, Answer]:
    """Take the file in, with progress; at the end say what is in the book now."""
    if ask is None:
        raise NotUnderstood("Send me the file first; then I show what it would bring.")
    body = ask.body
    sent = _sent(body)
    if not sent.path.exists():
        raise Outdated("That file is no longer here. Send it again.")
    layout = Layout.from_dict(body["layout"])
    said = body["period"]
    days = None if said is None else (date.fromisoformat(said[0]), date.fromisoformat(said[1]))
    book = turn.shop.book
    taken = yield from intake.take_in(turn, sent, layout, days)
    with book.writing():
        drafts.use(book, ask.draft)
        if layout.signature:
            settings.keep_layout(book, layout.signature, layout.to_dict(), turn.incoming.at)
    sent.path.unlink(missing_ok=True)
    return _taken(turn, sent, layout, taken, days)


def _taken(
    turn: Turn, sent: Sent, layout: Layout, taken: intake.Taken, days: tuple[date, date] | None
) -> Answer:
    number = turn.shop.number
    entry_id = taken.posted.entry_id
    if not taken.posted.new:
        return Answer(
            "import",
            (Words(f"{sent.name} is in the book already; it counts once."),),
            toast="In the book already",
        )
    lines = [f"✅ {number(taken.rows)} {words.ROWS[layout.kind.value]} from {sent.name} are in the book."]
    if taken.known:
        lines.append(f"{number(taken.known)} were there already and were left out.")
    if taken.refused:
        lines.append(
            f"{number(taken.refused)} rows could not be read: they are in the file below, with the reasons."
        )
    files = (
        () if taken.refused_file is None else (File(taken.refused_file, f"refused rows of {sent.name}.csv"),)
    )
    said = "" if not days else f" {days[0]}..{days[1]}"
    return Answer(
        "import",
        (Words("\n".join(lines)),),
        (
            (Button("Sales", f"/sales{said}"), Button("Best products", f"/top_products{said}")),
            (Button("Withdraw this import", f"/undo {entry_id}", Tone.DANGER),),
        ),
        files=files,
        entries=(entry_id,),
        toast="Imported",
    )


COMMANDS = (
    Command(
        name="import",
        summary="Take in a file of sales, products or customers",
        answer=preview,
        group="Files",
        examples=("/import",),
        parse=parse,
        statements=(ReceivedFile,),
        lane=Lane.THINKING,
    ),
    Command(
        name="import_now",
        summary="Take the file in",
        answer=take,
        group="Files",
        examples=(),
        parse=parse,
        hidden=True,
    ),
)
