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

Each name is loaded when it is asked for: who writes documents needs few of them.
"""

TYPE_CHECKING = False  # as in texml/__init__.py
if TYPE_CHECKING:
    from texml.errors.commands import (
        ApiError,
        ApiProblem,
        ArgumentType,
        CommandError,
        ConnectionFailed,
        InvalidArgument,
        MissingArgument,
        NotAuthenticated,
        NotFound,
        NotPermitted,
        NotValid,
        OutcomeUncertain,
        RateLimited,
        ServerFailed,
        StatusError,
        TimedOut,
        UnexpectedAnswer,
        UnknownArgument,
    )
    from texml.errors.documents import (
        DocumentError,
        FrozenElement,
        InvalidDocument,
        InvalidNesting,
        InvalidValue,
        InvalidXml,
        MissingAttribute,
        MissingContent,
        UnknownAttribute,
        WrongType,
    )
    from texml.errors.emulator import (
        ClockError,
        EmulatorError,
        ExpectationFailed,
        FaultError,
        FetchRefused,
        InputRefused,
        ScriptError,
        UnknownSubject,
    )
    from texml.errors.records import (
        FrozenRecord,
        UnknownField,
    )
    from texml.errors.root import (
        TexmlError,
    )
    from texml.errors.webhooks import (
        InvalidKey,
        Refusal,
        Unauthentic,
        Untimely,
        WebhookError,
    )

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

_HOMES = ("documents", "records", "commands", "webhooks", "emulator", "root")  # what is asked for most comes first


def __getattr__(name: str) -> object:
    """Load a name from its home, and call that this module: it is what tracebacks are to show."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    homes = (__import__(f"{__name__}.{home}", fromlist=[name]) for home in _HOMES)
    found = globals()[name] = next(getattr(home, name) for home in homes if name in home.__all__)
    if isinstance(found, type):
        found.__module__ = __name__
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
