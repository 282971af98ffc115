"""JSON webhooks: nothing raised, nothing dropped, and each read as it was written."""

import json
from datetime import UTC, datetime
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from texml.vocabulary.record import Record, params
from texml.webhooks import (
    EVENTS,
    CallCostEvent,
    CallEnqueuedEvent,
    CallHangupEvent,
    CallInitiatedEvent,
    CallQuality,
    CallRecordingSavedEvent,
    ConferenceCreatedEvent,
    ConferenceFloorChangedEvent,
    CostPart,
    InboundQuality,
    ParticipantJoinedEvent,
    RecordingUrls,
    SipHeader,
    Webhook,
    parse,
    to_json,
)

NINE = datetime(2026, 11, 20, 9, 0, 0, tzinfo=UTC)
NINE_AND_A_BIT = datetime(2026, 11, 20, 9, 0, 0, 123_456, tzinfo=UTC)


def wrapped(event_type: str, *, payload: Any = None, meta: Any = None, **data: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"data": {"record_type": "event", "event_type": event_type, "id": "e1", **data}}
    if payload is not None:
        body["data"]["payload"] = payload
    if meta is not None:
        body["meta"] = meta
    return body


META = {"attempt": 2, "delivered_to": "https://app.example.com/hook"}
LEG = {
    "call_control_id": "v3:c",
    "call_leg_id": "l",
    "call_session_id": "s",
    "connection_id": "7",
    "client_state": None,
}
MADE = {"call_control_id": "v3:c", "call_leg_id": "l", "call_session_id": "s", "connection_id": "7"}
SENT = {"id": "e1", "attempt": 2, "delivered_to": "https://app.example.com/hook"}

# body as a page or a delivery shows it, and the event that it is
BODIES = [
    pytest.param(
        wrapped(
            "conference.participant.joined",
            occurred_at="2026-11-20T09:00:00.123456Z",
            payload=LEG | {"conference_id": "f"},
            meta=META,
        ),
        ParticipantJoinedEvent(occurred_at=NINE_AND_A_BIT, conference_id="f", **MADE, **SENT),
        id="moment in the envelope",
    ),
    pytest.param(
        wrapped(
            "conference.created", payload=LEG | {"conference_id": "f", "occurred_at": "2026-11-20T09:00:00Z"}, meta=META
        ),
        ConferenceCreatedEvent(occurred_at=NINE, conference_id="f", **MADE, **SENT),
        id="moment in the payload",
    ),
    pytest.param(
        {
            "record_type": "event",
            "event_type": "conference.floor.changed",
            "id": "e1",
            "payload": LEG | {"conference_id": "f", "occurred_at": "2026-11-20T09:00:00Z"},
        },
        ConferenceFloorChangedEvent(occurred_at=NINE, conference_id="f", id="e1", **MADE),
        id="no envelope",
    ),
    pytest.param(
        wrapped(
            "call.enqueued",
            occurred_at="2026-11-20T09:00:00Z",
            payload=LEG | {"queue": "support", "current_position": 7, "queue_avg_wait_time_secs": 0},
            meta=META,
        ),
        CallEnqueuedEvent(
            occurred_at=NINE, queue="support", current_position=7, queue_avg_wait_time_secs=0, **MADE, **SENT
        ),
        id="numbers",
    ),
    pytest.param(
        wrapped(
            "call.initiated",
            occurred_at="2026-11-20T09:00:00Z",
            payload=LEG
            | {
                "from": "+13125550111",
                "to": "+13125550100",
                "shaken_stir_validated": False,
                "tags": ["a", "b"],
                "custom_headers": [{"name": "X-Room", "value": "7"}],
                "sip_headers": [],
            },
            meta=META,
        ),
        CallInitiatedEvent(
            occurred_at=NINE,
            from_="+13125550111",
            to="+13125550100",
            shaken_stir_validated=False,
            tags=("a", "b"),
            custom_headers=(SipHeader(name="X-Room", value="7"),),
            sip_headers=(),
            **MADE,
            **SENT,
        ),
        id="lists",
    ),
    pytest.param(
        wrapped(
            "call.hangup",
            occurred_at="2026-11-20T09:00:00Z",
            payload=LEG | {"call_quality_stats": {"inbound": {"mos": "4.5"}}},
            meta=META,
        ),
        CallHangupEvent(
            occurred_at=NINE, call_quality_stats=CallQuality(inbound=InboundQuality(mos="4.5")), **MADE, **SENT
        ),
        id="objects in objects",
    ),
    pytest.param(
        wrapped(
            "call.cost",
            occurred_at="2026-11-20T09:00:00.123456Z",
            payload=LEG
            | {
                "occurred_at": "2026-11-20T09:00:00Z",
                "billed_duration_secs": None,
                "billing_group_id": None,
                "total_cost": "0.01",
                "cost_parts": [{"call_part": "sip-trunking", "billed_duration_secs": 60, "cost": "0.01"}],
            },
            meta=META,
        ),
        CallCostEvent(
            occurred_at=NINE_AND_A_BIT,
            payload_occurred_at=NINE,
            total_cost="0.01",
            cost_parts=(CostPart(call_part="sip-trunking", billed_duration_secs=60, cost="0.01"),),
            **MADE,
            **SENT,
        ),
        id="moments in both",
    ),
    pytest.param(
        wrapped("call.recording.saved", payload={"recording_urls": {"mp3": "https://a.example.com/r.mp3"}}),
        CallRecordingSavedEvent(id="e1", recording_urls=RecordingUrls(mp3="https://a.example.com/r.mp3")),
        id="object",
    ),
]

