"""/copy: moves the paper book in, page by page: shows how much of the month is in, and which page comes next."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.answer import Answer, Block, Button, Column, Style, Table, Words
from bot.clerk import copying
from bot.command import Command
from bot.errors import NotUnderstood
from bot.speech import N_, _
from storage.reading import periods as totals

if TYPE_CHECKING:
    from bot.clerk.copying import Month
    from bot.command import Turn

_EARLY = 7  # until then last month's book is the one to copy
_TIMES = 2  # blank weekdays that look like a day on which the shop is closed
_WEEK = 7

Ask = tuple[str, date | None]


def parse(rest: str, turn: Turn) -> Ask:
    """Read what a button asks for: a month, a page, a closed day, the end; nothing: where he is."""
    del turn
    what, _space, of = rest.strip().rpartition(" ")
    if of in ("", "done", "stop"):
        return of, None
    try:
        return (what, date.fromisoformat(f"{of}-01")) if what == "month" else (what, date.fromisoformat(of))
    except ValueError:
        return "", None


def answer(turn: Turn, ask: Ask) -> Answer:
    """Show how far the month is, or one page, or what is known at the end."""
    match ask:
        case ("done", _none):
            return _done(turn)
        case ("stop", _none):
            copying.end(turn)
            return _stopped(turn)
        case ("month", date() as first):
            return _month(turn, first)
        case ("closed", date() as day):
            copying.close(turn.shop, [day])
            return _onwards(turn, day)
        case ("closed every", date() as day):
            month = copying.month_of(turn.shop, day.replace(day=1), turn.today)
            copying.close(turn.shop, [one for one in month.blank if one.weekday() == day.weekday()])
            return _onwards(turn, day)
        case ("", date() as day):
            return _page(turn, day)
        case ("", None):
            return _month(turn, copying.under_way(turn) or _usual(turn.today))
    raise NotUnderstood(_("Use the buttons under /copy."), "/copy")


def _usual(today: date) -> date:
    """Give the month to begin with."""
    first = today.replace(day=1)
    return first if today.day > _EARLY else (first - timedelta(days=1)).replace(day=1)


def _month(turn: Turn, first: date) -> Answer:
    if first > turn.today:
        raise NotUnderstood(_("That month has not begun."), "/copy")
    first = first.replace(day=1)
    copying.begin(turn, first)
    month = copying.month_of(turn.shop, first, turn.today)
    name = copying.name_of(first, turn.shop)
    blocks: list[Block] = [
        Words(
            _("{name}: {done} of {days} days are in", name=name, done=month.done, days=len(month.days)),
            Style.HEADLINE,
        ),
        _calendar(turn, month),
        Words(_("✓ in the book, × closed, · still blank"), Style.FOOTING),
    ]
    earlier = (first - timedelta(days=1)).replace(day=1)
    later = (first + timedelta(days=31)).replace(day=1)
    months = [Button(f"« {_short(earlier, turn)}", f"/copy month {earlier:%Y-%m}")]
    if later <= turn.today:
        months.append(Button(f"{_short(later, turn)} »", f"/copy month {later:%Y-%m}"))
    rows: list[tuple[Button, ...]] = []
    following = month.after(None)
    if following is None:
        rows.append((Button(_("What is known now"), "/copy done"),))
    else:
        blocks.append(Words(_("You can stop at any page: /copy goes on where you left.")))
        rows.append(
            (Button(_("Next page: {page}", page=copying.spoken(following, turn)), f"/copy {following}"),)
        )
        rows += [(_every(turn, day),) for day in _looks_closed(month)]
    rows += [tuple(months), (Button(_("Enough for now"), "/copy stop"),)]
    return Answer("copy", tuple(blocks), tuple(rows), in_place=bool(turn.incoming.pressed))


def _calendar(turn: Turn, month: Month) -> Table:
    starts = turn.shop.known().locale.week_starts
    first = month.first - timedelta(days=(month.first.weekday() - starts) % _WEEK)
    week = [first + timedelta(days=n) for n in range(_WEEK)]
    heads = tuple(Column(turn.shop.dated(day, "EEEEEE"), True) for day in week)
    rows = []
    while week[0] <= month.days[-1]:
        rows.append(tuple(_cell(day, month) for day in week))
        week = [day + timedelta(days=_WEEK) for day in week]
    return Table(heads, tuple(rows))


def _cell(day: date, month: Month) -> str:
    if day not in month.days:
        return ""
    mark = "✓" if day in month.sold else "×" if day in month.closed else "·"
    return f"{day.day}{mark}"


def _looks_closed(month: Month) -> list[date]:
    """Give the weekdays, by their first blank day, that have no sale in the month while others do."""
    blank: dict[int, list[date]] = defaultdict(list)
    for day in month.blank:
        blank[day.weekday()].append(day)
    traded = {day.weekday() for day in month.sold}
    enough = len(month.sold) >= _WEEK
    return [days[0] for on, days in blank.items() if enough and on not in traded and len(days) >= _TIMES]


def _every(turn: Turn, day: date) -> Button:
    weekday = turn.shop.dated(day, "EEEE")
    return Button(_("Closed every {weekday}", weekday=weekday), f"/copy closed every {day}")


def _page(turn: Turn, day: date) -> Answer:
    if day > turn.today:
        raise NotUnderstood(_("That day has not come."), "/copy")
    copying.begin(turn, day.replace(day=1))
    said = copying.spoken(day, turn)
    page = f"{said}\n2 hdmi cables 240\n1 kettle 299 Mrs Naidoo\n3 led bulbs 135 card\ntotal 674"
    blocks = (
        Words(_("The page of {day}", day=turn.shop.day(day, turn.today)), Style.HEADLINE),
        Words(
            _("Send it as one message: the date, a line for each sale, and the page's total if it has one:")
        ),
        Words(page, Style.QUOTE),
        Words(
            _("I check the total and write the page down as one; Undo takes it out as one."), Style.FOOTING
        ),
    )
    rows = (
        (Button(_("Closed that day"), f"/copy closed {day}"), Button(_("How far"), "/copy")),
        (Button(_("Enough for now"), "/copy stop"),),
    )
    return Answer("copy", blocks, rows, in_place=bool(turn.incoming.pressed))


def _onwards(turn: Turn, day: date) -> Answer:
    """Go to the next blank page, or to the end of the month."""
    month = copying.month_of(turn.shop, day.replace(day=1), turn.today)
    following = month.after(day)
    return _month(turn, month.first) if following is None else _page(turn, following)


def _stopped(turn: Turn) -> Answer:
    return Answer(
        "copy",
        (Words(_("Good. What is in stays in; /copy goes on whenever you like.")),),
        ((Button(_("What is known now"), "/copy done"), Button(_("Today"), "/today")),),
        in_place=bool(turn.incoming.pressed),
    )


def _done(turn: Turn) -> Answer:
    """Say what the book knows by now, and what is the next thing to tap."""
    copying.end(turn)
    shop = turn.shop
    span = totals.span(shop.book)
    if span is None:
        words = Words(_("The book is empty so far: nothing is known yet."), Style.HEADLINE)
        return Answer("copy", (words,), ((Button(_("Copy my book"), "/copy"), Button(_("Help"), "/help")),))
    whole, known = totals.of_period(shop.book, *span), shop.known()
    days = len(totals.by_day(shop.book, *span))
    first, last = (shop.day(day, turn.today) for day in span)
    blocks = (
        Words(
            _(
                "The book knows {sales} sales of {days} days",
                sales=shop.number(whole.sales),
                days=shop.number(days),
            ),
            Style.HEADLINE,
        ),
        Words(
            _(
                "{revenue} in all. Products: {products}, customers: {customers}. From {first} to {last}.",
                revenue=shop.round(whole.revenue_minor),
                products=shop.number(len(known.products)),
                customers=shop.number(len(known.customers)),
                first=first,
                last=last,
            )
        ),
        Words(
            _(
                "From these I can say what sells best and who buys the most. For what to order I also need to know"
                " what is on the shelf: count it once, or see what else is missing."
            )
        ),
    )
    rows = (
        (Button(_("Best products"), "/top_products"), Button(_("Best customers"), "/top_customers")),
        (Button(_("What is missing"), "/loose_ends"), Button(_("What to order"), "/reorder")),
    )
    return Answer("copy", blocks, rows, in_place=bool(turn.incoming.pressed))


def _short(first: date, turn: Turn) -> str:
    return turn.shop.dated(first, "MMM")


COMMAND = Command(
    name="copy",
    summary=N_("Move the paper book in, page by page"),
    answer=answer,
    group=N_("Begin"),
    examples=("/copy", "/copy done", "/copy stop"),
    phrases=("copy my book", "how do i copy my book", "move my paper book in", "which days are missing"),
    parse=parse,
    bare=("", None),
)
