"""Control the platform over its REST API: conferences, queues, calls and TeXML, waiting or awaited.

    with Client() as client:
        for conference in client.conferences.list(filter={"status": "in_progress"}):
            client.conferences.actions.mute(conference.id)

What can be asked is declared in `texml.vocabulary.control`, one class for each command; `Client.send` also takes such
a command as it is. What can go wrong is in `texml.errors`, below `CommandError` and `ApiError`.
"""

from typing import TYPE_CHECKING

from texml.client.flows import Retries, Surroundings
from texml.client.pages import AsyncPages, Pages
from texml.client.settings import BASE_URL, Timeouts
from texml.client.sync import Client

if TYPE_CHECKING:
    from texml.client.aio import AsyncClient

__all__ = ["BASE_URL", "AsyncClient", "AsyncPages", "Client", "Pages", "Retries", "Surroundings", "Timeouts"]


def __getattr__(name: str) -> object:
    # asyncio takes a sixth of the time of this import; who waits does not need it.
    if name == "AsyncClient":
        from texml.client.aio import AsyncClient  # noqa: PLC0415

        return AsyncClient
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
