"""rooms.toml: what its tables become, and what stops the start."""

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

import pytest

from server.errors import ConfigurationError
from server.rooms.directory import demo_rooms, read_rooms, rooms_of
from server.rooms.room import ROLES, Limits, RoleName, Room, Tongue
from server.rooms.table import KEYS, URL_ATTRIBUTES, Terms
from server.urls import Urls
from texml import Conference
from texml.vocabulary import rows
from texml.vocabulary.facts import Pattern, Url
from texml.vocabulary.kinds import Shaped

URLS = Urls("https://voice.example.com")
EVERY_EVENT = ("start", "end", "join", "leave", "speaker")

# For each attribute of the noun: what rooms.toml says, and what the conference has.
ATTRIBUTES = [
    ("muted", "true", True),
    ("start_conference_on_enter", "false", False),
    ("end_conference_on_exit", "true", True),
    ("max_participants", "2", 2),
    ("beep", '"onExit"', "onExit"),
    ("participant_label", '"host"', "host"),
    ("record", '"record-from-start"', "record-from-start"),
    ("record_beep", "false", False),
    ("recording_status_callback", '"https://h/recorded"', "https://h/recorded"),
    ("recording_status_callback_event", '["in-progress", "absent"]', ("in-progress", "absent")),
    ("recording_status_callback_method", '"GET"', "GET"),
    ("recording_timeout", "14400", 14400),
    ("trim", '"trim-silence"', "trim-silence"),
    ("send_recording_url", "false", False),
    ("status_callback", '"https://h/told"', "https://h/told"),
    ("status_callback_method", '"GET"', "GET"),
    ("status_callback_event", '["start", "end"]', ("start", "end")),
    ("wait_url", '"https://h/hold.mp3"', "https://h/hold.mp3"),
    ("wait_method", '"GET"', "GET"),
]
ALLOWED_KEYS = ", ".join([*KEYS, *ROLES, *(name for name, *_ in ATTRIBUTES)])


LIMIT_KEYS = "calls_per_caller, calls_per_number"
TABLES = '[rooms.KEY], [numbers."NUMBER"], [limits]'


def noun(room: Room, role: RoleName = "participant") -> Conference:
    return room.roles[role].conference


@pytest.fixture
def read(write_rooms: Callable[[str], str]) -> Callable[..., Mapping[str, Room]]:
    def read(text: str, urls: Urls = URLS) -> Mapping[str, Room]:
        return read_rooms(Path(write_rooms(text)), urls).rooms

    return read


class TestDemo:
    def test_there_is_one_room_when_nobody_described_any(self) -> None:
        assert ["demo"] == list(demo_rooms(URLS).rooms)

    def test_demo_room_welcomes_its_callers(self) -> None:
        room = demo_rooms(URLS).rooms["demo"]

        assert {None: "Welcome to the demo room."} == room.welcome


class TestRoom:
    def test_empty_table_is_a_room_that_tells_this_server_of_everything(
        self, read: Callable[..., Mapping[str, Room]]
    ) -> None:
        room = read("[rooms.standup]")["standup"]

        conference = Conference(
            "standup",
            status_callback="https://voice.example.com/callbacks/conference",
            status_callback_event=EVERY_EVENT,
        )
        assert conference == noun(room)

    def test_room_has_no_prompts_unless_it_says_so(self, read: Callable[..., Mapping[str, Room]]) -> None:
        room = read("[rooms.standup]")["standup"]

        assert ({}, (Tongue(),), "wait.xml") == (room.welcome, room.tongues, room.wait_template)

    def test_name_is_what_callers_meet_under(self, read: Callable[..., Mapping[str, Room]]) -> None:
        room = read('[rooms.standup]\nname = "Weekly <standup>"')["standup"]

        assert ("standup", "Weekly <standup>") == (room.key, room.name)

    def test_two_rooms_of_one_name_lead_to_one_conference(self, read: Callable[..., Mapping[str, Room]]) -> None:
        rooms = read('[rooms.guest]\nname = "Standup"\nmuted = true\n[rooms.host]\nname = "Standup"')

        assert [("Standup", True), ("Standup", None)] == [(room.name, noun(room).muted) for room in rooms.values()]

    def test_rooms_stand_in_the_order_of_the_file(self, read: Callable[..., Mapping[str, Room]]) -> None:
        assert ["b", "a", "c"] == list(read("[rooms.b]\n[rooms.a]\n[rooms.c]"))

    def test_welcome_is_spoken_with_voice_and_language(self, read: Callable[..., Mapping[str, Room]]) -> None:
        room = read('[rooms.a]\nwelcome = "Hello & <hi>"\nvoice = "alice"\nlanguage = "en-GB"')["a"]

        assert ({"en-GB": "Hello & <hi>"}, (Tongue("en-GB", "alice"),)) == (room.welcome, room.tongues)

    def test_voice_language_and_hold_script_are_kept(self, read: Callable[..., Mapping[str, Room]]) -> None:
        room = read('[rooms.a]\nvoice = "alice"\nlanguage = "en-GB"\nwait_template = "jazz.xml"')["a"]

        assert ((Tongue("en-GB", "alice"),), "jazz.xml") == (room.tongues, room.wait_template)

    @pytest.mark.parametrize("key", ["a", "0", "A-z_0", "a" * 64])
    def test_key_may_be_what_can_stand_in_a_url(self, key: str, read: Callable[..., Mapping[str, Room]]) -> None:
        assert [key] == list(read(f"[rooms.{key}]"))

    def test_rooms_do_not_change(self, read: Callable[..., Mapping[str, Room]]) -> None:
        rooms = read("[rooms.a]")

        with pytest.raises(TypeError, match="does not support item assignment"):
            rooms["b"] = rooms["a"]  # type: ignore[index]


