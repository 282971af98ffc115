"""The client that waits: a thin runner of the flows over httpx."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from texml.client.answers import Answered, Lost
from texml.client.api.api import Api
from texml.client.flows import RETRIES, Attempt, Retries, Surroundings, carry_out
from texml.client.operations import Sync
from texml.client.pages import Pages
from texml.client.settings import TIMEOUTS, Settings, Timeouts, settings
from texml.client.transport import WORLD, answered, extensions, http_request, lost
from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.result import Page

__all__ = ["Client"]

_R = TypeVar("_R")
_PageT = TypeVar("_PageT", bound=Page[Any])
_T = TypeVar("_T")


class Client(Api[Sync]):
    """Command the platform: ``client.conferences.actions.mute("Business", call_control_ids=[...])``.

    *api_key* is by default that of ``TELNYX_API_KEY``, *base_url* that of ``TELNYX_BASE_URL`` or the platform's.
    *transport* is what carries requests: by default the network, with *http2* if asked for (package ``h2``).
    *retries* and *timeouts* say how patient the client is. *world* and *sleep* are clock, chance and waiting.

    Close it, or use it in a ``with`` statement. Threads may share it.

    Raises: NotAuthenticated if there is no key, ValueError if the base URL is none.
    """

    __slots__ = ("_http", "_options", "_retries", "_settings", "_sleep", "_world")

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        transport: httpx.BaseTransport | None = None,
        http2: bool = False,
        timeouts: Timeouts = TIMEOUTS,
        retries: Retries = RETRIES,
        world: Surroundings = WORLD,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        super().__init__(self)
        self._settings: Settings = settings(api_key, base_url)
        self._options = extensions(timeouts)
        self._retries = retries
        self._world = world
        self._sleep = sleep
        self._http = httpx.Client(transport=transport, http2=http2)

    def send(self, command: Command[_R]) -> _R:
        """Carry out *command* and return its result.

        Raises: ApiError if there is none; its subclasses say why.
        """
        flow = carry_out(command, self._retries, self._world)
        outcome: Answered | Lost | None = None
        while True:
            try:
                step = flow.send(outcome)
            except StopIteration as end:
                result: _R = end.value
                return result
            if isinstance(step, Attempt):
                outcome = self._attempt(step)
            else:
                self._sleep(step.seconds)
                outcome = None

    def pages(self, command: ListCommand[_PageT, _T]) -> Pages[_PageT, _T]:
        """Return the first page of a list, which asks for the others when it is iterated over.

        Raises: ApiError.
        """
        return Pages(self.send, command)

    def _attempt(self, attempt: Attempt) -> Answered | Lost:
        try:
            return answered(self._http.send(http_request(attempt.request, self._settings, self._options)))
        except httpx.RequestError as err:
            return lost(err)

    def with_options(self, *, retries: Retries | None = None, timeouts: Timeouts | None = None) -> "Client":
        """Return a client that shares this one's connections, with other *retries* or *timeouts*."""
        other = object.__new__(Client)
        for slot in Client.__slots__:
            setattr(other, slot, getattr(self, slot))
        Api.__init__(other, other)
        other._retries = self._retries if retries is None else retries
        other._options = self._options if timeouts is None else extensions(timeouts)
        return other

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Client(base_url={self._settings.base_url!r})"
