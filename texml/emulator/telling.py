"""Say what happened to people: a sentence for each entry of a timeline."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

from texml.emulator.engine.effects import (
    CallChanged,
    ConferenceChanged,
    Cut,
    Deliver,
    Fetch,
    FetchCancelled,
    Heard,
    QueueChanged,
    Recorded,
    RoomHeard,
    ServiceStarted,
    Warned,
)
from texml.emulator.notices import iter_notices
from texml.emulator.sending import Exchange
from texml.emulator.timeline import Act, Entry, Timeline

__all__ = ["Line", "Style", "Teller", "brief", "summary", "text"]

Style = Literal["act", "call", "heard", "room", "request", "warning"]
"""What a line is about, for whoever colors it."""

_MOST_DETAILS = 40
_MOST_COLUMNS = 400
_LONG_LIST = re.compile(r"; allowed: ([^;]{81,})(; did you mean .*)?$")
# What is wrong with a document is so each time that it comes; what goes wrong on the way may come again.
_ABOUT_DOCUMENTS = {
    "content-type", "unknown-verb", "misplaced-verb", "unknown-attribute", "wrong-value", "wrong-content"
}  # fmt: skip


class Line(NamedTuple):
    """One line: when, who it is about, what happened; *details* belong below it."""

    at: float
    who: str
    text: str
    style: Style
    details: tuple[str, ...] = ()


def text(timeline: Timeline, *, documents: bool = True) -> str:
    """Return what happened as plain text; *documents* says whether they stand below the requests for them."""
    teller = Teller(timeline, documents=documents)
    told = [line for entry in timeline.entries for line in teller.lines_of(entry)]
    width = max((len(line.who) for line in told), default=0)
    return "".join(_plain(line, width) for line in told)


def brief(text: str) -> str:
    """Return what a warning says without a long list of what is allowed: the nearest right word is enough."""
    found = _LONG_LIST.search(text)
    if found is None:
        return text
    return text[: found.start()] + (found[2] or f"; allowed: {found[1][:80].rpartition(',')[0]}, ...")


def summary(timeline: Timeline) -> str:
    """Return in a line how much happened, and how often what was sloppy or wrong."""
    genuine = [item for item in timeline.exchanges if not item.is_extra]
    callbacks = {item.effect.delivery for item in genuine if isinstance(item.effect, Deliver)}
    fetches = sum(isinstance(item.effect, Fetch) for item in genuine)
    warnings = Counter(entry.code for entry in timeline.entries if isinstance(entry, Warned))
    notices = len({notice for item in timeline.exchanges for notice in iter_notices(item)})
    said = f"{_counted(len(timeline.numbers), 'call')}, {_counted(fetches, 'document')} asked for, "
    said += _counted(len(callbacks), "callback")
    wrong = [f"{code} x{count}" for code, count in warnings.most_common()]
    wrong += [_counted(notices, "notice")] if notices else []
    return f"{said}; {', '.join(wrong) or 'nothing was sloppy'}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _plain(line: Line, width: int) -> str:
    head = f"{line.at:9.2f}  {line.who:<{width}}  "
    below = "".join(f"{'':{len(head)}}| {detail}\n" for detail in line.details)
    return f"{head}{line.text}\n{below}"


class Teller:
    """Says what happened in *timeline*; a document, and what is wrong with it, is told the first time only."""

    def __init__(self, timeline: Timeline, *, documents: bool = True) -> None:
        self._timeline = timeline
        self._documents = documents
        self._told: set[object] = set()

    def lines_of(self, entry: Entry) -> list[Line]:
        """Return the lines that one entry comes to; none for one that another entry tells."""
        if isinstance(entry, Exchange):
            return list(self._exchange(entry))
        if isinstance(entry, Warned) and entry.code in _ABOUT_DOCUMENTS and not self._is_new((entry.code, entry.text)):
            return []
        tell = _TELLERS.get(type(entry))
        return [] if tell is None else [tell(entry, self._timeline)]

    def _exchange(self, entry: Exchange) -> Iterator[Line]:
        effect = entry.effect
        who = self._timeline.subject(entry)
        has_body = self._documents and isinstance(effect, Fetch) and not entry.is_extra
        yield Line(entry.at, who, _request(entry, self._timeline), "request", self._body(entry) if has_body else ())
        for notice in iter_notices(entry):
            if self._is_new((effect.url.partition("?")[0], notice)):
                yield Line(entry.at, who, f"! {notice}", "warning")

    def _body(self, entry: Exchange) -> tuple[str, ...]:
        body = _dedented(entry.answer.body.decode("utf-8", "replace"))
        if len(body) > 1 and not self._is_new((entry.effect.url, entry.answer.body)):
            return ("(as before)",)
        if len(body) > _MOST_DETAILS:
            body[_MOST_DETAILS:] = [f"... and {len(body) - _MOST_DETAILS} lines more"]
        return tuple(line[:_MOST_COLUMNS] for line in body)

    def _is_new(self, what: object) -> bool:
        is_new = what not in self._told
        self._told.add(what)
        return is_new


def _act(entry: Act, timeline: Timeline) -> Line:
    return Line(entry.at, timeline.name(entry.call), entry.text, "act")


def _call(entry: CallChanged, timeline: Timeline) -> Line:
    said = f"{entry.status}{_because(entry.cause)}"
    if entry.status == "ringing":
        said = f"calls {entry.to}" if entry.direction == "inbound" else "rings"
    elif entry.status == "initiated":
        said = f"is called by {entry.from_}"
    elif entry.status == "in-progress":
        said = "is answered"
    return Line(entry.at, timeline.name(entry.call), said, "call")


def _warned(entry: Warned, timeline: Timeline) -> Line:
    return Line(
        entry.at, timeline.name(entry.call), f"! {entry.code}: {brief(timeline.shortened(entry.text))}", "warning"
    )


def _heard(entry: Heard, timeline: Timeline) -> Line:
    until = "" if entry.duration_s is None else f" ({entry.duration_s:.1f} s)"
    return Line(entry.at, timeline.name(entry.call), f"hears {_sound(entry)}{until}", "heard")


def _cut(entry: Cut, timeline: Timeline) -> Line:
    return Line(entry.at, timeline.name(entry.call), "hears no more of it", "heard")


def _room_heard(entry: RoomHeard, timeline: Timeline) -> Line:
    whom = f"everybody but {timeline.name(entry.but)}" if entry.but else "everybody"
    return Line(entry.at, timeline.room(entry.conference), f"{whom} hears {_sound(entry)}", "heard")


def _sound(entry: Heard | RoomHeard) -> str:
    return f'"{entry.text}"' if entry.sound == "say" else f"{entry.sound} {entry.text}".rstrip()


def _conference(entry: ConferenceChanged, timeline: Timeline) -> Line:
    who = timeline.name(entry.call)
    is_about_room = entry.change in ("created", "started", "ended")
    by = f" by {who}" if who and entry.change != "ended" else ""
    said = f"{entry.change}{by}" if is_about_room else f"{who} {entry.change}".lstrip()
    return Line(entry.at, entry.name, f"{said}{_because(entry.reason)}", "room")


def _queue(entry: QueueChanged, timeline: Timeline) -> Line:
    said = f"{timeline.name(entry.call)} {entry.change} at position {entry.position}{_because(entry.result)}"
    return Line(entry.at, entry.name, said, "room")


def _service(entry: ServiceStarted, timeline: Timeline) -> Line:
    facts = ", ".join(f"{name}={value}" for name, value in entry.facts)
    return Line(entry.at, timeline.name(entry.call), f"goes to {entry.service} {facts}".rstrip(), "call")


def _recorded(entry: Recorded, timeline: Timeline) -> Line:
    said = f"a recording of {entry.duration_s:g} s is ready at {entry.url}"
    return Line(entry.at, timeline.name(entry.call), said, "call")


def _cancelled(entry: FetchCancelled, timeline: Timeline) -> Line:
    return Line(entry.at, timeline.name(entry.call), "an answer is no longer waited for", "request")


def _because(reason: str | None) -> str:
    return f" ({reason})" if reason else ""


def _dedented(document: str) -> list[str]:
    """Return the lines of a document, however deep in a program it was written: its end tag says how deep."""
    lines = document.strip().splitlines()
    depth = len(lines[-1]) - len(lines[-1].lstrip()) if lines else 0
    return [line[depth:] if line[:depth].isspace() else line for line in lines]


def _request(entry: Exchange, timeline: Timeline) -> str:
    effect, answer = entry.effect, entry.answer
    what = effect.callback if isinstance(effect, Deliver) else getattr(effect, "purpose", "audio")
    again = f", attempt {effect.attempt}" if isinstance(effect, Deliver) and effect.attempt > 1 else ""
    result = answer.failure or f"{answer.status} {answer.header('content-type') or ''}".rstrip()
    said = f"{entry.request.method} {timeline.url(effect.url)} for {what}{again}: {result}"
    said += f", {len(answer.body)} bytes{' and more' if answer.is_cut else ''} in {answer.elapsed_s * 1000:.0f} ms"
    if entry.fault:
        said += f" [{entry.fault}{', an extra request' if entry.is_extra else ''}]"
    return said


_TELLERS: dict[type, Callable[[Any, Timeline], Line]] = {
    Act: _act,
    CallChanged: _call,
    ConferenceChanged: _conference,
    Cut: _cut,
    FetchCancelled: _cancelled,
    Heard: _heard,
    QueueChanged: _queue,
    Recorded: _recorded,
    RoomHeard: _room_heard,
    ServiceStarted: _service,
    Warned: _warned,
}
