"""The Conference page of the platform's manual, restated by hand: join a named room."""

from typing import Any

import pytest

from texml import (
    Conference,
    Dial,
    Gather,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Say,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.documents import CONFERENCE_WAIT
from texml.vocabulary.kinds import Choice, Choices, Flag, Whole

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("muted", "muted", True, "true", "false"),
    ("start_conference_on_enter", "startConferenceOnEnter", False, "false", "true"),
    ("end_conference_on_exit", "endConferenceOnExit", True, "true", "false"),
    ("max_participants", "maxParticipants", 12, "12", "250"),
    ("beep", "beep", "onEnter", "onEnter", "true"),
    ("participant_label", "participantLabel", "host", "host", None),
    ("record", "record", "record-from-start", "record-from-start", "do-not-record"),
    ("record_beep", "recordBeep", False, "false", "true"),
    ("recording_status_callback", "recordingStatusCallback", "/recording", "/recording", None),
    (
        *("recording_status_callback_event", "recordingStatusCallbackEvent"),
        *(("in-progress", "completed", "absent"), "in-progress completed absent", "completed"),
    ),
    ("recording_status_callback_method", "recordingStatusCallbackMethod", "GET", "GET", "POST"),
    ("recording_timeout", "recordingTimeout", 60, "60", "0"),
    ("trim", "trim", "trim-silence", "trim-silence", "do-not-trim"),
    ("send_recording_url", "sendRecordingUrl", False, "false", "true"),
    ("status_callback", "statusCallback", "/conference", "/conference", None),
    ("status_callback_method", "statusCallbackMethod", "GET", "GET", "POST"),
    (
        *("status_callback_event", "statusCallbackEvent"),
        *(("start", "end", "join", "leave", "speaker"), "start end join leave speaker", None),
    ),
    ("wait_url", "waitUrl", "/wait", "/wait", None),
    ("wait_method", "waitMethod", "GET", "GET", "POST"),
]
NAMES = [name for name, *_ in ATTRIBUTES]

# On the page of 2026 and not yet on that of 2021, which lists the other seventeen.
NEWER = {"participantLabel", "sendRecordingUrl"}

# wire name: least, most, unit
RANGES = {"maxParticipants": (2, 250, None), "recordingTimeout": (0, 14400, "seconds")}
FLAGS = {"muted", "startConferenceOnEnter", "endConferenceOnExit", "recordBeep", "sendRecordingUrl"}
CLOSED_SETS = {
    "beep": {"true", "false", "onEnter", "onExit"},
    "record": {"do-not-record", "record-from-start"},
    "recordingStatusCallbackMethod": {"GET", "POST"},
    "trim": {"trim-silence", "do-not-trim"},
    "statusCallbackMethod": {"GET", "POST"},
    "waitMethod": {"GET", "POST"},
}
LISTS = {
    "recordingStatusCallbackEvent": {"in-progress", "completed", "absent"},
    "statusCallbackEvent": {"start", "end", "join", "leave", "speaker"},
}

NUMBERS = ["max_participants", "recording_timeout"]
BOOLEANS = ["muted", "start_conference_on_enter", "end_conference_on_exit", "record_beep", "send_recording_url"]
EVENTS = ["recording_status_callback_event", "status_callback_event"]
URLS = ["recording_status_callback", "status_callback", "wait_url"]

EVERYTHING = (
    '<Conference muted="true" startConferenceOnEnter="false" endConferenceOnExit="true" maxParticipants="12"'
    ' beep="onEnter" participantLabel="host" record="record-from-start" recordBeep="false"'
    ' recordingStatusCallback="/recording" recordingStatusCallbackEvent="in-progress completed absent"'
    ' recordingStatusCallbackMethod="GET" recordingTimeout="60" trim="trim-silence" sendRecordingUrl="false"'
    ' statusCallback="/conference" statusCallbackMethod="GET"'
    ' statusCallbackEvent="start end join leave speaker" waitUrl="/wait" waitMethod="GET">Room 1234</Conference>'
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Conference)}


def test_there_are_nineteen_attributes() -> None:
    assert 19 == len(rows(Conference))


