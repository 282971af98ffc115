"""Facts: what the markers carry, and what the shapes match, in Python and in XML Schema alike."""

import re
from collections.abc import Mapping
from typing import get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from texml.vocabulary.facts import (
    KW_ONLY,
    Amount,
    Attr,
    DialDigits,
    DisplayName,
    Ending,
    Grade,
    InitVar,
    Json,
    JsonObject,
    KeyDigits,
    LanguageTag,
    OneOrMore,
    Pattern,
    Place,
    SipUri,
    SpeechPitch,
    SpeechRate,
    SpeechTime,
    SpeechVolume,
    StatusNumber,
    Url,
    Uuid,
    WebSocketUrl,
)
from texml.writer import escape_attribute

SHAPES = {
    "Url": Url.__metadata__[0],
    "WebSocketUrl": WebSocketUrl.__metadata__[0],
    "SipUri": SipUri.__metadata__[0],
    "StatusNumber": StatusNumber.__metadata__[0],
    "Amount": Amount.__metadata__[0],
    "DialDigits": DialDigits.__metadata__[0],
    "KeyDigits": KeyDigits.__metadata__[0],
    "DisplayName": DisplayName.__metadata__[0],
    "Uuid": Uuid.__metadata__[0],
    "LanguageTag": LanguageTag.__metadata__[0],
    "SpeechTime": SpeechTime.__metadata__[0],
    "SpeechVolume": SpeechVolume.__metadata__[0],
    "SpeechRate": SpeechRate.__metadata__[0],
    "SpeechPitch": SpeechPitch.__metadata__[0],
}

UUID = "0f4c6e0a-9f9e-4f0e-8a53-2f1f7f0c9d11"

MATCHES = {
    "Url": [
        "https://example.com/a?b=c&d=e#f",
        "http://example.com",
        "HTTPS://EXAMPLE.COM",
        "/wait",
        "wait",
        "wait.xml",
        "wait/room",
        "../wait",
        "?room=1",
        "#top",
        "//example.com/a",
        "a/b:c",
        "wait?at=10:00",
        "é",
        "https://example.com/{{From}}",
    ],
    "WebSocketUrl": [
        "wss://example.com",
        "WSS://example.com/a?b=c",
        "wss://1",
        "wss://example.com/{{CallSid}}",
        "wss:///",
    ],
    "SipUri": [
        "sip:anna@example.com",
        "sips:anna@example.com",
        "SIP:anna@example.com:5060;transport=tcp?X-A=b",
        "sip:+13125550100@example.com",
        "sip:a",
    ],
    "StatusNumber": ["100", "200", "404", "599"],
    "Amount": ["0", "5", "12.50", "0.0001", "9" * 12, "007", f"{'9' * 12}.9999"],
    "DialDigits": ["0", "0123456789", "*#", "1w2ww3", "w"],
    "KeyDigits": ["", "0", "0123456789*#"],
    "DisplayName": ["A", "z9", "Acme Inc.", "a-b_c~d!e.f+g", " ", "x" * 128],
    "Uuid": [UUID, UUID.upper()],
    "LanguageTag": ["es", "fr-CA", "zh-Hans-CN", "es-419", "x"],
    "SpeechTime": ["3s", "500ms", "0.25s", "0s", "99999ms"],
    "SpeechVolume": ["default", "silent", "x-soft", "soft", "medium", "loud", "x-loud", "+6dB", "-6dB", "+4.08dB"],
    "SpeechRate": ["x-slow", "slow", "medium", "fast", "x-fast", "80%", "200%", "12.5%"],
    "SpeechPitch": ["default", "x-low", "low", "medium", "high", "x-high", "+10%", "-5%", "+0.5%"],
}

MISSES = {
    "Url": [
        "",
        " ",
        "https://",
        "http://",
        "https:",
        "https:/example.com",
        "https://example.com/a b",
        " https://example.com",
        "https://example.com\n",
        "/a\tb",
        "ftp://example.com",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/xml,x",
        "sip:a@example.com",
        "mailto:a",
        "HTTPX://example.com",
        "a:b",
    ],
    "WebSocketUrl": [
        "",
        "wss://",
        "wss:/example.com",
        "ws://example.com",
        "https://example.com",
        "/stream",
        "example.com",
        " wss://example.com",
        "wss://example.com ",
        "wss://a b",
        "wss://example.com\n",
    ],
    "SipUri": [
        "",
        "sip:",
        "anna@example.com",
        "tel:+13125550100",
        "+13125550100",
        "sip anna@example.com",
        "sip:anna @example.com",
        " sip:anna@example.com",
        "sip:anna@example.com\n",
        "https://example.com",
    ],
    "StatusNumber": ["", "99", "099", "600", "2000", "2xx", "20", "+200", "200 ", "200\n", "\u0662\u0660\u0660"],
    "Amount": [
        "",
        ".",
        ".50",
        "12.",
        "12,50",
        "1,000.00",
        "-5",
        "+5",
        "$5",
        "5 USD",
        "1e3",
        "1.23456",
        "9" * 13,
        " 5",
        "5\n",
        "\u0661",
    ],
    "DialDigits": ["", "W", "1 2", "1,2", "+1", "a", "1\n", "\u0661"],
    "KeyDigits": ["w", " ", "12#a", "#\n", "\u0661"],
    "DisplayName": ["", "x" * 129, "é", "a,b", "a\tb", "Acme\n", 'a"b'],
    "Uuid": ["", UUID[:-1], UUID + "0", UUID.replace("-", ""), f"{{{UUID}}}", UUID.replace("0", "g"), f"{UUID}\n"],
    "LanguageTag": ["", "fr_CA", "fr-", "-CA", "french-language-of-canadians", "fr CA", "fr-CA\n", "fran\u00e7ais"],
    "SpeechTime": ["", "3", "s", "ms", "3 s", "3sec", "3S", "-3s", "+3s", "1.s", ".5s", "100000s", "3s\n", "\u0663s"],
    "SpeechVolume": ["", "Loud", "louder", "6dB", "-6", "-6db", "- 6dB", "+6 dB", "+1.dB", "50%", "-6dB\n"],
    "SpeechRate": ["", "Slow", "slower", "80", "-80%", "+80%", "80 %", "1.%", "80%\n", "10000%"],
    "SpeechPitch": ["", "High", "higher", "10%", "+10", "+2st", "+10 %", "+10%\n"],
}


