"""The keypad in the room: what a star opens and what its keys do, brought once or twice."""

from collections.abc import Callable
from typing import Any

import pytest

from server.dialin.facts import Admit, Lock

ROOMS = """
[rooms.standup]
keypad = true
lobby = true
when_host_leaves = "continue"
[rooms.standup.host]
pin = "999999"
[rooms.standup.participant]
[rooms.standup.listener]
pin = "222222"
"""
House = Callable[[str], Any]


def in_room(house: House, number: str = "+13125550111", role: str = "participant") -> Any:
    """Return a caller who pressed star in a room where another one is."""
    home = house(f'{ROOMS}[rooms.standup.callers]\n"{number}" = "{role}"\n'.replace("lobby = true\n", ""))
    home.desk.present["standup"] = 1
    call = home.ring(number)
    return call.leave()


def test_star_is_told_of_before_the_room(house: House) -> None:
    call = house("[rooms.standup]\nkeypad = true\n").ring()

    assert ("During the conference, press star for the menu.", True) == (
        call.heard[-1], call.verb("Dial").hangup_on_star
    )  # fmt: skip


def test_star_opens_the_menu_while_the_conference_goes_on(house: House) -> None:
    call = in_room(house)

    assert [
        "To mute yourself, press 1.",
        "To hear how many callers are here, press 2.",
        "To go back, press star.",
    ] == call.heard


def test_host_has_keys_of_its_own(house: House) -> None:
    call = in_room(house, role="host")

    assert ["To lock the room, press 3.", "To end the conference for everyone, press 4."] == call.heard[2:4]


def test_muting_is_joining_again_muted_without_a_beep(house: House) -> None:
    call = in_room(house).press("1")

    assert (["You are muted."], True, "false") == (call.heard, call.noun.muted, call.noun.beep)


def test_muted_caller_is_offered_to_unmute(house: House) -> None:
    call = in_room(house).press("1").leave()

    assert ("To unmute yourself, press 1.", None) == (call.heard[0], call.press("1").noun.muted)


def test_listener_stays_muted(house: House) -> None:
    call = in_room(house, role="listener").press("1")

    assert (["You can only listen in this room."], True) == (call.heard, call.noun.muted)


def test_count_is_told(house: House) -> None:
    assert in_room(house).press("2").heard == ["There is one other caller here."]


def test_host_locks_the_room(house: House) -> None:
    call = in_room(house, role="host").press("3")

    assert (["The room is locked."], [Lock("standup", "conference of standup", True)]) == (call.heard, changes(call))


def test_lock_that_is_brought_twice_stays_locked(house: House) -> None:
    in_room(house, role="host").press("3")

    call = in_room(house, role="host").press("3")
    assert call._house.desk.locked == {"standup": True}


def test_host_opens_a_locked_room(house: House) -> None:
    call = in_room(house, role="host").press("3").leave()

    assert ("To open the room, press 3.", ["The room is open."]) == (call.heard[2], call.press("3").heard)


@pytest.mark.parametrize("key", ["3", "4", "5"])
def test_keys_of_the_host_do_nothing_for_others(key: str, house: House) -> None:
    call = in_room(house).press(key)

    assert ([], [], None) == (call.heard, changes(call), call.noun.end_conference_on_exit)


def test_host_lets_the_lobby_in(house: House) -> None:
    call = in_room(house, role="host").press("5")

    assert [Admit("standup")] == changes(call)


def test_host_ends_the_conference_by_leaving_it(house: House) -> None:
    call = in_room(house, role="host").press("4")

    assert (["Hang up to end the conference for everyone."], True, None) == (
        call.heard, call.noun.end_conference_on_exit, call.verb("Dial").hangup_on_star
    )  # fmt: skip


@pytest.mark.parametrize("key", ["*", "9", "0"])
def test_every_other_key_leads_back(key: str, house: House) -> None:
    call = in_room(house).press(key)

    assert ("Dial", []) == (call.state, call.heard)


def test_host_whose_leaving_ends_the_conference_has_no_star(house: House) -> None:
    home = house(ROOMS.replace("continue", "end") + '[rooms.standup.callers]\n"+13125550111" = "host"\n')

    assert home.ring().verb("Dial").hangup_on_star is None


def changes(call: Any) -> list[Any]:
    return [change for of, change in call._house.desk.changes if of == call.call]
