"""The Dial page of the platform's manual, restated by hand: Dial and its noun Queue."""

from typing import Any

import pytest

from texml import (
    Conference,
    Dial,
    Hangup,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Number,
    Queue,
    ReferSip,
    Response,
    Say,
    Sip,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.documents import QUEUE_URL
from texml.vocabulary.kinds import Choice, Choices, Flag, Whole

PHONE = "+13125550100"
ADDRESS = "sip:anna@example.com"

# Python name, wire name, a value, its wire text, default (None: the page gives none)
DIAL = [
    ("action", "action", "/after", "/after", None),
    ("method", "method", "GET", "GET", "POST"),
    ("caller_id", "callerId", "+13125550199", "+13125550199", None),
    ("from_display_name", "fromDisplayName", "Acme Inc.", "Acme Inc.", None),
    ("hangup_on_star", "hangupOnStar", True, "true", "false"),
    ("timeout", "timeout", 20, "20", "30"),
    ("time_limit", "timeLimit", 3600, "3600", "14400"),
    ("record", "record", "record-from-answer-dual", "record-from-answer-dual", "do-not-record"),
    ("recording_channels", "recordingChannels", "dual", "dual", "single"),
    ("record_max_length", "recordMaxLength", 600, "600", "0"),
    ("recording_status_callback", "recordingStatusCallback", "/recording", "/recording", None),
    ("recording_status_callback_method", "recordingStatusCallbackMethod", "GET", "GET", "POST"),
    (
        *("recording_status_callback_event", "recordingStatusCallbackEvent"),
        *(("in-progress", "completed", "absent"), "in-progress completed absent", "completed"),
    ),
    ("send_recording_url", "sendRecordingUrl", False, "false", "true"),
    ("ring_tone", "ringTone", "us-old", "us-old", "us"),
    ("audio_url", "audioUrl", "/ringing.mp3", "/ringing.mp3", None),
    ("answer_on_bridge", "answerOnBridge", True, "true", "false"),
    ("sequential", "sequential", True, "true", "false"),
    ("pass_diversion_header", "passDiversionHeader", True, "true", "false"),
    ("machine_detection_speech_threshold", "machineDetectionSpeechThreshold", 2400, "2400", None),
    ("machine_detection_speech_end_threshold", "machineDetectionSpeechEndThreshold", 1200, "1200", None),
    ("machine_detection_silence_timeout", "machineDetectionSilenceTimeout", 5000, "5000", None),
]
QUEUE = [
    ("url", "url", "/connecting", "/connecting", None),
    ("method", "method", "GET", "GET", "POST"),
]
TABLES = [pytest.param(Dial, DIAL, id="Dial"), pytest.param(Queue, QUEUE, id="Queue")]
METHODS = {"GET", "POST"}

# wire name: least, most, unit
DIAL_RANGES = {
    "timeout": (5, 120, "seconds"),
    "timeLimit": (60, 14400, "seconds"),
    "recordMaxLength": (0, 14400, "seconds"),
    "machineDetectionSpeechThreshold": (0, None, "milliseconds"),
    "machineDetectionSpeechEndThreshold": (0, None, "milliseconds"),
    "machineDetectionSilenceTimeout": (0, None, "milliseconds"),
}
DIAL_FLAGS = {"hangupOnStar", "sendRecordingUrl", "answerOnBridge", "sequential", "passDiversionHeader"}
DIAL_SETS = {
    "method": METHODS,
    "record": {
        *("do-not-record", "record-from-answer", "record-from-ringing"),
        *("record-from-answer-dual", "record-from-ringing-dual"),
    },
    "recordingChannels": {"single", "dual"},
    "recordingStatusCallbackMethod": METHODS,
    "ringTone": {
        *("at", "au", "bg", "br", "be", "ch", "cl", "cn", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hu", "il"),
        *("in", "it", "lt", "jp", "mx", "my", "nl", "no", "nz", "ph", "pl", "pt", "ru", "se", "sg", "th", "tw", "ve"),
        *("za", "us", "us-old", "uk"),
    },
}
QUEUE_SETS = {"method": METHODS}
# Several are separated by a space.
DIAL_LISTS = {"recordingStatusCallbackEvent": {"in-progress", "completed", "absent"}}

EVERYTHING = (
    '<Dial action="/after" method="GET" callerId="+13125550199" fromDisplayName="Acme Inc." hangupOnStar="true"'
    ' timeout="20" timeLimit="3600" record="record-from-answer-dual" recordingChannels="dual" recordMaxLength="600"'
    ' recordingStatusCallback="/recording" recordingStatusCallbackMethod="GET"'
    ' recordingStatusCallbackEvent="in-progress completed absent" sendRecordingUrl="false" ringTone="us-old"'
    ' audioUrl="/ringing.mp3" answerOnBridge="true" sequential="true" passDiversionHeader="true"'
    ' machineDetectionSpeechThreshold="2400" machineDetectionSpeechEndThreshold="1200"'
    ' machineDetectionSilenceTimeout="5000">'
    '<Queue url="/connecting" method="GET">support</Queue>'
    "</Dial>"
)

# The same by Python name.
PYTHON = {wire: name for name, wire, *_ in DIAL}
ALL = [*((Dial, name) for name, *_ in DIAL), *((Queue, name) for name, *_ in QUEUE)]
NUMBERS = [PYTHON[wire] for wire in DIAL_RANGES]
BOOLEANS = [PYTHON[wire] for wire in sorted(DIAL_FLAGS)]
EVENTS = ["recording_status_callback_event"]
WORDS = [
    *((Dial, wire, word) for wire, words in (DIAL_SETS | DIAL_LISTS).items() for word in sorted(words)),
    *((Queue, "method", word) for word in sorted(METHODS)),
]
URLS = [(Dial, "action"), (Dial, "recording_status_callback"), (Dial, "audio_url"), (Queue, "url")]


def make(element: Any, **attributes: Any) -> Any:
    return Queue("support", **attributes) if element is Queue else element(**attributes)


@pytest.mark.parametrize(("element", "table"), TABLES)
def test_attributes_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert {name: wire for name, wire, *_ in table} == {row.name: row.wire for row in rows(element)}


@pytest.mark.parametrize(("element", "table"), TABLES)
def test_defaults_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert {wire: default for _, wire, _, _, default in table} == {row.wire: row.default for row in rows(element)}


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Dial) if isinstance(row.kind, Whole)]

    assert DIAL_RANGES == {row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in numbers}


