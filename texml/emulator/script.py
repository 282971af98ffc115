"""What callers do, written down: a line for each step.

    # A guest waits, and the host comes.
    guest: call from +13125550111
    guest: hear "enter your PIN"
    guest: press 1111#
    guest: expect waiting in standup
    wait 10s
    host: press 9999#
    host: speak "good morning"
    all: hang up

A name and a colon say who; a line without is for every caller, and ``wait`` for the clock. Whoever does something
without having called calls first. ``hear`` waits until the words are said; ``press`` waits until somebody listens.
"""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from texml.errors import ScriptError

__all__ = ["STEPS", "Step", "read_script", "read_step"]


class Step(NamedTuple):
    """One step: *verb* is a key of `STEPS`, *who* a caller or None for all, *text* or *seconds* what it needs."""

    line: int
    who: str | None
    verb: str
    text: str = ""
    seconds: float = 0.0


STEPS = {
    "call": "call [from +13125550111]",
    "hear": 'hear "enter your PIN"',
    "press": "press 1111#",
    "speak": 'speak "yes, please"',
    "wait": "wait 5s",
    "expect": "expect waiting in ROOM | talking in ROOM | music | over",
    "hang up": "hang up",
}
"""The steps, each with its form."""

_WHO = re.compile(r"([\w][\w .-]*?)\s*:\s+(.*)|([\w][\w .-]*):$")
_QUOTED = re.compile(r'"([^"]*)"|\'([^\']*)\'|“([^”]*)”')
_SECONDS = re.compile(r"(\d+(?:\.\d+)?)\s*(ms|s|m|min|minutes?|seconds?|h|hours?)?")
_UNITS = {"ms": 0.001, "s": 1.0, "seconds": 1.0, "second": 1.0, "m": 60.0, "h": 3600.0, "hour": 3600.0, "hours": 3600.0}
_KEYS = re.compile(r"[0-9*#]+")
_FROM = re.compile(r"from\s+(\S+)")
_EXPECTED = re.compile(r"(?:(waiting|talking)\s+in\s+(.+)|(music|over))")
_ALL = ("all", "everybody")


def read_script(text: str) -> tuple[Step, ...]:
    """Return the steps of a script.

    Raises: ScriptError for the first line that is none.
    """
    return tuple(_steps(text))


def _steps(text: str) -> Iterator[Step]:
    for number, line in enumerate(text.splitlines(), 1):
        words = line.strip()
        if words and not words.startswith("#"):
            yield read_step(words, line=number)


def read_step(words: str, *, line: int = 1) -> Step:
    """Return the step that *words* say.

    Raises: ScriptError, with what is allowed.
    """
    named = _WHO.fullmatch(words)
    who = (named[1] or named[3]) if named else None
    rest = (named[2] or "" if named else words).strip()
    verb, _, argument = rest.partition(" ")
    if verb == "hang" and argument.strip() == "up":
        verb, argument = "hang up", ""
    if verb not in STEPS:
        near = get_close_matches(verb, STEPS, 1) or (["speak"] if verb == "say" else [])
        hint = f"; did you mean {near[0]!r}?" if near else ""
        allowed = ", ".join(STEPS.values())
        raise ScriptError(f"{verb!r} is no step{hint} Allowed: {allowed}", line=line, found=verb, allowed=allowed)
    return _filled(Step(line, None if who in _ALL else who, verb), argument.strip())


def _filled(step: Step, argument: str) -> Step:
    """Return the step with what stands behind its verb."""
    match step.verb:
        case "hear" | "speak":
            quoted = _QUOTED.fullmatch(argument)
            words = next(filter(None, quoted.groups()), "") if quoted else argument
            if words:
                return step._replace(text=words)
        case "press" if _KEYS.fullmatch(argument):
            return step._replace(text=argument)
        case "wait" if found := _SECONDS.fullmatch(argument):
            unit = found[2] or "s"
            return step._replace(seconds=float(found[1]) * _UNITS.get(unit, 60.0))
        case "call" if not argument or _FROM.fullmatch(argument):
            found = _FROM.fullmatch(argument)
            return step._replace(text=found[1] if found else "")
        case "expect" if found := _EXPECTED.fullmatch(argument):
            return step._replace(text=argument)
        case "hang up" if not argument:
            return step
    raise ScriptError(
        f"{step.verb} {argument or 'nothing'!r} says nothing. Allowed: {STEPS[step.verb]}",
        line=step.line,
        found=argument,
        allowed=STEPS[step.verb],
    )
