"""The Connect page of the platform's manual and those of its nouns, restated by hand: a service takes the call."""

from collections.abc import Callable
from typing import Any

import pytest

from texml import (
    AIAssistant,
    Connect,
    ConversationRelay,
    Dial,
    Gather,
    InvalidNesting,
    InvalidValue,
    Language,
    MissingAttribute,
    MissingContent,
    Number,
    Parameter,
    Recording,
    Response,
    Say,
    StopStream,
    Stream,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Flag

URL = "wss://voice.example.com/relay"
AUDIO = "https://voice.example.com/office.mp3"

# Python name, wire name, a value, its wire text, default (None: no page gives one)
CONNECT = [
    ("action", "action", "/done", "/done", None),
    ("method", "method", "GET", "GET", "POST"),
]
ASSISTANT = [
    ("id", "id", "assistant-1", "assistant-1", None),
    ("join", "join", "conversation-1", "conversation-1", None),
    ("participant_name", "participantName", "Anna", "Anna", None),
    ("participant_role", "participantRole", "assistant", "assistant", "user"),
]
RELAY = [
    ("url", "url", URL, URL, None),
    ("welcome_greeting", "welcomeGreeting", "Hello!", "Hello!", None),
    ("voice", "voice", "Telnyx.NaturalHD.astra", "Telnyx.NaturalHD.astra", None),
    ("language", "language", "de-DE", "de-DE", None),
    ("transcription_provider", "transcriptionProvider", "Deepgram", "Deepgram", None),
    ("interruptible", "interruptible", "speech", "speech", "any"),
    ("welcome_greeting_interruptible", "welcomeGreetingInterruptible", "dtmf", "dtmf", "any"),
    ("dtmf_detection", "dtmfDetection", True, "true", "false"),
    ("background_audio_type", "backgroundAudioType", "media_url", "media_url", None),
    ("background_audio_value", "backgroundAudioValue", AUDIO, AUDIO, None),
]
LANGUAGE = [
    ("code", "code", "fr-FR", "fr-FR", None),
    ("tts_provider", "ttsProvider", "Azure", "Azure", None),
    ("voice", "voice", "fr-FR-DeniseNeural", "fr-FR-DeniseNeural", None),
    ("transcription_provider", "transcriptionProvider", "Google", "Google", None),
    ("speech_model", "speechModel", "latest_long", "latest_long", None),
    ("background_audio_type", "backgroundAudioType", "media_url", "media_url", None),
    ("background_audio_value", "backgroundAudioValue", AUDIO, AUDIO, None),
]
TABLES: dict[Any, list[Any]] = {
    Connect: CONNECT,
    AIAssistant: ASSISTANT,
    ConversationRelay: RELAY,
    Language: LANGUAGE,
}

INTERRUPTIONS = {"none", "any", "speech", "dtmf", "true", "false"}
CLOSED_SETS: dict[Any, dict[str, set[str]]] = {
    Connect: {"method": {"GET", "POST"}},
    AIAssistant: {"participantRole": {"user", "assistant"}},
    ConversationRelay: {
        "interruptible": INTERRUPTIONS,
        "welcomeGreetingInterruptible": INTERRUPTIONS,
        "backgroundAudioType": {"media_url"},
    },
    Language: {"backgroundAudioType": {"media_url"}},
}
FLAGS = {Connect: set(), AIAssistant: set(), ConversationRelay: {"dtmfDetection"}, Language: set()}

# What an element cannot do without in these tests, and as XML.
NEEDED: dict[Any, dict[str, Any]] = {AIAssistant: {"join": "conversation-1"}, ConversationRelay: {"url": URL}}
NEEDED_XML = {AIAssistant: ' join="conversation-1"', ConversationRelay: ' url="wss://voice.example.com/relay"'}

ALL = [(element, *row) for element, table in TABLES.items() for row in table]
NAMES = [(element, name) for element, name, *_ in ALL]
OPTIONAL = [row for row in ALL if row[1] not in NEEDED.get(row[0], {}) and row[1] != "id"]
PYTHON = {wire: name for _, name, wire, *_ in ALL}
WORDS = [
    (element, wire, word)
    for element, sets in CLOSED_SETS.items()
    for wire, words in sets.items()
    for word in sorted(words)
]

RELAY_XML = (
    '<ConversationRelay url="wss://voice.example.com/relay" welcomeGreeting="Hello!" voice="Telnyx.NaturalHD.astra"'
    ' language="de-DE" transcriptionProvider="Deepgram" interruptible="speech" welcomeGreetingInterruptible="dtmf"'
    ' dtmfDetection="true" backgroundAudioType="media_url" backgroundAudioValue="https://voice.example.com/office.mp3">'
    '<Language code="fr-FR" ttsProvider="Azure" voice="fr-FR-DeniseNeural" transcriptionProvider="Google"'
    ' speechModel="latest_long" backgroundAudioType="media_url"'
    ' backgroundAudioValue="https://voice.example.com/office.mp3"/>'
    '<Parameter name="room" value="1234"/>'
    "</ConversationRelay>"
)
ASSISTANT_XML = '<AIAssistant join="conversation-1" participantName="Anna" participantRole="assistant"/>'


def make(element: Any, **attributes: Any) -> Any:
    needed = {} if "id" in attributes else NEEDED.get(element, {})
    return element(**{**needed, **attributes})


@pytest.mark.parametrize(("element", "table"), TABLES.items())
def test_attributes_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert {name: wire for name, wire, *_ in table} == {row.name: row.wire for row in rows(element)}


@pytest.mark.parametrize(("element", "table"), TABLES.items())
def test_defaults_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert {wire: default for _, wire, _, _, default in table} == {row.wire: row.default for row in rows(element)}


@pytest.mark.parametrize(("element", "sets"), CLOSED_SETS.items())
def test_closed_sets_are_those_of_the_page(element: Any, sets: dict[str, set[str]]) -> None:
    assert sets == {row.wire: set(row.kind.words) for row in rows(element) if isinstance(row.kind, Choice)}


@pytest.mark.parametrize(("element", "flags"), FLAGS.items())
def test_flags_are_those_of_the_page(element: Any, flags: set[str]) -> None:
    assert flags == {row.wire for row in rows(element) if isinstance(row.kind, Flag)}


@pytest.mark.parametrize("element", TABLES)
def test_every_attribute_is_documented_and_without_unit(element: Any) -> None:
    assert {("documented", None)} == {(row.grade, row.unit) for row in rows(element)}


@pytest.mark.parametrize(
    ("element", "required"), [(Connect, set()), (AIAssistant, set()), (ConversationRelay, {"url"}), (Language, set())]
)
def test_required_attributes_are_those_of_the_page(element: Any, required: set[str]) -> None:
    assert required == {row.wire for row in rows(element) if row.required}


@pytest.mark.parametrize(("element", "name", "wire", "value", "text", "default"), OPTIONAL)
def test_attribute_is_written_as_the_page_spells_it(
    element: Any, name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    needed = NEEDED_XML.get(element, "")

    assert f'<{element.tag}{needed} {wire}="{text}"/>' == str(make(element, **{name: value}))


def test_all_attributes_of_a_relay_stand_together() -> None:
    language = Language(**{name: value for name, _, value, *_ in LANGUAGE})
    relay = {name: value for name, _, value, *_ in RELAY}

    assert RELAY_XML == str(ConversationRelay([language, Parameter(name="room", value="1234")], **relay))


def test_all_attributes_of_an_assistant_stand_together() -> None:
    assert ASSISTANT_XML == str(AIAssistant(**{name: value for name, _, value, *_ in ASSISTANT if name != "id"}))


def test_all_attributes_of_connect_stand_together() -> None:
    connect = Connect(AIAssistant(id="assistant-1"), action="/done", method="GET")

    assert '<Connect action="/done" method="GET"><AIAssistant id="assistant-1"/></Connect>' == str(connect)


@pytest.mark.parametrize("service", [RELAY_XML, ASSISTANT_XML, '<AIAssistant id="assistant-1"/>'])
def test_document_with_all_attributes_is_valid(service: str) -> None:
    assert is_valid(f'<Response><Connect action="/done" method="GET">{service}</Connect></Response>')


@pytest.mark.parametrize(("element", "wire", "word"), WORDS)
def test_word_of_a_closed_set_is_taken(element: Any, wire: str, word: str) -> None:
    assert f' {wire}="{word}"' in str(make(element, **{PYTHON[wire]: word}))


@pytest.mark.parametrize(
    ("element", "name", "word"),
    [
        (Connect, "method", "get"),
        (Connect, "action", "ftp://voice.example.com/"),
        (Connect, "action", ""),
        (AIAssistant, "participant_role", "User"),
        (AIAssistant, "participant_role", "system"),
        (ConversationRelay, "interruptible", "all"),
        (ConversationRelay, "interruptible", "True"),
        (ConversationRelay, "welcome_greeting_interruptible", ""),
        (ConversationRelay, "background_audio_type", "url"),
        (ConversationRelay, "url", "https://voice.example.com/relay"),
        (ConversationRelay, "url", "ws://voice.example.com/relay"),
        (ConversationRelay, "url", "/relay"),
        (Language, "background_audio_type", "media-url"),
    ],
)
def test_word_outside_of_what_is_allowed_is_refused(element: Any, name: str, word: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: word})


# True is any of the caller's, False none.
@pytest.mark.parametrize(
    ("name", "wire"),
    [("interruptible", "interruptible"), ("welcome_greeting_interruptible", "welcomeGreetingInterruptible")],
)
@pytest.mark.parametrize(("value", "text"), [(True, "true"), (False, "false")])
def test_interruption_is_a_boolean_or_a_word(name: str, wire: str, value: bool, text: str) -> None:
    relay = ConversationRelay(url=URL, **{name: value})

    assert f'<ConversationRelay url="wss://voice.example.com/relay" {wire}="{text}"/>' == str(relay)


@pytest.mark.parametrize(
    ("element", "name", "value"),
    [
        *((element, name, 7) for element, name in NAMES),
        *((element, name, ["x"]) for element, name in NAMES),
        *((element, name, True) for element, name in NAMES if "interruptible" not in name and name != "dtmf_detection"),
        (ConversationRelay, "dtmf_detection", "true"),
        (ConversationRelay, "url", None),
    ],
)
def test_value_of_the_wrong_type_is_refused(element: Any, name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: value})


