"""Queues: who waits at which place, who is taken, and what is given back."""

from bisect import bisect_left, insort
from collections import deque
from typing import TYPE_CHECKING

from texml.emulator.engine.core import Core
from texml.emulator.engine.effects import QueueChanged
from texml.emulator.engine.messages import Dequeued, Greeting, Taken, Unbridged
from texml.emulator.engine.transitions import QUEUED, moved

if TYPE_CHECKING:
    from texml.emulator.engine.calls import Call

__all__ = ["Entry", "Line", "depart", "dequeue", "join", "let_go", "line_of"]


class Entry:
    """One call in a queue; the *ticket* says who was first."""

    __slots__ = ("call", "dialer", "joined_at", "line", "state", "ticket")

    def __init__(self, call: "Call", line: "Line", ticket: int, joined_at: float) -> None:
        self.call = call
        self.line = line
        self.ticket = ticket
        self.joined_at = joined_at
        self.dialer: Call | None = None
        self.state = "waiting"


class Line:
    """One queue. *dialers* are the calls that wait for somebody to come."""

    __slots__ = ("_last", "_waited", "dialers", "entries", "key", "most", "name", "sid", "tickets")

    def __init__(self, key: tuple[str, str], sid: str, most: int) -> None:
        self.key = key
        self.name = key[1]
        self.sid = sid
        self.most = most
        self.entries: dict[int, Entry] = {}
        self.tickets: list[int] = []
        self.dialers: deque[tuple[Call, Greeting | None]] = deque()
        self._last = 0
        self._waited = 0.0

    def add(self, call: "Call", now: float) -> Entry:
        """Put a call at the end."""
        self._last += 1
        entry = Entry(call, self, self._last, now)
        self.put(entry)
        return entry

    def put(self, entry: Entry) -> None:
        """Put an entry where its ticket says: one that is given back is the first again."""
        insort(self.tickets, entry.ticket)
        self.entries[entry.ticket] = entry
        self._waited += entry.joined_at

    def take(self, entry: Entry) -> None:
        """Take an entry out."""
        del self.tickets[bisect_left(self.tickets, entry.ticket)]
        del self.entries[entry.ticket]
        self._waited -= entry.joined_at

    def position(self, entry: Entry) -> int:
        """Return the place of an entry, from 1."""
        return bisect_left(self.tickets, entry.ticket) + 1

    def average_wait_s(self, now: float) -> float:
        """Return how long those who wait now have waited on average (state rule 8.8); 0 for nobody."""
        return now - self._waited / len(self.tickets) if self.tickets else 0.0


def line_of(core: Core, account: str, name: str) -> Line:
    """Return the queue of that name, which is made if there is none."""
    key = (account, name)
    line = core.queues.get(key)
    if line is None:
        line = core.queues[key] = Line(key, core.identity.uuid("queue"), core.profile.queue_size)
        core.lines.append(f"queue {name}: created, {line.sid}")
    return line


def join(core: Core, call: "Call", name: str) -> Entry | None:
    """Put a call at the end of a queue; None where it is full. A call that dials the queue takes it at once."""
    line = line_of(core, call.base[0][1], name)
    if len(line.tickets) >= line.most:
        core.warn(call, "queue-full", f"{name} has {line.most} calls; the next verb follows")
        return None
    entry = line.add(call, core.now)
    call.entry = entry
    core.lines.append(f"{call.name}: joined queue {name} as number {line.position(entry)}")
    core.effects.append(QueueChanged(line.sid, core.now, line.name, "joined", call.sid, line.position(entry)))
    _match(core, line)
    return entry


def _match(core: Core, line: Line) -> None:
    if line.dialers and line.tickets:
        dialer, greeting = line.dialers.popleft()
        core.post(dialer, Taken(dequeue(core, line, dialer, greeting)))


def dequeue(core: Core, line: Line, dialer: "Call", greeting: Greeting | None) -> Entry | None:
    """Take who waits longest for *dialer*; None where nobody waits, then *dialer* is told once somebody comes."""
    if not line.tickets:
        line.dialers.append((dialer, greeting))
        return None
    entry = line.entries[line.tickets[0]]
    line.take(entry)
    entry.state = moved(QUEUED, entry.state, "dequeue")
    entry.dialer = dialer
    dialer.taken = entry
    core.lines.append(f"{entry.call.name}: taken from queue {line.name} by {dialer.name}")
    core.post(entry.call, Dequeued(dialer, greeting))
    return entry


def let_go(core: Core, line: Line, dialer: "Call") -> None:
    """Let *dialer* have nobody anymore: who is not connected yet goes back to the front, who is, is alone."""
    line.dialers = deque(waiting for waiting in line.dialers if waiting[0] is not dialer)
    entry, dialer.taken = dialer.taken, None
    if entry is None or entry.state == "left":
        return
    core.post(entry.call, Unbridged(dialer))
    if entry.state == "bridging":
        _give_back(core, entry)


def _give_back(core: Core, entry: Entry) -> None:
    """Put a call that could not be connected back to the front, where it waits on."""
    line = entry.line
    entry.state = moved(QUEUED, entry.state, "give-back")
    entry.dialer = None
    line.put(entry)
    core.lines.append(f"{entry.call.name}: given back to the front of queue {line.name}")
    core.effects.append(QueueChanged(line.sid, core.now, line.name, "returned", entry.call.sid, line.position(entry)))
    _match(core, line)


def depart(core: Core, entry: Entry, result: str) -> None:
    """Let a call leave its queue for good."""
    if entry.state == "left":
        return
    line = entry.line
    position = line.position(entry) if entry.state == "waiting" else 1
    if entry.state == "waiting":
        line.take(entry)
    entry.state = moved(QUEUED, entry.state, "leave")
    entry.call.entry = None
    if entry.dialer is not None:
        core.post(entry.dialer, Unbridged(entry))
    core.lines.append(f"{entry.call.name}: left queue {line.name}, {result}")
    core.effects.append(QueueChanged(line.sid, core.now, line.name, "left", entry.call.sid, position, result))
