"""What rooms, lines and the directory of both say."""

from typing import Any

import pytest

from server.rooms.pins import hash_pin
from server.rooms.room import Directory, Line, Role, RoleName, Room, Tongue
from texml import Conference

CONFERENCE = Conference("Weekly standup")
PIN, HOST_PIN = hash_pin("1111", b"salt"), hash_pin("9999", b"salt")


def room(key: str = "standup", **settings: Any) -> Room:
    return Room(key=key, roles={"participant": Role("participant", CONFERENCE)}, **settings)


def test_room_is_named_as_the_conference_that_its_callers_meet_in() -> None:
    assert "Weekly standup" == room().name


def test_room_without_pins_asks_for_none() -> None:
    assert not room().asks_pin


def test_room_asks_for_a_pin_when_participants_need_one() -> None:
    roles = {"participant": Role("participant", CONFERENCE, (PIN,))}

    assert Room(key="a", roles=roles).asks_pin  # type: ignore[arg-type]


def test_host_pin_comes_before_that_of_the_participants() -> None:
    roles = {"host": Role("host", CONFERENCE, (HOST_PIN,)), "participant": Role("participant", CONFERENCE, (PIN,))}

    assert ((HOST_PIN, "host"), (PIN, "participant")) == Room(key="a", roles=roles).pins  # type: ignore[arg-type]


def test_room_does_not_change_in_place() -> None:
    with pytest.raises(AttributeError, match="key"):
        room().key = "other"  # type: ignore[misc]


class TestDirectory:
    def test_described_number_has_its_line(self) -> None:
        line = Line("+13125550100", room="standup")
        directory = Directory(rooms={"standup": room()}, lines={line.number: line})

        assert line == directory.line("+13125550100")

    def test_undescribed_number_leads_straight_to_the_only_room(self) -> None:
        directory = Directory(rooms={"standup": room()})

        assert "standup" == directory.line("+13125550100").room

    def test_undescribed_number_asks_for_the_code_of_the_only_room(self) -> None:
        directory = Directory(rooms={"standup": room(code="12")})

        assert directory.line("+13125550100").room is None

    def test_undescribed_number_asks_which_of_several_rooms(self) -> None:
        directory = Directory(rooms={"a": room("a"), "b": room("b", code="12")})

        assert directory.line(None).room is None

    def test_undescribed_number_speaks_as_the_first_room_does(self) -> None:
        tongues = (Tongue("de-DE"), Tongue("en-GB"))
        directory = Directory(rooms={"a": room("a", tongues=tongues), "b": room("b")})

        assert tongues == directory.line("+13125550100").tongues

    @pytest.mark.parametrize(("code", "key"), [("12", "b"), ("1", None), ("", None), ("012", None)])
    def test_code_leads_to_the_room_that_has_it(self, code: str, key: str | None) -> None:
        directory = Directory(rooms={"a": room("a"), "b": room("b", code="12")})

        found = directory.by_code(code)

        assert key == (found.key if found is not None else None)


@pytest.mark.parametrize(("name", "found"), [("host", "host"), ("listener", "participant"), (None, "participant")])
def test_role_that_the_room_does_not_have_is_the_participants(name: RoleName | None, found: str) -> None:
    roles: dict[RoleName, Role] = {each: Role(each, CONFERENCE) for each in ("host", "participant")}

    assert found == Room(key="a", roles=roles).role(name).name
