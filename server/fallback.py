"""What answers the fallback URL: a minimal application that says sorry to every call, and needs nothing that can fail.

It opens no database. Of rooms.toml and the words it takes what can be read; the rest it does without.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import structlog

from server.body import BodyRefused, query, read_body
from server.config import Config
from server.dialin.apologies import Apologies, dialed_tongue
from server.dialin.words import Words, load_words
from server.errors import ConfigurationError
from server.rooms.directory import read_rooms
from server.rooms.room import Directory, Tongue
from server.urls import Urls
from texml import Response
from texml.callbacks import read_form

__all__ = ["Fallback", "make_fallback"]

_log = structlog.get_logger()


class Fallback:
    """Answers any request with the apology, in the language of the number that was dialed as far as that is known."""

    def __init__(self, apologies: Apologies, directory: Directory | None) -> None:
        self._apologies = apologies
        self._directory = directory

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer one request."""
        document = self._apologies.document(self._tongue(environ))
        headers = [("Content-Type", Response.content_type), ("Content-Length", str(len(document)))]
        start_response("200 OK", headers)
        return () if environ.get("REQUEST_METHOD") == "HEAD" else (document,)

    def _tongue(self, environ: dict[str, Any]) -> Tongue | None:
        if self._directory is None:
            return None
        try:
            door = environ.get("PATH_INFO", "").rpartition("/rooms/")[2]
            return dialed_tongue(self._directory, _fields(environ), door)
        except Exception:  # noqa: BLE001  # a caller waits, and English will do
            return None


def _fields(environ: dict[str, Any]) -> Mapping[str, str]:
    try:
        raw = read_body(environ) or query(environ)
    except BodyRefused:
        return {}
    return read_form(raw, environ.get("CONTENT_TYPE")).first_values


def make_fallback(config: Config) -> Fallback:
    """Return the application; what cannot be read of rooms and words is said in the server's log."""
    templates = Path(config.templates) if config.templates else None
    words = _tried("words", lambda: load_words(templates)) or _tried("words", load_words) or Words({})
    directory = None
    if config.rooms:
        file, urls = Path(config.rooms), Urls(config.base_url)
        directory = _tried("rooms", lambda: read_rooms(file, urls))
    return Fallback(Apologies(words), directory)


def _tried(what: str, read: Callable[[], Any]) -> Any:
    try:
        return read()
    except Exception as err:  # noqa: BLE001  # whatever it is, calls are to be answered
        # Only what is ours says nothing secret.
        reason = str(err) if isinstance(err, ConfigurationError) else type(err).__name__
        _log.error("fallback does without", what=what, reason=reason)
        return None
