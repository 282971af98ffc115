"""The interpreter and instruction fetching guides of the platform's manual, restated by hand: the document itself."""

from collections.abc import Callable
from typing import Any

import pytest

from texml import (
    AIAssistant,
    AIGather,
    Conference,
    Connect,
    Dial,
    Enqueue,
    Gather,
    Hangup,
    HttpRequest,
    HttpResponse,
    InvalidNesting,
    Leave,
    MissingContent,
    Number,
    Parameters,
    Pause,
    Pay,
    Play,
    Prompt,
    Queue,
    Record,
    Recording,
    Redirect,
    Refer,
    ReferSip,
    Reject,
    Request,
    Response,
    Say,
    Sip,
    Siprec,
    Start,
    Stop,
    StopStream,
    Stream,
    Suppression,
    Transcription,
    UnknownAttribute,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.documents import VOICE

# The guide restricts no verb; each has a page of its own. Beside it: whether the verbs after it are never reached.
VERBS = {
    "Say": "never",
    "Play": "never",
    "Gather": "never",
    "Dial": "with action",
    "Record": "with action",
    "Hangup": "always",
    "Pause": "never",
    "Redirect": "always",
    "Reject": "always",
    "Refer": "with action",
    "Enqueue": "with action",
    "Leave": "always",
    "Start": "never",
    "Stop": "never",
    "Connect": "with action",
    "Pay": "always",
    "HttpRequest": "with action",
    "AIGather": "with action",
}

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
EVERYTHING = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    "<Response>"
    "<Say>Hello</Say>"
    "<Play>/a.mp3</Play>"
    '<Pause length="2"/>'
    '<Gather numDigits="4"/>'
    '<Record maxLength="60"/>'
    '<Dial timeout="20"/>'
    "<Enqueue>support</Enqueue>"
    "<Leave/>"
    "<Redirect>/next</Redirect>"
    "<Refer><Sip>sip:anna@example.com</Sip></Refer>"
    '<Reject reason="busy"/>'
    "<Hangup/>"
    '<Start><Stream url="wss://voice.example.com/audio"/></Start>'
    "<Stop><Stream/></Stop>"
    '<Connect><AIAssistant id="assistant-1"/></Connect>'
    '<Pay chargeAmount="9.99"/>'
    '<HttpRequest><Request url="/lookup"/></HttpRequest>'
    '<AIGather><Parameters>{"type":"object"}</Parameters></AIGather>'
    "</Response>"
)

# the verb, the method that adds it, the XML inside the Response
METHODS: list[tuple[Any, Callable[[Response], Response], str]] = [
    (Say("Hello"), lambda response: response.say("Hello"), "<Say>Hello</Say>"),
    (Play("/a.mp3"), lambda response: response.play("/a.mp3"), "<Play>/a.mp3</Play>"),
    (Pause(length=2), lambda response: response.pause(length=2), '<Pause length="2"/>'),
    (Gather(num_digits=4), lambda response: response.gather(num_digits=4), '<Gather numDigits="4"/>'),
    (Record(max_length=60), lambda response: response.record(max_length=60), '<Record maxLength="60"/>'),
    (Dial(timeout=20), lambda response: response.dial(timeout=20), '<Dial timeout="20"/>'),
    (Enqueue("support"), lambda response: response.enqueue("support"), "<Enqueue>support</Enqueue>"),
    (Leave(), lambda response: response.leave(), "<Leave/>"),
    (Redirect("/next"), lambda response: response.redirect("/next"), "<Redirect>/next</Redirect>"),
    (
        Refer(ReferSip("sip:anna@example.com")),
        lambda response: response.refer(ReferSip("sip:anna@example.com")),
        "<Refer><Sip>sip:anna@example.com</Sip></Refer>",
    ),
    (Reject(reason="busy"), lambda response: response.reject(reason="busy"), '<Reject reason="busy"/>'),
    (Hangup(), lambda response: response.hangup(), "<Hangup/>"),
    (
        Start(Stream(url="wss://voice.example.com/audio")),
        lambda response: response.start(Stream(url="wss://voice.example.com/audio")),
        '<Start><Stream url="wss://voice.example.com/audio"/></Start>',
    ),
    (Stop(StopStream()), lambda response: response.stop(StopStream()), "<Stop><Stream/></Stop>"),
    (
        Connect(AIAssistant(id="assistant-1")),
        lambda response: response.connect(AIAssistant(id="assistant-1")),
        '<Connect><AIAssistant id="assistant-1"/></Connect>',
    ),
    (Pay(charge_amount="9.99"), lambda response: response.pay(charge_amount="9.99"), '<Pay chargeAmount="9.99"/>'),
    (
        HttpRequest(Request(url="/lookup")),
        lambda response: response.http_request(Request(url="/lookup")),
        '<HttpRequest><Request url="/lookup"/></HttpRequest>',
    ),
    (
        AIGather(Parameters({"type": "object"})),
        lambda response: response.ai_gather(Parameters({"type": "object"})),
        '<AIGather><Parameters>{"type":"object"}</Parameters></AIGather>',
    ),
]
METHOD_IDS = [verb.tag for verb, _, _ in METHODS]

