"""Servers as they run: processes, signals and real HTTP, down to bytes that are none."""

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.config import load
from server.errors import ConfigurationError
from server.serving import listen, serve
from texml.webhooks import PrivateKey

COMMAND = str(Path(sys.executable).with_name("texml-server"))
DEADLINE_S = 20
CALLBACKS = "/callbacks/conference"
FORM = "application/x-www-form-urlencoded"
KIB_64 = 65_536

# None of these may stand in what a server says of itself.
TOKEN, SAID, NUMBER = "hush-path", "said-by-a-caller", "13125550100"

# The payloads that the page of the Conference noun printed in 2021: join, leave, end, speaker.
ONE_CALL = "v2:r3Cj9j-Hx7NAZETtYpdgktVUYKhsc8D1mSmzY8_6r4HHZYViWIs6Fw"
OTHER_CALL = "v2:0YXD2QVLtba0UDTe3k6H9gEsAEs4qRLsuy6u_zoS364PKR6DApuKuw"
PRINTED = [
    {
        "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
        "CallSid": call,
        "CallSidLegacy": call,
        "ConferenceSid": "58b4eda9-03de-4bee-9178-d0e10d83e519",
        "FriendlyName": room,
        "From": "telephonyappssquad24104@sip.telnyx.com",
        "SequenceNumber": number,
        "StatusCallbackEvent": event,
        "Timestamp": f"2021-04-28 22:51:{seconds}Z",
        "To": "+12132045020",
    }
    for call, room, number, event, seconds in (
        (ONE_CALL, "Room 1234", "1", "participant-join", "29.993535"),
        (ONE_CALL, "Room 1234", "3", "participant-leave", "47.114479"),
        (OTHER_CALL, "Room 1235", "4", "conference-end", "51.480853"),
        (OTHER_CALL, "Room 1235", "5", "participant-speech-start", "51.480853"),
    )
]


Server = Any
Run = Callable[..., Server]
Running = Callable[[Path], AbstractContextManager[Run]]
Events = Callable[[], list[dict[str, Any]]]
Fields = Callable[..., dict[str, str]]


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory, running: Running) -> Iterator[Server]:
    """Return a server with a path token, for tests that only send something to it."""
    with running(tmp_path_factory.mktemp("guarded")) as start:
        yield start(workers=2, TEXML_PATH_TOKEN=TOKEN)


def told(server: Server, limit: int = 1000) -> list[dict[str, Any]]:
    """Return the events that the API tells of, the newest first."""
    answer = httpx.get(f"{server.url}/api/events", params={"limit": limit}).raise_for_status()
    found: list[dict[str, Any]] = answer.json()["events"]
    return found


@pytest.fixture
def events(log_file: Path) -> Events:
    """Return what reads the events with `texml-server events --json`."""

    def read() -> list[dict[str, Any]]:
        command = [COMMAND, "events", "--json", "--database", f"sqlite:///{log_file}"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=DEADLINE_S)
        return [json.loads(line) for line in done.stdout.splitlines()]

    return read


def head(*headers: str, method: str = "POST", path: str = f"/{TOKEN}{CALLBACKS}", host: str = "127.0.0.1") -> bytes:
    """Return the head of a request, as it goes over the wire."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host}", f"Content-Type: {FORM}", "Connection: close", *headers]
    return "".join(f"{line}\r\n" for line in [*lines, ""]).encode("latin-1")


def chunked(*chunks: bytes, end: bytes = b"0\r\n\r\n") -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks) + end


def status(answer: bytes) -> int:
    """Return the status of an answer, which must be one."""
    found = re.match(rb"HTTP/1\.[01] ([0-9]{3}) ", answer)
    assert found, answer
    return int(found[1])


SERVE_COUNTING = """
import gc, sys
from server import Config, create_app
from server.serving import listen, run

def count(environ, start_response):
    start_response("200 OK", [])
    return [f"{gc.get_freeze_count()} {len(gc.get_objects())}".encode()]

