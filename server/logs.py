"""What the server says of itself: one JSON object a line on standard error, or plain lines on a terminal.

Only facts from closed sets go in: no caller's text, phone number, token or URL of a request. Of an exception its type
and the lines of code are told, not its message, which may quote what somebody sent.
"""

import logging
import sys
import traceback
from contextlib import suppress
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from gunicorn.glogging import Logger

__all__ = ["GunicornLogger", "configure"]

_ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def configure() -> None:
    """Send structlog's and the standard library's messages to standard error."""
    renderer: structlog.typing.Processor = (
        structlog.dev.ConsoleRenderer() if sys.stderr.isatty() else structlog.processors.JSONRenderer()
    )
    shared: list[structlog.typing.Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _tell_exception,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        logger_factory=structlog.WriteLoggerFactory(file=cast("TextIO", _Lenient(sys.stderr))),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    # What alembic is made of, it says at every start.
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)


class _Lenient:
    """A stream that takes what can be written: that a disk for messages is full must not keep a callback out."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        """Write *text*, if that is possible."""
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        """See that what was written arrives, if that is possible."""
        with suppress(OSError):
            self._stream.flush()


def _tell_exception(_: Any, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace ``exc_info`` by the type of the exception and the lines it passed through."""
    found = event.pop("exc_info", None)
    error = sys.exc_info()[1] if found is True else found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["exception"] = type(error).__name__
        event["trace"] = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    return event


class GunicornLogger(Logger):
    """gunicorn's messages among ours, and no access log: a path may hold the secret token."""

    def setup(self, cfg: Any) -> None:
        """Hand everything on to the root logger, without what a request said."""
        self.error_log.propagate = True
        self.error_log.setLevel(logging.INFO)
        self.error_log.addFilter(_without_request)
        self.access_log.disabled = True


def _without_request(record: logging.LogRecord) -> bool:
    """Cut from a message of gunicorn what it quotes of a request."""
    for opening in ("Invalid request", "Error handling request"):
        if str(record.msg).startswith(opening):
            record.msg, record.args = opening, ()
    return True
