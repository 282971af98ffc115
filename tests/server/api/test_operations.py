"""What the operations of the API answer: events as they were sent, conferences as they are folded from them."""

import base64
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.routes import CALLBACKS

Post = Callable[..., None]

CALLBACK = "/callbacks/conference"
EVENTS, CONFERENCES = "/api/events", "/api/conferences"
MOST_ID = 2**63 - 2
PATHS = (EVENTS, CONFERENCES, "/api/conferences/board")


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
        assert {"events": [], "next": None} == client.get(EVENTS).json

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
            "class": "ConferenceStart",
            "values": {
                "account_sid": "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b",
                "call_sid": "v3:anna",
                "conference_sid": "58b4eda9-03de-4bee-9178-d0e10d83e519",
                "friendly_name": "Weekly standup",
                "from_": "+13125550100",
                "sequence_number": 0,
                "status_callback_event": "conference-start",
                "timestamp": "2026-11-20T10:00:00.250000Z",
                "to": "+13125550199",
            },
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
        assert {"events": [event], "next": None} == client.get(EVENTS).json

    def test_keys_stand_in_the_order_in_which_they_are_documented(self, heard: FlaskClient) -> None:
        keys = list(json.loads(heard.get(EVENTS).data)["events"][0])

        first = ["id", "route", "event", "conference", "room", "call", "sequence", "timestamp", "received_at"]
        assert [*first, "verdict", "deliveries", "conflict", "problems", "class", "values", "fields"] == keys

    def test_every_answer_is_json(self, heard: FlaskClient) -> None:
        types = [heard.get(path).headers["Content-Type"] for path in (*PATHS, f"{EVENTS}?x=", f"{CONFERENCES}/none")]

        assert ["application/json"] * 3 + ["application/problem+json"] * 2 == types

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

    def test_fifty_are_told_unless_more_are_asked_for(self, post: Post, client: FlaskClient) -> None:
        for number in range(51):
            post(ConferenceSid=f"conference-{number}")

        told = [client.get(f"{path}{query}").json for path in (EVENTS, CONFERENCES) for query in ("", "?limit=1000")]

        assert [50, 51, 50, 51] == [len(rows) for answer in told for name, rows in answer.items() if name != "next"]

    @given(text=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40))
    def test_any_text_may_be_filtered_by(self, text: str, heard: FlaskClient) -> None:
        response = heard.get(EVENTS, query_string={"conference": f"no {text}", "room": text, "event": text})

        assert (200, {"events": [], "next": None}) == (response.status_code, response.json)


class TestRefused:
    NUMBERS = ("", "ten", "-1", "+1", "1.0", "1e3", " 1", "0x1", "٣", "²", "9" * 19, "1" * 20)

    @pytest.mark.parametrize("text", NUMBERS)
    @pytest.mark.parametrize("name", ["after", "before", "limit"])
    def test_text_that_is_no_number_is_refused(self, name: str, text: str, heard: FlaskClient) -> None:
        response = heard.get(f"{EVENTS}?{name}={quote(text)}")

        most = 1000 if name == "limit" else MOST_ID
        reason = f"{name}: '{text}' is not allowed; allowed: a whole number from {name == 'limit':d} to {most}"
        assert (400, reason, name) == (response.status_code, response.json["detail"], response.json["parameter"])

    @pytest.mark.parametrize("limit", ["0", "1001", "9" * 18])
    @pytest.mark.parametrize("path", [EVENTS, CONFERENCES])
    def test_limit_is_one_to_a_thousand(self, path: str, limit: str, heard: FlaskClient) -> None:
        response = heard.get(f"{path}?limit={limit}")

        reason = f"limit: '{limit}' is not allowed; allowed: a whole number from 1 to 1000"
        assert (400, reason) == (response.status_code, response.json["detail"])

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

        allowed = "conference, room, event, call, after, before, order, limit"
        reason = f"{found} is not a parameter; allowed: {allowed}{hint}"
        assert (400, reason, allowed) == (response.status_code, response.json["detail"], response.json["allowed"])

    def test_unknown_parameter_of_conferences_is_refused(self, heard: FlaskClient) -> None:
        response = heard.get(f"{CONFERENCES}?event=join")

        reason = "'event' is not a parameter; allowed: room, status, before, limit"
        assert (400, reason) == (response.status_code, response.json["detail"])

    def test_parameter_that_came_twice_is_refused(self, heard: FlaskClient) -> None:
        response = heard.get(f"{EVENTS}?limit=1&limit=2")

        assert (400, "limit: it came 2 times; allowed: once") == (response.status_code, response.json["detail"])

    @pytest.mark.parametrize("path", [f"{EVENTS}?room=%00", f"{CONFERENCES}/%00", f"{EVENTS}?call={'x' * 513}"])
    def test_text_that_no_identifier_can_be_is_refused(self, path: str, heard: FlaskClient) -> None:
        assert 400 == heard.get(path).status_code

    @pytest.mark.parametrize(
        ("query", "reason"),
        [
            ("events?order=oldst", "order: 'oldst' is not allowed; allowed: newest, oldest; did you mean 'oldest'?"),
            ("conferences?status=over", "status: 'over' is not allowed; allowed: live, completed"),
        ],
    )
    def test_word_that_is_none_of_few_is_refused(self, query: str, reason: str, heard: FlaskClient) -> None:
        response = heard.get(f"/api/{query}")

        assert (400, reason) == (response.status_code, response.json["detail"])

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

    @pytest.mark.parametrize("sid", ["none", "BOARD", "boar", "%25", "'%20OR%201=1%20--", "ü"])
    def test_conference_that_nobody_heard_of_is_not_found(self, sid: str, heard: FlaskClient) -> None:
        response = heard.get(f"{CONFERENCES}/{sid}")

        reason = "no event of this conference was received"
        assert (404, reason) == (response.status_code, response.json["detail"])


