"""A platform that checks what it is sent against what is documented, and answers everything that is documented."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx
import pytest

from texml.client import AsyncClient, Client
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.declaration import arguments
from texml.vocabulary.control.together import AtMostOne, ExactlyOne

WITNESS = json.loads((Path(__file__).parent / "operations.json").read_text(encoding="utf-8"))
SHAPES = WITNESS["shapes"]
BY_NAME = {operation["name"]: operation for operation in WITNESS["operations"]}
BASE_URL = "https://platform.test/v2"
KEY = "KEY0123456789"


def resolved(shape: Any) -> Any:
    return SHAPES[shape] if isinstance(shape, str) else shape


class Platform:
    """Answer requests as documented; *seen* holds operation, query and body of each, *used* every argument."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, str], Any]] = []
        self.used: set[tuple[str, str]] = set()
        self.operations = [
            (operation, re.compile(re.sub(r"\\\{\w+\\\}", "([^/]+)", re.escape(operation["path"]))))
            for operation in WITNESS["operations"]
        ]

    def __call__(self, request: httpx.Request) -> httpx.Response:
        operation, segments = self.find(request)
        assert request.headers["authorization"] == f"Bearer {KEY}"
        query = dict(
            parse_qsl(request.url.query.decode(), keep_blank_values=True, strict_parsing=bool(request.url.query))
        )
        for name, text in query.items():
            check(from_text(text, operation["query"][name]), operation["query"][name], f"query {name}")
        body = None
        if request.method in {"POST", "PUT", "PATCH"}:
            assert request.headers["content-type"] == "application/json"
            body = json.loads(request.content)
            check(body, operation.get("body", {"is": "object", "fields": {}}), "body")
        else:
            assert request.content == b""
        self.used |= {(operation["name"], name) for name in (*query, *(body or ()))}
        self.seen.append((operation["name"], query, {"path": segments, "body": body}))
        if operation["answer"] is None:
            return httpx.Response(204)
        return httpx.Response(200, json=sample(operation["answer"]), headers={"x-request-id": "request-1"})

    async def answer_later(self, request: httpx.Request) -> httpx.Response:
        return self(request)

    def find(self, request: httpx.Request) -> tuple[dict[str, Any], tuple[str, ...]]:
        path = request.url.raw_path.decode().partition("?")[0].removeprefix("/v2")
        for operation, pattern in self.operations:
            found = pattern.fullmatch(path)
            if operation["method"] == request.method and found is not None:
                return operation, tuple(unquote(segment) for segment in found.groups())
        raise AssertionError(f"no operation is documented as {request.method} {path}")


def check(value: Any, shape: Any, place: str) -> None:
    """Fail where *value* is not of the documented *shape*."""
    shape = resolved(shape)
    kinds = {"text": str, "whole": int, "number": int | float, "flag": bool, "list": list, "object": dict}
    if shape["is"] == "either":
        assert any(is_of(value, one, place) for one in shape["of"]), (place, value)
        return
    assert isinstance(value, kinds[shape["is"]]), (place, value)
    assert shape["is"] in {"flag", "object"} or not isinstance(value, bool), (place, value)
    assert value in shape.get("words", [value]), (place, value)
    assert (
        shape.get("least", value) <= value <= shape.get("most", value) if "least" in shape or "most" in shape else True
    )
    if isinstance(value, str):
        assert shape.get("shortest", 0) <= len(value) <= shape.get("longest", 10_000), (place, value)
        assert re.search(shape.get("pattern", ""), value), (place, value)
        if "base64" in shape:
            base64.b64decode(value, validate=True)
    if isinstance(value, list):
        for item in value:
            check(item, shape["each"], place)
    if isinstance(value, dict) and "fields" in shape:
        assert set(value) <= set(shape["fields"]), (place, value)
        assert set(shape.get("needs", ())) <= set(value), (place, value)
        assert all(len(set(names) & set(value)) < 2 for names in shape.get("apart", ())), (place, value)
        for name, item in value.items():
            check(item, shape["fields"][name], f"{place}.{name}")


def is_of(value: Any, shape: Any, place: str) -> bool:
    try:
        check(value, shape, place)
    except AssertionError:
        return False
    return True


