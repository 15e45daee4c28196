import io
import struct
from datetime import UTC, datetime, timedelta

import pytest
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from bot.config import Settings, TelegramSettings
from bot.transport import clock, terminal
from storage.members import KEYBOARD

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 40, 30) + bytes(20)
REAL = "1:what BotFather gave"
START = datetime(2026, 6, 1, 12, tzinfo=UTC)


def keys(*rows):
    return {"inline_keyboard": [[{"text": one, "callback_data": one.lower()} for one in row] for row in rows]}


class Shop:
    """A bot on python-telegram-bot that answers each word as a test needs it."""

    def __init__(self, settings, *, request, polling, clock):
        self.settings, self.clock, self.heard = settings, clock, []
        token = settings.telegram.token
        self.app = (
            Application.builder()
            .token(token)
            .request(request)
            .get_updates_request(polling)
            .job_queue(None)
            .build()
        )
        self.app.add_handler(MessageHandler(filters.ALL, self.said))
        self.app.add_handler(CallbackQueryHandler(self.pressed))

    async def start(self, announce):
        announce("code", "bot")
        await self.app.initialize()
        await self.app.start()
        await self.app.updater.start_polling()

    async def idle(self):
        await self.app.update_queue.join()

    async def stop(self):
        await self.app.updater.stop()
        await self.app.stop()
        await self.app.shutdown()

    async def said(self, update, _):
        message = update.effective_message
        self.heard.append((message.text, message.date, message.from_user.id))
        if message.document:
            content = await (await message.document.get_file()).download_as_bytearray()
            await message.reply_text(f"{message.document.file_name} holds {content.decode()}")
        elif message.text == "chart":
            await message.reply_photo(
                PNG, caption="<b>Sales</b> rose", parse_mode="HTML", reply_markup=keys(["Week"])
            )
        elif message.text == "export":
            await message.reply_document(b"a,b", filename="../sales.csv")
        elif message.text == "table":
            await message.reply_text("<pre>  N\nA 1 &lt;</pre>", parse_mode="HTML")
        else:
            markup = keys(["Undo", "Edit"], ["On credit"]) if message.text == "sale" else None
            await message.reply_text(f"heard {message.text}", reply_markup=markup)

    async def pressed(self, update, _):
        query = update.callback_query
        await query.answer("Done" if query.data == "edit" else None)
        await query.edit_message_text(f"pressed {query.data}")


def chat(tmp_path, *lines, **how):
    out, built = io.StringIO(), []

    def build(settings, **parts):
        built.append(Shop(settings, **parts))
        return built[0]

    settings = how.pop("settings", Settings(folder=tmp_path))
    assert terminal.run(settings, build=build, lines=lines, out=out, **how) == 0
    return out.getvalue(), built[0]


def test_each_line_is_answered_in_order(tmp_path):
    shown, shop = chat(tmp_path, "one\n", "\n", "  two", "table")
    assert shown == "heard one\n\nheard two\n\n  N\nA 1 <\n\n"
    assert [text for text, _, _ in shop.heard] == ["one", "two", "table"]


def test_buttons_are_numbered_and_pressed(tmp_path):
    shown, _ = chat(tmp_path, "sale", "thanks", "#2")
    assert shown == (
        "heard sale\n[1] Undo  [2] Edit\n[3] On credit\n\nheard thanks\n\n(Done)\n\npressed edit\n\n"
    )


def test_the_last_answer_with_buttons_is_the_one_shown_last(tmp_path):
    shown, _ = chat(tmp_path, "sale", "sale", "#1", "# 3", "#1")
    assert shown.endswith("pressed undo\n\npressed on credit\n\nThere is no button to press yet.\n\n")


def test_a_number_that_no_button_has(tmp_path):
    shown, _ = chat(tmp_path, "#1", "sale", "#4", "#0", "#12 is a sale")
    assert shown.count("There is no button to press yet.") == 1
    assert shown.count("The last answer has buttons #1 to #3.") == 2
    assert shown.endswith("heard #12 is a sale\n\n")


