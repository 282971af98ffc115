"""The interpreter and instruction fetching guides of the platform's manual, restated by hand: the document itself."""

from collections.abc import Callable
from typing import Any

import pytest

from texml import (
    Conference,
    Dial,
    Gather,
    Hangup,
    InvalidNesting,
    MissingContent,
    Number,
    Pause,
    Play,
    Redirect,
    Response,
    Say,
    UnknownAttribute,
)
from texml.validation import iter_problems
from texml.vocabulary import rows, text_row
from texml.vocabulary.documents import VOICE

# The guide restricts no verb; these have a page of their own.
VERBS_OF_THE_MANUAL = {
    *("Say", "Play", "Gather", "Dial", "Record", "Hangup", "Pause", "Redirect", "Reject", "Refer", "Enqueue", "Leave"),
    *("Start", "Stop", "Connect", "Pay", "HttpRequest", "AIGather"),
}
# Those of them that the library has so far.
VERBS = {"Say", "Play", "Gather", "Dial", "Hangup", "Pause", "Redirect"}

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
EVERYTHING = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    "<Response>"
    "<Say>Hello</Say>"
    "<Play>https://voice.example.com/a.mp3</Play>"
    "<Pause/>"
    '<Gather action="/pin"/>'
    "<Dial><Number>+13125550100</Number></Dial>"
    "<Redirect>/next</Redirect>"
    "<Hangup/>"
    "</Response>"
)

# the verb, the method that adds it, the XML inside the Response
METHODS: list[tuple[Any, Callable[[Response], Response], str]] = [
    (Say("Hello"), lambda response: response.say("Hello"), "<Say>Hello</Say>"),
    (Play("/a.mp3"), lambda response: response.play("/a.mp3"), "<Play>/a.mp3</Play>"),
    (Pause(length=2), lambda response: response.pause(length=2), '<Pause length="2"/>'),
    (Gather(num_digits=4), lambda response: response.gather(num_digits=4), '<Gather numDigits="4"/>'),
    (Dial(timeout=20), lambda response: response.dial(timeout=20), '<Dial timeout="20"/>'),
    (Redirect("/next"), lambda response: response.redirect("/next"), "<Redirect>/next</Redirect>"),
    (Hangup(), lambda response: response.hangup(), "<Hangup/>"),
]
METHOD_IDS = [verb.tag for verb, _, _ in METHODS]


def test_root_has_no_attributes() -> None:
    assert () == rows(Response)


def test_root_has_no_text_of_its_own() -> None:
    assert text_row(Response) is None


def test_verbs_are_those_of_the_manual() -> None:
    assert {child.tag for child in Response.nested} == VERBS


def test_every_verb_has_a_page_in_the_manual() -> None:
    assert {child.tag for child in Response.nested} <= VERBS_OF_THE_MANUAL


def test_every_verb_may_stand_beside_any_other() -> None:
    assert {False} == set(Response.nested.values())


def test_voice_document_holds_every_verb() -> None:
    assert {verb.tag for verb in VOICE.verbs} == VERBS


def test_response_without_verbs_is_a_document() -> None:
    assert DECLARATION + "<Response/>" == str(Response())


def test_document_with_every_verb_is_written_in_the_order_given() -> None:
    document = Response(
        [
            Say("Hello"),
            Play("https://voice.example.com/a.mp3"),
            Pause(),
            Gather(action="/pin"),
            Dial("+13125550100"),
            Redirect("/next"),
            Hangup(),
        ]
    )

    assert EVERYTHING == str(document)


def test_fluent_calls_make_the_same_document() -> None:
    document = (
        Response()
        .say("Hello")
        .play("https://voice.example.com/a.mp3")
        .pause()
        .gather(action="/pin")
        .dial("+13125550100")
        .redirect("/next")
        .hangup()
    )

    assert EVERYTHING == str(document)


def test_document_with_every_verb_is_valid() -> None:
    assert [] == list(iter_problems(EVERYTHING))


@pytest.mark.parametrize(("verb", "add", "xml"), METHODS, ids=METHOD_IDS)
def test_verb_is_content(verb: Any, add: Callable[[Response], Response], xml: str) -> None:
    assert f"{DECLARATION}<Response>{xml}</Response>" == str(Response(verb))


@pytest.mark.parametrize(("verb", "add", "xml"), METHODS, ids=METHOD_IDS)
def test_verb_has_a_method_that_adds_it(verb: Any, add: Callable[[Response], Response], xml: str) -> None:
    assert f"{DECLARATION}<Response>{xml}</Response>" == str(add(Response()))


@pytest.mark.parametrize(("verb", "add", "xml"), METHODS, ids=METHOD_IDS)
def test_method_adds_after_what_is_there(verb: Any, add: Callable[[Response], Response], xml: str) -> None:
    assert f"{DECLARATION}<Response><Say>First</Say>{xml}</Response>" == str(add(Response(Say("First"))))


def test_method_leaves_the_document_as_it_was() -> None:
    before = Response(Say("First"))

    before.hangup()

    assert DECLARATION + "<Response><Say>First</Say></Response>" == str(before)


def test_document_is_utf_8() -> None:
    document = Response(Say("Grüße, 你好"))

    assert (DECLARATION + "<Response><Say>Grüße, 你好</Say></Response>").encode("utf-8") == document.to_bytes()


def test_document_has_no_namespace() -> None:
    assert "xmlns" not in str(Response(Say("Hello")))


def test_sequence_is_any_iterable() -> None:
    assert Response([Say("a"), Hangup()]) == Response(verb for verb in (Say("a"), Hangup()))


@pytest.mark.parametrize("noun", [Number("+13125550100"), Conference("Room 1234")], ids=["Number", "Conference"])
def test_noun_does_not_stand_in_a_response(noun: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<Response>: a {noun.tag} does not belong here"):
        Response(noun)


def test_response_does_not_stand_in_a_response() -> None:
    with pytest.raises(InvalidNesting, match=r"<Response>: a Response does not belong here"):
        Response(Response())


@pytest.mark.parametrize(
    "content",
    ["Hello", 1, None, {"say": "Hello"}, ["Hello"], [Say("a"), None], "<Say>Hello</Say>", Say],
    ids=["text", "number", "None", "dict", "text in a list", "None in a list", "XML", "class"],
)
def test_what_is_no_verb_does_not_stand_in_a_response(content: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Response>: "):
        Response(content)


@pytest.mark.parametrize("name", ["xmlns", "voice", "version"])
def test_attribute_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Response> {name}: .*; allowed: no attributes"):
        Response(**{name: "x"})


def test_method_refuses_what_its_verb_refuses() -> None:
    with pytest.raises(MissingContent, match=r"<Say> text: '' is blank"):
        Response().say("")


@pytest.mark.parametrize("verb", ["sms", "echo", "queue"])
def test_verb_that_only_twiml_has_has_no_method(verb: str) -> None:
    assert not hasattr(Response(), verb)