def from_text(text: str, shape: Any) -> Any:
    """Return what the text of a query parameter says."""
    kind = resolved(shape)["is"]
    if kind == "flag":
        return {"true": True, "false": False}[text]
    return int(text) if kind == "whole" else text


def sample(shape: Any, name: str = "") -> Any:
    """Return a value of the documented *shape*, with every field of an object."""
    shape = resolved(shape)
    match shape["is"]:
        case "either":
            return sample(shape["of"][-1], name)
        case "object":
            return {
                field: sample(inner, field) for field, inner in shape.get("fields", {"any": {"is": "flag"}}).items()
            }
        case "list":
            return [sample(shape["each"], name)]
        case "flag":
            return True
        case "whole" | "number":
            return shape.get("words", [shape.get("most", shape.get("least", 7))])[-1]
    return sample_text(shape, name)


def sample_text(shape: Any, name: str) -> str:
    if "words" in shape:
        # A whisperer has somebody to whisper to; the others do not.
        return "whisper" if "whisper" in shape["words"] and name == "supervisor_role" else shape["words"][-1]
    if "base64" in shape:
        return "aGF2ZSBhIG5pY2UgZGF5ID1d"
    if "pattern" in shape:
        return "1"
    if name.endswith("_at") or name.startswith(("start_time", "end_time")):
        return "2026-11-25T20:00:00.000Z"
    if name.startswith("date_"):
        return "Wed, 25 Nov 2026 20:00:00 +0000"
    lowered = name.lower()
    if lowered.endswith(("url", "statuscallback")):
        is_stream = lowered == "stream_url"
        return "wss://example.com/a" if is_stream else "https://example.com/a"
    return f"a {name}"


def calls_of(command: type[Command[Any]]) -> list[dict[str, Any]]:
    """Return arguments for as many calls as it takes to use every argument of *command* once."""
    given = {
        name: "one of/them" if "{" + name + "}" in command.http_path else value_of(command, name)
        for name in arguments(command)
    }
    apart = [rule.names for rule in command.together if isinstance(rule, AtMostOne | ExactlyOne)]
    rounds = max(map(len, apart), default=1)
    chosen = [{names[min(round_, len(names) - 1)] for names in apart} for round_ in range(rounds)]
    excluded = {name for names in apart for name in names}
    return [{name: value for name, value in given.items() if name not in excluded or name in kept} for kept in chosen]


def value_of(command: type[Command[Any]], name: str) -> Any:
    operation = BY_NAME[command.name_of_command]
    wire = arguments(command)[name].wire
    if name == "filter":
        return filter_of(operation["query"])
    if wire in operation.get("query", {}):
        return sample(operation["query"][wire], name)
    if command.__name__ == "StartTexmlCallStreaming" and wire == "Url":
        return "wss://example.com/a"
    body = operation["body"]
    fields = (SHAPES[body] if isinstance(body, str) else body)["fields"]
    found = sample(fields[wire], wire)
    if name == "conference_config":
        del found["hold_media_name"]
    return 1800 if name == "session_timeout_secs" else found


def filter_of(query: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, shape in query.items():
        keys = re.findall(r"\[([^\]]*)\]", name)
        if name.startswith("filter["):
            place = reduce(lambda inside, key: inside.setdefault(key, {}), keys[:-1], made)
            place[keys[-1]] = sample(shape, keys[-1])
    return made


@pytest.fixture
def platform() -> Platform:
    return Platform()


@pytest.fixture
def client(platform: Platform) -> Iterator[Client]:
    with Client(KEY, base_url=BASE_URL, transport=httpx.MockTransport(platform)) as client:
        yield client


@pytest.fixture
def async_client(platform: Platform) -> AsyncClient:
    return AsyncClient(KEY, base_url=BASE_URL, transport=httpx.MockTransport(platform.answer_later))


@pytest.fixture(scope="session", name="calls_of")
def calls_of_command() -> Callable[..., Any]:
    return calls_of


@pytest.fixture(scope="session")
def witness() -> dict[str, Any]:
    return WITNESS  # type: ignore[no-any-return]
