"""Documents formatted, and the Python that builds them."""

import ast
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import texml
from texml import (
    Break,
    Comment,
    Conference,
    Dial,
    Emphasis,
    Enqueue,
    Gather,
    Hangup,
    InvalidXml,
    Leave,
    Mustache,
    Number,
    Other,
    Pause,
    Play,
    Queue,
    Record,
    Refer,
    ReferSip,
    Reject,
    Response,
    Say,
    Sip,
    StopStream,
    parse,
)
from texml.formatting import formatted, python_source
from texml.validation import iter_problems

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

# What a formatter could spoil: texts with space and marks, comments anywhere, what the vocabulary does not have.
AWKWARD = [
    pytest.param("<Response/>", id="empty"),
    pytest.param("<Response><Say>  two  spaces  </Say></Response>", id="space around a text"),
    pytest.param("<Response><Say>two\n\n  lines\t</Say></Response>", id="lines in a text"),
    pytest.param("<Response><Say>a &amp; b &lt; c ]]&gt; \"d\" 'e'</Say></Response>", id="marks"),
    pytest.param("<Response><Say><![CDATA[<b> & ]]></Say></Response>", id="CDATA"),
    pytest.param("<Response><Say>a&#13;&#10;&#9;b</Say></Response>", id="line ends as references"),
    pytest.param('<Response><Say voice="a&#10;b&#9;c&#13;d">e</Say></Response>', id="line ends in an attribute"),
    pytest.param("<Response><Say voice='\"&amp;&lt;>'>a</Say></Response>", id="marks in an attribute"),
    pytest.param("<Response><Say>\xa0\x85é日本\U0001f600</Say></Response>", id="beyond ASCII"),
    pytest.param("<Response><Say>&#123;{From}}</Say></Response>", id="braces as text"),
    pytest.param("<Response><Say>{{From}}</Say></Response>", id="braces to expand"),
    pytest.param("<Response><Dial>+13125550100</Dial></Response>", id="bare number"),
    pytest.param("<Response><Dial>\n  +13125550100\n</Dial></Response>", id="bare number with space"),
    pytest.param("<Response><Say>a<!-- b -->c</Say></Response>", id="comment in a text"),
    pytest.param("<Response><Say>a <break time='1s'/> b</Say></Response>", id="speech markup in a text"),
    pytest.param("<Response><Say><prosody rate='slow'>a</prosody></Say></Response>", id="speech markup alone"),
    pytest.param("<Response><Say> <b>a</b> <b>c</b> </Say></Response>", id="space between speech markup"),
    pytest.param("<Response><Future><Inner/></Future></Response>", id="unknown elements"),
    pytest.param("<Response><Future> <Inner>a</Inner> </Future></Response>", id="unknown elements with space"),
    pytest.param("<Response><Future> </Future></Response>", id="unknown element of space"),
    pytest.param("<Response future='1'><Say loup='{{a}}'>a</Say></Response>", id="unknown attributes"),
    pytest.param("<Response><Play loop='12'>a</Play></Response>", id="value out of range"),
]


def built(source: str) -> Response:
    scope: dict[str, Response] = {}
    exec(source, scope)
    return scope["document"]


def imported_by(source: str) -> list[str]:
    (statement,) = [node for node in ast.parse(source).body if isinstance(node, ast.ImportFrom)]
    return [name.name for name in statement.names]


def used_by(source: str) -> set[str]:
    return {node.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Name)} - {"document"}


