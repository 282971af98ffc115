"""What is said before the room, and what noun a call is put into it with."""

from collections.abc import Callable
from typing import Any

import pytest

House = Callable[[str], Any]


def test_welcome_of_the_room_is_heard(house: House) -> None:
    assert house('[rooms.a]\nwelcome = "Good morning."\n').ring().heard == ["Good morning."]


def test_welcome_is_heard_in_the_callers_language(house: House) -> None:
    rooms = '[rooms.a]\nlanguages = ["en-GB", "de-DE"]\n[rooms.a.welcome]\nen-GB = "Hello."\nde-DE = "Hallo."\n'

    assert house(rooms).ring().press("2").heard == ["Hallo."]


def test_first_caller_of_a_room_with_a_pin_is_told_so(house: House) -> None:
    call = house('[rooms.a.participant]\npin = "1111"\n').ring().press("1111")

    assert call.heard == ["You are the first."]


@pytest.mark.parametrize(
    ("present", "said"), [(1, "There is one other caller here."), (7, "There are 7 other callers here.")]
)
def test_others_are_counted_on_entry(present: int, said: str, house: House) -> None:
    home = house("[rooms.a]\n")
    home.desk.present["a"] = present

    assert home.ring().heard == [said]


def test_who_comes_back_hears_nothing_of_that_again(house: House) -> None:
    home = house('[rooms.a]\nwelcome = "Hello."\nkeypad = true\n')
    home.desk.present["a"] = 1

    assert home.ring().leave().press("*").heard == []


def test_who_waits_hears_the_programme_of_its_room(house: House) -> None:
    call = house("[rooms.a]\n").ring()

    assert ["Say", "Play"] == [verb.tag for verb in call.wait().children]


def test_programme_knows_how_long_the_caller_waited(house: House) -> None:
    home = house("[rooms.a]\n")
    call = home.ring()
    home.later(minutes=3)

    assert call.wait().children[0].text == "You have been waiting for 3 minutes."  # type: ignore[attr-defined]


def test_own_wait_url_of_the_room_is_kept(house: House) -> None:
    call = house('[rooms.a]\nwait_url = "https://cdn.example.com/jazz.mp3"\n').ring()

    assert call.noun.wait_url == "https://cdn.example.com/jazz.mp3"


def test_attributes_of_the_role_come_before_those_of_the_room(house: House) -> None:
    call = house('[rooms.a]\nbeep = "onEnter"\n[rooms.a.participant]\nbeep = false\n').ring()

    assert call.noun.beep == "false"


@pytest.mark.parametrize("wants", ['when_host_leaves = "grace"', "announce_name = true"])
def test_who_sits_where_is_noted_for_rooms_that_do_something_about_it(wants: str, house: House) -> None:
    home = house(f'[rooms.a]\n{wants}\n[rooms.a.host]\npin = "9999"\n[rooms.a.participant]\npin = "1111"\n')
    call = home.ring().press("9999")
    if call.state == "Record":
        call.leave("Record")

    [(room, role, goodbye)] = home.desk.seats.values()

    assert ("a", "host", "The conference has ended.") == (room, role, call.bring(goodbye).heard[0])


def test_nothing_is_noted_for_others(house: House) -> None:
    home = house("[rooms.a]\n")
    home.ring()

    assert {} == home.desk.seats
