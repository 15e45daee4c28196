"""What is handed to those who run it: the image's recipe, the compose file, the unit, the replica."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from bot.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
COMPOSE = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
UNIT = (ROOT / "deploy" / "shopbook.service").read_text("utf-8")


def instructions(name):
    lines = re.sub(r"\\\n", " ", DOCKERFILE).splitlines()
    return [line.partition(" ")[2].strip() for line in lines if line.startswith(name + " ")]


def test_only_the_program_gets_into_the_image():
    kept = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert kept[0] == "*"
    assert {line for line in kept if line.startswith("!")} == {
        "!requirements.lock",
        "!analytics",
        "!storage",
        "!bot",
    }


def test_the_image_is_nobodys_and_holds_no_secret():
    assert instructions("USER") == ["shopbook"]
    assert DOCKERFILE.index("USER shopbook") < DOCKERFILE.index("ENTRYPOINT")
    assert "TOKEN" not in DOCKERFILE
    assert instructions("VOLUME") == ["/data"]


def test_the_health_check_is_a_command_that_there_is(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (command,) = instructions("HEALTHCHECK")
    words = json.loads(command.partition("CMD ")[2])
    assert words[:3] == ["python", "-m", "bot"]
    assert main(words[3:]) == 1  # there is no book here, so nobody is at work
    assert capsys.readouterr().err


def test_compose_makes_nothing_writable_but_the_data():
    for line in ("read_only: true", "cap_drop: [ALL]", 'user: "10001:10001"', "driver: local"):
        assert line in COMPOSE
    assert 'volumes: ["./data:/data"]' in COMPOSE
    assert '"no-new-privileges:true"' in COMPOSE


def test_the_unit_starts_the_bot_and_gives_it_time_to_end():
    for line in ("Restart=always", "ProtectSystem=strict", "NoNewPrivileges=yes", "KillSignal=SIGTERM"):
        assert line in UNIT
    assert int(re.findall(r"TimeoutStopSec=(\d+)", UNIT)[0]) > 10


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_library_is_locked_with_its_hash(lock):
    text = (ROOT / lock).read_text("utf-8")
    pins = re.split(r"^(?=\w)", text, flags=re.MULTILINE)[1:]
    assert all("==" in pin.splitlines()[0] and "--hash=sha256:" in pin for pin in pins)
    assert "://" not in text
    pinned = {re.match(r"[\w.-]+", pin)[0] for pin in pins}
    named = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    assert {re.match(r"[\w.-]+", one)[0] for one in named} <= pinned
