"""A room's table: roles, PINs, languages, hours, and how each mistake is told."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from server.errors import ConfigurationError
from server.rooms.directory import read_rooms
from server.rooms.pins import hash_pin
from server.rooms.room import Directory, Line, Room, Tongue
from server.urls import Urls

URLS = Urls("https://voice.example.com")
HASH = str(hash_pin("1234", b"salt"))
Read = Callable[..., Directory]


@pytest.fixture
def read(write_rooms: Callable[[str], str]) -> Read:
    def read(text: str, **options: Any) -> Directory:
        return read_rooms(Path(write_rooms(text)), URLS, **options)

    return read


def room(read: Read, text: str) -> Room:
    return read(f"[rooms.a]\n{text}").rooms["a"]


class TestRoles:
    def test_room_without_roles_has_participants(self, read: Read) -> None:
        assert ["participant"] == list(room(read, "").roles)

    def test_roles_stand_the_mightiest_first(self, read: Read) -> None:
        found = room(read, "[rooms.a.listener]\n[rooms.a.participant]\n[rooms.a.host]\n")

        assert ["host", "participant", "listener"] == list(found.roles)

    def test_host_starts_and_ends_the_conference_and_others_wait(self, read: Read) -> None:
        nouns = {
            name: role.conference for name, role in room(read, "[rooms.a.host]\n[rooms.a.listener]\n").roles.items()
        }

        told = {
            name: (noun.start_conference_on_enter, noun.end_conference_on_exit, noun.muted)
            for name, noun in nouns.items()
        }
        assert {
            "host": (True, True, None), "participant": (False, None, None), "listener": (False, None, True),
        } == told  # fmt: skip

    @pytest.mark.parametrize("word", ["grace", "continue"])
    def test_conference_goes_on_without_its_host_where_the_room_says_so(self, word: str, read: Read) -> None:
        found = room(read, f'when_host_leaves = "{word}"\n[rooms.a.host]\n')

        assert (word, None) == (found.when_host_leaves, found.roles["host"].conference.end_conference_on_exit)

    def test_attribute_of_a_role_comes_before_that_of_the_room(self, read: Read) -> None:
        found = room(read, "muted = true\n[rooms.a.host]\nmuted = false\n")

        assert (False, True) == tuple(found.roles[name].conference.muted for name in ("host", "participant"))  # type: ignore[index]

    def test_attribute_of_the_room_comes_before_what_is_usual(self, read: Read) -> None:
        found = room(read, "start_conference_on_enter = true\n[rooms.a.host]\n")

        assert found.roles["participant"].conference.start_conference_on_enter is True


class TestPins:
    @pytest.mark.parametrize("toml", ['pin = "1234"', f'pin = "{HASH}"', 'pins = ["5678", "1234"]'])
    def test_pin_may_be_plain_or_hashed_or_several(self, toml: str, read: Read) -> None:
        assert room(read, f"[rooms.a.participant]\n{toml}\n").asks_pin

    def test_plain_pin_is_refused_where_others_may_read_it(self, read: Read) -> None:
        with pytest.raises(ConfigurationError, match="a PIN stands in plain digits; allowed: the line that"):
            read('[rooms.a.participant]\npin = "1234"\n', allows_plain_pins=False)

    def test_hashed_pin_is_taken_everywhere(self, read: Read) -> None:
        found = read(f'[rooms.a.participant]\npin = "{HASH}"\n', allows_plain_pins=False)

        assert found.rooms["a"].asks_pin

    @pytest.mark.parametrize("pin", ['"123"', '"12a4"', '"scrypt$x$y"', "993311", '["993311", 1]'])
    def test_wrong_pin_is_told_with_its_role_and_not_repeated(self, pin: str, read: Read) -> None:
        with pytest.raises(ConfigurationError, match=r"\[rooms\.a\.host\] pin: ") as caught:
            read(f"[rooms.a.host]\npin = {pin}\n")

        assert pin.strip('["]').partition('"')[0] not in str(caught.value)

    def test_numbers_of_callers_are_not_repeated(self, read: Read) -> None:
        with pytest.raises(ConfigurationError, match="callers: what stands there is not allowed; ") as caught:
            room(read, 'callers = {"+13125550112" = "host", "+13125550113" = 1}\n')

        assert "+1312" not in str(caught.value)


class TestTongues:
    def test_languages_stand_in_their_order_with_their_voices(self, read: Read) -> None:
        found = room(read, 'languages = ["en-GB", "de-DE"]\nvoice = "alice"\n[rooms.a.voices]\nde-DE = "Polly.Vicki"\n')

        assert (Tongue("en-GB", "alice"), Tongue("de-DE", "Polly.Vicki")) == found.tongues

    def test_one_welcome_is_that_of_every_language(self, read: Read) -> None:
        found = room(read, 'languages = ["en", "de"]\nwelcome = "Acme"\n')

        assert {"en": "Acme", "de": "Acme"} == found.welcome


class TestNumbers:
    def test_number_leads_straight_to_a_room(self, read: Read) -> None:
        found = read('[rooms.a]\n[numbers."+13125550100"]\nroom = "a"\ngreeting = "Acme."\n')

        assert {"+13125550100": Line("+13125550100", "a", "Acme.", (Tongue(),))} == found.lines

    def test_number_speaks_as_its_room_unless_it_says_otherwise(self, read: Read) -> None:
        rooms = (
            '[rooms.a]\nlanguage = "de-DE"\n[numbers."+1"]\nroom = "a"\n'
            '[numbers."+2"]\nroom = "a"\nlanguage = "fr-FR"\n'
        )

        lines: Mapping[str, Line] = read(rooms).lines

        assert [(Tongue("de-DE"),), (Tongue("fr-FR"),)] == [line.tongues for line in lines.values()]


def test_everything_that_a_room_may_say_is_read(read: Read) -> None:
    found = room(
        read,
        'code = "12"\ncapacity = 3\nlocked = true\nlobby = true\nkeypad = true\nconsent = true\nannounce_name = true\n'
        'survey = true\ngrace_s = 5\ntime_limit_s = 60\nhours = "mon 08:00-09:00"\ntimezone = "Europe/Berlin"\n'
        '[rooms.a.callers]\n"+13125550112" = "participant"\n',
    )

    assert ("12", 3, 5, 60, {"+13125550112": "participant"}) == (
        found.code, found.capacity, found.grace_s, found.time_limit_s, found.callers
    )  # fmt: skip
    flags = ("is_locked", "has_lobby", "has_keypad", "asks_consent", "asks_name", "asks_survey")
    assert [True] * 6 == [getattr(found, flag) for flag in flags]
    assert found.hours is not None


@pytest.mark.parametrize(("toml", "capacity"), [("", 250), ("max_participants = 9", 9), ("capacity = 8", 8)])
def test_capacity_is_that_of_the_platform_unless_the_room_says_less(toml: str, capacity: int, read: Read) -> None:
    assert capacity == room(read, toml).capacity


REFUSED = [
    ("code-with-letters", 'code = "12a"', "code: '12a' is not allowed; allowed: 2 to 12 digits, in quotes"),
    ("code-as-number", "code = 1234", "code: 1234 is not allowed; allowed: a text, not blank"),
    ("flag-as-text", 'lobby = "yes"', "lobby: 'yes' is not allowed; allowed: true or false"),
    ("capacity", "capacity = 0", "capacity: 0 is not allowed; allowed: a whole number from 1 to 800"),
    ("capacity-as-flag", "capacity = true", "capacity: True is not allowed"),
    ("time-limit", "time_limit_s = 59", "time_limit_s: 59 is not allowed; allowed: a whole number from 60 to 14400"),
    ("hours", 'hours = "8-9"', "hours: '8-9' says no hours; allowed: DAY-DAY HH:MM-HH:MM; days: mon, tue"),
    ("hours-of-a-zone", 'hours = "zone 8-9"', "hours: 'zone 8-9' says no hours; allowed: DAY-DAY"),
    ("zone", 'hours = "08:00-09:00"\ntimezone = "Mars"', "timezone: 'Mars' is no time zone; allowed: a name such as"),
    (
        "host",
        'when_host_leaves = "ends"',
        "when_host_leaves: 'ends' is not allowed; allowed: end, grace, continue; did",
    ),
    ("voice", 'languages = ["en-GB"]\nvoices = {"en-US" = "x"}', "voices: 'en-US' is not spoken here; allowed: en-GB"),
    ("welcome", 'language = "en"\nwelcome = {"de" = "x"}', "welcome: 'de' is not spoken here; allowed: en"),
    ("languages", "languages = [1]", "languages: [1] is not allowed; allowed: texts, none of them blank"),
    (
        "caller",
        'callers = {"anna" = "participant"}',
        "callers: a caller's number is none; allowed: + and 5 to",
    ),
    ("role", 'callers = {"+13125550112" = "hosts"}', "callers: 'hosts' is no role of this room; allowed: participant"),
    ("role-is-no-table", 'host = "1234"', "host: a role is a table of its own; allowed: [rooms.a.host]"),
    ("role-key", "[rooms.a.host]\npinn = 1", "[rooms.a.host] pinn: there is no such key"),
    ("role-value", "[rooms.a.host]\nmuted = 1", "[rooms.a.host] muted: 1 is an int"),
    (
        "pin-as-number",
        "[rooms.a.host]\npin = 1234",
        "[rooms.a.host] pin: what stands there is not allowed; allowed: texts",
    ),
    (
        "code-twice",
        'code = "12"\n[rooms.b]\ncode = "12"',
        "[rooms.b] code: [rooms.a] has that code; allowed: another",
    ),
    ("number-key", '[numbers."+1"]\nrooms = "a"', '[numbers."+1"] rooms: there is no such key'),
    (
        "number-itself",
        '[numbers."13125550101"]\nroom = "a"',
        "that is no number that can be dialed; allowed: + and up to 15",
    ),
    ("number-room", '[numbers."+1"]\nroom = "b"', "room: there is no room 'b'; allowed: a"),
    ("number-without-code", '[numbers."+1"]\n', "room: it is missing, and no room has a code to ask for; allowed: a"),
]


@pytest.mark.parametrize(("toml", "says"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_mistake_is_told_with_its_place_and_what_is_allowed(toml: str, says: str, read: Read) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(says)):
        read(f"[rooms.a]\n{toml}\n")