class TestAttributes:
    def test_every_attribute_of_the_noun_is_in_the_table(self) -> None:
        assert [name for name, *_ in ATTRIBUTES] == [row.name for row in rows(Conference)]

    @pytest.mark.parametrize(("name", "toml", "value"), ATTRIBUTES, ids=[name for name, *_ in ATTRIBUTES])
    def test_attribute_of_the_noun_can_be_set(
        self, name: str, toml: str, value: object, read: Callable[..., Mapping[str, Room]]
    ) -> None:
        room = read(f"[rooms.a]\n{name} = {toml}")["a"]

        assert value == getattr(noun(room), name)

    @pytest.mark.parametrize(
        ("toml", "value"),
        [
            ("true", "true"),
            ("false", "false"),
            ('"true"', "true"),
            ('"false"', "false"),
            ('"onEnter"', "onEnter"),
            ('"onExit"', "onExit"),
        ],
    )
    def test_beep_is_a_flag_or_a_word(self, toml: str, value: str, read: Callable[..., Mapping[str, Room]]) -> None:
        room = read(f"[rooms.a]\nbeep = {toml}")["a"]

        assert value == noun(room).beep

    def test_one_word_stands_for_a_list_of_one(self, read: Callable[..., Mapping[str, Room]]) -> None:
        room = read('[rooms.a]\nstatus_callback_event = "join"')["a"]

        assert ("join",) == noun(room).status_callback_event


class TestUrls:
    def test_url_attributes_are_the_urls_of_the_noun(self) -> None:
        pattern = next(extra for extra in get_args(Url) if isinstance(extra, Pattern))

        urls = {row.name for row in rows(Conference) if isinstance(row.kind, Shaped) and row.kind.pattern is pattern}

        assert set(URL_ATTRIBUTES) == urls

    @pytest.mark.parametrize("name", URL_ATTRIBUTES)
    def test_path_is_one_of_this_server(self, name: str, read: Callable[..., Mapping[str, Room]]) -> None:
        room = read(f'[rooms.a]\n{name} = "/here"')["a"]

        assert "https://voice.example.com/here" == getattr(noun(room), name)

    @pytest.mark.parametrize("name", URL_ATTRIBUTES)
    def test_absolute_url_stays_as_it_is(self, name: str, read: Callable[..., Mapping[str, Room]]) -> None:
        room = read(f'[rooms.a]\n{name} = "http://other.example.com/a?b=c&d"')["a"]

        assert "http://other.example.com/a?b=c&d" == getattr(noun(room), name)

    def test_own_urls_carry_the_path_token(self, read: Callable[..., Mapping[str, Room]]) -> None:
        room = read("[rooms.a]", Urls("https://h", "s3cret"))["a"]

        assert "https://h/s3cret/callbacks/conference" == noun(room).status_callback


