"""What a caller is answered."""

import pytest

from server.room import Room
from server.rules import apology, room_document, unknown_room_document
from texml import Conference, Response, Say
from texml.validation import is_valid

CONFERENCE = Conference("Weekly standup", max_participants=25, beep="onEnter")


def test_caller_of_a_room_is_put_into_its_conference() -> None:
    room = Room(key="standup", conference=CONFERENCE)

    document = room_document(room)

    assert Response().dial(CONFERENCE) == document


def test_caller_of_a_room_with_a_welcome_hears_it_first() -> None:
    welcome = Say("Welcome.", voice="woman", language="en-GB")
    room = Room(key="standup", conference=CONFERENCE, welcome=welcome)

    document = room_document(room)

    assert Response([welcome]).dial(CONFERENCE) == document


@pytest.mark.parametrize("document", [unknown_room_document(), apology()], ids=["unknown-room", "apology"])
def test_caller_who_cannot_be_helped_is_told_so_and_hung_up_on(document: Response) -> None:
    assert ["Say", "Hangup"] == [verb.tag for verb in document.children]


@pytest.mark.parametrize(
    "document",
    [
        room_document(Room(key="a", conference=CONFERENCE)),
        room_document(Room(key="a", conference=CONFERENCE, welcome=Say("Welcome."))),
        unknown_room_document(),
        apology(),
    ],
    ids=["room", "room-with-welcome", "unknown-room", "apology"],
)
def test_document_has_no_problem(document: Response) -> None:
    assert is_valid(document)
