"""What happened, in order: what each caller heard and did, each request with its answer.

`texml.emulator.telling` says it to people, `Timeline.json` to programs.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from texml.emulator.engine.effects import CallChanged, ConferenceChanged, Deliver, Effect, Fetch, Probe
from texml.emulator.notices import iter_notices
from texml.emulator.sending import Exchange

__all__ = ["Act", "Entry", "Timeline"]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that the world outside did: a call's other side, or the test itself where *call* is None."""

    at: float
    call: str | None
    text: str


Entry = Effect | Exchange | Act


class Timeline:
    """The entries of one world. *names* says how calls are called; others go by their number."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.names: dict[str, str] = {}
        self.numbers: dict[str, str] = {}
        """The number of each call's other side, by CallSid, in the order of the calls."""
        self.next_name: str | None = None
        """What the next new call is called."""
        self.origins: set[str] = set()
        """What is left out at the start of URLs: where the applications are."""
        self._rooms: dict[str, str] = {}
        self._taken: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        """Keep an entry."""
        self.entries.append(entry)
        if isinstance(entry, CallChanged) and entry.call not in self.numbers:
            number = entry.from_ if entry.direction == "inbound" else entry.to
            self.numbers[entry.call] = number
            if self.next_name is not None:
                self.names[entry.call], self.next_name = self.next_name, None
                return
            self._taken[number] += 1
            self.names[entry.call] = f"{number} ({self._taken[number]})" if self._taken[number] > 1 else number
        elif isinstance(entry, ConferenceChanged):
            self._rooms[entry.conference] = entry.name

    @property
    def exchanges(self) -> list[Exchange]:
        """Return the requests that were sent, with their answers."""
        return [entry for entry in self.entries if isinstance(entry, Exchange)]

    def name(self, call: str | None) -> str:
        """Return what a call is called."""
        return "" if call is None else self.names.get(call, call)

    def shortened(self, text: str) -> str:
        """Return *text* with its URLs without the origins that go without saying."""
        for origin in self.origins:
            text = text.replace(f"{origin}/", "/")
        return text

    def room(self, conference: str) -> str:
        """Return what a conference is called."""
        return self._rooms.get(conference, conference)

    def subject(self, exchange: Exchange) -> str:
        """Return what the call or conference is called that a request is about."""
        effect = exchange.effect
        subject = effect.subject if isinstance(effect, Deliver) else effect.call
        return self._rooms.get(subject) or self.name(subject)

    def url(self, url: str) -> str:
        """Return *url* without the origin that goes without saying."""
        return next((url[len(origin) :] for origin in self.origins if url.startswith(f"{origin}/")), url)

    def json(self) -> list[dict[str, Any]]:
        """Return the entries as plain values: each with its *kind*, *who* it is about, and bodies as text."""
        return [
            {"kind": type(entry).__name__, "who": self._who(entry), **_values(entry)}
            for entry in self.entries
            if not isinstance(entry, Fetch | Deliver | Probe)
        ]

    def _who(self, entry: Entry) -> str:
        return self.subject(entry) if isinstance(entry, Exchange) else self.name(getattr(entry, "call", None))


def _values(entry: Entry) -> dict[str, Any]:
    if isinstance(entry, Exchange):
        answer, request, effect = entry.answer, entry.request, entry.effect
        return {
            "at": entry.at,
            "for": effect.callback if isinstance(effect, Deliver) else getattr(effect, "purpose", "audio"),
            "subject": effect.subject if isinstance(effect, Deliver) else effect.call,
            "method": request.method,
            "url": request.url,
            "sent": request.body.decode(),
            "status": answer.status,
            "failure": answer.failure,
            "reason": answer.reason,
            "content_type": answer.header("content-type"),
            "body": answer.body.decode("utf-8", "replace"),
            "elapsed_ms": round(answer.elapsed_s * 1000, 3),
            "fault": entry.fault,
            "is_extra": entry.is_extra,
            "notices": list(iter_notices(entry)),
        }
    return asdict(entry)
