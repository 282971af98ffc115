"""Effects: plain frozen values; a request goes over the wire as a query or as a form."""

import dataclasses
from typing import Any, get_args

import pytest

from texml.emulator.engine import effects
from texml.emulator.engine.effects import Deliver, Fetch, WireRequest, wire_request

KINDS = [*get_args(effects.Effect)]
FORM = (("Content-Type", "application/x-www-form-urlencoded"),)


def fetch(**changes: Any) -> Fetch:
    made = Fetch(
        "fetch-1", 0.0, "v3:a", "https://app.example/voice", "POST", (("From", "+1312"),), "voice_url", 2.0, 65_536
    )
    return dataclasses.replace(made, **changes)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_effect_is_frozen_and_says_whether_it_waits_for_a_report(kind: type) -> None:
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    assert kind.awaits in (True, False)  # type: ignore[attr-defined]


def test_what_is_to_be_performed_is_what_an_event_reports() -> None:
    assert {kind.__name__ for kind in KINDS if kind.awaits} == {"Fetch", "Deliver", "Probe", "Ring", "ServiceStarted"}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, WireRequest("POST", "https://app.example/voice", FORM, b"From=%2B1312"), id="post is a form"),
        pytest.param(
            {"method": "GET"},
            WireRequest("GET", "https://app.example/voice?From=%2B1312", (), b""),
            id="get is a query",
        ),
        pytest.param(
            {"method": "GET", "url": "https://app.example/v?room=1#top"},
            WireRequest("GET", "https://app.example/v?room=1&From=%2B1312", (), b""),
            id="get keeps the query that is there and drops the fragment",
        ),
        pytest.param(
            {"url": "https://app.example/v?room=1"},
            WireRequest("POST", "https://app.example/v?room=1", FORM, b"From=%2B1312"),
            id="post leaves the query alone",
        ),
        pytest.param(
            {"params": (("SpeechResult", "zwölf & mehr"),)},
            WireRequest("POST", "https://app.example/voice", FORM, b"SpeechResult=zw%C3%B6lf+%26+mehr"),
            id="values are encoded as UTF-8",
        ),
        pytest.param(
            {"purpose": "http_request", "params": (), "headers": (("X-Key", "1"),), "body": "{}"},
            WireRequest("POST", "https://app.example/voice", (("X-Key", "1"),), b"{}"),
            id="an HttpRequest brings its own headers and body",
        ),
    ],
)
def test_request_on_the_wire(changes: dict[str, Any], expected: WireRequest) -> None:
    assert wire_request(fetch(**changes)) == expected


def test_delivery_on_the_wire() -> None:
    delivery = Deliver("d-1", 0.0, "v3:a", "https://app.example/cb", "POST", (("A", "1"),), "call_completed", 1, 2.0)

    assert wire_request(delivery) == WireRequest("POST", "https://app.example/cb", FORM, b"A=1")
