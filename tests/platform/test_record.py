"""The Record page of the platform's manual, restated by hand: record the call while it waits."""

from typing import Any

import pytest

from texml import (
    Dial,
    Gather,
    Hangup,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Record,
    Response,
    Say,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Choices, Flag, Whole

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("action", "action", "/recorded", "/recorded", None),
    ("method", "method", "GET", "GET", "POST"),
    ("finish_on_key", "finishOnKey", "*#", "*#", "1234567890*#"),
    ("timeout", "timeout", 5, "5", "0"),  # TwiML has 5
    ("max_length", "maxLength", 120, "120", "3600"),
    ("play_beep", "playBeep", False, "false", "true"),
    ("trim", "trim", "trim-silence", "trim-silence", None),
    ("channels", "channels", "single", "single", "dual"),
    ("recording_status_callback", "recordingStatusCallback", "/recording", "/recording", None),
    ("recording_status_callback_method", "recordingStatusCallbackMethod", "GET", "GET", "POST"),
    (
        *("recording_status_callback_event", "recordingStatusCallbackEvent"),
        *(("in-progress", "completed"), "in-progress completed", "completed"),
    ),
    ("transcription", "transcription", True, "true", "false"),
    ("transcription_callback", "transcriptionCallback", "/text", "/text", None),
    ("transcription_engine", "transcriptionEngine", "Deepgram", "Deepgram", "A"),
    ("transcription_model", "transcriptionModel", "deepgram/nova-3", "deepgram/nova-3", None),
    ("transcription_language", "transcriptionLanguage", "de-DE", "de-DE", "en-US"),
    ("format", "format", "wav", "wav", "mp3"),
]
NAMES = [name for name, *_ in ATTRIBUTES]

# wire name: least, most, unit; 0 sets no limit
RANGES = {"timeout": (0, None, "seconds"), "maxLength": (0, 14400, "seconds")}
FLAGS = {"playBeep", "transcription"}
CLOSED_SETS = {
    "method": {"GET", "POST"},
    "trim": {"trim-silence"},
    "channels": {"single", "dual"},
    "recordingStatusCallbackMethod": {"GET", "POST"},
    "transcriptionEngine": {"A", "B", "Deepgram", "deepgram"},  # A is Google, B is Telnyx
    "format": {"mp3", "wav"},
}
# No absent here, unlike Dial and Conference.
LISTS = {"recordingStatusCallbackEvent": {"in-progress", "completed"}}

PYTHON = {wire: name for name, wire, *_ in ATTRIBUTES}
NUMBERS = ["timeout", "max_length"]
BOOLEANS = ["play_beep", "transcription"]
EVENTS = "recording_status_callback_event"
URLS = ["action", "recording_status_callback", "transcription_callback"]

EVERYTHING = (
    '<Record action="/recorded" method="GET" finishOnKey="*#" timeout="5" maxLength="120" playBeep="false"'
    ' trim="trim-silence" channels="single" recordingStatusCallback="/recording" recordingStatusCallbackMethod="GET"'
    ' recordingStatusCallbackEvent="in-progress completed" transcription="true" transcriptionCallback="/text"'
    ' transcriptionEngine="Deepgram" transcriptionModel="deepgram/nova-3" transcriptionLanguage="de-DE"'
    ' format="wav"/>'
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Record)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {row.wire: row.default for row in rows(Record)}


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Record) if isinstance(row.kind, Whole)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in numbers}


def test_flags_are_those_of_the_page() -> None:
    assert FLAGS == {row.wire for row in rows(Record) if isinstance(row.kind, Flag)}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Record) if isinstance(row.kind, Choice)}


def test_lists_are_those_of_the_page() -> None:
    assert LISTS == {row.wire: set(row.kind.words) for row in rows(Record) if isinstance(row.kind, Choices)}


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Record)}


def test_no_attribute_is_required() -> None:
    assert {False} == {row.required for row in rows(Record)}


def test_record_needs_nothing() -> None:
    assert "<Record/>" == str(Record())


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), ATTRIBUTES, ids=NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Record {wire}="{text}"/>' == str(Record(**{name: value}))


