"""The image, built by its Dockerfile and run as `deploy/compose.yaml` runs it: not root, read-only, no token inside.

It needs root, `buildah`, and either the base image of the Dockerfile or `debootstrap` to put a base together. There
is no daemon: the container is a chroot in a mount namespace of its own, with what compose.yaml makes writable.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.transport.wire import OWNER
from tests.soak.checks import NotHere
from tests.soak.fake_api import FakeApi
from tests.soak.process import ROOT, BotProcess

TOKEN = "4000000002:of-an-image-that-must-not-hold-it"
USER, MOST_SECONDS, CHUNK = 10001, 5.0, 1 << 20
_IMAGE, _BASE = "localhost/shopbook-tried", "localhost/shopbook-base"
_CERTIFICATES = "/etc/ssl/certs"
_PACKAGES = "python3,python3-venv,ca-certificates"
_ENTER = """
mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && mount -t tmpfs -o size=256m tmpfs "$1/tmp"
mount --bind "$2" "$1/data" && mount --bind /dev "$1/dev" && mount -t proc proc "$1/proc"
root=$1; shift 2
exec chroot "$root" /usr/bin/setpriv --reuid 10001 --regid 10001 --clear-groups --no-new-privs \
    --inh-caps=-all --bounding-set=-all /usr/bin/env --chdir=/data -i "$@"
