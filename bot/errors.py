"""What can go wrong, named by who must act.

    ShopbookError
    ├── OwnerError        the owner can mend it; its sentence is shown to him as it stands
    │   ├── NotUnderstood     the message; says what was understood and gives an example
    │   ├── NotAllowed        the role; says who may
    │   └── Outdated          the button or draft; it was already used, or the book moved on
    ├── SetupError        who runs the machine must act: configuration, file rights, token
    └── DeliveryError     Telegram; permanent (blocked, chat gone) or temporary (429, 5xx, network)

Everything else is a bug: it is logged with a code and the owner gets one calm sentence with it.
"""

from __future__ import annotations


class ShopbookError(Exception):
    """The root of everything this program raises on purpose."""


class OwnerError(ShopbookError):
    """The owner can mend this. `sentence` is written for him; `offers` are sentences to tap next."""

    def __init__(self, sentence: str, *offers: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.offers = offers


class NotUnderstood(OwnerError):  # noqa: N818 - errors are named as they are spoken of
    """The message could not be read."""


class NotAllowed(OwnerError):  # noqa: N818 - errors are named as they are spoken of
    """The sender's role does not cover this."""


class Outdated(OwnerError):  # noqa: N818 - errors are named as they are spoken of
    """A button or an open question that no longer stands."""


class SetupError(ShopbookError):
    """The configuration or the machine is at fault; the sentence names the key or the file."""


class DeliveryError(ShopbookError):
    """Telegram did not take a message. `permanent` means that trying again is of no use."""

    def __init__(self, sentence: str, *, permanent: bool, retry_after: float | None = None) -> None:
        super().__init__(sentence)
        self.permanent = permanent
        self.retry_after = retry_after
