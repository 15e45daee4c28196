"""A question that waits for its answer: the message it is about, and what has been settled of it.

It is a draft row, so it survives a restart. There is no half-built entry in it: when a doubt is settled, the same
message is read again with one more thing known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from bot.errors import Outdated
from bot.speech import _
from storage import drafts

if TYPE_CHECKING:
    from bot.command import Incoming, Turn
    from bot.language.statements import Doubt

Settled = Mapping[tuple[str, str], str]

KIND = "question"
_PATIENCE = timedelta(hours=12)  # after that a bare word is no longer taken for the answer


@dataclass(frozen=True, slots=True)
class Asked:
    """A doubt on its way to the owner, with what was settled before it and the entry it would change."""

    doubt: Doubt
    settled: Settled
    rewrites: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open question.

    `rewrites` is the entry that the message changes; `entry_id` is one whose new words are awaited after Edit was
    pressed (then there is no message yet).
    """

    text: str
    at: datetime
    source: str
    message: int | None = None
    edit: bool = False
    version: str = ""
    forwarded: bool = False
    settled: Settled = field(default_factory=dict)
    rewrites: int | None = None
    entry_id: int | None = None
    draft: int | None = None

    @classmethod
    def about(cls, turn: Turn, asked: Asked) -> Waiting:
        """Keep the message of this turn until its doubt is settled."""
        incoming = turn.incoming
        return cls(
            incoming.text,
            incoming.at,
            incoming.source,
            incoming.message,
            edit=incoming.edit,
            version=incoming.version,
            forwarded=incoming.forwarded,
            settled=asked.settled,
            rewrites=asked.rewrites,
        )

    @classmethod
    def load(cls, turn: Turn, draft: int) -> Waiting:
        """Give an open question of this chat; raises Outdated where it was answered or never was."""
        row = drafts.draft(turn.shop.book, draft)
        if row is None or row.kind != KIND or row.chat_id != turn.incoming.where:
            raise Outdated(_("That button no longer stands."))
        if row.state != "open":
            raise Outdated(_("That question was already answered."))
        return cls._of(row)

    @classmethod
    def latest(cls, turn: Turn) -> Waiting | None:
        """Give the question that a bare word may answer: the newest open one of this sender, if it is fresh."""
        for row in drafts.open_drafts(turn.shop.book, turn.incoming.where):
            if row.kind == KIND and row.member_id == turn.incoming.sender:
                return cls._of(row) if turn.incoming.at - row.made_at < _PATIENCE else None
        return None

    @classmethod
    def _of(cls, row: drafts.Draft) -> Waiting:
        body: dict[str, Any] = dict(row.body)
        body["settled"] = {(kind, words): value for kind, words, value in body.get("settled", ())}
        return cls(**(body | {"at": datetime.fromisoformat(body["at"]), "draft": row.id}))

    def open(self, turn: Turn) -> int:
        """Write it down and give its number, which its buttons carry."""
        body = {
            "text": self.text,
            "at": self.at.isoformat(),
            "source": self.source,
            "message": self.message,
            "edit": self.edit,
            "version": self.version,
            "forwarded": self.forwarded,
            "settled": [[*key, value] for key, value in self.settled.items()],
            "rewrites": self.rewrites,
            "entry_id": self.entry_id,
        }
        incoming = turn.incoming
        return drafts.open_draft(
            turn.shop.book,
            chat_id=incoming.where,
            member_id=incoming.sender,
            kind=KIND,
            body=body,
            source=self.source,
            at=incoming.at,
        )

    def close(self, turn: Turn) -> None:
        """Take it off the table; of two taps only one finds it open."""
        if self.draft is not None and not drafts.use(turn.shop.book, self.draft):
            raise Outdated(_("That question was already answered."))

    def incoming(self, turn: Turn) -> Incoming:
        """Give the message as it was sent: its words, its moment, its source."""
        return replace(
            turn.incoming,
            text=self.text,
            at=self.at,
            source=self.source,
            message=self.message,
            edit=self.edit,
            version=self.version,
            forwarded=self.forwarded,
        )

    def again(self, doubt: Doubt) -> Asked:
        """Ask the next thing about the same message."""
        return Asked(doubt, self.settled, self.rewrites)

    def learn(self, turn: Turn, key: tuple[str, str], value: str) -> tuple[str, str] | None:
        """Remember what the owner calls a product, so that it is asked once; gives his word and the product's name."""
        kind, words = key
        product = turn.shop.known().product(int(value)) if kind == "product" and value.isdigit() else None
        if product is None:
            return None
        turn.shop.book.add_alias("product", words, product.id)
        return words, product.name
