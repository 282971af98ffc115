"""The receptionist: what it does without its store, and with rooms that are gone."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import unquote

import pytest

from server.dialin.desk import Caller, Need, Recollection
from server.dialin.facts import Change
from server.dialin.receptionist import Receptionist
from server.dialin.words import load_words
from server.errors import LogUnavailable
from server.hold import HoldScripts
from server.rooms.room import Room
from server.urls import Urls
from texml import parse

URLS = Urls("https://voice.example.com")
House = Callable[[str], Any]
PIN = '[rooms.a.participant]\npin = "1111"\n'


class Away:
    """A desk whose store is away, for reading, or for writing only."""

    def __init__(self, *, reads: bool) -> None:
        self._reads = reads

    def recall(self, caller: Caller, room: Room | None, now: datetime, need: Need) -> Recollection:
        if not self._reads:
            raise LogUnavailable("away")
        return Recollection()

    def name_of(self, call: str) -> tuple[str, str] | None:
        raise LogUnavailable("away")

    def note(self, changes: tuple[Change, ...], caller: Caller, now: datetime) -> None:
        raise LogUnavailable("away")


def without_desk(home: Any, *, reads: bool = False) -> Any:
    words = load_words()
    desk = Away(reads=reads)
    return replace(
        home,
        desk=desk,
        receptionist=Receptionist(desk=desk, words=words, hold=HoldScripts(words), urls=URLS, keys=(b"k" * 32,)),
    )


class TestWithoutItsStore:
    def test_room_without_pin_lets_in(self, house: House) -> None:
        assert without_desk(house("[rooms.a]\n")).ring().state == "Dial"

    def test_room_with_pin_refuses_politely(self, house: House) -> None:
        call = without_desk(house(PIN)).ring()

        assert ["PINs cannot be checked now. Please try again later.", "Goodbye."] == call.heard

    @pytest.mark.parametrize("digits", ["1111", "0000"], ids=["right", "wrong"])
    def test_pin_that_cannot_be_counted_is_not_looked_at(self, digits: str, house: House) -> None:
        call = without_desk(house(PIN), reads=True).ring().press(digits)

        assert call.heard[0] == "PINs cannot be checked now. Please try again later."

    def test_who_waits_goes_on_hearing_the_programme(self, house: House) -> None:
        call = without_desk(house("[rooms.a]\n")).ring()

        assert ["Say", "Play"] == [verb.tag for verb in call.wait().children]


class TestGone:
    def test_room_that_was_taken_out_of_the_file_ends_the_call(self, house: House) -> None:
        home = house("[rooms.a]\n[rooms.b]\n")
        call = home.ring(door="a")
        home.directory = house("[rooms.b]\n").directory

        assert call.leave().state == "Hangup"

    def test_who_waits_for_it_hears_silence(self, house: House) -> None:
        home = house("[rooms.a]\n[rooms.b]\n")
        call = home.ring(door="a")
        home.directory = house("[rooms.b]\n").directory

        assert ["Pause"] == [verb.tag for verb in call.wait().children]


def test_unknown_room_is_told_in_the_language_of_the_line(house: House) -> None:
    home = house('[rooms.a]\nlanguage = "de-DE"\n')

    document = home.receptionist.unknown_room(home.directory, {})

    assert ["Say", "Say", "Hangup"] == [verb.tag for verb in parse(str(document)).children]
    assert document.children[0].text.startswith("Diesen Konferenzraum")


RECORDED = "https://recordings.example.com/anna.mp3"


class TestNames:
    ROOM = '[rooms.a]\nannounce_name = true\nlanguage = "de-DE"\n'

    def told(self, home: Any, call: str) -> str:
        """Return the document that a room is told who has joined with."""
        path = unquote(home.receptionist.name_url(call).removeprefix(f"{URLS.root}/names/"))
        return str(home.receptionist.tell_name(path, home.directory))

    def test_room_hears_the_name_in_its_own_language(self, house: House) -> None:
        home = house(self.ROOM)
        call = home.ring()
        call.bring(call.verb("Record").action, RecordingUrl=RECORDED)

        told = self.told(home, call.call)

        assert f"<Play>{RECORDED}</Play>" in told
        assert "ist jetzt dabei." in told

    @pytest.mark.parametrize(
        "url",
        ["", "anna.mp3", "ftp://example.com/a", "javascript:x", f"https://{'a' * 2048}", "https://a b", "http://\n"],
    )
    def test_what_is_no_url_is_not_kept_and_the_call_goes_on(self, url: str, house: House) -> None:
        home = house(self.ROOM)
        call = home.ring()

        call.bring(call.verb("Record").action, RecordingUrl=url)

        assert ({}, "Dial") == (home.desk.names, call.state)

    def test_name_that_was_not_recorded_is_not_told(self, house: House) -> None:
        home = house(self.ROOM)

        assert "<Pause" in self.told(home, home.ring().call)

    def test_name_of_a_room_that_is_gone_is_not_told(self, house: House) -> None:
        home = house(self.ROOM)
        home.desk.names["v3:a"] = ("gone", RECORDED)

        assert "<Play" not in self.told(home, "v3:a")

    @pytest.mark.parametrize("path", ["", "~", "v3:a~", "v3:a~forged.seal", "v3:a"])
    def test_path_that_was_not_sealed_tells_nothing(self, path: str, house: House) -> None:
        home = house(self.ROOM)
        home.desk.names["v3:a"] = ("a", RECORDED)

        assert "<Play" not in str(home.receptionist.tell_name(path, home.directory))

    def test_seal_of_one_call_tells_no_other_name(self, house: House) -> None:
        home = house(self.ROOM)
        home.desk.names["v3:a"] = ("a", RECORDED)
        seal = home.receptionist.name_url("v3:b").rpartition("~")[2]

        assert "<Play" not in str(home.receptionist.tell_name(f"v3:a~{seal}", home.directory))

    def test_room_is_left_in_peace_while_the_store_is_away(self, house: House) -> None:
        assert "<Pause" in self.told(without_desk(house(self.ROOM)), "v3:a")
