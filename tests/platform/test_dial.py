"""The Dial page of the platform's manual, restated by hand: Dial and its noun Number."""

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
    Response,
    Say,
    UnknownAttribute,
    WrongType,
)
from texml.validation import iter_problems
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Choices, Flag, Whole

PHONE = "+13125550100"

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
NUMBER = [
    ("status_callback", "statusCallback", "/leg", "/leg", None),
    (
        *("status_callback_event", "statusCallbackEvent", ("initiated", "ringing", "answered", "completed")),
        *("initiated ringing answered completed", "completed"),
    ),
    ("status_callback_method", "statusCallbackMethod", "GET", "GET", "POST"),
    ("url", "url", "/whisper", "/whisper", None),
    ("method", "method", "GET", "GET", "POST"),
    ("send_digits", "sendDigits", "ww1234#", "ww1234#", None),
    ("machine_detection", "machineDetection", "DetectMessageEnd", "DetectMessageEnd", "Disable"),
    ("detection_mode", "detectionMode", "Premium", "Premium", "Regular"),
    ("machine_detection_timeout", "machineDetectionTimeout", 5000, "5000", "3500"),
    ("machine_detection_prompt_end_timeout", "machineDetectionPromptEndTimeout", 2000, "2000", None),
    ("machine_detection_beep_profile", "machineDetectionBeepProfile", "freq_only", "freq_only", "both"),
    ("amd_status_callback", "amdStatusCallback", "/machine", "/machine", None),
    ("sip_region", "sipRegion", "Middle East", "Middle East", "US"),
    ("deepfake_detection", "deepfakeDetection", "Enable", "Enable", None),
    ("deepfake_detection_callback_url", "deepfakeDetectionCallbackUrl", "/deepfake", "/deepfake", None),
]
TABLES = [pytest.param(Dial, DIAL, id="Dial"), pytest.param(Number, NUMBER, id="Number")]
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
NUMBER_RANGES = {
    "machineDetectionTimeout": (500, 60000, "milliseconds"),
    "machineDetectionPromptEndTimeout": (1000, 120000, "milliseconds"),
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
NUMBER_SETS = {
    "statusCallbackMethod": METHODS,
    "method": METHODS,
    "machineDetection": {"Enable", "DetectMessageEnd", "Disable"},
    "detectionMode": {"Regular", "Premium", "PremiumCallScreening"},
    "machineDetectionBeepProfile": {"both", "freq_only"},
    "sipRegion": {"US", "Europe", "Canada", "Australia", "Middle East"},
    "deepfakeDetection": {"Enable"},
}
# Several are separated by a space.
DIAL_LISTS = {"recordingStatusCallbackEvent": {"in-progress", "completed", "absent"}}
NUMBER_LISTS = {
    "statusCallbackEvent": {"initiated", "ringing", "answered", "amd", "dtmf", "completed", "deepfake"},
}

EVERYTHING = (
    '<Dial action="/after" method="GET" callerId="+13125550199" fromDisplayName="Acme Inc." hangupOnStar="true"'
    ' timeout="20" timeLimit="3600" record="record-from-answer-dual" recordingChannels="dual" recordMaxLength="600"'
    ' recordingStatusCallback="/recording" recordingStatusCallbackMethod="GET"'
    ' recordingStatusCallbackEvent="in-progress completed absent" sendRecordingUrl="false" ringTone="us-old"'
    ' audioUrl="/ringing.mp3" answerOnBridge="true" sequential="true" passDiversionHeader="true"'
    ' machineDetectionSpeechThreshold="2400" machineDetectionSpeechEndThreshold="1200"'
    ' machineDetectionSilenceTimeout="5000">'
    '<Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"'
    ' statusCallbackMethod="GET" url="/whisper" method="GET" sendDigits="ww1234#"'
    ' machineDetection="DetectMessageEnd" detectionMode="Premium" machineDetectionTimeout="5000"'
    ' machineDetectionPromptEndTimeout="2000" machineDetectionBeepProfile="freq_only"'
    ' amdStatusCallback="/machine" sipRegion="Middle East" deepfakeDetection="Enable"'
    ' deepfakeDetectionCallbackUrl="/deepfake">+13125550100</Number>'
    "</Dial>"
)

# The same by element and Python name.
PYTHON = {wire: name for name, wire, *_ in [*DIAL, *NUMBER]}
ALL = [*((Dial, name) for name, *_ in DIAL), *((Number, name) for name, *_ in NUMBER)]
RANGES = [*((Dial, *item) for item in DIAL_RANGES.items()), *((Number, *item) for item in NUMBER_RANGES.items())]
NUMBERS = [(element, PYTHON[wire]) for element, wire, _ in RANGES]
BOOLEANS = [(Dial, PYTHON[wire]) for wire in sorted(DIAL_FLAGS)]
WORDS = [
    (element, wire, word)
    for element, sets in ((Dial, DIAL_SETS | DIAL_LISTS), (Number, NUMBER_SETS | NUMBER_LISTS))
    for wire, words in sets.items()
    for word in sorted(words)
]
EVENTS = [(Dial, "recording_status_callback_event"), (Number, "status_callback_event")]
URLS = [
    *((Dial, name) for name in ("action", "recording_status_callback", "audio_url")),
    *((Number, name) for name in ("status_callback", "url", "amd_status_callback", "deepfake_detection_callback_url")),
]


def make(element: Any, **attributes: Any) -> Any:
    return Number(PHONE, **attributes) if element is Number else element(**attributes)


@pytest.mark.parametrize(("element", "table"), TABLES)
def test_attributes_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert {name: wire for name, wire, *_ in table} == {row.name: row.wire for row in rows(element)}


@pytest.mark.parametrize(("element", "table"), TABLES)
def test_defaults_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert {wire: default for _, wire, _, _, default in table} == {row.wire: row.default for row in rows(element)}


@pytest.mark.parametrize(("element", "ranges"), [(Dial, DIAL_RANGES), (Number, NUMBER_RANGES)])
def test_ranges_are_those_of_the_page(element: Any, ranges: dict[str, Any]) -> None:
    numbers = [row for row in rows(element) if isinstance(row.kind, Whole)]

    assert ranges == {row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in numbers}


@pytest.mark.parametrize(("element", "flags"), [(Dial, DIAL_FLAGS), (Number, set())])
def test_flags_are_those_of_the_page(element: Any, flags: set[str]) -> None:
    assert flags == {row.wire for row in rows(element) if isinstance(row.kind, Flag)}


@pytest.mark.parametrize(("element", "sets"), [(Dial, DIAL_SETS), (Number, NUMBER_SETS)])
def test_closed_sets_are_those_of_the_page(element: Any, sets: dict[str, set[str]]) -> None:
    assert sets == {row.wire: set(row.kind.words) for row in rows(element) if isinstance(row.kind, Choice)}


@pytest.mark.parametrize(("element", "lists"), [(Dial, DIAL_LISTS), (Number, NUMBER_LISTS)])
def test_lists_are_those_of_the_page(element: Any, lists: dict[str, set[str]]) -> None:
    assert lists == {row.wire: set(row.kind.words) for row in rows(element) if isinstance(row.kind, Choices)}


@pytest.mark.parametrize("element", [Dial, Number])
def test_every_attribute_is_documented(element: Any) -> None:
    assert {"documented"} == {row.grade for row in rows(element)}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), DIAL, ids=[name for name, *_ in DIAL])