@pytest.mark.parametrize(
    ("document", "lines"),
    [
        pytest.param("<Response/>", ["<Response/>"], id="empty"),
        pytest.param("<Response>\n\n</Response>", ["<Response/>"], id="empty, with space"),
        pytest.param(
            "<Response><Say>Hi</Say><Hangup/></Response>",
            ["<Response>", "  <Say>Hi</Say>", "  <Hangup/>", "</Response>"],
            id="one line",
        ),
        pytest.param(
            "<Response>\n\t\t<Gather\n numDigits='4'\n  action='/a'\n>\n<Say>PIN?</Say></Gather>\n\n</Response>",
            [
                "<Response>",
                '  <Gather numDigits="4" action="/a">',
                "    <Say>PIN?</Say>",
                "  </Gather>",
                "</Response>",
            ],
            id="other layout",
        ),
        pytest.param(
            "<Response><Dial> +1312 </Dial></Response>",
            ["<Response>", "  <Dial> +1312 </Dial>", "</Response>"],
            id="text in a container",
        ),
        pytest.param(
            "<Response>words<Say>a</Say> more</Response>",
            ["<Response>words<Say>a</Say> more</Response>"],
            id="text in the root",
        ),
    ],
)
def test_each_element_stands_on_a_line_of_its_own(document: str, lines: list[str]) -> None:
    assert DECLARATION + "\n".join([*lines, ""]) == formatted(document)


@pytest.mark.parametrize(
    ("document", "lines"),
    [
        pytest.param(
            "<!-- a --><!-- b --><Response/><!-- c -->",
            ["<!-- a -->", "<!-- b -->", "<Response/>", "<!-- c -->"],
            id="around the root",
        ),
        pytest.param(
            "<!-- a --><Response><!-- a --></Response><!-- a -->",
            ["<!-- a -->", "<Response>", "  <!-- a -->", "</Response>", "<!-- a -->"],
            id="alike",
        ),
        pytest.param(
            "<Response><!-- a --><Say>b</Say><!-- c --></Response>",
            ["<Response>", "  <!-- a -->", "  <Say>b</Say>", "  <!-- c -->", "</Response>"],
            id="between elements",
        ),
        pytest.param(
            "<Response><Say>a<!-- b -->c</Say></Response>",
            ["<Response>", "  <Say>a<!-- b -->c</Say>", "</Response>"],
            id="in a text",
        ),
        pytest.param(
            "<Response>\n<!-- a\n  b\n-->\n</Response>",
            ["<Response>", "  <!-- a", "  b", "-->", "</Response>"],
            id="of several lines",
        ),
        pytest.param("<!----><Response/>", ["<!---->", "<Response/>"], id="empty"),
        pytest.param("<!-- <a> & {{b}} --><Response/>", ["<!-- <a> & {{b}} -->", "<Response/>"], id="markup"),
    ],
)
def test_comments_stay_in_their_places(document: str, lines: list[str]) -> None:
    assert DECLARATION + "\n".join([*lines, ""]) == formatted(document)


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("<Response>\n<!-- texml: ignore[TX402] -->\n<Redirect>/a</Redirect></Response>", id="line above"),
        pytest.param("<Response><Redirect>/a</Redirect> <!-- texml: ignore[TX402] --></Response>", id="same line"),
        pytest.param("<!-- texml: ignore-file[TX402] --><Response><Redirect>/a</Redirect></Response>", id="document"),
        pytest.param(
            "<Response><Gather action='/a'><!-- texml: ignore[TX402] --><Say>b</Say></Gather></Response>",
            id="inside of the element",
        ),
    ],
)
def test_comment_still_silences_what_it_silenced(document: str) -> None:
    assert ([], []) == (list(iter_problems(document)), list(iter_problems(formatted(document))))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("{{From}}", "{{From}}", id="to expand"),
        pytest.param("&#123;{From}}", "&#123;{From}}", id="as text"),
        pytest.param("{&#123;From}}", "&#123;{From}}", id="as text, the second escaped"),
        pytest.param("&#x7b;&#x7B;From}}", "&#123;{From}}", id="as text, both escaped"),
        pytest.param("<![CDATA[{]]>{From}}", "&#123;{From}}", id="as text, by CDATA"),
        pytest.param("{From}", "{From}", id="single"),
    ],
)
def test_double_braces_of_a_text_stay_as_they_were(text: str, written: str) -> None:
    assert f"<Say>{written}</Say>" in formatted(f"<Response><Say>{text}</Say></Response>")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("{{From}}", "{{From}}", id="to expand"),
        pytest.param("&#123;{From}}", "&#123;{From}}", id="as text"),
    ],
)
def test_double_braces_of_an_attribute_stay_as_they_were(value: str, written: str) -> None:
    assert f'voice="{written}"' in formatted(f"<Response><Say voice='{value}'>a</Say></Response>")


