"""Which verbs each kind of document may hold."""

from typing import NamedTuple

from texml.vocabulary.element import Element
from texml.vocabulary.facts import Grade
from texml.vocabulary.verbs import Pause, Play, Redirect, Response, Say

__all__ = ["CONFERENCE_WAIT", "VOICE", "DocumentKind"]


class DocumentKind(NamedTuple):
    """One occasion on which the platform asks for a document."""

    name: str
    verbs: tuple[type[Element], ...]
    source: str
    grade: Grade


VOICE = DocumentKind(
    "voice document",
    tuple(Response.nested),
    "instruction fetching guide, 2026-08: no restriction is published",
    "assumed",
)

# The Conference page allows a document at waitUrl and names no verbs; the REST reference names these four for the
# documents of HoldUrl and AnnounceUrl.
CONFERENCE_WAIT = DocumentKind(
    "conference wait document",
    (Play, Say, Pause, Redirect),
    "REST reference 2026-07, HoldUrl and AnnounceUrl",
    "assumed",
)
