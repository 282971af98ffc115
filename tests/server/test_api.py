"""The API: events as they were sent, conferences as they are folded from them, and who may read either."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server import Services, create_app
from server.config import load

Post = Callable[..., None]

CALLBACK = "/callbacks/conference"
EVENTS, CONFERENCES = "/api/events", "/api/conferences"
PATHS = (EVENTS, CONFERENCES, "/api/conferences/board")
ROOMS = '[rooms.weekly]\nname = "Weekly standup"\n[rooms.board]\n[rooms.empty]\n'

# Conference, room, event, sequence number: what was heard, the second event once more at the end; the ids are 1 to 7.
HEARD = (
    ("standup", "Weekly standup", "conference-start", "1"),
    ("standup", "Weekly standup", "participant-join", "2"),
    ("standup", "Weekly standup", "participant-speech-start", "3"),
    ("board", "board", "participant-join", "1"),
    ("standup", "Weekly standup", "participant-speech-stop", "4"),
    ("standup", "Weekly standup", "participant-leave", "5"),
    ("standup", "Weekly standup", "conference-end", "6"),
    ("standup", "Weekly standup", "participant-join", "2"),
)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., FlaskClient]]:
    """Return what starts a server that has heard all that, for tests that only read."""
    with ExitStack() as stack:

        def make(**options: str) -> FlaskClient:
            folder = tmp_path_factory.mktemp("heard")
            (folder / "rooms.toml").write_text(ROOMS, encoding="utf-8")
            options |= {"database": f"sqlite:///{folder}/log.db", "rooms": f"{folder}/rooms.toml"}
            services = Services(now=lambda: datetime(2026, 11, 20, 10, 0, 1, tzinfo=UTC))
            app = create_app(load(options, environ={}), services=services)
            stack.callback(app.extensions["texml"].close)
            for sid, room, event, number in HEARD:
                names = ("AccountSid", "ConferenceSid", "FriendlyName", "StatusCallbackEvent", "SequenceNumber")
                fields = dict(zip(names, ("account", sid, room, event, number), strict=True))
                timestamp = f"2026-11-20 10:00:0{number}Z"
                app.test_client().post(CALLBACK, data=fields | {"CallSid": "v3:anna", "Timestamp": timestamp})
            return app.test_client()

        yield make


@pytest.fixture(scope="module")
def heard(start: Callable[..., FlaskClient]) -> FlaskClient:
    """Return a client of a server that asks for no token."""
    return start()


@pytest.fixture(scope="module")
def guarded(start: Callable[..., FlaskClient]) -> FlaskClient:
    """Return a client of a server that asks for a token."""
    return start(api_token="s3cret")


@pytest.fixture
def post(client: FlaskClient, callback: Callable[..., dict[str, str]]) -> Post:
    """Return what tells the server of `client` of an event, as the platform would."""

    def tell(**changes: str) -> None:
        assert 200 == client.post(CALLBACK, data=callback(**changes)).status_code

    return tell


def ids(client: FlaskClient, query: str = "") -> list[int]:
    return [event["id"] for event in client.get(f"{EVENTS}?{query}").json["events"]]


class TestEvents:
    def test_nothing_was_heard_yet(self, client: FlaskClient) -> None:
        assert {"events": []} == client.get(EVENTS).json

    def test_event_is_told_with_every_field_that_was_sent(self, post: Post, client: FlaskClient) -> None:
        post(Mood="sunny & <warm> ☼")

        event = {
            "id": 1,
            "route": "conference",
            "event": "conference-start",
            "conference": "58b4eda9-03de-4bee-9178-d0e10d83e519",
            "room": "Weekly standup",
            "call": "v3:anna",
            "sequence": 0,
            "timestamp": "2026-11-20T10:00:00.250000Z",
            "received_at": "2026-11-20T10:00:01.500000Z",
            "verdict": "off",
            "deliveries": 1,
            "conflict": False,
            "problems": [],
            "fields": {
                "AccountSid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
                "CallSid": "v3:anna",
                "ConferenceSid": "58b4eda9-03de-4bee-9178-d0e10d83e519",
                "FriendlyName": "Weekly standup",
                "From": "+13125550100",
                "SequenceNumber": "0",
                "StatusCallbackEvent": "conference-start",
                "Timestamp": "2026-11-20 10:00:00.250000Z",
                "To": "+13125550199",
                "Mood": "sunny & <warm> ☼",
            },
        }
        assert {"events": [event]} == client.get(EVENTS).json

    def test_keys_stand_in_the_order_in_which_they_are_documented(self, heard: FlaskClient) -> None:
        keys = list(json.loads(heard.get(EVENTS).data)["events"][0])

        first = ["id", "route", "event", "conference", "room", "call", "sequence", "timestamp", "received_at"]
        assert [*first, "verdict", "deliveries", "conflict", "problems", "fields"] == keys

    def test_every_answer_is_json(self, heard: FlaskClient) -> None:
        types = [heard.get(path).headers["Content-Type"] for path in (*PATHS, f"{EVENTS}?x=", f"{CONFERENCES}/none")]

        assert ["application/json"] * 5 == types

    def test_newest_is_told_first_and_a_repeat_is_no_event(self, heard: FlaskClient) -> None:
        assert [7, 6, 5, 4, 3, 2, 1] == ids(heard)

    FILTERS = (
        ("conference=board", [4]),
        ("conference=standup", [7, 6, 5, 3, 2, 1]),
        ("conference=stand", []),
        ("conference=%25", []),
        ("conference=' OR 1=1 --", []),
        ("room=weekly", [7, 6, 5, 3, 2, 1]),
        ("room=Weekly standup", [7, 6, 5, 3, 2, 1]),
        ("room=board", [4]),
        ("room=empty", []),
        ("room=none", []),
        ("room=", []),
        ("event=participant-join", [4, 2]),
        ("event=join", [4, 2]),
        ("event=start", [1]),
        ("event=leave", [6]),
        ("event=end", [7]),
        ("event=speaker", [5, 3]),
        ("event=participant-speech-start", [3]),
        ("event=dance", []),
        ("event=", []),
        ("after=5", [7, 6]),
        ("after=0", [7, 6, 5, 4, 3, 2, 1]),
        ("after=7", []),
        (f"after={'9' * 18}", []),
        ("before=3", [2, 1]),
        ("before=1", []),
        ("before=0", []),
        ("after=2&before=5", [4, 3]),
        ("after=4&before=5", []),
        ("limit=1", [7]),
        ("limit=1000", [7, 6, 5, 4, 3, 2, 1]),
        ("before=6&limit=2", [5, 4]),
        ("conference=standup&room=weekly&event=speaker&after=3&before=7&limit=9", [5]),
        ("conference=board&room=weekly", []),
    )

    @pytest.mark.parametrize(("query", "found"), FILTERS, ids=[query for query, _ in FILTERS])
    def test_filter_leaves_what_was_asked_for(self, query: str, found: list[int], heard: FlaskClient) -> None:
        assert found == ids(heard, query)

    def test_short_name_finds_events_that_came_under_either_name(self, post: Post, client: FlaskClient) -> None:
        post(StatusCallbackEvent="join")
        post(StatusCallbackEvent="participant-join")

        assert [2, 1] == ids(client, "event=join")

    def test_event_that_nobody_knows_is_found_under_its_own_name(self, post: Post, client: FlaskClient) -> None:
        post(StatusCallbackEvent="participant-sings")

        assert [1] == ids(client, "event=participant-sings")

    def test_hundred_are_told_unless_more_are_asked_for(self, post: Post, client: FlaskClient) -> None:
        for number in range(101):
            post(ConferenceSid=f"conference-{number}")

        told = [client.get(f"{path}{query}").json for path in (EVENTS, CONFERENCES) for query in ("", "?limit=1000")]

        assert [100, 101, 100, 101] == [len(rows) for answer in told for rows in answer.values()]

    @given(text=st.text(max_size=40))
    def test_any_text_may_be_filtered_by(self, text: str, heard: FlaskClient) -> None:
        response = heard.get(EVENTS, query_string={"conference": f"no {text}", "room": text, "event": text})

        assert (200, {"events": []}) == (response.status_code, response.json)


class TestRefused:
    NUMBERS = ("", "ten", "-1", "+1", "1.0", "1e3", " 1", "0x1", "٣", "²", "1" * 19)

    @pytest.mark.parametrize("text", NUMBERS)
    @pytest.mark.parametrize("name", ["after", "before", "limit"])
    def test_text_that_is_no_number_is_refused(self, name: str, text: str, heard: FlaskClient) -> None:
        response = heard.get(f"{EVENTS}?{name}={quote(text)}")

        reason = f"{name}: '{text}' is not allowed; allowed: a whole number"
        assert (400, {"error": reason}) == (response.status_code, response.json)

    @pytest.mark.parametrize("limit", ["0", "1001", "9" * 18])
    @pytest.mark.parametrize("path", [EVENTS, CONFERENCES])
    def test_limit_is_one_to_a_thousand(self, path: str, limit: str, heard: FlaskClient) -> None:
        response = heard.get(f"{path}?limit={limit}")

        reason = f"limit: {limit} is not allowed; allowed: 1 to 1000"
        assert (400, {"error": reason}) == (response.status_code, response.json)

    @pytest.mark.parametrize(
        ("query", "found", "hint"),
        [
            pytest.param("confrence=board", "'confrence'", "; did you mean 'conference'?", id="letter-missing"),
            pytest.param("rooms=weekly", "'rooms'", "; did you mean 'room'?", id="letter-too-many"),
            pytest.param("limit=1&befor=1", "'befor'", "; did you mean 'before'?", id="second-of-two"),
            pytest.param("xyzzy=1", "'xyzzy'", "", id="nothing-near"),
            pytest.param("=1", "''", "", id="no-name"),
            pytest.param("%3Cb%3E%0A=1", r"'<b>\n'", "", id="markup"),
            pytest.param(f"{'x' * 81}=1", f"'{'x' * 80}'", "", id="endless"),
        ],
    )
    def test_unknown_parameter_is_refused_with_the_nearest_word(
        self, query: str, found: str, hint: str, heard: FlaskClient
    ) -> None:
        response = heard.get(f"{EVENTS}?{query}")

        reason = f"{found} is not a parameter; allowed: conference, room, event, after, before, limit{hint}"
        assert (400, {"error": reason}) == (response.status_code, response.json)

    def test_unknown_parameter_of_conferences_is_refused(self, heard: FlaskClient) -> None:
        response = heard.get(f"{CONFERENCES}?room=weekly")

        assert (400, {"error": "'room' is not a parameter; allowed: limit"}) == (response.status_code, response.json)

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    def test_api_only_reads(self, method: str, heard: FlaskClient) -> None:
        assert [405] * 3 == [heard.open(path, method=method).status_code for path in PATHS]


# Call and event of a conference of two; the place is the sequence number and the second.
STEPS = (
    ("v3:anna", "conference-start"),
    ("v3:anna", "participant-join"),
    ("v3:bert", "participant-join"),
    ("v3:anna", "participant-speech-start"),
    ("v3:bert", "participant-speech-start"),
    ("v3:anna", "participant-leave"),
    ("v3:bert", "participant-leave"),
    ("v3:bert", "conference-end"),
)
ANNA = {
    "call": "v3:anna",
    "label": "host",
    "from": "+13125550100",
    "to": "+13125550199",
    "status": "left",
    "joined_at": "2026-11-20T10:00:01.000000Z",
    "left_at": "2026-11-20T10:00:05.000000Z",
    "visits": [{"joined_at": "2026-11-20T10:00:01.000000Z", "left_at": "2026-11-20T10:00:05.000000Z"}],
    "speaking": False,
    "muted": None,
    "held": None,
}
BERT = ANNA | {
    "call": "v3:bert",
    "label": None,
    "joined_at": "2026-11-20T10:00:02.000000Z",
    "left_at": "2026-11-20T10:00:06.000000Z",
    "visits": [{"joined_at": "2026-11-20T10:00:02.000000Z", "left_at": "2026-11-20T10:00:06.000000Z"}],
}
FOLDED = {
    "conference": "standup",
    "room": "Weekly standup",
    "status": "completed",
    "started_at": "2026-11-20T10:00:00.000000Z",
    "ended_at": "2026-11-20T10:00:07.000000Z",
    "reason": None,
    "events": 8,
    "deliveries": 8,
    "missing": 0,
    "anomalies": [],
    "others": {},
    "recordings": [],
    "participants": [ANNA, BERT],
}


def step(number: int, sid: str = "standup") -> dict[str, str]:
    call, event = STEPS[number]
    return {
        "ConferenceSid": sid,
        "CallSid": call,
        "StatusCallbackEvent": event,
        "SequenceNumber": str(number),
        "Timestamp": f"2026-11-20 10:00:0{number}.000000Z",
        "ParticipantLabel": "host" if call == "v3:anna" else "",
    }


class TestConference:
    def test_state_is_folded_from_its_events(self, post: Post, client: FlaskClient) -> None:
        for number in range(8):
            post(**step(number))

        assert FOLDED == client.get(f"{CONFERENCES}/standup").json

    @given(order=st.permutations(range(8)))
    @settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_state_is_the_same_whatever_the_order_of_arrival(
        self, order: list[int], post: Post, client: FlaskClient, stored: Callable[[], list[bytes]]
    ) -> None:
        sid = f"standup-{len(stored())}"
        for number in order:
            post(**step(number, sid))

        assert FOLDED | {"conference": sid} == client.get(f"{CONFERENCES}/{sid}").json

    def test_repeats_change_nothing_but_the_count_of_deliveries(self, post: Post, client: FlaskClient) -> None:
        for number in (*range(8), *reversed(range(8))):
            post(**step(number))

        assert FOLDED | {"deliveries": 16} == client.get(f"{CONFERENCES}/standup").json

    def test_conference_that_goes_on_tells_who_is_there_and_speaks(self, post: Post, client: FlaskClient) -> None:
        for number in (5, 3, 4, 2, 1, 0):
            post(**step(number))

        visits = [{"joined_at": "2026-11-20T10:00:02.000000Z", "left_at": None}]
        there = BERT | {"status": "joined", "left_at": None, "visits": visits, "speaking": True}
        going_on = {"status": "in-progress", "ended_at": None, "events": 6, "deliveries": 6}
        assert FOLDED | going_on | {"participants": [ANNA, there]} == client.get(f"{CONFERENCES}/standup").json

    def test_events_of_another_conference_change_nothing(self, post: Post, client: FlaskClient) -> None:
        post(**step(1))
        alone = client.get(f"{CONFERENCES}/standup").json

        post(**step(7, "board"))

        assert alone == client.get(f"{CONFERENCES}/standup").json

    @pytest.mark.parametrize("sid", ["none", "BOARD", "boar", "%25", "%00", "'%20OR%201=1%20--", "ü"])
    def test_conference_that_nobody_heard_of_is_not_found(self, sid: str, heard: FlaskClient) -> None:
        response = heard.get(f"{CONFERENCES}/{sid}")

        reason = {"error": "no event of this conference was received"}
        assert (404, reason) == (response.status_code, response.json)


class TestConferences:
    def test_nothing_was_heard_yet(self, client: FlaskClient) -> None:
        assert {"conferences": []} == client.get(CONFERENCES).json

    @pytest.mark.parametrize(("limit", "found"), [(1000, ["c", "a", "b"]), (2, ["c", "a"]), (1, ["c"])])
    def test_conference_first_heard_of_last_is_told_first(
        self, limit: int, found: list[str], post: Post, client: FlaskClient
    ) -> None:
        for number, sid in enumerate(["b", "a", "c", "b"]):
            post(**step(number, sid))

        told = client.get(f"{CONFERENCES}?limit={limit}").json["conferences"]

        assert found == [conference["conference"] for conference in told]

    def test_each_is_told_with_its_state(self, heard: FlaskClient) -> None:
        alone = [heard.get(f"{CONFERENCES}/{sid}").json for sid in ("board", "standup")]

        assert {"conferences": alone} == heard.get(CONFERENCES).json

    def test_event_without_a_conference_makes_none(self, post: Post, client: FlaskClient) -> None:
        post(ConferenceSid="")

        assert {"conferences": []} == client.get(CONFERENCES).json


class TestToken:
    """With a token, the token decides and nothing else."""

    @pytest.mark.parametrize("value", ["Bearer s3cret", "bearer s3cret", "BEARER s3cret", "Bearer   s3cret"])
    def test_right_token_lets_pass(self, value: str, guarded: FlaskClient) -> None:
        statuses = [guarded.get(path, headers={"Authorization": value}).status_code for path in PATHS]

        assert [200] * 3 == statuses

    @pytest.mark.parametrize("headers", [{"Host": "voice.example.com"}, {"X-Forwarded-For": "192.0.2.1"}], ids=str)
    def test_right_token_lets_pass_from_elsewhere(self, headers: dict[str, str], guarded: FlaskClient) -> None:
        assert 200 == guarded.get(EVENTS, headers={"Authorization": "Bearer s3cret", **headers}).status_code

    WRONG = (
        *(
            "Bearer",
            "Bearer ",
            "Bearer wrong",
            "Bearer S3CRET",
            "Bearer s3cre",
            "Bearer s3cret2",
            "Bearer s3cret s3cret",
        ),
        *("Bearer ü", "s3cret", "Basic s3cret", "Basic OnMzY3JldA==", "Token s3cret", "Bearers3cret", ""),
    )

    @pytest.mark.parametrize("headers", [{}, *({"Authorization": value} for value in WRONG)], ids=str)
    def test_anything_else_is_refused_with_what_to_send(self, headers: dict[str, str], guarded: FlaskClient) -> None:
        refusals = [guarded.get(path, headers=headers) for path in PATHS]

        reason = {"error": "send the header Authorization: Bearer TOKEN, with the setting api_token"}
        told = [(each.status_code, each.headers["WWW-Authenticate"], each.json) for each in refusals]
        assert [(401, "Bearer", reason)] * 3 == told

    @pytest.mark.parametrize("path", [f"{EVENTS}?xyzzy=1", f"{CONFERENCES}?limit=0", f"{CONFERENCES}/none"])
    def test_stranger_is_told_nothing_but_that(self, path: str, guarded: FlaskClient) -> None:
        assert 401 == guarded.get(path).status_code

    def test_token_in_the_query_does_not_count(self, guarded: FlaskClient) -> None:
        assert 401 == guarded.get(f"{EVENTS}?api_token=s3cret").status_code


class TestNoToken:
    """Without a token, only requests to a name of this machine that came through no proxy may read."""

    LOCAL = ("127.0.0.1", "127.0.0.2", "127.255.255.254", "[::1]", "[0:0:0:0:0:0:0:1]", "localhost", "LocalHost")
    ELSEWHERE = (
        *("voice.example.com", "voice.example.com:8080", "10.0.0.1", "128.0.0.1", "0.0.0.0", "[::]", "[fe80::1]", ""),
        *("localhost.example.com", "127.0.0.1.example.com", "example.com:127", "notlocalhost", "2130706433", "ü"),
        *("127.0.0.1@example.com", "127.0.0.1:80@example.com", "localhost/", "[::1", "127.0.0.1/8"),
    )
    PROXY = ("Forwarded", "forwarded", "X-Forwarded-For", "x-forwarded-host", "X-FORWARDED-PROTO", "X-Forwarded-Any")

    @pytest.mark.parametrize("host", [*LOCAL, *(f"{host}:8080" for host in LOCAL)])
    def test_name_of_this_machine_lets_pass(self, host: str, heard: FlaskClient) -> None:
        assert [200] * 3 == [heard.get(path, headers={"Host": host}).status_code for path in PATHS]

    @pytest.mark.parametrize("host", ELSEWHERE)
    def test_any_other_name_is_refused_with_what_to_set(self, host: str, heard: FlaskClient) -> None:
        refusals = [heard.get(path, headers={"Host": host}) for path in PATHS]

        reason = {"error": "set api_token to read the API through another name or a proxy"}
        told = [(each.status_code, each.headers["WWW-Authenticate"], each.json) for each in refusals]
        assert [(401, "Bearer", reason)] * 3 == told

    @pytest.mark.parametrize("name", PROXY)
    @pytest.mark.parametrize("value", ["127.0.0.1", ""], ids=["local", "empty"])
    def test_request_through_a_proxy_is_refused(self, value: str, name: str, heard: FlaskClient) -> None:
        headers = {name: value, "Host": "127.0.0.1:8080"}

        assert [401] * 3 == [heard.get(path, headers=headers).status_code for path in PATHS]

    @pytest.mark.parametrize("value", ["Bearer s3cret", "Bearer ", "Bearer None"])
    def test_no_token_is_a_right_one(self, value: str, heard: FlaskClient) -> None:
        headers = {"Authorization": value, "Host": "voice.example.com"}

        assert 401 == heard.get(EVENTS, headers=headers).status_code


@pytest.mark.parametrize("path", PATHS)
class TestLogUnavailable:
    @pytest.fixture(params=["folder", "empty", "nothing-of-ours"])
    def unreadable(self, request: pytest.FixtureRequest, app: Flask, log_file: Path) -> FlaskClient:
        """Return a client of a server whose log cannot be read, by what stands in its place."""
        for file in log_file.parent.glob("log.db*"):
            file.unlink()
        match request.param:
            case "folder":
                log_file.mkdir()
            case "nothing-of-ours":
                log_file.write_bytes(b"Dear diary, " * 400)
        return app.test_client()

    def test_client_is_asked_to_try_again(self, path: str, unreadable: FlaskClient) -> None:
        response = unreadable.get(path)

        assert (503, "1") == (response.status_code, response.headers["Retry-After"])

    def test_reason_is_told_as_json(self, path: str, unreadable: FlaskClient, log_file: Path) -> None:
        reason = unreadable.get(path).json["error"]

        assert reason.startswith(f"{log_file} cannot be read: ")
