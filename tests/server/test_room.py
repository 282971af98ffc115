"""What a room is."""

import pytest

from server.room import Room
from texml import Conference


def test_room_of_a_name_only_has_no_prompts_and_the_built_in_hold_script() -> None:
    room = Room(key="standup", conference=Conference("Weekly standup"))

    assert (room.welcome, room.voice, room.language, room.wait_template) == (None, None, None, "wait.xml")


def test_room_does_not_change_in_place() -> None:
    room = Room(key="standup", conference=Conference("Weekly standup"))

    with pytest.raises(AttributeError, match="key"):
        room.key = "other"  # type: ignore[misc]