"""
_TRY = "for place in / /app /app/bot /etc /usr /data /tmp; do touch $place/try 2>/dev/null && echo $place; done; id -u"


def image(folder: Path, size: int, seed: int) -> str:
    """Build the image and sell `size` times in it."""
    del seed
    for program in ("buildah", "unshare", "setpriv"):
        if shutil.which(program) is None:
            raise NotHere(f"{program} is not installed")
    if os.geteuid() != 0:
        raise NotHere("only root may build without a daemon")
    base = _built(folder)
    container = _buildah("from", _IMAGE)
    try:
        root = Path(_buildah("mount", container))
        _no_token(root)
        size_mb = sum(file.lstat().st_size for file in root.rglob("*")) / 1e6
        ran = asyncio.run(_run(folder, root, size))
    finally:
        _buildah("umount", container)
        _buildah("rm", container)
    return f"built on {base}, {size_mb:.0f} MB; {ran}; the token in no file and no line of its description"


def _buildah(*words: str, **more: Any) -> str:
    environment = os.environ | {"BUILDAH_ISOLATION": "chroot", "SHOPBOOK_TOKEN": TOKEN}
    done = subprocess.run(
        ["buildah", *words], check=False, text=True, capture_output=True, env=environment, **more
    )
    if done.returncode:
        raise RuntimeError(f"buildah {words[0]}: {done.stderr[-400:]}")
    return done.stdout.strip()


def _built(folder: Path) -> str:
    """Build from a folder that has secrets lying about, as an owner's has; gives what it was built on."""
    context = folder / "source"
    context.mkdir()
    for name in ("analytics", "storage", "bot"):
        shutil.copytree(ROOT / name, context / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("Dockerfile", ".dockerignore", "requirements.lock"):
        shutil.copy(ROOT / name, context / name)
    for secret in ("config.toml", ".env", "deploy/.env", "deploy/data/config.toml", "shopbook.db", "token"):
        (context / secret).parent.mkdir(parents=True, exist_ok=True)
        (context / secret).write_text(TOKEN, "utf-8")
    building = ["bud", "--format", "docker", "-t", _IMAGE, "--volume", f"{_CERTIFICATES}:{_CERTIFICATES}:ro"]
    certificate = os.environ.get("PIP_CERT")
    building += ["--env", f"PIP_CERT={certificate}"] if certificate else []
    try:
        _buildah(*building, str(context))
    except RuntimeError:
        _buildah(*building, "--build-arg", f"BASE={_base(folder)}", str(context))
        return "a Debian put together here (the base image is not to be had)"
    return "its own base image"


def _base(folder: Path) -> str:
    """Put a base together from Debian's packages, once on a machine."""
    with contextlib.suppress(RuntimeError):
        _buildah("inspect", "--type", "image", _BASE)
        return _BASE
    if shutil.which("debootstrap") is None:
        raise NotHere("neither the base image nor debootstrap is here")
    tree, packed = folder / "base", folder / "base.tar"
    making = ["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", "bookworm", str(tree)]
    subprocess.run(making, check=True, capture_output=True)
    subprocess.run(["tar", "-C", str(tree), "-cf", str(packed), "."], check=True)
    container = _buildah("from", "scratch")
    _buildah("add", "-q", container, str(packed), "/")
    _buildah("commit", "-q", container, _BASE)
    _buildah("rm", container)
    return _BASE


def _no_token(root: Path) -> None:
    """Search every file of the image, and everything that is told of it and its layers."""
    needle = TOKEN.partition(":")[2].encode()
    found = [str(file) for file in root.rglob("*") if _holds(file, needle)]
    assert not found, f"the token is in {found}"
    told = _buildah("inspect", "--type", "image", _IMAGE)
    assert needle.decode() not in told, "the token is in the image's description"
    config = json.loads(told)["Docker"]["config"]
    assert config["User"] == "shopbook", config["User"]
    assert set(config["Volumes"]) == {"/data"}, config["Volumes"]
    assert config["Healthcheck"]["Test"][-1] == "--alive", config["Healthcheck"]
    assert config["StopSignal"] == "SIGTERM", config["StopSignal"]


def _holds(file: Path, needle: bytes) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as stream:
        before = b""
        while part := stream.read(CHUNK):
            if needle in before + part:
                return True
            before = part[-len(needle) :]
    return False


@dataclass
class Contained(BotProcess):
    """The bot in its image; `folder` is what lies at /data."""

    root: Path = Path("/")

    def command(self, *words: str) -> list[str]:
        """Give the command line that starts it, or one of its sub-commands, in the container."""
        return self.inside("python", "-m", "bot", *words)

    def inside(self, *words: str) -> list[str]:
        """Give the command line that runs a program in the container, as its user and with its environment."""
        told = json.loads(_buildah("inspect", "--type", "image", _IMAGE))["Docker"]["config"]["Env"]
        entering = ["unshare", "--mount", "--propagation", "private", "sh", "-ec", _ENTER, "sh"]
        return [*entering, str(self.root), str(self.folder), *told, f"SHOPBOOK_TOKEN={TOKEN}", *words]

    async def said(self, *words: str) -> tuple[int, str]:
        """Run a program in the container; gives its exit code and what it said."""
        done = await asyncio.create_subprocess_exec(
            *self.inside(*words), stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        out, _ = await done.communicate()
        return done.returncode or 0, out.decode()


async def _run(folder: Path, root: Path, size: int) -> str:
    data = folder / "data"
    data.mkdir()
    api = FakeApi()
    api.start()
    bot = Contained(data, api, owners=(OWNER.id,), root=root)
    bot.config.chmod(0o600)
    for place in (data, bot.config):
        os.chown(place, USER, USER)
    try:
        return await _used(bot, size)
    finally:
        await bot.kill()
        await api.stop()


async def _used(bot: Contained, size: int) -> str:
    wire = bot.api.wire
    await bot.start()
    await bot.listening()
    wire.say("1 candle 5")
    for number in range(2, size + 1):
        wire.say(f"{number} candles")
    wire.say("/hours")
    wire.say("/export")
    await bot.settled(120)
    methods = {made.method for made in wire.line.calls}
    assert "sendDocument" in methods, f"no export among {methods}"
    assert bot.rows("SELECT count(*) FROM sales_book") == [(size,)], "sales are missing"
    assert bot.running is not None
    status = Path(f"/proc/{bot.running.pid}/status").read_text("ascii")  # noqa: ASYNC240 - of memory
    told = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
    assert told["Uid"].split() == [str(USER)] * 4, told["Uid"]
    assert int(told["CapEff"], 16) == int(told["CapBnd"], 16) == 0, told["CapEff"]
    _, tried = await bot.said("sh", "-c", _TRY)
    assert tried.split() == ["/data", "/tmp", str(USER)], tried  # noqa: S108 - the container's own
    await asyncio.sleep(2)  # the first heartbeat
    well, said_well = await bot.call("check", "--alive")
    assert well == 0, said_well
    begun = asyncio.get_running_loop().time()
    code = await bot.terminate()
    ended = asyncio.get_running_loop().time() - begun
    assert code == 0, f"it ended with {code}"
    assert ended < MOST_SECONDS, f"it took {ended:.1f} s to end"
    with contextlib.closing(sqlite3.connect(bot.book)) as book, book:
        book.execute("UPDATE heartbeats SET at = '2020-01-01T00:00:00Z' WHERE name = 'polled'")
    ill, _ = await bot.call("check", "--alive")
    assert ill == 1, "a bot that does not poll passes for healthy"
    return (
        f"user {USER}, no capability, only /data and /tmp writable; {size} sales, an export;"
        f" HEALTHCHECK 0 at work, 1 when deaf; SIGTERM {ended:.1f} s, exit 0"
    )