def test_all_attributes_stand_together() -> None:
    assert EVERYTHING == str(Record(**{name: value for name, _, value, *_ in ATTRIBUTES}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


@pytest.mark.parametrize(
    ("name", "wire", "value"),
    [
        ("timeout", "timeout", 0),
        ("timeout", "timeout", 86400),
        ("max_length", "maxLength", 0),
        ("max_length", "maxLength", 14400),
    ],
)
def test_both_ends_of_a_range_are_taken(name: str, wire: str, value: int) -> None:
    assert f'<Record {wire}="{value}"/>' == str(Record(**{name: value}))


@pytest.mark.parametrize(("name", "value"), [("timeout", -1), ("max_length", -1), ("max_length", 14401)])
def test_number_beyond_the_range_is_refused(name: str, value: int) -> None:
    with pytest.raises(InvalidValue, match=rf"<Record> {name}: {value} is not allowed"):
        Record(**{name: value})


@pytest.mark.parametrize(
    ("wire", "word"), [(wire, word) for wire, words in (CLOSED_SETS | LISTS).items() for word in sorted(words)]
)
def test_word_of_a_closed_set_is_taken(wire: str, word: str) -> None:
    assert f'<Record {wire}="{word}"/>' == str(Record(**{PYTHON[wire]: word}))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("method", "post"),
        ("trim", "do-not-trim"),  # a word of Conference
        ("channels", "mono"),  # a word of Recording
        ("recording_status_callback_method", "PUT"),
        ("recording_status_callback_event", "absent"),
        ("recording_status_callback_event", "in-progress completed"),
        ("recording_status_callback_event", ("completed", "failed")),
        ("recording_status_callback_event", ()),
        ("transcription_engine", "Google"),  # a word of Transcription
        ("transcription_engine", "C"),
        ("transcription_engine", "a"),
        ("format", "MP3"),
        ("format", "ogg"),
        ("finish_on_key", "w"),
        ("finish_on_key", "1,2"),
    ],
)
def test_word_outside_of_what_is_allowed_is_refused(name: str, word: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<Record> {name}: "):
        Record(**{name: word})


@pytest.mark.parametrize("keys", ["#", "*", "0", "1234567890*#"], ids=["hash", "star", "zero", "all"])
def test_finish_on_key_is_a_set_of_keys(keys: str) -> None:
    assert f'<Record finishOnKey="{keys}"/>' == str(Record(finish_on_key=keys))


@pytest.mark.parametrize("name", URLS)
@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/", "file:///a.wav"])
def test_what_is_no_url_is_refused(name: str, url: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Record> {name}: "):
        Record(**{name: url})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 7) for name in NAMES if name not in NUMBERS),
        *((name, True) for name in NAMES if name not in BOOLEANS),
        *((name, "7") for name in NUMBERS),
        *((name, 7.0) for name in NUMBERS),
        *((name, "true") for name in BOOLEANS),
        *((name, ["x"]) for name in NAMES if name != EVENTS),
        (EVENTS, {"completed"}),
        (EVENTS, ["completed", 7]),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Record> {name}: "):
        Record(**{name: value})


@pytest.mark.parametrize("name", ["transcription_model", "transcription_language"])
def test_blank_word_is_refused(name: str) -> None:
    with pytest.raises(MissingContent, match=rf"<Record> {name}: ' ' is blank"):
        Record(**{name: " "})


# The first three stand in the page's own text about callbacks, left over from TwiML; its table has other names.
@pytest.mark.parametrize(
    "name",
    ["status_callback", "transcribe", "transcribe_callback", "recording_channels", "recording_track", "maxLength"],
)
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Record> {name}: "):
        Record(**{name: "x"})


def test_record_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(Record), Record.nested)


@pytest.mark.parametrize("content", ["#", 5, Say("Hello")], ids=["text", "number", "element"])
def test_content_is_refused(content: Any) -> None:
    with pytest.raises(WrongType, match=r"<Record>: "):
        Record(content)


def test_verbs_after_a_record_are_reached_unless_it_has_an_action() -> None:
    assert "with action" == Record.ends


def test_response_adds_one() -> None:
    assert Response([Hangup(), Record(max_length=60)]) == Response(Hangup()).record(max_length=60)


@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_record_stands_in_a_response_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Record does not belong here"):
        parent(Record())
