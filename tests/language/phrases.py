"""Reading with the phrases that the commands declare, as the conversation does it."""

from __future__ import annotations

from functools import partial

from bot.commands.registry import COMMANDS
from bot.language import reading
from bot.language.questions import Phrasebook
from bot.language.words import ABROAD

PHRASES = {command.name: command.phrases for command in COMMANDS if command.phrases}
read = partial(reading.read, phrases=Phrasebook(PHRASES, ABROAD))