# verbs that are nothing without something inside, and what their error says
INCOMPLETE: list[tuple[Any, Callable[[Response], Response], str]] = [
    (Refer(), lambda response: response.refer(), "<Refer>: there is nothing in it"),
    (Connect(), lambda response: response.connect(), "<Connect>: there is nothing in it"),
    (HttpRequest(), lambda response: response.http_request(), "<HttpRequest>: there is .* in it; allowed: Request"),
    (AIGather(), lambda response: response.ai_gather(), "<AIGather>: there is .* in it; allowed: Parameters"),
]
INCOMPLETE_IDS = [verb.tag for verb, _, _ in INCOMPLETE]


def test_root_has_no_attributes() -> None:
    assert () == rows(Response)


def test_root_has_no_text_of_its_own() -> None:
    assert text_row(Response) is None


def test_verbs_are_those_of_the_manual() -> None:
    assert set(VERBS) == {child.tag for child in Response.nested}


def test_there_are_eighteen_verbs() -> None:
    assert 18 == len(Response.nested)


# Alone, once, required.
def test_every_verb_may_stand_beside_any_other_in_any_number() -> None:
    assert {(False, False, False)} == set(Response.nested.values())


def test_verbs_end_the_document_as_the_manual_says() -> None:
    assert VERBS == {child.tag: child.ends for child in Response.nested}


def test_voice_document_holds_every_verb() -> None:
    assert set(VERBS) == {verb.tag for verb in VOICE.verbs}


# No page restricts it.
def test_what_a_voice_document_holds_is_assumed() -> None:
    assert "assumed" == VOICE.grade


def test_response_without_verbs_is_a_document() -> None:
    assert DECLARATION + "<Response/>" == str(Response())


def test_document_with_every_verb_is_written_in_the_order_given() -> None:
    assert EVERYTHING == str(Response([verb for verb, _, _ in METHODS]))


def test_fluent_calls_make_the_same_document() -> None:
    document = Response()
    for _, add, _ in METHODS:
        document = add(document)

    assert EVERYTHING == str(document)


def test_document_with_every_verb_is_valid() -> None:
    assert is_valid(EVERYTHING)


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


@pytest.mark.parametrize(("verb", "add", "message"), INCOMPLETE, ids=INCOMPLETE_IDS)
def test_verb_that_is_not_complete_is_refused(verb: Any, add: Callable[[Response], Response], message: str) -> None:
    with pytest.raises(MissingContent, match=message):
        Response(verb)


@pytest.mark.parametrize(("verb", "add", "message"), INCOMPLETE, ids=INCOMPLETE_IDS)
def test_method_refuses_a_verb_that_is_not_complete(
    verb: Any, add: Callable[[Response], Response], message: str
) -> None:
    with pytest.raises(MissingContent, match=message):
        add(Response())


@pytest.mark.parametrize(
    "noun",
    [
        *(Number("+13125550100"), Sip("sip:anna@example.com"), Queue("support"), Conference("Room 1234")),
        *(Stream(url="wss://voice.example.com/audio"), Transcription(), Suppression(), Recording()),
        *(Siprec(connector_name="recorder"), AIAssistant(id="assistant-1"), Request(url="/lookup"), HttpResponse()),
        *(Prompt(Say("Your card"), for_="payment-card-number"), Parameters({"type": "object"})),
    ],
    ids=lambda noun: type(noun).__name__,
)
def test_noun_does_not_stand_in_a_response(noun: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<Response>: an? {type(noun).__name__} does not belong here"):
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
    with pytest.raises(MissingContent, match=r"<Say> content: '' is blank"):
        Response().say("")


@pytest.mark.parametrize("verb", ["sms", "echo", "queue"])
def test_verb_that_only_twiml_has_has_no_method(verb: str) -> None:
    assert not hasattr(Response(), verb)
