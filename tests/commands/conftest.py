from __future__ import annotations

import pytest

from bot.command import ReceivedFile


@pytest.fixture
def send(tmp_path):
    """Send a file of this name and content in a talk."""

    def send(talk, name, content, **more):
        path = tmp_path / f"in-{talk.said}-{name}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return talk.say("", file=ReceivedFile(path, name, path.stat().st_size), **more)

    return send
