"""Resources have the fields that the vocabulary declares, and no others."""

from typing import Any

import pytest

from texml.emulator.rest import resources
from texml.vocabulary.control.result import Result, result_fields
from texml.vocabulary.control.texml_resources import (
    CallResource,
    ConferenceResource,
    NewParticipantResource,
    ParticipantResource,
)


def made(site: Any) -> dict[type[Result], dict[str, Any]]:
    engine = site.world.engine
    room = engine.conference(site.room)
    return {
        CallResource: resources.call(engine, engine.call(site.anna.sid)),
        ConferenceResource: resources.conference(engine, room),
        ParticipantResource: resources.participant(engine, room, room.participants[0]),
        NewParticipantResource: resources.new_participant(engine, room, "v3:x", muted=True, ends=False),
    }


@pytest.mark.parametrize("cls", [CallResource, ConferenceResource, ParticipantResource, NewParticipantResource])
def test_fields_are_declared_and_readable(cls: type[Result], site: Any) -> None:
    found = made(site)[cls]
    fields = {field.wire: field for field in result_fields(cls)}

    assert set(found) <= set(fields)
    for wire, value in found.items():
        assert value in (None, "") or fields[wire].read(value) is not None, wire


def test_call_that_is_over_tells_how_long_it_was(site: Any) -> None:
    site.world.advance(seconds=90.2)
    site.anna.hang_up()

    call = resources.call(site.world.engine, site.world.engine.call(site.anna.sid))

    assert ("completed", "91") == (call["status"], call["duration"])
    assert call["end_time"] == "Thu, 01 Jan 2026 00:01:30 +0000"


def test_conference_that_a_participant_ended_tells_who(site: Any) -> None:
    site.anna.hang_up()
    site.bert.hang_up()

    room = resources.conference(site.world.engine, site.world.engine.conference(site.room))

    assert ("last-participant-left", site.bert.sid) == (
        room["reason_conference_ended"], room["call_sid_ending_conference"]
    )  # fmt: skip
