"""What a call's script is told: something happened that it may wait for.

Besides these, it is handed the answers to its own fetches, probes and services as the events that they came as.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

from texml.vocabulary.choices import Method

if TYPE_CHECKING:
    from texml.emulator.engine.calls import Call

__all__ = [
    "TICK",
    "Answered",
    "Bridged",
    "Dequeued",
    "Greeting",
    "Held",
    "Keys",
    "Left",
    "LegOver",
    "LegReady",
    "Play",
    "Speech",
    "Started",
    "Taken",
    "Tick",
    "Unbridged",
    "Unheld",
]


class Tick:
    """The time has come that the script waits for."""

    __slots__ = ()


TICK: Final = Tick()


class _About:
    """A message about one thing, which *subject* tells from others of its kind."""

    __slots__ = ("subject",)

    def __init__(self, subject: object) -> None:
        self.subject = subject


class Greeting(NamedTuple):
    """A document for who waited in a queue."""

    url: str
    method: Method
    base: str | None


class Keys:
    """Keys were pressed."""

    __slots__ = ("digits",)

    def __init__(self, digits: str) -> None:
        self.digits = digits


class Speech:
    """The caller speaks, until *until*."""

    __slots__ = ("confidence", "is_final", "text", "until")

    def __init__(self, text: str, confidence: float, until: float, *, is_final: bool) -> None:
        self.text = text
        self.confidence = confidence
        self.until = until
        self.is_final = is_final


class Answered(_About):
    """The leg *subject* was answered; the leg itself is told so, too."""

    __slots__ = ()


class LegReady(_About):
    """The leg *subject* has run its own document and may be connected."""

    __slots__ = ()


class LegOver(_About):
    """The leg *subject* is over."""

    __slots__ = ()


class Dequeued:
    """The queued call was taken by the call *dialer*; before the two are connected it hears the *greeting*."""

    __slots__ = ("dialer", "greeting")

    def __init__(self, dialer: "Call", greeting: Greeting | None) -> None:
        self.dialer = dialer
        self.greeting = greeting


class Taken(_About):
    """The queued call *subject* was taken for the call that waited for one."""

    __slots__ = ()


class Bridged(_About):
    """The call is connected with *subject*."""

    __slots__ = ()


class Unbridged(_About):
    """The connection with *subject* is over."""

    __slots__ = ()


class Started(_About):
    """The conference *subject* started."""

    __slots__ = ()


class Left:
    """The call was taken out of the room or queue *subject*, for *reason*; *hang_up* says that the call is over."""

    __slots__ = ("hang_up", "reason", "subject")

    def __init__(self, subject: object, reason: str, *, hang_up: bool) -> None:
        self.subject = subject
        self.reason = reason
        self.hang_up = hang_up


class Held:
    """The participant is put on hold, to hear what is at *url*."""

    __slots__ = ("method", "url")

    def __init__(self, url: str | None, method: Method) -> None:
        self.url = url
        self.method: Method = method


class Unheld:
    """The participant is taken back from hold."""

    __slots__ = ()


class Play:
    """The participant is to hear what is at *url*, once."""

    __slots__ = ("method", "url")

    def __init__(self, url: str, method: Method) -> None:
        self.url = url
        self.method: Method = method