def test_attribute_of_dial_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Dial {wire}="{text}"/>' == str(Dial(**{name: value}))


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), NUMBER, ids=[name for name, *_ in NUMBER])
def test_attribute_of_number_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Number {wire}="{text}">+13125550100</Number>' == str(Number(PHONE, **{name: value}))


def test_all_attributes_stand_together() -> None:
    number = Number(PHONE, **{name: value for name, _, value, *_ in NUMBER})

    assert EVERYTHING == str(Dial(number, **{name: value for name, _, value, *_ in DIAL}))


def test_document_with_all_attributes_is_valid() -> None:
    assert [] == list(iter_problems(f"<Response>{EVERYTHING}</Response>"))


@pytest.mark.parametrize(("element", "wire", "limits"), RANGES)
def test_both_ends_of_a_range_are_taken(element: Any, wire: str, limits: tuple[int, int | None, str]) -> None:
    for end in limits[:2]:
        if end is not None:
            assert f' {wire}="{end}"' in str(make(element, **{PYTHON[wire]: end}))


@pytest.mark.parametrize(("element", "wire", "limits"), RANGES)
def test_number_below_the_range_is_refused(element: Any, wire: str, limits: tuple[int, int | None, str]) -> None:
    with pytest.raises(InvalidValue, match=rf"<{element.tag}> {PYTHON[wire]}: {limits[0] - 1} is not allowed"):
        make(element, **{PYTHON[wire]: limits[0] - 1})


@pytest.mark.parametrize(("element", "wire", "limits"), [row for row in RANGES if row[2][1] is not None])
def test_number_above_the_range_is_refused(element: Any, wire: str, limits: tuple[int, int, str]) -> None:
    with pytest.raises(InvalidValue, match=rf"<{element.tag}> {PYTHON[wire]}: {limits[1] + 1} is not allowed"):
        make(element, **{PYTHON[wire]: limits[1] + 1})


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
        (Number, "status_callback_event", "start"),  # a word of Conference
        (Number, "status_callback_event", ("answered", "no-answer")),
        (Number, "status_callback_method", "get"),
        (Number, "method", ""),
        (Number, "machine_detection", "enable"),
        (Number, "detection_mode", "premium"),
        (Number, "machine_detection_beep_profile", "freq"),
        (Number, "sip_region", "MiddleEast"),
        (Number, "deepfake_detection", "Disable"),
        (Number, "send_digits", "12a"),
        (Number, "send_digits", ""),
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
        *((*attribute, 7) for attribute in ALL if attribute not in NUMBERS),
        *((*attribute, True) for attribute in ALL if attribute not in BOOLEANS),
        *((*attribute, "7") for attribute in NUMBERS),
        *((*attribute, 600.0) for attribute in NUMBERS),
        *((*attribute, "true") for attribute in BOOLEANS),
        *((*attribute, ["x"]) for attribute in ALL if attribute not in EVENTS),
        *((*attribute, {"completed"}) for attribute in EVENTS),
        *((*attribute, ["completed", 7]) for attribute in EVENTS),
    ],
)
def test_value_of_the_wrong_type_is_refused(element: Any, name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: value})


