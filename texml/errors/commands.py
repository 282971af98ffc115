"""What cannot be sent to the REST API, and what came back instead of a result."""

from typing import NamedTuple

from texml.errors.root import TexmlError

__all__ = [
    "ApiError",
    "ApiProblem",
    "ArgumentType",
    "CommandError",
    "ConnectionFailed",
    "InvalidArgument",
    "MissingArgument",
    "NotAuthenticated",
    "NotFound",
    "NotPermitted",
    "NotValid",
    "OutcomeUncertain",
    "RateLimited",
    "ServerFailed",
    "StatusError",
    "TimedOut",
    "UnexpectedAnswer",
    "UnknownArgument",
]


class CommandError(TexmlError):
    """Say what cannot be sent: which argument of which command, what was found, what is allowed, the nearest word.

    Nothing was sent. *command* is the command's name, such as ``conferences.actions.join``; *argument* the name as it
    was given, with a dot where it stands inside another (``filter.status``), None for the command itself; the others
    are those of a `DocumentError`.
    """

    def __init__(
        self,
        problem: str,
        *,
        command: str,
        argument: str | None = None,
        found: object = None,
        allowed: str = "",
        nearest: str | tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.command = command
        self.argument = argument
        self.found = found
        self.allowed = allowed
        self.nearest = nearest

    @property
    def hint(self) -> str | None:
        """Return the question that names the nearest right word, or None where no word is near."""
        return f"did you mean {self.nearest!r}?" if self.nearest else None

    def __str__(self) -> str:
        place = self.command if self.argument is None else f"{self.command}: {self.argument}"
        allowed = f"allowed: {self.allowed}" if self.allowed else None
        return "; ".join(filter(None, (f"{place}: {self.problem}", allowed, self.hint)))


class UnknownArgument(CommandError, TypeError):
    """Say that a command has no argument of this name."""


class MissingArgument(CommandError, TypeError):
    """Say that a command lacks an argument that it cannot do without."""


class ArgumentType(CommandError, TypeError):
    """Say that a value is of a type that the argument does not take."""


class InvalidArgument(CommandError, ValueError):
    """Say that a value is outside its closed set, range or pattern, or cannot stand beside another."""


class ApiProblem(NamedTuple):
    """One of the errors in the platform's answer, in its own words; each is None where the answer lacks it."""

    code: str | None
    """Digits, such as ``90015``; the platform uses some of them for several things."""
    title: str | None
    detail: str | None
    pointer: str | None
    """The field of the request's body, as a JSON pointer: ``/call_control_id``."""
    parameter: str | None
    """The parameter of the request's query."""
    url: str | None
    """A page about the error."""


class ApiError(TexmlError):
    """Say why a command has no result.

    *command* is its name; *status* the HTTP status, *request_id* the platform's name for the request, *body* the
    answer as it came, each None where there was no answer; *problems* what the answer says is wrong; *attempts* how
    often the request was sent. Phone numbers are masked in the message, and in the message only. The key is nowhere.
    """

    def __init__(
        self,
        message: str,
        *,
        command: str,
        status: int | None = None,
        request_id: str | None = None,
        body: bytes | None = None,
        problems: tuple[ApiProblem, ...] = (),
        attempts: int = 1,
    ) -> None:
        super().__init__(message)
        self.command = command
        self.status = status
        self.request_id = request_id
        self.body = body
        self.problems = problems
        self.attempts = attempts

    @property
    def code(self) -> str | None:
        """Return the platform's code of the first problem."""
        return self.problems[0].code if self.problems else None

    @property
    def title(self) -> str | None:
        """Return the title of the first problem."""
        return self.problems[0].title if self.problems else None

    @property
    def detail(self) -> str | None:
        """Return what the platform says of the first problem."""
        return self.problems[0].detail if self.problems else None

    @property
    def pointer(self) -> str | None:
        """Return the field that the first problem is about, as a JSON pointer."""
        return self.problems[0].pointer if self.problems else None


class ConnectionFailed(ApiError, ConnectionError):
    """Say that no connection came about: the command was not sent, and it is safe to send it again."""


class TimedOut(ApiError, TimeoutError):
    """Say that the answer to a request that changes nothing, or may be repeated, did not come, or not whole."""


class OutcomeUncertain(ApiError):
    """Say that the platform may have carried the command out, or not: the answer was lost, or said that it failed.

    The command may not be sent again blindly; *find_out* says how to see what became of it.
    """

    find_out: str = ""


class UnexpectedAnswer(ApiError, ValueError):
    """Say that an answer is not what the documentation promises: no JSON, or without what it is read for."""


class StatusError(ApiError):
    """Say that the platform answered with a status that means no."""


class NotAuthenticated(StatusError):
    """Say that the platform does not know the key, or that there is none."""


class NotPermitted(StatusError, PermissionError):
    """Say that the key may not do this."""


class NotFound(StatusError, LookupError):
    """Say that the platform has nothing of that name."""


class NotValid(StatusError, ValueError):
    """Say what the platform found wrong with the command: a field, or the state that things are in."""


class RateLimited(StatusError):
    """Say that there were too many requests; *retry_after_s* is when to come back, None where the platform is mute."""

    retry_after_s: float | None = None


class ServerFailed(StatusError):
    """Say that the platform could not do it."""
