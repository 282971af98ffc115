"""The application as it is put together: what it starts with, what it does not, and what it says when it fails."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from server import Config, ConfigurationError, LogIncompatible, LogUnavailable, Services, create_app
from server.config import SETTINGS
from server.log import sqlite
from texml.client import Client

MakeApp = Callable[..., Flask]
Fields = Callable[..., dict[str, str]]

CALLBACK = "/callbacks/conference"
FOR_PLATFORM = ("/rooms/demo", "/voice", CALLBACK)
EVENTS = "/api/events"
FOR_US = (EVENTS, "/livez", "/readyz")


@pytest.fixture
def database(log_file: Path) -> str:
    return f"sqlite:///{log_file}"


@pytest.fixture
def no_variables(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Take every setting out of the environment, and return what puts one in."""
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    return monkeypatch


def conference_urls(client: FlaskClient, path: str = "/rooms/demo", **headers: str) -> tuple[str | None, str | None]:
    """Return the callback URL of a room's document, and the wait URL without what is sealed in it."""
    noun = etree.fromstring(client.get(path, headers=headers).data).find(".//Conference")
    assert noun is not None
    return noun.get("statusCallback"), noun.get("waitUrl", "").rpartition("/")[0]


class TestConfiguration:
    def test_application_is_made_of_a_config(self, database: str) -> None:
        with closing(create_app(Config(database=database)).extensions["texml"]) as site:
            assert database == site.config.database

    def test_application_is_made_of_settings_by_name(self, database: str, no_variables: pytest.MonkeyPatch) -> None:
        settings = {"database": database, "public_url": "https://voice.example.com"}

        with closing(create_app(settings).extensions["texml"]) as site:
            assert Config(database=database, public_url="https://voice.example.com") == site.config

    def test_application_is_made_of_nothing(
        self, no_variables: pytest.MonkeyPatch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)

        with closing(create_app().extensions["texml"]) as site:
            assert (Config(), tmp_path / "texml.db") == (site.config, next(tmp_path.glob("*.db")))

    def test_setting_that_is_left_out_comes_from_the_environment(
        self, database: str, no_variables: pytest.MonkeyPatch
    ) -> None:
        no_variables.setenv("TEXML_PUBLIC_URL", "https://voice.example.com")

        with closing(create_app({"database": database}).extensions["texml"]) as site:
            assert "https://voice.example.com" == site.config.public_url

    def test_setting_that_is_given_comes_before_the_environment(
        self, database: str, no_variables: pytest.MonkeyPatch
    ) -> None:
        no_variables.setenv("TEXML_DATABASE", "sqlite:////nowhere/at/all.db")

        with closing(create_app({"database": database}).extensions["texml"]) as site:
            assert database == site.config.database

    def test_config_is_taken_as_it_is_whatever_the_environment_says(
        self, database: str, no_variables: pytest.MonkeyPatch
    ) -> None:
        no_variables.setenv("TEXML_API_TOKEN", "s3cret")

        with closing(create_app(Config(database=database)).extensions["texml"]) as site:
            assert site.config.api_token is None

    def test_environment_is_left_as_it_was(self, database: str) -> None:
        before = dict(os.environ)

        create_app({"database": database, "public_url": "https://voice.example.com"}).extensions["texml"].close()

        assert before == dict(os.environ)

    def test_settings_that_were_passed_in_are_left_as_they_were(self, database: str) -> None:
        settings = {"database": database, "public_url": None}

        create_app(settings).extensions["texml"].close()

        assert {"database": database, "public_url": None} == settings


