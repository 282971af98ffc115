"""What goes wrong on request: deterministic, counted, and named in the timeline.

A fault is written in a few words: ``delay conference_join 5s``, ``duplicate callbacks``, ``hang-up gather_action``,
``error voice_url x2``. The first word is one of `KINDS`; the second says to what: a request by a name of
`texml.emulator.naming`, ``callbacks``, ``fetches``, or nothing for both. ``5s`` is for how long, ``x2`` how often,
``after 3`` how many are spared first. Without ``x`` it happens to all.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, get_args

from texml.emulator.engine.effects import Deliver, Fetch, Heard, Sound
from texml.emulator.naming import NAMES, hint, names_of
from texml.errors import FaultError

__all__ = ["KINDS", "TORTURES", "Fault", "Faults", "Kind", "fault"]

Kind = Literal[
    "drop", "delay", "duplicate", "reorder", "error", "timeout", "cut", "forged", "expired", "unsigned", "hang-up",
    "tail",
]  # fmt: skip

KINDS: dict[Kind, str] = {
    "drop": "a callback never arrives, and the platform does not know",
    "delay": "a callback arrives later; the answer to a fetch comes later",
    "duplicate": "a request arrives twice",
    "reorder": "a callback arrives after the next one",
    "error": "a request arrives, but the platform sees 503 for its answer",
    "timeout": "a request arrives, but the platform sees no answer in time",
    "cut": "a request arrives without the end of its body, and the platform sees a broken connection",
    "forged": "before the request comes a copy that another key has signed",
    "expired": "before the request comes a copy whose signature is older than is accepted",
    "unsigned": "before the request comes a copy without a signature",
    "hang-up": "the caller hangs up while a document is fetched, or when a sound begins",
    "tail": "before the new document of a command is asked for, so is where the old one would have led",
}
"""What each kind does."""

_NOT_TO_CALLBACKS = ("hang-up", "tail")
_NOT_TO_FETCHES = ("drop", "reorder")
_ALSO = ("callbacks", "fetches", *get_args(Sound))
_DEFAULT_S = 5.0
_SECONDS = re.compile(r"([0-9]+(?:\.[0-9]+)?)s")
_TIMES = re.compile(r"x([0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong: *kind*, to what it is done, how often (None: always), and after how many spared."""

    kind: Kind
    of: str = ""
    seconds: float = _DEFAULT_S
    times: int | None = None
    after: int = 0

    def __str__(self) -> str:
        times = "" if self.times is None else f"x{self.times}"
        seconds = f"{self.seconds:g}s" if self.kind == "delay" else ""
        spared = f"after {self.after}" if self.after else ""
        return " ".join(filter(None, (self.kind, self.of, seconds, times, spared)))

    def concerns(self, effect: Fetch | Deliver | Heard) -> bool:
        """Return whether this is the kind of thing that the fault is done to."""
        match effect:
            case Deliver():
                return self.of in ("", "callbacks", *names_of(effect)) and self.kind not in _NOT_TO_CALLBACKS
            case Fetch() if self.kind == "tail" and effect.purpose != "update":
                return False
            case Fetch():
                return self.of in ("", "fetches", *names_of(effect)) and self.kind not in _NOT_TO_FETCHES
            case Heard():
                return self.kind == "hang-up" and self.of == effect.sound


def fault(text: str) -> Fault:
    """Return the fault that *text* names.

    Raises: FaultError, which says what is allowed.
    """
    words = text.split()
    kind = _kind(words[0] if words else "", text)
    of, seconds, times, after = "", _DEFAULT_S, None, 0
    rest = iter(words[1:])
    for word in rest:
        if found := _SECONDS.fullmatch(word):
            seconds = float(found[1])
        elif found := _TIMES.fullmatch(word):
            times = int(found[1])
        elif word == "after":
            number = next(rest, "")
            if not number.isdecimal():
                raise FaultError(f"{text!r}: after what number? allowed: after 3")
            after = int(number)
        elif of:
            raise FaultError(f"{text!r}: {word!r} is one word too many; allowed: KIND WHAT 5s x2 after 3")
        elif word not in NAMES and word not in _ALSO:
            raise FaultError(f"{text!r}: {hint(word, *_ALSO)}, callbacks, fetches, and what is heard for a hang-up")
        else:
            of = word
    return Fault(kind=kind, of=of, seconds=seconds, times=times, after=after)


def _kind(word: str, text: str) -> Kind:
    for kind in get_args(Kind):
        if kind == word:
            return kind  # type: ignore[no-any-return]  # get_args is not typed
    near = get_close_matches(word, KINDS, 1)
    reason = f"{text!r}: {word!r} is no kind of fault; allowed: {', '.join(KINDS)}"
    raise FaultError(f"{reason}; did you mean {near[0]!r}?" if near else reason)


class Faults:
    """The faults of one run, and how often each has happened."""

    def __init__(self, faults: Iterable[Fault | str] = ()) -> None:
        self.all = tuple(fault(item) if isinstance(item, str) else item for item in faults)
        self._met = [0] * len(self.all)
        self._happened = [0] * len(self.all)

    def __bool__(self) -> bool:
        return bool(self.all)

    def of(self, effect: Fetch | Deliver | Heard) -> list[Fault]:
        """Return what goes wrong with *effect*, and count it.

        A callback that is repeated is not met again: otherwise an error could never pass.
        """
        found: list[Fault] = []
        if isinstance(effect, Deliver) and effect.attempt > 1:
            return found
        for index, item in enumerate(self.all):
            if item.concerns(effect):
                self._met[index] += 1
                is_spared = self._met[index] <= item.after
                if not is_spared and (item.times is None or self._happened[index] < item.times):
                    self._happened[index] += 1
                    found.append(item)
        return found

    @property
    def counts(self) -> dict[str, int]:
        """Return how often each fault has happened, by what it is written as."""
        return {str(item): count for item, count in zip(self.all, self._happened, strict=True)}


TORTURES: tuple[tuple[str, ...], ...] = (
    ("drop callbacks",),
    ("drop callbacks x1",),
    ("delay callbacks 90s",),
    ("duplicate callbacks",),
    ("duplicate fetches",),
    ("reorder callbacks",),
    ("error callbacks",),
    ("timeout callbacks",),
    ("cut callbacks",),
    ("forged",),
    ("expired",),
    ("unsigned",),
    ("error voice_url x1",),
    ("timeout gather_action x1",),
    ("hang-up voice_url",),
    ("hang-up gather_action x1",),
    ("hang-up say x1 after 1",),
    ("hang-up music x1",),
    ("tail",),
    ("duplicate callbacks", "reorder callbacks", "delay callbacks 7s"),
)
"""What a torture plays a scenario under, one after the other."""
