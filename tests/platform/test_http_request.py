"""The HttpRequest page of the platform's manual, restated by hand: a request to another server during a call."""

from collections.abc import Callable
from typing import Any

import pytest

from texml import (
    Body,
    Content,
    Dial,
    Field,
    Gather,
    Header,
    Headers,
    HttpRequest,
    HttpResponse,
    InvalidNesting,
    InvalidValue,
    Key,
    MissingAttribute,
    MissingContent,
    Name,
    Request,
    Response,
    Say,
    StatusCode,
    Type,
    UnknownAttribute,
    Value,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Flag

URL = "https://api.example.com/orders?id=7"

# Python name, wire name, a value, its wire text, default (None: the page gives none), required
HTTP_REQUEST = [
    ("async_", "async", True, "true", "false", False),
    ("action", "action", "/found", "/found", None, False),
]
REQUEST = [
    ("url", "url", URL, URL, None, True),
    ("method", "method", "POST", "POST", None, False),
]
TABLES: dict[Any, list[Any]] = {HttpRequest: HTTP_REQUEST, Request: REQUEST}

# What is text only: the field's name and whether the text is required.
TEXTS: dict[Any, tuple[str, bool]] = {
    Key: ("text", True),
    Value: ("text", True),
    Name: ("text", True),
    Body: ("text", False),
    Type: ("text", False),
    StatusCode: ("text", False),
}

# What each part holds: alone, once, required. For all but the two of HttpRequest that is our judgement.
ANY = (False, False, False)
ONCE = (False, True, False)
EXACTLY_ONCE = (False, True, True)
CHILDREN: dict[Any, dict[Any, tuple[bool, bool, bool]]] = {
    HttpRequest: {Request: EXACTLY_ONCE, HttpResponse: ONCE},
    Request: {Headers: ONCE, Body: ONCE},
    HttpResponse: {Headers: ONCE, Body: ONCE, Type: ONCE, StatusCode: ONCE, Content: ONCE},
    Headers: {Header: ANY},
    Header: {Key: EXACTLY_ONCE, Value: EXACTLY_ONCE},
    Content: {Field: ANY},
    Field: {Name: EXACTLY_ONCE, Value: EXACTLY_ONCE},
}

EVERYTHING = (
    '<HttpRequest async="true" action="/found">'
    '<Request url="https://api.example.com/orders?id=7" method="POST">'
    "<Headers><Header><Key>Accept</Key><Value>application/json</Value></Header>"
    "<Header><Key>X-Room</Key><Value>1234</Value></Header></Headers>"
    '<Body>{"id":7}</Body>'
    "</Request>"
    "<Response>"
    "<Headers><Header><Key>Content-Type</Key><Value>application/json</Value></Header></Headers>"
    "<Body>ok</Body><Type>json</Type><StatusCode>200</StatusCode>"
    "<Content><Field><Name>order.state</Name><Value>state</Value></Field>"
    "<Field><Name>order.price</Name><Value>price</Value></Field></Content>"
    "</Response>"
    "</HttpRequest>"
)


def everything() -> HttpRequest:
    headers = [Header([Key("Accept"), Value("application/json")]), Header([Key("X-Room"), Value("1234")])]
    request = Request([Headers(headers), Body('{"id":7}')], url=URL, method="POST")
    fields = [Field([Name("order.state"), Value("state")]), Field([Name("order.price"), Value("price")])]
    response = HttpResponse(
        [
            Headers(Header([Key("Content-Type"), Value("application/json")])),
            *(Body("ok"), Type("json"), StatusCode("200")),
            Content(fields),
        ]
    )
    return HttpRequest([request, response], async_=True, action="/found")


@pytest.mark.parametrize(("element", "table"), TABLES.items())
def test_attributes_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert [(name, wire, default, required) for name, wire, _, _, default, required in table] == [
        (row.name, row.wire, row.default, row.required) for row in rows(element)
    ]


def test_closed_sets_are_those_of_the_page() -> None:
    assert {"method": {"GET", "POST"}} == {
        row.wire: set(row.kind.words) for row in rows(Request) if isinstance(row.kind, Choice)
    }


def test_flags_are_those_of_the_page() -> None:
    assert {"async"} == {row.wire for row in rows(HttpRequest) if isinstance(row.kind, Flag)}


@pytest.mark.parametrize("element", TABLES)
def test_every_attribute_is_documented_and_without_unit(element: Any) -> None:
    assert {("documented", None)} == {(row.grade, row.unit) for row in rows(element)}


@pytest.mark.parametrize("part", [part for part in (*CHILDREN, *TEXTS) if part not in TABLES])
def test_part_has_no_attributes(part: Any) -> None:
    assert () == rows(part)


def test_all_parts_stand_together() -> None:
    assert EVERYTHING == str(everything())


def test_methods_make_the_same() -> None:
    headers = Headers().header([Key("Accept"), Value("application/json")]).header([Key("X-Room"), Value("1234")])
    request = Request(url=URL, method="POST").headers(headers.children).body('{"id":7}')
    content = Content([Field().name("order.state").value("state"), Field().name("order.price").value("price")])
    response = (
        HttpResponse()
        .headers(Header().key("Content-Type").value("application/json"))
        .body("ok")
        .type("json")
        .status_code("200")
        .content_(content.children)
    )
    made = HttpRequest(async_=True, action="/found").request(request.children, url=URL, method="POST")

    assert everything() == made.response(response.children)


def test_document_with_all_parts_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


# On the wire the body usually stands in CDATA, which is the same text.
def test_document_with_a_body_in_cdata_is_valid() -> None:
    body = '<![CDATA[{"a": "<b>"}]]>'

    assert is_valid(
        f'<Response><HttpRequest><Request url="/lookup"><Body>{body}</Body></Request></HttpRequest></Response>'
    )


def test_request_is_all_that_is_needed() -> None:
    assert '<HttpRequest><Request url="/lookup"/></HttpRequest>' == str(HttpRequest(Request(url="/lookup")))


@pytest.mark.parametrize(("async_", "text"), [(True, "true"), (False, "false")])
def test_async_is_a_boolean(async_: bool, text: str) -> None:
    assert f'<HttpRequest async="{text}"/>' == str(HttpRequest(async_=async_))


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_method_is_taken(method: Any) -> None:
    assert f'<Request url="/lookup" method="{method}"/>' == str(Request(url="/lookup", method=method))


@pytest.mark.parametrize("method", ["get", "PUT", "DELETE", ""])
def test_other_method_is_refused(method: Any) -> None:
    with pytest.raises(InvalidValue, match=r"<Request> method: .*; allowed: 'GET' or 'POST'"):
        Request(url="/lookup", method=method)


@pytest.mark.parametrize("url", ["", "/a b", "ftp://api.example.com/", "file:///etc/passwd"])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Request> url: "):
        Request(url=url)


@pytest.mark.parametrize("url", ["", "/a b", "ftp://api.example.com/", "javascript:alert(1)"])
def test_action_that_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue, match=r"<HttpRequest> action: "):
        HttpRequest(action=url)


