"""The Dial page of the platform's manual, restated by hand: its nouns Number and Sip, the legs that are dialed."""

from typing import Any

import pytest

from texml import (
    Gather,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Number,
    Response,
    Say,
    Sip,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.documents import NUMBER_URL
from texml.vocabulary.kinds import Choice, Choices, Whole

# Python name, wire name, a value, its wire text, default (None: the page gives none)
BOTH = [
    ("status_callback", "statusCallback", "/leg", "/leg", None),
    (
        *("status_callback_event", "statusCallbackEvent", ("initiated", "ringing", "answered", "completed")),
        *("initiated ringing answered completed", "completed"),
    ),
    ("status_callback_method", "statusCallbackMethod", "GET", "GET", "POST"),
    ("url", "url", "/whisper", "/whisper", None),
    ("method", "method", "GET", "GET", "POST"),
    ("machine_detection", "machineDetection", "DetectMessageEnd", "DetectMessageEnd", "Disable"),
    ("detection_mode", "detectionMode", "Premium", "Premium", "Regular"),
    ("machine_detection_timeout", "machineDetectionTimeout", 5000, "5000", "3500"),
    ("machine_detection_prompt_end_timeout", "machineDetectionPromptEndTimeout", 2000, "2000", None),
    ("machine_detection_beep_profile", "machineDetectionBeepProfile", "freq_only", "freq_only", "both"),
    ("amd_status_callback", "amdStatusCallback", "/machine", "/machine", None),
    ("sip_region", "sipRegion", "Middle East", "Middle East", "US"),
]
NUMBER = [
    *BOTH,
    ("send_digits", "sendDigits", "ww1234#", "ww1234#", None),
    ("deepfake_detection", "deepfakeDetection", "Enable", "Enable", None),
    ("deepfake_detection_callback_url", "deepfakeDetectionCallbackUrl", "/deepfake", "/deepfake", None),
]
SIP = [
    *BOTH,
    ("username", "username", "anna", "anna", None),
    ("password", "password", "not-so-secret", "not-so-secret", None),
]
TABLES = [pytest.param(Number, NUMBER, id="Number"), pytest.param(Sip, SIP, id="Sip")]
LEGS = [Number, Sip]
METHODS = {"GET", "POST"}

# wire name: least, most, unit
RANGES = {
    "machineDetectionTimeout": (500, 60000, "milliseconds"),
    "machineDetectionPromptEndTimeout": (1000, 120000, "milliseconds"),
}
SETS = {
    "statusCallbackMethod": METHODS,
    "method": METHODS,
    "machineDetection": {"Enable", "DetectMessageEnd", "Disable"},
    "detectionMode": {"Regular", "Premium", "PremiumCallScreening"},
    "machineDetectionBeepProfile": {"both", "freq_only"},
    "sipRegion": {"US", "Europe", "Canada", "Australia", "Middle East"},
}
NUMBER_SETS = SETS | {"deepfakeDetection": {"Enable"}}
# Several are separated by a space. The page lists deepfake for Number only; the platform's validator takes it for both.
LISTS = {"statusCallbackEvent": {"initiated", "ringing", "answered", "amd", "dtmf", "completed", "deepfake"}}

EVERYTHING = (
    "<Dial>"
    '<Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"'
    ' statusCallbackMethod="GET" url="/whisper" method="GET" machineDetection="DetectMessageEnd"'
    ' detectionMode="Premium" machineDetectionTimeout="5000" machineDetectionPromptEndTimeout="2000"'
    ' machineDetectionBeepProfile="freq_only" amdStatusCallback="/machine" sipRegion="Middle East"'
    ' sendDigits="ww1234#" deepfakeDetection="Enable" deepfakeDetectionCallbackUrl="/deepfake">+13125550100</Number>'
    '<Sip statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed"'
    ' statusCallbackMethod="GET" url="/whisper" method="GET" machineDetection="DetectMessageEnd"'
    ' detectionMode="Premium" machineDetectionTimeout="5000" machineDetectionPromptEndTimeout="2000"'
    ' machineDetectionBeepProfile="freq_only" amdStatusCallback="/machine" sipRegion="Middle East"'
    ' username="anna" password="not-so-secret">sip:anna@example.com</Sip>'
    "</Dial>"
)

# The same by element and Python name.
PYTHON = {wire: name for name, wire, *_ in [*NUMBER, *SIP]}
ALL = [*((Number, name) for name, *_ in NUMBER), *((Sip, name) for name, *_ in SIP)]
NUMBERS = [PYTHON[wire] for wire in RANGES]
ENDS = [(leg, wire, limits) for leg in LEGS for wire, limits in RANGES.items()]
WORDS = [
    (leg, wire, word)
    for leg, sets in ((Number, NUMBER_SETS | LISTS), (Sip, SETS | LISTS))
    for wire, words in sets.items()
    for word in sorted(words)
]
URLS = [
    *((leg, name) for leg in LEGS for name in ("status_callback", "url", "amd_status_callback")),
    (Number, "deepfake_detection_callback_url"),
]


def make(leg: Any, **attributes: Any) -> Any:
    return leg("+13125550100" if leg is Number else "sip:anna@example.com", **attributes)


@pytest.mark.parametrize(("leg", "table"), TABLES)
def test_attributes_are_those_of_the_page(leg: Any, table: list[Any]) -> None:
    assert {name: wire for name, wire, *_ in table} == {row.name: row.wire for row in rows(leg)}


@pytest.mark.parametrize(("leg", "table"), TABLES)
def test_defaults_are_those_of_the_page(leg: Any, table: list[Any]) -> None:
    assert {wire: default for _, wire, _, _, default in table} == {row.wire: row.default for row in rows(leg)}


@pytest.mark.parametrize("leg", LEGS)
def test_ranges_are_those_of_the_page(leg: Any) -> None:
    numbers = [row for row in rows(leg) if isinstance(row.kind, Whole)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in numbers}


@pytest.mark.parametrize(("leg", "sets"), [(Number, NUMBER_SETS), (Sip, SETS)])
def test_closed_sets_are_those_of_the_page(leg: Any, sets: dict[str, set[str]]) -> None:
    assert sets == {row.wire: set(row.kind.words) for row in rows(leg) if isinstance(row.kind, Choice)}


@pytest.mark.parametrize("leg", LEGS)
def test_lists_are_those_of_the_page(leg: Any) -> None:
    assert LISTS == {row.wire: set(row.kind.words) for row in rows(leg) if isinstance(row.kind, Choices)}


@pytest.mark.parametrize("leg", LEGS)
def test_every_attribute_is_documented_and_none_is_required(leg: Any) -> None:
    assert {("documented", False)} == {(row.grade, row.required) for row in rows(leg)}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), NUMBER, ids=[name for name, *_ in NUMBER])
