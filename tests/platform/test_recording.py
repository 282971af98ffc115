"""The Recording page of the platform's manual, restated by hand: record the call while it goes on."""

from typing import Any

import pytest

from texml import (
    Connect,
    InvalidNesting,
    InvalidValue,
    Recording,
    Response,
    Say,
    Start,
    Stop,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Choices

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("recording_status_callback", "recordingStatusCallback", "/recording", "/recording", None),
    ("recording_status_callback_method", "recordingStatusCallbackMethod", "GET", "GET", "POST"),
    (
        *("recording_status_callback_event", "recordingStatusCallbackEvent"),
        *(("in-progress", "completed", "absent"), "in-progress completed absent", "completed"),
    ),
    ("channels", "channels", "mono", "mono", "dual"),
    ("track", "track", "inbound", "inbound", "both"),
    ("trim", "trim", "trim-silence", "trim-silence", None),
    ("format", "format", "wav", "wav", "mp3"),
]
NAMES = [name for name, *_ in ATTRIBUTES]

CLOSED_SETS = {
    "recordingStatusCallbackMethod": {"GET", "POST"},
    "channels": {"mono", "single", "dual"},
    "track": {"inbound", "outbound", "both"},
    "trim": {"trim-silence"},
    "format": {"mp3", "wav"},
}
LISTS = {"recordingStatusCallbackEvent": {"in-progress", "completed", "absent"}}

PYTHON = {wire: name for name, wire, *_ in ATTRIBUTES}
EVENTS = "recording_status_callback_event"

EVERYTHING = (
    '<Recording recordingStatusCallback="/recording" recordingStatusCallbackMethod="GET"'
    ' recordingStatusCallbackEvent="in-progress completed absent" channels="mono" track="inbound"'
    ' trim="trim-silence" format="wav"/>'
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Recording)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {
        row.wire: row.default for row in rows(Recording)
    }


def test_no_attribute_has_a_unit() -> None:
    assert {None} == {row.unit for row in rows(Recording)}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Recording) if isinstance(row.kind, Choice)}


def test_lists_are_those_of_the_page() -> None:
    assert LISTS == {row.wire: set(row.kind.words) for row in rows(Recording) if isinstance(row.kind, Choices)}


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Recording)}


def test_no_attribute_is_required() -> None:
    assert {False} == {row.required for row in rows(Recording)}


def test_recording_needs_nothing() -> None:
    assert "<Recording/>" == str(Recording())


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), ATTRIBUTES, ids=NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Recording {wire}="{text}"/>' == str(Recording(**{name: value}))


def test_all_attributes_stand_together() -> None:
    assert EVERYTHING == str(Recording(**{name: value for name, _, value, *_ in ATTRIBUTES}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response><Start>{EVERYTHING}</Start></Response>")


@pytest.mark.parametrize(
    ("wire", "word"), [(wire, word) for wire, words in (CLOSED_SETS | LISTS).items() for word in sorted(words)]
)
def test_word_of_a_closed_set_is_taken(wire: str, word: str) -> None:
    assert f'<Recording {wire}="{word}"/>' == str(Recording(**{PYTHON[wire]: word}))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("recording_status_callback_method", "get"),
        ("recording_status_callback_event", "failed"),  # the REST API's name of absent
        ("recording_status_callback_event", "completed absent"),
        ("recording_status_callback_event", ("completed", "start")),
        ("recording_status_callback_event", []),
        ("channels", "stereo"),
        ("track", "inbound_track"),  # a word of Stream
        ("track", "Both"),
        ("trim", "do-not-trim"),  # a word of Conference
        ("format", "WAV"),
        ("format", ""),
    ],
)
def test_word_outside_of_what_is_allowed_is_refused(name: str, word: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<Recording> {name}: "):
        Recording(**{name: word})


@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/", "wss://voice.example.com/"])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Recording> recording_status_callback: "):
        Recording(recording_status_callback=url)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 7) for name in NAMES),
        *((name, True) for name in NAMES),
        *((name, ["x"]) for name in NAMES if name != EVENTS),
        (EVENTS, {"completed"}),
        (EVENTS, ["completed", 7]),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Recording> {name}: "):
        Recording(**{name: value})


# What only TwiML has, what belongs to Record, and the wire's own spelling.
@pytest.mark.parametrize(
    "name",
    ["name", "max_length", "play_beep", "timeout", "status_callback", "recording_track", "recordingStatusCallback"],
)
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Recording> {name}: "):
        Recording(**{name: "x"})


def test_recording_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(Recording), Recording.nested)


@pytest.mark.parametrize("content", ["room", 5, Say("Hello")], ids=["text", "number", "element"])
def test_content_is_refused(content: Any) -> None:
    with pytest.raises(WrongType, match=r"<Recording>: "):
        Recording(content)


def test_start_adds_one() -> None:
    assert Start(Recording(format="wav")) == Start().recording(format="wav")


@pytest.mark.parametrize("parent", [Stop, Connect, Response], ids=["Stop", "Connect", "Response"])
def test_recording_stands_in_a_start_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Recording does not belong here"):
        parent(Recording())


# It is stopped over the REST API.
def test_stop_with_a_recording_is_not_valid() -> None:
    assert not is_valid("<Response><Stop><Recording/></Stop></Response>")
