"""Validation: what is a problem, where it is, why, and which word was meant."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml import Response
from texml.errors import (
    DocumentError,
    InvalidNesting,
    InvalidValue,
    InvalidXml,
    MissingContent,
    UnknownAttribute,
)
from texml.validation import Problem, is_valid, iter_problems, validate
from texml.vocabulary.documents import CONFERENCE_WAIT, VOICE

# The recurring parts of a reason.
NO_SUCH = "there is no such attribute; allowed:"
NOT = "is not allowed; allowed:"
NO_TEXT = "does not belong here; allowed: no text"
SOME_TEXT = "allowed: a text that is not blank"
NOT_IN_VOICE = "does not belong in a voice document; allowed: Say, Play, Pause, Gather, Dial, Redirect, Hangup"
NO_SIBLING = "a Conference bears no sibling; allowed: one Conference and nothing else"
ONE_OF = "allowed: one of the text, digits, ringTone"
EVENTS = "'start', 'end', 'join', 'leave' or 'speaker'"
URL = "an http or https URL, or a reference relative to the document"
XML = "{http://www.w3.org/XML/1998/namespace}"
SAY_ATTRIBUTES = (
    "voice, language, loop, gender, effect, voiceSpeed, api_key_ref, region, pronunciationDictId, languageBoost"
)


def response(inside: str) -> str:
    return f"<Response>{inside}</Response>"


def case(name: str, inside: str, path: str, reason: str, near: str | None = None) -> Any:
    """Return what stands in a Response, and path, reason and hint of its one problem; a root is given whole."""
    hint = f"did you mean {near!r}?" if near else None
    if path.startswith("/"):
        return pytest.param(inside, path, reason, hint, id=name)
    return pytest.param(response(inside), f"/Response/{path}".rstrip("/"), reason, hint, id=name)


def noun(name: str, attribute: str, reason: str, near: str | None = None) -> Any:
    """Return a case of one attribute of a Conference."""
    path = f"Dial[1]/Conference[1]/@{attribute.partition('=')[0]}"
    return case(name, f"<Dial><Conference {attribute}>Room</Conference></Dial>", path, reason, near)


ATTRIBUTES = [
    case("typing error", "<Say vioce='man'>a</Say>", "Say[1]/@vioce", f"{NO_SUCH} {SAY_ATTRIBUTES}", "voice"),
    case("like no other", "<Say xyzzy='1'>a</Say>", "Say[1]/@xyzzy", f"{NO_SUCH} {SAY_ATTRIBUTES}"),
    case("element without attributes", "<Hangup reason='busy'/>", "Hangup[1]/@reason", f"{NO_SUCH} no attributes"),
    case("root", "<Response version='1'/>", "/Response/@version", f"{NO_SUCH} no attributes"),
    case("upper case", "<Pause LENGTH='1'/>", "Pause[1]/@LENGTH", f"{NO_SUCH} length", "length"),
    case("namespace", "<Say xml:lang='en'>a</Say>", f"Say[1]/@{XML}lang", f"{NO_SUCH} {SAY_ATTRIBUTES}"),
]

VALUES = [
    case("number outside its range", "<Say loop='11'>a</Say>", "Say[1]/@loop", f"11 {NOT} a whole number from 0 to 10"),
    case("no number", "<Pause length='1s'/>", "Pause[1]/@length", f"'1s' {NOT} a whole number from 1 to 180"),
    case(
        "digit of another script",
        "<Pause length='\uff11'/>",
        "Pause[1]/@length",
        f"'\uff11' {NOT} a whole number from 1 to 180",
    ),
    case(
        "decimal outside its range",
        "<Say voiceSpeed='2.1'>a</Say>",
        "Say[1]/@voiceSpeed",
        f"2.1 {NOT} a number from 0.1 to 2.0",
    ),
    noun("flag in Python's spelling", "muted='True'", f"'True' {NOT} true or false", "true"),
    noun("lower case", "beep='onenter'", f"'onenter' {NOT} 'true', 'false', 'onEnter' or 'onExit'", "onEnter"),
    noun("second word of a list", "statusCallbackEvent='start leav'", f"'leav' {NOT} {EVENTS}", "leave"),
    noun(
        "empty list",
        "statusCallbackEvent=' '",
        f"the list is empty; allowed: one or several of {EVENTS}; leave it out for none",
    ),
    noun(
        "list parted by a no-break space",
        "statusCallbackEvent='start\u00a0end'",
        f"'start\\xa0end' {NOT} {EVENTS}",
        "start",
    ),
    noun("scheme", "waitUrl='ftp://example.com/a'", f"'ftp://example.com/a' {NOT} {URL}"),
    case("scheme in the text", "<Redirect>tel:911</Redirect>", "Redirect[1]", f"'tel:911' {NOT} {URL}"),
    case(
        "shape",
        "<Say pronunciationDictId='1'>a</Say>",
        "Say[1]/@pronunciationDictId",
        f"'1' {NOT} a UUID such as 0f4c6e0a-9f9e-4f0e-8a53-2f1f7f0c9d11",
    ),
    case("blank", "<Say voice=''>a</Say>", "Say[1]/@voice", f"'' is blank; {SOME_TEXT}"),
    case("blank item of a list", "<Gather hints='yes,,no'/>", "Gather[1]/@hints", f"'' is blank; {SOME_TEXT}"),
]

CONTENT = [
    case("text in the root", "Hello", "", f"the text 'Hello' {NO_TEXT}"),
    case(
        "text around a child",
        "<Gather>Press<Say>a</Say> one</Gather>",
        "Gather[1]",
        f"the text 'Press one' {NO_TEXT}",
    ),
    case("text in what holds nothing", "<Hangup>now</Hangup>", "Hangup[1]", f"the text 'now' {NO_TEXT}"),
    case("phone number is masked", "call +13125550100", "", f"the text 'call +1312***00' {NO_TEXT}"),
    case("text is missing", "<Say/>", "Say[1]", f"the text is missing; {SOME_TEXT}"),
    case(
        "text is white space",
        "<Dial><Number> \n </Number></Dial>",
        "Dial[1]/Number[1]",
        f"the text is missing; {SOME_TEXT}",
    ),
    case("none of one_of", "<Play/>", "Play[1]", f"there is nothing to do; {ONE_OF}"),
    case(
        "text and attribute of one_of",
        "<Play digits='1'>a.mp3</Play>",
        "Play[1]",
        f"the text and digits are given together; {ONE_OF}",
    ),
    case(
        "all of one_of",
        "<Play ringTone='us' digits='1'>a.mp3</Play>",
        "Play[1]",
        f"the text and digits and ringTone are given together; {ONE_OF}",
    ),
]

NESTING = [
    case("lower case", "<say>a</say>", "say[1]", f"a say {NOT_IN_VOICE}", "Say"),
    case("unknown, its inside left alone", "<Xyzzy><Foo/></Xyzzy>", "Xyzzy[1]", f"a Xyzzy {NOT_IN_VOICE}"),
    case(
        "verb in another",
        "<Gather><Dial/></Gather>",
        "Gather[1]/Dial[1]",
        "a Dial does not belong here; allowed: Say, Play",
    ),
    case("noun alone", "<Conference>Room</Conference>", "Conference[1]", f"a Conference {NOT_IN_VOICE}"),
    case(
        "child of a leaf",
        "<Say>a<break/>b</Say>",
        "Say[1]/break[1]",
        "a break does not belong here; allowed: no children",
    ),
    case(
        "conference beside a number",
        "<Dial><Number>1</Number><Conference>Room</Conference></Dial>",
        "Dial[1]/Conference[1]",
        NO_SIBLING,
    ),
    case(
        "conference beside a number that is bare text",
        "<Dial>+13125550100<Conference>Room</Conference></Dial>",
        "Dial[1]/Conference[1]",
        NO_SIBLING,
    ),
    case("child in a namespace", "<Say xmlns='urn:x'>a</Say>", "{urn:x}Say[1]", f"a {{urn:x}}Say {NOT_IN_VOICE}"),
    case("wrong root", "<response/>", "/response", "the root is response; allowed: Response", "Response"),
    case("other root", "<html/>", "/html", "the root is html; allowed: Response"),
    case(
        "root in a namespace",
        "<t:Response xmlns:t='urn:x'/>",
        "/{urn:x}Response",
        "the root is {urn:x}Response; allowed: Response",
        "Response",
    ),
]

DOCUMENTS_FOR_EACH_ERROR = [
    pytest.param("<Response>", InvalidXml, id="xml"),
    pytest.param("<Say>a</Say>", InvalidNesting, id="root"),
    pytest.param(response("<Number>1</Number>"), InvalidNesting, id="nesting"),
    pytest.param(response("Hello"), InvalidNesting, id="text"),
    pytest.param(response('<Pause size="1"/>'), UnknownAttribute, id="attribute"),
    pytest.param(response('<Pause length="0"/>'), InvalidValue, id="value"),
    pytest.param(response("<Say/>"), MissingContent, id="missing text"),
    pytest.param(response('<Say voice="">a</Say>'), MissingContent, id="blank value"),
    pytest.param(response("<Play/>"), MissingContent, id="none of one_of"),
    pytest.param(response('<Play digits="1" ringTone="us"/>'), InvalidValue, id="two of one_of"),
]


@pytest.mark.parametrize(("document", "path", "reason", "hint"), [*ATTRIBUTES, *VALUES, *CONTENT, *NESTING])
def test_problem_has_place_reason_and_hint(document: str, path: str, reason: str, hint: str | None) -> None:
    assert [Problem(path, 1, reason, hint)] == list(iter_problems(document))


@pytest.mark.parametrize(("document", "error"), DOCUMENTS_FOR_EACH_ERROR)
def test_first_problem_is_raised_as_its_own_kind_of_error(document: str, error: type[DocumentError]) -> None:
    with pytest.raises(DocumentError) as caught:
        validate(document)

    assert error is type(caught.value)


def test_raised_error_carries_the_facts() -> None:
    with pytest.raises(UnknownAttribute) as caught:
        validate(response('\n<Dial>\n<Conference waitUrlMethod="GET">Room</Conference></Dial>'))

    error = caught.value
    assert ("Conference", "waitUrlMethod", "waitUrlMethod", "waitMethod", 3) == (
        error.element,
        error.attribute,
        error.found,
        error.nearest,
        error.line,
    )


@pytest.mark.parametrize(
    ("document", "message"),
    [
        pytest.param(
            response("\n<Pause length='0'/>"),
            "<Pause> length at line 2: 0 is not allowed; allowed: a whole number from 1 to 180",
            id="attribute",
        ),
        pytest.param(
            response("\n\n<Say/>"),
            "<Say> at line 3: the text is missing; allowed: a text that is not blank",
            id="text",
        ),
    ],
)
def test_raised_error_says_where_and_why(document: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        validate(document)

    assert message == str(caught.value)


@pytest.mark.parametrize(
    ("document", "line", "reason"),
    [
        pytest.param(
            "<Response>\n<Say>",
            2,
            "Premature end of data in tag Say line 2; allowed: well-formed XML in UTF-8",
            id="xml",
        ),
        pytest.param(
            "<!DOCTYPE Response>\n<Response/>",
            2,
            "there is a document type; allowed: no DOCTYPE and no entities of its own",
            id="document type",
        ),
        pytest.param("x" * 65_537, None, "the document has 65537 bytes; allowed: 65536 bytes", id="size"),
    ],
)
def test_document_that_is_refused_unread_has_one_problem(document: str, line: int | None, reason: str) -> None:
    assert [Problem("/", line, reason, None)] == list(iter_problems(document))


def test_problems_come_from_top_to_bottom() -> None:
    document = response(
        '\n<Say loop="11" vioce="x"/>\n<Gather timeout="0">Hello\n<Say voice="">a</Say>\n<Hangup/></Gather>'
        '\n<Say>a</Say>\n<Say gender="male">b</Say>\n<Hang/>\n<Play/>'
    )

    assert [
        ("/Response/Say[1]/@loop", 2),
        ("/Response/Say[1]/@vioce", 2),
        ("/Response/Say[1]", 2),
        ("/Response/Gather[1]/@timeout", 3),
        ("/Response/Gather[1]", 3),
        ("/Response/Gather[1]/Say[1]/@voice", 4),
        ("/Response/Gather[1]/Hangup[1]", 5),
        ("/Response/Say[3]/@gender", 7),
        ("/Response/Hang[1]", 8),
        ("/Response/Play[1]", 9),
    ] == [(problem.path, problem.line) for problem in iter_problems(document)]


def test_every_conference_of_several_is_a_problem() -> None:
    document = response("<Dial><Conference>a</Conference><Conference>b</Conference></Dial>")

    assert ["/Response/Dial[1]/Conference[1]", "/Response/Dial[1]/Conference[2]"] == [
        problem.path for problem in iter_problems(document)
    ]


@pytest.mark.parametrize("document", ["<Response/>", b"<Response/>", "<Response>\n <!-- a -->\n</Response>"])
def test_empty_document_has_no_problem(document: str | bytes) -> None:
    assert [] == list(iter_problems(document))


def test_document_is_a_voice_document_unless_said_otherwise() -> None:
    document = response("<Dial/><Hangup/>")

    assert [True, True, False] == [
        is_valid(document),
        is_valid(document, kind=VOICE),
        is_valid(document, kind=CONFERENCE_WAIT),
    ]


@pytest.mark.parametrize("verb", ["<Play>a.mp3</Play>", "<Say>a</Say>", "<Pause/>", "<Redirect>/wait</Redirect>"])
def test_conference_wait_document_holds_what_is_heard(verb: str) -> None:
    assert is_valid(response(verb), kind=CONFERENCE_WAIT)


@pytest.mark.parametrize("tag", ["Gather", "Dial", "Hangup"])
def test_conference_wait_document_holds_no_other_verb(tag: str) -> None:
    reason = f"a {tag} does not belong in a conference wait document; allowed: Play, Say, Pause, Redirect"

    assert [Problem(f"/Response/{tag}[1]", 1, reason, None)] == list(
        iter_problems(response(f"<{tag}/>"), kind=CONFERENCE_WAIT)
    )


def test_values_are_checked_in_a_conference_wait_document_too() -> None:
    with pytest.raises(InvalidValue, match="length"):
        validate(response('<Pause length="0"/>'), kind=CONFERENCE_WAIT)


@given(document=st.from_type(Response), indent=st.none() | st.integers(0, 4))
def test_document_that_the_builder_makes_has_no_problem(document: Response, indent: int | None) -> None:
    assert [] == list(iter_problems(document.to_bytes(indent=indent)))


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
def test_validate_raises_where_there_is_a_problem_and_nowhere_else(document: str | bytes) -> None:
    expected = next(iter_problems(document), None)

    try:
        validate(document)
        raised = None
    except DocumentError as err:
        raised = Problem(err.path or "/", err.line, err.reason, err.hint)

    assert (expected, expected is None) == (raised, is_valid(document))