def test_attribute_of_number_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Number {wire}="{text}">+13125550100</Number>' == str(Number("+13125550100", **{name: value}))


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), SIP, ids=[name for name, *_ in SIP])
def test_attribute_of_sip_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Sip {wire}="{text}">sip:anna@example.com</Sip>' == str(Sip("sip:anna@example.com", **{name: value}))


def test_all_attributes_stand_together() -> None:
    number = Number("+13125550100", **{name: value for name, _, value, *_ in NUMBER})
    sip = Sip("sip:anna@example.com", **{name: value for name, _, value, *_ in SIP})

    assert EVERYTHING == f"<Dial>{number}{sip}</Dial>"


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


@pytest.mark.parametrize(("leg", "wire", "limits"), ENDS)
def test_both_ends_of_a_range_are_taken(leg: Any, wire: str, limits: tuple[int, int, str]) -> None:
    for end in limits[:2]:
        assert f' {wire}="{end}"' in str(make(leg, **{PYTHON[wire]: end}))


@pytest.mark.parametrize(("leg", "wire", "limits"), ENDS)
def test_number_below_the_range_is_refused(leg: Any, wire: str, limits: tuple[int, int, str]) -> None:
    with pytest.raises(InvalidValue, match=rf"<{leg.tag}> {PYTHON[wire]}: {limits[0] - 1} is not allowed"):
        make(leg, **{PYTHON[wire]: limits[0] - 1})


@pytest.mark.parametrize(("leg", "wire", "limits"), ENDS)
def test_number_above_the_range_is_refused(leg: Any, wire: str, limits: tuple[int, int, str]) -> None:
    with pytest.raises(InvalidValue, match=rf"<{leg.tag}> {PYTHON[wire]}: {limits[1] + 1} is not allowed"):
        make(leg, **{PYTHON[wire]: limits[1] + 1})


@pytest.mark.parametrize(("leg", "wire", "word"), WORDS)
def test_word_of_a_closed_set_is_taken(leg: Any, wire: str, word: str) -> None:
    assert f' {wire}="{word}"' in str(make(leg, **{PYTHON[wire]: word}))