@pytest.mark.parametrize("document", AWKWARD)
def test_awkward_document_is_formatted_once_and_for_all(document: str) -> None:
    once = formatted(document)

    assert once == formatted(once)


@pytest.mark.parametrize("document", AWKWARD)
def test_awkward_document_has_the_same_values_when_it_is_formatted(document: str) -> None:
    assert parse(document, lenient=True) == parse(formatted(document), lenient=True)


@settings(max_examples=50)
@given(document=...)
def test_any_document_is_formatted_once_and_for_all(document: Response) -> None:
    once = formatted(str(document))

    assert once == formatted(once)


@settings(max_examples=50)
@given(document=..., indent=st.none() | st.integers(0, 4))
def test_any_document_has_the_same_values_when_it_is_formatted(document: Response, indent: int | None) -> None:
    assert document == parse(formatted(document.to_xml(indent=indent)), lenient=True)


def test_bytes_are_formatted_as_text_is() -> None:
    document = "<Response><Say>é</Say></Response>"

    assert formatted(document) == formatted(document.encode())


@pytest.mark.parametrize("document", ["", "<Response>", "<!DOCTYPE Response><Response/>", b"\xff"])
def test_what_is_no_document_is_not_formatted(document: str | bytes) -> None:
    with pytest.raises(InvalidXml):
        formatted(document)


def test_python_of_a_short_document_is_one_line() -> None:
    assert 'from texml import Response, Say\n\ndocument = Response(Say("Hello", voice="alice", loop=2))\n' == (
        python_source(Response([Say("Hello", voice="alice", loop=2)]))
    )


def test_python_of_a_long_document_has_a_line_for_each_part() -> None:
    room = Conference("Room 1234", start_conference_on_enter=False, status_callback_event=("start", "end"))
    document = Response([Say("Welcome to the weekly call."), Dial(room, action="https://voice.example.com/after")])

    assert (
        "from texml import Conference, Dial, Response, Say\n"
        "\n"
        "document = Response(\n"
        "    [\n"
        '        Say("Welcome to the weekly call."),\n'
        "        Dial(\n"
        "            Conference(\n"
        '                "Room 1234",\n'
        "                start_conference_on_enter=False,\n"
        '                status_callback_event=("start", "end"),\n'
        "            ),\n"
        '            action="https://voice.example.com/after",\n'
        "        ),\n"
        "    ],\n"
        ")\n"
    ) == python_source(document)


NESTED_IN_OTHER = Other("Future", {"a": Mustache("{{a}}")}, ["x", Say("y"), Other("Inner", {}, [StopStream()])])

