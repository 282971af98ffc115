"""Every error the library raises, in one tree.

TexmlError
├── DocumentError              what you wrote cannot stand in a TeXML document
│   ├── UnknownAttribute       (TypeError)   a keyword or XML attribute that the element does not have
│   ├── MissingAttribute       (TypeError)   an attribute that the element cannot do without
│   ├── WrongType              (TypeError)   a value of a type the attribute does not take
│   ├── InvalidValue           (ValueError)  the right type, but outside what is allowed
│   ├── MissingContent         (ValueError)  text or a child that the element cannot do without
│   ├── InvalidDocument        (ValueError)  all that is wrong with a document that was read
│   ├── InvalidNesting         (ValueError)  an element where it does not belong
│   └── InvalidXml             (ValueError)  not XML, or XML that no application should be sent
├── CommandError               what you gave to a REST command cannot be sent
│   ├── UnknownArgument        (TypeError)   a keyword that the command does not have
│   ├── MissingArgument        (TypeError)   an argument that the command cannot do without
│   ├── ArgumentType           (TypeError)   a value of a type the argument does not take
│   └── InvalidArgument        (ValueError)  the right type, but outside what is allowed, alone or beside others
├── ApiError                   the platform did not do what was asked, or did not say whether it did
│   ├── ConnectionFailed       (ConnectionError)  nobody was reached, so nothing was done
│   ├── TimedOut               (TimeoutError)     no answer in time to a request that changes nothing
│   ├── OutcomeUncertain       the command may have been carried out or not; how to find out
│   ├── UnexpectedAnswer       (ValueError)       an answer that is not what the documentation promises
│   └── StatusError            an answer that says no
│       ├── NotAuthenticated   401: the key is missing or wrong
│       ├── NotPermitted       (PermissionError)  403: the key may not do this
│       ├── NotFound           (LookupError)      404
│       ├── NotValid           (ValueError)       400 and 422: what the platform found wrong
│       ├── RateLimited        429: too many requests, and when to come back
│       └── ServerFailed       5xx and 408
├── EmulatorError              what the emulator was asked to do cannot be done
│   ├── FetchRefused           (ValueError)  a URL that the emulator must not fetch
│   ├── FaultError             (ValueError)  a fault that nobody can make happen
│   ├── ScriptError            (ValueError)  a line of a caller's script that says nothing
│   └── ExpectationFailed      (AssertionError)  a caller did not hear or get what a test expected
├── FrozenElement              (AttributeError)  an attempt to change an element in place
├── FrozenRecord               (AttributeError)  an attempt to change a request or an answer in place
├── UnknownField               (TypeError)       a keyword that a request or an answer does not have
├── WebhookError               what was sent to you cannot be trusted or read, or not with the keys you have
│   ├── InvalidKey             (ValueError)  a key of yours that cannot be one
│   └── Unauthentic            (ValueError)  a request that nothing proves to be the platform's
│       └── Untimely           (ValueError)  the platform's own, but of another time than now
└── InputRefused               (ValueError)  what cannot happen to the emulated platform as things stand
    ├── UnknownSubject         (LookupError) a call, conference, queue, fetch or delivery that it never had
    └── ClockError                           an attempt to turn its clock back

Each one also derives from the builtin error that a caller would expect.
"""

from typing import Literal, NamedTuple

__all__ = [
    "ApiError",
    "ApiProblem",
    "ArgumentType",
    "ClockError",
    "CommandError",
    "ConnectionFailed",
    "DocumentError",
    "EmulatorError",
    "ExpectationFailed",
    "FaultError",
    "FetchRefused",
    "FrozenElement",
    "FrozenRecord",
    "InputRefused",
    "InvalidArgument",
    "InvalidDocument",
    "InvalidKey",
    "InvalidNesting",
    "InvalidValue",
    "InvalidXml",
    "MissingArgument",
    "MissingAttribute",
    "MissingContent",
    "NotAuthenticated",
    "NotFound",
    "NotPermitted",
    "NotValid",
    "OutcomeUncertain",
    "RateLimited",
    "Refusal",
    "ScriptError",
    "ServerFailed",
    "StatusError",
    "TexmlError",
    "TimedOut",
    "Unauthentic",
    "UnexpectedAnswer",
    "UnknownArgument",
    "UnknownAttribute",
    "UnknownField",
    "UnknownSubject",
    "Untimely",
    "WebhookError",
    "WrongType",
]


class TexmlError(Exception):
    """Stand at the root of every error of this library."""


