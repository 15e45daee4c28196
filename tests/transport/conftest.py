from __future__ import annotations

import pytest
from stand_in import NOON

from bot.transport.wire import OWNER, Wire


@pytest.fixture
def wire():
    """The owner's Telegram at noon."""
    wire = Wire(lambda: NOON)
    wire.join(OWNER)
    return wire