class TestStart:
    """What can be wrong is found when the application is made, with the place and what is allowed."""

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            pytest.param(
                {"databse": "x"}, r"databse: there is no such setting; .*; did you mean 'database'\?$", id="name"
            ),
            pytest.param({"workers": "2"}, r"workers: it is of type str; allowed: type int$", id="type"),
            pytest.param({"workers": 0}, r"workers: 0 is too few; allowed: 1 or more$", id="value"),
            pytest.param({"path_token": "a/b"}, r"path_token: a character cannot stand in it; allowed: ", id="token"),
            pytest.param({"bind": "unix:/run/x"}, r"public_url: a Unix socket has no URL; allowed: ", id="no-base"),
            pytest.param({"database": "x"}, r"database: 'x' is no URL; allowed: sqlite:///FILE", id="no-database"),
            pytest.param(
                {"database": "mysql://h/d"},
                r"database: mysql is not supported; allowed: ",
                id="other-database",
            ),
            pytest.param({"database": "sqlite://"}, r"database: a log in memory would be lost", id="memory"),
            pytest.param({"rooms": "/nowhere.toml"}, r"^/nowhere\.toml: cannot be read: No such file", id="no-rooms"),
            pytest.param({"templates": "/nowhere"}, r"/nowhere: it holds neither voice/ nor w", id="no-templates"),
        ],
    )
    def test_wrong_setting_stops_the_start(self, settings: dict[str, object], message: str, make_app: MakeApp) -> None:
        with pytest.raises(ConfigurationError, match=message):
            make_app(**settings)

    def test_broken_room_stops_the_start(self, make_app: MakeApp, write_rooms: Callable[[str], str]) -> None:
        file = write_rooms("[rooms.a]\nmutted = true")

        message = rf"^{re.escape(file)} \[rooms\.a\] mutted: there is no such key; .*; did you mean 'muted'\?$"
        with pytest.raises(ConfigurationError, match=message):
            make_app(rooms=file)

    def test_broken_hold_script_stops_the_start_with_file_and_line(
        self, make_app: MakeApp, write_templates: Callable[[dict[str, str]], Path]
    ) -> None:
        folder = write_templates({"wait.xml": "<Response>\n<Dial>+13125550100</Dial>\n</Response>"})

        with pytest.raises(ConfigurationError, match=rf"^{re.escape(str(folder))}/voice/wait\.xml line 2: "):
            make_app(templates=str(folder))

    def test_hold_script_that_nobody_has_stops_the_start(
        self, make_app: MakeApp, write_rooms: Callable[[str], str]
    ) -> None:
        file = write_rooms('[rooms.a]\nwait_template = "jazz.xml"')

        with pytest.raises(ConfigurationError, match=r"\[rooms\.a\] wait_template: there is no template 'jazz\.xml'"):
            make_app(rooms=file)

    def test_broken_rooms_make_no_database(
        self, make_app: MakeApp, write_rooms: Callable[[str], str], log_file: Path
    ) -> None:
        with pytest.raises(ConfigurationError, match="there is no room in it"):
            make_app(rooms=write_rooms(""))

        assert not log_file.exists()

    def test_database_that_cannot_be_opened_stops_the_start(self, make_app: MakeApp, tmp_path: Path) -> None:
        with pytest.raises(LogUnavailable, match=r"none/log\.db cannot be opened: No such file or directory"):
            make_app(database=f"sqlite:///{tmp_path}/none/log.db")

    def test_file_that_is_no_database_stops_the_start(self, make_app: MakeApp, log_file: Path) -> None:
        log_file.write_bytes(b"Dear diary, " * 400)

        with pytest.raises(LogUnavailable, match="cannot be opened: file is not a database"):
            make_app()

    def test_database_of_a_newer_version_stops_the_start(self, make_app: MakeApp, log_file: Path) -> None:
        with closing(sqlite.driver().connect(str(log_file))) as connection:
            connection.execute("PRAGMA application_id = 0x7465786D")
            connection.execute("PRAGMA user_version = 99")

        with pytest.raises(LogIncompatible, match=r"is of version 99, this texml knows \d+"):
            make_app()

    def test_nothing_runs_and_nothing_is_written_at_import(self, tmp_path: Path) -> None:
        code = (
            "import os, pathlib, threading\n"
            "before = dict(os.environ), len(os.listdir('/proc/self/fd')), threading.active_count()\n"
            "import server\n"
            "after = dict(os.environ), len(os.listdir('/proc/self/fd')), threading.active_count()\n"
            "print(before == after, list(pathlib.Path().iterdir()))"
        )
        broken = {"TEXML_BIND": "nowhere", "TEXML_WORKERS": "many", "TEXML_ROOMS": "/nowhere", "TEXML_DATABASE": "x"}

        done = subprocess.run(
            [sys.executable, "-c", code],
            check=False,
            env=os.environ | broken,
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )

        assert ("", "True []\n") == (done.stderr, done.stdout)

    def test_application_that_was_made_has_no_file_of_the_log_open(self, app: Flask, log_file: Path) -> None:
        opened = []
        for link in Path("/proc/self/fd").iterdir():
            try:
                opened.append(str(link.readlink()))
            except FileNotFoundError:
                continue  # the one that listed the folder

        assert [] == [name for name in opened if name.startswith(str(log_file))]


