"""Before the doors open: who owns the book, and what proves that a caller is Telegram."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from storage import members

if TYPE_CHECKING:
    from datetime import datetime

    from bot.config import Settings
    from bot.shop import Shop


def admit_owners(shop: Shop, settings: Settings, at: datetime) -> str | None:
    """Let the configured owners in; gives the code for the first owner where there is none."""
    with shop.book.writing():
        members.configured(shop.book, settings.telegram.owners, at)
        if settings.telegram.owners or members.owners(shop.book) not in ([], [members.KEYBOARD]):
            return None
        members.revoke_claims(shop.book)
        return members.invite(shop.book, "owner", at)


def webhook_secret(settings: Settings) -> str:
    """Give the webhook's secret, made of the token where none is set: without one, anybody could post."""
    token = settings.telegram.token
    return settings.telegram.webhook.secret or hashlib.sha256(f"webhook {token}".encode()).hexdigest()