class TestConferences:
    def test_nothing_was_heard_yet(self, client: FlaskClient) -> None:
        assert {"conferences": [], "next": None} == client.get(CONFERENCES).json

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

        assert {"conferences": alone, "next": None} == heard.get(CONFERENCES).json

    def test_event_without_a_conference_makes_none(self, post: Post, client: FlaskClient) -> None:
        post(ConferenceSid="")

        assert {"conferences": [], "next": None} == client.get(CONFERENCES).json


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
        reason = unreadable.get(path).json["detail"]

        assert reason.startswith(f"{log_file} cannot be read: ")


class TestPages:
    """One page after another tells everything once."""

    def test_next_page_of_events_is_named_until_there_is_none(self, heard: FlaskClient) -> None:
        found, more = [], {}
        while more is not None:
            page = heard.get(EVENTS, query_string={"limit": 3, **more}).json
            found.append([event["id"] for event in page["events"]])
            more = page["next"]

        assert [[7, 6, 5], [4, 3, 2], [1]] == found

    def test_pages_go_on_from_the_oldest_as_well(self, heard: FlaskClient) -> None:
        first = heard.get(f"{EVENTS}?order=oldest&limit=4").json
        then = heard.get(EVENTS, query_string={"order": "oldest", "limit": 4, **first["next"]}).json

        assert ([1, 2, 3, 4], {"after": 4}) == ([event["id"] for event in first["events"]], first["next"])
        assert ([5, 6, 7], None) == ([event["id"] for event in then["events"]], then["next"])

    def test_next_page_of_conferences_is_named_until_there_is_none(self, heard: FlaskClient) -> None:
        found, more = [], {}
        while more is not None:
            page = heard.get(CONFERENCES, query_string={"limit": 1, **more}).json
            found.append([conference["conference"] for conference in page["conferences"]])
            more = page["next"]

        assert [["board"], ["standup"], []] == found


class TestFilters:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", ["board", "standup"]),
            ("status=live", ["board"]),
            ("status=completed", ["standup"]),
            ("room=weekly", ["standup"]),
            ("room=Weekly standup", ["standup"]),
            ("room=board&status=completed", []),
            ("before=board", ["standup"]),
            ("before=none", []),
        ],
    )
    def test_conferences_are_told_by_status_and_room(self, query: str, found: list[str], heard: FlaskClient) -> None:
        told = heard.get(f"{CONFERENCES}?{query}").json["conferences"]

        assert found == [conference["conference"] for conference in told]

    def test_events_are_told_by_call(self, heard: FlaskClient) -> None:
        assert ([7, 6, 5, 4, 3, 2, 1], []) == (ids(heard, "call=v3:anna"), ids(heard, "call=v3:bert"))