# what the other side sends otherwise than it is documented: body, event
ODD = [
    pytest.param(
        wrapped("conference.created", occurred_at="2026-11-20T09:00:00Z", payload={}),
        ConferenceCreatedEvent(id="e1", occurred_at=NINE),
        id="moment in the other place",
    ),
    pytest.param(
        wrapped("conference.floor.changed", payload={"conference_id": "f"}),
        ConferenceFloorChangedEvent(id="e1", conference_id="f", is_flat=False),
        id="envelope where none is documented",
    ),
    pytest.param(
        {"event_type": "call.hangup", "payload": {"to": "1", "new": 1}},
        CallHangupEvent(to="1", is_flat=True, extra={"/payload/new": 1}),
        id="no envelope where one is documented",
    ),
    pytest.param(
        wrapped("call.hangup", payload={"new": {"a": [1, None]}, "to": "1"}, other=True, meta={"status": "sent"})
        | {"more": "x"},
        CallHangupEvent(
            id="e1",
            to="1",
            extra={"/data/payload/new": {"a": [1, None]}, "/data/other": True, "/meta/status": "sent", "/more": "x"},
        ),
        id="unknown names everywhere",
    ),
    pytest.param(
        wrapped("call.hangup", payload={"a/b~c": 1, "": 2, "nothing": None}),
        CallHangupEvent(id="e1", extra={"/data/payload/a~1b~0c": 1, "/data/payload/": 2}),
        id="names that a pointer escapes, and null",
    ),
    pytest.param(
        wrapped("call.cost", payload={"cost_parts": [{"cost": "1"}, {"cost": "2", "new": 1}]}),
        CallCostEvent(
            id="e1",
            cost_parts=(CostPart(cost="1"), CostPart(cost="2")),
            extra={"/data/payload/cost_parts/1/new": 1},
        ),
        id="unknown name in a list",
    ),
    pytest.param(
        wrapped("call.enqueued", payload={"current_position": "7", "connection_id": 7}),
        CallEnqueuedEvent(id="e1", current_position=7, connection_id="7"),
        id="number as a text, text as a number",
    ),
    pytest.param(
        wrapped("call.new.thing", occurred_at="2026-11-20T09:00:00Z", payload={"to": "1"}, meta=META),
        Webhook(
            **SENT,
            event_type="call.new.thing",
            extra={"/data/payload/to": "1", "/data/occurred_at": "2026-11-20T09:00:00Z"},
        ),
        id="unknown event",
    ),
]

