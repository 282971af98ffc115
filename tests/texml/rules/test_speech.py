"""Voices and engines that need something, or do not know something."""

from typing import Any

import pytest

from texml.validation import iter_problems


def found(content: str) -> list[str]:
    problems = iter_problems(f"<Response>{content}</Response>")
    return [f"{problem.code} {problem.path.removeprefix('/Response/')}" for problem in problems]


GATHER = '<Gather input="speech" action="https://a.example/x" %s/>'
STARTED = '<Start><Transcription transcriptionCallback="https://a.example/t" %s/></Start>'
JENNY = "Azure.en-US-JennyNeural"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('<Say voice="ElevenLabs.v2.Rachel">a</Say>', ["TX207 Say[1]/@voice"], id="no key"),
        pytest.param(
            '<Gather><Say voice="ElevenLabs.v.R">a</Say></Gather>', ["TX207 Gather[1]/Say[1]/@voice"], id="in"
        ),
        pytest.param('<Say voice="ElevenLabs.v2.Rachel" api_key_ref="k">a</Say>', [], id="key"),
        pytest.param('<Say voice="ElevenLabs.v2.R" apiKeyRef="k">a</Say>', ["TX111 Say[1]/@apiKeyRef"], id="misspelt"),
        pytest.param('<Say voice="Polly.Joanna">a</Say>', [], id="another provider"),
        pytest.param("<Say>a</Say>", [], id="no voice"),
    ],
)
def test_voice_of_elevenlabs_has_a_key(content: str, expected: list[str]) -> None:
    assert expected == found(content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(GATHER % 'region="eu"', ["TX223 Gather[1]/@region"], id="engine by default"),
        pytest.param(GATHER % 'transcriptionEngine="Google" region="eu"', ["TX223 Gather[1]/@region"], id="engine"),
        pytest.param(STARTED % 'region="eu"', ["TX223 Start[1]/Transcription[1]/@region"], id="Transcription"),
        pytest.param('<Say voice="Polly.Joanna" region="eu">a</Say>', ["TX223 Say[1]/@region"], id="voice"),
        pytest.param('<Say region="eu">a</Say>', ["TX223 Say[1]/@region"], id="no voice"),
        pytest.param(GATHER % 'transcriptionEngine="Azure" region="eu"', [], id="Azure"),
        pytest.param(f'<Say voice="{JENNY}" region="eu">a</Say>', [], id="voice of Azure"),
        pytest.param(
            GATHER % 'transcriptionEngine="azure" region="eu"', ["TX112 Gather[1]/@transcriptionEngine"], id="misspelt"
        ),
    ],
)
def test_region_goes_with_azure(content: str, expected: list[str]) -> None:
    assert expected == found(content)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            '<Say gender="Female" effect="eq_car">a</Say>',
            ["TX224 Say[1]/@gender", "TX224 Say[1]/@effect"],
            id="no voice",
        ),
        pytest.param('<Say voice="Polly.Joanna" effect="eq_car">a</Say>', ["TX224 Say[1]/@effect"], id="another voice"),
        pytest.param(f'<Say voice="{JENNY}" gender="Female" effect="eq_car">a</Say>', [], id="voice of Azure"),
    ],
)
def test_gender_and_effect_go_with_a_voice_of_azure(content: str, expected: list[str]) -> None:
    assert expected == found(content)


def case(name: str, content: str, *found: str) -> Any:
    """Return a document and what is found: the code, and the path below the Response."""
    return pytest.param(content, list(found), id=name)


AZURE = [
    case("wrong: gather", GATHER % 'transcriptionEngine="Azure"', "TX202 Gather[1]/@transcriptionEngine"),
    case(
        "wrong: started",
        STARTED % 'transcriptionEngine="Azure"',
        "TX202 Start[1]/Transcription[1]/@transcriptionEngine",
    ),
    case(
        "wrong: key without region",
        GATHER % 'transcriptionEngine="Azure" apiKeyRef="azure"',
        "TX202 Gather[1]/@transcriptionEngine",
    ),
    case("right: region", GATHER % 'transcriptionEngine="Azure" region="westeurope"'),
    case("right: started with region", STARTED % 'transcriptionEngine="Azure" region="westeurope"'),
    case("right: another engine", GATHER % 'transcriptionEngine="Google"'),
    case("right: voice without a key", '<Say voice="Azure.en-US-JennyNeural">a</Say>'),
    case(
        "right: voice with key and region", '<Say voice="Azure.en-US-A" api_key_ref="azure" region="westeurope">a</Say>'
    ),
    case("right: other voice with a key", '<Say voice="ElevenLabs.Default.x" api_key_ref="eleven">a</Say>'),
]

SPEECH = [
    case("wrong: keys by default", '<Gather speechTimeout="2"/>', "TX219 Gather[1]/@speechTimeout"),
    case("wrong: keys", '<Gather input="dtmf" hints="yes"/>', "TX219 Gather[1]/@hints"),
    case("right: speech", '<Gather input="speech" hints="yes" language="en-GB"/>'),
    case("right: both", '<Gather input="dtmf speech" hints="yes"/>'),
    case("right: keys alone", '<Gather input="dtmf" numDigits="4" timeout="3"/>'),
    case("right: language of a prompt", '<Gather numDigits="4"><Say language="en-GB">a</Say></Gather>'),
]


@pytest.mark.parametrize(("content", "expected"), [*AZURE, *SPEECH])
def test_what_is_said_of_speech_goes_with_it(content: str, expected: list[str]) -> None:
    assert expected == found(content)


def test_azure_voice_with_a_key_of_ones_own_needs_a_region() -> None:
    """Say page, 2026-08: region is needed together with api_key_ref."""
    content = '<Say voice="Azure.en-US-JennyNeural" api_key_ref="azure">a</Say>'

    assert ["TX202 Say[1]/@voice"] == found(content)


def test_every_attribute_about_speech_is_told_when_only_keys_are_listened_for() -> None:
    about = {
        "speechTimeout": "1", "partialResultCallback": "https://a.example/x", "profanityFilter": "true",
        "useEnhanced": "true", "hints": "yes", "keyterms": "yes", "smartFormat": "true",
        "transcriptionEngine": "Google", "model": "google/phone_call", "language": "en-GB",
    }  # fmt: skip
    written = " ".join(f'{name}="{value}"' for name, value in about.items())

    assert [f"TX219 Gather[1]/@{name}" for name in about] == [
        one for one in found(f"<Gather {written}/>") if one.startswith("TX219")
    ]