class TestEvent:
    def test_one_event_is_told_with_all_of_its_deliveries(self, heard: FlaskClient) -> None:
        told = heard.get(f"{EVENTS}/2").json

        deliveries = told.pop("all_deliveries")
        assert told == heard.get(f"{EVENTS}?after=1&before=3").json["events"][0]
        assert [(2, 2), (8, 2)] == [(each["id"], each["event"]) for each in deliveries]

    @pytest.mark.parametrize("number", [0, 8, 99, MOST_ID])
    def test_what_is_no_event_is_not_found(self, number: int, heard: FlaskClient) -> None:
        response = heard.get(f"{EVENTS}/{number}")

        assert (404, "no event has this id") == (response.status_code, response.json["detail"])


class TestRoom:
    @pytest.mark.parametrize("name", ["weekly", "Weekly standup"])
    def test_room_is_found_by_its_key_and_its_name(self, name: str, heard: FlaskClient) -> None:
        told = heard.get(f"/api/rooms/{name}").json

        found = ([each["conference"] for each in told["live"]], [each["conference"] for each in told["conferences"]])
        assert ("Weekly standup", [], ["standup"]) == (told["room"], *found)

    def test_room_tells_what_goes_on_in_it(self, heard: FlaskClient) -> None:
        told = heard.get("/api/rooms/board").json

        assert ("board", ["board"]) == (told["key"], [each["conference"] for each in told["live"]])

    def test_room_where_nobody_ever_was_is_told_empty(self, heard: FlaskClient) -> None:
        assert {"room": "empty", "key": "empty", "live": [], "conferences": []} == heard.get("/api/rooms/empty").json

    def test_room_that_nobody_heard_of_is_not_found(self, heard: FlaskClient) -> None:
        assert 404 == heard.get("/api/rooms/none").status_code


class TestDelivery:
    BODY = b"CallSid=1&From=%FF\xff&\0"

    def test_delivery_is_told_as_it_came(self, client: FlaskClient) -> None:
        client.post("/callbacks/recording", data=self.BODY, content_type="text/odd", headers={"User-Agent": "x" * 300})

        told = client.get("/api/deliveries/1").json
        assert {
            "id": 1,
            "event": 1,
            "received_at": "2026-11-20T10:00:01.500000Z",
            "route": "recording",
            "method": "POST",
            "content_type": "text/odd",
            "headers": [["User-Agent", "x" * 256]],
            "verdict": "off",
            "sha256": hashlib.sha256(self.BODY).hexdigest(),
            "bytes": len(self.BODY),
            "raw": base64.b64encode(self.BODY).decode(),
        } == told

    def test_raw_bytes_are_told_byte_for_byte_and_as_nothing_that_a_browser_shows(self, client: FlaskClient) -> None:
        client.post(CALLBACK, data=self.BODY)

        response = client.get("/api/deliveries/1/raw")

        assert (self.BODY, "application/octet-stream") == (response.data, response.headers["Content-Type"])
        assert 'attachment; filename="delivery-1"' == response.headers["Content-Disposition"]

    @pytest.mark.parametrize("path", ["/api/deliveries/1", "/api/deliveries/1/raw"])
    def test_delivery_that_is_not_there_is_not_found(self, path: str, client: FlaskClient) -> None:
        assert 404 == client.get(path).status_code


@pytest.mark.parametrize("route", [*CALLBACKS, "of-tomorrow"])
def test_every_kind_of_callback_is_told_with_its_route(route: str, client: FlaskClient) -> None:
    client.post(f"/callbacks/{route}", data={"CallSid": "v3:anna", "Novelty": "1"})

    (event,) = client.get(EVENTS).json["events"]
    assert (route, {"CallSid": "v3:anna", "Novelty": "1"}) == (event["route"], event["fields"])


def test_json_webhook_is_told_by_its_type(client: FlaskClient) -> None:
    payload = {"conference_id": "c1", "call_control_id": "v3:anna"}
    data = {"record_type": "event", "event_type": "conference.participant.joined", "id": "1", "payload": payload}
    client.post("/webhooks", json={"data": data, "meta": {"attempt": 1}})

    (event,) = client.get(EVENTS).json["events"]
    told = {name: event[name] for name in ("route", "event", "conference", "call")}
    assert {"route": "webhook", "event": "conference.participant.joined", "conference": "c1", "call": "v3:anna"} == told