def test_several_events_are_separated_by_a_space() -> None:
    number = Number(PHONE, status_callback_event=["deepfake", "amd", "dtmf"])

    assert '<Number statusCallbackEvent="deepfake amd dtmf">+13125550100</Number>' == str(number)


# What only TwiML has, what belongs to the other of the two, and the wire's own spelling.
@pytest.mark.parametrize(
    ("element", "name"),
    [
        *((Dial, name) for name in ("trim", "refer_url", "recording_track", "events", "callerId", "machine_detection")),
        *((Number, name) for name in ("byoc", "amd_status_callback_method", "sendDigits", "caller_id", "timeout")),
        (Number, "machine_detection_speech_threshold"),
    ],
)
def test_attribute_that_the_page_does_not_know_is_refused(element: Any, name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: "x"})


def test_dial_holds_numbers_and_a_conference_that_bears_no_sibling() -> None:
    assert {Number: False, Conference: True} == Dial.nested


def test_text_in_a_dial_stands_for_one_number() -> None:
    assert "<Dial><Number>+13125550100</Number></Dial>" == str(Dial(PHONE))


def test_text_in_a_dial_is_valid() -> None:
    assert [] == list(iter_problems("<Response><Dial>+13125550100</Dial></Response>"))


def test_blank_text_in_a_dial_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Number> number: ' ' is blank"):
        Dial(" ")


def test_several_numbers_stand_in_the_order_given() -> None:
    dial = Dial([Number("+13125550102"), Number("+13125550100"), Number("+13125550101", send_digits="1")])

    assert (
        "<Dial><Number>+13125550102</Number><Number>+13125550100</Number>"
        '<Number sendDigits="1">+13125550101</Number></Dial>'
    ) == str(dial)


def test_methods_add_numbers() -> None:
    dial = Dial(sequential=True).number("+13125550100").number("+13125550101", url="/whisper")

    assert (
        '<Dial sequential="true"><Number>+13125550100</Number><Number url="/whisper">+13125550101</Number></Dial>'
    ) == str(dial)


def test_conference_stands_alone() -> None:
    assert "<Dial><Conference>Room 1234</Conference></Dial>" == str(Dial(Conference("Room 1234")))


@pytest.mark.parametrize(
    "make_dial",
    [
        pytest.param(lambda: Dial([Conference("A"), Number(PHONE)]), id="conference and number"),
        pytest.param(lambda: Dial([Number(PHONE), Conference("A")]), id="number and conference"),
        pytest.param(lambda: Dial([Conference("A"), Conference("B")]), id="two conferences"),
        pytest.param(lambda: Dial(Conference("A")).number(PHONE), id="number added"),
        pytest.param(lambda: Dial(PHONE).conference("A"), id="conference added"),
        pytest.param(lambda: Dial().conference("A").conference("A"), id="second conference added"),
    ],
)
def test_conference_bears_no_sibling(make_dial: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Dial>: a Conference bears no sibling, and there are 2 children"):
        make_dial()


@pytest.mark.parametrize(
    "content",
    [Say("Hello"), Hangup(), Dial(), Response(), 13125550100, None, [PHONE], [Number(PHONE), "x"]],
    ids=["Say", "Hangup", "Dial", "Response", "int", "None", "text in a list", "text beside a number"],
)
def test_other_content_is_refused(content: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Dial>: .* does not belong here; allowed: Number, Conference"):
        Dial(content)


def test_response_adds_one() -> None:
    assert Response([Say("Wait."), Dial(PHONE, timeout=20)]) == Response(Say("Wait.")).dial(PHONE, timeout=20)


def test_dial_has_no_text_of_its_own() -> None:
    assert text_row(Dial) is None


def test_text_of_a_number_is_required() -> None:
    text = text_row(Number)

    assert text is not None
    assert ("number", True) == (text.name, text.required)


def test_number_without_text_is_refused() -> None:
    with pytest.raises(MissingContent, match=r"<Number>: the text is missing"):
        Number()


@pytest.mark.parametrize("number", [13125550100, True, None, [PHONE]], ids=["int", "bool", "None", "list"])
def test_text_of_a_number_of_the_wrong_type_is_refused(number: Any) -> None:
    with pytest.raises(WrongType, match=r"<Number> number: "):
        Number(number)


def test_number_holds_no_children() -> None:
    assert {} == Number.nested