class TestServices:
    def test_clock_that_is_passed_in_tells_when_a_callback_was_received(
        self, make_app: MakeApp, callback: Fields
    ) -> None:
        moments = iter(
            [datetime(2026, 11, 20, 10, tzinfo=UTC), datetime(1999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)]
        )
        client = make_app(services=Services(now=lambda: next(moments))).test_client()

        for number in ("1", "2"):
            client.post(CALLBACK, data=callback(SequenceNumber=number))

        received = [event["received_at"] for event in client.get(EVENTS).json["events"]]
        assert ["1999-12-31T23:59:59.999999Z", "2026-11-20T10:00:00.000000Z"] == received

    def test_two_applications_side_by_side_do_not_mix(
        self, make_app: MakeApp, callback: Fields, tmp_path: Path
    ) -> None:
        (tmp_path / "b.toml").write_text("[rooms.b]", encoding="utf-8")
        one = make_app(public_url="https://one.example.com").test_client()
        other_settings = {
            "database": f"sqlite:///{tmp_path}/other.db",
            "rooms": f"{tmp_path}/b.toml",
            "path_token": "t",
        }
        other = make_app(public_url="https://other.example.com", **other_settings).test_client()

        one.post(CALLBACK, data=callback(ConferenceSid="one"))
        other.post(f"/t{CALLBACK}", data=callback(ConferenceSid="other"))

        assert [["one"], ["other"]] == [
            [event["conference"] for event in client.get(EVENTS).json["events"]] for client in (one, other)
        ]
        assert ("https://one.example.com/callbacks/conference", "https://one.example.com/hold") == (
            conference_urls(one)
        )
        assert ("https://other.example.com/t/callbacks/conference", "https://other.example.com/t/hold") == (
            conference_urls(other, "/t/rooms/b")
        )

    def test_closing_one_application_leaves_another_on_the_same_log_at_work(
        self, make_app: MakeApp, callback: Fields
    ) -> None:
        one, other = make_app(), make_app()
        one.test_client().post(CALLBACK, data=callback())

        one.extensions["texml"].close()

        client = other.test_client()
        assert 200 == client.post(CALLBACK, data=callback(SequenceNumber="1")).status_code
        assert 2 == len(client.get(EVENTS).json["events"])

    def test_application_that_was_never_used_may_be_closed_twice(self, app: Flask) -> None:
        app.extensions["texml"].close()

        app.extensions["texml"].close()

        assert 503 == app.test_client().post(CALLBACK).status_code

    def test_application_that_was_used_may_be_closed_twice(
        self, app: Flask, callback: Fields, stored: Callable[[], list[bytes]]
    ) -> None:
        app.test_client().post(CALLBACK, data=callback())
        app.extensions["texml"].close()

        app.extensions["texml"].close()

        assert (503, 1) == (app.test_client().post(CALLBACK, data=callback()).status_code, len(stored()))


