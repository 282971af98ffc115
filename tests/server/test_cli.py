"""The `texml-server` command: what it prints, where, and with which exit status."""

import json
import os
import re
import selectors
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.log.arrival import arrive
from server.log.inbox import Inbox
from server.log.migration import LAYOUTS
from server.log.store import Store

DEADLINE_S = 20
SETTINGS_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "settings.md"
HEADINGS = ["id", "time (UTC)", "event", "seq", "copies", "room", "conference", "call", "problems"]
SID = "58b4eda9-03de-4bee-9178-d0e10d83e519"
# A shell that starts the tests in the background has interrupts ignored, and its children inherit that.
COMMAND = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from server.cli import main; main()"

Command = Callable[..., Result]
Fields = Callable[..., dict[str, str]]
Append = Callable[..., None]
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def command(no_settings: dict[str, str | None]) -> Command:
    """Return what runs the command with no setting in the environment but those that are given."""

    def run(*arguments: object, **environment: str) -> Result:
        environ = {**no_settings, "FORCE_COLOR": None, **environment}
        return CliRunner().invoke(main, [str(argument) for argument in arguments], env=environ)

    return run


@pytest.fixture
def events(command: Command, database: str) -> Command:
    """Return what runs `texml-server events` on the log of the test."""
    return lambda *options: command("events", "--database", database, *options)


@pytest.fixture
def start(no_settings: dict[str, str | None]) -> Iterator[Start]:
    """Return what runs the command in a process of its own; it and all that it started are killed at the end."""
    environ = {name: value for name, value in os.environ.items() if name not in no_settings}
    with ExitStack() as stack:

        def run(*arguments: object) -> "subprocess.Popen[str]":
            process = subprocess.Popen(
                [sys.executable, "-c", COMMAND, *map(str, arguments)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env=environ,
                start_new_session=True,
            )
            stack.enter_context(process)
            stack.callback(_kill_group, process)
            return process

        yield run


def _kill_group(process: "subprocess.Popen[str]") -> None:
    if process.returncode is None:
        os.killpg(process.pid, signal.SIGKILL)


def next_line(process: "subprocess.Popen[str]") -> str:
    """Return the next line that *process* prints; fail if there is none in time."""
    assert process.stdout is not None
    deadline = time.monotonic() + DEADLINE_S
    line = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout.fileno(), selectors.EVENT_READ)
        while not line.endswith(b"\n"):
            assert selector.select(deadline - time.monotonic()), f"no line within {DEADLINE_S} s"
            char = os.read(process.stdout.fileno(), 1)
            assert char, "it ended without a line"
            line += char
    return line.decode()


@pytest.fixture
def database(log_file: Path) -> str:
    return f"sqlite:///{log_file}"


@pytest.fixture
def append(database: str, now: datetime) -> Append:
    """Return what puts bodies into the log, as the server does."""

    def put(*bodies: dict[str, str] | bytes) -> None:
        Store(database).close()
        with closing(Inbox(database)) as inbox:
            for body in bodies:
                raw = body if isinstance(body, bytes) else urlencode(body).encode()
                form = "application/x-www-form-urlencoded"
                inbox.append(arrive(raw, method="POST", content_type=form, received_at=now))

    return put


@pytest.fixture
def foreign(log_file: Path) -> Path:
    """Return a database of somebody else."""
    with closing(sqlite3.connect(log_file)) as connection:
        connection.execute("CREATE TABLE holiday (day TEXT)")
    return log_file


def rows(output: str) -> list[list[str]]:
    """Return the cells of a printed table, its headings first; a cell that is empty is left out."""
    lines = [line.strip() for line in output.splitlines() if line.strip(" ─")]
    return [re.split(r"\s{2,}", line) for line in lines]


def printed_json(output: str) -> list[Any]:
    return [json.loads(line) for line in output.split("\n") if line]


class TestHelp:
    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (("--help",), "Serve dial-in conferences over TexML"),
            (("-h",), "Serve dial-in conferences over TexML"),
            (("run", "--help"), "Serve rooms, hold scripts, callbacks and the API."),
            (("run", "-h"), "[default: 127.0.0.1:8080]"),
            (("events", "--help"), "Print the events of the log, the oldest first."),
            (("settings", "--help"), "Print the settings: names, environment variables, defaults."),
        ],
        ids=" ".join,
    )
    def test_help_says_what_the_command_does(self, arguments: tuple[str, ...], said: str, command: Command) -> None:
        result = command(*arguments)

        assert (0, True) == (result.exit_code, said in " ".join(result.stdout.split()))

    def test_version_is_that_of_the_distribution(self, command: Command) -> None:
        assert command("--version").stdout.endswith(f", version {version('texml')}\n")

    @pytest.mark.parametrize("option", ["--api-token", "--path-token"])
    def test_secret_is_no_option(self, option: str, command: Command) -> None:
        result = command("run", option, "hush")

        assert (2, True) == (result.exit_code, f"No such option '{option}'" in result.stderr)


