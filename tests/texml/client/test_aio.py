"""The client whose operations are awaited: the same flows, and pauses that let others work."""

import asyncio
from typing import Any

import httpx
import pytest

from texml.client import AsyncClient, Retries, Surroundings, Timeouts
from texml.errors import ConnectionFailed, OutcomeUncertain
from texml.vocabulary.control.conferences import RetrieveConference

KEY = "KEY0123456789"
OK = {"data": {"id": "c1", "result": "ok"}}
WORLD = Surroundings(lambda: 0.0, lambda: 0.0, lambda: "one")


def client_of(*outcomes: Exception | int, **options: Any) -> AsyncClient:
    left = list(outcomes)

    async def handler(request: httpx.Request) -> httpx.Response:
        outcome = left.pop(0) if left else 200
        if isinstance(outcome, Exception):
            raise outcome
        return httpx.Response(outcome, json=OK)

    transport = httpx.MockTransport(handler)
    return AsyncClient(KEY, base_url="https://platform.test/v2", transport=transport, world=WORLD, **options)


def test_command_is_a_value_that_can_be_sent() -> None:
    async def send() -> str:
        async with client_of() as client:
            return (await client.send(RetrieveConference("c1"))).data.id

    assert "c1" == asyncio.run(send())


def test_pauses_are_awaited() -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async def send() -> None:
        async with client_of(503, httpx.ConnectError("no"), sleep=sleep) as client:
            await client.conferences.retrieve("c1")

    asyncio.run(send())

    assert [0.5, 1.0] == slept


@pytest.mark.parametrize(
    ("outcome", "raised"), [(httpx.ConnectError("no"), ConnectionFailed), (httpx.ReadError("cut"), OutcomeUncertain)]
)
def test_errors_come_out_as_ours(outcome: Exception, raised: type[Exception]) -> None:
    async def send() -> None:
        async with client_of(outcome) as client:
            await client.with_options(retries=Retries(attempts=1)).conferences.actions.mute("c1")

    with pytest.raises(raised):
        asyncio.run(send())


def test_other_options_share_the_connections() -> None:
    async def send() -> None:
        async with client_of(503) as client:
            other = client.with_options(timeouts=Timeouts(1.0, 1.0), retries=Retries(attempts=1))
            with pytest.raises(Exception, match="503"):
                await other.conferences.retrieve("c1")

    asyncio.run(send())


def test_commands_go_out_side_by_side() -> None:
    async def send() -> list[str]:
        async with client_of() as client:
            answers = await asyncio.gather(*(client.conferences.retrieve(f"c{number}") for number in range(20)))
        return [answer.data.id for answer in answers]

    assert ["c1"] * 20 == asyncio.run(send())


def test_key_is_not_shown() -> None:
    assert "AsyncClient(base_url='https://platform.test/v2')" == repr(client_of())
