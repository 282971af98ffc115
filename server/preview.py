"""A hold programme as a timeline: what somebody who waits hears, and when. Pure.

How long speech lasts depends on the voice; it is estimated (assumed: 14 characters a second).
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from server.hold import HoldScripts, Wait
from server.tune import SECONDS
from texml import Pause, Play, Redirect, Response, Say, parse

__all__ = ["Moment", "timeline"]

_CHARACTERS_A_SECOND = 14
_UNKNOWN_S = 30  # audio that is somewhere else
_ENDLESS = 10_000


class Moment(NamedTuple):
    """What is heard from a second on: the *verb*, and its text, URL or length in words."""

    at_s: int
    verb: str
    what: str


def timeline(scripts: HoldScripts, name: str, wait: Wait, until_s: int) -> Iterator[Moment]:
    """Yield what is heard up to *until_s*, the programme being asked for again each time it has run to its end.

    *wait* says who waits; its *waited_s* grows with the time. A programme that takes no time ends the timeline.
    """
    now = 0
    while now < until_s:
        document = parse(scripts.render(name, replace(wait, waited_s=wait.waited_s + now)))
        started = now
        for verb, lasts_s in _heard(document, wait.tune_url):
            yield Moment(now, type(verb).__name__, _what(verb))
            now += lasts_s
            if now >= until_s:
                return
        if now == started:
            yield Moment(now, "nothing", "the programme takes no time; the platform would ask again and again")
            return


def _heard(document: Response, tune_url: str) -> Iterator[tuple[object, int]]:
    for verb in document.children:
        match verb:
            case Say():
                yield verb, max(1, len(str(verb.text)) // _CHARACTERS_A_SECOND) * _times(verb.loop)
            case Play():
                yield verb, (SECONDS if verb.url == tune_url else _UNKNOWN_S) * _times(verb.loop)
            case Pause():
                yield verb, verb.length or 1
            case Redirect():
                yield verb, 0
                return
            case _:
                yield verb, 0


def _times(loop: int | None) -> int:
    return 1 if loop is None else loop or _ENDLESS


def _what(verb: object) -> str:
    match verb:
        case Say():
            return str(verb.text)
        case Play() | Redirect():
            return str(verb.url)
        case Pause():
            return f"{verb.length or 1} s"
        case _:
            return ""
