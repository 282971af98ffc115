"""The paths that the platform calls, and the name under which the log keeps what arrives at each."""

import hmac
import re
from types import MappingProxyType
from typing import Literal, NamedTuple

__all__ = ["CALLBACKS", "WEBHOOK", "Place", "Routes"]

CALLBACKS = MappingProxyType(
    {
        "conference": "conference status callbacks",
        "call": "call status callbacks: progress, digits, costs",
        "recording": "recording status callbacks",
        "transcription": "transcriptions of calls and of recordings",
        "gather": "partial results of Gather",
        "amd": "results of answering machine detection",
        "deepfake": "results of deepfake detection",
        "queue": "what becomes of calls in queues",
        "stream": "media stream status callbacks",
        "siprec": "SIPREC status callbacks",
        "pay": "progress of payments",
        "conversation": "conversations of AI assistants",
    }
)
"""What is told to ``/callbacks/NAME``: a name for each kind of request that wants no document for an answer.

Source: callback pages and verb pages (where the URL of each is set), OpenAPI of 2026-10.
"""

WEBHOOK = "webhook"
"""The route of ``/webhooks``: the JSON webhooks of the account."""

_DOCUMENTS = ("voice", "rooms", "hold", "names")
"""The first parts of the paths at which the platform asks what to do with a call."""

_NAME = re.compile("[a-z0-9][a-z0-9_-]{0,39}")


class Place(NamedTuple):
    """What a path leads to: a *kind* of endpoint, and the *route* that the log and the metrics call it.

    *path* is that of a document, without the token and the slash before it.
    """

    kind: Literal["event", "document"]
    route: str
    path: str = ""

    @property
    def label(self) -> str:
        """Return the route as one of a closed set of words."""
        return self.route if self.route in CALLBACKS or self.route in (WEBHOOK, "document") else "other"


class Routes:
    """Tells the paths that the platform calls from all others.

    Where there are *tokens*, one of them is the first part of each such path.
    """

    def __init__(self, tokens: tuple[str, ...]) -> None:
        self._tokens = tuple(token.encode() for token in tokens)

    def find(self, path: str) -> Place | None:
        """Return what *path*, as WSGI carries it, leads to; None where it is not for the platform, or has no token.

        A callback of a name that nobody foresaw leads to the log all the same: to refuse it would be to lose it.
        """
        if self._tokens:
            _, _, path = path.partition("/")
            token, slash, path = path.partition("/")
            # All are compared, so that the time does not tell which one it was.
            given = token.encode("latin-1")
            if not sum(hmac.compare_digest(given, each) for each in self._tokens) or not slash:
                return None
        else:
            path = path.removeprefix("/")
        first, _, rest = path.partition("/")
        if first == "callbacks" and _NAME.fullmatch(rest):
            return Place("event", rest)
        if path == "webhooks":
            return Place("event", WEBHOOK)
        if first in _DOCUMENTS:
            return Place("document", "document", path)
        return None
