"""Several lines in one message: pages copied from the paper book, lists under a heading, counts and deliveries.

Belongs here: what a line inherits from the lines above it (day, customer, kind of entry), and the totals written
under them. A line by itself is read exactly as it would be alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.language import chat
from bot.language.amounts import say
from bot.language.asking import SKIP, Ask, in_coins
from bot.language.context import customer_of, day_of, payment_of
from bot.language.draft import draft
from bot.language.lines import read_as, read_parts
from bot.language.page_lines import HEADS, Line, page_line, unnumbered
from bot.language.parts import Amount, Draft, Person
from bot.language.segments import segment
from bot.language.statements import Choice, Doubt, Page, Return, Sale, SumCheck, Unclear, entries_of
from bot.language.tokens import fold
from bot.speech import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.language.context import Context
    from bot.language.direction import Kind
    from bot.language.statements import PageEntry, Payment, Statement
    from bot.language.tokens import Token


@dataclass(slots=True)
class _Block:
    """Lines under one heading: the heading's kind, customer, supplier and payment hold for all of them."""

    kind: Kind | None = None
    together: bool = False
    people: list[Person] = field(default_factory=list)
    supplier: str | None = None
    payments: list[Payment] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


def read_page(rows: Sequence[Sequence[Token]], context: Context) -> Statement:
    """Give the entries of a message of several lines; a single one stands for itself."""
    found = [page_line(tokens, context) for tokens in unnumbered(rows)]
    if not any(line.part in {"items", "unread"} for line in found):
        return _no_entries(rows, context)
    reader = _Pages(context)
    for i, line in enumerate(found):
        follows = any(later.part in {"items", "unread"} for later in found[i + 1 :])
        reader.take(line, more=follows)
    return reader.finish()


def _no_entries(rows: Sequence[Sequence[Token]], context: Context) -> Statement:
    """Read lines that hold no goods as one line; they may still be a payment, an expense or a greeting."""
    tokens = [token for row in rows for token in row]
    row = segment(tokens, context.known, context.today)
    return chat.small_talk(row) or chat.not_yet(row) or read_parts(draft(row, tokens), row, context)


