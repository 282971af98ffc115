"""Documents: what is run of a body, what is told about it, and which bodies are none."""

from collections.abc import Callable
from typing import Any

import pytest

from texml.emulator.engine.core import Core
from texml.emulator.engine.documents import program_of
from texml.emulator.engine.verbs.table import VERBS
from texml.emulator.profiles import DOCUMENTED, STRICT, Profile
from texml.vocabulary.documents import CONFERENCE_WAIT, VOICE

SAY = b"<Response><Say>hello</Say></Response>"


def core(profile: Profile = DOCUMENTED) -> Core:
    return Core(profile, 0, 0.0, {}, "", VERBS)


def read(body: bytes, profile: Profile = DOCUMENTED, kind: Any = VOICE) -> Any:
    return program_of(core(profile), body, kind)


def test_settings_that_are_not_given_are_the_defaults_of_the_vocabulary() -> None:
    [verb] = read(b'<Response><Gather numDigits="4"/></Response>').verbs

    assert (verb.tag, verb.get("num_digits"), verb.get("timeout"), verb.get("finish_on_key")) == ("Gather", 4, 5, "#")
    assert verb.get("action") is None
    assert set(verb.given) == {"num_digits"}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        pytest.param(b"", "empty-body", id="nothing"),
        pytest.param(b" \n", "empty-body", id="white space"),
        pytest.param(b"<!DOCTYPE html><html><body>Oops</body></html>", "html", id="a page of HTML"),
        pytest.param(b"<html><br></html>", "html", id="HTML that is no XML"),
        pytest.param(b"<Response><Say>hel", "half-document", id="half a document"),
        pytest.param(b"<Response><Say>hello</Response>", "half-document", id="an element that is not closed"),
        pytest.param(b"{}", "not-xml", id="JSON"),
        pytest.param(b"\x1f\x8b\x08\x00\x00", "not-xml", id="compressed"),
        pytest.param(b"<Responce/>", "not-texml", id="another root"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY b "c">]><Response/>', "not-xml", id="entities"),
        pytest.param(b"<Response>" + b"<Pause/>" * 10_000 + b"</Response>", "too-large", id="too many bytes"),
        pytest.param(b"<Response>" + b"<Say/>" * 1_001 + b"</Response>", "not-xml", id="too many elements"),
    ],
)
def test_body_that_is_no_document_has_a_name(body: bytes, code: str) -> None:
    program = read(body)

    assert (program.failure.code, program.verbs) == (code, ())
    assert program.failure.text


def test_unknown_verb_is_left_out_and_told() -> None:
    program = read(b"<Response><Answer/><Say>hello</Say></Response>")

    assert [verb.tag for verb in program.verbs] == ["Say"]
    assert [code for code, _ in program.warnings] == ["unknown-verb"]


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ('numDigit="4"', "unknown-attribute"),
        ('numDigits="many"', "wrong-value"),
        ('numdigits="4"', "unknown-attribute"),
    ],
)
def test_wrong_attribute_is_left_out_and_told(attribute: str, code: str) -> None:
    program = read(f"<Response><Gather {attribute}/></Response>".encode())

    assert program.verbs[0].get("num_digits") is None
    assert [warned for warned, _ in program.warnings] == [code]


@pytest.mark.parametrize("verb", ["<Answer/>", '<Say loop="x">a</Say>', "<Dial><Client>a</Client></Dial>"])
def test_strict_profile_refuses_what_is_left_out_otherwise(verb: str) -> None:
    assert read(f"<Response>{verb}</Response>".encode(), STRICT).failure.code == "invalid-document"


def test_wait_document_holds_its_own_verbs_only() -> None:
    program = read(b"<Response><Dial>+13125550111</Dial><Say>wait</Say></Response>", kind=CONFERENCE_WAIT)

    assert [verb.tag for verb in program.verbs] == ["Say"]
    assert [code for code, _ in program.warnings] == ["misplaced-verb"]


def test_same_body_is_read_once() -> None:
    engine = core()

    assert program_of(engine, SAY, VOICE) is program_of(engine, SAY, VOICE)
    assert program_of(engine, SAY, VOICE) is not program_of(engine, SAY, CONFERENCE_WAIT)


def test_few_programs_are_kept() -> None:
    engine = core()
    for number in range(600):
        program_of(engine, SAY + b" " * number, VOICE)

    assert len(engine.programs) <= 256


@pytest.mark.parametrize(
    ("inside", "text", "words", "pause_s"),
    [
        pytest.param("Hello  there\n friend", "Hello there friend", 3, 0.0, id="white space"),
        pytest.param("Your PIN is 1234.", "Your PIN is 1234.", 7, 0.0, id="digits are said one by one"),
        pytest.param('One<break time="500ms"/>two', "One two", 2, 0.5, id="milliseconds"),
        pytest.param('One<break time="2s"/>two', "One two", 2, 2.0, id="seconds"),
        pytest.param('One<break strength="strong"/>two', "One two", 2, 1.0, id="strength"),
        pytest.param('One<break time="soon"/>', "One", 1, 0.5, id="a break that says nothing readable"),
        pytest.param('One<break time="900s"/>', "One", 1, 10.0, id="at most ten seconds"),
        pytest.param('<sub alias="World Wide Web">WWW</sub>', "World Wide Web", 3, 0.0, id="what is said instead"),
        pytest.param('<say-as interpret-as="digits">12</say-as>', "12", 2, 0.0, id="other markup is its text"),
    ],
)
def test_what_a_say_says(inside: str, text: str, words: int, pause_s: float) -> None:
    [verb] = read(f"<Response><Say>{inside}</Say></Response>".encode()).verbs

    assert (verb.speech.text, verb.speech.words, verb.speech.pause_s) == (text, words, pause_s)


def test_what_is_sloppy_is_told_once(world: Callable[..., Any]) -> None:
    there = world("<Response><Answer/><Pause/><Redirect>/voice</Redirect></Response>")
    there.call()
    there.advance(5)

    assert there.warnings == ["unknown-verb"]