REFUSED = [
    # id, text, table, key, problem, allowed, nearest
    ("syntax", "[rooms.a]\nmuted = yes", "", None, "is not TOML", "", None),
    ("empty", "", "", None, "there is no room in it", "one table [rooms.KEY] or more", None),
    ("no-room", "[rooms]", "", None, "there is no room in it", "one table [rooms.KEY] or more", None),
    ("unknown-table", "[room.a]", " [room]", None, "there is no such table", TABLES, "rooms"),
    ("strange-table", "[x]", " [x]", None, "there is no such table", TABLES, None),
    ("key-outside-a-table", "muted = true", " [muted]", None, "there is no such table", TABLES, None),
    (
        "limits-are-no-table",
        "limits = 1\n[rooms.a]",
        " [limits]",
        None,
        "limits are a table of their own",
        LIMIT_KEYS,
        None,
    ),
    ("unknown-limit", "[limits]\ncalls = 1\n[rooms.a]", " [limits]", "calls", "there is no such key", LIMIT_KEYS, None),
    *(
        (
            f"limit-{toml}",
            f"[limits]\ncalls_per_caller = {toml}\n[rooms.a]",
            " [limits]",
            "calls_per_caller",
            f"{shown} is not allowed",
            "a whole number from 1 to 100000",
            None,
        )
        for toml, shown in (("0", "0"), ("-1", "-1"), ("true", "True"), ("1.5", "1.5"), ("'6'", "'6'"))
    ),
    ("rooms-is-no-table", "rooms = 1", " [rooms]", None, "a room is a table of its own", "[rooms.KEY]", None),
    ("rooms-is-a-list", "[[rooms]]", " [rooms]", None, "a room is a table of its own", "[rooms.KEY]", None),
    ("room-is-no-table", "[rooms]\na = 1", " [rooms]", None, "a room is a table of its own", "[rooms.KEY]", None),
    *(
        (
            f"room-key-{identity}",
            f'[rooms."{key}"]',
            f" [rooms.{key}]",
            None,
            "the room's key cannot stand in a URL",
            "A-Z, a-z, 0-9, - and _",
            None,
        )
        for identity, key in [
            ("with-space", "a b"),
            ("with-slash", "a/b"),
            ("with-dot", "a.b"),
            ("with-umlaut", "ü"),
            ("with-markup", "<a>"),
            ("empty", ""),
            ("with-dash-first", "-a"),
            ("too-long", "a" * 65),
        ]
    ),
    *(
        (
            f"unknown-{key}",
            f"[rooms.a]\n{key} = true",
            " [rooms.a]",
            key,
            "there is no such key",
            ALLOWED_KEYS,
            nearest,
        )
        for key, nearest in [
            ("mutted", "muted"),
            ("startConferenceOnEnter", "start_conference_on_enter"),
            ("waitUrl", "wait_url"),
            ("wait-url", "wait_url"),
            ("xyzzy", None),
        ]
    ),
    *(
        (f"blank-{key}", f'[rooms.a]\n{key} = " "', " [rooms.a]", key, "' ' is not allowed", "a text, not blank", None)
        for key in ("name", "welcome", "voice", "language", "wait_template")
    ),
    ("name-is-a-number", "[rooms.a]\nname = 1", " [rooms.a]", "name", "1 is not allowed", "a text, not blank", None),
    (
        "name-that-xml-cannot-carry",
        '[rooms.a]\nname = "a\\u0001"',
        " [rooms.a]",
        "name",
        "character U+0001 at index 1 cannot stand in XML",
        "the characters of XML 1.0; texml.clean replaces others",
        None,
    ),
    ("flag-as-text", '[rooms.a]\nmuted = "true"', " [rooms.a]", "muted", "'true' is a str", "True or False", None),
    ("flag-as-number", "[rooms.a]\nmuted = 1", " [rooms.a]", "muted", "1 is an int", "True or False", None),
    *(
        (
            f"{identity}",
            f"[rooms.a]\nmax_participants = {toml}",
            " [rooms.a]",
            "max_participants",
            problem,
            "a whole number from 2 to 250",
            None,
        )
        for identity, toml, problem in [
            ("too-few", "1", "1 is not allowed"),
            ("too-many", "251", "251 is not allowed"),
            ("number-as-text", '"25"', "'25' is a str"),
            ("number-as-flag", "true", "True is a bool"),
            ("number-as-date", "2026-11-20", "datetime.date(2026, 11, 20) is a date"),
            ("number-as-table", "{}", "{} is a dict"),
        ]
    ),
    (
        "too-long-a-timeout",
        "[rooms.a]\nrecording_timeout = 14401",
        " [rooms.a]",
        "recording_timeout",
        "14401 is not allowed",
        "a whole number from 0 to 14400",
        None,
    ),
    (
        "word",
        '[rooms.a]\nbeep = "onenter"',
        " [rooms.a]",
        "beep",
        "'onenter' is not allowed",
        "'true', 'false', 'onEnter' or 'onExit', or True and False",
        "onEnter",
    ),
    (
        "method",
        '[rooms.a]\nwait_method = "PUT"',
        " [rooms.a]",
        "wait_method",
        "'PUT' is not allowed",
        "'GET' or 'POST'",
        None,
    ),
    (
        "list-with-a-bad-word",
        '[rooms.a]\nstatus_callback_event = ["start", "leaf"]',
        " [rooms.a]",
        "status_callback_event",
        "'leaf' is not allowed",
        "'start', 'end', 'join', 'leave' or 'speaker'",
        "leave",
    ),
    (
        "list-with-a-number",
        "[rooms.a]\nrecording_status_callback_event = [1]",
        " [rooms.a]",
        "recording_status_callback_event",
        "1 is an int",
        "'in-progress', 'completed' or 'absent'",
        None,
    ),
    (
        "list-in-one-word",
        '[rooms.a]\nstatus_callback_event = "start end"',
        " [rooms.a]",
        "status_callback_event",
        "'start end' is several words in one",
        "one or several of 'start', 'end', 'join', 'leave' or 'speaker'",
        ("start", "end"),
    ),
    (
        "empty-list",
        "[rooms.a]\nstatus_callback_event = []",
        " [rooms.a]",
        "status_callback_event",
        "the list is empty",
        "one or several of 'start', 'end', 'join', 'leave' or 'speaker'; leave it out for none",
        None,
    ),
    *(
        (
            f"url-{identity}-of-{key}",
            f"[rooms.a]\n{key} = {toml}",
            " [rooms.a]",
            key,
            problem,
            "an http or https URL, or a reference relative to the document",
            None,
        )
        for key in URL_ATTRIBUTES
        for identity, toml, problem in [
            ("empty", '""', "'' is not allowed"),
            ("file", '"file:///etc/passwd"', "'file:///etc/passwd' is not allowed"),
            ("script", '"javascript:alert(1)"', "'javascript:alert(1)' is not allowed"),
            ("space", '"https://h/a b"', "'https://h/a b' is not allowed"),
            ("number", "1", "1 is an int"),
        ]
    ),
]


