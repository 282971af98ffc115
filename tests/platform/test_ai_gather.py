"""The AIGather page of the platform's manual, restated by hand: let an AI ask for what you need."""

from collections.abc import Callable
from typing import Any

import pytest

from texml import (
    AIGather,
    AIGatherTranscription,
    Assistant,
    Dial,
    Gather,
    Greeting,
    InterruptionSettings,
    InvalidNesting,
    InvalidValue,
    Message,
    MessageHistory,
    MissingAttribute,
    MissingContent,
    Parameters,
    Response,
    Say,
    Tool,
    Tools,
    Transcription,
    UnknownAttribute,
    Voice,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Decimal, Flag, JsonText

# Python name, wire name, a value, its wire text, default (None: the page gives none)
TABLES: dict[Any, list[Any]] = {
    AIGather: [
        ("action", "action", "/answers", "/answers", None),
        ("method", "method", "GET", "GET", "POST"),
    ],
    Voice: [
        ("name", "name", "Telnyx.KokoroTTS.af", "Telnyx.KokoroTTS.af", "Telnyx.NaturalHD.Astra"),
        ("api_key_ref", "api_key_ref", "my-key", "my-key", None),  # in snake case on the wire, as the page has it
        ("voice_speed", "voice_speed", 1.5, "1.5", "1"),
    ],
    Message: [("role", "role", "user", "user", None)],
    InterruptionSettings: [("enable", "enable", True, "true", None)],
    AIGatherTranscription: [("model", "model", "deepgram/nova-3", "deepgram/nova-3", None)],
    Assistant: [
        ("model", "model", "openai/gpt-4o", "openai/gpt-4o", None),
        ("api_key_ref", "api_key_ref", "my-key", "my-key", None),
        ("instructions", "instructions", "Be short.", "Be short.", None),
    ],
}
# What has no attributes.
PLAIN = [Greeting, Parameters, MessageHistory, Tool, Tools]

# What is text: the field's name, whether the text is required, and whether it is a JSON object.
TEXTS: dict[Any, tuple[str, bool, bool]] = {
    Greeting: ("text", False, False),
    Parameters: ("schema", True, True),
    Message: ("text", True, False),
    Tool: ("definition", True, True),
}

# What each part holds: alone, once, required. That most stand there once at most is our judgement, no page says it.
ANY = (False, False, False)
ONCE = (False, True, False)
EXACTLY_ONCE = (False, True, True)
CHILDREN: dict[Any, dict[Any, tuple[bool, bool, bool]]] = {
    AIGather: {
        Greeting: ONCE,
        Voice: ONCE,
        Parameters: EXACTLY_ONCE,
        MessageHistory: ONCE,
        InterruptionSettings: ONCE,
        AIGatherTranscription: ONCE,
        Assistant: ONCE,
        Tools: ONCE,
    },
    MessageHistory: {Message: ANY},
    Assistant: {Tools: ONCE},
    Tools: {Tool: ANY},
}

ALL = [(element, *row) for element, table in TABLES.items() for row in table]
NAMES = [(element, name) for element, name, *_ in ALL]
EMPTY = [row for row in ALL if row[0] is not Message]
SCHEMA = {"type": "object", "properties": {"age": {"type": "integer"}}}

EVERYTHING = (
    '<AIGather action="/answers" method="GET">'
    "<Greeting>How old are you?</Greeting>"
    '<Voice name="Telnyx.KokoroTTS.af" api_key_ref="my-key" voice_speed="1.5"/>'
    '<Parameters>{"type":"object","properties":{"age":{"type":"integer"}}}</Parameters>'
    '<MessageHistory><Message role="assistant">Hello.</Message><Message role="user">Hi!</Message></MessageHistory>'
    '<InterruptionSettings enable="true"/>'
    '<Transcription model="deepgram/nova-3"/>'
    '<Assistant model="openai/gpt-4o" api_key_ref="my-key" instructions="Be short.">'
    '<Tools><Tool>{"type":"hangup"}</Tool></Tools></Assistant>'
    '<Tools><Tool>{"type":"a"}</Tool><Tool>{"type":"b"}</Tool></Tools>'
    "</AIGather>"
)


def everything() -> AIGather:
    tools = Tools(Tool({"type": "hangup"}))
    parts = [
        Greeting("How old are you?"),
        Voice(name="Telnyx.KokoroTTS.af", api_key_ref="my-key", voice_speed=1.5),
        Parameters(SCHEMA),
        MessageHistory([Message("Hello.", role="assistant"), Message("Hi!", role="user")]),
        InterruptionSettings(enable=True),
        AIGatherTranscription(model="deepgram/nova-3"),
        Assistant(tools, model="openai/gpt-4o", api_key_ref="my-key", instructions="Be short."),
        Tools([Tool({"type": "a"}), Tool({"type": "b"})]),
    ]
    return AIGather(parts, action="/answers", method="GET")


def make(element: Any, **attributes: Any) -> Any:
    return Message("Hello.", **{"role": "user", **attributes}) if element is Message else element(**attributes)


@pytest.mark.parametrize(("element", "table"), TABLES.items())
def test_attributes_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert [(name, wire, default) for name, wire, _, _, default in table] == [
        (row.name, row.wire, row.default) for row in rows(element)
    ]


@pytest.mark.parametrize("part", PLAIN)
def test_part_has_no_attributes(part: Any) -> None:
    assert () == rows(part)


@pytest.mark.parametrize(
    ("element", "sets"),
    [(AIGather, {"method": {"GET", "POST"}}), (Message, {"role": {"user", "assistant"}}), (Voice, {})],
)
def test_closed_sets_are_those_of_the_page(element: Any, sets: dict[str, set[str]]) -> None:
    assert sets == {row.wire: set(row.kind.words) for row in rows(element) if isinstance(row.kind, Choice)}


def test_range_of_the_speed_is_that_of_the_page() -> None:
    assert {"voice_speed": (0.1, 2.0, None)} == {
        row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in rows(Voice) if isinstance(row.kind, Decimal)
    }


def test_interruption_is_a_flag() -> None:
    assert ["enable"] == [row.wire for row in rows(InterruptionSettings) if isinstance(row.kind, Flag)]


# The table has it; the same page says that the application's own method is used.
def test_only_the_method_is_disputed() -> None:
    assert [(AIGather, "method", "disputed")] == [
        (element, row.wire, row.grade) for element in TABLES for row in rows(element) if row.grade != "documented"
    ]


def test_only_the_role_is_required() -> None:
    assert [(Message, "role")] == [(element, row.wire) for element in TABLES for row in rows(element) if row.required]


@pytest.mark.parametrize(("element", "name", "wire", "value", "text", "default"), EMPTY)
def test_attribute_is_written_as_the_page_spells_it(
    element: Any, name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<{element.tag} {wire}="{text}"/>' == str(element(**{name: value}))


@pytest.mark.parametrize("role", ["user", "assistant"])
def test_every_role_is_taken(role: Any) -> None:
    assert f'<Message role="{role}">Hello.</Message>' == str(Message("Hello.", role=role))


def test_all_parts_stand_together() -> None:
    assert EVERYTHING == str(everything())


def test_methods_make_the_same() -> None:
    tools = Tools().tool({"type": "hangup"})
    made = (
        AIGather(action="/answers", method="GET")
        .greeting("How old are you?")
        .voice(name="Telnyx.KokoroTTS.af", api_key_ref="my-key", voice_speed=1.5)
        .parameters(SCHEMA)
        .message_history([Message("Hello.", role="assistant"), Message("Hi!", role="user")])
        .interruption_settings(enable=True)
        .transcription(model="deepgram/nova-3")
        .assistant(tools, model="openai/gpt-4o", api_key_ref="my-key", instructions="Be short.")
        .tools([Tool({"type": "a"}), Tool({"type": "b"})])
    )

    assert everything() == made


def test_parts_add_parts() -> None:
    history = MessageHistory().message("Hello.", role="assistant").message("Hi!", role="user")
    assistant = Assistant(model="m").tools(Tool({"a": 1}))

    assert (
        '<MessageHistory><Message role="assistant">Hello.</Message><Message role="user">Hi!</Message></MessageHistory>'
        '<Assistant model="m"><Tools><Tool>{"a":1}</Tool></Tools></Assistant>'
    ) == f"{history}{assistant}"


def test_document_with_all_parts_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


# On the wire JSON usually stands in CDATA, which is the same text.
def test_document_with_json_in_cdata_is_valid() -> None:
    schema = '<![CDATA[ { "type": "object", "title": "<age> & name" } ]]>'

    assert is_valid(f"<Response><AIGather><Parameters>{schema}</Parameters></AIGather></Response>")


@pytest.mark.parametrize("speed", [0.1, 1, 2.0, 2])
def test_both_ends_of_the_speed_are_taken(speed: float) -> None:
    assert f'<Voice voice_speed="{float(speed)}"/>' == str(Voice(voice_speed=speed))


@pytest.mark.parametrize("speed", [0, 0.09, 2.01, -1, 3, float("nan"), float("inf")])
def test_speed_beyond_the_range_is_refused(speed: float) -> None:
    with pytest.raises(InvalidValue, match=r"<Voice> voice_speed: "):
        Voice(voice_speed=speed)


@pytest.mark.parametrize(
    ("element", "name", "word"),
    [
        (AIGather, "method", "get"),
        (AIGather, "method", ""),
        (AIGather, "action", "ftp://voice.example.com/"),
        (AIGather, "action", ""),
        (AIGather, "action", "/a b"),
        (Message, "role", "system"),
        (Message, "role", "User"),
    ],
)
def test_word_outside_of_what_is_allowed_is_refused(element: Any, name: str, word: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: word})


@pytest.mark.parametrize(
    ("element", "name", "value"),
    [
        *((element, name, 7) for element, name in NAMES if name != "voice_speed"),
        *((element, name, True) for element, name in NAMES if name != "enable"),
        *((element, name, ["x"]) for element, name in NAMES),
        (Voice, "voice_speed", "1.5"),
        (InterruptionSettings, "enable", "true"),
        (Message, "role", None),
    ],
)
def test_value_of_the_wrong_type_is_refused(element: Any, name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: value})


