"""The Siprec page of the platform's manual, restated by hand: the call's audio to a recorder of your own."""

from typing import Any

import pytest

from texml import (
    Connect,
    InvalidNesting,
    InvalidValue,
    MissingAttribute,
    MissingContent,
    Response,
    Say,
    Siprec,
    Start,
    Stop,
    StopSiprec,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Flag, Whole

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("connector_name", "connectorName", "recorder", "recorder", None),
    ("status_callback", "statusCallback", "/siprec", "/siprec", None),
    ("status_callback_method", "statusCallbackMethod", "GET", "GET", "POST"),
    ("track", "track", "inbound_track", "inbound_track", "both_tracks"),
    ("name", "name", "archive", "archive", None),
    ("include_metadata_custom_headers", "includeMetadataCustomHeaders", True, "true", "false"),
    ("secure", "secure", True, "true", "false"),
    ("session_timeout_secs", "sessionTimeoutSecs", 600, "600", "1800"),
]
NAMES = [name for name, *_ in ATTRIBUTES]
OPTIONAL = ATTRIBUTES[1:]
OPTIONAL_NAMES = NAMES[1:]

# wire name: least, most, unit; 14440 is the figure of the page
RANGES = {"sessionTimeoutSecs": (90, 14440, "seconds")}
FLAGS = {"includeMetadataCustomHeaders", "secure"}
CLOSED_SETS = {
    "statusCallbackMethod": {"GET", "POST"},
    "track": {"inbound_track", "outbound_track", "both_tracks"},
}

PYTHON = {wire: name for name, wire, *_ in ATTRIBUTES}
BOOLEANS = ["include_metadata_custom_headers", "secure"]

EVERYTHING = (
    '<Siprec connectorName="recorder" statusCallback="/siprec" statusCallbackMethod="GET" track="inbound_track"'
    ' name="archive" includeMetadataCustomHeaders="true" secure="true" sessionTimeoutSecs="600"/>'
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Siprec)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {row.wire: row.default for row in rows(Siprec)}


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Siprec) if isinstance(row.kind, Whole)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in numbers}


def test_flags_are_those_of_the_page() -> None:
    assert FLAGS == {row.wire for row in rows(Siprec) if isinstance(row.kind, Flag)}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Siprec) if isinstance(row.kind, Choice)}


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Siprec)}


def test_required_attributes_are_those_of_the_page() -> None:
    assert {"connectorName"} == {row.wire for row in rows(Siprec) if row.required}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), OPTIONAL, ids=OPTIONAL_NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Siprec connectorName="recorder" {wire}="{text}"/>' == str(
        Siprec(connector_name="recorder", **{name: value})
    )


def test_all_attributes_stand_together() -> None:
    assert EVERYTHING == str(Siprec(**{name: value for name, _, value, *_ in ATTRIBUTES}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response><Start>{EVERYTHING}</Start></Response>")


def test_siprec_without_connector_is_refused() -> None:
    with pytest.raises(MissingAttribute, match=r"<Siprec> connector_name: it is missing"):
        Siprec(name="archive")


def test_document_without_connector_is_not_valid() -> None:
    assert not is_valid('<Response><Start><Siprec name="archive"/></Start></Response>')


@pytest.mark.parametrize("name", ["connector_name", "name"])
@pytest.mark.parametrize("text", ["", " "], ids=["empty", "blank"])
def test_blank_name_is_refused(name: str, text: str) -> None:
    with pytest.raises(MissingContent, match=rf"<Siprec> {name}: .* is blank"):
        Siprec(**{"connector_name": "recorder", name: text})


# 0 stands outside of the range and sets no limit.
@pytest.mark.parametrize("seconds", [0, 90, 14440])
def test_session_timeout_is_0_or_within_its_range(seconds: int) -> None:
    siprec = Siprec(connector_name="recorder", session_timeout_secs=seconds)

    assert f'<Siprec connectorName="recorder" sessionTimeoutSecs="{seconds}"/>' == str(siprec)


@pytest.mark.parametrize("seconds", [-1, 1, 89, 14441])
def test_other_session_timeout_is_refused(seconds: int) -> None:
    with pytest.raises(InvalidValue, match=rf"<Siprec> session_timeout_secs: {seconds} is not allowed"):
        Siprec(connector_name="recorder", session_timeout_secs=seconds)


@pytest.mark.parametrize(("seconds", "valid"), [(0, True), (1, False), (89, False), (90, True), (14441, False)])
def test_session_timeout_in_a_document_is_held_against_the_same_limits(seconds: int, valid: bool) -> None:
    siprec = f'<Siprec connectorName="recorder" sessionTimeoutSecs="{seconds}"/>'

    assert valid == is_valid(f"<Response><Start>{siprec}</Start></Response>")


@pytest.mark.parametrize(
    ("wire", "word"), [(wire, word) for wire, words in CLOSED_SETS.items() for word in sorted(words)]
)
def test_word_of_a_closed_set_is_taken(wire: str, word: str) -> None:
    siprec = Siprec(connector_name="recorder", **{PYTHON[wire]: word})

    assert f'<Siprec connectorName="recorder" {wire}="{word}"/>' == str(siprec)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("status_callback_method", "get"),
        ("track", "both"),  # a word of Recording
        ("track", "Both_Tracks"),
        ("track", ""),
    ],
)
def test_word_outside_of_the_closed_set_is_refused(name: str, word: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Siprec> {name}: "):
        Siprec(connector_name="recorder", **{name: word})


@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/", "sip:recorder@example.com"])
def test_what_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Siprec> status_callback: "):
        Siprec(connector_name="recorder", status_callback=url)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 7) for name in NAMES if name != "session_timeout_secs"),
        *((name, True) for name in NAMES if name not in BOOLEANS),
        *((name, ["x"]) for name in NAMES),
        *((name, "true") for name in BOOLEANS),
        ("connector_name", None),
        ("session_timeout_secs", "600"),
        ("session_timeout_secs", 600.0),
        ("session_timeout_secs", False),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Siprec> {name}: "):
        Siprec(**{"connector_name": "recorder", name: value})


