"""Refer: hand the call over by SIP REFER."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, Leaf, nests
from texml.vocabulary.choices import Method
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, Inside, SipUri, Text, Url

__all__ = ["Refer", "ReferSip"]

_PAGE = "texml-verbs/refer, 2026-04 and 2026-08"


class ReferSip(Leaf, tag="Sip", source=_PAGE):
    """Where to hand the call over to."""

    uri: Annotated[SipUri, Text()]
    """The SIP URI."""


class Refer(Container, source=_PAGE, needs_child=True, ends="with action"):
    """Hand a SIP call over to somebody else and leave it."""

    content: InitVar[Inside[ReferSip]] = ()
    _: KW_ONLY
    action: Annotated[Url | None, Attr("action")] = None
    """Where the result is sent; the document that comes back replaces this one."""
    method: Annotated[Method | None, Attr("method", default="POST")] = None
    """HTTP method of the action."""

    sip = nests(ReferSip, alone=True)