def test_a_file_is_handed_over(tmp_path):
    (tmp_path / "the july.csv").write_text("a;b")
    shown, _ = chat(tmp_path, f"< {tmp_path}/the july.csv", f'<"{tmp_path}/the july.csv"', "< nowhere.csv")
    assert shown == "the july.csv holds a;b\n\n" * 2 + "There is no file nowhere.csv.\n\n"


def test_charts_and_documents_are_saved(tmp_path):
    shown, _ = chat(tmp_path, "chart", "export", "export")
    sent = tmp_path / "sent"
    assert shown == (
        f"[chart] {sent}/chart.png\nSales rose\n[1] Week\n\n"
        f"[file] {sent}/-sales.csv\n\n"
        f"[file] {sent}/-sales-2.csv\n\n"
    )
    assert (sent / "chart.png").read_bytes() == PNG
    assert (sent / "-sales-2.csv").read_bytes() == b"a,b"


def test_a_folder_that_cannot_be_written_is_told_of(tmp_path):
    (tmp_path / "sent").write_text("in the way")
    shown, _ = chat(tmp_path, "export", "on")
    assert shown == f"[file] could not be saved in {tmp_path}/sent: File exists\n\nheard on\n\n"


def test_who_sits_at_the_terminal_is_the_owner(tmp_path):
    _, shop = chat(tmp_path, "hello")
    assert shop.settings.telegram.owners == (KEYBOARD,)
    assert shop.heard[0][2] == KEYBOARD
    settings = Settings(TelegramSettings(token=REAL, owners=(77, 78), mode="webhook"), folder=tmp_path)
    _, shop = chat(tmp_path, "hello", settings=settings)
    assert shop.settings.telegram.owners == (77,)
    assert shop.settings.telegram.mode == "polling"
    assert shop.settings.telegram.token != REAL
    assert shop.heard[0][2] == 77


def test_the_clock_begins_where_it_is_told(tmp_path):
    _, shop = chat(tmp_path, "hello", start=START)
    assert START <= shop.heard[0][1] < START + timedelta(minutes=1)
    assert START <= shop.clock() < START + timedelta(minutes=1)
    _, shop = chat(tmp_path, "hello")
    assert abs(shop.heard[0][1] - clock.now()) < timedelta(minutes=1)


def test_bytes_that_are_no_letters_and_an_answer_in_letters_the_terminal_lacks(tmp_path):
    shown, _ = chat(tmp_path, "caf\udce9")
    assert shown == "heard caf?\n\n"


def test_standard_input_is_read_to_its_end(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("one\ntwo"))
    assert terminal.run(Settings(folder=tmp_path), build=Shop) == 0
    assert capsys.readouterr().out == "heard one\n\nheard two\n\n"


def test_at_a_terminal_there_is_a_prompt(tmp_path, monkeypatch, capsys):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("sys.stdin", Terminal("one\n"))
    assert terminal.run(Settings(folder=tmp_path), build=Shop) == 0
    assert capsys.readouterr().out == f"{terminal.HINT}\n\n> heard one\n\n> "


def test_it_ends_when_nobody_reads_any_more(tmp_path):
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError(32, text)

    lines = iter(["one", "two", "three"])
    assert terminal.run(Settings(folder=tmp_path), build=Shop, lines=lines, out=Closed()) == 0
    assert list(lines) == ["two", "three"]


def test_a_bot_that_does_not_start_is_stopped_and_told_of(tmp_path):
    class Broken(Shop):
        async def start(self, announce):
            await super().start(announce)
            raise RuntimeError("no book")

    with pytest.raises(RuntimeError, match="no book"):
        terminal.run(Settings(folder=tmp_path), build=Broken, lines=[], out=io.StringIO())