@pytest.mark.parametrize(
    ("element", "name"),
    [
        *((AIAssistant, name) for name in ("id", "join", "participant_name")),
        *((ConversationRelay, name) for name in ("welcome_greeting", "voice", "language", "background_audio_value")),
        *((Language, name) for name in ("code", "tts_provider", "voice", "transcription_provider", "speech_model")),
    ],
)
def test_blank_word_is_refused(element: Any, name: str) -> None:
    with pytest.raises(MissingContent, match=rf"<{element.tag}> {name}: ' ' is blank"):
        make(element, **{name: " "})


@pytest.mark.parametrize(
    ("element", "name"),
    [
        *((Connect, name) for name in ("url", "status_callback", "Action")),
        *((AIAssistant, name) for name in ("assistant_id", "participantName", "greeting")),
        *((ConversationRelay, name) for name in ("tts_provider", "speech_model", "debug", "dtmfDetection")),
        *((Language, name) for name in ("language", "ttsProvider", "interruptible")),
    ],
)
def test_attribute_that_the_page_does_not_know_is_refused(element: Any, name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: "x"})


def test_relay_without_url_is_refused() -> None:
    with pytest.raises(MissingAttribute, match=r"<ConversationRelay> url: it is missing"):
        ConversationRelay(voice="alice")


