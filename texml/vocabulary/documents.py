"""Which verbs each kind of document may hold."""

from typing import NamedTuple

from texml.vocabulary.element import Element
from texml.vocabulary.facts import Grade
from texml.vocabulary.verbs import Gather, Hangup, Leave, Pause, Play, Redirect, Response, Say

__all__ = ["CONFERENCE_WAIT", "DOCUMENT_KINDS", "NUMBER_URL", "QUEUE_URL", "QUEUE_WAIT", "VOICE", "DocumentKind"]


class DocumentKind(NamedTuple):
    """One occasion on which the platform asks for a document."""

    key: str
    name: str
    verbs: tuple[type[Element], ...]
    source: str
    grade: Grade


VOICE = DocumentKind(
    "voice",
    "voice document",
    tuple(Response.nested),
    "instruction fetching guide, 2026-08: no restriction is published",
    "assumed",
)

# The Conference page allows a document at waitUrl and names no verbs; the REST reference names these four for the
# documents of HoldUrl and AnnounceUrl.
CONFERENCE_WAIT = DocumentKind(
    "conference-wait",
    "conference wait document",
    (Play, Say, Pause, Redirect),
    "REST reference 2026-07, HoldUrl and AnnounceUrl",
    "assumed",
)

QUEUE_WAIT = DocumentKind(
    "queue-wait",
    "queue wait document",
    (Play, Say, Gather, Pause, Hangup, Redirect, Leave),
    "texml-verbs/enqueue, 2026-04, waitUrl",
    "documented",
)

# The page says what it can contain; whether other verbs fail is unknown.
NUMBER_URL = DocumentKind(
    "number-url",
    "document for who answers",
    (Gather, Hangup),
    "texml-verbs/dial, 2026-06, url of Number and Sip",
    "documented",
)

QUEUE_URL = DocumentKind(
    "queue-url",
    "document for who waited",
    (Play, Say, Gather, Pause, Redirect),
    "texml-verbs/dial, 2026-06, url of Queue",
    "documented",
)

DOCUMENT_KINDS = {kind.key: kind for kind in (VOICE, CONFERENCE_WAIT, QUEUE_WAIT, NUMBER_URL, QUEUE_URL)}
