"""What the bot says unasked is said in the language of whom it says it to."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from stand_in import STAFF, STRANGER, Talk, config, running, settled, texts

from bot.commands import registry
from bot.transport import patience
from bot.transport.wire import OWNER
from storage import members


def in_afrikaans(tmp_path, owners=(OWNER.id,)):
    settings = config(tmp_path, owners)
    return replace(settings, shop=replace(settings.shop, locale="af_ZA"))


def play(wire, settings, *scenes, talk=None, **more):
    """Run each scene with the bot started anew."""

    async def run():
        for scene in scenes:
            async with running(wire, settings, talk or Talk(), **more) as station:
                await scene(station)

    asyncio.run(run())


async def speaks(station, member, language):
    def choose(shop):
        with shop.book.writing():
            members.speaks(shop.book, member.id, language)

    await station.lane.run(choose)


def test_a_stranger_hears_the_language_of_the_shop(wire, tmp_path):
    async def scene(station):
        wire.say("2 bread", STRANGER)
        await settled(wire, station)

    wire.join(STRANGER)
    play(wire, in_afrikaans(tmp_path), scene)
    assert texts(wire, STRANGER) == ["Hierdie bot is privaat."]


def test_of_what_was_set_aside_each_hears_in_his_own(wire, tmp_path):
    talk = Talk()
    talk.failures = {"fails": 9}

    async def scene(station):
        await speaks(station, OWNER, "en")
        wire.say("fails", STAFF)
        await settled(wire, station)

    wire.join(STAFF)
    play(wire, in_afrikaans(tmp_path, (OWNER.id, STAFF.id)), scene, talk=talk)
    assert [text.split()[0] for text in texts(wire, STAFF)] == ["Iets"]
    assert [text.split()[0] for text in texts(wire)] == ["Something"]


def test_he_waits_in_his_own_language(wire, tmp_path, monkeypatch):
    monkeypatch.setattr(patience, "_PLACEHOLDER_AFTER", 0.0)
    shown = []

    async def scene(station):
        await speaks(station, OWNER, "af")
        wire.say("sleep 1.5")
        await wire.until(lambda: texts(wire))
        shown.extend(texts(wire))
        await settled(wire, station)

    play(wire, config(tmp_path), scene)
    assert shown == ["Net 'n oomblik, ek werk daaraan …"]


class Changing(Talk):
    """Speaks the language that it hears the code of."""

    def begin(self, shop, incoming):
        members.speaks(shop.book, incoming.sender, incoming.text)
        return replace(super().begin(shop, incoming), speaks=incoming.text)


def test_telegrams_menu_follows_the_language_of_each(wire, tmp_path):
    def menus():
        return [
            (call.params.get("scope", {}).get("chat_id"), call.params["commands"][0]["description"])
            for call in wire.calls
            if call.method == "setMyCommands"
        ]

    async def scene(station):
        await wire.until(menus)
        wire.say("af", STAFF)
        await settled(wire, station)

    async def again(station):
        await wire.until(lambda: len(menus()) > len(expected))
        await station.idle()

    wire.join(STAFF)
    commands = [one for one in registry.COMMANDS if one.name == "today"]
    expected = [(None, commands[0].summary), (STAFF.id, "Hoe vandag lyk")]
    settings = config(tmp_path, (OWNER.id, STAFF.id))
    play(wire, settings, scene, again, talk=Changing(), commands=commands)
    assert menus() == [*expected, *expected]
