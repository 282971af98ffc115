"""Where the log and the platform differ: what an outage of the callbacks left behind. Pure."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

__all__ = ["Difference", "Gap", "find_gaps"]

Difference = Literal["ended", "unheard", "left", "joined"]
"""A conference that is over there and goes on in the log; one that goes on there and the log never heard of; a call
that is gone there and still in it in the log; one that is in it there and not in the log."""


class Gap(NamedTuple):
    """One difference: *conference* and *call* are sids, *call* is None where the whole conference differs."""

    conference: str
    call: str | None
    what: Difference


def find_gaps(ours: Mapping[str, Iterable[str]], theirs: Mapping[str, Iterable[str]]) -> list[Gap]:
    """Return how what the log says differs from what the platform says, in the order of the sids.

    Both say of each conference that goes on which calls are in it. Ask the platform first and the log then: what
    happens in between came as callbacks, and those are right.
    """
    gaps = []
    for conference in sorted({*ours, *theirs}):
        if conference not in theirs:
            gaps.append(Gap(conference, None, "ended"))
        elif conference not in ours:
            gaps.append(Gap(conference, None, "unheard"))
        else:
            here, there = set(ours[conference]), set(theirs[conference])
            gaps += [Gap(conference, call, "left") for call in sorted(here - there)]
            gaps += [Gap(conference, call, "joined") for call in sorted(there - here)]
    return gaps
