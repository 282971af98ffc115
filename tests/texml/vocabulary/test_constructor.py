"""Constructors: what they take, what they refuse, and what the refusal says."""

import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from texml import (
    Conference,
    Dial,
    DocumentError,
    Gather,
    Hangup,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Number,
    Pause,
    Play,
    Redirect,
    Response,
    Say,
    UnknownAttribute,
    WrongType,
)
from texml.vocabulary import Element, rows

Make = Callable[[], Element]

# What is written, the kind of error, what it says, and what it carries.
REFUSED = [
    pytest.param(
        lambda: Conference("r", waitUrl="/wait"),
        UnknownAttribute,
        "there is no such attribute",
        {"attribute": "waitUrl", "found": "waitUrl", "nearest": "wait_url"},
        id="wire spelling",
    ),
    pytest.param(
        lambda: Pause(lenght=1),
        UnknownAttribute,
        "there is no such attribute",
        {"attribute": "lenght", "allowed": "length", "nearest": "length"},
        id="typo",
    ),
    pytest.param(
        lambda: Hangup(reason="busy"),
        UnknownAttribute,
        "there is no such attribute",
        {"attribute": "reason", "allowed": "no attributes", "nearest": None},
        id="element without attributes",
    ),
    pytest.param(
        lambda: Say("a", "woman"),
        WrongType,
        "'woman' is one positional argument too many",
        {"attribute": None, "found": "woman"},
        id="attribute by position",
    ),
    pytest.param(
        lambda: Pause(length=True),
        WrongType,
        "True is a bool",
        {"attribute": "length", "found": True, "allowed": "a whole number from 1 to 180"},
        id="bool for a number",
    ),
    pytest.param(
        lambda: Pause(length="1"),
        WrongType,
        "'1' is a str",
        {"attribute": "length", "found": "1"},
        id="text for a number",
    ),
    pytest.param(
        lambda: Conference("r", muted=1),
        WrongType,
        "1 is an int",
        {"attribute": "muted", "found": 1, "allowed": "True or False"},
        id="number for a bool",
    ),
    pytest.param(
        lambda: Conference("r", max_participants=251),
        InvalidValue,
        "251 is not allowed",
        {"attribute": "max_participants", "found": 251, "allowed": "a whole number from 2 to 250"},
        id="above the range",
    ),
    pytest.param(
        lambda: Conference("r", status_callback_event=("start", "leaves")),
        InvalidValue,
        "'leaves' is not allowed",
        {"attribute": "status_callback_event", "nearest": "leave"},
        id="word in a list",
    ),
    pytest.param(
        lambda: Dial("+13125550100", method="PUT"),
        InvalidValue,
        "'PUT' is not allowed",
        {"attribute": "method", "found": "PUT", "allowed": "'GET' or 'POST'"},
        id="word",
    ),
    pytest.param(
        lambda: Say("a\x08b"),
        InvalidValue,
        "character U+0008 at index 1 cannot stand in XML",
        {"attribute": "text", "found": "\x08"},
        id="control character",
    ),
    pytest.param(Say, MissingContent, "the text is missing", {"attribute": None}, id="no text"),
    pytest.param(lambda: Say(" "), MissingContent, "' ' is blank", {"attribute": "text"}, id="blank text"),
    pytest.param(
        Play,
        MissingContent,
        "there is nothing to do",
        {"attribute": None, "allowed": "one of url, digits, ring_tone"},
        id="none of several",
    ),
    pytest.param(
        lambda: Play("/a.mp3", digits="1"),
        InvalidValue,
        "url and digits are given together",
        {"attribute": None, "found": ("url", "digits"), "allowed": "one of url, digits, ring_tone"},
        id="two of several",
    ),
    pytest.param(
        lambda: Gather([Hangup()]),
        InvalidNesting,
        "a Hangup does not belong here",
        {"attribute": None, "found": Hangup(), "allowed": "Say, Play"},
        id="child of another element",
    ),
    pytest.param(
        lambda: Response(["Hello"]),
        InvalidNesting,
        "'Hello' does not belong here",
        {"found": "Hello"},
        id="text among the children",
    ),
    pytest.param(
        lambda: Response("Hello"), InvalidNesting, "'Hello' does not belong here", {"found": "Hello"}, id="text"
    ),
    pytest.param(lambda: Response(1), InvalidNesting, "1 does not belong here", {"found": 1}, id="number"),
    pytest.param(
        lambda: Response(Say),
        InvalidNesting,
        "<class 'texml.vocabulary.verbs.say.Say'> does not belong here",
        {"found": Say},
        id="class",
    ),
    pytest.param(
        lambda: Dial([Conference("r"), Number("+13125550100")]),
        InvalidNesting,
        "a Conference bears no sibling, and there are 2 children",
        {"found": Conference("r"), "allowed": "one Conference, or the other kinds without it"},
        id="sibling",
    ),
]


