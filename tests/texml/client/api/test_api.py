"""The tree of operations: all of the documentation, each sent as documented, and its answer read whole."""

import asyncio
import json
import re
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from texml.client import AsyncClient, Client, Pages
from texml.client.api.api import Api
from texml.client.operations import Resource
from texml.vocabulary.control.result import Answer, Page, Result, result_fields

WITNESS = json.loads((Path(__file__).parents[1] / "operations.json").read_text(encoding="utf-8"))
OPERATIONS = {operation["name"]: operation for operation in WITNESS["operations"]}
# Two spellings of one filter are documented; we send the newer one.
NOT_SENT = {
    ("texml.accounts.calls.retrieve_calls", name)
    for name in ("StartTime_gt", "StartTime_lt", "EndTime_gt", "EndTime_lt")
}


def tree(resource: type[Any] = Api, path: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the place and the method of each operation."""
    for name, item in vars(resource).items():
        if isinstance(item, property):
            inner = getattr(resource(None), name)
            yield from tree(type(inner), f"{path}{name}.")
        elif hasattr(item, "command"):
            yield f"{path}{name}", item


TREE = dict(tree())


def method_of(client: Any, name: str) -> Any:
    return reduce(getattr, name.split("."), client)


def test_every_documented_operation_is_there() -> None:
    assert set(OPERATIONS) == set(TREE)
    assert 84 == len(TREE)


@pytest.mark.parametrize("name", sorted(TREE))
def test_operation_is_where_its_command_says(name: str) -> None:
    assert name == TREE[name].command.name_of_command


@pytest.mark.parametrize("name", sorted(TREE))
def test_operation_is_sent_as_documented_with_every_argument(
    name: str, client: Client, platform: Any, calls_of: Any
) -> None:
    for given in calls_of(TREE[name].command):
        answer = method_of(client, name)(**given)

        assert_is_read_whole(answer.first if isinstance(answer, Pages) else answer)

    documented = {
        *OPERATIONS[name].get("query", {}),
        *(WITNESS["shapes"].get(OPERATIONS[name].get("body"), {}).get("fields", {})),
    }
    assert {(name, wire) for wire in documented} - NOT_SENT == platform.used


@pytest.mark.parametrize("name", sorted(TREE))
def test_awaited_operation_is_sent_alike(
    name: str, client: Client, async_client: AsyncClient, platform: Any, calls_of: Any
) -> None:
    async def send_all() -> list[Any]:
        async with async_client:
            return [await method_of(async_client, name)(**given) for given in calls_of(TREE[name].command)]

    awaited = asyncio.run(send_all())
    later = without_ids(platform.seen)
    platform.seen.clear()
    waited = [method_of(client, name)(**given) for given in calls_of(TREE[name].command)]

    assert [answer.first if isinstance(answer, Pages) else answer for answer in waited] == awaited
    assert without_ids(platform.seen) == later


def without_ids(seen: list[Any]) -> list[Any]:
    return [json.loads(re.sub(r'"command_id": "[0-9a-f-]{36}"', '"command_id": ""', json.dumps(one))) for one in seen]


def assert_is_read_whole(answer: Any) -> None:
    """Check that every documented field is an attribute, and of its type."""
    if answer is None:
        return
    assert isinstance(answer, Result)
    if isinstance(answer, Answer):
        assert "request-1" == answer.request_id
        assert_is_read_whole(answer.data)
        return
    if isinstance(answer, Page):
        assert 1 == len(answer.data)
        assert_is_read_whole(answer.data[0])
        assert set(answer.extra) <= {"data", "meta", answer.items_in}
        return
    assert {} == dict(answer.extra)
    for field in result_fields(type(answer)):
        assert getattr(answer, field.name) is not None, field.name


def test_path_words_are_quoted(client: Client, platform: Any) -> None:
    client.conferences.actions.mute("All hands/today ?#")

    assert ("All hands/today ?#",) == platform.seen[0][2]["path"]


def test_resource_has_no_room_for_more() -> None:
    with pytest.raises(AttributeError):
        Resource(None).other = 1  # type: ignore[arg-type, attr-defined]
