"""Kinds of document: which verbs each may hold, and how sure that is. Restated from the platform's pages."""

import pytest

from texml import (
    AIGather,
    Connect,
    Dial,
    Enqueue,
    Gather,
    Hangup,
    HttpRequest,
    Leave,
    Pause,
    Pay,
    Play,
    Record,
    Redirect,
    Refer,
    Reject,
    Response,
    Say,
    Start,
    Stop,
)
from texml.validation import is_valid
from texml.vocabulary.documents import (
    CONFERENCE_WAIT,
    DOCUMENT_KINDS,
    NUMBER_URL,
    QUEUE_URL,
    QUEUE_WAIT,
    VOICE,
    DocumentKind,
)

# Each verb as simple as it is complete.
VERBS = {
    Say: "<Say>a</Say>",
    Play: "<Play>https://voice.example.com/a.mp3</Play>",
    Gather: "<Gather/>",
    Dial: "<Dial>+13125550100</Dial>",
    Record: "<Record/>",
    Hangup: "<Hangup/>",
    Pause: "<Pause/>",
    Redirect: "<Redirect>https://voice.example.com/next</Redirect>",
    Reject: "<Reject/>",
    Refer: "<Refer><Sip>sip:anna@example.com</Sip></Refer>",
    Enqueue: "<Enqueue>q</Enqueue>",
    Leave: "<Leave/>",
    Start: "<Start><Recording/></Start>",
    Stop: "<Stop><Stream/></Stop>",
    Connect: '<Connect><AIAssistant id="a"/></Connect>',
    Pay: "<Pay/>",
    HttpRequest: '<HttpRequest><Request url="https://voice.example.com/x"/></HttpRequest>',
    AIGather: '<AIGather><Parameters>{"type":"object"}</Parameters></AIGather>',
}

KINDS = [
    # No page restricts what an application may answer.
    pytest.param(VOICE, set(VERBS), id="voice"),
    # The Conference page names no verbs; the REST reference names these for HoldUrl and AnnounceUrl.
    pytest.param(CONFERENCE_WAIT, {Play, Say, Pause, Redirect}, id="conference-wait"),
    # texml-verbs/enqueue, waitUrl.
    pytest.param(QUEUE_WAIT, {Play, Say, Gather, Pause, Hangup, Redirect, Leave}, id="queue-wait"),
    # texml-verbs/dial, url of Number and of Sip.
    pytest.param(NUMBER_URL, {Gather, Hangup}, id="number-url"),
    # texml-verbs/dial, url of Queue.
    pytest.param(QUEUE_URL, {Play, Say, Gather, Pause, Redirect}, id="queue-url"),
]


@pytest.mark.parametrize(("kind", "verbs"), KINDS)
def test_kind_holds_the_verbs_that_its_page_names(kind: DocumentKind, verbs: set[type]) -> None:
    assert verbs == set(kind.verbs)


@pytest.mark.parametrize(("kind", "verbs"), KINDS)
def test_kind_names_no_verb_twice(kind: DocumentKind, verbs: set[type]) -> None:
    assert len(verbs) == len(kind.verbs)


@pytest.mark.parametrize(("kind", "verbs"), KINDS)
def test_document_is_valid_with_the_verbs_of_its_kind_and_no_other(kind: DocumentKind, verbs: set[type]) -> None:
    assert {verb: verb in verbs for verb in VERBS} == {
        verb: is_valid(f"<Response>{written}</Response>", kind=kind) for verb, written in VERBS.items()
    }


def test_voice_document_holds_every_verb_of_a_response() -> None:
    assert set(Response.nested) == set(VOICE.verbs)


def test_kinds_are_found_by_the_words_of_the_command() -> None:
    assert {
        "voice": VOICE,
        "conference-wait": CONFERENCE_WAIT,
        "queue-wait": QUEUE_WAIT,
        "number-url": NUMBER_URL,
        "queue-url": QUEUE_URL,
    } == DOCUMENT_KINDS


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        pytest.param(VOICE, "voice document", id="voice"),
        pytest.param(CONFERENCE_WAIT, "conference wait document", id="conference-wait"),
        pytest.param(QUEUE_WAIT, "queue wait document", id="queue-wait"),
        pytest.param(NUMBER_URL, "document for who answers", id="number-url"),
        pytest.param(QUEUE_URL, "document for who waited", id="queue-url"),
    ],
)
def test_kind_is_named_as_messages_need_it(kind: DocumentKind, name: str) -> None:
    assert name == kind.name


@pytest.mark.parametrize(
    ("kind", "grade", "source"),
    [
        pytest.param(VOICE, "assumed", "guide", id="voice"),
        pytest.param(CONFERENCE_WAIT, "assumed", "HoldUrl", id="conference-wait"),
        pytest.param(QUEUE_WAIT, "documented", "texml-verbs/enqueue", id="queue-wait"),
        pytest.param(NUMBER_URL, "documented", "texml-verbs/dial", id="number-url"),
        pytest.param(QUEUE_URL, "documented", "texml-verbs/dial", id="queue-url"),
    ],
)
def test_kind_says_how_sure_it_is_and_why(kind: DocumentKind, grade: str, source: str) -> None:
    assert (grade, True) == (kind.grade, source in kind.source)
