"""Response: the document."""

from texml.vocabulary.bases import Container, nests
from texml.vocabulary.facts import InitVar, OneOrMore
from texml.vocabulary.verbs.dial import Dial
from texml.vocabulary.verbs.gather import Gather
from texml.vocabulary.verbs.hangup import Hangup
from texml.vocabulary.verbs.pause import Pause
from texml.vocabulary.verbs.play import Play
from texml.vocabulary.verbs.redirect import Redirect
from texml.vocabulary.verbs.say import Say
from texml.writer import DECLARATION

__all__ = ["Response", "Verb"]

Verb = Say | Play | Pause | Gather | Dial | Redirect | Hangup


class Response(Container, source="texml interpreter and instruction fetching guides, 2026-08"):
    """A TeXML document: its verbs run from top to bottom.

    ``str()`` and `to_xml` give the document as text, its declaration first, and `to_bytes` as UTF-8. Answer a request
    for instructions with status 200 and ``Content-Type: application/xml; charset=utf-8``.
    """

    content: InitVar[OneOrMore[Verb]] = ()

    say = nests(Say)
    play = nests(Play)
    pause = nests(Pause)
    gather = nests(Gather)
    dial = nests(Dial)
    redirect = nests(Redirect)
    hangup = nests(Hangup)

    def to_xml(self, *, indent: int | None = None) -> str:
        """Return the document as text: on one line, or with each element on a line of its own."""
        body = super().to_xml(indent=indent)
        return DECLARATION + body if indent is None else f"{DECLARATION}\n{body}\n"

    def to_bytes(self, *, indent: int | None = None) -> bytes:
        """Return the document as UTF-8, as it goes into the body of an answer."""
        return self.to_xml(indent=indent).encode()
