"""What the emulator cannot do, and what cannot happen to the emulated platform."""

from texml.errors.root import TexmlError

__all__ = [
    "ClockError",
    "EmulatorError",
    "ExpectationFailed",
    "FaultError",
    "FetchRefused",
    "InputRefused",
    "ScriptError",
    "UnknownSubject",
]


class InputRefused(TexmlError, ValueError):
    """Say that the emulator's engine cannot take an input as things stand; the engine is as it was before.

    *event* is the kind of input, *problem* what was found, *allowed* what it takes instead.
    """

    def __init__(self, event: str, problem: str, allowed: str) -> None:
        super().__init__(f"{event}: {problem}; allowed: {allowed}")
        self.event = event
        self.problem = problem
        self.allowed = allowed


class UnknownSubject(InputRefused, LookupError):
    """Say that the emulator never had the call, conference, queue, fetch or delivery that an input names."""


class ClockError(InputRefused):
    """Say that the emulator's clock only goes forward."""


class EmulatorError(TexmlError):
    """Say that the emulator cannot do what it was asked to; what an application does wrong is in the timeline."""


class FetchRefused(EmulatorError, ValueError):
    """Say that a URL is not fetched: it leads neither to this machine nor to a host that was allowed."""


class FaultError(EmulatorError, ValueError):
    """Say what is wrong with the words that a fault was asked for in."""


class ScriptError(EmulatorError, ValueError):
    """Say what is wrong in a caller's script: the *line*, counted from 1, what was *found* and what is *allowed*."""

    def __init__(self, problem: str, *, line: int, found: str = "", allowed: str = "") -> None:
        super().__init__(f"line {line}: {problem}")
        self.problem = problem
        self.line = line
        self.found = found
        self.allowed = allowed


class ExpectationFailed(EmulatorError, AssertionError):
    """Say what a test expected of a caller, and what happened instead."""
