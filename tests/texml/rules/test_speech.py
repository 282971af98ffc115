"""Voices and engines that need something, or do not know something."""

import pytest

from texml.validation import iter_problems


def found(content: str) -> list[str]:
    problems = iter_problems(f"<Response>{content}</Response>")
    return [f"{problem.code} {problem.path.removeprefix('/Response/')}" for problem in problems]


GATHER = '<Gather input="speech" action="https://a.example/x" %s/>'
STARTED = '<Start><Transcription transcriptionCallback="https://a.example/t" %s/></Start>'
AZURE = "Azure.en-US-JennyNeural"


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
        pytest.param(f'<Say voice="{AZURE}" region="eu">a</Say>', [], id="voice of Azure"),
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
        pytest.param(f'<Say voice="{AZURE}" gender="Female" effect="eq_car">a</Say>', [], id="voice of Azure"),
    ],
)
def test_gender_and_effect_go_with_a_voice_of_azure(content: str, expected: list[str]) -> None:
    assert expected == found(content)
