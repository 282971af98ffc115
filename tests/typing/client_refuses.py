"""What must not type-check of the client; each line carries an ignore for both checkers. Nothing here is run."""

from texml.client import AsyncClient, Client
from texml.vocabulary.control.conference_actions import JoinConference


def waiting(client: Client) -> None:
    client.conferences.actions.join("c")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.conferences.actions.join("c", "v3:a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.conferences.actions.mute("c", call_control_id="v3:a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.conferences.actions.mute(1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.conferences.list(filter="Business")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    client.conferences.retrieve("c", region="EU")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    bool(client.conferences.retrieve("c").id)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    client.conferences.destroy("c")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    client.queues.calls.update("v3:a")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    client.calls.actions.record("v3:a")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


async def awaited(client: AsyncClient) -> None:
    bool(client.conferences.retrieve("c").data)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    await client.conferences.retrieve()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    for _ in client.conferences.list():  # type: ignore[attr-defined]  # pyright: ignore[reportGeneralTypeIssues]
        pass


def values() -> None:
    JoinConference("c", call_control_id="v3:a").hold = True  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    JoinConference("c", call_control_id="v3:a", hold="yes")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
