"""What the log reads of a JSON webhook, and what it does with rubbish."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.log.webhook import Webhook, read_webhook

WRAPPED = {
    "data": {
        "id": "0ccc7b54-4df3-4bca-a65a-3da1ecc777f0",
        "event_type": "conference.participant.joined",
        "occurred_at": "2026-11-20T10:00:00.250000Z",
        "record_type": "event",
        "payload": {"call_control_id": "v3:anna", "conference_id": "428c31b6", "reason": "all_left"},
    },
    "meta": {"attempt": 1},
}


def read(found: Any) -> Webhook | None:
    return read_webhook(json.dumps(found).encode())


def test_wrapped_webhook_is_read() -> None:
    webhook = read(WRAPPED)

    assert webhook is not None
    assert ("0ccc7b54-4df3-4bca-a65a-3da1ecc777f0", "conference.participant.joined", "428c31b6", "v3:anna") == (
        webhook.id,
        webhook.event,
        webhook.conference,
        webhook.call,
    )
    assert datetime(2026, 11, 20, 10, 0, 0, 250_000, tzinfo=UTC) == webhook.occurred_at


def test_flat_webhook_is_read_as_the_wrapped_one() -> None:
    assert read(WRAPPED["data"]) == read(WRAPPED)


def test_time_may_stand_in_the_payload() -> None:
    data = {key: value for key, value in WRAPPED["data"].items() if key != "occurred_at"}
    data["payload"] = {"occurred_at": "2026-11-20T10:00:00Z"}

    webhook = read({"data": data})

    assert webhook is not None
    assert datetime(2026, 11, 20, 10, tzinfo=UTC) == webhook.occurred_at


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[1]",
        b"{}",
        b'{"data": 1}',
        b'{"data": {"id": 1, "event_type": "x"}}',
        b'{"data": {"id": "1"}}',
        b'{"id": "", "event_type": "x"}',
        b"[" * 100_000,
        b'{"data": ' + b"9" * 10_000 + b"}",
        b"\xff",
    ],
    ids=range(11),
)
def test_what_has_no_id_or_event_type_is_no_webhook(raw: bytes) -> None:
    assert read_webhook(raw) is None


@given(
    value=st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["data", "payload", "id", "event_type"]), inner)
        ),
    )
)
def test_any_json_is_read_or_is_no_webhook(value: Any) -> None:
    webhook = read(value)

    for text in (webhook.id, webhook.event) if webhook else ():
        text.replace("\0", "x").encode()
