"""How a command gets its result: attempts and pauses, as generators that runners drive; pure.

A runner performs what a flow yields, an `Attempt` or a `Pause`, and sends back what became of the attempt. Time and
randomness are arguments, so every schedule can be tested to the second without a clock.
"""

from collections.abc import Callable, Generator
from typing import Any, NamedTuple, NoReturn, TypeVar, cast

from texml.client.answers import Answered, Lost, error_of, result_of, retry_after_s
from texml.client.requests import Request, request_of
from texml.errors import ApiError, OutcomeUncertain
from texml.vocabulary.control.command import Command

__all__ = ["RETRIES", "Attempt", "Pause", "Retries", "Surroundings", "carry_out"]

_R = TypeVar("_R")

_COMMAND_ID_WINDOW_S = 60.0  # page receiving-webhooks: how long a command_id is remembered
_MARGIN_S = 5.0
_RETRIED = frozenset({408, 429, 500, 502, 503, 504})


class Attempt(NamedTuple):
    """Send this request, and send back what became of it."""

    request: Request


class Pause(NamedTuple):
    """Wait so long."""

    seconds: float


class Retries(NamedTuple):
    """How patient a client is.

    *attempts* is how often a command is sent at most. Pauses begin with *first_pause_s* and double up to
    *longest_pause_s*; a random part of up to the half is taken off, so that clients that fail together do not come
    back together. Where the platform says when to come back, it is asked no earlier; if that is longer than
    *patience_s*, not again.
    """

    attempts: int = 3
    first_pause_s: float = 0.5
    longest_pause_s: float = 8.0
    patience_s: float = 30.0

    def pause_s(self, attempts: int, asked_s: float | None, random: float) -> float | None:
        """Return how long to wait after so many *attempts*, None to give up; *random* is from 0 to 1."""
        if attempts >= self.attempts or (asked_s is not None and asked_s > self.patience_s):
            return None
        own = min(self.longest_pause_s, self.first_pause_s * 2.0 ** (attempts - 1)) * (1 - random / 2)
        return own if asked_s is None else max(own, asked_s)


RETRIES = Retries()
"""How patient a client is unless it is told otherwise."""


class Surroundings(NamedTuple):
    """What a flow has of the world: a clock in seconds, random numbers from 0 to 1, names for commands."""

    now: Callable[[], float]
    random: Callable[[], float]
    new_id: Callable[[], str]


_Flow = Generator[Attempt | Pause, Answered | Lost | None, _R]


def carry_out(command: Command[_R], retries: Retries, world: Surroundings) -> _Flow[_R]:
    """Yield what to do until the result of *command* is known, and return it.

    A request is sent again where it certainly did nothing (no connection, 429), and after an uncertain end (no answer,
    408, 5xx) only where a second time does no harm: the HTTP method says so, or the command has a command_id, which
    stays the same and is remembered by the platform for a minute.

    Raises: ApiError.
    """
    if command.takes_command_id() and command.given.get("command_id") is None:
        command = command.replace(command_id=world.new_id())
    request = request_of(command)
    began = world.now()
    may_be_done = False
    attempts = 0
    while True:
        outcome = yield Attempt(request)
        attempts += 1
        if isinstance(outcome, Answered) and 200 <= outcome.status < 300:
            return result_of(command, outcome, attempts=attempts)
        assert outcome is not None, "a runner sends the outcome of an attempt"  # noqa: S101
        if may_be_done and _says_gone(command, outcome):
            return cast("_R", None)
        error = error_of(command, outcome, attempts=attempts)
        may_be_done = may_be_done or _may_be_done(command, outcome)
        pause = _pause(outcome, retries, world.random(), attempts=attempts)
        if pause is None or (may_be_done and not _may_repeat(command, world.now() + pause - began)):
            _give_up(command, error, may_be_done=may_be_done)
        yield Pause(pause)


def _pause(outcome: Answered | Lost, retries: Retries, random: float, *, attempts: int) -> float | None:
    if isinstance(outcome, Lost):
        return retries.pause_s(attempts, None, random)
    if outcome.status not in _RETRIED:
        return None
    return retries.pause_s(attempts, retry_after_s(outcome), random)


def _may_be_done(command: Command[Any], outcome: Answered | Lost) -> bool:
    """Return whether the platform may have carried out what did not succeed."""
    if command.http_method == "GET":
        return False
    return outcome.was_sent if isinstance(outcome, Lost) else outcome.status == 408 or outcome.status >= 500


def _may_repeat(command: Command[Any], age_s: float) -> bool:
    """Return whether a second time does no harm, *age_s* after the first."""
    if command.is_idempotent():
        return True
    return command.takes_command_id() and age_s < _COMMAND_ID_WINDOW_S - _MARGIN_S


def _says_gone(command: Command[Any], outcome: Answered | Lost) -> bool:
    """Return whether a second DELETE found nothing left: the first one did it."""
    return command.http_method == "DELETE" and isinstance(outcome, Answered) and outcome.status == 404


def _give_up(command: Command[Any], error: ApiError, *, may_be_done: bool) -> NoReturn:
    if not may_be_done:
        raise error
    # Also where the last answer is a refusal: what an earlier attempt did may be the reason for it.
    find_out = command.find_out
    uncertain = OutcomeUncertain(
        f"{error}; whether it was done is uncertain" + (f"; to find out: {find_out}" if find_out else ""),
        command=error.command,
        status=error.status,
        request_id=error.request_id,
        body=error.body,
        problems=error.problems,
        attempts=error.attempts,
    )
    uncertain.find_out = find_out
    raise uncertain from error
