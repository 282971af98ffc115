"""The Transcription page of the platform's manual, restated by hand: the call as text while it goes on."""

from typing import Any

import pytest

from texml import (
    AIGatherTranscription,
    Connect,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Response,
    Say,
    Start,
    Stop,
    StopTranscription,
    Transcription,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Flag, Items

# Python name, wire name, a value, its wire text, default (None: no page gives one)
ATTRIBUTES = [
    ("language", "language", "de-DE", "de-DE", "en"),
    ("interim_results", "interimResults", True, "true", "false"),
    ("transcription_engine", "transcriptionEngine", "Deepgram", "Deepgram", "Google"),
    ("transcription_tracks", "transcriptionTracks", "both", "both", "inbound"),
    ("transcription_callback", "transcriptionCallback", "/text", "/text", None),
    ("transcription_callback_method", "transcriptionCallbackMethod", "GET", "GET", "POST"),
    ("model", "model", "deepgram/nova-3", "deepgram/nova-3", None),
    ("hints", "hints", ("sales", "customer service"), "sales,customer service", None),
    ("keyterms", "keyterms", ("Telnyx", "TeXML"), "Telnyx,TeXML", None),
    ("smart_format", "smartFormat", False, "false", "true"),
    ("api_key_ref", "apiKeyRef", "my-key", "my-key", None),
    ("region", "region", "westeurope", "westeurope", None),
]
NAMES = [name for name, *_ in ATTRIBUTES]

FLAGS = {"interimResults", "smartFormat"}
CLOSED_SETS = {
    # A and B are the old names of Google and Telnyx.
    "transcriptionEngine": {
        *("Google", "Telnyx", "Azure", "Deepgram", "xAI", "AssemblyAI", "Soniox", "Speechmatics", "Parakeet"),
        *("Humain", "Reson8", "Cohere", "A", "B"),
    },
    "transcriptionTracks": {"inbound", "outbound", "both"},
    "transcriptionCallbackMethod": {"GET", "POST"},
}
COMMA_LISTS = {"hints", "keyterms"}

PYTHON = {wire: name for name, wire, *_ in ATTRIBUTES}
BOOLEANS = ["interim_results", "smart_format"]

EVERYTHING = (
    '<Transcription language="de-DE" interimResults="true" transcriptionEngine="Deepgram" transcriptionTracks="both"'
    ' transcriptionCallback="/text" transcriptionCallbackMethod="GET" model="deepgram/nova-3"'
    ' hints="sales,customer service" keyterms="Telnyx,TeXML" smartFormat="false" apiKeyRef="my-key"'
    ' region="westeurope"/>'
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Transcription)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {
        row.wire: row.default for row in rows(Transcription)
    }


def test_no_attribute_has_a_unit() -> None:
    assert {None} == {row.unit for row in rows(Transcription)}


def test_flags_are_those_of_the_page() -> None:
    assert FLAGS == {row.wire for row in rows(Transcription) if isinstance(row.kind, Flag)}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Transcription) if isinstance(row.kind, Choice)}


def test_lists_are_separated_by_commas() -> None:
    assert dict.fromkeys(COMMA_LISTS, ",") == {
        row.wire: row.kind.separator for row in rows(Transcription) if isinstance(row.kind, Items)
    }


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Transcription)}


def test_no_attribute_is_required() -> None:
    assert {False} == {row.required for row in rows(Transcription)}


def test_transcription_needs_nothing() -> None:
    assert "<Transcription/>" == str(Transcription())


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), ATTRIBUTES, ids=NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Transcription {wire}="{text}"/>' == str(Transcription(**{name: value}))