@pytest.mark.parametrize(
    ("element", "name"),
    [
        *((Voice, name) for name in ("name", "api_key_ref")),
        *((Assistant, name) for name in ("model", "api_key_ref", "instructions")),
        (AIGatherTranscription, "model"),
    ],
)
def test_blank_word_is_refused(element: Any, name: str) -> None:
    with pytest.raises(MissingContent, match=rf"<{element.tag}> {name}: ' ' is blank"):
        element(**{name: " "})


@pytest.mark.parametrize(
    ("element", "name"),
    [
        *((AIGather, name) for name in ("voice_name", "timeout", "language", "greeting_text")),
        *((Voice, name) for name in ("apiKeyRef", "voiceSpeed", "language")),
        *((InterruptionSettings, name) for name in ("enabled", "threshold")),
        *((AIGatherTranscription, name) for name in ("language", "transcription_engine", "transcription_callback")),
        *((Assistant, name) for name in ("id", "apiKeyRef", "temperature")),
        *((Message, name) for name in ("name", "Role")),
    ],
)
def test_attribute_that_the_page_does_not_know_is_refused(element: Any, name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: "x"})


def test_message_without_role_is_refused() -> None:
    with pytest.raises(MissingAttribute, match=r"<Message> role: it is missing"):
        Message("Hello.")


