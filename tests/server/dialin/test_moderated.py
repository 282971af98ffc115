"""What rooms do by themselves, with a key of the platform's: whole calls on the emulated platform and its REST API.

Each test reads as the telephone call it is. Time is the emulated one; the attendant looks once a second, as its thread
would.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask

from server import Services
from server.site import Site
from texml.client import Client, Retries
from texml.testing import PROFILES, World

NUMBER, LOUNGE = "+13125550100", "+13125550101"
PUBLIC = "https://voice.example.com"
EPOCH = 1_767_225_600  # where the emulated time begins
STANDUP = """
[rooms.standup]
code = "1234"
survey = true
when_host_leaves = "grace"
grace_s = 60
languages = ["en-US", "de-DE"]
[rooms.standup.host]
pin = "993311"
[rooms.standup.participant]
pin = "114477"
"""


class House:
    """A server on the emulated platform, and who calls it; *make* makes another process of the same server."""

    def __init__(self, world: World, make: Callable[[], Flask]) -> None:
        self.world = world
        self.make = make
        app = make()
        self.site: Site = app.extensions["texml"]
        for number in (NUMBER, LOUNGE):
            world.serve(number, app, voice_url="/voice", base_url=PUBLIC)

    def enter(self, pin: str, language: str = "1") -> Any:
        """Call and type the code, the language and a PIN."""
        return self.world.call(NUMBER).press(language).press("1234#").press(f"{pin}#")

    def host(self) -> Any:
        return self.enter("993311")

    def guest(self, language: str = "1") -> Any:
        return self.enter("114477", language)

    def wait(self, seconds: int) -> None:
        """Let time pass; the attendant looks once a second."""
        assert self.site.attendant is not None
        for _ in range(seconds):
            self.world.advance(seconds=1)
            self.site.attendant.look()

    def entries(self) -> list[tuple[str, str]]:
        """Return what was wanted of the platform and what became of it, the oldest first."""
        assert self.site.moderation is not None
        return [(entry.action, entry.state) for entry in reversed(self.site.moderation.outbox.entries())]


Open = Callable[..., House]


@pytest.fixture
def open_house(
    make_app: Callable[..., Flask], write_rooms: Callable[[str], str], texml_emulator: World
) -> Iterator[Open]:
    """Return what opens a house with the rooms of a rooms.toml, and a key of the emulated platform's."""
    world = texml_emulator
    with ExitStack() as stack:

        def serve(rooms: str, **settings: Any) -> House:
            rest = world.rest
            client = stack.enter_context(
                Client(rest.api_key, base_url=rest.url, transport=rest.transport, retries=Retries(attempts=1))
            )
            services = Services(now=lambda: datetime.fromtimestamp(EPOCH + world.now, UTC), client=client)
            file = write_rooms(rooms)
            return House(world, lambda: make_app(services=services, rooms=file, public_url=PUBLIC, **settings))

        yield serve


LOUNGE_ROOM = """
[rooms.lounge]
announce_name = true
language = "en-US"
"""


class TestNames:
    def come(self, house: House, name: str) -> Any:
        """Call, say a name, and come into the lounge."""
        caller = house.world.call(LOUNGE).expect_say("Please say your name after the tone")
        house.wait(6)
        caller.speak(name)
        house.wait(1)
        caller.press("#")
        house.wait(1)
        return caller

    def heard(self, house: House, caller: Any) -> list[str]:
        """Return what was said and played to a caller."""
        return [sound.text for sound in house.world.heard(caller.sid)]

    def test_name_of_who_comes_is_told_to_the_room(self, open_house: Open) -> None:
        house = open_house(LOUNGE_ROOM)
        anna = self.come(house, "Anna")
        house.wait(5)

        bert = self.come(house, "Bert")
        house.wait(8)

        [first, second] = house.world.recordings
        assert bert.talking_in("lounge")
        assert [second.url, "has joined."] == self.heard(house, anna)[-2:]
        assert first.url not in self.heard(house, anna)
        assert house.entries() == [("announce", "done")]

    def test_names_come_one_after_the_other(self, open_house: Open) -> None:
        house = open_house(LOUNGE_ROOM)
        anna = self.come(house, "Anna")
        house.wait(5)

        for name in ("Bert", "Carl"):
            self.come(house, name)
        house.wait(15)

        recordings = [made.url for made in house.world.recordings]
        assert [recordings[1], "has joined.", recordings[2], "has joined."] == self.heard(house, anna)[-4:]

    @pytest.mark.texml(contract=replace(PROFILES["documented"], recording_ready_s=600.0))
    def test_name_that_cannot_be_played_is_left_out_and_the_conference_goes_on(self, open_house: Open) -> None:
        house = open_house(LOUNGE_ROOM)
        anna = self.come(house, "Anna")
        house.wait(5)

        bert = self.come(house, "Bert")
        house.wait(10)

        assert "has joined." not in anna.heard
        assert house.world.conference("lounge").talkers == {anna, bert}
        assert house.entries() == [("announce", "done")]

    def test_who_says_nothing_is_not_kept_out(self, open_house: Open) -> None:
        house = open_house(LOUNGE_ROOM)
        self.come(house, "Anna")

        silent = house.world.call(LOUNGE)
        house.wait(20)

        assert silent.talking_in("lounge")

    def test_where_names_are_recorded_stands_in_no_log_and_in_no_answer(
        self, open_house: Open, capsys: pytest.CaptureFixture[str]
    ) -> None:
        house = open_house(LOUNGE_ROOM)
        self.come(house, "Anna")
        self.come(house, "Bert")
        house.wait(10)

        told = house.make().test_client().get("/api/moderation").text
        said = capsys.readouterr()
        for made in house.world.recordings:
            assert made.url not in told + said.out + said.err

    def test_stranger_is_told_no_name(self, open_house: Open) -> None:
        house = open_house(LOUNGE_ROOM)
        anna = self.come(house, "Anna")
        client = house.make().test_client()

        answers = {
            client.post(f"/names/{path}").text
            for path in (f"{anna.sid}~forged.seal", "nothing", f"{anna.sid}~", "~")
        }  # fmt: skip

        assert {'<?xml version="1.0" encoding="UTF-8"?><Response><Pause length="1"/></Response>'} == answers


