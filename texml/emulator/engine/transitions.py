"""The states of calls, participants, conferences, queued calls and recordings, and what leads from one to another.

Every change of a status goes through `moved`. The diagrams of the reference are drawn from these tables.
"""

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["CALL", "CONFERENCE", "MACHINES", "PARTICIPANT", "QUEUED", "RECORDING", "Machine", "moved"]


class Machine(NamedTuple):
    """A table of transitions: state, then what happens, then the state that follows."""

    name: str
    doc: str
    initial: tuple[str, ...]
    table: Mapping[str, Mapping[str, str]]

    @property
    def final(self) -> frozenset[str]:
        """Return the states that nothing leads out of."""
        return frozenset(state for state, ways in self.table.items() if not ways)


# An inbound call starts ringing, an outbound one initiated. The words are those of CallStatus (callback schemas).
CALL = Machine(
    "call",
    "A call, or a leg that Dial makes. Its status is the CallStatus of requests and callbacks.",
    ("initiated", "ringing"),
    {
        "initiated": {
            "ring": "ringing",
            "busy": "busy",
            "no-answer": "no-answer",
            "cancel": "canceled",
            "fail": "failed",
        },
        "ringing": {
            "answer": "in-progress",
            "busy": "busy",
            "no-answer": "no-answer",
            "cancel": "canceled",
            "fail": "failed",
        },
        "in-progress": {"hang-up": "completed"},
        "completed": {},
        "busy": {},
        "no-answer": {},
        "canceled": {},
        "failed": {},
    },
)

# Mute, hold and coaching are beside this: a participant may be any of them while it is joined.
PARTICIPANT = Machine(
    "participant",
    "A call in a conference. Who waits is muted and hears the wait document.",
    ("entering",),
    {
        "entering": {"wait": "waiting", "join": "joined"},
        "waiting": {"start": "joined", "leave": "left"},
        "joined": {"leave": "left"},
        "left": {},
    },
)

# A conference that ends before it started never told of a start, so it tells of no end either (assumed).
CONFERENCE = Machine(
    "conference",
    "A conference: named by account and name while it lives; the same name afterwards is another conference.",
    ("init",),
    {
        "init": {"start": "in-progress", "empty": "completed", "end": "completed"},
        "in-progress": {"end": "completed"},
        "completed": {},
    },
)

QUEUED = Machine(
    "queued call",
    "A call in a queue. A Dial that fails before the two are connected gives it back to the front.",
    ("waiting",),
    {
        "waiting": {"dequeue": "bridging", "leave": "left"},
        "bridging": {"connect": "bridged", "give-back": "waiting", "leave": "left"},
        "bridged": {"leave": "left"},
        "left": {},
    },
)

RECORDING = Machine(
    "recording",
    "A recording of a call or a conference; it is ready some time after it stopped.",
    ("in-progress",),
    {
        "in-progress": {"stop": "processing"},
        "processing": {"ready": "completed", "empty": "absent"},
        "completed": {},
        "absent": {},
    },
)

MACHINES = (CALL, PARTICIPANT, CONFERENCE, QUEUED, RECORDING)


def moved(machine: Machine, state: str, happening: str) -> str:
    """Return the state that follows *state* when *happening* happens.

    Raises: ValueError if nothing leads there: a fault of the engine, as inputs are checked before.
    """
    try:
        return machine.table[state][happening]
    except KeyError:
        raise ValueError(f"a {machine.name} that is {state} knows no {happening}") from None