def test_two_attributes_are_newer_than_the_page_of_2021() -> None:
    assert NEWER == {row.wire for row in rows(Conference) if "2021" not in row.source}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {
        row.wire: row.default for row in rows(Conference)
    }


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Conference) if isinstance(row.kind, Whole)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in numbers}


def test_flags_are_those_of_the_page() -> None:
    assert FLAGS == {row.wire for row in rows(Conference) if isinstance(row.kind, Flag)}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Conference) if isinstance(row.kind, Choice)}


def test_lists_are_those_of_the_page() -> None:
    assert LISTS == {row.wire: set(row.kind.words) for row in rows(Conference) if isinstance(row.kind, Choices)}


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Conference)}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), ATTRIBUTES, ids=NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Conference {wire}="{text}">Room 1234</Conference>' == str(Conference("Room 1234", **{name: value}))


def test_all_attributes_stand_together() -> None:
    assert EVERYTHING == str(Conference("Room 1234", **{name: value for name, _, value, *_ in ATTRIBUTES}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response><Dial>{EVERYTHING}</Dial></Response>")


# The REST API allows 800 participants; the XML attribute does not.
@pytest.mark.parametrize(
    ("name", "wire", "value"),
    [
        ("max_participants", "maxParticipants", 2),
        ("max_participants", "maxParticipants", 250),
        ("recording_timeout", "recordingTimeout", 0),
        ("recording_timeout", "recordingTimeout", 14400),
    ],
)
def test_both_ends_of_a_range_are_taken(name: str, wire: str, value: int) -> None:
    assert f'<Conference {wire}="{value}">Room 1234</Conference>' == str(Conference("Room 1234", **{name: value}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("max_participants", 1),
        ("max_participants", 251),
        ("max_participants", 800),
        ("recording_timeout", -1),
        ("recording_timeout", 14401),
    ],
)
def test_number_beyond_the_range_is_refused(name: str, value: int) -> None:
    with pytest.raises(InvalidValue, match=rf"<Conference> {name}: {value} is not allowed"):
        Conference("Room 1234", **{name: value})


@pytest.mark.parametrize(
    ("beep", "text"),
    [
        (True, "true"),
        (False, "false"),
        ("true", "true"),
        ("false", "false"),
        ("onEnter", "onEnter"),
        ("onExit", "onExit"),
    ],
)
def test_beep_is_a_boolean_or_a_word(beep: Any, text: str) -> None:
    assert f'<Conference beep="{text}">Room 1234</Conference>' == str(Conference("Room 1234", beep=beep))


@pytest.mark.parametrize(
    ("name", "wire", "word"),
    [
        ("record", "record", "do-not-record"),
        ("record", "record", "record-from-start"),
        ("trim", "trim", "trim-silence"),
        ("trim", "trim", "do-not-trim"),
        *(("wait_method", "waitMethod", word) for word in ("GET", "POST")),
        *(("status_callback_method", "statusCallbackMethod", word) for word in ("GET", "POST")),
        *(("recording_status_callback_method", "recordingStatusCallbackMethod", word) for word in ("GET", "POST")),
    ],
)
def test_word_of_a_closed_set_is_taken(name: str, wire: str, word: str) -> None:
    assert f'<Conference {wire}="{word}">Room 1234</Conference>' == str(Conference("Room 1234", **{name: word}))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("beep", "onenter"),
        ("beep", "True"),
        ("record", "true"),  # a word of the REST API
        ("record", "record-from-answer"),  # a word of Dial
        ("trim", "true"),
        ("wait_method", "post"),
        ("status_callback_method", "PUT"),
        ("recording_status_callback_method", ""),
        ("status_callback_event", "mute"),  # a word of TwiML, as the next two
        ("status_callback_event", "hold"),
        ("status_callback_event", ("start", "announcement")),
        ("status_callback_event", "participant-join"),  # what the callback says, not what subscribes to it
        ("status_callback_event", "start end"),
        ("status_callback_event", ()),
        ("recording_status_callback_event", "failed"),  # the REST API's name of absent
        ("recording_status_callback_event", []),
    ],
)
def test_word_outside_of_the_closed_set_is_refused(name: str, word: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<Conference> {name}: "):
        Conference("Room 1234", **{name: word})


@pytest.mark.parametrize(
    ("events", "text"),
    [
        pytest.param("join", "join", id="one word"),
        pytest.param(("leave", "join"), "leave join", id="tuple, in the order given"),
        pytest.param(["start", "end"], "start end", id="list"),
        pytest.param(("speaker",), "speaker", id="tuple of one"),
    ],
)
def test_several_events_are_separated_by_a_space(events: Any, text: str) -> None:
    conference = Conference("Room 1234", status_callback_event=events)

    assert f'<Conference statusCallbackEvent="{text}">Room 1234</Conference>' == str(conference)


@pytest.mark.parametrize("name", URLS)
@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/a.mp3", "file:///music.wav"])
def test_what_is_no_url_is_refused(name: str, url: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Conference> {name}: "):
        Conference("Room 1234", **{name: url})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 7) for name in NAMES if name not in NUMBERS),
        *((name, True) for name in NAMES if name not in {*BOOLEANS, "beep"}),
        *((name, "7") for name in NUMBERS),
        *((name, 7.0) for name in NUMBERS),
        *((name, "true") for name in BOOLEANS),
        *((name, 1) for name in BOOLEANS),
        *((name, ["x"]) for name in NAMES if name not in EVENTS),
        *((name, {"completed", "join"}) for name in EVENTS),
        *((name, [True]) for name in EVENTS),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Conference> {name}: "):
        Conference("Room 1234", **{name: value})