class TestSettings:
    def test_table_has_each_setting_with_its_variable_and_default(self, command: Command) -> None:
        found = {cells[0]: cells[1:3] for cells in rows(command("settings").stdout)}

        assert ["TEXML_BIND", "127.0.0.1:8080"] == found["bind"]
        assert ["TEXML_WORKERS", "2"] == found["workers"]
        assert ["TEXML_THREADS", "16"] == found["threads"]
        assert ["TEXML_DATABASE", "sqlite:///texml.db"] == found["database"]
        names = {"rooms", "templates", "public_url", "api_token", "path_token"}
        assert {f"TEXML_{name.upper()}" for name in names} == {found[name][0] for name in names}

    def test_markdown_is_the_page_in_the_manual(self, command: Command) -> None:
        assert SETTINGS_PAGE.read_text(encoding="utf-8") == command("settings", "--markdown").stdout

    @pytest.mark.parametrize("options", [(), ("--markdown",)], ids=["table", "markdown"])
    def test_values_that_are_set_are_not_shown(self, options: tuple[str, ...], command: Command) -> None:
        result = command("settings", *options, TEXML_API_TOKEN="hush-api", TEXML_PATH_TOKEN="hush-path")

        assert (0, False) == (result.exit_code, "hush" in result.output)


class TestEventsTable:
    def test_event_is_a_row(self, events: Command, append: Append, callback: Fields) -> None:
        append(callback())

        headings, row = rows(events().stdout)
        assert HEADINGS == headings
        expected = ["1", "2026-11-20 10:00:00", "conference-start", "0", "1", "Weekly standup", SID, "v3:anna"]
        assert expected == row

    def test_log_without_events_is_an_empty_table(self, events: Command, append: Append) -> None:
        append()

        assert [HEADINGS] == rows(events().stdout)

    def test_event_sent_twice_is_one_row_with_two_copies(
        self, events: Command, append: Append, callback: Fields
    ) -> None:
        append(callback(), callback())

        _, *found = rows(events().stdout)
        assert ["2"] == [row[4] for row in found]

    def test_later_delivery_that_says_something_else_is_told(
        self, events: Command, append: Append, callback: Fields
    ) -> None:
        append(callback(), callback(To="+13125550123"))

        assert "conflict" == rows(events().stdout)[1][-1]

    def test_what_was_unreadable_is_told(self, events: Command, append: Append, callback: Fields) -> None:
        append(callback(SequenceNumber="many"))

        assert "SequenceNumber is unreadable" == rows(events().stdout)[1][-1]

    def test_event_without_a_time_has_that_of_its_arrival(
        self, events: Command, append: Append, callback: Fields
    ) -> None:
        append(callback(Timestamp="yesterday"))

        assert "2026-11-20 10:00:01" == rows(events().stdout)[1][1]

    @pytest.mark.parametrize("body", [b"", b"%%%", b"{", b"\xff=\xfe", b"\0"], ids=repr)
    def test_body_that_cannot_be_read_is_a_row(self, body: bytes, events: Command, append: Append) -> None:
        append(body)

        assert ["1", "2026-11-20 10:00:01"] == rows(events().stdout)[1][:2]

    def test_last_hundred_are_shown(self, events: Command, append: Append, callback: Fields) -> None:
        append(*(callback(SequenceNumber=str(number)) for number in range(1, 103)))

        _, *found = rows(events().stdout)
        assert [str(number) for number in range(3, 103)] == [row[0] for row in found]

    def test_limit_0_shows_all(self, events: Command, append: Append, callback: Fields) -> None:
        append(*(callback(SequenceNumber=str(number)) for number in range(1, 103)))

        assert 1 + 102 == len(rows(events("--limit", 0).stdout))

    def test_numbers_of_callers_are_not_shown(self, events: Command, append: Append, callback: Fields) -> None:
        append(callback(From="+13125550100", To="+13125550199", Caller="+13125550188"))

        assert "1312555" not in events().output

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            pytest.param("a\x1b[2Jb", r"a\x1b[2Jb", id="escape"),
            pytest.param("a\x9b2Jb", r"a\x9b2Jb", id="escape in one character"),
            pytest.param("a\rb", r"a\x0db", id="return"),
            pytest.param("a\nb", r"a\x0ab", id="line feed"),
            pytest.param("a\tb", r"a\x09b", id="tab"),
            pytest.param("a\x08b", r"a\x08b", id="backspace"),
            pytest.param("a\x7fb", r"a\x7fb", id="delete"),
            pytest.param("a\u202eb", r"a\x202eb", id="right to left"),
            pytest.param("a\u2028b", r"a\x2028b", id="line separator"),
            pytest.param("[red]a[/red] [/]", "[red]a[/red] [/]", id="markup"),
            pytest.param("[link=https://x.test]a[/link]", "[link=https://x.test]a[/link]", id="link"),
            pytest.param(":smile:", ":smile:", id="emoji code"),
            pytest.param("Zürich", "Zürich", id="letters"),
        ],
    )
    def test_text_of_callers_is_shown_as_text(
        self, text: str, shown: str, events: Command, append: Append, callback: Fields
    ) -> None:
        append(callback(FriendlyName=text))

        assert shown == rows(events().stdout)[1][5]

    @pytest.mark.parametrize("field", ["StatusCallbackEvent", "CallSid", "ConferenceSid"])
    def test_no_field_moves_the_cursor(self, field: str, events: Command, append: Append, callback: Fields) -> None:
        append(callback(**{field: "[red]a\x1b[2Jb"}))

        assert r"[red]a\x1b[2Jb" in rows(events().stdout)[1]

    def test_name_of_a_field_does_not_move_the_cursor(self, events: Command, append: Append, callback: Fields) -> None:
        append(urlencode([*callback().items(), ("a\x1b[2Jb", "1"), ("a\x1b[2Jb", "2")]).encode())

        assert r"a\x1b[2Jb came more than once" == rows(events().stdout)[1][8]

    def test_long_text_stays_in_its_column(self, events: Command, append: Append, callback: Fields) -> None:
        append(callback(FriendlyName="x" * 5_000), callback(SequenceNumber="1"))

        output = events().stdout
        assert ["1", "2"] == [row[0] for row in rows(output)[1:]]
        assert max(map(len, output.splitlines())) <= 160


