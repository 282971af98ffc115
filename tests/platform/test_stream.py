"""The Stream page of the platform's manual, restated by hand: the call's audio over a WebSocket, and Parameter."""

from typing import Any

import pytest

from texml import (
    ConversationRelay,
    Dial,
    Gather,
    InvalidNesting,
    InvalidValue,
    MissingAttribute,
    MissingContent,
    Parameter,
    Pay,
    Response,
    Say,
    Start,
    Stop,
    StopStream,
    Stream,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Flag

URL = "wss://voice.example.com/audio"

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("url", "url", URL, URL, None),
    ("track", "track", "both_tracks", "both_tracks", "inbound_track"),
    ("name", "name", "listener", "listener", None),
    ("codec", "codec", "OPUS", "OPUS", "default"),
    ("bidirectional_mode", "bidirectionalMode", "rtp", "rtp", "mp3"),
    ("bidirectional_codec", "bidirectionalCodec", "G722", "G722", "PCMU"),
    ("bidirectional_sampling_rate", "bidirectionalSamplingRate", "16000", "16000", "8000"),
    ("status_callback", "statusCallback", "/stream", "/stream", None),
    ("status_callback_method", "statusCallbackMethod", "GET", "GET", "POST"),
    ("enable_reconnect", "enableReconnect", False, "false", "true"),
]
NAMES = [name for name, *_ in ATTRIBUTES]
OPTIONAL = ATTRIBUTES[1:]
OPTIONAL_NAMES = NAMES[1:]

FLAGS = {"enableReconnect"}
CLOSED_SETS = {
    "track": {"inbound_track", "outbound_track", "both_tracks"},
    "codec": {"PCMU", "PCMA", "G722", "OPUS", "AMR-WB", "default"},
    "bidirectionalMode": {"mp3", "rtp"},
    "bidirectionalCodec": {"PCMU", "PCMA", "G722", "OPUS", "AMR-WB"},
    "bidirectionalSamplingRate": {"8000", "16000", "24000"},
    "statusCallbackMethod": {"GET", "POST"},
}

PYTHON = {wire: name for name, wire, *_ in ATTRIBUTES}

EVERYTHING = (
    '<Stream url="wss://voice.example.com/audio" track="both_tracks" name="listener" codec="OPUS"'
    ' bidirectionalMode="rtp" bidirectionalCodec="G722" bidirectionalSamplingRate="16000" statusCallback="/stream"'
    ' statusCallbackMethod="GET" enableReconnect="false">'
    '<Parameter name="room" value="1234"/><Parameter name="language" value="de"/>'
    "</Stream>"
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Stream)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {row.wire: row.default for row in rows(Stream)}


def test_only_the_sampling_rate_has_a_unit() -> None:
    assert {"bidirectionalSamplingRate": "Hz"} == {row.wire: row.unit for row in rows(Stream) if row.unit is not None}


def test_flags_are_those_of_the_page() -> None:
    assert FLAGS == {row.wire for row in rows(Stream) if isinstance(row.kind, Flag)}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Stream) if isinstance(row.kind, Choice)}


def test_every_attribute_is_documented() -> None:
    assert {"documented"} == {row.grade for row in rows(Stream)}


def test_only_the_url_is_required() -> None:
    assert {"url"} == {row.wire for row in rows(Stream) if row.required}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), OPTIONAL, ids=OPTIONAL_NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    stream = Stream(url=URL, **{name: value})

    assert f'<Stream url="wss://voice.example.com/audio" {wire}="{text}"/>' == str(stream)


def test_all_attributes_stand_together() -> None:
    parameters = [Parameter(name="room", value="1234"), Parameter(name="language", value="de")]

    assert EVERYTHING == str(Stream(parameters, **{name: value for name, _, value, *_ in ATTRIBUTES}))


@pytest.mark.parametrize("parent", ["Start", "Connect"])
def test_document_with_all_attributes_is_valid(parent: str) -> None:
    assert is_valid(f"<Response><{parent}>{EVERYTHING}</{parent}></Response>")


def test_stream_without_url_is_refused() -> None:
    with pytest.raises(MissingAttribute, match=r"<Stream> url: it is missing; allowed: a wss:// URL"):
        Stream(name="listener")


def test_document_without_url_is_not_valid() -> None:
    assert not is_valid('<Response><Start><Stream name="listener"/></Start></Response>')


@pytest.mark.parametrize(
    "url",
    [
        "",
        "/audio",
        "wss://",
        "ws://voice.example.com/audio",
        "https://voice.example.com/audio",
        "wss://voice.example.com/a b",
    ],
)
def test_what_is_no_url_of_an_encrypted_websocket_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Stream> url: .*; allowed: a wss:// URL"):
        Stream(url=url)


@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/", "wss://voice.example.com/"])
def test_status_callback_that_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Stream> status_callback: "):
        Stream(url=URL, status_callback=url)


@pytest.mark.parametrize(
    ("wire", "word"), [(wire, word) for wire, words in CLOSED_SETS.items() for word in sorted(words)]
)
def test_word_of_a_closed_set_is_taken(wire: str, word: str) -> None:
    stream = Stream(url=URL, **{PYTHON[wire]: word})

    assert f'<Stream url="wss://voice.example.com/audio" {wire}="{word}"/>' == str(stream)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("track", "inbound"),  # a word of Transcription
        ("track", "both"),
        ("codec", "opus"),
        ("codec", "L16"),
        ("bidirectional_mode", "wav"),
        ("bidirectional_codec", "default"),  # a word of codec
        ("bidirectional_sampling_rate", "7999"),
        ("bidirectional_sampling_rate", "8001"),
        ("bidirectional_sampling_rate", "48000"),
        ("status_callback_method", "put"),
    ],
)
def test_word_outside_of_the_closed_set_is_refused(name: str, word: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Stream> {name}: "):
        Stream(url=URL, **{name: word})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, 8000) for name in NAMES),
        *((name, True) for name in NAMES if name != "enable_reconnect"),
        *((name, ["x"]) for name in NAMES),
        ("enable_reconnect", "true"),
        ("url", None),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Stream> {name}: "):
        Stream(**{"url": URL, name: value})