class TestGrace:
    def test_room_ends_after_the_grace_time_and_everybody_hears_the_goodbye_and_the_survey(
        self, open_house: Open
    ) -> None:
        house = open_house(STANDUP)
        guests = [house.guest(), house.guest()]
        host = house.host()
        house.world.settle()
        assert house.world.conference("standup").talkers == {host, *guests}

        host.hang_up()
        house.wait(55)
        assert house.world.conference("standup").talkers == set(guests)
        house.wait(10)

        for guest in guests:
            guest.expect_say("The conference has ended.").expect_say("How was the conference?").press("5")
            guest.expect_say("Thank you for taking part.")
            assert guest.ends()
        assert house.world.conference("standup").has_ended
        assert house.entries() == [("end", "superseded"), ("dismiss", "done"), ("dismiss", "done")]

    def test_each_hears_it_in_the_language_that_was_chosen(self, open_house: Open) -> None:
        house = open_house(STANDUP)
        german, host = house.guest("2"), house.host()
        house.world.settle()

        host.hang_up()
        house.wait(65)

        german.expect_say("Die Konferenz ist beendet.").expect_say("Wie war die Konferenz?")

    def test_host_who_comes_back_in_time_keeps_the_room_going(self, open_house: Open) -> None:
        house = open_house(STANDUP)
        guest, host = house.guest(), house.host()
        house.world.settle()

        host.hang_up()
        house.wait(30)
        again = house.host()
        house.wait(90)

        assert house.world.conference("standup").talkers == {guest, again}
        assert house.entries() == [("end", "superseded")]

    def test_grace_counts_anew_when_the_host_leaves_once_more(self, open_house: Open) -> None:
        house = open_house(STANDUP)
        guest, host = house.guest(), house.host()
        house.world.settle()
        host.hang_up()
        house.wait(50)
        again = house.host()
        house.wait(5)

        again.hang_up()
        house.wait(55)
        assert guest.talking_in("standup")
        house.wait(10)

        guest.expect_say("The conference has ended.")

    def test_second_host_keeps_the_room_going(self, open_house: Open) -> None:
        house = open_house(STANDUP)
        guest, first, second = house.guest(), house.host(), house.host()
        house.world.settle()

        first.hang_up()
        house.wait(120)

        assert house.world.conference("standup").talkers == {guest, second}
        assert house.entries() == []

    def test_room_without_hosts_is_left_alone(self, open_house: Open) -> None:
        house = open_house('[rooms.lounge]\nwhen_host_leaves = "grace"\n')
        callers = [house.world.call(LOUNGE) for _ in range(2)]
        house.world.settle()

        house.wait(120)

        assert house.world.conference("lounge").talkers == set(callers)

    def test_who_comes_in_while_the_room_ends_is_not_forgotten(self, open_house: Open) -> None:
        house = open_house(STANDUP)
        guest, host = house.guest(), house.host()
        house.world.settle()
        host.hang_up()
        house.wait(40)

        late = house.guest()
        house.wait(25)

        guest.expect_say("The conference has ended.")
        late.expect_say("The conference has ended.")

    def test_server_that_was_away_when_it_was_due_ends_it_when_it_is_back(self, open_house: Open) -> None:
        house = open_house(STANDUP)
        guest, host = house.guest(), house.host()
        house.world.settle()
        host.hang_up()
        house.wait(30)
        house.world.advance(minutes=10)  # nobody looks

        house.wait(1)

        guest.expect_say("The conference has ended.").expect_say("How was the conference?")

    def test_two_processes_send_each_command_once(self, open_house: Open) -> None:
        house = open_house(STANDUP)
        guest, host = house.guest(), house.host()
        house.world.settle()
        other: Site = house.make().extensions["texml"]
        assert other.attendant is not None
        host.hang_up()

        for _ in range(70):
            house.wait(1)
            other.attendant.look()

        guest.expect_say("The conference has ended.")
        report = house.world.report()
        assert (1, 0) == (report.count("UpdateTexmlCall"), report.count("Status=completed"))