class TestEventsJson:
    def test_event_is_one_line_with_every_field(self, events: Command, append: Append, callback: Fields) -> None:
        append(callback(Unknown="kept", FriendlyName="Zürich"))

        (event,) = printed_json(events("--json").stdout)
        assert callback(Unknown="kept", FriendlyName="Zürich") == event["fields"]

    def test_oldest_comes_first(self, events: Command, append: Append, callback: Fields) -> None:
        append(*(callback(SequenceNumber=number) for number in "201"))

        output = events("--json").stdout
        assert [2, 0, 1] == [event["sequence"] for event in printed_json(output)]

    @pytest.mark.parametrize(
        ("options", "ids"),
        [
            pytest.param((), range(1, 103), id="all"),
            pytest.param(("--limit", 0), range(1, 103), id="0 is all"),
            pytest.param(("--limit", 1), range(102, 103), id="the last"),
            pytest.param(("--limit", 3), range(100, 103), id="the last three"),
            pytest.param(("--limit", 500), range(1, 103), id="more than there are"),
        ],
    )
    def test_limit_takes_the_last(
        self, options: tuple[object, ...], ids: range, events: Command, append: Append, callback: Fields
    ) -> None:
        append(*(callback(SequenceNumber=str(number)) for number in range(1, 103)))

        output = events("--json", *options).stdout
        assert list(ids) == [event["id"] for event in printed_json(output)]

    def test_conference_takes_its_own_only(self, events: Command, append: Append, callback: Fields) -> None:
        append(callback(ConferenceSid="one"), callback(ConferenceSid="two"), callback(ConferenceSid="one%"))

        output = events("--json", "--conference", "one").stdout
        assert ["one"] == [event["conference"] for event in printed_json(output)]

    def test_log_without_events_prints_nothing(self, events: Command, append: Append) -> None:
        append()

        assert "" == events("--json").output

    @pytest.mark.parametrize("text", ["a\x1b[2Jb", "a\x9b2Jb", "a\x7fb", "a\r\nb"], ids=ascii)
    def test_control_characters_of_callers_are_shown_as_code(
        self, text: str, events: Command, append: Append, callback: Fields
    ) -> None:
        append(callback(FriendlyName=text))

        line, end = events("--json").stdout.split("\n")
        raw = [char for char in line if ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0]
        assert (text, [], "") == (json.loads(line)["room"], raw, end)