def test_blank_name_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Stream> name: ' ' is blank"):
        Stream(url=URL, name=" ")


@pytest.mark.parametrize("name", ["connector_name", "mode", "sampling_rate", "method", "bidirectionalMode"])
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Stream> {name}: "):
        Stream(url=URL, **{name: "x"})


# Alone, once, required.
def test_stream_holds_parameters_in_any_number() -> None:
    assert {Parameter: (False, False, False)} == Stream.nested


def test_stream_has_no_text_of_its_own() -> None:
    assert text_row(Stream) is None


def test_method_adds_parameters_in_the_order_given() -> None:
    stream = Stream(url=URL).parameter(name="b", value="1").parameter(name="a", value="2")

    assert (
        '<Stream url="wss://voice.example.com/audio">'
        '<Parameter name="b" value="1"/><Parameter name="a" value="2"/></Stream>'
    ) == str(stream)


@pytest.mark.parametrize("content", [Say("Hello"), Stream(url=URL), "room", 7], ids=["Say", "Stream", "text", "number"])
def test_other_content_is_refused(content: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Stream>: .* does not belong here; allowed: Parameter"):
        Stream(content, url=URL)


@pytest.mark.parametrize("parent", [Stop, Response, Gather, Dial])
def test_stream_does_not_stand_elsewhere(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Stream does not belong here"):
        parent(Stream(url=URL))


def test_attributes_of_a_parameter_are_those_of_the_pages_and_required() -> None:
    assert [("name", "name", True, None, "documented"), ("value", "value", True, None, "documented")] == [
        (row.name, row.wire, row.required, row.default, row.grade) for row in rows(Parameter)
    ]


@pytest.mark.parametrize("name", ["name", "value"])
def test_parameter_without_name_or_value_is_refused(name: str) -> None:
    attributes = {"name": "room", "value": "1234"}
    del attributes[name]

    with pytest.raises(MissingAttribute, match=rf"<Parameter> {name}: it is missing"):
        Parameter(**attributes)


@pytest.mark.parametrize("parameter", ["<Parameter/>", '<Parameter name="room"/>', '<Parameter value="1234"/>'])
def test_document_with_half_a_parameter_is_not_valid(parameter: str) -> None:
    assert not is_valid(
        f'<Response><Start><Stream url="wss://voice.example.com/audio">{parameter}</Stream></Start></Response>'
    )


@pytest.mark.parametrize("name", ["name", "value"])
def test_blank_parameter_is_refused(name: str) -> None:
    with pytest.raises(MissingContent, match=rf"<Parameter> {name}: ' ' is blank"):
        Parameter(**{"name": "room", "value": "1234", name: " "})


@pytest.mark.parametrize("name", ["name", "value"])
@pytest.mark.parametrize("value", [7, True, None, ["x"]], ids=repr)
def test_parameter_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Parameter> {name}: "):
        Parameter(**{"name": "room", "value": "1234", name: value})


def test_value_of_a_parameter_is_any_text() -> None:
    parameter = Parameter(name="q", value='a "b" & <c>')

    assert '<Parameter name="q" value="a &quot;b&quot; &amp; &lt;c>"/>' == str(parameter)


def test_parameter_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(Parameter), Parameter.nested)


@pytest.mark.parametrize("parent", [Stream, ConversationRelay, Pay])
def test_parameter_stands_in_these_three(parent: Any) -> None:
    assert (False, False, False) == parent.nested[Parameter]


def test_stream_to_stop_has_a_name_only() -> None:
    assert [("name", "name", None, False)] == [
        (row.name, row.wire, row.default, row.required) for row in rows(StopStream)
    ]


def test_stream_to_stop_holds_no_text_and_no_children() -> None:
    assert (None, {}) == (text_row(StopStream), StopStream.nested)


@pytest.mark.parametrize(
    ("attributes", "xml"),
    [({}, "<Stream/>"), ({"name": "listener"}, '<Stream name="listener"/>')],
    ids=["the current one", "by name"],
)
def test_stream_to_stop_is_the_current_one_or_named(attributes: dict[str, Any], xml: str) -> None:
    assert xml == str(StopStream(**attributes))


@pytest.mark.parametrize("name", ["url", "track", "status_callback"])
def test_attribute_of_the_started_stream_is_refused_for_the_one_to_stop(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Stream> {name}: .*; allowed: name"):
        StopStream(**{name: URL})


def test_stream_to_stop_does_not_stand_in_a_start() -> None:
    with pytest.raises(InvalidNesting, match=r"<Start>: an? StopStream does not belong here"):
        Start(StopStream(name="listener"))


@pytest.mark.parametrize("stream", ["<Stream/>", '<Stream name="listener"/>'])
def test_document_that_stops_a_stream_is_valid(stream: str) -> None:
    assert is_valid(f"<Response><Stop>{stream}</Stop></Response>")


def test_document_that_stops_a_stream_by_its_url_is_not_valid() -> None:
    assert not is_valid('<Response><Stop><Stream url="wss://voice.example.com/audio"/></Stop></Response>')