def cases(table: dict[str, list[str]]) -> list[object]:
    return [
        pytest.param(SHAPES[name], text, id=f"{name}, {text[:24]!a}") for name, texts in table.items() for text in texts
    ]


def schema(pattern: Pattern) -> etree.XMLSchema:
    """Return a schema of one element, whose attribute must match *pattern*."""
    return etree.XMLSchema(
        etree.fromstring(
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a"><xs:complexType>'
            '<xs:attribute name="b"><xs:simpleType><xs:restriction base="xs:string">'
            f'<xs:pattern value="{escape_attribute(pattern.regex)}"/>'
            "</xs:restriction></xs:simpleType></xs:attribute></xs:complexType></xs:element></xs:schema>"
        )
    )


SCHEMAS = {name: schema(pattern) for name, pattern in SHAPES.items()}


@pytest.mark.parametrize(("pattern", "text"), cases(MATCHES))
def test_shape_matches(pattern: Pattern, text: str) -> None:
    assert re.fullmatch(pattern.regex, text)


@pytest.mark.parametrize(("pattern", "text"), cases(MISSES))
def test_shape_does_not_match(pattern: Pattern, text: str) -> None:
    assert not re.fullmatch(pattern.regex, text)


HEADS = [
    "http://",
    "https://",
    "ftp:",
    "/",
    "a:",
    "wss://",
    "ws:",
    "sip:",
    "sips:",
    "20",
    "59",
    "12.5",
    UUID,
    "",
    "x-",
    "+6",
    "-6d",
    "10%",
]
TEXTS = st.sampled_from(HEADS).flatmap(
    lambda head: st.text("aAfFzZ09w*# :/?\t\n-_~!.+,\xa0é\u0661\\^$", max_size=12).map(lambda tail: head + tail)
)


@pytest.mark.parametrize("name", SHAPES)
@given(text=TEXTS)
def test_shape_means_the_same_in_python_and_in_xml_schema(name: str, text: str) -> None:
    node = etree.Element("a", b=text)

    assert SCHEMAS[name].validate(node) == bool(re.fullmatch(SHAPES[name].regex, text))


@given(text=TEXTS.filter(str.isprintable))
def test_shortcut_of_the_url_is_true_only_where_the_pattern_matches(text: str) -> None:
    pattern = SHAPES["Url"]

    short = eval(pattern.shortcut.format("text"), {"text": text})

    assert not short or re.fullmatch(pattern.regex, text)


def test_shortcut_of_the_url_takes_the_usual_url() -> None:
    assert eval(SHAPES["Url"].shortcut.format("text"), {"text": "https://example.com/"})


def test_pattern_carries_its_facts() -> None:
    pattern = Pattern("[a-z]", "a letter", shortcut="{0} == 'a'")

    assert ("[a-z]", "a letter", "{0} == 'a'") == (pattern.regex, pattern.allowed, pattern.shortcut)


def test_pattern_has_no_shortcut_unless_given() -> None:
    assert "" == Pattern("[a-z]", "a letter").shortcut


def test_attribute_carries_its_facts() -> None:
    facts = {
        "min": 1,
        "max": 9,
        "also": (0, 12),
        "separator": ",",
        "default": "5",
        "unit": "seconds",
        "source": "a page",
        "grade": "disputed",
    }

    marker = Attr("timeLimit", **facts)

    assert {"wire": "timeLimit", **facts} == {name: getattr(marker, name) for name in Attr.__slots__}


def test_attribute_without_further_facts_is_documented_and_unbounded() -> None:
    marker = Attr("url")

    assert (None, None, (), " ", None, None, None, "documented") == (
        marker.min,
        marker.max,
        marker.also,
        marker.separator,
        marker.default,
        marker.unit,
        marker.source,
        marker.grade,
    )


def test_grades_are_four() -> None:
    assert ("documented", "disputed", "observed", "assumed") == get_args(Grade)


def test_a_verb_never_ends_a_document_or_always_or_with_its_action() -> None:
    assert ("never", "with action", "always") == get_args(Ending)


def test_child_may_stand_anywhere_any_number_of_times_unless_its_place_says_more() -> None:
    assert (False, False, False) == Place()


def test_place_says_how_a_child_may_stand() -> None:
    place = Place(alone=True, once=False, required=True)

    assert (True, False, True) == (place.alone, place.once, place.required)


def test_json_object_is_a_text_or_a_mapping() -> None:
    text, mapping = get_args(JsonObject.__origin__)

    assert (str, Mapping, (str, object)) == (text, get_origin(mapping), get_args(mapping))


def test_json_object_is_marked() -> None:
    assert [Json] == [type(marker) for marker in JsonObject.__metadata__]


def test_one_or_more_holds_the_type_and_a_sequence_of_it() -> None:
    one, several = get_args(OneOrMore[int])

    assert (int, (int,)) == (one, get_args(several))


def test_parameter_marker_stands_for_its_type() -> None:
    assert InitVar[int] is int


def test_keyword_marker_is_a_class_as_that_of_dataclasses() -> None:
    assert isinstance(KW_ONLY, type)
