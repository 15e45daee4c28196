"""Figures for Prometheus: nothing unless asked for; what the book knows and what the log tells, nobody's words."""

from __future__ import annotations

import builtins
import logging
import socket
import sys
from dataclasses import replace
from urllib.request import urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families
from stand_in import NOON, config

from bot.config import MetricsSettings
from bot.errors import SetupError
from bot.shop import open_shop
from bot.transport import metrics
from storage import heartbeats


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def asked(tmp_path):
    return replace(config(tmp_path), metrics=MetricsSettings(port=free_port()))


def scraped(settings):
    with urlopen(f"http://127.0.0.1:{settings.metrics.port}/metrics") as answer:
        text = answer.read().decode()
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found[sample.name, *sample.labels.values()] = sample.value
    return found, text


def test_switched_off_nothing_is_loaded_and_nothing_listens(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    before = logging.getLogger().handlers[:]
    with metrics.served(config(tmp_path)):
        assert logging.getLogger().handlers == before


def test_without_the_library_the_sentence_says_what_to_do(asked, monkeypatch):
    load = builtins.__import__

    def missing(name, *more):
        if name.startswith("prometheus_client"):
            raise ImportError(name)
        return load(name, *more)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(SetupError, match="pip install prometheus-client"), metrics.served(asked):
        pass


def test_a_port_that_is_taken_is_a_sentence(asked):
    second = metrics.served(asked)
    with metrics.served(asked), pytest.raises(SetupError, match=str(asked.metrics.port)):
        second.__enter__()


def test_what_the_book_knows_is_told_and_nobodys_words(asked):
    shop = open_shop(asked)
    with shop.book.writing():
        heartbeats.beat(shop.book, heartbeats.POLLED, NOON)
        shop.book.ensure_customers(["Maria Secret"])
    with metrics.served(asked):
        found, text = scraped(asked)
        assert found["shopbook_book_readable",] == 1
        assert found["shopbook_last_timestamp_seconds", "poll"] == NOON.timestamp()
        assert found["shopbook_inbox_messages", "waiting"] == 0
        assert found["shopbook_book_bytes",] > 10_000
        assert found["shopbook_book_rows", "customers"] >= 0
        assert found["process_resident_memory_bytes",] > 0
    assert "Maria" not in text
    assert asked.telegram.token not in text
    shop.close()


def test_no_book_yet_is_told_too(asked):
    with metrics.served(asked):
        assert scraped(asked)[0]["shopbook_book_readable",] == 0


def test_answers_and_troubles_are_counted_from_the_log(asked, caplog):
    caplog.set_level(logging.INFO)
    log = logging.getLogger("bot.desk")
    with metrics.served(asked):
        for seconds in (0.02, 0.3):
            log.info("sale done", extra={"row": 1, "command": "sale", "seconds": seconds})
        log.warning("the disk is slow")
        found, _ = scraped(asked)
    assert found["shopbook_answer_seconds_count", "sale"] == 2
    assert found["shopbook_answer_seconds_bucket", "sale", "0.05"] == 1
    assert found["shopbook_log_troubles_total", "warning"] == 1
    log.warning("nobody counts any more")


def test_only_this_machine_is_answered_by_default(asked):
    assert asked.metrics.listen == "127.0.0.1"