@pytest.mark.parametrize(("part", "children"), CHILDREN.items())
def test_part_holds_what_the_page_says(part: Any, children: dict[Any, tuple[bool, bool, bool]]) -> None:
    assert children == part.nested


@pytest.mark.parametrize("part", [part for part in (*TABLES, *PLAIN) if part not in CHILDREN])
def test_other_part_holds_no_children(part: Any) -> None:
    assert {} == part.nested


@pytest.mark.parametrize("part", [part for part in (*TABLES, *PLAIN) if part not in TEXTS])
def test_other_part_has_no_text(part: Any) -> None:
    assert text_row(part) is None


@pytest.mark.parametrize("part", TEXTS)
def test_text_is_required_and_json_where_the_page_says(part: Any) -> None:
    text = text_row(part)

    assert text is not None
    assert TEXTS[part] == (text.name, text.required, isinstance(text.kind, JsonText))


@pytest.mark.parametrize("part", [Parameters, Tool])
@pytest.mark.parametrize("text", ["", " ", "7", "[]", "null", "true", '"a"', "{type: object}", '{"a": 1} b'])
def test_text_that_is_no_json_object_is_refused(part: Any, text: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<{part.tag}> .*; allowed: a JSON object"):
        part(text)


@pytest.mark.parametrize("value", [{"a": {1, 2}}, {"a": float("nan")}], ids=["set", "NaN"])
def test_mapping_that_is_no_json_is_refused(value: Any) -> None:
    with pytest.raises(InvalidValue, match=r"<Parameters> schema: .* has no JSON"):
        Parameters(value)


@pytest.mark.parametrize(
    ("schema", "xml"),
    [
        ({"title": "Größe <&>"}, '{"title":"Größe &lt;&amp;&gt;"}'),
        ('{ "type": "object" }', '{ "type": "object" }'),
        ({}, "{}"),
    ],
    ids=["mapping", "text", "empty"],
)
def test_json_is_written_on_one_line_or_as_given(schema: Any, xml: str) -> None:
    assert f"<Parameters>{xml}</Parameters>" == str(Parameters(schema))


@pytest.mark.parametrize("part", [Parameters, Tool, Message])
def test_part_without_its_text_is_refused(part: Any) -> None:
    with pytest.raises(MissingContent, match=rf"<{part.tag}>: the text is missing"):
        part(**({"role": "user"} if part is Message else {}))


def test_greeting_may_be_empty() -> None:
    assert "<Greeting/>" == str(Greeting())


@pytest.mark.parametrize(
    "make_part", [lambda: Greeting(" "), lambda: Message("", role="user")], ids=["Greeting", "Message"]
)
def test_blank_text_is_refused(make_part: Callable[[], Any]) -> None:
    with pytest.raises(MissingContent, match=r"text: .* is blank"):
        make_part()


@pytest.mark.parametrize("part", [Greeting, Parameters, Tool])
@pytest.mark.parametrize("text", [7, True, ["a"]], ids=repr)
def test_text_of_the_wrong_type_is_refused(part: Any, text: Any) -> None:
    with pytest.raises(WrongType, match=rf"<{part.tag}> "):
        part(text)


@pytest.mark.parametrize(
    ("parent", "part"),
    [
        *(
            (AIGather, part)
            for part in (Greeting("a"), Voice(), Parameters({}), MessageHistory(), Assistant(), Tools())
        ),
        *((AIGather, part) for part in (InterruptionSettings(), AIGatherTranscription())),
        (Assistant, Tools()),
    ],
)
def test_second_of_a_kind_is_refused(parent: Any, part: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: there is more than one {part.tag}"):
        parent([part, part])


@pytest.mark.parametrize("content", [(), Greeting("Hello"), [Voice(), Tools()]], ids=["nothing", "one", "two"])
def test_ai_gather_without_parameters_does_not_stand_in_a_document(content: Any) -> None:
    with pytest.raises(MissingContent, match=r"<AIGather>: there is .* in it; allowed: Parameters"):
        Response(AIGather(content))


# The Transcription of a Start has attributes that have no meaning here, so it is another class.
@pytest.mark.parametrize(
    ("parent", "child"),
    [
        (AIGather, Transcription()),
        (AIGather, Say("Hello")),
        (AIGather, Message("Hello.", role="user")),
        (AIGather, Tool({})),
        (AIGather, "Hello"),
        (MessageHistory, Greeting("Hello")),
        (Assistant, Tool({})),
        (Tools, Tools()),
        (Tools, '{"type":"hangup"}'),
    ],
)
def test_other_content_is_refused(parent: Any, child: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: .* does not belong here; allowed: "):
        parent(child)


@pytest.mark.parametrize(
    "inside",
    [
        "",
        "<Greeting>Hello</Greeting>",
        "<Parameters/>",
        "<Parameters>age</Parameters>",
        "<Parameters>{}</Parameters><Parameters>{}</Parameters>",
        '<Parameters>{}</Parameters><Transcription language="en"/>',
        "<Parameters>{}</Parameters><MessageHistory><Message>Hi</Message></MessageHistory>",
        '<Parameters>{}</Parameters><Voice voice_speed="2.1"/>',
        "<Parameters>{}</Parameters><Tools><Tool>hangup</Tool></Tools>",
        "<Parameters>{}</Parameters><Say>Hello</Say>",
    ],
)
def test_document_that_breaks_a_rule_is_not_valid(inside: str) -> None:
    assert not is_valid(f"<Response><AIGather>{inside}</AIGather></Response>")


def test_verbs_after_an_ai_gather_are_reached_unless_it_has_an_action() -> None:
    assert "with action" == AIGather.ends


def test_response_adds_one() -> None:
    parameters = Parameters(SCHEMA)

    assert Response([Say("Hello"), AIGather(parameters, action="/a")]) == Response(Say("Hello")).ai_gather(
        parameters, action="/a"
    )


@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_ai_gather_stands_in_a_response_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: an? AIGather does not belong here"):
        parent(AIGather(Parameters({})))