class TestPathToken:
    @pytest.mark.parametrize(
        ("setting", "token"), [("one", "one"), ("new,old", "new"), ("new, old", "old"), ("_-0", "_-0")]
    )
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_paths_below_a_token_are_served(self, method: str, setting: str, token: str, make_app: MakeApp) -> None:
        client = make_app(path_token=setting).test_client()

        assert [200] * 3 == [client.open(f"/{token}{path}", method=method).status_code for path in FOR_PLATFORM]

    WRONG = ("", "/wrong", "/ONE", "/ON", "/ones", "/new,old", "/newold", "/one/one", "/new/old", "/%FC", "/%00")

    @pytest.mark.parametrize("setting", ["one", "new,old"])
    def test_paths_below_anything_else_are_not_found(
        self, setting: str, make_app: MakeApp, stored: Callable[[], list[bytes]]
    ) -> None:
        client = make_app(path_token=setting).test_client()
        asked = [
            (method, prefix + path) for method in ("GET", "POST") for prefix in self.WRONG for path in FOR_PLATFORM
        ]

        found = [(method, path) for method, path in asked if client.open(path, method=method).status_code != 404]

        assert ([], []) == (found, stored())

    @pytest.mark.parametrize("path", FOR_PLATFORM)
    def test_wrong_token_is_answered_as_a_path_that_nobody_has(self, path: str, make_app: MakeApp) -> None:
        client = make_app(path_token="one").test_client()

        wrong = client.get(f"/wrong{path}")

        told = (wrong.status_code, wrong.headers["Content-Type"], wrong.data)
        assert (404, "text/plain; charset=utf-8", b"404 Not Found\n") == told

    def test_documents_carry_the_first_token_below_each(self, make_app: MakeApp) -> None:
        client = make_app(path_token="new,old", public_url="https://voice.example.com/below/").test_client()

        urls = [conference_urls(client, f"/{token}/rooms/demo") for token in ("new", "old")]

        root = "https://voice.example.com/below/new"
        assert [(f"{root}/callbacks/conference", f"{root}/hold")] * 2 == urls

    def test_api_and_health_are_not_below_the_token(self, make_app: MakeApp) -> None:
        client = make_app(path_token="one").test_client()

        statuses = [client.get(f"{prefix}{path}").status_code for prefix in ("", "/one") for path in FOR_US]

        assert [200, 200, 200, 404, 404, 404] == statuses


FORGED = (
    {"Host": "evil.example.com"},
    {"Host": "evil.example.com:8080", "X-Forwarded-Host": "evil.example.com", "X-Forwarded-Proto": "https"},
    {"Forwarded": "host=evil.example.com;proto=https"},
    {"X-Original-URL": "https://evil.example.com/", "X-Forwarded-Prefix": "/evil.example.com"},
)


class TestUrls:
    @pytest.mark.parametrize("headers", FORGED, ids=str)
    @pytest.mark.parametrize("public_url", [None, "https://voice.example.com"])
    def test_no_url_comes_from_the_request(
        self, public_url: str | None, headers: dict[str, str], make_app: MakeApp
    ) -> None:
        client = make_app(public_url=public_url).test_client()

        urls = conference_urls(client, **headers)

        base = public_url or "http://127.0.0.1:8080"
        assert (f"{base}/callbacks/conference", f"{base}/hold") == urls

    @pytest.mark.parametrize("headers", FORGED, ids=str)
    def test_no_answer_repeats_a_forged_header(self, headers: dict[str, str], client: FlaskClient) -> None:
        answers = [
            client.get(path, headers=headers) for path in (*FOR_PLATFORM, *FOR_US, "/none", "/rooms/demo/", "//x")
        ]

        assert "evil" not in "".join(f"{answer.headers}{answer.text}" for answer in answers)


