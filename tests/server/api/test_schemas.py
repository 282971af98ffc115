"""What is really sent has the shape that is described."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from server.api.operations import OPERATIONS
from server.api.schemas import SCHEMAS

PATHS = {
    "/events": "Events",
    "/events?limit=2": "Events",
    "/events/2": "EventWithDeliveries",
    "/conferences": "Conferences",
    "/conferences?limit=1": "Conferences",
    "/conferences/standup": "Conference",
    "/rooms/weekly": "Room",
    "/deliveries/8": "Delivery",
    "/events?xyzzy=1": "Problem",
    "/events/99": "Problem",
    "/none": "Problem",
}


def validator(name: str) -> Any:
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.parametrize("path", PATHS)
def test_answer_has_the_shape_that_is_described(path: str, heard: FlaskClient) -> None:
    told = heard.get(f"/api{path}").json

    assert [] == [error.message for error in validator(PATHS[path]).iter_errors(told)]


ODD = (
    b"",
    b"\xff",
    b"{",
    b"[1]",
    b"a=1&a=2",
    b"CallSid=%00",
    b'{"data": {"id": "1", "event_type": "x.y"}}',
    b"a&" * 150,
)


@pytest.mark.parametrize("body", ODD)
@pytest.mark.parametrize("path", ["/callbacks/conference", "/webhooks", "/callbacks/stream"])
def test_odd_event_has_the_shape_that_is_described(path: str, body: bytes, client: FlaskClient) -> None:
    client.post(path, data=body)

    told = client.get("/api/events/1").json

    assert [] == [error.message for error in validator("EventWithDeliveries").iter_errors(told)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_one(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def test_every_schema_that_an_operation_names_is_there() -> None:
    assert {operation.schema for operation in OPERATIONS if operation.schema} <= set(SCHEMAS)