class DocumentError(TexmlError):
    """Say what cannot stand in a document: where, what was found, what is allowed, and the nearest right word.

    The message is made of the attributes, so callers never need to parse it:

    *element* is the tag name; *attribute* the name as it was given (Python spelling in a constructor, wire spelling
    in XML), None for the element itself; *problem* one clause that says what was found; *found* the value itself;
    *allowed* what would have been right; *nearest* the closest right word or words, or None. Where XML was read,
    *path* leads to the place (``/Response/Say[2]/@loop``) and *line* and *column* say where it
    is, counted from 1.
    """

    def __init__(
        self,
        problem: str,
        *,
        element: str,
        attribute: str | None = None,
        found: object = None,
        allowed: str = "",
        nearest: str | tuple[str, ...] | None = None,
        path: str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.element = element
        self.attribute = attribute
        self.found = found
        self.allowed = allowed
        self.nearest = nearest
        self.path = path
        self.line = line
        self.column = column

    @property
    def reason(self) -> str:
        """Return the message without its place: the problem and what is allowed."""
        return f"{self.problem}; allowed: {self.allowed}" if self.allowed else self.problem

    @property
    def hint(self) -> str | None:
        """Return the question that names the nearest right word, or None where no word is near."""
        return f"did you mean {self.nearest!r}?" if self.nearest else None

    def __str__(self) -> str:
        place = f"<{self.element}>"
        if self.attribute is not None:
            place += f" {self.attribute}"
        if self.line is not None:
            place += f" at line {self.line}"
        return "; ".join(filter(None, (f"{place}: {self.reason}", self.hint)))


class UnknownAttribute(DocumentError, TypeError):
    """Say that an element has no attribute of this name; the platform would ignore it without a word."""


class MissingAttribute(DocumentError, TypeError):
    """Say that an element lacks an attribute that it cannot do without."""


class WrongType(DocumentError, TypeError):
    """Say that a value is of a type that the attribute does not take."""


class InvalidValue(DocumentError, ValueError):
    """Say that a value is outside its closed set, range or pattern, or holds characters that XML cannot carry."""


class MissingContent(DocumentError, ValueError):
    """Say that an element lacks the text or child that it cannot do without."""


class InvalidNesting(DocumentError, ValueError):
    """Say that an element stands where the platform would drop it."""


class InvalidXml(DocumentError, ValueError):
    """Say that a text is not well-formed XML, or is XML that is refused unread (DTD, entities, size, depth)."""


class InvalidDocument(DocumentError, ValueError):
    """Say all that is wrong with a document that was read; *errors* holds each, the first one's facts are its own."""

    def __init__(self, errors: tuple[DocumentError, ...]) -> None:
        first = errors[0]
        super().__init__(
            first.problem,
            element=first.element,
            attribute=first.attribute,
            found=first.found,
            allowed=first.allowed,
            nearest=first.nearest,
            path=first.path,
            line=first.line,
            column=first.column,
        )
        self.errors = errors

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


class FrozenElement(TexmlError, AttributeError):
    """Say that elements do not change in place: a fluent call or a new element gives the changed value."""


class FrozenRecord(TexmlError, AttributeError):
    """Say that what was sent does not change in place: `replaced` gives a changed copy."""


class UnknownField(TexmlError, TypeError):
    """Say that a request or an answer has nothing of a name: *record* is its class, *name* what was given."""

    def __init__(self, record: str, name: str, nearest: str | tuple[str, ...] | None) -> None:
        hint = f"; did you mean {nearest!r}?" if nearest else ""
        super().__init__(f"{record}: it has no {name!r}{hint}")
        self.record = record
        self.name = name
        self.nearest = nearest


class WebhookError(TexmlError):
    """Say that a request that claims to be the platform's cannot be trusted or read."""


class InvalidKey(WebhookError, ValueError):
    """Say that a key cannot be used: it is not Base64, not of 32 bytes, or one under which anybody can sign."""


Refusal = Literal[
    "missing-header",
    "repeated-header",
    "malformed-timestamp",
    "signature-not-base64",
    "signature-length",
    "wrong-signature",
    "stale",
    "future",
]
"""Why a request is not taken for the platform's; a closed set of words, good as the label of a counter."""


class Unauthentic(WebhookError, ValueError):
    """Say that nothing proves a request to be the platform's: answer 401, and store no event of it.

    *kind* is the reason as one of the words of `Refusal`, *header* the header it was found in, None where the
    signature as such does not fit.
    """

    def __init__(self, kind: Refusal, problem: str, *, header: str | None = None) -> None:
        super().__init__(problem)
        self.kind: Refusal = kind
        self.header = header


class Untimely(Unauthentic):
    """Say that a request is signed rightly, but too long ago or too far in the future: a replay, or a wrong clock.

    *timestamp* is the time it names and *age_s* how many seconds ago that was, less than 0 for the future. Where every
    request is refused so, the clock of this machine is wrong: keep them, and verify them again with
    ``tolerance_s=math.inf``.
    """

    def __init__(self, kind: Refusal, problem: str, *, header: str, timestamp: int, age_s: float) -> None:
        super().__init__(kind, problem, header=header)
        self.timestamp = timestamp
        self.age_s = age_s


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