def test_all_attributes_stand_together() -> None:
    assert EVERYTHING == str(Transcription(**{name: value for name, _, value, *_ in ATTRIBUTES}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response><Start>{EVERYTHING}</Start></Response>")


@pytest.mark.parametrize(
    ("wire", "word"), [(wire, word) for wire, words in CLOSED_SETS.items() for word in sorted(words)]
)
def test_word_of_a_closed_set_is_taken(wire: str, word: str) -> None:
    assert f'<Transcription {wire}="{word}"/>' == str(Transcription(**{PYTHON[wire]: word}))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("transcription_engine", "google"),  # its name of long ago
        ("transcription_engine", "deepgram"),  # a word of Record
        ("transcription_engine", "a"),
        ("transcription_tracks", "inbound_track"),  # a word of Stream
        ("transcription_tracks", ""),
        ("transcription_callback_method", "get"),
    ],
)
def test_word_outside_of_the_closed_set_is_refused(name: str, word: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Transcription> {name}: "):
        Transcription(**{name: word})


@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/", "wss://voice.example.com/"])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Transcription> transcription_callback: "):
        Transcription(transcription_callback=url)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 7) for name in NAMES),
        *((name, True) for name in NAMES if name not in BOOLEANS),
        *((name, "true") for name in BOOLEANS),
        *((name, {"x"}) for name in NAMES),
        *((name, ["x"]) for name in NAMES if name not in COMMA_LISTS),
        ("hints", ["sales", 7]),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Transcription> {name}: "):
        Transcription(**{name: value})


@pytest.mark.parametrize("name", ["language", "model", "hints", "keyterms", "api_key_ref", "region"])
def test_blank_word_is_refused(name: str) -> None:
    with pytest.raises(MissingContent, match=rf"<Transcription> {name}: ' ' is blank"):
        Transcription(**{name: " "})


@pytest.mark.parametrize("name", ["hints", "keyterms"])
def test_list_may_be_one_word(name: str) -> None:
    assert f'<Transcription {name}="sales"/>' == str(Transcription(**{name: "sales"}))


@pytest.mark.parametrize("name", ["hints", "keyterms"])
@pytest.mark.parametrize("value", ["sales,service", ("sales", "a,b"), ()], ids=["joined", "comma in a word", "empty"])
def test_list_that_the_wire_cannot_tell_apart_is_refused(name: str, value: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<Transcription> {name}: "):
        Transcription(**{name: value})


# What only TwiML has or calls so, and the wire's own spelling.
@pytest.mark.parametrize(
    "name", ["name", "track", "status_callback_url", "language_code", "partial_results", "speech_model", "apiKeyRef"]
)
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Transcription> {name}: "):
        Transcription(**{name: "x"})


def test_transcription_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(Transcription), Transcription.nested)


@pytest.mark.parametrize("content", ["both", 5, Say("Hello")], ids=["text", "number", "element"])
def test_content_is_refused(content: Any) -> None:
    with pytest.raises(WrongType, match=r"<Transcription>: "):
        Transcription(content)


def test_start_adds_one() -> None:
    assert Start(Transcription(language="de")) == Start().transcription(language="de")


@pytest.mark.parametrize("parent", [Stop, Connect, Response], ids=["Stop", "Connect", "Response"])
def test_transcription_stands_in_a_start_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Transcription does not belong here"):
        parent(Transcription())


def test_transcription_to_stop_has_no_attributes_no_text_and_no_children() -> None:
    assert ((), None, {}) == (rows(StopTranscription), text_row(StopTranscription), StopTranscription.nested)


def test_transcription_to_stop_is_the_bare_tag() -> None:
    assert "<Transcription/>" == str(StopTranscription())


@pytest.mark.parametrize("name", ["language", "name", "transcription_callback"])
def test_attribute_of_the_transcription_to_stop_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Transcription> {name}: .*; allowed: no attributes"):
        StopTranscription(**{name: "en"})


def test_stop_adds_one() -> None:
    assert Stop(StopTranscription()) == Stop().transcription()


@pytest.mark.parametrize("namesake", [StopTranscription(), AIGatherTranscription()], ids=["of Stop", "of AIGather"])
def test_namesake_does_not_stand_in_a_start(namesake: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Start>: an? (Stop|AIGather)Transcription does not belong here"):
        Start(namesake)


def test_document_that_stops_the_transcription_is_valid() -> None:
    assert is_valid("<Response><Stop><Transcription/></Stop></Response>")


def test_document_that_stops_a_transcription_with_attributes_is_not_valid() -> None:
    assert not is_valid('<Response><Stop><Transcription language="en"/></Stop></Response>')
