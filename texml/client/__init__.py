"""Control the platform over its REST API: conferences, queues, calls and TeXML, waiting or awaited.

    with Client() as client:
        for conference in client.conferences.list(filter={"status": "in_progress"}):
            client.conferences.actions.mute(conference.id)

What can be asked is declared in `texml.vocabulary.control`, one class for each command; `Client.send` also takes such
a command as it is. What can go wrong is in `texml.errors`, below `CommandError` and `ApiError`.
"""

from texml.client.aio import AsyncClient
from texml.client.flows import Retries, Surroundings
from texml.client.pages import AsyncPages, Pages
from texml.client.settings import BASE_URL, Timeouts
from texml.client.sync import Client

__all__ = ["BASE_URL", "AsyncClient", "AsyncPages", "Client", "Pages", "Retries", "Surroundings", "Timeouts"]
