"""The Gather page of the platform's manual, restated by hand: collect keypad digits or speech."""

from typing import Any

import pytest

from texml import (
    Dial,
    Gather,
    Hangup,
    InvalidNesting,
    InvalidValue,
    MissingContent,
    Pause,
    Play,
    Redirect,
    Response,
    Say,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Flag, Items, Whole

# Python name, wire name, a value, its wire text, default (None: the page gives none)
ATTRIBUTES = [
    ("action", "action", "/result", "/result", None),
    ("method", "method", "GET", "GET", "POST"),
    ("timeout", "timeout", 10, "10", "5"),
    ("input", "input", "dtmf speech", "dtmf speech", "dtmf"),
    ("speech_timeout", "speechTimeout", 3, "3", None),
    ("partial_result_callback", "partialResultCallback", "/partial", "/partial", None),
    ("partial_result_callback_method", "partialResultCallbackMethod", "GET", "GET", "POST"),
    ("profanity_filter", "profanityFilter", True, "true", None),
    ("use_enhanced", "useEnhanced", False, "false", None),
    ("hints", "hints", ("sales", "customer service"), "sales,customer service", None),
    ("keyterms", "keyterms", ("Telnyx", "TeXML"), "Telnyx,TeXML", None),
    ("smart_format", "smartFormat", False, "false", "true"),
    ("transcription_engine", "transcriptionEngine", "Deepgram", "Deepgram", None),
    ("model", "model", "deepgram/nova-3", "deepgram/nova-3", None),
    ("api_key_ref", "apiKeyRef", "my-key", "my-key", None),
    ("region", "region", "westeurope", "westeurope", None),
    ("finish_on_key", "finishOnKey", "*", "*", "#"),
    ("num_digits", "numDigits", 4, "4", None),
    ("language", "language", "de-DE", "de-DE", "en-US"),
    ("valid_digits", "validDigits", "123*#", "123*#", None),
    ("invalid_digits_action", "invalidDigitsAction", "/invalid", "/invalid", None),
    ("min_digits", "minDigits", 2, "2", "1"),
    ("max_digits", "maxDigits", 6, "6", "128"),
]
NAMES = [name for name, *_ in ATTRIBUTES]

# wire name: least, most, unit
RANGES = {
    "timeout": (1, 120, "seconds"),
    "speechTimeout": (0, None, "seconds"),
    "numDigits": (1, 128, None),
    "minDigits": (1, 128, None),
    "maxDigits": (1, 128, None),
}
FLAGS = {"profanityFilter", "useEnhanced", "smartFormat"}
CLOSED_SETS = {
    "method": {"GET", "POST"},
    "input": {"dtmf", "speech", "dtmf speech"},
    "partialResultCallbackMethod": {"GET", "POST"},
    "transcriptionEngine": {
        *("Google", "Telnyx", "Azure", "Deepgram", "xAI", "AssemblyAI", "Soniox", "Speechmatics", "Parakeet"),
        *("Humain", "Reson8", "Cohere"),
    },
}
COMMA_LISTS = {"hints", "keyterms"}

NUMBERS = ["timeout", "speech_timeout", "num_digits", "min_digits", "max_digits"]
BOOLEANS = ["profanity_filter", "use_enhanced", "smart_format"]
URLS = ["action", "partial_result_callback", "invalid_digits_action"]

EVERYTHING = (
    '<Gather action="/result" method="GET" timeout="10" input="dtmf speech" speechTimeout="3"'
    ' partialResultCallback="/partial" partialResultCallbackMethod="GET" profanityFilter="true" useEnhanced="false"'
    ' hints="sales,customer service" keyterms="Telnyx,TeXML" smartFormat="false" transcriptionEngine="Deepgram"'
    ' model="deepgram/nova-3" apiKeyRef="my-key" region="westeurope" finishOnKey="*" numDigits="4" language="de-DE"'
    ' validDigits="123*#" invalidDigitsAction="/invalid" minDigits="2" maxDigits="6">'
    "<Say>Your PIN</Say><Play>/tone.mp3</Play></Gather>"
)


def test_attributes_are_those_of_the_page() -> None:
    assert {name: wire for name, wire, *_ in ATTRIBUTES} == {row.name: row.wire for row in rows(Gather)}


def test_defaults_are_those_of_the_page() -> None:
    assert {wire: default for _, wire, _, _, default in ATTRIBUTES} == {row.wire: row.default for row in rows(Gather)}


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Gather) if isinstance(row.kind, Whole)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in numbers}


