"""What stands between the ring and the room, one gate after another, as a caller hears it."""

from collections.abc import Callable
from typing import Any

import pytest

OPEN = "[rooms.standup]\n"
PINS = """
[rooms.standup]
code = "1234"
[rooms.standup.host]
pin = "999999"
[rooms.standup.participant]
pin = "111111"
[rooms.standup.listener]
pin = "222222"
"""
House = Callable[[str], Any]
WRONG = "The room number or the PIN is not right."


class TestStraight:
    def test_caller_of_a_room_without_pin_is_put_into_it(self, house: House) -> None:
        call = house(OPEN).ring()

        assert ("Dial", "standup") == (call.state, call.noun.name)

    def test_number_may_lead_straight_to_a_room(self, house: House) -> None:
        rooms = '[rooms.a]\ncode = "11"\n[rooms.b]\ncode = "22"\n[numbers."+13125550100"]\nroom = "b"\n'

        assert house(rooms).ring().noun.name == "b"

    def test_greeting_of_a_number_is_heard_first(self, house: House) -> None:
        rooms = f'{OPEN}[numbers."+13125550100"]\nroom = "standup"\ngreeting = "Acme, good day."\n'

        assert house(rooms).ring().heard[0] == "Acme, good day."

    def test_url_of_a_room_leads_to_it_whatever_the_number(self, house: House) -> None:
        call = house(PINS).ring(door="standup")

        assert call.heard == ["Please enter your PIN, then press the pound key."]


class TestCodeAndPin:
    def test_caller_is_asked_for_the_room_then_for_the_pin(self, house: House) -> None:
        call = house(PINS).ring()

        first = call.heard
        second = call.press("1234").heard
        assert (["Please enter the room number, then press the pound key."],
                ["Please enter your PIN, then press the pound key."]) == (first, second)  # fmt: skip

    @pytest.mark.parametrize(
        ("pin", "starts", "ends", "muted"),
        [("999999", True, True, None), ("111111", False, None, None), ("222222", False, None, True)],
        ids=["host", "participant", "listener"],
    )
    def test_pin_decides_the_role(
        self, pin: str, starts: bool, ends: bool | None, muted: bool | None, house: House
    ) -> None:
        call = house(PINS).ring().press("1234").press(pin)

        noun = call.noun
        assert (starts, ends, muted) == (noun.start_conference_on_enter, noun.end_conference_on_exit, noun.muted)

    def test_pound_key_and_spaces_do_not_matter(self, house: House) -> None:
        call = house(PINS).ring().press("1234#").press(" 111111# ")

        assert call.state == "Dial"

    @pytest.mark.parametrize("digits", ["\uff11" * 6, "1+1", "<Dial>", "1" * 50, "*", "\u0663"])
    def test_what_no_keypad_sends_opens_nothing(self, digits: str, house: House) -> None:
        call = house(PINS).ring().press("1234").press(digits)

        assert call.state == "Gather"

    def test_wrong_room_and_wrong_pin_are_told_in_the_same_words(self, house: House) -> None:
        of_room = house(PINS).ring().press("7777").press("111111").heard
        of_pin = house(PINS).ring().press("1234").press("123456").heard

        assert of_room == of_pin == [
            WRONG, "You have 2 more tries.", "Please enter the room number, then press the pound key."
        ]  # fmt: skip

    def test_third_wrong_entry_ends_the_call(self, house: House) -> None:
        call = house(PINS).ring()
        for _ in range(3):
            call.press("1234").press("000000")

        assert (["Hangup"], [WRONG, "There were too many wrong entries.", "Goodbye."]) == ([call.state], call.heard)

    def test_same_wrong_entry_brought_twice_counts_once(self, house: House) -> None:
        home = house(PINS)

        home.ring().press("1234").press("000000")

        assert len(home.desk.failures) == 1

    def test_right_pin_after_a_wrong_one_gets_in(self, house: House) -> None:
        call = house(PINS).ring().press("1234").press("000000").press("1234").press("111111")

        assert call.state == "Dial"

    def test_silence_is_asked_again_and_then_hung_up_on(self, house: House) -> None:
        call = house(PINS).ring()

        states = [call.say_nothing().state for _ in range(3)]
        assert states == ["Gather", "Gather", "Hangup"]

    def test_number_that_the_room_knows_needs_no_pin(self, house: House) -> None:
        home = house(PINS + '[rooms.standup.callers]\n"+13125550112" = "host"\n')

        call = home.ring("+13125550112").press("1234")

        assert call.noun.start_conference_on_enter is True