# body, event, problems
UNREADABLE = [
    pytest.param(
        wrapped("call.enqueued", payload={"current_position": "first", "queue": ["a"], "client_state": True}),
        {
            "/data/payload/current_position": "first",
            "/data/payload/queue": ["a"],
            "/data/payload/client_state": True,
        },
        id="values of other types",
    ),
    pytest.param(
        wrapped("call.cost", payload={"cost_parts": [{"cost": "1"}, 7], "occurred_at": "now"}),
        {"/data/payload/cost_parts": [{"cost": "1"}, 7], "/data/payload/occurred_at": "now"},
        id="list with something else in it, no moment",
    ),
    pytest.param(
        wrapped("call.cost", payload={"cost_parts": [None], "billed_duration_secs": 1.5}),
        {"/data/payload/cost_parts": [None], "/data/payload/billed_duration_secs": 1.5},
        id="list with nothing in it, fraction",
    ),
    pytest.param(
        wrapped("call.hangup", payload={"call_quality_stats": {"inbound": {"mos": []}, "outbound": 1}}),
        {"/data/payload/call_quality_stats/inbound/mos": [], "/data/payload/call_quality_stats/outbound": 1},
        id="values inside values",
    ),
]

NO_EVENTS = [
    (b"", "the body is not JSON: JSONDecodeError"),
    (b"{", "the body is not JSON: JSONDecodeError"),
    (b"a=1&b=2", "the body is not JSON: JSONDecodeError"),
    (b'{"a": NaN}', "the body is not JSON: ValueError"),
    (b'{"a": 1e999, "b": Infinity}', "the body is not JSON: ValueError"),
    (b'{"a": "\xff"}', "the body is not JSON: UnicodeDecodeError"),
    (b"[" * 100_000, "the body is not JSON: RecursionError"),
    (b'{"a":' * 100_000, "the body is not JSON: RecursionError"),
    (b'{"a": ' + b"9" * 5_000 + b"}", "the body is not JSON: ValueError"),
    (b"[]", "the body is JSON, but not an object"),
    (b"null", "the body is JSON, but not an object"),
    (b"{}", "event_type is missing"),
    (b'{"data": {}}', "event_type is missing"),
    (b'{"data": []}', "event_type is missing"),
    (b'{"event_type": null}', "event_type is missing"),
    (b'{"data": {"event_type": 7.5}}', "/data/event_type is unreadable"),
]


class TestParse:
    @pytest.mark.parametrize(("body", "event"), [*BODIES, *ODD])
    def test_body_is_read_whole(self, body: dict[str, Any], event: Webhook) -> None:
        assert event == parse(json.dumps(body).encode())

    @pytest.mark.parametrize(("body", "kept"), UNREADABLE)
    def test_what_cannot_be_read_is_kept_and_told(self, body: dict[str, Any], kept: dict[str, Any]) -> None:
        event = parse(json.dumps(body).encode())

        assert kept == event.extra
        assert {f"{pointer} is unreadable" for pointer in kept} == set(event.problems)

    @pytest.mark.parametrize(("raw", "problem"), NO_EVENTS, ids=[problem for _, problem in NO_EVENTS])
    def test_what_is_no_event_has_a_problem(self, raw: bytes, problem: str) -> None:
        event = parse(raw)

        assert (Webhook, (problem,)) == (type(event), event.problems)

    def test_first_value_of_a_repeated_name_counts(self) -> None:
        event = parse(b'{"data": {"event_type": "call.hold", "id": "1", "id": "2", "id": "3"}}')

        assert ("1", ("id came more than once",)) == (event.id, event.problems)

    def test_text_is_such_as_every_store_holds(self) -> None:
        event = parse(
            b'{"data": {"event_type": "call.hold", "id": "a\\u0000b", "x": ["\\ud83d", {"\\u0000": "\\udc00"}]}}'
        )

        assert ("a\u2400b", {"/data/x": ["?", {"\u2400": "?"}]}) == (event.id, event.extra)

    def test_other_letters_are_read(self) -> None:
        assert "\u00fc\U0001f600" == parse('{"event_type": "x", "id": "\u00fc\U0001f600"}'.encode()).id
        assert "\u00fc\U0001f600" == parse(b'{"event_type": "x", "id": "\\u00fc\\ud83d\\ude00"}').id

    @given(
        raw=st.binary(max_size=60)
        | st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(
                        [
                            "data",
                            "meta",
                            "payload",
                            "event_type",
                            "id",
                            "occurred_at",
                            "attempt",
                            "cost_parts",
                            "to",
                            "x",
                        ]
                    )
                    | st.text(max_size=3),
                    inner | st.sampled_from(sorted(EVENTS)),
                    max_size=5,
                )
            ),
        ).map(lambda value: json.dumps(value).encode())
    )
    @settings(max_examples=300)
    def test_any_bytes_are_read_without_an_error(self, raw: bytes) -> None:
        event = parse(raw)

        assert isinstance(event, Webhook)
        assert isinstance(hash(event), int)
        assert event == parse(raw)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