@pytest.mark.parametrize(("element", "flags"), [(Dial, DIAL_FLAGS), (Queue, set())])
def test_flags_are_those_of_the_page(element: Any, flags: set[str]) -> None:
    assert flags == {row.wire for row in rows(element) if isinstance(row.kind, Flag)}


@pytest.mark.parametrize(("element", "sets"), [(Dial, DIAL_SETS), (Queue, QUEUE_SETS)])
def test_closed_sets_are_those_of_the_page(element: Any, sets: dict[str, set[str]]) -> None:
    assert sets == {row.wire: set(row.kind.words) for row in rows(element) if isinstance(row.kind, Choice)}


@pytest.mark.parametrize(("element", "lists"), [(Dial, DIAL_LISTS), (Queue, {})])
def test_lists_are_those_of_the_page(element: Any, lists: dict[str, set[str]]) -> None:
    assert lists == {row.wire: set(row.kind.words) for row in rows(element) if isinstance(row.kind, Choices)}


@pytest.mark.parametrize("element", [Dial, Queue])
def test_every_attribute_is_documented_and_none_is_required(element: Any) -> None:
    assert {("documented", False)} == {(row.grade, row.required) for row in rows(element)}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), DIAL, ids=[name for name, *_ in DIAL])
def test_attribute_of_dial_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Dial {wire}="{text}"/>' == str(Dial(**{name: value}))


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), QUEUE, ids=[name for name, *_ in QUEUE])
def test_attribute_of_queue_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Queue {wire}="{text}">support</Queue>' == str(Queue("support", **{name: value}))