class TestFollow:
    def test_what_arrives_is_printed_until_interrupted(
        self, start: Start, database: str, append: Append, callback: Fields
    ) -> None:
        append(callback(SequenceNumber="0"), callback(SequenceNumber="1"))
        process = start("events", "--database", database, "--json", "--follow", "--limit", 1)
        told = [json.loads(next_line(process))["sequence"]]

        append(callback(SequenceNumber="1"), callback(SequenceNumber="2"))
        told.append(json.loads(next_line(process))["sequence"])
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=DEADLINE_S)

        assert ([1, 2], 0, "", "\n") == (told, process.returncode, rest, errors)

    def test_other_conferences_are_left_out(
        self, start: Start, database: str, append: Append, callback: Fields
    ) -> None:
        append(callback(ConferenceSid="one"))
        process = start("events", "--database", database, "--json", "-f", "--conference", "one")
        next_line(process)

        append(callback(ConferenceSid="two"), callback(ConferenceSid="one", SequenceNumber="1"))

        assert "one" == json.loads(next_line(process))["conference"]


class TestEventsRefused:
    def test_missing_database_fails(self, events: Command, log_file: Path) -> None:
        result = events()

        said = f"Error: there is no database {log_file}; `texml-server run` makes it\n"
        assert (1, "", said) == (result.exit_code, result.stdout, result.stderr)

    def test_missing_database_is_not_made(self, events: Command, log_file: Path) -> None:
        events()

        assert [] == list(log_file.parent.iterdir())

    def test_database_of_something_else_is_refused(self, events: Command, foreign: Path) -> None:
        result = events()

        said = f"Error: {foreign} is no log of texml; name another database\n"
        assert (2, "", said) == (result.exit_code, result.stdout, result.stderr)

    def test_database_of_something_else_is_left_as_it_was(self, events: Command, foreign: Path) -> None:
        before = foreign.read_bytes()

        events()

        assert before == foreign.read_bytes()

    def test_database_of_a_newer_version_is_refused(self, events: Command, foreign: Path) -> None:
        with closing(sqlite3.connect(foreign)) as connection:
            connection.execute("PRAGMA application_id = 0x7465786D")
            connection.execute("PRAGMA user_version = 99")

        result = events()

        said = f"Error: {foreign} is of version 99, this texml knows {LAYOUTS[-1]}; use a newer one\n"
        assert (2, said) == (result.exit_code, result.stderr)

    def test_file_that_is_no_database_cannot_be_opened(self, events: Command, log_file: Path) -> None:
        log_file.write_text("# Notes\n" * 1_000, encoding="utf-8")

        result = events()

        said = f"Error: {log_file} cannot be opened: file is not a database\n"
        assert (1, "", said) == (result.exit_code, result.stdout, result.stderr)

    @pytest.mark.parametrize(
        ("options", "environment", "said"),
        [
            pytest.param(("--database", "mysql://h/d"), {}, "setting database: mysql is not supported", id="option"),
            pytest.param((), {"TEXML_DATABASE": "texml.db"}, "setting database: 'texml.db' is no URL", id="variable"),
            pytest.param((), {"TEXML_WORKERS": "many"}, "environment TEXML_WORKERS: 'many' is no number", id="number"),
            pytest.param(("--config", "/no/such.toml"), {}, "/no/such.toml: cannot be read", id="config file"),
            pytest.param(("--limit", -1), {}, "Invalid value for '--limit'", id="limit"),
            pytest.param(("--limit", "many"), {}, "Invalid value for '--limit'", id="limit is no number"),
        ],
    )
    def test_wrong_setting_is_told_on_standard_error(
        self, options: tuple[object, ...], environment: dict[str, str], said: str, command: Command
    ) -> None:
        result = command("events", *options, **environment)

        assert (2, "", True) == (result.exit_code, result.stdout, f"Error: {said}" in result.stderr)

    def test_wrong_key_of_the_config_file_is_told_with_the_nearest(self, command: Command, tmp_path: Path) -> None:
        (tmp_path / "texml.toml").write_text('databse = "sqlite:///texml.db"', encoding="utf-8")

        result = command("events", "--config", tmp_path / "texml.toml")

        assert f"Error: {tmp_path}/texml.toml databse: there is no such setting; " in result.stderr
        assert result.stderr.endswith("did you mean 'database'?\n")


