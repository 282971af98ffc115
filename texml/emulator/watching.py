"""What a test asks of a world: who is in a conference and hears whom, and which callbacks were sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from texml.emulator.engine.effects import Deliver
from texml.emulator.naming import NAMES, hint, names_of
from texml.emulator.sending import Exchange
from texml.errors import EmulatorError

if TYPE_CHECKING:
    from texml.emulator.caller import Caller
    from texml.emulator.engine.snapshots import ConferenceView
    from texml.emulator.world import World

__all__ = ["Callback", "Callbacks", "Conference"]

_COPIES = ("forged", "expired", "unsigned")


@dataclass(frozen=True, slots=True, kw_only=True)
class Callback:
    """One callback as it was sent: its *params*, and the *status* that it was answered with, None for no answer.

    *name* is the kind of callback as the reference names it, *event* its StatusCallbackEvent, if it has one.
    """

    name: str
    event: str | None
    at: float
    url: str
    params: Mapping[str, str]
    status: int | None
    attempts: int


class Callbacks:
    """The callbacks that were sent, oldest first; each once, however often it had to be repeated."""

    def __init__(self, exchanges: list[Exchange]) -> None:
        self._exchanges = exchanges

    def of(self, name: str) -> "Callbacks":
        """Return those of one kind: by StatusCallbackEvent, CallStatus, or as the reference of callbacks names it.

        Raises: EmulatorError for a word that names none: nothing would ever be found.
        """
        if name not in NAMES:
            raise EmulatorError(hint(name))
        return Callbacks([item for item in self._exchanges if name in _names(item)])

    @property
    def count(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[Callback]:
        found: dict[str, list[Exchange]] = {}
        for exchange in self._exchanges:
            if isinstance(exchange.effect, Deliver):
                found.setdefault(exchange.effect.delivery, []).append(exchange)
        for attempts in found.values():
            effect = attempts[-1].effect
            if isinstance(effect, Deliver):
                params = dict(effect.params)
                yield Callback(
                    name=effect.callback,
                    event=params.get("StatusCallbackEvent"),
                    at=attempts[0].at,
                    url=effect.url,
                    params=params,
                    status=attempts[-1].answer.status,
                    attempts=len(attempts),
                )

    def __repr__(self) -> str:
        return f"<{self.count} callbacks: {', '.join(item.event or item.name for item in self)}>"


def _names(exchange: Exchange) -> tuple[str, ...]:
    effect = exchange.effect
    if not isinstance(effect, Deliver) or exchange.fault.startswith(_COPIES):
        return ()
    return names_of(effect)


class Conference:
    """A conference by its name: the one that lives, else the last one that did."""

    def __init__(self, world: "World", name: str) -> None:
        self._world = world
        self.name = " ".join(name.split())

    @property
    def view(self) -> "ConferenceView | None":
        """Return all that is to be seen of it at this moment, None where there never was one."""
        living = self._world.engine.room(self.name)
        if living is not None:
            return living
        return next((item for item in reversed(list(self._world.engine.conferences())) if item.name == self.name), None)

    @property
    def sid(self) -> str | None:
        """Return its ConferenceSid, None where there never was one."""
        view = self.view
        return None if view is None else view.sid

    @property
    def has_started(self) -> bool:
        """Return whether it has started, be it over or not."""
        view = self.view
        return view is not None and view.started_at is not None

    @property
    def has_ended(self) -> bool:
        """Return whether it is over."""
        view = self.view
        return view is not None and view.ended_at is not None

    @property
    def end_reason(self) -> str | None:
        """Return why it is over, None while it is not."""
        view = self.view
        return None if view is None else view.end_reason

    @property
    def participants(self) -> "set[Caller]":
        """Return who is in it, waiting or not."""
        view = self.view
        return set() if view is None else {self._world.caller(item.call) for item in view.participants}

    @property
    def waiting(self) -> "set[Caller]":
        """Return who waits for it to start."""
        view = self.view
        return set() if view is None else set(map(self._world.caller, view.waiting))

    @property
    def talkers(self) -> "set[Caller]":
        """Return who is heard when they speak: not waiting, not muted, not on hold."""
        view = self.view
        return set() if view is None else set(map(self._world.caller, view.talkers))

    def hears(self, caller: "Caller") -> "set[Caller]":
        """Return whom *caller* hears when they speak; nobody where it is not in the conference."""
        if caller not in self.participants or self.view is None:
            return set()
        return set(map(self._world.caller, self.view.hears(caller.sid)))

    def __repr__(self) -> str:
        names = ", ".join(sorted(caller.name for caller in self.participants))
        return f"<conference {self.name!r}: {names or 'empty'}>"