class TestFaults:
    """Somebody who asks for nonsense, or finds a fault, is told a status and nothing of the inside."""

    SECRET = "disk on fire, said +13125550100"

    @pytest.fixture
    def faulty(self, make_app: MakeApp) -> FlaskClient:
        """Return a client of a server whose clock has stopped."""

        def stopped() -> datetime:
            raise OSError(self.SECRET)

        return make_app(services=Services(now=stopped)).test_client()

    @pytest.fixture
    def spoilt(self, client: FlaskClient, callback: Fields, log_file: Path) -> FlaskClient:
        """Return a client of a server in whose log somebody wrote what no delivery has."""
        client.post(CALLBACK, data=callback(ConferenceSid="board"))
        with closing(sqlite.driver().connect(str(log_file))) as connection:
            connection.execute("UPDATE delivery SET received_at = ?", (self.SECRET,))
            connection.execute("UPDATE conference SET state = ?", (self.SECRET,))
            connection.commit()
        return client

    NOWHERE = ("/", "/none", "/rooms", "/api", "/static/x", "/server/config.py", "/../texml.db", "/ü")

    def test_unknown_path_is_not_found(self, client: FlaskClient) -> None:
        answers = [client.get(path) for path in self.NOWHERE]

        told = {(each.status_code, each.headers["Content-Type"], each.data) for each in answers}
        assert {(404, "text/plain; charset=utf-8", b"404 Not Found\n")} == told

    @pytest.mark.parametrize("path", ["/rooms/demo", CALLBACK, "/livez"])
    def test_other_method_is_refused(self, path: str, client: FlaskClient) -> None:
        response = client.delete(path)

        told = (response.status_code, response.headers["Content-Type"], response.data)
        assert (405, "text/plain; charset=utf-8", b"405 Method Not Allowed\n") == told

    @pytest.mark.parametrize(
        ("path", "allowed"), [("/rooms/demo", {"GET", "POST"}), (EVENTS, {"GET", "HEAD", "OPTIONS"})]
    )
    def test_refusal_of_a_method_says_which_are_allowed(
        self, path: str, allowed: set[str], client: FlaskClient
    ) -> None:
        assert allowed == set(client.delete(path).headers["Allow"].split(", "))

    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_fault_in_a_callback_is_answered_500(self, method: str, faulty: FlaskClient) -> None:
        response = faulty.open(CALLBACK, method=method)

        told = (response.status_code, response.headers["Content-Type"], response.data)
        assert (500, "text/plain; charset=utf-8", b"500 Internal Server Error\n") == told

    @pytest.mark.parametrize("path", [EVENTS, "/api/conferences", "/api/conferences/board"])
    def test_fault_in_the_api_is_answered_500(self, path: str, spoilt: FlaskClient) -> None:
        response = spoilt.get(path)

        told = (response.status_code, response.headers["Content-Type"], response.json)
        problem = {"type": "about:blank", "title": "Internal Server Error", "status": 500}
        assert (500, "application/problem+json", problem) == told

    def test_fault_of_one_request_leaves_the_rest_at_work(self, spoilt: FlaskClient, callback: Fields) -> None:
        spoilt.get(EVENTS)

        assert 200 == spoilt.post(CALLBACK, data=callback(SequenceNumber="1")).status_code

    def test_fault_is_answered_in_debug_mode_as_well(self, make_app: MakeApp, callback: Fields) -> None:
        app = make_app(services=Services(now=lambda: datetime.fromisoformat(self.SECRET)))
        app.debug = app.testing = True

        response = app.test_client().post(CALLBACK, data=callback())

        assert (500, b"500 Internal Server Error\n") == (response.status_code, response.data)


def test_without_a_key_there_is_no_moderation(app: Flask) -> None:
    assert app.extensions["texml"].moderation is None


def test_with_a_key_there_is(make_app: MakeApp) -> None:
    app = make_app(telnyx_api_key="KEY")

    assert app.extensions["texml"].moderation is not None


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"telnyx_api_key": "KEY 1"}, "setting telnyx_api_key: the API key holds characters that no key has"),
        (
            {"telnyx_api_key": "KEY1", "telnyx_base_url": "example.com"},
            "setting telnyx_base_url: the base URL 'example.com' is not an http or https URL",
        ),
    ],
)
def test_settings_of_the_platform_are_checked_at_the_start(
    settings: dict[str, str], message: str, make_app: MakeApp
) -> None:
    with pytest.raises(ConfigurationError) as caught:
        make_app(**settings)

    assert message in str(caught.value)
    assert "KEY" not in str(caught.value).replace("API key", "")


def test_client_that_is_given_moderates(make_app: MakeApp, now: datetime) -> None:
    seen = []

    def platform(request: httpx.Request) -> httpx.Response:
        seen.append(request.url.path)
        return httpx.Response(200, json={})

    client = Client("KEY", transport=httpx.MockTransport(platform))
    app = make_app(services=Services(now=lambda: now, client=client), account_sid="acct")

    entry = app.extensions["texml"].moderation.act("mute", "conf", "v3:anna", who="test")

    assert "done" == entry.state
    assert ["/v2/texml/Accounts/acct/Conferences/conf/Participants/v3:anna"] == seen