class TestBudget:
    def test_pin_is_not_looked_at_once_the_room_had_its_hundred(self, house: House) -> None:
        home = house(PINS)
        home.desk.failures = {(f"v3:{number}", 1): ("standup", f"+1312555{number:04}") for number in range(100)}

        call = home.ring().press("1234")

        assert ("Hangup", "PINs cannot be checked now. Please try again later.") == (call.state, call.heard[0])

    def test_caller_who_got_in_before_still_gets_in(self, house: House) -> None:
        home = house(PINS)
        home.ring("+13125550112").press("1234").press("999999")
        home.desk.failures = {(f"v3:{number}", 1): ("standup", f"+1312555{number:04}") for number in range(100)}

        call = home.ring("+13125550112").press("1234").press("999999")

        assert call.state == "Dial"

    def test_guessing_slows_the_next_question_down(self, house: House) -> None:
        home = house(PINS)
        home.desk.failures = {(f"v3:{number}", 1): ("standup", f"+1312555{number:04}") for number in range(60)}

        call = home.ring().press("1234")

        assert call.verb("Pause").length >= 1


class TestClosed:
    def test_closed_room_says_when_it_opens(self, house: House) -> None:
        call = house(OPEN + 'hours = "mon-fri 08:00-10:00"\ntimezone = "UTC"\n').ring()

        assert ["This room is closed now.", "It opens on Thursday at 08:00.", "Goodbye."] == call.heard

    def test_open_room_lets_in(self, house: House) -> None:
        assert house(OPEN + 'hours = "mon-fri 08:00-18:00"\n').ring().state == "Dial"

    def test_locked_room_tells_so(self, house: House) -> None:
        call = house(OPEN + "locked = true\n").ring()

        assert call.heard[0] == "This room is locked. Nobody else can join now."

    def test_host_passes_the_lock(self, house: House) -> None:
        call = house(PINS.replace("code", "locked = true\ncode")).ring().press("1234").press("999999")

        assert call.state == "Dial"

    def test_full_room_tells_so(self, house: House) -> None:
        home = house(OPEN + "capacity = 2\n")
        home.desk.present["standup"] = 2

        assert home.ring().heard == ["This room is full. Please try again later.", "Goodbye."]


class TestConsent:
    ROOM = OPEN + 'consent = true\nrecord = "record-from-start"\n'

    def test_recorded_room_asks_before_it_lets_in(self, house: House) -> None:
        call = house(self.ROOM).ring()

        assert ("Gather", "Dial") == (call.state, call.press("1").state)

    def test_who_does_not_agree_is_not_connected(self, house: House) -> None:
        call = house(self.ROOM).ring().press("2")

        assert ["You are not recorded, and not connected.", "Goodbye."] == call.heard

    def test_other_key_is_asked_again(self, house: House) -> None:
        assert house(self.ROOM).ring().press("7").state == "Gather"

    def test_room_that_records_without_asking_says_so(self, house: House) -> None:
        call = house(OPEN + 'record = "record-from-start"\n').ring()

        assert "This conference is recorded." in call.heard


class TestName:
    def test_name_is_recorded_before_the_room(self, house: House) -> None:
        call = house(OPEN + "announce_name = true\n").ring()

        assert ("Record", "Dial") == (call.state, call.leave("Record").state)


class TestLobby:
    ROOMS = PINS.replace("code", "lobby = true\ncode")

    def test_participant_waits_until_a_host_lets_in(self, house: House) -> None:
        home = house(self.ROOMS)
        guest = home.ring().press("1234").press("111111")
        before = [verb.tag for verb in guest.wait().children]

        home.desk.admitted.add(guest.call)

        assert ("Enqueue", ["Say", "Play"], ["Leave"]) == (
            guest.state, before, [verb.tag for verb in guest.wait().children]
        )  # fmt: skip

    def test_who_is_let_in_goes_on_into_the_room(self, house: House) -> None:
        home = house(self.ROOMS)
        guest = home.ring().press("1234").press("111111")
        home.desk.admitted.add(guest.call)

        assert guest.leave("Enqueue").state == "Dial"

    def test_who_waited_too_long_is_told_so(self, house: House) -> None:
        guest = house(self.ROOMS).ring().press("1234").press("111111")

        assert guest.leave("Enqueue").heard[0] == "Nobody let you in. Please try again later."

    def test_host_does_not_wait(self, house: House) -> None:
        assert house(self.ROOMS).ring().press("1234").press("999999").state == "Dial"


class TestLanguage:
    ROOM = OPEN + 'languages = ["en-GB", "de-DE", "fr-FR"]\n'

    def test_caller_chooses_the_language_in_that_language(self, house: House) -> None:
        call = house(self.ROOM).ring()

        assert [
            "For English, press 1.", "Für Deutsch drücken Sie 2.", "Pour le français, tapez 3."
        ] == call.heard  # fmt: skip

    def test_what_follows_is_spoken_in_the_chosen_language(self, house: House) -> None:
        call = house(self.ROOM + 'code = "12"\n[rooms.b]\n').ring().press("2")

        gather = call.verb("Gather")
        assert ("de-DE", True) == (gather.children[0].language, gather.children[0].text.startswith("Bitte geben"))

    def test_three_silences_take_the_first_language(self, house: House) -> None:
        call = house(self.ROOM).ring()
        for _ in range(3):
            call.say_nothing()

        assert call.state == "Dial"
