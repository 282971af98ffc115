"""HttpRequest and its parts: a request to another server in the middle of a call."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, Leaf, nests
from texml.vocabulary.choices import Method
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, Inside, StatusNumber, Text, Url

__all__ = [
    "Body",
    "Content",
    "Field",
    "Header",
    "Headers",
    "HttpRequest",
    "HttpResponse",
    "Key",
    "Name",
    "Request",
    "StatusCode",
    "Type",
    "Value",
]

_PAGE = "texml-verbs/httprequest, 2026-08"


class Key(Leaf, source=_PAGE):
    """Name of a header."""

    text: Annotated[str, Text()]
    """The name."""


class Value(Leaf, source=_PAGE):
    """Value of a header, or the variable that a field is put into."""

    text: Annotated[str, Text()]
    """The value, or the name of the variable."""


class Header(Container, source=_PAGE):
    """One header: its `Key` and its `Value`."""

    content: InitVar[Inside[Key | Value]] = ()

    key = nests(Key, once=True, required=True)
    value = nests(Value, once=True, required=True)


class Headers(Container, source=_PAGE):
    """The headers of a request or an answer."""

    content: InitVar[Inside[Header]] = ()

    header = nests(Header)


class Body(Leaf, source=_PAGE):
    """The body of a request or an answer."""

    text: Annotated[str | None, Text()] = None
    """The body; markup in it is escaped."""


class Request(Container, source=_PAGE):
    """The request that is made."""

    content: InitVar[Inside[Headers | Body]] = ()
    _: KW_ONLY
    url: Annotated[Url, Attr("url")]
    """Where it goes."""
    method: Annotated[Method | None, Attr("method")] = None
    """Its HTTP method; no page tells the default."""

    headers = nests(Headers, once=True)
    body = nests(Body, once=True)


class Name(Leaf, source=_PAGE):
    """Where a value stands in the answer."""

    text: Annotated[str, Text()]
    """The path in the answer."""


class Field(Container, source=_PAGE):
    """One value of the answer, by its `Name`, and the variable for it, its `Value`."""

    content: InitVar[Inside[Name | Value]] = ()

    name = nests(Name, once=True, required=True)
    value = nests(Value, once=True, required=True)


class Content(Container, source=_PAGE):
    """The values that are taken from the answer."""

    content: InitVar[Inside[Field]] = ()

    field = nests(Field)


class Type(Leaf, source=_PAGE):
    """Type of the answer; the examples have JSON."""

    text: Annotated[str | None, Text()] = None
    """The type."""


class StatusCode(Leaf, source=_PAGE):
    """Status that the answer must have."""

    text: Annotated[StatusNumber | None, Text()] = None
    """The status."""


class HttpResponse(Container, tag="Response", source=_PAGE):
    """What is expected of the answer, and what is taken from it."""

    content: InitVar[Inside[Headers | Body | Type | StatusCode | Content]] = ()

    headers = nests(Headers, once=True)
    body = nests(Body, once=True)
    type = nests(Type, once=True)
    status_code = nests(StatusCode, once=True)
    content_ = nests(Content, once=True)


class HttpRequest(Container, source=_PAGE, ends="with action"):
    """Make a request to another server and, unless async, go on with what came back."""

    content: InitVar[Inside[Request | HttpResponse]] = ()
    _: KW_ONLY
    # A tutorial says the opposite; the page and the schema of the callback agree with each other.
    async_: Annotated[bool | None, Attr("async", default="false")] = None
    """Do not wait for the answer, nor request the action."""
    action: Annotated[Url | None, Attr("action")] = None
    """Where the result is sent; the document that comes back replaces this one."""

    request = nests(Request, once=True, required=True)
    response = nests(HttpResponse, once=True)