@pytest.mark.parametrize(("make", "error", "problem", "facts"), REFUSED)
def test_refusal_says_what_and_carries_the_same(
    make: Make, error: type[DocumentError], problem: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(error) as caught:
        make()

    carried = {name: getattr(caught.value, name) for name in facts}
    assert (problem, facts) == (caught.value.problem, carried)


def test_refusal_names_the_element() -> None:
    with pytest.raises(InvalidValue) as caught:
        Response().dial(Conference("r", max_participants=1))

    assert "Conference" == caught.value.element


def test_refusal_reads_as_a_sentence() -> None:
    with pytest.raises(InvalidValue) as caught:
        Redirect("/next", method="post")

    assert "<Redirect> method: 'post' is not allowed; allowed: 'GET' or 'POST'; did you mean 'POST'?" == str(
        caught.value
    )


@pytest.mark.parametrize(
    ("make", "xml"),
    [
        pytest.param(Hangup, "<Hangup/>", id="nothing"),
        pytest.param(lambda: Say("Hi"), "<Say>Hi</Say>", id="text by position"),
        pytest.param(lambda: Say(text="Hi"), "<Say>Hi</Say>", id="text by keyword"),
        pytest.param(lambda: Response(Hangup()), "<Response><Hangup/></Response>", id="one child"),
        pytest.param(
            lambda: Gather((Say("a"), Play("/b"))), "<Gather><Say>a</Say><Play>/b</Play></Gather>", id="tuple"
        ),
        pytest.param(lambda: Gather(iter([Say("a")])), "<Gather><Say>a</Say></Gather>", id="iterator"),
        pytest.param(lambda: Gather(content=Say("a")), "<Gather><Say>a</Say></Gather>", id="content by keyword"),
        pytest.param(lambda: Gather([]), "<Gather/>", id="no children"),
        pytest.param(lambda: Dial("+13125550100"), "<Dial><Number>+13125550100</Number></Dial>", id="text for a noun"),
        pytest.param(lambda: Pause(length=None), "<Pause/>", id="none leaves out"),
        pytest.param(lambda: Play(ring_tone="de"), '<Play ringTone="de"/>', id="attribute instead of text"),
    ],
)
def test_constructor_takes(make: Make, xml: str) -> None:
    assert xml == make().to_xml().removeprefix('<?xml version="1.0" encoding="UTF-8"?>')


def test_list_of_nouns_and_attributes_make_one_dial() -> None:
    dial = Dial([Number("+13125550100"), Number("+13125550101")], timeout=20)

    assert '<Dial timeout="20"><Number>+13125550100</Number><Number>+13125550101</Number></Dial>' == str(dial)


def test_attributes_are_written_in_the_order_of_the_declaration() -> None:
    assert str(Say("a", voice="alice", loop=2)) == str(Say("a", loop=2, voice="alice"))


@pytest.mark.parametrize("text", ["<Hangup/>", "</Say><Hangup/>", "]]>", "a & b", "\"'", "{{x}}", "<!-- a -->", "&lt;"])
def test_text_of_callers_is_never_markup(text: str) -> None:
    root = etree.fromstring(Response().say(text).to_bytes())

    assert [text] == [node.text for node in root.iter() if node is not root]


@given(element=st.from_type(Say), text=st.text(min_size=1))
def test_text_is_refused_or_comes_back_from_a_parser(element: Say, text: str) -> None:
    try:
        say = Say(text, voice=text)
    except DocumentError:
        return

    node = etree.fromstring(str(say).encode())
    assert (text, text) == (node.text, node.get("voice"))


@given(document=st.from_type(Response))
def test_every_given_value_is_on_the_wire_and_nothing_else(document: Response) -> None:
    pending = [(document, etree.fromstring(document.to_bytes()))]
    while pending:
        element, node = pending.pop()
        given_ = {row.wire for row in rows(type(element)) if getattr(element, row.name) is not None}
        assert (element.tag, given_, len(element.children)) == (node.tag, set(node.attrib), len(node))
        pending += zip(element.children, node, strict=True)


def test_element_that_was_never_called_can_be_unpickled() -> None:
    code = "import pickle, sys; print(pickle.loads(bytes.fromhex(sys.argv[1])))"

    assert "<Pause/>" == _in_new_interpreter(code, pickle.dumps(Pause()).hex())


def test_import_compiles_no_constructor() -> None:
    code = "import texml; print(texml.Say.__init__.__name__); texml.Say('a'); print(texml.Say.__init__.__name__)"

    assert "compile_and_call\n__init__" == _in_new_interpreter(code)


def _in_new_interpreter(code: str, *arguments: str) -> str:
    result = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return result.stdout.strip()
