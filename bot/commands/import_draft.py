"""A file that waits for its button: what is known of it, kept as a draft from one tap to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.answer import Button, Tone
from bot.files.sent import Sent
from bot.speech import _
from storage import drafts
from storage.names import fold

if TYPE_CHECKING:
    from bot.answer import Answer
    from bot.command import Incoming
    from bot.files.alike import Alike
    from bot.files.look import Look
    from bot.language.sheets.layout import Layout
    from bot.shop import Shop

KIND = "import"


def cancel() -> Button:
    """Give the button that drops a file; `{draft}` becomes its number when it is kept."""
    return Button(_("Cancel"), "/cancel {draft}", Tone.DANGER)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file and what was settled about it so far: `steps` in the order of the taps.

    `layout`, `ready`, `refused`, `alike` and `period` are those of the last look, None or empty before there was one.
    """

    sent: Sent
    steps: tuple[tuple[str, ...], ...] = ()
    same: tuple[tuple[str, str, int], ...] = ()  # subject, new name, id of the one it is
    layout: dict[str, Any] | None = None
    ready: Path | None = None
    refused: Path | None = None
    alike: tuple[tuple[str, str, int, str], ...] = ()
    period: tuple[str, str] | None = None
    counts: tuple[int, int] = (0, 0)  # rows known before, rows refused

    @classmethod
    def from_body(cls, body: dict[str, Any]) -> Waiting:
        """Give what `body` wrote into the draft."""
        return cls(
            Sent.from_dict(body["sent"]),
            tuple(tuple(step) for step in body["steps"]),
            tuple((subject, name, one) for subject, name, one in body["same"]),
            body["layout"],
            None if body["ready"] is None else Path(body["ready"]),
            None if body["refused"] is None else Path(body["refused"]),
            tuple((subject, name, one, known) for subject, name, one, known in body["alike"]),
            None if body["period"] is None else (body["period"][0], body["period"][1]),
            (body["counts"][0], body["counts"][1]),
        )

    @property
    def body(self) -> dict[str, Any]:
        """This as plain values."""
        return {
            "sent": self.sent.to_dict(),
            "steps": [list(step) for step in self.steps],
            "same": [list(one) for one in self.same],
            "layout": self.layout,
            "ready": None if self.ready is None else str(self.ready),
            "refused": None if self.refused is None else str(self.refused),
            "alike": [list(one) for one in self.alike],
            "period": None if self.period is None else list(self.period),
            "counts": list(self.counts),
        }

    @property
    def meant(self) -> dict[str, dict[str, int]]:
        """What the owner said is the same: by subject, the folded new name and the id it stands for."""
        found: dict[str, dict[str, int]] = {}
        for subject, name, one in self.same:
            found.setdefault(subject, {})[fold(name)] = one
        return found

    def with_step(self, step: tuple[str, ...]) -> Waiting:
        """Give this with one more thing settled."""
        return replace(self, steps=(*self.steps, step))

    def with_same(self, one: Alike) -> Waiting:
        """Give this with one new name being a known one."""
        return replace(self, same=(*self.same, (one.subject, one.name, one.id)))

    def looked(self, found: Look) -> Waiting:
        """Give this after a look."""
        days = None
        if found.first is not None and found.last is not None:
            days = (found.first.isoformat(), found.last.isoformat())
        return replace(
            self,
            layout=found.layout.to_dict(),
            ready=found.harvest,
            refused=found.refused_file,
            alike=tuple((one.subject, one.name, one.id, one.known) for one in found.alike),
            period=days,
            counts=(found.known, found.reasons.total()),
        )

    def asked(self, layout: Layout) -> Waiting:
        """Give this where a question comes before the look."""
        return replace(self, layout=layout.to_dict(), ready=None, refused=None)

    def remove_files(self) -> None:
        """Remove the file and what was made of it."""
        for path in (self.sent.path, self.ready, self.refused):
            if path is not None:
                path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class KeepDraft:
    """Opens the draft of a file when the thought is done, and numbers the buttons that stand for it."""

    waiting: Waiting
    former: int | None = None

    def keep(self, shop: Shop, incoming: Incoming, answer: Answer) -> Answer:
        """Open the draft, close the one before it, and put its number into the buttons."""
        if self.former is not None:
            self._close_former(shop)
        draft = drafts.open_draft(
            shop.book,
            chat_id=incoming.where,
            member_id=incoming.sender,
            kind=KIND,
            body=self.waiting.body,
            source=incoming.source,
            at=incoming.at,
        )
        return numbered(answer, draft)

    def _close_former(self, shop: Shop) -> None:
        row = drafts.draft(shop.book, self.former or 0)
        if row is not None and drafts.use(shop.book, row.id):
            before = Waiting.from_body(dict(row.body))
            for path in (before.ready, before.refused):
                if path is not None and path not in (self.waiting.ready, self.waiting.refused):
                    path.unlink(missing_ok=True)


def numbered(answer: Answer, draft: int) -> Answer:
    """Put a draft's number into the buttons that stand for it."""
    buttons = tuple(
        tuple(replace(one, says=one.says.replace("{draft}", str(draft))) for one in row)
        for row in answer.buttons
    )
    return replace(answer, buttons=buttons)
