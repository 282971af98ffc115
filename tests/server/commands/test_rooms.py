"""Rooms and hold programmes on the terminal: what is wrong, what is shown, and what is made."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.rooms.directory import read_rooms
from server.rooms.pins import match
from server.urls import Urls

ROOMS = """
[rooms.standup]
name = "Weekly standup"
code = "1234"
[rooms.standup.host]
pin = "993311"
[rooms.standup.participant]
pin = "114477"
[rooms.standup.listener]
pins = ["225588", "336699"]
[rooms.standup.callers]
"+13125550142" = "host"
[rooms.lounge]
code = "5678"
[numbers."+13125550101"]
room = "lounge"
[numbers."+13125550102"]
"""
PINS = ("993311", "114477", "225588", "336699")

Command = Callable[..., Result]
Write = Callable[[str], str]


@pytest.fixture
def command(no_settings: dict[str, str | None]) -> Command:
    """Return what runs `texml-server` with nothing in the environment."""
    return lambda *arguments: CliRunner().invoke(main, list(arguments), env=no_settings)


class TestCheck:
    def test_rooms_that_nothing_is_wrong_with_are_counted(self, command: Command, write_rooms: Write) -> None:
        result = command("rooms", "check", "--rooms", write_rooms(ROOMS))

        counts = "2 rooms, 2 numbers, 2 programmes: nothing is wrong"
        assert (0, counts, "") == (result.exit_code, result.stdout.splitlines()[-1], result.stderr)

    def test_server_without_rooms_has_one(self, command: Command) -> None:
        result = command("rooms", "check")

        assert (0, "1 room, 0 numbers, 2 programmes: nothing is wrong\n") == (result.exit_code, result.stdout)

    def test_rooms_may_be_named_by_the_environment(
        self, no_settings: dict[str, str | None], write_rooms: Write
    ) -> None:
        env = no_settings | {"TEXML_ROOMS": write_rooms(ROOMS)}

        assert "2 rooms" in CliRunner().invoke(main, ["rooms", "check"], env=env).stdout

    @pytest.mark.parametrize(
        ("toml", "says"),
        [
            ("[rooms.a\n", r"Error: .*rooms\.toml.*"),
            ("", r"Error: .*rooms\.toml: there is no room in it; allowed: one table \[rooms\.KEY\] or more"),
            ("[room.a]\n", r".*rooms\.toml \[room\]: there is no such table; allowed: .*; did you mean 'rooms'\?"),
            (
                "[rooms.a]\nlockd = true\n",
                r".*\[rooms\.a\] lockd: there is no such key; allowed: .*locked.*; did you mean 'locked'\?",
            ),
            ("[rooms.a]\nbeep = 'loud'\n", r".*\[rooms\.a\] beep: .*; allowed: .*onEnter.*"),
            (
                "[rooms.a]\ncode = '12'\n[rooms.b]\ncode = '12'\n",
                r".*\[rooms\.b\] code: \[rooms\.a\] has that code; allowed: another one",
            ),
            (
                "[rooms.lounge]\n[numbers.'+13125550100']\nroom = 'longe'\n",
                r".*\[numbers\.\"\+13125550100\"\] room: there is no room 'longe'; allowed: lounge; did you mean .*",
            ),
            (
                "[rooms.a]\nwait_template = 'wiat.xml'\n",
                r".*wiat\.xml.*allowed: .*wait\.xml.*did you mean 'wait\.xml'\?",
            ),
        ],
        ids=["toml", "empty", "table", "key", "attribute", "code", "number", "programme"],
    )
    def test_what_is_wrong_is_told_with_its_place_and_what_is_allowed(
        self, toml: str, says: str, command: Command, write_rooms: Write
    ) -> None:
        result = command("rooms", "check", "--rooms", write_rooms(toml))

        assert (2, "") == (result.exit_code, result.stdout)
        assert re.search(says, result.stderr)

    def test_file_that_is_not_there_is_told(self, command: Command, tmp_path: Path) -> None:
        result = command("rooms", "check", "--rooms", f"{tmp_path}/none.toml")

        assert (2, True) == (result.exit_code, "none.toml" in result.stderr)

    def test_wrong_pin_is_told_without_repeating_it(self, command: Command, write_rooms: Write) -> None:
        result = command("rooms", "check", "--rooms", write_rooms("[rooms.a.host]\npin = '271'\n"))

        assert "[rooms.a.host] pin: it has 3 digits; allowed: 4 to 12 digits in quotes" in result.stderr
        assert (2, False) == (result.exit_code, "271" in result.stderr)

    def test_what_to_know_is_noted(self, command: Command, write_rooms: Write) -> None:
        result = command("rooms", "check", "--rooms", write_rooms("[rooms.a]\nlobby = true\nlanguage = 'nl-NL'\n"))

        notes = result.stdout.splitlines()[:-1]
        assert (0, "note: [rooms.a] lobby: there is no host to let anybody in") == (result.exit_code, notes[0])
        assert "note: there are no words for nl-NL; it is spoken in English; add words/nl-NL.po" == notes[1]

    def test_language_that_there_are_words_for_is_not_noted(self, command: Command, write_rooms: Write) -> None:
        result = command("rooms", "check", "--rooms", write_rooms("[rooms.a]\nlanguages = ['en-GB', 'de-AT']\n"))

        assert "note" not in result.stdout

    def test_programme_of_your_own_that_is_wrong_is_told(
        self, command: Command, write_templates: Callable[[dict[str, str]], Path]
    ) -> None:
        templates = write_templates({"wait.xml": "<Response><Dial>x</Dial></Response>"})

        result = command("rooms", "check", "--templates", str(templates))

        assert (2, True, True) == (result.exit_code, "wait.xml" in result.stderr, "Dial" in result.stderr)


class TestShow:
    def test_rooms_and_roles_are_shown_with_how_they_are_entered(self, command: Command, write_rooms: Write) -> None:
        result = command("rooms", "show", "--rooms", write_rooms(ROOMS))

        lines = [re.split(r"\s{2,}", line.strip()) for line in result.stdout.splitlines() if line.strip()]
        assert 0 == result.exit_code
        assert [
            ["standup", "host", "code 1234, 1 PIN, 1 known number", "yes", "yes", "yes", "Weekly standup"],
            ["standup", "participant", "code 1234, 1 PIN", "no", "no", "yes", "Weekly standup"],
            ["standup", "listener", "code 1234, 2 PINs", "no", "no", "no", "Weekly standup"],
            ["lounge", "participant", "code 5678", "yes", "no", "yes", "lounge"],
        ] == [line for line in lines if line[0] in {"standup", "lounge"}]

    def test_numbers_are_shown_with_where_they_lead(self, command: Command, write_rooms: Write) -> None:
        lines = command("rooms", "show", "--rooms", write_rooms(ROOMS)).stdout.splitlines()

        assert ["+13125550101 leads to lounge", "+13125550102 leads to a code"] == lines[-2:]

    def test_limits_are_shown_with_the_number_that_has_them(self, command: Command, write_rooms: Write) -> None:
        limits = "[limits]\ncalls_per_caller = 6\ncalls_per_number = 120\n"
        lines = command("rooms", "show", "--rooms", write_rooms(limits + ROOMS)).stdout.splitlines()

        told = "in a minute at most 6 calls of one caller and 120 calls in all"
        assert [f"+13125550102 leads to a code; {told}", f"every other number; {told}"] == lines[-2:]

    def test_one_room_is_shown_alone(self, command: Command, write_rooms: Write) -> None:
        result = command("rooms", "show", "lounge", "--rooms", write_rooms(ROOMS))

        assert (0, False, True) == (result.exit_code, "standup" in result.stdout, "+13125550101" in result.stdout)
        assert "+13125550102" not in result.stdout

    def test_documents_are_shown_on_demand(self, command: Command, write_rooms: Write) -> None:
        plain, full = (
            command("rooms", "show", "--rooms", write_rooms(ROOMS), *more) for more in ((), ("--documents",))
        )

        assert (0, 4) == (plain.stdout.count("<Conference"), full.stdout.count("<Conference"))
        assert 'endConferenceOnExit="true"' in full.stdout

    def test_neither_pins_nor_known_numbers_are_shown(self, command: Command, write_rooms: Write) -> None:
        told = command("rooms", "show", "--documents", "--rooms", write_rooms(ROOMS)).output

        assert [] == [secret for secret in (*PINS, "+13125550142", "scrypt") if secret in told]

    def test_unknown_room_is_told_with_the_nearest(self, command: Command, write_rooms: Write) -> None:
        result = command("rooms", "show", "longe", "--rooms", write_rooms(ROOMS))

        assert (2, "") == (result.exit_code, result.stdout)
        assert "there is no room 'longe'; allowed: standup, lounge; did you mean 'lounge'?" in result.stderr


class TestNew:
    def test_what_is_printed_is_a_room_that_the_printed_pins_open(self, command: Command, tmp_path: Path) -> None:
        result = command("rooms", "new", "standup", "--name", "Weekly standup", "--code", "1234")
        file = tmp_path / "new.toml"
        file.write_text(result.stdout, encoding="utf-8")

        directory = read_rooms(file, Urls("https://voice.example.com"), allows_plain_pins=False)
        room = directory.rooms["standup"]
        pins = dict(re.findall(r"PIN of standup, (\w+): (\d{6})\n", result.stderr))
        assert (0, ["standup"], "Weekly standup", "1234") == (
            result.exit_code,
            list(directory.rooms),
            room.name,
            room.code,
        )
        assert {"host": "host", "participant": "participant"} == {
            role: match(pin, room.pins) for role, pin in pins.items()
        }

    def test_pins_go_to_standard_error_only(self, command: Command) -> None:
        result = command("rooms", "new", "standup")

        pins = re.findall(r": (\d+)\n", result.stderr)
        assert (2, []) == (len(pins), [pin for pin in pins if pin in result.stdout])

    def test_pins_are_fresh_and_no_two_are_alike(self, command: Command) -> None:
        told = [command("rooms", "new", "a", "--digits", "12").stderr for _ in range(2)]

        assert 4 == len({pin for each in told for pin in re.findall(r": (\d{12})\n", each)})

    def test_only_the_roles_that_are_asked_for_are_made(self, command: Command) -> None:
        result = command("rooms", "new", "a", "--role", "listener", "--role", "host")

        assert ["listener", "host"] == re.findall(r"\[rooms\.a\.(\w+)\]", result.stdout)
        assert ["listener", "host"] == re.findall(r"PIN of a, (\w+):", result.stderr)

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["my room"], "the room's key cannot stand in a URL; allowed: A-Z, a-z, 0-9, - and _"),
            (["a/b"], "the room's key cannot stand in a URL"),
            (["a.b"], "the room's key cannot stand in a URL"),
            (["a]\n[rooms.b"], "the room's key cannot stand in a URL"),
            (["a", "--code", "12x"], "'12x' is not allowed; allowed: 2 to 12 digits, in quotes"),
            (["a", "--digits", "3"], "4<=x<=12"),
            (["a", "--role", "hots"], "'host', 'participant', 'listener'"),
        ],
        ids=["blank", "slash", "dot", "table", "code", "digits", "role"],
    )
    def test_what_a_server_would_refuse_is_not_printed(self, arguments: list[str], says: str, command: Command) -> None:
        result = command("rooms", "new", *arguments)

        assert (2, "", False) == (result.exit_code, result.stdout, "PIN of" in result.stderr)
        assert says in result.stderr

    @pytest.mark.parametrize("name", ['say "hi" \\o/', "a\tb \x7f", "Bücher \U0001f4da", 'x"\nlocked = true #'])
    def test_name_may_be_any_text(self, name: str, command: Command, tmp_path: Path) -> None:
        file = tmp_path / "new.toml"
        file.write_text(command("rooms", "new", "a", "--name", name).stdout, encoding="utf-8")

        room = read_rooms(file, Urls("https://voice.example.com")).rooms["a"]
        assert (name, False) == (room.name, room.is_locked)


class TestPreview:
    def test_programme_is_told_with_its_times(self, command: Command) -> None:
        result = command("hold", "preview", "--seconds", "40")

        moments = re.findall(r"(\d+:\d\d)\s+(\w+)\s+(\S.*)", result.stdout)
        assert (0, "0:00", True) == (result.exit_code, moments[0][0], any(verb == "Play" for _, verb, _ in moments))
        assert sorted(moments, key=lambda moment: int(moment[0].replace(":", ""))) == moments

    def test_programme_is_spoken_in_the_language(self, command: Command) -> None:
        english, german = (
            command("hold", "preview", "--language", language, "--seconds", "5").stdout
            for language in ("en-GB", "de-DE")
        )

        assert english != german

    def test_lobby_tells_how_many_wait(self, command: Command) -> None:
        told = [command("hold", "preview", "lobby.xml", "--waiting", count).stdout for count in ("3", "4")]

        assert told[0] != told[1]

    def test_programme_of_your_own_is_told(
        self, command: Command, write_templates: Callable[[dict[str, str]], Path]
    ) -> None:
        templates = write_templates({"mine.xml": "<Response><Say>[Be] patient.</Say><Pause length='7'/></Response>"})

        result = command("hold", "preview", "mine.xml", "--templates", str(templates), "--seconds", "9")

        heard = re.findall(r"(\d:\d\d)\s+(\w+)\s+(\S.*\S)", result.stdout)
        assert [
            ("0:00", "Say", "[Be] patient."), ("0:01", "Pause", "7 s"), ("0:08", "Say", "[Be] patient.")
        ] == heard[-3:]  # fmt: skip

    def test_name_may_be_given_without_its_ending(self, command: Command) -> None:
        said = {command("hold", "preview", *name, "--seconds", "9").stdout for name in ((), ("wait",), ("wait.xml",))}

        assert 1 == len(said)

    def test_unknown_programme_is_told_with_the_nearest(self, command: Command) -> None:
        result = command("hold", "preview", "wiat.xml")

        assert (2, "") == (result.exit_code, result.stdout)
        assert "there is no programme 'wiat.xml'; allowed: " in result.stderr
        assert "did you mean 'wait.xml'?" in result.stderr

    @pytest.mark.parametrize("arguments", [("--seconds", "0"), ("--waiting", "0"), ("--templates", "/nowhere")])
    def test_what_cannot_be_is_told(self, arguments: tuple[str, str], command: Command) -> None:
        result = command("hold", "preview", *arguments)

        assert (2, "") == (result.exit_code, result.stdout)
