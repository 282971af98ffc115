"""The platform's callbacks: on the disk before the answer, and never refused for what they hold."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.body import MAX_BYTES
from server.log.checking import check_log
from server.log.exchange import export_log, import_lines
from server.log.rebuilding import rebuild
from texml.webhooks import PrivateKey

PATH = "/callbacks/conference"
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
Fields = Callable[..., dict[str, str]]
Stored = Callable[[], list[bytes]]
SendRaw = Callable[..., object]


class _Broken(BytesIO):
    """A body that breaks off."""

    def read(self, size: int | None = -1) -> bytes:
        raise ConnectionResetError("by peer")


def only_event(client: FlaskClient) -> dict[str, object]:
    """Return the one event that the API tells of."""
    (event,) = client.get("/api/events").json["events"]
    return event


class TestTaken:
    def test_answer_is_200_with_an_empty_body(self, client: FlaskClient, callback: Fields) -> None:
        response = client.post(PATH, data=callback())

        assert (200, b"") == (response.status_code, response.data)

    def test_callback_is_on_the_disk_once_it_is_answered(
        self, client: FlaskClient, callback: Fields, stored: Stored
    ) -> None:
        body = urlencode(callback()).encode()

        client.post(PATH, data=body, content_type=FORM)

        assert [body] == stored()

    def test_every_callback_is_kept_in_the_order_of_arrival(
        self, client: FlaskClient, callback: Fields, stored: Stored
    ) -> None:
        bodies = [urlencode(callback(SequenceNumber=str(number))).encode() for number in (3, 1, 2)]

        for body in bodies:
            client.post(PATH, data=body, content_type=FORM)

        assert bodies == stored()

    def test_query_of_a_get_is_kept(self, client: FlaskClient, callback: Fields, stored: Stored) -> None:
        response = client.get(PATH, query_string=urlencode(callback()))

        assert (200, [urlencode(callback()).encode()]) == (response.status_code, stored())

    def test_get_tells_the_same_as_a_post(self, client: FlaskClient, callback: Fields) -> None:
        client.get(PATH, query_string=urlencode(callback()))

        assert callback() == only_event(client)["fields"]

    def test_json_is_accepted(self, client: FlaskClient, callback: Fields) -> None:
        client.post(PATH, json=callback())

        assert callback() == only_event(client)["fields"]

    def test_query_of_a_post_is_left_alone(self, client: FlaskClient, callback: Fields) -> None:
        client.post(f"{PATH}?ConferenceSid=forged&Extra=1", data=callback())

        assert callback() == only_event(client)["fields"]

    def test_time_of_arrival_is_that_of_the_clock_passed_in(self, client: FlaskClient, callback: Fields) -> None:
        client.post(PATH, data=callback())

        assert "2026-11-20T10:00:01.500000Z" == only_event(client)["received_at"]

    @pytest.mark.parametrize(
        "headers",
        [
            {"Host": "evil.example.com"},
            {"X-Forwarded-For": "192.0.2.1"},
            {"Authorization": "Bearer wrong"},
            {"Accept": "text/html"},
            {"Content-Encoding": "gzip"},
            {"Cookie": "a=b"},
        ],
        ids=lambda headers: next(iter(headers)),
    )
    def test_headers_change_nothing(self, headers: dict[str, str], client: FlaskClient, callback: Fields) -> None:
        client.post(PATH, data=callback(), headers=headers)

        assert callback() == only_event(client)["fields"]


class TestDuplicates:
    @pytest.mark.parametrize("times", [1, 2, 5])
    def test_event_sent_again_is_one_event(self, times: int, client: FlaskClient, callback: Fields) -> None:
        for _ in range(times):
            client.post(PATH, data=callback())

        event = only_event(client)
        assert (times, False) == (event["deliveries"], event["conflict"])

    def test_event_sent_again_is_answered_the_same(self, client: FlaskClient, callback: Fields) -> None:
        first = client.post(PATH, data=callback())

        second = client.post(PATH, data=callback())

        assert (first.status_code, first.data, first.headers) == (second.status_code, second.data, second.headers)

    def test_both_deliveries_are_kept(self, client: FlaskClient, callback: Fields, stored: Stored) -> None:
        body = urlencode(callback()).encode()

        for _ in range(2):
            client.post(PATH, data=body)

        assert [body, body] == stored()

    def test_event_sent_again_as_a_get_is_one_event(self, client: FlaskClient, callback: Fields) -> None:
        client.post(PATH, data=callback())

        client.get(PATH, query_string=callback())

        assert 2 == only_event(client)["deliveries"]

    def test_event_sent_again_with_its_fields_in_another_order_is_one_event(
        self, client: FlaskClient, callback: Fields
    ) -> None:
        client.post(PATH, data=callback())

        client.post(PATH, data=dict(reversed(callback().items())))

        assert 2 == only_event(client)["deliveries"]

    def test_event_that_says_something_else_the_second_time_is_in_conflict(
        self, client: FlaskClient, callback: Fields
    ) -> None:
        client.post(PATH, data=callback())

        client.post(PATH, data=callback(From="+13125550999"))

        event = only_event(client)
        assert (True, callback()) == (event["conflict"], event["fields"])

    @pytest.mark.parametrize(
        "field", ["AccountSid", "ConferenceSid", "CallSid", "StatusCallbackEvent", "SequenceNumber", "Timestamp"]
    )
    def test_event_with_another_identity_is_another_event(
        self, field: str, client: FlaskClient, callback: Fields
    ) -> None:
        client.post(PATH, data=callback())

        client.post(PATH, data=callback(**{field: "7"}))

        assert 2 == len(client.get("/api/events").json["events"])

    def test_equal_bodies_without_identity_are_one_event(self, client: FlaskClient) -> None:
        for _ in range(2):
            client.post(PATH, data={"A": "1"})

        assert 2 == only_event(client)["deliveries"]

    def test_server_started_anew_knows_the_event(self, make_app: Callable[..., Flask], callback: Fields) -> None:
        first = make_app()
        first.test_client().post(PATH, data=callback())
        first.extensions["texml"].close()

        client = make_app().test_client()
        client.post(PATH, data=callback())

        assert 2 == only_event(client)["deliveries"]


class TestOddities:
    """Authentic and odd: stored raw, answered 200; any other answer and the platform never sends it again."""

    ODD = (
        # id, content type, body, a problem that is named (reliability.md, B5 to B9)
        ("no-utf-8", FORM, b"From=\xff&To=1", "the body is not UTF-8"),
        ("quoted-no-utf-8", FORM, b"From=%ff&To=1", "the body is not UTF-8"),
        ("quoted-surrogate", FORM, b"From=%ed%a0%80", "the body is not UTF-8"),
        ("name-twice", FORM, b"CallSid=1&CallSid=2", "CallSid came more than once"),
        ("name-twice-in-json", JSON, b'{"CallSid": "1", "CallSid": "2"}', "CallSid came more than once"),
        ("empty", FORM, b"", "the body is empty"),
        ("words", FORM, b"hello", "ConferenceSid is missing"),
        ("broken-json", JSON, b'{"CallSid": ', "the body is not JSON: JSONDecodeError"),
        ("nan", JSON, b'{"a": NaN}', "the body is not JSON: ValueError"),
        ("deep-list", JSON, b"[" * MAX_BYTES, "the body is not JSON: RecursionError"),
        ("deep-object", JSON, b'{"a":' * 10_000, "the body is not JSON: RecursionError"),
        ("list", JSON, b"[]", "the body is JSON, but not an object"),
        ("no-json-at-all", JSON, b"\xff\xff", "the body is not JSON: UnicodeDecodeError"),
        ("no-json-in-utf-16", JSON, b"\xff\x00", "the body is not JSON: JSONDecodeError"),
        ("form-sent-as-json", JSON, b"CallSid=1", "the body is not JSON: JSONDecodeError"),
        ("broken-json-sent-as-form", FORM, b'{"CallSid": ', "the body is not JSON: JSONDecodeError"),
        ("number-that-is-none", FORM, b"SequenceNumber=-1", "SequenceNumber is unreadable"),
        ("time-that-is-none", FORM, b"Timestamp=yesterday", "Timestamp is unreadable"),
        ("binary", "application/octet-stream", bytes(range(256)), "the body is not UTF-8"),
        ("multipart", "multipart/form-data; boundary=x", b"--x\r\n\r\n--x--\r\n", "ConferenceSid is missing"),
    )
    EACH = pytest.mark.parametrize(
        ("content_type", "body", "problem"), [row[1:] for row in ODD], ids=[row[0] for row in ODD]
    )

    @EACH
    def test_odd_body_is_answered_200(self, content_type: str, body: bytes, problem: str, client: FlaskClient) -> None:
        response = client.post(PATH, data=body, content_type=content_type)

        assert (200, b"") == (response.status_code, response.data)

    @EACH
    def test_odd_body_is_kept_byte_for_byte(
        self, content_type: str, body: bytes, problem: str, client: FlaskClient, stored: Stored
    ) -> None:
        client.post(PATH, data=body, content_type=content_type)

        assert [body] == stored()

    @EACH
    def test_odd_body_is_marked(self, content_type: str, body: bytes, problem: str, client: FlaskClient) -> None:
        client.post(PATH, data=body, content_type=content_type)

        assert problem in only_event(client)["problems"]

    @pytest.mark.parametrize(
        ("content_type", "body", "fields"),
        [
            pytest.param(FORM, b"From=a%00b", {"From": "a\u2400b"}, id="quoted-nul"),
            pytest.param(FORM, b"From=a\0b", {"From": "a\u2400b"}, id="nul"),
            pytest.param(JSON, b'{"From": "a\\u0000b"}', {"From": "a\u2400b"}, id="nul-in-json"),
            pytest.param(JSON, b'{"From": "\\ud800"}', {"From": "?"}, id="half-a-pair-in-json"),
            pytest.param(JSON, b'{"SequenceNumber": 12}', {"SequenceNumber": "12"}, id="number-in-json"),
            pytest.param(JSON, b'{"A": [1, {"b": null}]}', {"A": '[1, {"b": null}]'}, id="nested-json"),
            pytest.param(JSON, b'{"A": %s}' % (b"9" * 60_000), {"A": "9" * 60_000}, id="endless-number-in-json"),
            pytest.param("text/plain", b"From=1", {"From": "1"}, id="form-as-text"),
            pytest.param("", b"From=1", {"From": "1"}, id="form-without-type"),
            pytest.param("\xff; =", b"From=1", {"From": "1"}, id="form-with-a-broken-type"),
            pytest.param(FORM, b'{"From": "1"}', {"From": "1"}, id="json-as-form"),
            pytest.param("", b' {"From": "1"}', {"From": "1"}, id="json-without-type"),
            pytest.param("Application/JSON; charset=utf-8", b'{"From": "1"}', {"From": "1"}, id="json-with-charset"),
            pytest.param(FORM, b"From=%F0%9F%93%9E&a+b=c%26d", {"From": "\U0001f4de", "a b": "c&d"}, id="unicode"),
            pytest.param(FORM, b"From=&&=x", {"From": "", "": "x"}, id="empty-parts"),
        ],
    )
    def test_odd_body_that_can_be_read_is_read(
        self, content_type: str, body: bytes, fields: dict[str, str], client: FlaskClient
    ) -> None:
        client.post(PATH, data=body, content_type=content_type)

        assert fields == only_event(client)["fields"]

    @given(body=st.binary(max_size=300))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_any_bytes_are_answered_200_and_kept(self, body: bytes, client: FlaskClient, stored: Stored) -> None:
        response = client.post(PATH, data=body, content_type=FORM)

        assert (200, body) == (response.status_code, stored()[-1])

    @pytest.mark.parametrize("query", ["", "a", "%ff=%00", "a=1&a=2", "{", "a" * 5_000, "\xff\xfe"])
    def test_odd_query_is_answered_200_and_kept(
        self, query: str, app: Flask, send_raw: Callable[..., object], stored: Stored
    ) -> None:
        # A WSGI server hands on the bytes of the query one for one, as latin-1.
        response = send_raw(app, "GET", PATH, QUERY_STRING=query)

        assert (200, [query.encode("latin-1")]) == (response.status_code, stored())  # type: ignore[attr-defined]


class TestBodies:
    """What is not a whole body of a size that the platform sends, is not stored."""

    def test_body_of_64_kib_is_taken(self, client: FlaskClient, stored: Stored) -> None:
        body = b"A=" + b"1" * (MAX_BYTES - 2)

        response = client.post(PATH, data=body)

        assert (200, [body]) == (response.status_code, stored())

    REFUSED = (
        # id, status, body, environ
        ("too-long", 413, bytes(MAX_BYTES + 1), {"CONTENT_LENGTH": str(MAX_BYTES + 1)}),
        ("said-to-be-too-long", 413, b"", {"CONTENT_LENGTH": "99999999999999999999"}),
        ("chunked-too-long", 413, bytes(MAX_BYTES + 1), {"wsgi.input_terminated": True}),
        ("cut-off", 400, b"CallSid=1", {"CONTENT_LENGTH": "100"}),
        ("cut-off-at-once", 400, b"", {"CONTENT_LENGTH": "1"}),
        ("length-is-no-number", 400, b"CallSid=1", {"CONTENT_LENGTH": "nine"}),
        ("length-is-negative", 400, b"CallSid=1", {"CONTENT_LENGTH": "-9"}),
        ("breaks-off", 400, b"", {"CONTENT_LENGTH": "9", "wsgi.input": _Broken()}),
        ("chunked-breaks-off", 400, b"", {"wsgi.input_terminated": True, "wsgi.input": _Broken()}),
    )
    EACH = pytest.mark.parametrize(
        ("status", "body", "environ"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED]
    )

    @EACH
    def test_body_that_is_not_whole_is_refused(
        self, status: int, body: bytes, environ: dict[str, object], app: Flask, send_raw: Callable[..., object]
    ) -> None:
        response = send_raw(app, "POST", PATH, body, **environ)

        assert status == response.status_code  # type: ignore[attr-defined]

    @EACH
    def test_body_that_is_not_whole_is_not_stored(
        self,
        status: int,
        body: bytes,
        environ: dict[str, object],
        app: Flask,
        send_raw: Callable[..., object],
        stored: Stored,
    ) -> None:
        send_raw(app, "POST", PATH, body, **environ)

        assert [] == stored()

    def test_body_that_was_cut_off_is_stored_whole_when_it_is_sent_again(
        self, app: Flask, send_raw: Callable[..., object], stored: Stored
    ) -> None:
        send_raw(app, "POST", PATH, b"CallS", CONTENT_LENGTH="9")

        send_raw(app, "POST", PATH, b"CallSid=1", CONTENT_LENGTH="9")

        assert [b"CallSid=1"] == stored()

    def test_chunked_body_is_stored_whole(self, app: Flask, send_raw: Callable[..., object], stored: Stored) -> None:
        body = b"A=" + b"1" * (MAX_BYTES - 2)

        send_raw(app, "POST", PATH, body, **{"wsgi.input_terminated": True})

        assert [body] == stored()


class TestMethods:
    METHODS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")

    @pytest.mark.parametrize("method", METHODS)
    def test_other_methods_are_refused(self, method: str, client: FlaskClient, callback: Fields) -> None:
        response = client.open(PATH, method=method, query_string=callback())

        allowed = set(response.headers["Allow"].split(", "))
        assert (405, {"GET", "POST"}) == (response.status_code, allowed & {"GET", "POST", "PUT", "OPTIONS"})

    @pytest.mark.parametrize("method", METHODS)
    def test_other_methods_store_nothing(
        self, method: str, client: FlaskClient, callback: Fields, stored: Stored
    ) -> None:
        client.open(PATH, method=method, query_string=callback(), data=callback())

        assert [] == stored()


class TestLogUnavailable:
    """When nothing can be written, the platform is asked to try again; 4xx would lose the event."""

    @pytest.fixture(params=["closed", "no-file", "locked"])
    def unavailable(
        self, request: pytest.FixtureRequest, app: Flask, log_file: Path, lock_log: Callable[[], None]
    ) -> FlaskClient:
        """Return a client of a server whose log cannot be written, for one reason or another."""
        match request.param:
            case "closed":
                app.extensions["texml"].inbox.close()
            case "no-file":
                log_file.rename(log_file.with_suffix(".away"))
                log_file.mkdir()
            case "locked":
                lock_log()
        return app.test_client()

    def test_callback_is_not_acknowledged(self, unavailable: FlaskClient, callback: Fields) -> None:
        response = unavailable.post(PATH, data=callback())

        assert (503, "1") == (response.status_code, response.headers["Retry-After"])

    def test_callback_by_get_is_not_acknowledged(self, unavailable: FlaskClient, callback: Fields) -> None:
        response = unavailable.get(PATH, query_string=callback())

        assert (503, "1") == (response.status_code, response.headers["Retry-After"])

    def test_documents_are_served_all_the_same(self, unavailable: FlaskClient) -> None:
        assert [200, 200] == [unavailable.get(path).status_code for path in ("/rooms/demo", "/voice")]

    def test_nothing_is_stored_and_the_repeat_is_one_event_once_the_log_is_back(
        self, app: Flask, log_file: Path, callback: Fields
    ) -> None:
        client = app.test_client()
        log_file.rename(log_file.with_suffix(".away"))
        log_file.mkdir()
        refused = client.post(PATH, data=callback())
        log_file.rmdir()
        log_file.with_suffix(".away").rename(log_file)

        taken = client.post(PATH, data=callback())

        assert [503, 200, 1] == [refused.status_code, taken.status_code, only_event(client)["deliveries"]]


class TestPathToken:
    @pytest.mark.parametrize("prefix", ["", "/wrong", "/NEW", "/ne", "/new,old"])
    @pytest.mark.parametrize("method", ["GET", "POST"])
    def test_callback_without_a_right_token_is_not_found(
        self, method: str, prefix: str, make_app: Callable[..., Flask], callback: Fields
    ) -> None:
        client = make_app(path_token="new,old").test_client()

        response = client.open(prefix + PATH, method=method, query_string=callback())

        assert 404 == response.status_code

    def test_callback_without_a_right_token_is_not_stored(
        self, make_app: Callable[..., Flask], callback: Fields, stored: Stored
    ) -> None:
        client = make_app(path_token="new,old").test_client()

        for prefix in ("", "/wrong"):
            client.post(prefix + PATH, data=callback())

        assert [] == stored()

    @pytest.mark.parametrize("token", ["new", "old"])
    def test_each_token_is_accepted(
        self, token: str, make_app: Callable[..., Flask], callback: Fields, stored: Stored
    ) -> None:
        client = make_app(path_token="new,old").test_client()

        response = client.post(f"/{token}{PATH}", data=callback())

        assert (200, 1) == (response.status_code, len(stored()))


class TestMonitor:
    """In monitor mode what nobody signed is taken for a look, and changes nothing."""

    @pytest.fixture
    def monitored(self, make_app: Callable[..., Flask], platform_key: PrivateKey) -> FlaskClient:
        return make_app(public_key=platform_key.public.text, signatures="monitor").test_client()

    def test_unsigned_event_is_kept_and_marked(self, monitored: FlaskClient, callback: Fields) -> None:
        response = monitored.post(PATH, data=callback())

        assert (200, "unverified") == (response.status_code, only_event(monitored)["verdict"])

    def test_unsigned_event_is_in_no_conference(self, monitored: FlaskClient, callback: Fields) -> None:
        monitored.post(PATH, data=callback())

        assert [] == monitored.get("/api/conferences").json["conferences"]

    def test_true_event_is_not_taken_for_a_repeat_of_a_forged_one(
        self, monitored: FlaskClient, callback: Fields, signed: Callable[..., dict[str, str]]
    ) -> None:
        body = urlencode(callback()).encode()
        monitored.post(PATH, data=body)

        monitored.post(PATH, data=body, headers=signed(body))

        (conference,) = monitored.get("/api/conferences").json["conferences"]
        verdicts = [event["verdict"] for event in monitored.get("/api/events").json["events"]]
        assert (["verified", "unverified"], 1, 1) == (verdicts, conference["events"], conference["deliveries"])

    @pytest.fixture
    def forged_after_true(
        self, monitored: FlaskClient, callback: Fields, signed: Callable[..., dict[str, str]], log_file: Path
    ) -> str:
        """Return the URL of a log with a conference, and with forged events that would change it."""
        true = urlencode(callback(StatusCallbackEvent="participant-join")).encode()
        monitored.post(PATH, data=true, headers=signed(true))
        monitored.post(PATH, data=callback(StatusCallbackEvent="conference-end", SequenceNumber="1"))
        recording = {"CallSid": callback()["CallSid"], "RecordingSid": "forged", "RecordingStatus": "completed"}
        monitored.post("/callbacks/recording", data=recording)
        return f"sqlite:///{log_file}"

    @staticmethod
    def _shown(client: FlaskClient) -> tuple[object, ...]:
        (conference,) = client.get("/api/conferences").json["conferences"]
        return conference["status"], conference["events"], conference["recordings"]

    def test_rebuilding_takes_no_unsigned_event_for_true(self, monitored: FlaskClient, forged_after_true: str) -> None:
        before = self._shown(monitored)

        found = [rebuild(forged_after_true, is_check=is_check).differing for is_check in (True, False, True)]

        assert ([(), (), ()], ("init", 1, [])) == (found, before)
        assert before == self._shown(monitored)

    def test_log_with_unsigned_events_is_whole(self, forged_after_true: str) -> None:
        assert () == check_log(forged_after_true).findings

    def test_unsigned_event_that_was_carried_elsewhere_is_not_true_there(
        self, monitored: FlaskClient, forged_after_true: str, make_app: Callable[..., Flask], tmp_path: Path
    ) -> None:
        other = f"sqlite:///{tmp_path}/other.db"
        copy = make_app(database=other).test_client()

        import_lines(other, export_log(forged_after_true, "jsonl"))

        assert self._shown(monitored) == self._shown(copy)

    def test_unsigned_event_that_was_spooled_is_not_true_either(
        self, make_app: Callable[..., Flask], platform_key: PrivateKey, callback: Fields, tmp_path: Path, log_file: Path
    ) -> None:
        settings = {"public_key": platform_key.public.text, "signatures": "monitor", "spool": str(tmp_path / "spool")}
        app = make_app(**settings)
        away = log_file.rename(tmp_path / "away.db")
        assert 200 == app.test_client().post(PATH, data=callback()).status_code
        app.extensions["texml"].close()
        away.rename(log_file)

        again = make_app(**settings)
        inbox = again.extensions["texml"].inbox
        assert any(inbox.health().spooled == 0 for _ in range(1_000))  # each looks when the writer has had its turn

        client = again.test_client()
        assert ["unverified"] == [event["verdict"] for event in client.get("/api/events").json["events"]]
        assert [] == client.get("/api/conferences").json["conferences"]