def test_flags_are_those_of_the_page() -> None:
    assert FLAGS == {row.wire for row in rows(Gather) if isinstance(row.kind, Flag)}


def test_closed_sets_are_those_of_the_page() -> None:
    assert CLOSED_SETS == {row.wire: set(row.kind.words) for row in rows(Gather) if isinstance(row.kind, Choice)}


def test_lists_are_separated_by_commas() -> None:
    assert dict.fromkeys(COMMA_LISTS, ",") == {
        row.wire: row.kind.separator for row in rows(Gather) if isinstance(row.kind, Items)
    }


# Every revision of the page says that the application's method is used; one skill of April lists the attribute.
def test_only_the_method_is_disputed() -> None:
    assert {"method": "disputed"} == {row.wire: row.grade for row in rows(Gather) if row.grade != "documented"}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), ATTRIBUTES, ids=NAMES)
def test_attribute_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Gather {wire}="{text}"/>' == str(Gather(**{name: value}))


def test_all_attributes_stand_together() -> None:
    values = {name: value for name, _, value, *_ in ATTRIBUTES}

    assert EVERYTHING == str(Gather([Say("Your PIN"), Play("/tone.mp3")], **values))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


def test_gather_needs_nothing() -> None:
    assert "<Gather/>" == str(Gather())


@pytest.mark.parametrize(
    ("name", "wire", "value"),
    [
        ("timeout", "timeout", 1),
        ("timeout", "timeout", 120),
        ("speech_timeout", "speechTimeout", 0),
        ("speech_timeout", "speechTimeout", 3600),
        ("num_digits", "numDigits", 1),
        ("num_digits", "numDigits", 128),
        ("min_digits", "minDigits", 1),
        ("min_digits", "minDigits", 128),
        ("max_digits", "maxDigits", 1),
        ("max_digits", "maxDigits", 128),
    ],
)
def test_both_ends_of_a_range_are_taken(name: str, wire: str, value: int) -> None:
    assert f'<Gather {wire}="{value}"/>' == str(Gather(**{name: value}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("timeout", 0),
        ("timeout", 121),
        ("speech_timeout", -1),
        ("num_digits", 0),
        ("num_digits", 129),
        ("min_digits", 0),
        ("min_digits", 129),
        ("max_digits", 0),
        ("max_digits", 129),
    ],
)
def test_number_beyond_the_range_is_refused(name: str, value: int) -> None:
    with pytest.raises(InvalidValue, match=rf"<Gather> {name}: {value} is not allowed"):
        Gather(**{name: value})


