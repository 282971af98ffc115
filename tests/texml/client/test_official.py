"""The official `telnyx` package as a witness: the same calls send the same requests, wherever both can express them."""

import json
import re
from collections.abc import Iterator
from functools import reduce
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest

from texml.client import Client
from texml.client.api.api import Api
from texml.client.requests import request_of

telnyx = pytest.importorskip("telnyx", reason="the official package is not installed: pip install telnyx (extra test)")

BASE_URL = "https://platform.test/v2"
KEY = "KEY0123456789"

# What the official package cannot express, and why.
NOT_THERE = {
    # It never sends cursors.
    "page_after", "page_before", "page_limit",
}  # fmt: skip
# It wants a call to bridge with even where a queue or a video room takes its place, which the documentation excludes.
NOT_WITHOUT = {"calls.actions.bridge": "call_control_id_to_bridge_with"}
# A body as a whole, whose names it does not change.
WHOLE_BODY = "texml.accounts.calls.calls"


def operations(resource: type[Any] = Api, path: str = "") -> Iterator[tuple[str, Any]]:
    for name, item in vars(resource).items():
        if isinstance(item, property):
            yield from operations(type(getattr(resource(None), name)), f"{path}{name}.")
        elif hasattr(item, "command"):
            yield f"{path}{name}", item.command


OPERATIONS = dict(operations())


class Recording(httpx.BaseTransport):
    """Keep each request, and answer every one with nothing much."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        return httpx.Response(200, json={"data": {}})


@pytest.fixture(scope="module")
def official() -> Iterator[tuple[Any, Recording]]:
    transport = Recording()
    with httpx.Client(transport=transport) as http:
        yield telnyx.Telnyx(api_key=KEY, base_url=BASE_URL, http_client=http, max_retries=0), transport


@pytest.fixture(scope="module")
def ours() -> Iterator[tuple[Client, Recording]]:
    transport = Recording()
    with Client(KEY, base_url=BASE_URL, transport=transport) as client:
        yield client, transport


def sent(request: httpx.Request) -> dict[str, Any]:
    """Return what counts of a request; a command_id that nobody gave is ours alone."""
    path, _, query = request.url.raw_path.decode().partition("?")
    body = json.loads(request.content) if request.content else None
    made_up = isinstance(body, dict) and re.fullmatch(r"[0-9a-f-]{36}", str(body.get("command_id")))
    return {
        "method": request.method,
        "path": path,
        "query": sorted(parse_qsl(query, keep_blank_values=True)),
        "body": {name: value for name, value in body.items() if name != "command_id"} if made_up else body,
        "key": request.headers["authorization"],
    }


def call(client: Any, name: str, given: dict[str, Any]) -> None:
    reduce(getattr, name.split("."), client)(**given)


def for_the_official_one(command: Any, given: dict[str, Any]) -> dict[str, Any]:
    if command.name_of_command != WHOLE_BODY:
        return given
    (path_word,) = re.findall(r"\{(\w+)\}", command.http_path)
    return {path_word: given[path_word], "body": json.loads(request_of(command(**given)).content)}


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_both_send_the_same(
    name: str, official: tuple[Any, Recording], ours: tuple[Client, Recording], calls_of: Any
) -> None:
    for every in calls_of(OPERATIONS[name]):
        given = {key: value for key, value in every.items() if key not in NOT_THERE}
        if NOT_WITHOUT.get(name, "command") not in {"command", *given}:
            continue

        call(official[0], name, for_the_official_one(OPERATIONS[name], given))
        call(ours[0], name, given)

        assert sent(official[1].requests[-1]) == sent(ours[1].requests[-1])


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_both_send_the_same_with_no_more_than_what_is_required(
    name: str, official: tuple[Any, Recording], ours: tuple[Client, Recording], calls_of: Any
) -> None:
    command = OPERATIONS[name]
    every = calls_of(command)[0]
    given = {key: value for key, value in every.items() if key not in command.optional}
    if name in NOT_WITHOUT:
        given[NOT_WITHOUT[name]] = every[NOT_WITHOUT[name]]

    call(official[0], name, for_the_official_one(command, given))
    call(ours[0], name, given)

    assert sent(official[1].requests[-1]) == sent(ours[1].requests[-1])


@pytest.mark.parametrize("word", ["a/b", "a b", "v3:abc_-=", "ü", "a?b#c", "50%", "a&b=c;d,e@f"])
def test_both_quote_a_path_alike(word: str, official: tuple[Any, Recording], ours: tuple[Client, Recording]) -> None:
    for client, _ in (official, ours):
        client.conferences.actions.mute(word)

    assert official[1].requests[-1].url.raw_path == ours[1].requests[-1].url.raw_path