@pytest.mark.parametrize(
    ("element", "name", "value"),
    [
        *((HttpRequest, "async_", value) for value in ("true", 1, ["x"])),
        *((HttpRequest, "action", value) for value in (7, True, ["x"])),
        *((Request, "url", value) for value in (7, True, None, ["x"])),
        *((Request, "method", value) for value in (7, True, ["GET"])),
    ],
)
def test_value_of_the_wrong_type_is_refused(element: Any, name: str, value: Any) -> None:
    needed = {"url": URL} if element is Request else {}

    with pytest.raises(WrongType, match=rf"<{element.tag}> {name}: "):
        element(**{**needed, name: value})


# The page's tutorial puts async on the Request.
@pytest.mark.parametrize(
    ("element", "name"),
    [
        *((HttpRequest, name) for name in ("method", "url", "timeout", "Async")),
        *((Request, name) for name in ("async_", "action", "body", "headers")),
        *((HttpResponse, name) for name in ("status_code", "type", "url")),
    ],
)
def test_attribute_that_the_page_does_not_know_is_refused(element: Any, name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<{element.tag}> {name}: "):
        element(**{name: "x"})


def test_request_without_url_is_refused() -> None:
    with pytest.raises(MissingAttribute, match=r"<Request> url: it is missing"):
        Request(method="GET")


@pytest.mark.parametrize(("part", "children"), CHILDREN.items())
def test_part_holds_what_the_page_says(part: Any, children: dict[Any, tuple[bool, bool, bool]]) -> None:
    assert children == part.nested


@pytest.mark.parametrize("part", CHILDREN)
def test_part_that_holds_others_has_no_text(part: Any) -> None:
    assert text_row(part) is None


# The tag of the answer's description is that of the document; what it holds is not.
def test_answer_is_a_namesake_of_the_document() -> None:
    assert "<Response/>" == str(HttpResponse())


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (HttpRequest(Request(url=URL)), Request(url=URL)),
        (HttpRequest([Request(url=URL), HttpResponse()]), HttpResponse()),
        (Request(Headers(), url=URL), Headers()),
        (Request(Body("a"), url=URL), Body("b")),
        (HttpResponse(Headers()), Headers()),
        (HttpResponse(Body("a")), Body("b")),
        (HttpResponse(Type("json")), Type("xml")),
        (HttpResponse(StatusCode("200")), StatusCode("404")),
        (HttpResponse(Content()), Content()),
        (Header([Key("a"), Value("b")]), Key("c")),
        (Header([Key("a"), Value("b")]), Value("c")),
        (Field([Name("a"), Value("b")]), Name("c")),
        (Field([Name("a"), Value("b")]), Value("c")),
    ],
    ids=lambda element: element.tag,
)
def test_second_of_a_kind_is_refused(parent: Any, child: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: there is more than one {child.tag}"):
        parent.add(child)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Response(HttpRequest()), "<HttpRequest>: there is .* in it; allowed: Request"),
        (lambda: Response(HttpRequest(HttpResponse())), "<HttpRequest>: there is no Request in it"),
        (lambda: Response().http_request(HttpResponse()), "<HttpRequest>: there is no Request in it"),
        (lambda: Headers(Header()), "<Header>: there is .* in it; allowed: Key and Value"),
        (lambda: Headers(Header(Key("a"))), "<Header>: there is no Value in it"),
        (lambda: Headers().header(Value("a")), "<Header>: there is no Key in it"),
        (lambda: Content(Field(Name("a"))), "<Field>: there is no Value in it"),
        (lambda: Content().field(Value("a")), "<Field>: there is no Name in it"),
    ],
)
def test_part_that_is_not_complete_is_refused(make: Callable[[], Any], message: str) -> None:
    with pytest.raises(MissingContent, match=message):
        make()


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (HttpRequest, Response()),
        (HttpRequest, Headers()),
        (Request, Type("json")),
        (Request, Header([Key("a"), Value("b")])),
        (HttpResponse, Say("Hello")),
        (HttpResponse, Request(url=URL)),
        (Headers, Key("a")),
        (Header, Name("a")),
        (Content, Name("a")),
        (Field, Key("a")),
        (Headers, "Accept: */*"),
        (HttpRequest, URL),
    ],
)
def test_other_content_is_refused(parent: Any, child: Any) -> None:
    needed = {"url": URL} if parent is Request else {}

    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: .* does not belong here; allowed: "):
        parent(child, **needed)