def test_all_attributes_stand_together() -> None:
    queue = Queue("support", **{name: value for name, _, value, *_ in QUEUE})

    assert EVERYTHING == str(Dial(queue, **{name: value for name, _, value, *_ in DIAL}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


@pytest.mark.parametrize(("wire", "limits"), DIAL_RANGES.items())
def test_both_ends_of_a_range_are_taken(wire: str, limits: tuple[int, int | None, str]) -> None:
    for end in limits[:2]:
        if end is not None:
            assert f'<Dial {wire}="{end}"/>' == str(Dial(**{PYTHON[wire]: end}))


@pytest.mark.parametrize(("wire", "limits"), DIAL_RANGES.items())
def test_number_below_the_range_is_refused(wire: str, limits: tuple[int, int | None, str]) -> None:
    with pytest.raises(InvalidValue, match=rf"<Dial> {PYTHON[wire]}: {limits[0] - 1} is not allowed"):
        Dial(**{PYTHON[wire]: limits[0] - 1})


@pytest.mark.parametrize(("wire", "limits"), [item for item in DIAL_RANGES.items() if item[1][1] is not None])
def test_number_above_the_range_is_refused(wire: str, limits: tuple[int, int, str]) -> None:
    with pytest.raises(InvalidValue, match=rf"<Dial> {PYTHON[wire]}: {limits[1] + 1} is not allowed"):
        Dial(**{PYTHON[wire]: limits[1] + 1})


@pytest.mark.parametrize(("element", "wire", "word"), WORDS)
def test_word_of_a_closed_set_is_taken(element: Any, wire: str, word: str) -> None:
    assert f' {wire}="{word}"' in str(make(element, **{PYTHON[wire]: word}))


@pytest.mark.parametrize(
    ("element", "name", "word"),
    [
        (Dial, "method", "post"),
        (Dial, "record", "true"),
        (Dial, "record", "record-from-start"),  # a word of Conference
        (Dial, "recording_channels", "mono"),
        (Dial, "recording_status_callback_method", "PUT"),
        (Dial, "recording_status_callback_event", "failed"),
        (Dial, "recording_status_callback_event", "in-progress completed"),
        (Dial, "recording_status_callback_event", ()),
        (Dial, "ring_tone", "UK"),
        (Queue, "method", "get"),
        (Queue, "method", ""),
    ],
)
def test_word_outside_of_what_is_allowed_is_refused(element: Any, name: str, word: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: word})


@pytest.mark.parametrize("display_name", ["A", "Acme Inc.", "a-b_c~d!e.f+g 9", "x" * 128], ids=len)
def test_display_name_of_128_plain_characters_is_taken(display_name: str) -> None:
    assert f'<Dial fromDisplayName="{display_name}"/>' == str(Dial(from_display_name=display_name))


@pytest.mark.parametrize("display_name", ["x" * 129, "Grüße", "Q&A", "a,b", "a@b", "a\tb"])
def test_other_display_name_is_refused(display_name: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Dial> from_display_name: "):
        Dial(from_display_name=display_name)


@pytest.mark.parametrize(("element", "name"), URLS)
@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/a", "tel:+13125550100"])
def test_what_is_no_url_is_refused(element: Any, name: str, url: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: url})


@pytest.mark.parametrize(
    ("element", "name", "value"),
    [
        *((element, name, 7) for element, name in ALL if name not in NUMBERS),
        *((element, name, True) for element, name in ALL if name not in BOOLEANS),
        *((Dial, name, "7") for name in NUMBERS),
        *((Dial, name, 600.0) for name in NUMBERS),
        *((Dial, name, "true") for name in BOOLEANS),
        *((element, name, ["x"]) for element, name in ALL if name not in EVENTS),
        *((Dial, name, {"completed"}) for name in EVENTS),
        *((Dial, name, ["completed", 7]) for name in EVENTS),
    ],
)
def test_value_of_the_wrong_type_is_refused(element: Any, name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: value})


# What only TwiML has, what belongs to a noun, and the wire's own spelling.
@pytest.mark.parametrize(
    ("element", "name"),
    [
        *((Dial, name) for name in ("trim", "refer_url", "recording_track", "events", "callerId", "machine_detection")),
        *((Queue, name) for name in ("reservation_sid", "post_work_activity_sid", "status_callback", "wait_url")),
    ],
)
def test_attribute_that_the_page_does_not_know_is_refused(element: Any, name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: "x"})


# Alone, once, required; that a queue and a conference bear no sibling is our judgement, no page says it.
def test_dial_holds_numbers_and_addresses_in_any_number_or_one_queue_or_conference() -> None:
    assert {
        Number: (False, False, False),
        Sip: (False, False, False),
        Queue: (True, False, False),
        Conference: (True, False, False),
    } == Dial.nested


def test_dial_needs_nothing() -> None:
    assert "<Dial/>" == str(Dial())


def test_text_in_a_dial_stands_for_one_number() -> None:
    assert "<Dial><Number>+13125550100</Number></Dial>" == str(Dial(PHONE))


def test_text_in_a_dial_is_valid() -> None:
    assert is_valid("<Response><Dial>+13125550100</Dial></Response>")


def test_blank_text_in_a_dial_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Number> number: ' ' is blank"):
        Dial(" ")


def test_numbers_and_addresses_stand_in_the_order_given() -> None:
    dial = Dial([Number("+13125550102"), Sip(ADDRESS), Number("+13125550100", send_digits="1")])

    assert (
        "<Dial><Number>+13125550102</Number><Sip>sip:anna@example.com</Sip>"
        '<Number sendDigits="1">+13125550100</Number></Dial>'
    ) == str(dial)


def test_methods_add_numbers_and_addresses() -> None:
    dial = Dial(sequential=True).number("+13125550100").sip(ADDRESS, username="anna").number("+13125550101")

    assert (
        '<Dial sequential="true"><Number>+13125550100</Number><Sip username="anna">sip:anna@example.com</Sip>'
        "<Number>+13125550101</Number></Dial>"
    ) == str(dial)


def test_method_adds_a_queue() -> None:
    assert '<Dial><Queue url="/connecting">support</Queue></Dial>' == str(Dial().queue("support", url="/connecting"))