DOCUMENTS = [
    pytest.param(Response(), ["Response"], id="empty"),
    pytest.param(Response([Pause(), Pause()]), ["Pause", "Response"], id="one element twice"),
    pytest.param(Response(Say(Mustache("{{a}}"))), ["Mustache", "Response", "Say"], id="braces to expand"),
    pytest.param(Response(Say("{{a}}")), ["Response", "Say"], id="braces as text"),
    pytest.param(Response(Play(digits="1")).with_extra({"a-b": "1"}), ["Play", "Response"], id="extra attribute"),
    pytest.param(
        Response(Say("a").with_extra({"b": Mustache("{{c}}")})), ["Mustache", "Response", "Say"], id="extra with braces"
    ),
    pytest.param(Response().add(Other("Future")), ["Other", "Response"], id="other element"),
    pytest.param(
        Response().add(NESTED_IN_OTHER), ["Mustache", "Other", "Response", "Say", "StopStream"], id="nested in other"
    ),
    pytest.param(Response().add(Other("A", {}, [ReferSip("sip:a@b.c")])), ["Other", "ReferSip", "Response"], id="name"),
    pytest.param(Response(Refer(ReferSip("sip:a@b.c"))), ["Refer", "ReferSip", "Response"], id="name in a class"),
    pytest.param(Response(Say("Mustache(a) Other(b) Dial(c)")), ["Response", "Say"], id="code in a text"),
    pytest.param(Response().add(Other("A", {}, ["Dial(1)"])), ["Other", "Response"], id="code in another's text"),
    pytest.param(Response(Say("\"a\" 'b' \\ \n\t\r\x85 é {c}")), ["Response", "Say"], id="marks in a text"),
    pytest.param(Response(Say("it's")), ["Response", "Say"], id="apostrophe"),
    pytest.param(
        Response(Dial(Conference("a", status_callback_event="end"))),
        ["Conference", "Dial", "Response"],
        id="list of one",
    ),
    pytest.param(Response(Say("a", voice_speed=1.5)), ["Response", "Say"], id="decimal"),
    pytest.param(
        Response(Say(["a ", Emphasis(Break()), " b", Comment("it's")])),
        ["Break", "Comment", "Emphasis", "Response", "Say"],
        id="speech markup",
    ),
    pytest.param(Response(Comment(Mustache("{{a}}"))), ["Comment", "Mustache", "Response"], id="comment"),
]


@pytest.mark.parametrize(("document", "names"), DOCUMENTS)
def test_python_builds_the_document_again(document: Response, names: list[str]) -> None:
    assert document == built(python_source(document))


@pytest.mark.parametrize(("document", "names"), DOCUMENTS)
def test_python_imports_the_names_that_it_uses_in_order(document: Response, names: list[str]) -> None:
    assert names == imported_by(python_source(document))


@settings(max_examples=50)
@given(document=...)
def test_python_of_any_document_builds_it_again(document: Response) -> None:
    assert document == built(python_source(document))


@settings(max_examples=50)
@given(document=...)
def test_python_of_any_document_imports_exactly_the_names_that_it_uses(document: Response) -> None:
    source = python_source(document)

    assert used_by(source) == set(imported_by(source)) <= set(texml.__all__)


@settings(max_examples=50)
@given(document=...)
def test_python_of_any_document_breaks_every_long_line_that_it_can(document: Response) -> None:
    long = [line for line in python_source(document).split("\n")[2:] if len(line) > 100]

    # What is left is one value, which has nowhere to break: an argument, or a text.
    assert all(re.fullmatch(r" *(\w+=)?(\".*\"|'.*'|Mustache\(.*\)|\(.*\)),", line) for line in long)


@pytest.mark.parametrize("length", [69, 70, 71, 80, 81, 85])
def test_text_that_fits_is_written_within_100_columns(length: int) -> None:
    source = python_source(Response([Say("x" * length)]))

    assert max(map(len, source.splitlines())) <= 100


@pytest.mark.parametrize("length", [44, 45, 46, 47, 64, 65])
def test_attribute_that_fits_is_written_within_100_columns(length: int) -> None:
    source = python_source(Response([Dial([Number("+13125550100", url=f"https://{'x' * length}")], timeout=20)]))

    assert max(map(len, source.splitlines())) <= 100


def test_extra_attributes_that_fit_are_written_within_100_columns() -> None:
    document = Response([Say("x" * 50).with_extra({"first": "x" * 30, "second": "x" * 30})])

    assert max(map(len, python_source(document).splitlines())) <= 100


def test_import_of_many_names_is_written_within_100_columns() -> None:
    verbs = [Say("a"), Play("https://a"), Pause(), Record(), Gather(), Leave(), Enqueue("a"), Hangup(), Reject()]
    dials = [Dial([Number("+13125550100"), Sip("sip:a@b.c")]), Dial(Conference("a")), Dial(Queue("a"))]

    source = python_source(Response([*verbs, *dials]))

    assert (True, 15) == (max(map(len, source.splitlines())) <= 100, len(imported_by(source)))
