"""The Start and Stop pages of the platform's manual, restated by hand: services that run beside the call."""

from collections.abc import Callable
from typing import Any

import pytest

from texml import (
    AIAssistant,
    Dial,
    Gather,
    Hangup,
    InvalidNesting,
    Recording,
    Response,
    Say,
    Siprec,
    Start,
    Stop,
    StopSiprec,
    StopStream,
    StopSuppression,
    StopTranscription,
    Stream,
    Suppression,
    Transcription,
    UnknownAttribute,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row

URL = "wss://voice.example.com/audio"

# What the pages nest. Some of their tables leave out Siprec and Recording, whose own pages nest them.
STARTED = {"Stream", "Transcription", "Suppression", "Siprec", "Recording"}
STOPPED = {"Stream", "Transcription", "Suppression", "Siprec"}

EVERYTHING = (
    '<Start><Stream url="wss://voice.example.com/audio" name="listener"/><Transcription language="de"/>'
    '<Suppression direction="both"/><Siprec connectorName="recorder" name="archive"/><Recording format="wav"/></Start>'
    '<Stop><Stream name="listener"/><Transcription/><Suppression/><Siprec name="archive"/></Stop>'
)

# the parent, the service, the method that adds it, the XML
SERVICES: list[tuple[Any, Any, Callable[[Any], Any], str]] = [
    (
        *(Start, Stream(url=URL), lambda start: start.stream(url=URL)),
        '<Start><Stream url="wss://voice.example.com/audio"/></Start>',
    ),
    (
        *(Start, Transcription(language="de"), lambda start: start.transcription(language="de")),
        '<Start><Transcription language="de"/></Start>',
    ),
    (
        *(Start, Suppression(direction="both"), lambda start: start.suppression(direction="both")),
        '<Start><Suppression direction="both"/></Start>',
    ),
    (
        *(Start, Siprec(connector_name="recorder"), lambda start: start.siprec(connector_name="recorder")),
        '<Start><Siprec connectorName="recorder"/></Start>',
    ),
    (
        *(Start, Recording(format="wav"), lambda start: start.recording(format="wav")),
        '<Start><Recording format="wav"/></Start>',
    ),
    (
        *(Stop, StopStream(name="listener"), lambda stop: stop.stream(name="listener")),
        '<Stop><Stream name="listener"/></Stop>',
    ),
    (Stop, StopTranscription(), lambda stop: stop.transcription(), "<Stop><Transcription/></Stop>"),
    (Stop, StopSuppression(), lambda stop: stop.suppression(), "<Stop><Suppression/></Stop>"),
    (
        *(Stop, StopSiprec(name="archive"), lambda stop: stop.siprec(name="archive")),
        '<Stop><Siprec name="archive"/></Stop>',
    ),
]
IDS = [f"{parent.tag} {service.tag}" for parent, service, _, _ in SERVICES]


@pytest.mark.parametrize("verb", [Start, Stop])
def test_pages_list_no_attributes_and_no_text(verb: Any) -> None:
    assert ((), None) == (rows(verb), text_row(verb))


@pytest.mark.parametrize(("verb", "services"), [(Start, STARTED), (Stop, STOPPED)])
def test_services_are_those_of_the_pages(verb: Any, services: set[str]) -> None:
    assert services == {child.tag for child in verb.nested}


# Alone, once, required.
@pytest.mark.parametrize("verb", [Start, Stop])
def test_services_may_stand_together_in_any_number(verb: Any) -> None:
    assert {(False, False, False)} == set(verb.nested.values())


@pytest.mark.parametrize(("parent", "service", "add", "xml"), SERVICES, ids=IDS)
def test_service_is_content(parent: Any, service: Any, add: Callable[[Any], Any], xml: str) -> None:
    assert xml == str(parent(service))


@pytest.mark.parametrize(("parent", "service", "add", "xml"), SERVICES, ids=IDS)
def test_service_has_a_method_that_adds_it(parent: Any, service: Any, add: Callable[[Any], Any], xml: str) -> None:
    assert xml == str(add(parent()))


def test_all_services_stand_together() -> None:
    start = Start(
        [
            Stream(url=URL, name="listener"),
            Transcription(language="de"),
            Suppression(direction="both"),
            Siprec(connector_name="recorder", name="archive"),
            Recording(format="wav"),
        ]
    )
    stop = Stop([StopStream(name="listener"), StopTranscription(), StopSuppression(), StopSiprec(name="archive")])

    assert EVERYTHING == f"{start}{stop}"


def test_document_with_all_services_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


def test_two_streams_may_be_started_at_once() -> None:
    start = Start().stream(url=URL, name="a").stream(url=URL, name="b")

    assert (
        '<Start><Stream url="wss://voice.example.com/audio" name="a"/>'
        '<Stream url="wss://voice.example.com/audio" name="b"/></Start>'
    ) == str(start)


@pytest.mark.parametrize("verb", [Start, Stop])
def test_verb_without_a_service_is_written(verb: Any) -> None:
    assert f"<{verb.tag}/>" == str(verb())


# What is started cannot be stopped with the same value, as a Stop takes a name at most.
@pytest.mark.parametrize(
    ("parent", "content"),
    [
        *((Start, content) for content in (StopStream(), StopTranscription(), StopSuppression(), StopSiprec())),
        *((Stop, content) for content in (Stream(url=URL), Transcription(), Suppression(), Siprec(connector_name="a"))),
        (Stop, Recording()),
        (Start, AIAssistant(id="assistant-1")),
        *((parent, content) for parent in (Start, Stop) for content in (Say("Hello"), Hangup(), "all", 7, None)),
    ],
)
def test_other_content_is_refused(parent: Any, content: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: .* does not belong here; allowed: "):
        parent(content)


@pytest.mark.parametrize("verb", [Start, Stop])
@pytest.mark.parametrize("name", ["action", "method", "name"])
def test_attribute_is_refused(verb: Any, name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<{verb.tag}> {name}: .*; allowed: no attributes"):
        verb(**{name: "/next"})


@pytest.mark.parametrize(
    "document",
    [
        "<Response><Stop><Recording/></Stop></Response>",
        '<Response><Start action="/next"><Recording/></Start></Response>',
        "<Response><Start><AIAssistant/></Start></Response>",
        "<Response><Start>all</Start></Response>",
        "<Response><Start><Stream/></Start></Response>",
    ],
)
def test_document_that_breaks_a_rule_is_not_valid(document: str) -> None:
    assert not is_valid(document)


@pytest.mark.parametrize("verb", [Start, Stop])
def test_verbs_after_it_are_reached(verb: Any) -> None:
    assert "never" == verb.ends


def test_response_adds_both() -> None:
    document = Response().start(Recording()).say("Hello").stop(StopStream())

    assert Response([Start(Recording()), Say("Hello"), Stop(StopStream())]) == document


@pytest.mark.parametrize("verb", [Start, Stop])
@pytest.mark.parametrize("parent", [Gather, Dial])
def test_verb_stands_in_a_response_only(parent: Any, verb: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a {verb.tag} does not belong here"):
        parent(verb())