@pytest.mark.parametrize(
    ("name", "wire", "word"),
    [
        *(("method", "method", word) for word in ("GET", "POST")),
        *(("input", "input", word) for word in ("dtmf", "speech", "dtmf speech")),
        *(("partial_result_callback_method", "partialResultCallbackMethod", word) for word in ("GET", "POST")),
        *(("transcription_engine", "transcriptionEngine", word) for word in sorted(CLOSED_SETS["transcriptionEngine"])),
    ],
)
def test_word_of_a_closed_set_is_taken(name: str, wire: str, word: str) -> None:
    assert f'<Gather {wire}="{word}"/>' == str(Gather(**{name: word}))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("method", "get"),
        ("input", "speech dtmf"),
        ("input", "DTMF"),
        ("input", ""),
        ("partial_result_callback_method", "PUT"),
        ("transcription_engine", "google"),
        ("transcription_engine", "A"),
        ("finish_on_key", "##x"),
        ("finish_on_key", "w"),
        ("finish_on_key", " "),
        ("valid_digits", "1,2,3"),
        ("valid_digits", "1w"),
    ],
)
def test_word_outside_of_what_is_allowed_is_refused(name: str, word: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Gather> {name}: "):
        Gather(**{name: word})


@pytest.mark.parametrize("keys", ["", "#", "*", "0", "0123456789*#"], ids=["none", "hash", "star", "zero", "all"])
def test_finish_on_key_is_a_set_of_keys_or_none(keys: str) -> None:
    assert f'<Gather finishOnKey="{keys}"/>' == str(Gather(finish_on_key=keys))


@pytest.mark.parametrize("name", URLS)
@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/", "javascript:alert(1)"])
def test_what_is_no_url_is_refused(name: str, url: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Gather> {name}: "):
        Gather(**{name: url})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, True) for name in NAMES if name not in BOOLEANS),
        *((name, 7) for name in NAMES if name not in NUMBERS),
        *((name, "7") for name in NUMBERS),
        *((name, 7.0) for name in NUMBERS),
        *((name, "true") for name in BOOLEANS),
        *((name, 1) for name in BOOLEANS),
        *((name, {"x"}) for name in NAMES),
        ("hints", ["sales", 7]),
        ("input", ["dtmf", "speech"]),
    ],
)
def test_value_of_the_wrong_type_is_refused(name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<Gather> {name}: "):
        Gather(**{name: value})


@pytest.mark.parametrize("name", ["model", "api_key_ref", "region", "language", "hints", "keyterms"])
def test_blank_word_is_refused(name: str) -> None:
    with pytest.raises(MissingContent, match=rf"<Gather> {name}: ' ' is blank"):
        Gather(**{name: " "})


@pytest.mark.parametrize(("name", "wire"), [("hints", "hints"), ("keyterms", "keyterms")])
def test_list_may_be_one_word(name: str, wire: str) -> None:
    assert f'<Gather {wire}="sales"/>' == str(Gather(**{name: "sales"}))


@pytest.mark.parametrize("name", ["hints", "keyterms"])
@pytest.mark.parametrize("value", ["sales,service", ("sales", "a,b"), ()], ids=["joined", "comma in a word", "empty"])
def test_list_that_the_wire_cannot_tell_apart_is_refused(name: str, value: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<Gather> {name}: "):
        Gather(**{name: value})


# What only TwiML has or calls so, and the wire's own spelling.
@pytest.mark.parametrize(
    "name", ["enhanced", "speech_model", "action_on_empty_result", "barge_in", "debug", "max_speech_time", "numDigits"]
)
def test_attribute_that_the_page_does_not_know_is_refused(name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<Gather> {name}: "):
        Gather(**{name: "x"})


# Alone, once, required.
def test_gather_holds_say_and_play_in_any_number() -> None:
    assert {Say: (False, False, False), Play: (False, False, False)} == Gather.nested


# With an action the platform goes on there only once input came; without input the next verb runs.
def test_verbs_after_a_gather_are_reached() -> None:
    assert "never" == Gather.ends


def test_gather_has_no_text_of_its_own() -> None:
    assert text_row(Gather) is None


def test_prompts_keep_their_order() -> None:
    gather = Gather([Play("/a.mp3"), Say("One"), Play("/b.mp3"), Say("Two")])

    assert "<Gather><Play>/a.mp3</Play><Say>One</Say><Play>/b.mp3</Play><Say>Two</Say></Gather>" == str(gather)


def test_methods_add_prompts() -> None:
    gather = Gather(num_digits=4).say("Your PIN", voice="alice").play("/tone.mp3", loop=2)

    assert ('<Gather numDigits="4"><Say voice="alice">Your PIN</Say><Play loop="2">/tone.mp3</Play></Gather>') == str(
        gather
    )


@pytest.mark.parametrize(
    "content",
    [Pause(), Hangup(), Redirect("/next"), Dial("+13125550100"), Gather(), Response(), "Your PIN", 7, None],
    ids=lambda content: getattr(content, "tag", repr(content)),
)
def test_other_content_is_refused(content: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Gather>: .* does not belong here; allowed: Say, Play"):
        Gather(content)


def test_response_adds_one() -> None:
    gather = Gather(Say("Your PIN"), num_digits=4)

    assert Response([Say("Hello"), gather]) == Response(Say("Hello")).gather(Say("Your PIN"), num_digits=4)