def test_assistant_has_an_id_or_joins() -> None:
    assert ("id", "join") == AIAssistant.one_of


def test_assistant_with_neither_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<AIAssistant>: .*; allowed: one of id, join"):
        AIAssistant(participant_name="Anna")


def test_assistant_with_both_is_refused() -> None:
    with pytest.raises(InvalidValue, match=r"<AIAssistant>: id and join are given together"):
        AIAssistant(id="assistant-1", join="conversation-1")


@pytest.mark.parametrize(
    "service",
    [
        "",
        "<AIAssistant/>",
        '<AIAssistant id="a" join="b"/>',
        "<ConversationRelay/>",
        "<Stream/>",
        '<AIAssistant id="a"/><AIAssistant id="b"/>',
        '<AIAssistant id="a"/><Stream url="wss://voice.example.com/audio"/>',
        "<Recording/>",
    ],
    ids=["nothing", "neither", "both", "relay to nowhere", "stream to nowhere", "two alike", "two", "one of Start"],
)
def test_document_that_breaks_a_rule_is_not_valid(service: str) -> None:
    assert not is_valid(f"<Response><Connect>{service}</Connect></Response>")


# Alone, once, required: exactly one service.
def test_connect_holds_one_service() -> None:
    assert {
        Stream: (True, False, False),
        AIAssistant: (True, False, False),
        ConversationRelay: (True, False, False),
    } == Connect.nested


