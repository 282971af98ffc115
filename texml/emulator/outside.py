"""The world outside the platform: telephones that are dialed, and services that calls are handed to."""

from texml.emulator.driver import Reaction
from texml.emulator.engine.effects import Ring, ServiceStarted
from texml.emulator.engine.events import CalleeAnswers, CalleeFails, CalleeIsBusy, CalleeIsSilent, ServiceReturned

__all__ = ["Outside", "Phone"]

_PICKED_UP_AFTER_S = 3.0


class Phone:
    """A telephone that may be dialed. It is answered after three seconds, unless it is told otherwise."""

    def __init__(self, number: str) -> None:
        self.number = number
        self._after_s = _PICKED_UP_AFTER_S
        self._does = "answer"
        self._cause = ""

    def answers(self, *, after_s: float = _PICKED_UP_AFTER_S) -> "Phone":
        """Be answered so many seconds after it begins to ring."""
        return self._will("answer", after_s)

    def is_busy(self, *, after_s: float = 0.5) -> "Phone":
        """Be busy."""
        return self._will("busy", after_s)

    def is_silent(self, *, after_s: float | None = None) -> "Phone":
        """Ring until who dials gives up, or until the network does, *after_s* seconds."""
        return self._will("ring" if after_s is None else "silent", after_s or 0.0)

    def fails(self, cause: str = "unallocated_number", *, after_s: float = 0.5) -> "Phone":
        """Be out of reach, for *cause*: a hangup cause of the platform."""
        self._cause = cause
        return self._will("fail", after_s)

    def _will(self, does: str, after_s: float) -> "Phone":
        self._does = does
        self._after_s = after_s
        return self

    def rings(self, call: str) -> Reaction:
        """Return what comes of a ring."""
        match self._does:
            case "answer":
                return Reaction(CalleeAnswers(call), self._after_s)
            case "busy":
                return Reaction(CalleeIsBusy(call), self._after_s)
            case "silent":
                return Reaction(CalleeIsSilent(call), self._after_s)
            case "fail":
                return Reaction(CalleeFails(call, self._cause), self._after_s)
        return Reaction(None)


class Outside:
    """All telephones by their number, and what services return by their name."""

    def __init__(self) -> None:
        self._phones: dict[str, Phone] = {}
        self._results: dict[str, tuple[tuple[tuple[str, str], ...], float]] = {}

    def phone(self, number: str) -> Phone:
        """Return the telephone of that number."""
        return self._phones.setdefault(number, Phone(number))

    def returns(self, service: str, fields: tuple[tuple[str, str], ...], after_s: float) -> None:
        """Let a service return *fields* from now on."""
        self._results[service] = (fields, after_s)

    def react(self, effect: Ring | ServiceStarted) -> Reaction:
        """Return what the world outside does about *effect*."""
        if isinstance(effect, Ring):
            return self.phone(effect.to).rings(effect.call)
        if effect.service not in self._results:
            return Reaction(None)
        fields, after_s = self._results[effect.service]
        return Reaction(ServiceReturned(effect.call, fields), after_s)