config, listener = listen(Config(bind="127.0.0.1:0", database=sys.argv[1]))
app = create_app(config)
app.wsgi_app = count
run(app, config, listener, when_ready=lambda config: print(config.address[1], flush=True))
"""


def test_worker_keeps_the_collector_from_what_was_there_before_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SERVE_COUNTING, f"sqlite:///{tmp_path}/log.db"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        port = process.stdout.readline().strip()
        kept, looked_at = map(int, httpx.get(f"http://127.0.0.1:{port}/", timeout=DEADLINE_S).text.split())
        process.terminate()

    assert kept > looked_at


class TestListen:
    @pytest.mark.parametrize(
        ("bind", "family", "host"),
        [
            ("127.0.0.1:0", socket.AF_INET, "127.0.0.1"),
            ("localhost:0", socket.AF_INET, "localhost"),
            ("[::1]:0", socket.AF_INET6, "[::1]"),
        ],
    )
    def test_port_0_becomes_the_port_that_was_free(self, bind: str, family: int, host: str) -> None:
        config, listener = listen(load({"bind": bind}, environ={}))

        with listener:
            port = listener.getsockname()[1]
            assert (family, f"{host}:{port}") == (listener.family, config.bind)
            assert f"http://{host}:{port}" == config.base_url

    def test_connections_are_accepted(self) -> None:
        _, listener = listen(load({"bind": "127.0.0.1:0"}, environ={}))

        with listener, socket.create_connection(listener.getsockname(), timeout=DEADLINE_S) as connection:
            accepted, address = listener.accept()
            with accepted:
                assert connection.getsockname() == address

    def test_other_settings_stay_as_they_are(self) -> None:
        settings = {"workers": 3, "public_url": "https://voice.example.com", "path_token": "hush"}

        config, listener = listen(load({"bind": "127.0.0.1:0", **settings}, environ={}))

        with listener:
            assert load({"bind": config.bind, **settings}, environ={}) == config

    def test_unix_socket_is_left_to_gunicorn(self, tmp_path: Path) -> None:
        config = load({"bind": f"unix:{tmp_path}/s"}, environ={})

        assert (config, None) == listen(config)
        assert [] == list(tmp_path.iterdir())

    def test_address_that_somebody_alive_has_is_refused(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as somebody:
            bind = f"127.0.0.1:{somebody.getsockname()[1]}"

            with pytest.raises(ConfigurationError) as caught:
                listen(load({"bind": bind}, environ={}))

        assert f"{bind} cannot be listened on: Address already in use" == caught.value.problem
        assert ("setting", "bind") == (caught.value.place, caught.value.key)

    @pytest.mark.parametrize(
        "bind",
        [
            pytest.param("192.0.2.1:0", id="not of this machine"),
            pytest.param(f"{'a' * 64}.example:0", id="too long a label"),
            pytest.param("a..example:0", id="empty label"),
        ],
    )
    def test_host_that_cannot_be_is_refused(self, bind: str) -> None:
        with pytest.raises(ConfigurationError, match="cannot be listened on") as caught:
            listen(load({"bind": bind}, environ={}))

        assert ("setting", "bind") == (caught.value.place, caught.value.key)


class TestServe:
    def test_start_that_is_refused_gives_the_address_back(
        self, log_file: Path, write_rooms: Callable[[str], str]
    ) -> None:
        settings = {"bind": "127.0.0.1:0", "database": f"sqlite:///{log_file}", "rooms": write_rooms("[rooms]")}

        # An open socket would be warned of when it is collected.
        with pytest.raises(ConfigurationError, match="there is no room in it"):
            serve(load(settings, environ={}), when_ready=print)

    def test_settings_of_gunicorn_s_own_change_nothing(self, run: Run) -> None:
        server = run(GUNICORN_CMD_ARGS="--bind 127.0.0.1:1 --access-logfile - --workers 3")

        server.send(head(method="GET", path="/livez"))
        server.terminate()

        assert (1, False) == (server.log.count("Booting worker"), "GET /livez" in server.said + server.log)

    def test_ready_is_said_with_address_database_and_url(self, guarded: Server) -> None:
        root = f"http://127.0.0.1:{guarded.port}/<path token>"

        assert [
            f"texml-server is ready on 127.0.0.1:{guarded.port}",
            f"  database  {guarded.folder}/log.db",
            "  callbacks anybody's: nothing is asked of a signature",
            "  rooms     none described: there is one room, demo",
            f"  voice URL {root}/voice, or {root}/rooms/<room> for one room only",
        ] == guarded.said.splitlines()

    def test_start_says_nothing_of_what_alembic_is_made_of(self, guarded: Server) -> None:
        assert "plugin" not in guarded.log

    def test_urls_in_documents_have_the_port_that_was_free(self, guarded: Server) -> None:
        answer = guarded.send(head(method="GET", path=f"/{TOKEN}/rooms/demo", host="evil.example.com"))

        assert f'waitUrl="http://127.0.0.1:{guarded.port}/{TOKEN}/hold/'.encode() in answer

    def test_unix_socket_is_served(self, run: Run, tmp_path: Path, callback: Fields, events: Events) -> None:
        server = run("--public-url", "https://voice.example.com", bind=f"unix:{tmp_path}/s")

        with httpx.HTTPTransport(uds=f"{tmp_path}/s") as transport, httpx.Client(transport=transport) as platform:
            answer = platform.post(f"http://localhost{CALLBACKS}", data=callback())

        assert (f"unix:{tmp_path}/s", 200) == (server.bind, answer.status_code)
        assert [callback()] == [event["fields"] for event in events()]

    def test_unix_socket_of_a_killed_server_is_taken_over(self, run: Run, tmp_path: Path) -> None:
        for _ in range(2):
            run("--public-url", "https://voice.example.com", bind=f"unix:{tmp_path}/s").kill()


class TestExposed:
    """What everybody can reach is not served to everybody by oversight."""

    @pytest.mark.parametrize(
        ("settings", "key"),
        [
            ({}, "api_token"),
            ({"public_key": PrivateKey(bytes(32)).public.text}, "api_token"),
            ({"api_token": "s3cret"}, "public_key"),
            ({"api_token": "s3cret", "voice_signatures": "off"}, "public_key"),
        ],
    )
    def test_start_is_refused(self, settings: dict[str, str], key: str, log_file: Path) -> None:
        config = load({"bind": "0.0.0.0:0", "database": f"sqlite:///{log_file}", **settings}, environ={})

        with pytest.raises(ConfigurationError, match="can be reached from elsewhere") as refused:
            serve(config, when_ready=print)

        assert (key, False) == (refused.value.key, log_file.exists())

    @pytest.mark.parametrize("settings", [{"TEXML_SIGNATURES": "off"}, {"TELNYX_PUBLIC_KEY": "key"}], ids=str)
    def test_start_with_a_key_or_without_one_on_purpose(
        self, settings: dict[str, str], run: Run, platform_key: PrivateKey
    ) -> None:
        settings = {name: value.replace("key", platform_key.public.text) for name, value in settings.items()}

        server = run(bind="0.0.0.0:0", TEXML_API_TOKEN="s3cret", **settings)

        assert 0 == server.terminate()


class TestSpool:
    """A folder that cannot be had is told at the start, not when it is needed."""

    def test_folder_that_cannot_be_made_is_refused(self, log_file: Path, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        config = load({"database": f"sqlite:///{log_file}", "spool": str(tmp_path / "file" / "a")}, environ={})

        with pytest.raises(ConfigurationError, match="cannot be used: Not a directory") as refused:
            serve(config, when_ready=print)

        assert ("spool", False) == (refused.value.key, log_file.exists())

    def test_folder_is_made_for_nobody_else(self, run: Run, tmp_path: Path) -> None:
        server = run("--spool", f"{tmp_path}/deep/spool")

        assert 0o700 == stat.S_IMODE((tmp_path / "deep" / "spool").stat().st_mode)
        assert 0 == server.terminate()


class TestWorkers:
    def test_connections_that_come_at_once_are_spread_evenly(self, run: Run) -> None:
        server = run(workers=2)

        # The second worker may not have begun yet, and one that gets no time of the machine is not waited for.
        for _ in range(20):
            counts = self._spread(server, 32)
            if len(counts) == 2 and abs(counts[0] - counts[1]) <= 4:
                break

        assert len(counts) == 2
        assert abs(counts[0] - counts[1]) <= 4

    @staticmethod
    def _spread(server: Server, connections: int) -> list[int]:
        """Return how many sockets each worker has while so many clients stay."""
        with ExitStack() as stack:
            clients = [
                stack.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE_S))
                for _ in range(connections)
            ]
            for client in clients:
                client.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
            for client in clients:
                answer = b""
                while b"alive" not in answer:
                    answer += client.recv(65536)
            pids = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
            return [
                sum("socket:" in str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()) for pid in pids
            ]

    def test_figures_of_all_workers_are_told_by_each_and_outlive_one(self, run: Run, callback: Fields) -> None:
        server = run(workers=2)
        for number in range(20):
            server.post(callback(SequenceNumber=str(number)))
        worker = int(Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()[0])

        os.kill(worker, signal.SIGTERM)  # gunicorn starts another
        while Path(f"/proc/{worker}").exists():
            httpx.get(f"{server.url}/livez")
        told = [httpx.get(f"{server.url}/metrics").text for _ in range(4)]

        sample = 'texml_http_requests_total{route="conference",status="200"} 20.0'
        assert [True] * 4 == [sample in text for text in told]

    def test_figures_begin_anew_with_each_start(self, run: Run, callback: Fields) -> None:
        first = run()
        first.post(callback())
        first.terminate()

        assert 'route="conference"' not in httpx.get(f"{run().url}/metrics").text


class TestStreams:
    def test_events_of_every_worker_are_heard_once_by_each_listener(self, run: Run, callback: Fields) -> None:
        server = run(workers=2)
        with ExitStack() as stack:
            listeners = [
                stack.enter_context(httpx.stream("GET", f"{server.url}/api/stream?after=0", timeout=DEADLINE_S))
                for _ in range(3)
            ]
            with ThreadPoolExecutor(8) as pool:
                list(pool.map(lambda number: server.post(callback(CallSid=f"call-{number}")), range(60)))
            heard = []
            for listener in listeners:
                lines = (line for line in listener.iter_lines() if line.startswith("data: "))
                heard.append(Counter(json.loads(next(lines)[6:])["call"] for _ in range(60)))

        assert [Counter(f"call-{number}" for number in range(60))] * 3 == heard

    def test_calls_are_served_while_as_many_listen_as_may(self, run: Run, callback: Fields) -> None:
        server = run("--threads", "3", "--streams", "2")
        with ExitStack() as stack:
            for _ in range(2):
                stack.enter_context(httpx.stream("GET", f"{server.url}/api/stream", timeout=DEADLINE_S))
            statuses = [httpx.get(f"{server.url}/api/stream").status_code, server.post(callback())]

        assert [503, 200] == statuses

    def test_listeners_are_let_go_of_at_the_stop(self, run: Run) -> None:
        server = run()
        with httpx.stream("GET", f"{server.url}/api/stream", timeout=DEADLINE_S) as listener:
            lines = listener.iter_lines()
            next(lines)

            status_ = server.terminate()

            assert (0, []) == (status_, [line for line in lines if line])


class TestKilled:
    def test_acknowledged_events_are_there_once_each_with_every_field(self, run: Run, events: Events) -> None:
        server = run(workers=2)
        answers = [server.post(fields) for fields in PRINTED]
        server.kill()

        run(workers=2)

        assert [200] * 4 == answers
        assert [(fields, 1, []) for fields in PRINTED] == [
            (event["fields"], event["deliveries"], event["problems"]) for event in events()
        ]

    def test_events_sent_again_after_the_kill_are_the_same_events(self, run: Run, events: Events) -> None:
        server = run(workers=2)
        answers = [server.post(fields) for fields in PRINTED]
        server.kill()

        again = run(workers=2)
        answers += [again.post(fields) for fields in PRINTED]

        assert [200] * 8 == answers
        assert [(fields, 2, False) for fields in PRINTED] == [
            (event["fields"], event["deliveries"], event["conflict"]) for event in events()
        ]

    def test_same_port_is_had_again_at_once(self, run: Run) -> None:
        killed = run(workers=2)
        with httpx.Client(base_url=killed.url) as platform:
            platform.get("/livez").raise_for_status()
            os.killpg(killed.process.pid, signal.SIGKILL)

            server = run(workers=2, bind=killed.bind)

        assert killed.port == server.port
        assert 200 == server.post(PRINTED[0])


class TestStopped:
    def test_stop_ends_well_and_leaves_nothing_listening(self, run: Run) -> None:
        server = run()
        assert 200 == status(server.send(head(method="GET", path="/livez")))

        assert 0 == server.terminate()
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE_S)

    def test_request_that_is_being_read_is_answered_before_the_stop(self, run: Run, events: Events) -> None:
        server = run()
        body = b"ConferenceSid=stopped"
        with socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE_S) as connection:
            connection.sendall(head(f"Content-Length: {len(body)}", "Expect: 100-continue", path=CALLBACKS))
            assert b"HTTP/1.1 100 Continue\r\n\r\n" == connection.recv(65536)  # so it is being read

            server.process.terminate()
            connection.sendall(body)

            assert 200 == status(connection.recv(65536))
        assert 0 == server.wait_until_gone()
        assert ["stopped"] == [event["conference"] for event in events()]


class TestBody:
    @pytest.mark.parametrize(
        "parts",
        [
            pytest.param((head("Content-Length: 500"), b"ConferenceSid=cut"), id="declared"),
            pytest.param((head("Content-Length: 500"),), id="declared, nothing sent"),
            pytest.param((head("Transfer-Encoding: chunked"), chunked(b"ConferenceSid=cut", end=b"")), id="no end"),
            pytest.param((head("Transfer-Encoding: chunked"), b"ff\r\nConferenceSid=cut"), id="in a chunk"),
            pytest.param((head("Transfer-Encoding: chunked"), b"f"), id="in a size"),
            pytest.param((head("Transfer-Encoding: chunked"), b"zz\r\nConferenceSid=cut\r\n0\r\n\r\n"), id="no size"),
            pytest.param((head("Content-Length: 17x"), b"ConferenceSid=cut"), id="no length"),
            pytest.param((head("Content-Length: -17"), b"ConferenceSid=cut"), id="negative length"),
            pytest.param((head("Content-Length: 17", "Content-Length: 9"), b"ConferenceSid=cut"), id="two lengths"),
        ],
    )
    def test_body_that_is_not_whole_is_refused(self, parts: tuple[bytes, ...], guarded: Server) -> None:
        before = told(guarded, 1)

        answer = guarded.send(*parts)

        assert (400, before) == (status(answer), told(guarded, 1))

    def test_body_of_somebody_who_hung_up_is_not_stored(self, run: Run, events: Events) -> None:
        server = run()
        assert 200 == status(server.send(head(method="GET", path="/livez")))
        with socket.create_connection(("127.0.0.1", server.port), timeout=DEADLINE_S) as connection:
            connection.sendall(head("Content-Length: 500", path=CALLBACKS) + b"ConferenceSid=cut")

        assert 0 == server.terminate()  # which waits for requests
        assert [] == events()

    @pytest.mark.parametrize("size", [1, 7, 4096])
    def test_chunked_body_is_stored_whole(self, size: int, guarded: Server) -> None:
        body = f"ConferenceSid=chunks-of-{size}&Text={'x' * 200}".encode()
        chunks = [body[start : start + size] for start in range(0, len(body), size)]

        answer = guarded.send(head("Transfer-Encoding: chunked"), chunked(*chunks))

        assert 200 == status(answer)
        assert {"ConferenceSid": f"chunks-of-{size}", "Text": "x" * 200} == told(guarded, 1)[0]["fields"]

    @pytest.mark.parametrize("kind", ["declared", "inchunks"])
    def test_body_of_64_kib_is_stored(self, kind: str, guarded: Server) -> None:
        body = kind.encode() + b"=" + b"x" * (KIB_64 - 9)
        declared = (head(f"Content-Length: {KIB_64}"), body)
        in_chunks = (head("Transfer-Encoding: chunked"), chunked(body[:40_000], body[40_000:]))

        answer = guarded.send(*(declared if kind == "declared" else in_chunks))

        assert (200, {kind: "x" * (KIB_64 - 9)}) == (status(answer), told(guarded, 1)[0]["fields"])

    @pytest.mark.parametrize(
        "parts",
        [
            pytest.param((head("Content-Length: 65537"), b"x" * 65_537), id="declared"),
            pytest.param((head("Content-Length: 65537"),), id="declared, nothing sent"),
            pytest.param((head("Content-Length: 99999999999999999999"), b"x"), id="declared beyond all sense"),
            pytest.param((head("Transfer-Encoding: chunked"), chunked(b"x" * 65_537)), id="chunked"),
            pytest.param((head("Transfer-Encoding: chunked"), chunked(b"x" * 65_536, b"x")), id="in the next chunk"),
            pytest.param((head("Transfer-Encoding: chunked"), chunked(b"x" * 400_000)), id="chunked, far over"),
        ],
    )
    def test_body_over_64_kib_is_refused(self, parts: tuple[bytes, ...], guarded: Server) -> None:
        before = told(guarded, 1)

        answer = guarded.send(*parts)

        assert (413, before) == (status(answer), told(guarded, 1))


class TestManyAtOnce:
    def test_distinct_callbacks_from_many_are_all_there_once(self, run: Run, callback: Fields) -> None:
        server = run(workers=2)

        def post_all(caller: int) -> list[int]:
            with httpx.Client(base_url=server.url, timeout=DEADLINE_S) as platform:
                return [
                    platform.post(
                        CALLBACKS, data=callback(CallSid=f"v3:{caller}", SequenceNumber=str(number))
                    ).status_code
                    for number in range(25)
                ]

        with ThreadPoolExecutor(8) as pool:
            answers = [answer for answers in pool.map(post_all, range(8)) for answer in answers]

        assert [200] * 200 == answers
        found = Counter((event["call"], event["sequence"]) for event in told(server))
        assert {(f"v3:{caller}", number): 1 for caller in range(8) for number in range(25)} == found

    def test_one_event_from_many_is_there_once(self, run: Run, callback: Fields) -> None:
        server = run(workers=2)

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(server.post, [callback()] * 40))

        assert ([200] * 40, [40]) == (answers, [event["deliveries"] for event in told(server)])


RUBBISH = {
    "no HTTP": (f"{SAID} {NUMBER}\r\n\r\n".encode(), 400),
    "bytes": (bytes(range(256)) * 20 + f"{SAID}\r\n\r\n".encode(), 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + SAID.encode() + b"\r\n\r\n", 400),
    "other protocol": (f"GET /{SAID} HTTP/9.9\r\nHost: a\r\n\r\n".encode(), 400),
    "long header": (head(f"X-Long: {SAID}{'x' * 102_400}"), 431),
    "many headers": (head(*(f"X-{number}: {SAID}" for number in range(200))), 431),
    "long path": (head(method="GET", path=f"/{SAID}{'x' * 102_400}"), 414),
    "header without a name": (head(f": {SAID}"), 400),
    "header with a NUL": (head(f"X-Nul: {SAID}\0"), 400),
    "folded header": (head("X-Folded: a", f" {SAID}"), 400),
    "HEAD": (head(method="HEAD", path=f"/{TOKEN}{CALLBACKS}?{SAID}"), 405),
    "TRACE": (head(method="TRACE"), 405),
    "PUT": (head("Content-Length: 16", method="PUT") + SAID.encode(), 405),
    "DELETE": (head(method="DELETE"), 405),
    "OPTIONS": (head(method="OPTIONS"), 405),
    "unknown method": (head(method="SAIDBYACALLER"), 405),
    "NUL in the path": (head(method="GET", path=f"/{TOKEN}/rooms/{SAID}%00"), 200),
    "no UTF-8 in the path": (head(method="GET", path=f"/{TOKEN}/rooms/{SAID}%ff%zz%"), 200),
    "path that goes up": (head(method="GET", path=f"/{TOKEN}/../../etc/{SAID}"), 404),
    "path with another token": (head(method="GET", path=f"/{SAID}/rooms/demo"), 404),
    "query of rubbish": (head(method="GET", path=f"/{TOKEN}{CALLBACKS}?%00%ff&=&&{SAID}={NUMBER}"), 200),
    "body of rubbish": (head("Content-Length: 21") + b"\0\xff%%%" + SAID.encode(), 200),
    "chunks of rubbish": (head("Transfer-Encoding: chunked") + f"{SAID}\r\n".encode(), 400),
    "unknown coding": (head(f"Transfer-Encoding: {SAID}"), 501),
    "expectation": (head(f"Expect: {SAID}"), 417),
    "nothing": (b"", None),
    "half a head": (head().rstrip(), None),
}


@pytest.fixture(scope="module")
def log_after_rubbish(tmp_path_factory: pytest.TempPathFactory, running: Running) -> str:
    """Return what a server said of itself that was sent all rubbish, and what callers may say."""
    with running(tmp_path_factory.mktemp("rubbish")) as start:
        server = start(workers=2, TEXML_PATH_TOKEN=TOKEN)
        for sent, _ in RUBBISH.values():
            server.send(sent)
        body = f"ConferenceSid={SAID}&FriendlyName={SAID}&From=%2B{NUMBER}".encode()
        for path in (CALLBACKS, f"/rooms/{SAID}", f"/rooms/demo/{SAID}", f"/rooms/demo/wait?{SAID}={NUMBER}"):
            server.send(head(f"Content-Length: {len(body)}", path=f"/{TOKEN}{path}"), body)
        server.terminate()
        return server.log


class TestRubbish:
    @pytest.mark.parametrize(("sent", "expected"), RUBBISH.values(), ids=RUBBISH)
    def test_rubbish_is_answered_and_the_server_lives(self, sent: bytes, expected: int | None, guarded: Server) -> None:
        answer = guarded.send(sent)

        assert expected == (status(answer) if answer else None)
        assert 200 == status(guarded.send(head(method="GET", path="/livez")))

    def test_nothing_that_was_sent_is_in_the_log(self, log_after_rubbish: str) -> None:
        secrets = (TOKEN, SAID, "SAIDBYACALLER", NUMBER)

        assert [] == [secret for secret in secrets if secret in log_after_rubbish]

    def test_rubbish_is_told_of(self, log_after_rubbish: str) -> None:
        assert '"Invalid request"' in log_after_rubbish

    def test_every_line_of_the_log_is_json_of_no_failure(self, log_after_rubbish: str) -> None:
        levels = {json.loads(line)["level"] for line in log_after_rubbish.splitlines()}

        assert {"info", "warning"} == levels

    def test_no_worker_had_to_be_started_again(self, log_after_rubbish: str) -> None:
        assert 2 == log_after_rubbish.count("Booting worker")
