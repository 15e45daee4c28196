"""The terminal at its best: pictures in place, history, completed commands."""

from base64 import standard_b64decode

import pytest
from stand_in import PNG as CHART

from bot.transport import terminal_line, terminal_pictures
from bot.transport.terminal import Chat
from bot.transport.wire import OWNER, Wire


@pytest.mark.parametrize(
    ("environment", "protocol"),
    [
        ({"TERM": "xterm-kitty"}, terminal_pictures.kitty),
        ({"TERM": "xterm-ghostty"}, terminal_pictures.kitty),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, terminal_pictures.iterm),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, terminal_pictures.iterm),
        ({"TERM": "xterm-256color"}, None),
        ({"TERM": "xterm-kitty", "TMUX": "1"}, None),
        ({}, None),
    ],
)
def test_the_environment_tells_what_the_terminal_can(environment, protocol):
    assert terminal_pictures.drawer(environment, interactive=True) is protocol
    assert terminal_pictures.drawer(environment, interactive=False) is None


@pytest.mark.parametrize("size", [1, 3072, 3073, 20_000])
def test_kitty_takes_chunks_and_the_last_one_says_so(size):
    picture = bytes(range(256)) * (size // 256 + 1)
    parts = terminal_pictures.kitty(picture[:size]).split("\x1b\\")[:-1]
    heads, chunks = zip(*(part.removeprefix("\x1b_G").split(";") for part in parts), strict=True)
    assert heads[0].startswith("a=T,f=100")
    assert [head[-1] for head in heads] == ["1"] * (len(heads) - 1) + ["0"]
    assert max(map(len, chunks)) <= 4096
    assert standard_b64decode("".join(chunks)) == picture[:size]


def test_iterm_takes_the_whole():
    head, _, body = terminal_pictures.iterm(CHART).removesuffix("\a").partition(":")
    assert head.startswith("\x1b]1337;File=inline=1;size=")
    assert standard_b64decode(body) == CHART


def test_a_chart_is_drawn_and_saved_and_another_file_is_only_saved(tmp_path):
    chat = Chat(Wire(), OWNER, None, tmp_path, draw=lambda png: f"<{len(png)}>")
    chart, table = tmp_path / "chart.png", tmp_path / "sales.csv"
    chart.write_bytes(CHART)
    table.write_bytes(b"a,b\n")
    assert chat._drawn(chart) == f"<{len(CHART)}>\n"
    assert chat._drawn(table) == ""


def test_commands_are_completed():
    assert terminal_line.completions("/top") == ["/top_products", "/top_customers"]
    assert "/settings" in terminal_line.completions("/")
    assert terminal_line.completions("2 ket") == []


def test_what_was_typed_is_remembered_for_its_owner_alone(tmp_path):
    readline = pytest.importorskip("readline")
    history = tmp_path / "history"
    terminal_line.prepare(history)
    readline.add_history("2 kettles 598")
    terminal_line._keep(history)
    assert "2 kettles 598" in history.read_text("utf-8")
    assert history.stat().st_mode & 0o077 == 0
    readline.clear_history()
    terminal_line.prepare(history)
    assert readline.get_history_item(readline.get_current_history_length()) == "2 kettles 598"