@pytest.mark.parametrize("name", ["connector", "session_timeout", "codec", "url", "connectorName"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Siprec> {name}: "):
        Siprec(connector_name="recorder", **{name: "x"})


def test_siprec_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(Siprec), Siprec.nested)


@pytest.mark.parametrize("content", ["recorder", 5, Say("Hello")], ids=["text", "number", "element"])
def test_content_is_refused(content: Any) -> None:
    with pytest.raises(WrongType, match=r"<Siprec>: "):
        Siprec(content, connector_name="recorder")


def test_start_adds_one() -> None:
    assert Start(Siprec(connector_name="recorder")) == Start().siprec(connector_name="recorder")


@pytest.mark.parametrize("parent", [Stop, Connect, Response], ids=["Stop", "Connect", "Response"])
def test_siprec_stands_in_a_start_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Siprec does not belong here"):
        parent(Siprec(connector_name="recorder"))


def test_siprec_to_stop_has_a_name_only() -> None:
    assert [("name", "name", None, False)] == [
        (row.name, row.wire, row.default, row.required) for row in rows(StopSiprec)
    ]


def test_siprec_to_stop_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(StopSiprec), StopSiprec.nested)


@pytest.mark.parametrize(
    ("attributes", "xml"),
    [({}, "<Siprec/>"), ({"name": "archive"}, '<Siprec name="archive"/>')],
    ids=["the current one", "by name"],
)
def test_siprec_to_stop_is_the_current_one_or_named(attributes: dict[str, Any], xml: str) -> None:
    assert xml == str(StopSiprec(**attributes))


@pytest.mark.parametrize("name", ["connector_name", "track", "status_callback"])
def test_attribute_of_the_started_siprec_is_refused_for_the_one_to_stop(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Siprec> {name}: .*; allowed: name"):
        StopSiprec(**{name: "recorder"})


def test_stop_adds_one() -> None:
    assert Stop(StopSiprec(name="archive")) == Stop().siprec(name="archive")


def test_siprec_to_stop_does_not_stand_in_a_start() -> None:
    with pytest.raises(InvalidNesting, match=r"<Start>: an? StopSiprec does not belong here"):
        Start(StopSiprec(name="archive"))


@pytest.mark.parametrize("siprec", ["<Siprec/>", '<Siprec name="archive"/>'])
def test_document_that_stops_a_siprec_is_valid(siprec: str) -> None:
    assert is_valid(f"<Response><Stop>{siprec}</Stop></Response>")


def test_document_that_stops_a_siprec_by_its_connector_is_not_valid() -> None:
    assert not is_valid('<Response><Stop><Siprec connectorName="recorder"/></Stop></Response>')
