"""What arguments ask of each other."""

import pytest

from texml.vocabulary.control.together import AtMostOne, ExactlyOne, Needs, OnlyWith, Together

AUDIO = AtMostOne(("audio_url", "media_name"))
TARGET = ExactlyOne(("call", "queue"))
WHISPER = OnlyWith("ids", "role", "whisper")
COACH = Needs("coaching", True, "call_sid_to_coach")

RIGHT = [
    (AUDIO, {}), (AUDIO, {"audio_url": 1}), (AUDIO, {"media_name": 1, "other": 1}), (TARGET, {"queue": 1}),
    (WHISPER, {}), (WHISPER, {"role": "monitor"}),
    (WHISPER, {"ids": 1, "role": "whisper"}), (COACH, {}), (COACH, {"coaching": False}),
    (COACH, {"coaching": True, "call_sid_to_coach": 1}),
]  # fmt: skip
WRONG = [
    (AUDIO, {"audio_url": 1, "media_name": 1}, "audio_url and media_name are given together"),
    (TARGET, {}, "there is nothing to do it with"),
    (TARGET, {"call": 1, "queue": 1}, "call and queue are given together"),
    (WHISPER, {"ids": 1}, "ids is given, but role is not given"),
    (WHISPER, {"ids": 1, "role": "monitor"}, "ids is given, but role is 'monitor'"),
    (COACH, {"coaching": True}, "coaching=True is given without call_sid_to_coach"),
]


@pytest.mark.parametrize(("rule", "given"), RIGHT)
def test_what_goes_together_is_no_problem(rule: Together, given: dict[str, object]) -> None:
    assert rule.problem(given) is None


@pytest.mark.parametrize(("rule", "given", "problem"), WRONG)
def test_what_does_not_is_said_with_what_does(rule: Together, given: dict[str, object], problem: str) -> None:
    found = rule.problem(given)

    assert found is not None
    assert problem == found[0]
    assert found[1]