class _Pages:
    """Goes down the lines, keeping the day and the heading that hold for the next one."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._entries: list[PageEntry] = []
        self._since_day = 0
        self._checks: list[tuple[str, int]] = []
        self._block = _Block()

    def take(self, line: Line, *, more: bool) -> None:
        """Take the next line; `more` says that goods follow further down."""
        if line.part == "talk":
            return
        if line.part in {"day", "heading"}:
            self._heading(line, more=more)
        elif line.part in {"total", "amount"}:
            self._sum(line)
        elif line.parts.ditto and not line.parts.people and self._entries and not self._block.together:
            self._ditto(line)
        else:
            self._block.lines.append(line)
            if not self._block.together:
                self._flush()

    def finish(self) -> Statement:
        """Give the page, its totals checked; a total that does not fit is asked about."""
        self._flush()
        if len(self._entries) == 1 and not self._checks:
            return self._entries[0]
        if not self._entries:
            return Unclear()
        checks = tuple(self._check(label, said) for label, said in self._checks)
        wrong = next((check for check in checks if not check.agrees), None)
        if wrong is not None and self._context.settled.get(("total", fold(wrong.label))) != "save":
            locale = self._context.known.locale
            said = say(wrong.said_minor, locale)
            summed = say(wrong.summed_minor, locale)
            phrase = _(
                "The page says {said}, the lines come to {summed}. Save it like that?",
                said=said,
                summed=summed,
            )
            page = Page(tuple(self._entries), checks)
            raise Ask(
                Doubt(
                    ("total", fold(wrong.label)), wrong.label, phrase, (Choice(_("Save it"), "save"),), page
                )
            )
        return Page(tuple(self._entries), checks) if len(self._entries) > 1 else self._entries[0]

    def _heading(self, line: Line, *, more: bool) -> None:
        parts = line.parts
        if parts.days:
            self._flush()
            day = parts.days[0][0]
            self._context = replace(self._context, page_day=self._day(parts, day))
            self._since_day = len(self._entries)
            self._block = _Block()
        kind = next((HEADS[mark] for mark in HEADS if mark in parts.marks), None)
        if not more:
            self._backwards(parts)
            return
        if parts.payments and not (self._block.together or self._pays_below(line)):
            self._flush()
            self._backwards(parts)
            return
        if kind or parts.people or parts.supplier or (parts.payments and not self._block.together):
            self._flush()
            together = bool(parts.people) or (kind is not None and kind not in {"sale", "payment"})
            supplier = parts.supplier or (" ".join(parts.words) if kind == "restock" else None)
            payments = [] if together else list(parts.payments)
            self._block = _Block(kind, together, list(parts.people), supplier or None, payments)
        if parts.payments and self._block.together:
            self._block.lines.append(line)

    def _pays_below(self, line: Line) -> bool:
        """Whether a payment in a line of its own heads what follows ("Card sales", "Credit:") or ends what came before."""
        before = self._block.lines or self._entries[self._since_day :]
        headed = any(s.has("verb:sale") for s in line.row) or line.row[-1].word == ":"
        return headed or bool(self._block.payments) or not before

    def _day(self, parts: Draft, day: date) -> date:
        """Give the day of a date line; one still to come is asked about like any other."""
        return day_of(parts, self._context) if day > self._context.today or not parts.days[0][1] else day

    def _backwards(self, parts: Draft) -> None:
        """Let a last line with only a customer or a payment hold for the lines above it."""
        if self._block.together:
            self._block.lines.append(Line("", [], parts, "heading"))
            return
        customer, payment = customer_of(parts, self._context), payment_of(parts, self._context)
        for i, entry in enumerate(self._entries[self._since_day :], self._since_day):
            if isinstance(entry, Sale | Return):
                self._entries[i] = replace(
                    entry, customer=entry.customer or customer, payment=entry.payment or payment
                )

    def _sum(self, line: Line) -> None:
        """Take a line that is only a sum: the total of the list it ends, or of the page so far."""
        values = [s.value for s in line.row if s.kind == "number" and s.value is not None]
        minor = in_coins(values[-1], self._context.settled, self._context.known.locale)
        if self._block.together:
            self._block.lines.append(line)
            return
        self._flush()
        self._checks.append((line.text, minor))
        self._backwards(replace(line.parts, people=[], whole=[]))

    def _ditto(self, line: Line) -> None:
        """Let ditto marks repeat the customer of the line above."""
        last = self._entries[-1]
        for entry in self._read([line]):
            same = isinstance(entry, Sale) and isinstance(last, Sale)
            self._entries.append(replace(entry, customer=last.customer) if same else entry)  # type: ignore[union-attr,arg-type]

    def _flush(self) -> None:
        """Write down the lines under the current heading."""
        lines, self._block.lines = self._block.lines, []
        if lines:
            self._entries.extend(self._read(lines))

    def _read(self, lines: Sequence[Line]) -> list[PageEntry]:
        block = self._block
        if block.together:
            merged = _merged(lines)
            merged.people = merged.people or list(block.people)
            merged.supplier = merged.supplier or block.supplier
            if not merged.items:
                return []
            row = [s for line in lines for s in line.row]
            return list(entries_of(read_as(block.kind or "sale", merged, row, self._context)))
        found: list[PageEntry] = []
        for line in lines:
            found.extend(self._single(line))
        return found

    def _single(self, line: Line) -> list[PageEntry]:
        """Read one line as if it stood alone; one that says nothing is asked about rather than lost."""
        if line.part == "heading" or self._context.settled.get(("line", fold(line.text))) == SKIP:
            return []
        line.parts.people = line.parts.people or list(self._block.people)
        line.parts.payments = line.parts.payments or list(self._block.payments)
        kind = self._block.kind
        if kind == "payment" and not line.parts.items:
            statement = read_as(kind, line.parts, line.row, self._context)
        else:
            statement = self._alone(line)
        entries = list(entries_of(statement))
        if entries:
            return entries
        choices = (Choice(_("Leave it out"), SKIP),)
        raise Ask(
            Doubt(
                ("line", fold(line.text)),
                line.text,
                _("I cannot read this line: “{text}”.", text=line.text),
                choices,
            )
        )

    def _alone(self, line: Line) -> Statement:
        """Read a line by itself; of one that names no goods the whole line is asked about, so that it may be left out."""
        try:
            return read_parts(line.parts, line.row, self._context)
        except Ask as asked:
            if line.part == "unread" and asked.doubt.key[0] == "goods":
                return Unclear()
            raise

    def _check(self, label: str, said: int) -> SumCheck:
        """Compare a written total with the day's lines or the whole page, whichever it can be."""
        totals = [_total(entry) for entry in self._entries]
        for start in range(len(totals)):
            for end in range(len(totals), start, -1):
                if (start == 0 or end == len(totals)) and sum(totals[start:end]) == said:
                    return SumCheck(label, said, said)
        return SumCheck(label, said, sum(totals))


def _total(entry: PageEntry) -> int:
    if isinstance(entry, Sale):
        return sum(item.total_minor or 0 for item in entry.items)
    if isinstance(entry, Return):
        return -sum(item.total_minor or 0 for item in entry.items)
    return 0


def _merged(lines: Sequence[Line]) -> Draft:
    """Put the parts of several lines into one entry; a sum in a line of its own is the total of all."""
    merged = Draft()
    for line in lines:
        parts = line.parts
        merged.items += parts.items
        merged.people += parts.people
        merged.payments += parts.payments
        merged.words += parts.words
        merged.whole += parts.whole
        merged.discounts += parts.discounts
        merged.marks |= parts.marks
        merged.supplier = merged.supplier or parts.supplier
        if parts.stray and not parts.items:
            merged.whole += [_as_total(parts)]
        elif parts.stray:
            merged.stray += parts.stray
    return merged


def _as_total(parts: Draft) -> Amount:
    return Amount(parts.stray[-1].value, "total")
