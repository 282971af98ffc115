"""What the API needs of the emulated platform: its engine's views, a way to command it, and the applications."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar

from texml.emulator.engine.effects import Effect
from texml.emulator.engine.events import Application, Command
from texml.emulator.engine.snapshots import CallView, ConferenceView
from texml.emulator.rest.problems import NOT_FOUND, Refused
from texml.errors import UnknownSubject

__all__ = ["Engine", "Platform", "known"]

_V = TypeVar("_V", CallView, ConferenceView)


class Engine(Protocol):
    """The engine, as far as it is looked at."""

    @property
    def account_sid(self) -> str:
        """Return the account."""
        ...

    @property
    def connection_id(self) -> str:
        """Return the id of the application."""
        ...

    def moment(self, at: float) -> datetime:
        """Return the time of day of a moment on the engine's clock."""
        ...

    def calls(self) -> Iterator[CallView]:
        """Yield all calls so far."""
        ...

    def call(self, sid: str) -> CallView:
        """Return a call. Raises: UnknownSubject."""
        ...

    def conferences(self) -> Iterator[ConferenceView]:
        """Yield all conferences so far."""
        ...

    def conference(self, sid: str) -> ConferenceView:
        """Return a conference. Raises: UnknownSubject."""
        ...


class Platform(NamedTuple):
    """The platform: *engine* to look at, *command* to change it, *applications* by the number that leads to each.

    *command* returns what came of it first. It raises InputRefused where it cannot be carried out, and has changed
    nothing then. *applications* gives the only one for any number, where there is only one, else None.
    """

    engine: Engine
    command: Callable[[Command], Sequence[Effect]]
    applications: Callable[[str], Application | None]


def known(look_up: Callable[[str], _V], sid: str) -> _V:
    """Return what *look_up* of the engine finds under *sid*, over or not. Raises: Refused where there never was one."""
    try:
        return look_up(sid)
    except UnknownSubject:
        raise Refused(NOT_FOUND) from None