def test_conference_stands_alone() -> None:
    assert "<Dial><Conference>Room 1234</Conference></Dial>" == str(Dial(Conference("Room 1234")))


def test_queue_stands_alone() -> None:
    assert "<Dial><Queue>support</Queue></Dial>" == str(Dial(Queue("support")))


@pytest.mark.parametrize(
    ("tag", "make_dial"),
    [
        pytest.param("Conference", lambda: Dial([Conference("A"), Number(PHONE)]), id="conference and number"),
        pytest.param("Conference", lambda: Dial([Number(PHONE), Conference("A")]), id="number and conference"),
        pytest.param("Conference", lambda: Dial([Conference("A"), Conference("B")]), id="two conferences"),
        pytest.param("Conference", lambda: Dial(Conference("A")).number(PHONE), id="number added to a conference"),
        pytest.param("Conference", lambda: Dial(Conference("A")).sip(ADDRESS), id="address added to a conference"),
        pytest.param("Conference", lambda: Dial(PHONE).conference("A"), id="conference added"),
        pytest.param("Conference", lambda: Dial().conference("A").conference("A"), id="second conference added"),
        pytest.param("Conference", lambda: Dial([Conference("A"), Queue("B")]), id="conference and queue"),
        pytest.param("Queue", lambda: Dial([Queue("A"), Number(PHONE)]), id="queue and number"),
        pytest.param("Queue", lambda: Dial([Sip(ADDRESS), Queue("A")]), id="address and queue"),
        pytest.param("Queue", lambda: Dial([Queue("A"), Queue("B")]), id="two queues"),
        pytest.param("Queue", lambda: Dial(Queue("A")).number(PHONE), id="number added to a queue"),
        pytest.param("Queue", lambda: Dial(PHONE).queue("A"), id="queue added"),
    ],
)
def test_conference_and_queue_bear_no_sibling(tag: str, make_dial: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<Dial>: a {tag} bears no sibling, and there are 2 children"):
        make_dial()


@pytest.mark.parametrize(
    "inside",
    [
        "<Queue>A</Queue><Number>+13125550100</Number>",
        "<Sip>sip:anna@example.com</Sip><Queue>A</Queue>",
        "<Queue>A</Queue><Queue>B</Queue>",
        "<Conference>A</Conference><Queue>B</Queue>",
        "+13125550100<Conference>A</Conference>",
    ],
)
def test_sibling_of_a_conference_or_queue_is_not_valid(inside: str) -> None:
    assert not is_valid(f"<Response><Dial>{inside}</Dial></Response>")


@pytest.mark.parametrize(
    "content",
    [Say("Hello"), Hangup(), Dial(), Response(), ReferSip(ADDRESS), 13125550100, None, [PHONE], [Number(PHONE), "x"]],
    ids=["Say", "Hangup", "Dial", "Response", "Sip of Refer", "int", "None", "text in a list", "text beside a number"],
)
def test_other_content_is_refused(content: Any) -> None:
    with pytest.raises(
        InvalidNesting, match=r"<Dial>: .* does not belong here; allowed: Number, Sip, Queue, Conference"
    ):
        Dial(content)


def test_response_adds_one() -> None:
    assert Response([Say("Wait."), Dial(PHONE, timeout=20)]) == Response(Say("Wait.")).dial(PHONE, timeout=20)


def test_dial_has_no_text_of_its_own() -> None:
    assert text_row(Dial) is None


def test_verbs_after_a_dial_are_reached_unless_it_has_an_action() -> None:
    assert "with action" == Dial.ends


def test_name_of_a_queue_is_required() -> None:
    text = text_row(Queue)

    assert text is not None
    assert ("name", True) == (text.name, text.required)


def test_queue_without_name_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Queue>: the text is missing"):
        Queue()


@pytest.mark.parametrize("name", ["", " "], ids=["empty", "blank"])
def test_blank_name_of_a_queue_is_refused(name: str) -> None:
    with pytest.raises(MissingContent, match=r"<Queue> name: .* is blank"):
        Queue(name)


@pytest.mark.parametrize("name", [7, True, None, ["support"]], ids=repr)
def test_name_of_a_queue_of_the_wrong_type_is_refused(name: Any) -> None:
    with pytest.raises(WrongType, match=r"<Queue> name: "):
        Queue(name)


def test_queue_holds_no_children() -> None:
    assert {} == Queue.nested


def test_document_for_who_waited_holds_the_verbs_of_the_page() -> None:
    assert ({"Play", "Say", "Gather", "Pause", "Redirect"}, "documented") == (
        {verb.tag for verb in QUEUE_URL.verbs},
        QUEUE_URL.grade,
    )