VALUES = {
    str: TEXT,
    int: st.integers(-(2**63), 2**63),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


def values(shape: Any) -> st.SearchStrategy[Any]:
    if get_origin(shape) is tuple:
        return st.lists(values(get_args(shape)[0]), max_size=3).map(tuple)
    if issubclass(shape, Record):
        return records(shape)
    return VALUES[shape]


@st.composite
def records(draw: st.DrawFn, cls: type[Record]) -> Record:
    return cls(**{row.name: draw(values(row.shape)) for row in params(cls) if draw(st.booleans())})


@st.composite
def webhooks(draw: st.DrawFn) -> Webhook:
    """Draw an event of any class, with anything in it."""
    cls = draw(st.sampled_from([*EVENTS.values(), Webhook]))
    given = {
        row.name: draw(values(row.shape))
        for row in params(cls)
        if row.name != "event_type" and draw(st.booleans())
    }  # fmt: skip
    if cls is Webhook:
        given["event_type"] = draw(TEXT.filter(lambda name: name and name not in EVENTS))
    is_flat = draw(st.booleans())
    pointers = draw(st.lists(st.sampled_from(["new", "a~1b", "payload/new", "payload/~0"]), unique=True, max_size=3))
    extra = {f"{'' if is_flat else '/data'}/{pointer}": draw(TEXT) for pointer in pointers}
    if draw(st.booleans()):
        extra["/meta/status"] = draw(st.lists(st.integers(), min_size=1))
    return cls(**given, is_flat=is_flat, extra=extra)


class TestToJson:
    @given(webhook=webhooks())
    @settings(max_examples=300)
    def test_every_event_is_read_as_it_was_written(self, webhook: Webhook) -> None:
        assert webhook == parse(to_json(webhook))

    @pytest.mark.parametrize(("body", "event"), BODIES)
    def test_body_is_as_a_page_shows_it(self, body: dict[str, Any], event: Webhook) -> None:
        assert _without_nulls(body) == _without_nulls(json.loads(to_json(event)))

    @pytest.mark.parametrize(
        ("body", "event"), [item for item in ODD if item.id != "number as a text, text as a number"]
    )
    def test_what_was_odd_goes_out_as_it_came(self, body: dict[str, Any], event: Webhook) -> None:
        assert event == parse(to_json(event))

    def test_value_that_the_platform_sends_as_null_is_null(self) -> None:
        payload = json.loads(to_json(CallCostEvent(id="1")))["data"]["payload"]

        assert {
            "client_state": None,
            "billed_duration_secs": None,
            "billing_group_id": None,
            "total_cost": None,
        } == payload


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_nulls(part) for name, part in value.items() if part is not None}
    return value
