"""Response: the document."""

from __future__ import annotations

from typing import ClassVar

from texml.vocabulary.bases import Container, nests
from texml.vocabulary.facts import InitVar, Inside
from texml.vocabulary.verbs.ai_gather import AIGather
from texml.vocabulary.verbs.connect import Connect
from texml.vocabulary.verbs.dial import Dial
from texml.vocabulary.verbs.enqueue import Enqueue, Leave
from texml.vocabulary.verbs.gather import Gather
from texml.vocabulary.verbs.hangup import Hangup
from texml.vocabulary.verbs.http_request import HttpRequest
from texml.vocabulary.verbs.pause import Pause
from texml.vocabulary.verbs.pay import Pay
from texml.vocabulary.verbs.play import Play
from texml.vocabulary.verbs.record import Record
from texml.vocabulary.verbs.redirect import Redirect
from texml.vocabulary.verbs.refer import Refer
from texml.vocabulary.verbs.reject import Reject
from texml.vocabulary.verbs.say import Say
from texml.vocabulary.verbs.start import Start, Stop
from texml.writer import DECLARATION, write

__all__ = ["Response", "Verb"]

Verb = (
    Say
    | Play
    | Pause
    | Gather
    | Record
    | Dial
    | Enqueue
    | Leave
    | Redirect
    | Refer
    | Reject
    | Hangup
    | Start
    | Stop
    | Connect
    | Pay
    | HttpRequest
    | AIGather
)


class Response(Container, source="texml interpreter and instruction fetching guides, 2026-08"):
    """A TeXML document: its verbs run from top to bottom.

    ``str()`` and `to_xml` give the document as text, its declaration first, and `to_bytes` as UTF-8. Answer a request
    for instructions with status 200, these bytes, and `content_type`.
    """

    content_type: ClassVar[str] = "application/xml; charset=utf-8"
    """What the header Content-Type of an answer says."""

    content: InitVar[Inside[Verb]] = ()

    say = nests(Say)
    play = nests(Play)
    pause = nests(Pause)
    gather = nests(Gather)
    record = nests(Record)
    dial = nests(Dial)
    enqueue = nests(Enqueue)
    leave = nests(Leave)
    redirect = nests(Redirect)
    refer = nests(Refer)
    reject = nests(Reject)
    hangup = nests(Hangup)
    start = nests(Start)
    stop = nests(Stop)
    connect = nests(Connect)
    pay = nests(Pay)
    http_request = nests(HttpRequest)
    ai_gather = nests(AIGather)

    def __add__(self, other: Response) -> Response:
        """Return one document: the verbs and comments of this one, then those of *other*."""
        if not isinstance(other, Response):
            return NotImplemented
        return self.add(*other.pieces)

    def to_xml(self, *, indent: int | None = None) -> str:
        """Return the document as text: on one line, or with each element on a line of its own."""
        if indent is None:
            return str(self)
        return f"{DECLARATION}\n{super().to_xml(indent=indent)}\n"

    def __str__(self) -> str:
        return DECLARATION + write(self)

    def to_bytes(self, *, indent: int | None = None) -> bytes:
        """Return the document as UTF-8, as it goes into the body of an answer."""
        return self.to_xml(indent=indent).encode()
