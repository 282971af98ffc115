"""What a supervisor is told: that the process lives, and whether it can do its work."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server import Services
from server.log.disk import Space

MakeApp = Callable[..., Flask]
PLAIN = "text/plain; charset=utf-8"


def told(response: TestResponse) -> tuple[int, str, str]:
    return response.status_code, response.headers["Content-Type"], response.text


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder for the log that may be taken away."""
    found = tmp_path / "data"
    found.mkdir()
    return found


@pytest.fixture
def homeless(make_app: MakeApp, folder: Path) -> FlaskClient:
    """Return a client of a server whose log's folder is gone."""
    client = make_app(database=f"sqlite:///{folder}/log.db").test_client()
    shutil.rmtree(folder)
    return client


class TestLive:
    def test_process_that_serves_is_alive(self, client: FlaskClient) -> None:
        assert (200, PLAIN, "alive\n") == told(client.get("/livez"))

    def test_process_lives_while_the_log_is_locked(self, client: FlaskClient, lock_log: Callable[[], None]) -> None:
        lock_log()

        assert (200, PLAIN, "alive\n") == told(client.get("/livez"))

    def test_process_lives_where_the_log_is_gone(self, homeless: FlaskClient) -> None:
        assert (200, PLAIN, "alive\n") == told(homeless.get("/livez"))

    def test_question_touches_no_file(self, homeless: FlaskClient, folder: Path) -> None:
        homeless.get("/livez")

        assert not folder.exists()


class TestReady:
    def test_server_whose_log_can_be_written_is_ready(self, client: FlaskClient) -> None:
        assert (200, PLAIN, "ready\n") == told(client.get("/readyz"))

    def test_server_is_ready_after_it_took_a_callback(
        self, client: FlaskClient, callback: Callable[..., dict[str, str]]
    ) -> None:
        client.post("/callbacks/conference", data=callback())

        assert (200, PLAIN, "ready\n") == told(client.get("/readyz"))

    def test_question_writes_nothing(self, client: FlaskClient, stored: Callable[[], list[bytes]]) -> None:
        client.get("/readyz")

        assert [] == stored()

    def test_question_leaves_the_log_free_for_callbacks(
        self, client: FlaskClient, callback: Callable[..., dict[str, str]]
    ) -> None:
        client.get("/readyz")

        assert 200 == client.post("/callbacks/conference", data=callback()).status_code

    def test_server_whose_log_is_locked_is_not_ready(self, client: FlaskClient, lock_log: Callable[[], None]) -> None:
        lock_log()

        assert (503, PLAIN, "not ready: no commit within 0.25 s\n") == told(client.get("/readyz"))

    def test_server_whose_log_has_lost_its_folder_is_not_ready(self, homeless: FlaskClient) -> None:
        reason = "not ready: not writable: No such file or directory\n"
        assert (503, PLAIN, reason) == told(homeless.get("/readyz"))

    def test_server_whose_log_is_no_database_any_more_is_not_ready(self, client: FlaskClient, log_file: Path) -> None:
        log_file.write_bytes(b"Dear diary, " * 400)

        assert (503, PLAIN, "not ready: not writable: file is not a database\n") == told(client.get("/readyz"))

    def test_server_whose_log_was_deleted_is_not_ready(self, client: FlaskClient, log_file: Path) -> None:
        for file in log_file.parent.glob("log.db*"):
            file.unlink()

        assert 503 == client.get("/readyz").status_code

    def test_server_is_ready_again_once_the_folder_is_back_which_it_looks_for_once_a_second(
        self, make_app: MakeApp, folder: Path
    ) -> None:
        seconds = iter((0.0, 0.2, 1.1, 1.2, 1.3))
        services = Services(monotonic=lambda: next(seconds), space=lambda _: None)
        client = make_app(database=f"sqlite:///{folder}/log.db", services=services).test_client()
        away = folder.rename(folder.with_name("away"))
        refused = client.get("/readyz").status_code

        away.rename(folder)

        assert (503, 503, 200) == (refused, client.get("/readyz").status_code, client.get("/readyz").status_code)

    def test_rooms_that_can_no_longer_be_read_are_told_and_not_quoted(
        self, make_app: MakeApp, write_rooms: Callable[[str], str]
    ) -> None:
        client = make_app(rooms=write_rooms("[rooms.standup]\n")).test_client()
        before = client.get("/readyz").text

        write_rooms('[rooms.standup]\ncallers = {"+13125550111" = "boss"}\n')

        broken = "ready; the rooms are those from before their file was broken; the server's log says how\n"
        assert ("ready\n", (200, PLAIN, broken)) == (before, told(client.get("/readyz")))

    def test_d4_disk_that_is_nearly_full_is_told_before_it_is(self, make_app: MakeApp) -> None:
        services = Services(space=lambda _: Space(700 << 20, 100 << 30))
        client = make_app(services=services).test_client()

        assert (200, PLAIN, "ready; the disk is nearly full: 700 MiB are left\n") == told(client.get("/readyz"))
        lines = [line.split() for line in client.get("/metrics").text.splitlines()]
        figures = {name: float(value) for name, value in (line for line in lines if len(line) == 2)}
        assert (1, 700 << 20) == (figures["texml_disk_low"], figures["texml_disk_free_bytes"])


@pytest.mark.parametrize("path", ["/livez", "/readyz"])
class TestBoth:
    def test_supervisor_needs_no_token_and_no_name_of_this_machine(self, path: str, make_app: MakeApp) -> None:
        client = make_app(api_token="s3cret", path_token="hidden").test_client()

        headers = {"Host": "voice.example.com", "X-Forwarded-For": "192.0.2.1"}
        assert 200 == client.get(path, headers=headers).status_code

    def test_head_is_answered_without_a_body(self, path: str, client: FlaskClient) -> None:
        response = client.head(path)

        assert (200, b"") == (response.status_code, response.data)

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
    def test_question_is_a_get(self, method: str, path: str, client: FlaskClient) -> None:
        assert 405 == client.open(path, method=method).status_code