@pytest.mark.parametrize(
    ("text", "table", "key", "problem", "allowed", "nearest"),
    [row[1:] for row in REFUSED],
    ids=[row[0] for row in REFUSED],
)
class TestRefused:
    def test_wrong_file_stops_the_start_with_file_and_table(
        self,
        text: str,
        table: str,
        key: str | None,
        problem: str,
        allowed: str,
        nearest: object,
        write_rooms: Callable[[str], str],
    ) -> None:
        file = Path(write_rooms(text))

        with pytest.raises(ConfigurationError, match=re.escape(problem)) as caught:
            read_rooms(file, URLS)

        assert f"{file}{table}" == caught.value.place

    def test_wrong_file_is_refused_with_key_allowed_and_nearest(
        self,
        text: str,
        table: str,
        key: str | None,
        problem: str,
        allowed: str,
        nearest: object,
        read: Callable[..., Mapping[str, Room]],
    ) -> None:
        with pytest.raises(ConfigurationError, match=re.escape(problem)) as caught:
            read(text)

        assert (key, allowed, nearest) == (caught.value.key, caught.value.allowed, caught.value.nearest)


def test_second_room_is_checked_as_the_first(read: Callable[..., Mapping[str, Room]]) -> None:
    with pytest.raises(ConfigurationError, match=r"\[rooms\.b\] muted: 1 is an int; allowed: True or False$"):
        read("[rooms.a]\nmuted = true\n[rooms.b]\nmuted = 1")


def test_syntax_error_is_told_with_its_line(read: Callable[..., Mapping[str, Room]]) -> None:
    with pytest.raises(ConfigurationError, match=r"rooms\.toml: is not TOML: .*line 3"):
        read("[rooms.a]\nmuted = true\nbeep = onEnter")


def test_missing_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"rooms\.toml: cannot be read: No such file"):
        read_rooms(tmp_path / "rooms.toml", URLS)


class TestLimits:
    NUMBER = '[rooms.a]\n[numbers."+13125550100"]\nroom = "a"\n'

    def limits(self, text: str) -> tuple[Limits, Limits]:
        """Return the limits of the number that is described, and of one that is not."""
        found = rooms_of(tomllib.loads(text), "rooms.toml", Terms(Urls("https://h")))
        return found.line("+13125550100").limits, found.line("+13125550199").limits

    def test_there_are_none_unless_somebody_says_so(self) -> None:
        assert (Limits(), Limits()) == self.limits(self.NUMBER)

    def test_limits_of_the_file_hold_for_every_number(self) -> None:
        text = f"[limits]\ncalls_per_caller = 6\ncalls_per_number = 100\n{self.NUMBER}"

        assert (Limits(6, 100), Limits(6, 100)) == self.limits(text)

    def test_number_says_otherwise_for_itself(self) -> None:
        text = f"[limits]\ncalls_per_caller = 6\ncalls_per_number = 100\n{self.NUMBER}calls_per_number = 500\n"

        assert (Limits(6, 500), Limits(6, 100)) == self.limits(text)
