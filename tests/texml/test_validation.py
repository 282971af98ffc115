"""Validation: what is a problem and where, of every source, in the order of places, and what comments silence."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from texml import Conference, Dial, Gather, Hangup, Other, Response, Say
from texml.errors import (
    DocumentError,
    InvalidNesting,
    InvalidValue,
    InvalidXml,
    MissingContent,
    UnknownAttribute,
    WrongType,
)
from texml.tree import Limits
from texml.validation import Problem, Source, ignored_codes, is_valid, iter_problems, validate
from texml.vocabulary.documents import CONFERENCE_WAIT, NUMBER_URL, QUEUE_URL, QUEUE_WAIT, VOICE, DocumentKind

PAUSE = "a whole number from 1 to 180"
HTTP = "<Redirect>http://voice.example.com/x</Redirect>"
SOURCES = [
    pytest.param(lambda text: text, id="text"),
    pytest.param(str.encode, id="bytes"),
    pytest.param(lambda text: "\ufeff" + text, id="text with a byte order mark"),
    pytest.param(etree.fromstring, id="lxml"),
    pytest.param(ElementTree.fromstring, id="xml.etree"),
]
Make = Callable[[str], Source]


def response(content: str) -> str:
    return f"<Response>{content}</Response>"


def codes(source: Source, kind: DocumentKind = VOICE) -> list[str]:
    return [problem.code for problem in iter_problems(source, kind=kind)]


def places(source: Source) -> list[tuple[str, int | None, int | None]]:
    return [(problem.code, problem.line, problem.column) for problem in iter_problems(source)]


PROBLEMS = [
    ("error of the grammar", '\n  <Pause length="0"/>',
     Problem("TX112", "error", "/Response/Pause[1]/@length", 2, 10, f"0 is not allowed; allowed: {PAUSE}",
             "in TexML it is 1 to 180 seconds")),
    ("nearest word", '<Pause\n lenght="1"/>',
     Problem("TX111", "error", "/Response/Pause[1]/@lenght", 2, 2, "there is no such attribute; allowed: length",
             "did you mean 'length'?")),
    ("answer to a word of TwiML", "<Stop><Transcription\n\tname='a'/></Stop>",
     Problem("TX132", "error", "/Response/Stop[1]/Transcription[1]/@name", 2, 2,
             "TwiML has this attribute, TexML has not; allowed: no attributes", "TexML has nothing like it")),
    ("error of a rule", '<Gather\n  minDigits="5"\n  maxDigits="4"/>',
     Problem("TX201", "error", "/Response/Gather[1]/@minDigits", 2, 3, "minDigits 5 is more than maxDigits 4",
             "swap the two")),
    ("warning", f"\n\n{HTTP}",
     Problem("TX401", "warning", "/Response/Redirect[1]", 3, 1, "http is not encrypted", "use https")),
    ("note", "",
     Problem("TX303", "note", "/Response", 1, 1, "there is no verb in it",
             "add Hangup, or what the caller should hear")),
    ("no XML", "\n<Say>Hello",
     Problem("TX001", "error", "/", 2, 13,
             "mismatched tag: <Say> of line 2 is open; allowed: well-formed XML in UTF-8",
             "build the document, or escape what you paste into it: & as &amp;, < as &lt;, quotation marks as &quot;")),
]  # fmt: skip


@pytest.mark.parametrize(("content", "problem"), [pytest.param(*rest, id=name) for name, *rest in PROBLEMS])
def test_problem_has_code_severity_place_reason_and_hint(content: str, problem: Problem) -> None:
    assert [problem] == list(iter_problems(response(content)))


@pytest.mark.parametrize("make", SOURCES)
def test_every_source_has_the_same_problems(make: Make) -> None:
    source = make(response(f'<Say vioce="x" loop="11"/>{HTTP}<Dial><Conference muted="True">é</Conference></Dial>'))

    assert sorted(
        [
            ("TX111", "/Response/Say[1]/@vioce"),
            ("TX112", "/Response/Say[1]/@loop"),
            ("TX121", "/Response/Say[1]"),
            ("TX401", "/Response/Redirect[1]"),
            ("TX301", "/Response/Dial[1]"),
            ("TX112", "/Response/Dial[1]/Conference[1]/@muted"),
        ]
    ) == sorted((problem.code, problem.path) for problem in iter_problems(source))


@pytest.mark.parametrize("make", SOURCES)
def test_every_source_can_be_without_problems(make: Make) -> None:
    source = make(response("<!-- a --><Say>Hello <![CDATA[& goodbye]]></Say>\n<Hangup/>"))

    assert ([], True) == (codes(source), is_valid(source))


@pytest.mark.parametrize("make", SOURCES)
def test_braces_are_noted_in_every_source(make: Make) -> None:
    """A tree that is written out holds the braces as they are, so the platform expands them."""
    assert ["TX501"] == codes(make(response("<Say>You called from {{From}}.</Say>")))


def test_values_of_the_builder_are_checked_as_they_are_written() -> None:
    source = Response([Gather(min_digits=5, max_digits=4), Hangup(), Say("{{From}}")])

    assert ["TX201", "TX301"] == codes(source)


def test_what_the_builder_was_told_to_leave_unchecked_is_a_problem() -> None:
    source = Response([Other("Sms", {"to": "1"}, "Hello"), Hangup().with_extra({"reason": "busy"})])

    assert ["TX131", "TX111"] == codes(source)


def test_incomplete_value_of_the_builder_is_a_problem() -> None:
    assert ["TX212"] == codes(Response([Dial(Conference("Room", status_callback="https://a.example/x"))]))


@pytest.mark.parametrize(
    ("make", "line"),
    [
        pytest.param(etree.fromstring, 2, id="lxml knows lines"),
        pytest.param(ElementTree.fromstring, None, id="xml.etree knows none"),
    ],
)
def test_line_of_a_tree_is_what_its_library_knows(make: Make, line: int | None) -> None:
    [problem] = iter_problems(make(response('\n<Pause length="0"/>')))

    assert line == problem.line


def test_tree_that_somebody_made_has_no_lines() -> None:
    root = ElementTree.Element("Response")
    ElementTree.SubElement(root, "Pause", {"length": "0"})

    assert [("TX112", None, None)] == places(root)


def test_processing_instructions_and_comments_of_a_tree_are_left_out() -> None:
    assert [] == codes(etree.fromstring("<Response><?a b?><!-- c --><Hangup/></Response>"))


def test_namespace_of_a_tree_is_told_by_the_name_that_its_library_gives() -> None:
    [problem] = iter_problems(etree.fromstring('<t:Response xmlns:t="urn:x"/>'))

    assert ("TX105", "/{urn:x}Response") == (problem.code, problem.path)


@pytest.mark.parametrize("make", SOURCES)
def test_limits_hold_for_every_source(make: Make) -> None:
    source = make(response("<Pause/><Pause/>"))

    assert [["TX001"], []] == [
        [problem.code for problem in iter_problems(source, limits=Limits(elements=number))] for number in (2, 3)
    ]


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        pytest.param("<!DOCTYPE Response>\n<Response/>", "there is a document type", id="document type"),
        pytest.param("x" * 65_537, "the document has 65537 bytes", id="size"),
        pytest.param(b"<Response>\xff</Response>", "the document is not UTF-8", id="not UTF-8"),
    ],
)
def test_document_that_is_refused_unread_has_one_problem(document: str | bytes, reason: str) -> None:
    [problem] = iter_problems(document)

    assert ("TX001", "/", reason) == (problem.code, problem.path, problem.reason.partition(";")[0])


def test_problems_come_in_the_order_of_their_places() -> None:
    document = response(
        '\n<Say vioce="x" loop="11"/>\n<Gather timeout="0">Hello\n<Say voice="">a</Say>\n  <Hangup/></Gather>'
        "\n<Play>http://a.example/x</Play><Play\n/><Hang/>"
    )

    assert [
        ("TX121", 2, 1),
        ("TX111", 2, 6),
        ("TX112", 2, 16),
        ("TX104", 3, 1),
        ("TX112", 3, 9),
        ("TX112", 4, 6),
        ("TX102", 5, 3),
        ("TX401", 6, 1),
        ("TX123", 6, 32),
        ("TX101", 7, 3),
    ] == places(document)


def test_tree_without_lines_is_told_of_in_its_own_order() -> None:
    source = ElementTree.fromstring(response('<Pause length="0"/><Dial timeout="1"/><Pause length="0"/>'))

    assert ["/Response/Pause[1]/@length", "/Response/Dial[1]/@timeout", "/Response/Pause[2]/@length"] == [
        problem.path for problem in iter_problems(source)
    ]


@pytest.mark.parametrize(
    ("document", "codes_left"),
    [
        pytest.param("<!-- texml: ignore[TX401] -->HTTP", [], id="same line"),
        pytest.param("HTTP<!-- texml: ignore[TX401] -->", [], id="same line, behind"),
        pytest.param("<!-- texml: ignore[TX401] -->\nHTTP", [], id="next line"),
        pytest.param("<!--\ntexml: ignore[TX401]\n-->\nHTTP", [], id="comment of three lines"),
        pytest.param("<!-- texml: ignore[TX401] -->\n\nHTTP", ["TX401"], id="line after the next"),
        pytest.param("HTTP\n<!-- texml: ignore[TX401] -->", ["TX401"], id="line before"),
        pytest.param("<!-- texml: ignore[TX402] -->HTTP", ["TX401"], id="another code"),
        pytest.param("<!-- texml: ignore[TX402, TX401] -->HTTP", [], id="two codes"),
        pytest.param("<!-- texml: ignore[TX401] the tune is\npublic -->HTTP", [], id="with a reason"),
        pytest.param("<!-- texml: ignore[TX401]x -->HTTP", ["TX401"], id="glued to another word"),
        pytest.param("<!-- texml: ignore[TX4] -->HTTP", ["TX401"], id="half a code"),
        pytest.param("<!-- texml: ignore -->HTTP", ["TX401"], id="no code"),
        pytest.param("<!-- ignore[TX401] -->HTTP", ["TX401"], id="not for us"),
        pytest.param("<!-- because of texml: ignore[TX401] -->HTTP", ["TX401"], id="other words"),
        pytest.param("\n\n\nHTTP\n<!-- texml: ignore-file[TX401] -->", [], id="file"),
        pytest.param("<!-- texml: ignore-file[TX402] -->HTTP", ["TX401"], id="file, another code"),
    ],
)
def test_comment_silences_a_code_on_its_line_and_the_next(document: str, codes_left: list[str]) -> None:
    assert codes_left == codes(response(document.replace("HTTP", HTTP)))


def test_comment_does_not_make_a_document_valid() -> None:
    document = response('<!-- texml: ignore[TX112] --><Pause length="0"/>')

    assert ([], False) == (codes(document), is_valid(document))


@pytest.mark.parametrize(
    ("document", "hint"),
    [
        (b"<Response>\xff</Response>", "save or send it as UTF-8"),
        ("", "write <Response/> at least"),
        ("<Response><Say>a & b</Say></Response>", "& as &amp;"),
        ("<Response><Say>", "build the document"),
    ],
    ids=["encoding", "nothing", "ampersand", "open"],
)
def test_what_is_no_xml_comes_with_what_to_do(document: str | bytes, hint: str) -> None:
    (problem,) = iter_problems(document)

    assert ("TX001", True) == (problem.code, hint in (problem.hint or ""))


def test_document_that_is_no_xml_silences_nothing() -> None:
    assert ["TX001"] == codes("<Response><!-- texml: ignore-file[TX001] --><Say></Response>")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="note"),
        pytest.param(HTTP, id="warning"),
        pytest.param('<Gather minDigits="5" maxDigits="4"/>', id="error of what goes together"),
    ],
)
def test_is_valid_and_validate_are_about_the_grammar_only(content: str) -> None:
    document = response(content)
    validate(document)

    assert (True, 1) == (is_valid(document), len(codes(document)))


@pytest.mark.parametrize(
    ("document", "error"),
    [
        pytest.param("<Response>", InvalidXml, id="xml"),
        pytest.param("<Say>a</Say>", InvalidNesting, id="root"),
        pytest.param(response("<Number>1</Number>"), InvalidNesting, id="nesting"),
        pytest.param(response('<Pause size="1"/>'), UnknownAttribute, id="attribute"),
        pytest.param(response('<Pause length="0"/>'), InvalidValue, id="value"),
        pytest.param(response("<Say/>"), MissingContent, id="missing text"),
    ],
)
def test_first_error_is_raised_as_its_own_kind(document: str, error: type[DocumentError]) -> None:
    with pytest.raises(DocumentError) as caught:
        validate(document)

    assert error is type(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('<Say loop="11" vioce="x">a</Say>', id="two attributes"),
        pytest.param('<Pause length="0"/>\n<Say/>', id="two lines"),
        pytest.param('<Start><Stream track="both"/></Start>', id="element before its attributes"),
        pytest.param('<Gather timeout="0">Hello</Gather>', id="text of an element before its attributes"),
    ],
)
def test_error_that_is_raised_is_the_first_by_its_place(content: str) -> None:
    document = response(content)
    first = next(iter_problems(document))

    with pytest.raises(DocumentError) as caught:
        validate(document)

    error = caught.value
    assert (first.path, first.line, first.column, first.reason) == (error.path, error.line, error.column, error.reason)


def test_raised_error_says_where_and_why() -> None:
    with pytest.raises(InvalidValue) as caught:
        validate(response("\n<Pause length='0'/>"))

    assert f"<Pause> length at line 2: 0 is not allowed; allowed: {PAUSE}" == str(caught.value)


@pytest.mark.parametrize(
    ("kind", "verb", "found"),
    [
        pytest.param(VOICE, "<Dial>+13125550100</Dial>", [], id="voice"),
        pytest.param(CONFERENCE_WAIT, "<Dial>+13125550100</Dial>", ["TX102"], id="no call while waiting"),
        pytest.param(CONFERENCE_WAIT, "<Say>Hold</Say>", [], id="words while waiting"),
        pytest.param(CONFERENCE_WAIT, '<Pause length="0"/>', ["TX112"], id="values while waiting"),
        pytest.param(CONFERENCE_WAIT, "<Leave/>", ["TX102"], id="no queue to leave"),
        pytest.param(QUEUE_WAIT, "<Leave/>", [], id="queue to leave"),
        pytest.param(NUMBER_URL, "<Hangup/>", [], id="hang up on who calls"),
        pytest.param(NUMBER_URL, "<Say>Hello</Say>", ["TX102"], id="no words outside Gather"),
        pytest.param(QUEUE_URL, "<Hangup/>", ["TX102"], id="no hanging up on who waited"),
    ],
)
def test_verb_belongs_to_its_kinds_of_document(kind: DocumentKind, verb: str, found: list[str]) -> None:
    document = response(verb)

    assert (found, found == []) == (codes(document, kind), is_valid(document, kind=kind))


def test_document_over_a_limit_is_not_valid() -> None:
    document = response("<Pause/>")

    assert [True, False] == [is_valid(document, limits=Limits(elements=number)) for number in (2, 1)]


def test_document_over_a_limit_raises() -> None:
    with pytest.raises(InvalidXml, match="too many elements"):
        validate(response("<Pause/>"), limits=Limits(elements=1))


@settings(max_examples=25)
@given(document=st.from_type(Response), indent=st.none() | st.integers(0, 4))
def test_document_that_the_builder_makes_is_valid(document: Response, indent: int | None) -> None:
    assert is_valid(document.to_bytes(indent=indent))


_TOKENS = [
    "<Response>",
    "</Response>",
    "<Say>",
    "</Say>",
    "<Dial>",
    "</Dial>",
    "<Play ",
    "digits='1'",
    ">",
    "/>",
    "&lt;",
]


@given(document=st.text(max_size=60) | st.binary(max_size=60) | st.lists(st.sampled_from(_TOKENS)).map("".join))
def test_document_is_valid_where_the_grammar_has_no_problem_and_nowhere_else(document: str | bytes) -> None:
    problems = [problem for problem in iter_problems(document) if problem.code < "TX200"]

    assert is_valid(document) == (problems == [])


@pytest.mark.parametrize(
    "source", [None, 1, ["<Response/>"], print, Say("a")], ids=lambda source: type(source).__name__
)
def test_source_that_is_no_document_is_refused(source: Any) -> None:
    with pytest.raises(WrongType, match="is no document; allowed: a Response, text, bytes, or a tree"):
        is_valid(source)


def test_tree_of_the_standard_library_is_taken_with_and_without_its_root() -> None:
    root = ElementTree.fromstring("<Response><Speak/></Response>")

    assert [["TX101"], ["TX101"]] == [
        [problem.code for problem in iter_problems(tree)] for tree in (root, ElementTree.ElementTree(root))
    ]


@pytest.mark.parametrize(
    ("comment", "codes", "is_for_all"),
    [
        pytest.param(" texml: ignore[TX402] ", {"TX402"}, False, id="line"),
        pytest.param("texml:ignore-file[TX402, TX511]", {"TX402", "TX511"}, True, id="document"),
        pytest.param(" texml: ignore ", set(), False, id="no code"),
        pytest.param(" please texml: ignore[TX402] ", set(), False, id="words about it"),
    ],
)
def test_comment_says_which_codes_to_ignore(comment: str, codes: set[str], is_for_all: bool) -> None:
    assert (codes, is_for_all) == ignored_codes(comment)


@pytest.mark.parametrize("name", ["numDigits", "input", "validDigits", "hints"])
def test_value_that_is_expanded_is_a_note_whatever_it_stands_for(name: str) -> None:
    problems = iter_problems(f'<Response><Gather {name}="{{{{a}}}}" action="https://a.example/x"/></Response>')

    assert {"TX501"} == {problem.code for problem in problems} - {"TX219"}


def test_events_that_are_expanded_are_a_note() -> None:
    room = '<Conference statusCallback="https://a.example" statusCallbackEvent="{{a}}">b</Conference>'

    assert ["TX501"] == [problem.code for problem in iter_problems(f"<Response><Dial>{room}</Dial></Response>")]