@pytest.mark.parametrize("part", TEXTS)
def test_text_is_required_where_the_page_says(part: Any) -> None:
    text = text_row(part)

    assert text is not None
    assert TEXTS[part] == (text.name, text.required)


@pytest.mark.parametrize("part", TEXTS)
def test_part_that_is_text_holds_no_children(part: Any) -> None:
    assert {} == part.nested


@pytest.mark.parametrize("part", [Key, Value, Name])
def test_part_without_its_text_is_refused(part: Any) -> None:
    with pytest.raises(MissingContent, match=rf"<{part.tag}>: the text is missing"):
        part()


@pytest.mark.parametrize("part", [Body, Type, StatusCode])
def test_part_may_be_without_text(part: Any) -> None:
    assert f"<{part.tag}/>" == str(part())


@pytest.mark.parametrize("part", [Key, Value, Name, Body, Type])
def test_blank_text_is_refused(part: Any) -> None:
    with pytest.raises(MissingContent, match=rf"<{part.tag}> text: ' ' is blank"):
        part(" ")


@pytest.mark.parametrize("part", TEXTS)
@pytest.mark.parametrize("text", [200, True, ["a"], {"a": 1}], ids=repr)
def test_text_of_the_wrong_type_is_refused(part: Any, text: Any) -> None:
    with pytest.raises(WrongType, match=rf"<{part.tag}> text: "):
        part(text)


