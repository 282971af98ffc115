"""What follows the stay in the room, and that an answer brought twice is answered alike."""

from collections.abc import Callable
from typing import Any

import pytest

from server.dialin.facts import Survey
from texml import Response

House = Callable[[str], Any]


class TestAfter:
    def test_caller_hears_the_goodbye(self, house: House) -> None:
        call = house("[rooms.standup]\n").ring().leave()

        assert ["The conference has ended.", "Thank you for taking part.", "Goodbye."] == call.heard

    def test_survey_is_asked_and_kept(self, house: House) -> None:
        home = house("[rooms.standup]\nsurvey = true\n")

        call = home.ring().leave().press("4")

        assert (["Thank you for taking part.", "Goodbye."], [(call.call, Survey("standup", 4))]) == (
            call.heard, home.desk.changes
        )  # fmt: skip

    @pytest.mark.parametrize("digits", ["0", "6", "*", "12"])
    def test_answer_that_is_none_is_not_kept(self, digits: str, house: House) -> None:
        home = house("[rooms.standup]\nsurvey = true\n")

        home.ring().leave().press(digits)

        assert home.desk.changes == []

    def test_room_without_keypad_ends_even_if_others_stay(self, house: House) -> None:
        home = house("[rooms.standup]\n")
        home.desk.present["standup"] = 1

        assert home.ring().leave().state == "Hangup"


class TestTimeLimit:
    ROOM = "[rooms.standup]\ntime_limit_s = 600\n"

    def test_first_part_of_the_time_ends_a_minute_early(self, house: House) -> None:
        assert house(self.ROOM).ring().verb("Dial").time_limit == 540

    def test_caller_is_warned_and_goes_back_for_the_last_minute(self, house: House) -> None:
        home = house(self.ROOM)
        call = home.ring()
        home.later(seconds=540)

        call.leave()

        assert (["One minute is left."], 60) == (call.heard, call.verb("Dial").time_limit)

    def test_time_that_is_over_ends_the_call(self, house: House) -> None:
        home = house(self.ROOM)
        call = home.ring()
        home.later(seconds=540)
        call.leave()
        home.later(seconds=60)

        assert call.leave().heard == ["Your time is over.", "Thank you for taking part.", "Goodbye."]

    def test_going_back_from_the_menu_does_not_start_the_time_anew(self, house: House) -> None:
        home = house(self.ROOM + "keypad = true\n")
        home.desk.present["standup"] = 1
        call = home.ring()
        home.later(seconds=100)

        call.leave().press("*")

        assert call.verb("Dial").time_limit == 440


class TestTwice:
    @pytest.mark.parametrize(
        "keys",
        [["12"], ["12", "111111"], ["12", "000000"], ["99", "111111"], ["12", "999999"]],
        ids=["code", "pin", "wrong-pin", "wrong-code", "host"],
    )
    def test_same_answer_twice_gives_the_same_document(self, keys: list[str], house: House) -> None:
        rooms = '[rooms.a]\ncode = "12"\n[rooms.a.host]\npin = "999999"\n[rooms.a.participant]\npin = "111111"\n'
        call = house(rooms).ring()

        for digits in keys:
            call.press(digits)

            assert call.repeated[0] == call.repeated[1]

    def test_url_of_another_call_begins_again(self, house: House) -> None:
        rooms = '[rooms.a]\ncode = "12"\n[rooms.a.participant]\npin = "111111"\n'
        home = house(rooms)
        url = home.ring().press("12").press("111111").verb("Dial").action

        stranger = home.ring().bring(url)

        assert stranger.heard == ["Please enter the room number, then press the pound key."]


def test_who_is_dismissed_hears_the_goodbye_and_the_survey_and_no_menu(house: Callable[[str], Any]) -> None:
    home = house('[rooms.a]\nkeypad = true\nsurvey = true\nwhen_host_leaves = "grace"\n[rooms.a.host]\npin = "9999"\n')
    home.desk.present["a"] = 2  # the conference goes on while the others are still to be dismissed
    call = home.ring()
    [(_, _, goodbye)] = home.desk.seats.values()

    call.bring(goodbye)

    assert [
        "The conference has ended.",
        "How was the conference? Press a key from 1, poor, to 5, very good.",
    ] == call.heard
    assert call.press("5").heard == ["Thank you for taking part.", "Goodbye."]


class TestFlood:
    LIMITS = "[limits]\ncalls_per_caller = 2\ncalls_per_number = 4\n"
    CALLERS = ("+13125550111", "+13125550111", "+13125550111", "+13125550112", "+13125550113", "+13125550114")

    @pytest.mark.parametrize("rooms", ["[rooms.a]\n", '[rooms.a]\ncode = "12"\n'], ids=["room", "code"])
    def test_calls_that_are_too_many_are_rejected_as_busy(self, rooms: str, house: House) -> None:
        home = house(f"{self.LIMITS}{rooms}")

        documents = [home.ring(number).document for number in self.CALLERS]

        rejected = [document == Response().reject(reason="busy") for document in documents]
        assert [False, False, True, False, False, True] == rejected

    def test_other_number_has_a_count_of_its_own(self, house: House) -> None:
        home = house(
            f'{self.LIMITS}[rooms.a]\n[numbers."+13125550100"]\nroom = "a"\n'
            '[numbers."+13125550101"]\nroom = "a"\ncalls_per_number = 1\n'
        )

        first = [home.ring(f"+1312555012{call}", to="+13125550101").document for call in range(2)]
        second = home.ring("+13125550129", to="+13125550100").document

        assert [False, True, False] == [document == Response().reject(reason="busy") for document in (*first, second)]

    def test_room_of_its_own_url_is_limited_as_a_number_is(self, house: House) -> None:
        home = house(f"{self.LIMITS}[rooms.a]\n[rooms.b]\n")

        documents = [home.ring(f"+1312555012{call}", door="a").document for call in range(5)]

        assert documents[4] == Response().reject(reason="busy")
        assert home.ring("+13125550129", door="b").document != Response().reject(reason="busy")

    def test_call_that_was_let_through_goes_on_whatever_comes_meanwhile(self, house: House) -> None:
        home = house(f'{self.LIMITS}[rooms.a]\ncode = "12"\n')
        call = home.ring("+13125550111")
        for number in range(6):
            home.ring(f"+1312555012{number}")

        assert call.press("12").state == "Dial"

    def test_nothing_is_written_where_there_are_no_limits(self, house: House) -> None:
        home = house("[rooms.a]\n")
        home.ring()

        assert [] == home.desk.changes