def test_connect_needs_its_service() -> None:
    assert Connect.needs_child


@pytest.mark.parametrize(
    ("content", "add"),
    [
        (Stream(url=URL), lambda connect: connect.stream(url=URL)),
        (AIAssistant(id="a"), lambda connect: connect.ai_assistant(id="a")),
        (ConversationRelay(url=URL), lambda connect: connect.conversation_relay(url=URL)),
    ],
    ids=["Stream", "AIAssistant", "ConversationRelay"],
)
def test_method_adds_the_service(content: Any, add: Callable[[Connect], Connect]) -> None:
    assert Connect(content, action="/done") == add(Connect(action="/done"))


@pytest.mark.parametrize(
    ("tag", "make_connect"),
    [
        pytest.param("AIAssistant", lambda: Connect([AIAssistant(id="a"), AIAssistant(id="b")]), id="two alike"),
        pytest.param("AIAssistant", lambda: Connect([AIAssistant(id="a"), Stream(url=URL)]), id="two"),
        pytest.param("Stream", lambda: Connect(Stream(url=URL)).ai_assistant(id="a"), id="one added"),
    ],
)
def test_second_service_is_refused(tag: str, make_connect: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<Connect>: an? {tag} bears no sibling, and there are 2 children"):
        make_connect()


@pytest.mark.parametrize(
    "content",
    [StopStream(), Recording(), Number("+13125550100"), Say("Hello"), Language(code="de-DE"), "assistant-1", 7, None],
    ids=["Stream of Stop", "Recording", "Number", "Say", "Language", "text", "number", "None"],
)
def test_other_content_of_connect_is_refused(content: Any) -> None:
    with pytest.raises(
        InvalidNesting, match=r"<Connect>: .* does not belong here; allowed: Stream, AIAssistant, ConversationRelay"
    ):
        Connect(content)


def test_relay_holds_languages_and_parameters_in_any_number() -> None:
    assert {Language: (False, False, False), Parameter: (False, False, False)} == ConversationRelay.nested


# The method that adds one has another name, as `language` is an attribute.
def test_methods_add_languages_and_parameters() -> None:
    relay = ConversationRelay(url=URL).language_(code="de-DE").parameter(name="a", value="1").language_(code="fr-FR")

    assert (
        '<ConversationRelay url="wss://voice.example.com/relay"><Language code="de-DE"/>'
        '<Parameter name="a" value="1"/><Language code="fr-FR"/></ConversationRelay>'
    ) == str(relay)


@pytest.mark.parametrize(
    "content", [Say("Hello"), Stream(url=URL), "Hello", 7], ids=["Say", "Stream", "text", "number"]
)
def test_other_content_of_a_relay_is_refused(content: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<ConversationRelay>: .*; allowed: Language, Parameter"):
        ConversationRelay(content, url=URL)


@pytest.mark.parametrize("leaf", [AIAssistant, Language])
def test_leaf_holds_no_text_and_no_children(leaf: Any) -> None:
    assert (None, {}) == (text_row(leaf), leaf.nested)


@pytest.mark.parametrize("container", [Connect, ConversationRelay])
def test_container_has_no_text_of_its_own(container: Any) -> None:
    assert text_row(container) is None


def test_verbs_after_a_connect_are_reached_unless_it_has_an_action() -> None:
    assert "with action" == Connect.ends


def test_response_adds_one() -> None:
    connect = Connect(AIAssistant(id="a"), action="/done")

    assert Response([Say("Hi."), connect]) == Response(Say("Hi.")).connect(AIAssistant(id="a"), action="/done")


@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_connect_stands_in_a_response_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Connect does not belong here"):
        parent(Connect(AIAssistant(id="a")))