def test_blank_label_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Conference> participant_label: ' ' is blank"):
        Conference("Room 1234", participant_label=" ")


@pytest.mark.parametrize("name", ["coach", "region", "jitter_buffer_size", "event_callback_url", "waitUrl", "timeout"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Conference> {name}: "):
        Conference("Room 1234", **{name: "x"})


# The platform would ignore it without a word: waitUrlMethod belongs to Enqueue.
def test_wait_url_method_is_told_from_wait_method() -> None:
    with pytest.raises(UnknownAttribute, match=r"did you mean 'wait_method'\?"):
        Conference("Room 1234", wait_url_method="GET")


def test_name_is_required() -> None:
    text = text_row(Conference)

    assert text is not None
    assert ("name", True) == (text.name, text.required)


def test_conference_without_name_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Conference>: the text is missing"):
        Conference()


@pytest.mark.parametrize("name", ["", " "], ids=["empty", "blank"])
def test_blank_name_is_refused(name: str) -> None:
    with pytest.raises(MissingContent, match=r"<Conference> name: .* is blank"):
        Conference(name)


@pytest.mark.parametrize("name", [1234, True, None, ["Room 1234"]], ids=repr)
def test_name_of_the_wrong_type_is_refused(name: Any) -> None:
    with pytest.raises(WrongType, match=r"<Conference> name: "):
        Conference(name)


@pytest.mark.parametrize(
    ("name", "xml"), [("Room 1234", "Room 1234"), ("Küche", "Küche"), ("R&D <x>", "R&amp;D &lt;x&gt;")]
)
def test_name_is_any_text(name: str, xml: str) -> None:
    assert f"<Conference>{xml}</Conference>" == str(Conference(name))


def test_conference_holds_no_children() -> None:
    assert {} == Conference.nested


def test_dial_adds_one() -> None:
    assert Dial(Conference("Room 1234", muted=True), timeout=20) == Dial(timeout=20).conference("Room 1234", muted=True)


def test_conference_does_not_stand_in_gather() -> None:
    with pytest.raises(InvalidNesting, match=r"<Gather>: a Conference does not belong here"):
        Gather([Say("Hello"), Conference("Room 1234")])


# The page names no verbs for the document at waitUrl; the REST reference names these for its HoldUrl and AnnounceUrl.
def test_wait_document_holds_the_verbs_of_the_rest_reference() -> None:
    assert ({"Play", "Say", "Pause", "Redirect"}, "assumed") == (
        {verb.tag for verb in CONFERENCE_WAIT.verbs},
        CONFERENCE_WAIT.grade,
    )
