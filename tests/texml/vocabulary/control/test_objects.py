"""Objects inside commands: each is declared as it is documented."""

from collections.abc import Callable

import pytest

from texml.errors import ArgumentType, InvalidArgument, MissingArgument, UnknownArgument
from texml.vocabulary.control import objects
from texml.vocabulary.control.calls import HangupCall
from texml.vocabulary.control.conference_actions import SpeakTextToConference
from texml.vocabulary.control.objects import AzureVoiceSettings, ConferenceConfig, TelnyxVoiceSettings
from texml.vocabulary.control.parameters import Fields

# The documentation gives no name to those inside others: they are checked with the command that holds them.
UNNAMED = {
    "AnsweringMachineDetectionConfig", "ApplicationNameFilter", "ConferenceConfig", "ConferenceFilter",
    "DeepfakeDetectionConfig", "OccurredAtFilter", "ParticipantFilter",
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(set(objects.__all__) - UNNAMED - {"VoiceSettings"}))
def test_object_is_declared_as_documented(name: str, documented_object: Callable[[type[Fields]], None]) -> None:
    documented_object(getattr(objects, name))


def test_audio_on_hold_comes_from_one_place() -> None:
    with pytest.raises(InvalidArgument, match="hold_audio_url and hold_media_name are given together"):
        ConferenceConfig(hold_audio_url="https://example.com/a.mp3", hold_media_name="music")


def speak(settings: object) -> SpeakTextToConference:
    return SpeakTextToConference("c", payload="x", voice="y", voice_settings=settings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "settings", [TelnyxVoiceSettings(type="telnyx", voice_speed=1.5), {"type": "telnyx", "voice_speed": 1.5}]
)
def test_mapping_says_by_its_type_which_object_it_is(settings: object) -> None:
    assert TelnyxVoiceSettings(type="telnyx", voice_speed=1.5) == speak(settings).voice_settings


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"type": "azur"}, InvalidArgument, "voice_settings: 'azur' is not allowed; .* did you mean 'azure'"),
        ({}, InvalidArgument, "voice_settings: None is not allowed; allowed: a dict whose type is one of aws, azure"),
        ({"type": "azure", "gendr": "Male"}, UnknownArgument, r"voice_settings\.gendr: there is no such argument"),
        ({"type": "azure", "gender": "male"}, InvalidArgument, r"voice_settings\.gender: 'male' is not allowed"),
        ({"type": "telnyx", "voice_speed": 3}, InvalidArgument, r"voice_settings\.voice_speed: 3 is not allowed"),
        (1, ArgumentType, "voice_settings: 1 is an int"),
    ],
)
def test_what_is_wrong_inside_is_said_with_its_place(settings: object, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        speak(settings)


def test_object_needs_its_type() -> None:
    with pytest.raises(MissingArgument, match="AzureVoiceSettings: type: it is missing"):
        AzureVoiceSettings(gender="Male")  # type: ignore[call-arg]


@pytest.mark.parametrize("value", ["a\r\nX-Other: b", "a\nb", "a\x00"])
def test_header_is_one_line(value: str) -> None:
    with pytest.raises(InvalidArgument, match=r"custom_headers\.value: .* allowed: text on one line"):
        HangupCall("v3:a", custom_headers=[{"name": "X-Room", "value": value}])