@pytest.mark.parametrize("status", ["100", "200", "404", "599"])
def test_status_is_one_of_http(status: str) -> None:
    assert f"<StatusCode>{status}</StatusCode>" == str(StatusCode(status))


@pytest.mark.parametrize("status", ["", "0", "99", "099", "600", "20", "2000", "2xx", " 200", "OK"])
def test_other_status_is_refused(status: str) -> None:
    with pytest.raises(InvalidValue, match=r"<StatusCode> text: .*; allowed: an HTTP status"):
        StatusCode(status)


def test_markup_in_a_body_is_escaped() -> None:
    assert '<Body>&lt;order id="7"&gt;R&amp;D&lt;/order&gt;</Body>' == str(Body('<order id="7">R&D</order>'))


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<Response/>",
        '<Request url="/a"/><Request url="/b"/>',
        '<Request url="/a"/><Response/><Response/>',
        "<Request/>",
        '<Request url="/a"><Headers><Header><Key>a</Key></Header></Headers></Request>',
        '<Request url="/a"><Headers><Header><Key/><Value>b</Value></Header></Headers></Request>',
        '<Request url="/a"><Body>a</Body><Body>b</Body></Request>',
        '<Request url="/a"><Say>Hello</Say></Request>',
        '<Request url="/a"/><Response><Say>Hello</Say></Response>',
        '<Request url="/a"/><Response><StatusCode>600</StatusCode></Response>',
        '<Request url="/a"/><Response><Content><Field><Name>a</Name></Field></Content></Response>',
    ],
)
def test_document_that_breaks_a_rule_is_not_valid(inside: str) -> None:
    assert not is_valid(f"<Response><HttpRequest>{inside}</HttpRequest></Response>")


# The tutorial's casing.
def test_other_casing_is_not_valid() -> None:
    assert not is_valid('<Response><HTTPRequest><Request url="/a"/></HTTPRequest></Response>')


# Only where it is not async; a class cannot say that.
def test_verbs_after_an_http_request_are_reached_unless_it_has_an_action() -> None:
    assert "with action" == HttpRequest.ends


def test_response_adds_one() -> None:
    request = Request(url=URL)

    assert Response([Say("Wait."), HttpRequest(request, action="/found")]) == Response(Say("Wait.")).http_request(
        request, action="/found"
    )


@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_http_request_stands_in_a_response_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: an HttpRequest does not belong here"):
        parent(HttpRequest(Request(url=URL)))


def test_description_of_the_answer_is_no_document() -> None:
    with pytest.raises(InvalidNesting, match=r"<Response>: an? HttpResponse does not belong here"):
        Response(HttpResponse())