@pytest.mark.parametrize(
    ("leg", "name", "word"),
    [
        *(
            (leg, name, word)
            for leg in LEGS
            for name, word in (
                ("status_callback_event", "start"),  # a word of Conference
                ("status_callback_event", ("answered", "no-answer")),
                ("status_callback_event", "ringing answered"),
                ("status_callback_event", ()),
                ("status_callback_method", "get"),
                ("method", ""),
                ("machine_detection", "enable"),
                ("detection_mode", "premium"),
                ("machine_detection_beep_profile", "freq"),
                ("sip_region", "MiddleEast"),
            )
        ),
        (Number, "deepfake_detection", "Disable"),
        (Number, "send_digits", "12a"),
        (Number, "send_digits", "W1"),
        (Number, "send_digits", ""),
    ],
)
def test_word_outside_of_what_is_allowed_is_refused(leg: Any, name: str, word: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<{leg.tag}> {name}: "):
        make(leg, **{name: word})


@pytest.mark.parametrize(("leg", "name"), URLS)
@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/a", "tel:+13125550100"])
def test_what_is_no_url_is_refused(leg: Any, name: str, url: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<{leg.tag}> {name}: "):
        make(leg, **{name: url})


@pytest.mark.parametrize(
    ("leg", "name", "value"),
    [
        *((leg, name, 7) for leg, name in ALL if name not in NUMBERS),
        *((leg, name, True) for leg, name in ALL),
        *((leg, name, "7") for leg in LEGS for name in NUMBERS),
        *((leg, name, 5000.0) for leg in LEGS for name in NUMBERS),
        *((leg, name, ["x"]) for leg, name in ALL if name != "status_callback_event"),
        *((leg, "status_callback_event", {"completed"}) for leg in LEGS),
        *((leg, "status_callback_event", ["completed", 7]) for leg in LEGS),
    ],
)
def test_value_of_the_wrong_type_is_refused(leg: Any, name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<{leg.tag}> {name}: "):
        make(leg, **{name: value})


@pytest.mark.parametrize("name", ["username", "password"])
def test_blank_word_is_refused(name: str) -> None:
    with pytest.raises(MissingContent, match=rf"<Sip> {name}: ' ' is blank"):
        make(Sip, **{name: " "})


def test_several_events_are_separated_by_a_space() -> None:
    number = Number("+13125550100", status_callback_event=["deepfake", "amd", "dtmf"])

    assert '<Number statusCallbackEvent="deepfake amd dtmf">+13125550100</Number>' == str(number)


# What only TwiML has, what belongs to Dial or to the other of the two, and the wire's own spelling.
@pytest.mark.parametrize(
    ("leg", "name"),
    [
        *((leg, name) for leg in LEGS for name in ("byoc", "amd_status_callback_method", "caller_id", "timeout")),
        *((leg, "machine_detection_speech_threshold") for leg in LEGS),
        *((Number, name) for name in ("sendDigits", "username", "password")),
        *((Sip, name) for name in ("send_digits", "deepfake_detection", "deepfake_detection_callback_url")),
    ],
)
def test_attribute_that_the_page_does_not_know_is_refused(leg: Any, name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<{leg.tag}> {name}: "):
        make(leg, **{name: "x"})


@pytest.mark.parametrize(("leg", "name"), [(Number, "number"), (Sip, "uri")])
def test_text_is_required(leg: Any, name: str) -> None:
    text = text_row(leg)

    assert text is not None
    assert (name, True) == (text.name, text.required)


@pytest.mark.parametrize("leg", LEGS)
def test_leg_without_text_is_refused(leg: Any) -> None:
    with pytest.raises(MissingContent, match=rf"<{leg.tag}>: the text is missing"):
        leg()


@pytest.mark.parametrize(("leg", "name"), [(Number, "number"), (Sip, "uri")])
@pytest.mark.parametrize("text", [13125550100, True, None, ["+13125550100"]], ids=["int", "bool", "None", "list"])
def test_text_of_the_wrong_type_is_refused(leg: Any, name: str, text: Any) -> None:
    with pytest.raises(WrongType, match=rf"<{leg.tag}> {name}: "):
        leg(text)


@pytest.mark.parametrize("number", ["", " "], ids=["empty", "blank"])
def test_blank_number_is_refused(number: str) -> None:
    with pytest.raises(MissingContent, match=r"<Number> number: .* is blank"):
        Number(number)


@pytest.mark.parametrize(
    ("uri", "xml"),
    [
        ("sip:anna@example.com", "sip:anna@example.com"),
        ("sips:anna@example.com:5061", "sips:anna@example.com:5061"),
        ("sip:anna@example.com;transport=tls", "sip:anna@example.com;transport=tls"),
        ("sip:anna@example.com?X-Room=1&X-Team=2", "sip:anna@example.com?X-Room=1&amp;X-Team=2"),
    ],
)
def test_uri_of_sip_may_carry_parameters_and_headers(uri: str, xml: str) -> None:
    assert f"<Sip>{xml}</Sip>" == str(Sip(uri))


@pytest.mark.parametrize(
    "uri", ["", " ", "sip:", "anna@example.com", "+13125550100", "tel:+13125550100", "sip:anna smith@example.com"]
)
def test_text_that_is_no_sip_uri_is_refused(uri: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Sip> uri: .*; allowed: a SIP URI"):
        Sip(uri)


@pytest.mark.parametrize("leg", LEGS)
def test_leg_holds_no_children(leg: Any) -> None:
    assert {} == leg.nested


@pytest.mark.parametrize("leg", LEGS)
@pytest.mark.parametrize("parent", [Response, Gather])
def test_leg_stands_in_a_dial_only(leg: Any, parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a {leg.tag} does not belong here"):
        parent([Say("Hello"), make(leg)])


def test_document_for_who_answers_holds_the_verbs_of_the_page() -> None:
    assert ({"Gather", "Hangup"}, "documented") == ({verb.tag for verb in NUMBER_URL.verbs}, NUMBER_URL.grade)