class TestSettingsTaken:
    @pytest.mark.parametrize("source", ["option", "variable", "file"])
    def test_database_is_found_wherever_it_is_set(
        self, source: str, command: Command, database: str, append: Append, callback: Fields, tmp_path: Path
    ) -> None:
        append(callback())
        file = tmp_path / "texml.toml"
        file.write_text(f'database = "{database if source == "file" else "sqlite:////no/such.db"}"', encoding="utf-8")
        environment = {} if source == "file" else {"TEXML_DATABASE": "sqlite:////no/such.db"}
        options = ("--database", database) if source == "option" else ()
        if source == "variable":
            environment = {"TEXML_DATABASE": database}

        result = command("events", "--json", "--config", file, *options, **environment)

        assert [1] == [event["id"] for event in printed_json(result.stdout)]


class TestRunRefused:
    @pytest.mark.parametrize("bind", ["0.0.0.0:0", "[::]:0", "192.0.2.1:0", "voice.example.com:0"])
    def test_address_that_others_reach_needs_a_token(self, bind: str, command: Command, own_logging: None) -> None:
        result = command("run", "--bind", bind)

        said = f"Error: setting api_token: {bind} can be reached from elsewhere"
        assert (2, "", True) == (result.exit_code, result.stdout, result.stderr.startswith(said))
        assert "TEXML_API_TOKEN" in result.stderr

    @pytest.mark.parametrize(
        ("options", "environment", "said"),
        [
            pytest.param(("--bind", "here"), {}, "setting bind: 'here' is no address; allowed: HOST:PORT", id="bind"),
            pytest.param(("--workers", "0"), {}, "setting workers: 0 is too few; allowed: 1 or more", id="workers"),
            pytest.param(("--threads", "-1"), {}, "setting threads: -1 is too few; allowed: 1 or more", id="threads"),
            pytest.param(("--public-url", "x.test"), {}, "setting public_url: 'x.test' is no base", id="public URL"),
            pytest.param(("--bind", "unix:/s"), {}, "setting public_url: a Unix socket has no URL", id="Unix socket"),
            pytest.param((), {"TEXML_PATH_TOKEN": "a/b"}, "setting path_token: a character cannot", id="path token"),
            pytest.param((), {"TEXML_API_TOKEN": " "}, "setting api_token: it is blank", id="API token"),
        ],
    )
    def test_wrong_setting_is_told_on_standard_error(
        self, options: tuple[str, ...], environment: dict[str, str], said: str, command: Command, own_logging: None
    ) -> None:
        result = command("run", *options, **environment)

        assert (2, "", True) == (result.exit_code, result.stdout, result.stderr.startswith(f"Error: {said}"))

    @pytest.mark.parametrize(
        ("rooms", "said"),
        [
            pytest.param(
                "[rooms.a]\nbepp = true\n", " [rooms.a] bepp: there is no such key; allowed: name, ", id="key"
            ),
            pytest.param(
                "[rooms.a]\nmax_participants = 251\n",
                " [rooms.a] max_participants: 251 is not allowed; allowed: a whole number from 2 to 250\n",
                id="value",
            ),
            pytest.param("[rooms.a\n", ": is not TOML: ", id="syntax"),
        ],
    )
    def test_broken_rooms_are_told_with_their_place(
        self, rooms: str, said: str, start: Start, database: str, write_rooms: Callable[[str], str]
    ) -> None:
        file = write_rooms(rooms)
        process = start("run", "--bind", "127.0.0.1:0", "--database", database, "--rooms", file)

        output, errors = process.communicate(timeout=DEADLINE_S)

        assert (2, "", True) == (process.returncode, output, errors.startswith(f"Error: {file}{said}"))

    def test_database_that_cannot_be_made_fails(self, start: Start, tmp_path: Path) -> None:
        process = start("run", "--bind", "127.0.0.1:0", "--database", f"sqlite:///{tmp_path}/no/such.db")

        output, errors = process.communicate(timeout=DEADLINE_S)

        said = f"Error: {tmp_path}/no/such.db cannot be opened: No such file or directory\n"
        assert (1, "", said) == (process.returncode, output, errors)

    def test_database_of_something_else_is_refused(self, start: Start, foreign: Path) -> None:
        process = start("run", "--bind", "127.0.0.1:0", "--database", f"sqlite:///{foreign}")
        assert process.stdout is not None

        assert "" == process.stdout.readline()  # the end of the output, or that it is ready
        assert 2 == process.wait(DEADLINE_S)
