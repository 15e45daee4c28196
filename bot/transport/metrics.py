"""Figures for Prometheus, where the configuration asks for them: off by default, on the loopback, without names or words.

What the book knows is read when somebody asks; how long answers took and what went wrong is counted from the log's
own records, so that nothing else has to know of it. The library is an extra of its own and only loaded here.
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.errors import SetupError
from storage import heartbeats
from storage.book import Book
from storage.errors import BookError
from storage.reading import condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from prometheus_client import CollectorRegistry
    from prometheus_client.metrics_core import Metric

    from bot.config import Settings

_WAITED = (0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 30.0, 90.0)  # seconds from the inbox to the answer
_BEATS = {
    heartbeats.POLLED: "poll",
    heartbeats.HANDLED: "message",
    heartbeats.BACKED_UP: "backup",
    heartbeats.RECOUNTED: "recount",
}


@contextmanager
def served(settings: Settings) -> Iterator[None]:
    """Answer Prometheus for as long as this lasts; where it is switched off, nothing is loaded and nothing listens.

    Raises SetupError where the library is missing or the port is taken.
    """
    if not settings.metrics.port:
        yield
        return
    try:
        from prometheus_client import CollectorRegistry, start_http_server  # noqa: PLC0415 - an extra
    except ImportError:
        raise SetupError(
            "metrics.port is set, but prometheus-client is not installed. Install it: pip install prometheus-client"
        ) from None
    registry = CollectorRegistry()
    counted = _registered(registry, settings)
    try:
        server, thread = start_http_server(settings.metrics.port, settings.metrics.listen, registry)
    except OSError as error:
        where = f"{settings.metrics.listen}:{settings.metrics.port}"
        raise SetupError(f"metrics: nothing can listen on {where}: {error.strerror}.") from None
    root = logging.getLogger()
    root.addHandler(counted)
    try:
        yield
    finally:
        root.removeHandler(counted)
        server.shutdown()
        server.server_close()
        thread.join()


def _registered(registry: CollectorRegistry, settings: Settings) -> logging.Handler:
    from prometheus_client import ProcessCollector  # noqa: PLC0415 - an extra

    ProcessCollector(registry=registry)
    registry.register(_State(settings))
    return _Counted(registry)


class _Counted(logging.Handler):
    """Counts what the log tells: answers by command and how long they took, warnings and errors."""

    def __init__(self, registry: CollectorRegistry) -> None:
        from prometheus_client import Counter, Histogram  # noqa: PLC0415 - an extra

        super().__init__(logging.INFO)
        self._answers = Histogram(
            "shopbook_answer_seconds",
            "From the inbox to the answer in the outbox.",
            ["command"],
            buckets=_WAITED,
            registry=registry,
        )
        self._troubles = Counter(
            "shopbook_log_troubles", "Lines of the log, warnings and worse.", ["level"], registry=registry
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Count one record."""
        command, seconds = getattr(record, "command", None), getattr(record, "seconds", None)
        if command is not None and seconds is not None:
            self._answers.labels(command).observe(seconds)
        if record.levelno >= logging.WARNING:
            self._troubles.labels(record.levelname.lower()).inc()


class _State:
    """What the book knows of the bot and of itself, read when it is asked for."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def describe(self) -> Iterable[Metric]:
        """Nothing beforehand: there may be no book yet."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Give the figures of this moment."""
        from prometheus_client.core import GaugeMetricFamily  # noqa: PLC0415 - an extra

        def gauge(name: str, says: str, value: float) -> Metric:
            return GaugeMetricFamily(f"shopbook_{name}", says, value=value)

        def by(name: str, says: str, label: str, values: Mapping[str, float]) -> Metric:
            family = GaugeMetricFamily(f"shopbook_{name}", says, labels=[label])
            for one, value in values.items():
                family.add_metric([one], value)
            return family

        try:
            book = Book.open_reading(self._settings.book_path)
        except BookError:
            yield gauge("book_readable", "Whether the book can be opened for reading.", 0)
            return
        try:
            found = condition.condition(book)
        finally:
            book.close()
        yield gauge("book_readable", "Whether the book can be opened for reading.", 1)
        last = {_BEATS[name]: at.timestamp() for name, at in found.beats.items() if name in _BEATS}
        if found.pushed is not None:
            last["push"] = found.pushed.timestamp()
        yield by("last_timestamp_seconds", "When something last went well.", "what", last)
        inbox = {"waiting": found.waiting, "set aside": found.set_aside}
        yield by("inbox_messages", "Messages that came in.", "state", inbox)
        outbox = {"waiting": found.to_send, "failed": found.not_sent}
        yield by("outbox_messages", "Answers on their way out.", "state", outbox)
        since = {"inbox": found.waiting_since, "outbox": found.to_send_since}
        waits = {queue: at.timestamp() for queue, at in since.items() if at is not None}
        yield by("oldest_waiting_timestamp_seconds", "Since when the oldest one waits.", "queue", waits)
        yield gauge("book_bytes", "Size of the book.", found.bytes)
        rows = {
            "entries": found.entries,
            "sale lines": found.sale_lines,
            "products": found.products,
            "customers": found.customers,
        }
        yield by("book_rows", "What is in the book and in force.", "of", rows)
