"""Recordings: what is said of one that is not made, and what becomes of it."""

from typing import Any

import pytest

from texml.validation import Problem, iter_problems

STARTED = '<Start><Transcription transcriptionCallback="https://a.example/t" %s/></Start>'
ROOM = "<Dial><Conference %s>Room</Conference></Dial>"
URL = '"https://a.example/x"'


def problems(content: str) -> list[Problem]:
    return list(iter_problems(f"<Response>{content}</Response>"))


def case(name: str, content: str, *found: str) -> Any:
    """Return a document and what is found: the code, and the path below the Response."""
    return pytest.param(content, list(found), id=name)


RECORDED = [
    case("wrong: conference", ROOM % 'recordBeep="false"', "TX213 Dial[1]/Conference[1]/@recordBeep"),
    case(
        "wrong: said not to", ROOM % 'record="do-not-record" trim="trim-silence"', "TX213 Dial[1]/Conference[1]/@trim"
    ),
    case(
        "wrong: callback",
        ROOM % f"recordingStatusCallback={URL}",
        "TX213 Dial[1]/Conference[1]/@recordingStatusCallback",
    ),
    case("wrong: dial", '<Dial recordMaxLength="60">+13125550100</Dial>', "TX213 Dial[1]/@recordMaxLength"),
    case(
        "wrong: two of them",
        '<Dial recordingChannels="dual" sendRecordingUrl="false">+13125550100</Dial>',
        "TX213 Dial[1]/@recordingChannels",
        "TX213 Dial[1]/@sendRecordingUrl",
    ),
    case("right: conference is recorded", ROOM % 'record="record-from-start" recordBeep="false" trim="trim-silence"'),
    case("right: dial is recorded", '<Dial record="record-from-answer" recordMaxLength="60">+13125550100</Dial>'),
    case("right: said not to and nothing else", ROOM % 'record="do-not-record"'),
    case("right: Record always records", '<Record trim="trim-silence"/>'),
    case("right: Recording always records", '<Start><Recording trim="trim-silence"/></Start>'),
]

ITSELF = [
    case(
        "wrong: conference",
        '<Dial record="record-from-answer"><Conference>Room</Conference></Dial>',
        "TX214 Dial[1]/@record",
    ),
    case("right: number", '<Dial record="record-from-answer"><Number>+13125550100</Number></Dial>'),
    case("right: conference of its own", ROOM % 'record="record-from-start"'),
    case("right: said not to", '<Dial record="do-not-record"><Conference>Room</Conference></Dial>'),
]

SENT = [
    case("wrong: record", '<Record transcription="true"/>', "TX215 Record[1]/@transcription"),
    case("wrong: started", "<Start><Transcription/></Start>", "TX215 Start[1]/Transcription[1]"),
    case("right: record with callback", f'<Record transcription="true" transcriptionCallback={URL}/>'),
    case("right: record without transcription", '<Record transcription="false"/>'),
    case("right: record that says nothing of it", "<Record/>"),
    case("right: started with callback", STARTED % ""),
    case("right: stopped", "<Stop><Transcription/></Stop>"),
    case("right: AIGather", '<AIGather><Parameters>{"a":1}</Parameters><Transcription model="m"/></AIGather>'),
]

CASES = [*RECORDED, *ITSELF, *SENT]


@pytest.mark.parametrize(("content", "found"), CASES)
def test_what_is_said_of_a_recording_goes_with_one(content: str, found: list[str]) -> None:
    assert found == [f"{problem.code} {problem.path.removeprefix('/Response/')}" for problem in problems(content)]


def test_hint_for_a_recording_of_a_conference_does_not_lead_into_another_rule() -> None:
    """TX214 says that a Dial records no room, so what is said of a recording beside one must not ask for a record."""
    [problem] = problems(f"<Dial recordingStatusCallback={URL}><Conference>Room</Conference></Dial>")

    assert "add record, or leave this out" != problem.hint
