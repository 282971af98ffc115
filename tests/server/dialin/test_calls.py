"""The dial-in as people meet it: whole calls against the whole server, on the emulated platform.

Each test reads as the telephone call it is. Callbacks go through the real log; what is told of a room comes from it.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from server import Services
from server.dialin.budget import LIMITS
from texml.testing import World

NUMBER, LOUNGE = "+13125550100", "+13125550101"
PUBLIC = "https://voice.example.com"
EPOCH = 1_767_225_600  # Thursday, 1 January 2026, midnight: where the emulated time begins
ROOMS = """
[rooms.standup]
name = "Weekly standup"
code = "1234"
welcome = "Welcome to the standup."
survey = true
[rooms.standup.host]
pin = "993311"
[rooms.standup.participant]
pin = "114477"
"""
Open = Callable[..., World]


@pytest.fixture
def platform(
    make_app: Callable[..., Flask], write_rooms: Callable[[str], str], texml_emulator: World
) -> Callable[..., World]:
    """Return what serves rooms in an emulated world whose time is that of the server, too."""
    world = texml_emulator

    def serve(rooms: str, **settings: Any) -> World:
        services = Services(now=lambda: datetime.fromtimestamp(EPOCH + world.now, UTC))
        app = make_app(services=services, rooms=write_rooms(rooms), public_url=PUBLIC, **settings)
        for number in (NUMBER, LOUNGE):
            world.serve(number, app, voice_url="/voice", base_url=PUBLIC)
        return world

    return serve


def enter(world: World, pin: str, number: str | None = None) -> Any:
    """Call and type the code and a PIN."""
    return world.call(NUMBER, from_=number).press("1234#").press(f"{pin}#")


class TestStandup:
    def test_guests_wait_with_music_until_the_host_comes(self, platform: Open) -> None:
        world = platform(ROOMS)
        first, second = enter(world, "114477"), enter(world, "114477")
        assert first.waiting_in("Weekly standup")
        assert first.hears_music()

        host = enter(world, "993311")
        world.settle()

        assert world.conference("Weekly standup").talkers == {host, first, second}

    def test_host_leaves_and_everybody_hears_the_goodbye_and_the_survey(self, platform: Open) -> None:
        world = platform(ROOMS)
        guests = [enter(world, "114477"), enter(world, "114477")]
        host = enter(world, "993311")
        world.settle()

        host.hang_up()

        for guest in guests:
            guest.expect_say("The conference has ended.").expect_say("How was the conference?").press("5")
            guest.expect_say("Thank you for taking part.")
            assert guest.ends()

    def test_log_tells_the_conference_as_it_was(self, platform: Open, make_app: Any) -> None:
        world = platform(ROOMS)
        guest, host = enter(world, "114477"), enter(world, "993311")
        world.settle()
        host.hang_up()
        guest.expect_say("The conference has ended.")
        world.advance(minutes=1)

        (conference,) = conferences(make_app)

        assert ("Weekly standup", "completed", 2) == (
            conference["room"], conference["status"], len(conference["participants"])
        )  # fmt: skip

    def test_same_number_may_be_in_the_room_twice(self, platform: Open) -> None:
        world = platform(ROOMS)
        guests = [enter(world, "114477", "+13125550177"), enter(world, "114477", "+13125550177")]
        host = enter(world, "993311")
        world.settle()

        assert world.conference("Weekly standup").talkers == {host, *guests}


class TestGuessing:
    def test_ten_wrong_pins_from_one_number_are_all_that_are_looked_at(self, platform: Open) -> None:
        world = platform(ROOMS)
        for _ in range(5):
            call = world.call(NUMBER, from_="+13125550666")
            for _ in range(3):
                if not call.is_over:
                    try_pin(call, "000000")

        call = world.call(NUMBER, from_="+13125550666").press("1234#")

        call.expect_say("PINs cannot be checked now.")

    def test_a_day_of_guessing_by_twenty_numbers_is_a_hundred_tries_and_the_host_still_gets_in(
        self, platform: Open
    ) -> None:
        world = platform(ROOMS)
        assert enter(world, "993311", "+13125550112").hang_up().is_over
        looked_at = 0
        for caller in range(20):
            for _ in range(4):
                call = world.call(NUMBER, from_=f"+1312555{caller:04}")
                for guess in range(3):
                    looked_at += not call.is_over and try_pin(call, f"{caller:02}{guess:04}")
                call.hang_up()
            world.advance(minutes=60)

        host = enter(world, "993311", "+13125550112")

        assert (LIMITS.room, True) == (looked_at, host.talking_in("Weekly standup"))


def try_pin(call: Any, pin: str) -> bool:
    """Return whether a wrong PIN was looked at."""
    heard = len(call.heard)
    call.press("1234#")
    call._world.settle()
    if call.is_over:
        return False
    call.press(f"{pin}#")
    call._world.settle()
    return any("is not right" in text for text in call.heard[heard:])


class TestRooms:
    def test_full_room_tells_the_next_caller(self, platform: Open) -> None:
        world = platform("[rooms.lounge]\ncapacity = 2\n")
        for _ in range(2):
            world.call(LOUNGE)
        world.settle()

        late = world.call(LOUNGE)

        late.expect_say("This room is full.")
        assert late.ends()

    def test_count_is_told_on_entry(self, platform: Open) -> None:
        world = platform("[rooms.lounge]\n")
        world.call(LOUNGE)
        world.settle()

        world.call(LOUNGE).expect_say("There is one other caller here.")

    def test_consent_that_is_refused_ends_the_call(self, platform: Open) -> None:
        world = platform('[rooms.lounge]\nconsent = true\nrecord = "record-from-start"\n')

        caller = world.call(LOUNGE).expect_say("This conference is recorded.").press("2")

        caller.expect_say("You are not recorded, and not connected.")
        assert not world.conference("lounge").has_started

    def test_recording_is_made_and_told_of(self, platform: Open) -> None:
        world = platform(
            '[rooms.lounge]\nconsent = true\nrecord = "record-from-start"\n'
            'recording_status_callback = "/callbacks/recording"\n'
        )
        caller = world.call(LOUNGE).press("1")
        world.advance(minutes=1)
        caller.hang_up()
        world.advance(minutes=1)

        assert (1, 1) == (len(world.recordings), world.callbacks.of("recording_completed").count)

    def test_time_limit_is_warned_of_and_kept(self, platform: Open) -> None:
        world = platform("[rooms.lounge]\ntime_limit_s = 120\n")
        caller = world.call(LOUNGE)
        world.settle()

        caller.expect_say("One minute is left.", within_s=90)
        caller.expect_say("Your time is over.", within_s=90)
        assert caller.ends()

    def test_two_languages_are_spoken(self, platform: Open) -> None:
        world = platform(
            '[rooms.lounge]\nlanguages = ["en-GB", "de-DE"]\nsurvey = true\nend_conference_on_exit = true\n'
        )
        german, english = world.call(LOUNGE).press("2"), world.call(LOUNGE).press("1")
        world.settle()

        english.hang_up()

        german.expect_say("Die Konferenz ist beendet.").expect_say("Wie war die Konferenz?")


@pytest.mark.texml(contract="lenient")  # the one in which * leaves a conference: no page says that it does
class TestKeypad:
    ROOMS = (
        '[rooms.lounge]\nkeypad = true\nlobby = true\nwhen_host_leaves = "continue"\n'
        '[rooms.lounge.host]\npin = "993311"\n'
        '[rooms.lounge.callers]\n"+13125550112" = "host"\n'
    )

    def test_caller_mutes_itself(self, platform: Open) -> None:
        world = platform("[rooms.lounge]\nkeypad = true\n")
        one, other = world.call(LOUNGE), world.call(LOUNGE)
        world.settle()

        one.press("*").expect_say("To mute yourself, press 1.").press("1").expect_say("You are muted.")
        world.settle()

        assert world.conference("lounge").talkers == {other}

    def test_host_lets_the_lobby_in_and_locks_the_room(self, platform: Open) -> None:
        world = platform(self.ROOMS)
        host = world.call(LOUNGE, from_="+13125550112")
        guest = world.call(LOUNGE)
        assert guest.queued_in("lobby-lounge")
        world.call(LOUNGE, from_="+13125550112")  # a second host keeps the conference going meanwhile
        world.settle()

        host.press("*").expect_say("To let in those who wait, press 5.").press("5").expect_say("They are let in.")
        world.advance(minutes=1)
        assert guest.talking_in("lounge")
        host.press("*").expect_say("To lock the room, press 3.").press("3").expect_say("The room is locked.")

        world.call(LOUNGE).expect_say("This room is locked.")


class TestFlood:
    def test_caller_who_calls_too_often_is_busy_for_a_while(self, platform: Open) -> None:
        world = platform(f"[limits]\ncalls_per_caller = 2\n{ROOMS}")
        for _ in range(2):
            world.call(NUMBER, from_="+13125550111").expect_say("enter the room number").hang_up()

        third = world.call(NUMBER, from_="+13125550111")
        world.call(NUMBER, from_="+13125550112").expect_say("enter the room number")
        assert (True, []) == (third.is_over, third.heard)

        world.advance(minutes=1)
        world.call(NUMBER, from_="+13125550111").expect_say("enter the room number")


class TestClosed:
    def test_closed_room_tells_when_it_opens(self, platform: Open) -> None:
        world = platform('[rooms.lounge]\nhours = "mon-fri 08:00-18:00"\n')

        world.call(LOUNGE).expect_say("This room is closed now.").expect_say("It opens on Thursday at 08:00.")


class TestHangingUp:
    @pytest.mark.parametrize("after", range(1, 9))
    def test_caller_may_hang_up_after_each_step(self, after: int, platform: Open) -> None:
        world = platform(ROOMS.replace("survey", "consent = true\nsurvey"))
        steps = ["1234#", "114477#"]
        caller = world.call(NUMBER)
        for step in range(after):
            if steps and step % 2:
                caller.press(steps.pop(0))
            world.advance(seconds=3)

        caller.hang_up()
        world.advance(minutes=5)

        statuses = {exchange.answer.status for exchange in world.timeline.exchanges}
        assert ("completed", {200}) == (caller.status, statuses)


def conferences(make_app: Any) -> list[dict[str, Any]]:
    """Return what the API tells of conferences, read by an application of its own, as another process would."""
    answer: list[dict[str, Any]] = make_app().test_client().get("/api/conferences").json["conferences"]
    return answer
