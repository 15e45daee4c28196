"""The station: the Application, the lanes, the desk, the sender, the schedule and the watchdog as one."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from typing import TYPE_CHECKING

from telegram import Update
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import ApplicationBuilder

from bot.desk import Desk
from bot.errors import SetupError
from bot.lanes import Limits, ThinkingLane, WritingLane
from bot.nights import Nights
from bot.schedule import Schedule
from bot.speech import N_, _, speaking
from bot.transport import admission, housekeeping, menu
from bot.transport.edge import TelegramEdge
from bot.transport.gate import Verdict
from bot.transport.owners import Owners
from bot.transport.queue import DurableQueue
from bot.transport.requests import Polling, fetching, sending
from bot.transport.seldom import Seldom
from bot.transport.sender import Sender
from bot.transport.watchdog import Watchdog

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterable, Sequence
    from datetime import datetime
    from typing import Any

    from telegram.request import BaseRequest

    from bot.answer import Answer
    from bot.command import Command, Thought
    from bot.config import Settings
    from bot.nights import Night, NightThought
    from bot.seams import Dialogue
    from bot.shop import Shop
    from bot.transport.gate import Judgement
    from storage.errors import BookError
    from storage.inbox import Received

_LOG = logging.getLogger(__name__)
ALLOWED_UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER)
_SAID_EVERY = 60.0  # seconds between two lines of the log about the same trouble
_TOLD_EVERY = 600.0  # seconds between two words to a chat that the book cannot be written
_TWO_PROGRAMS = N_(
    "Another program uses my Telegram token at the same time, so messages may reach it instead of me. Stop the other"
    " one, or get a new token from @BotFather."
)
_LAST_SECONDS = 1.5  # for what is on its way when the bot is told to stop


class Station:
    """The bot, from start to stop."""

    def __init__(
        self,
        settings: Settings,
        *,
        request: BaseRequest | None,
        polling: BaseRequest | None,
        nights: Sequence[Night | NightThought],
        dialogue: Dialogue,
        think: Callable[[Settings, Thought], Answer],
        commands: Iterable[Command],
        opens: Callable[[], Shop],
        clock: Callable[[], datetime],
        limits: Limits | None = None,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.lane = WritingLane(opens)
        self._commands = tuple(commands)
        self._polling = Polling(polling or fetching())
        self._polling.unreached = lambda why: self._say("poll", f"Telegram is not reached: {why}")
        self._queue = DurableQueue(
            self.lane,
            clock,
            arrived=self._arrived,
            joined=self._joined,
            refused=self._refused,
            trouble=self._trouble,
        )
        api = settings.telegram.api_url.rstrip("/")
        self.application = (
            ApplicationBuilder()
            .token(settings.telegram.token)
            .base_url(f"{api}/bot")
            .base_file_url(f"{api}/file/bot")
            .request(request or sending())
            .get_updates_request(self._polling)
            .update_queue(self._queue)
            .job_queue(None)
            .build()
        )
        self.bot = self.application.bot
        self.sender = Sender(self.bot, self.lane, clock)
        self.edge = TelegramEdge(self.bot, self.sender.posted, self._commands)
        self.owners = Owners(self.lane, self.edge, clock)
        self.thinking = ThinkingLane(settings, think, limits)
        self.desk = Desk(
            self.lane, self.thinking, dialogue, self.edge, files=settings.files_folder, clock=clock
        )
        self.schedule = Schedule(
            self.lane,
            settings,
            clock,
            arrived=self.desk.arrived,
            nights=Nights(
                self.lane,
                settings,
                clock,
                tell=self._tell_owners,
                think=self.thinking.run,
                nights=(*nights, housekeeping.NIGHT),
            ),
        )
        self._background: set[asyncio.Task[None]] = set()
        self._seldom = Seldom()

    # ── from start to stop ─────────────────────────────────────────────────────────────────────

    async def run(self, announce: Callable[[str, str], None]) -> str:
        """Start, and serve until the watchdog finds a reason to end, which is returned."""
        await self.start(announce)
        return await self.watchdog().watch()

    def watchdog(self) -> Watchdog:
        """Give who looks after the poll."""
        return Watchdog(
            self.bot,
            None if self.settings.telegram.mode == "webhook" else self._polling,
            self.lane,
            self.clock,
            silent=self._after_silence,
            jumped=self.schedule.begin_anew,
        )

    async def start(self, announce: Callable[[str, str], None]) -> None:
        """Open the book, reach Telegram, take up what was left, and listen.

        `announce` gets the code with which to become the first owner, and the bot's name.
        """
        shop = await self.lane.open()
        with speaking(shop.language):  # so does every task that begins here
            await self._begin(announce)

    async def _begin(self, announce: Callable[[str, str], None]) -> None:
        await self.lane.run(lambda shop: shop.book.drop_staged())  # an import cut off begins anew
        code = await self.lane.run(admission.admit_owners, self.settings, self.clock())
        await self._connect()
        if code is not None:
            announce(code, self.bot.username)
        self.sender.start()
        left = await self.desk.replay()
        if left:
            _LOG.info("%s messages were left in the inbox; they are done first", left)
        await self.application.start()
        await self._listen()
        self.schedule.start()
        self._spawn(self._offer_menu())
        _LOG.info("the bot listens")

    async def stop(self) -> None:
        """Stop in order; what is not done stays in the inbox, what is not sent in the outbox."""
        await self.schedule.close()
        self._polling.closing = True
        updater = self.application.updater
        if updater is not None and updater.running:
            with contextlib.suppress(TimeoutError):
                # The library sleeps through its pauses; cancelled, it ends in the same order.
                await asyncio.wait_for(updater.stop(), _LAST_SECONDS)
        if self.application.running:
            await self.application.stop()
        await self.desk.close()
        await self.thinking.close()
        await self.edge.taps.close()
        await self.sender.close(_LAST_SECONDS)
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.application.shutdown()
        await self.lane.close()

    async def idle(self) -> None:
        """Wait until everything that came in is answered, and every answer sent."""
        await self.desk.idle()
        await self.sender.idle()

    async def _connect(self) -> None:
        pause = 1.0
        while True:
            try:
                await self.application.initialize()
            except InvalidToken as error:
                if str(error.__cause__ or "") in ("Unauthorized", "Not Found"):
                    raise SetupError(
                        "Telegram does not accept the token (telegram.token, SHOPBOOK_TOKEN or token_file)."
                        " Copy it anew from @BotFather."
                    ) from None
                self._say("connect", "Telegram is not reached: the answer is not Telegram's own")
            except TelegramError as error:
                self._say("connect", f"Telegram is not reached: {type(error.__cause__ or error).__name__}")
            else:
                return
            await asyncio.sleep(pause)
            pause = min(10.0, pause * 1.5)

    async def _listen(self) -> None:
        updater = self.application.updater
        if updater is None:
            raise RuntimeError("the Application was built without an updater")
        if self.settings.telegram.mode == "webhook":
            hook = self.settings.telegram.webhook
            await updater.start_webhook(
                listen=hook.listen,
                port=hook.port,
                url_path=hook.url.partition("://")[2].partition("/")[2],
                webhook_url=hook.url,
                secret_token=admission.webhook_secret(self.settings),
                allowed_updates=ALLOWED_UPDATES,
                bootstrap_retries=-1,
            )
        else:
            await updater.start_polling(
                allowed_updates=ALLOWED_UPDATES, bootstrap_retries=-1, error_callback=self._poll_failed
            )

    # ── what happens at the door ───────────────────────────────────────────────────────────────

    def _arrived(self, row: Received, tap: str | None) -> None:
        if tap is not None:
            self.edge.taps.pressed(row.id, tap)
        self.desk.arrived(row)

    def _joined(self, shop: Shop, row: Received, update: Update, role: str) -> None:
        self.owners.joined(shop, row, update, role)

    def _refused(self, judgement: Judgement) -> None:
        if judgement.tap is not None:
            self.edge.taps.stop(judgement.tap)
        if judgement.verdict is Verdict.REFUSED and judgement.chat is not None:
            self._spawn(self.edge.say(judgement.chat, _(judgement.sentence)))

    def _trouble(self, update: Update, error: BookError) -> None:
        chat = update.effective_chat
        if chat is not None and self._seldom.due(("trouble", chat.id), _TOLD_EVERY):
            self._spawn(self.edge.say(chat.id, housekeeping.not_yet(error)))

    def _poll_failed(self, error: TelegramError) -> None:
        if isinstance(error, Conflict):
            self._say("conflict", "another program polls with this token; I keep trying")
            if self._seldom.due("conflict told", float("inf")):
                self._tell_owners(_TWO_PROGRAMS)
        else:
            self._say("poll", f"a poll failed: {type(error).__name__}")

    def _after_silence(self, begin: datetime, end: datetime) -> None:
        self._spawn(self.owners.tell(lambda shop: housekeeping.silence(begin, end, shop.settings.zone)))

    def _tell_owners(self, sentence: str) -> None:
        """Tell the owners a sentence of the catalogue, or one that was said already."""
        self._spawn(self.owners.tell(lambda _shop: _(sentence)))

    async def _offer_menu(self) -> None:
        try:
            await menu.offer(self.bot, self._commands, await self.lane.run(menu.readers))
        except TelegramError as error:
            _LOG.warning("the menu was not set: %s", type(error).__name__)

    # ── small things ───────────────────────────────────────────────────────────────────────────

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    def _say(self, about: str, line: str) -> None:
        if self._seldom.due(about, _SAID_EVERY):
            _LOG.warning("%s", line)
