"""What is sent for an effect, with what goes wrong today, and what the platform then sees of the answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from texml.emulator.audio import duration_s
from texml.emulator.engine.effects import Deliver, Fetch, Probe, wire_request
from texml.emulator.engine.events import (
    DeliveryFailed,
    DeliveryReturned,
    ErrorKind,
    Event,
    FetchFailed,
    FetchReturned,
    MediaProbed,
)
from texml.emulator.faults import Fault, Faults
from texml.emulator.fetching import Answer, Failure, Outgoing
from texml.errors import InvalidXml
from texml.tree import Node, parse_tree
from texml.webhooks import PrivateKey, sign

__all__ = ["Exchange", "Job", "Requested", "Sender", "report", "tail_of"]

Requested = Fetch | Deliver | Probe
"""The effects that a request is sent for."""

_STALE_S = 3_600  # how old an expired signature is; receivers take 300 s
_PROBE_BYTES = 65_536
_COPIES = ("forged", "expired", "unsigned", "duplicate", "tail")  # faults that add a request and leave the genuine one
_FORGER = PrivateKey(bytes(32))
_ERRORS: dict[Failure, ErrorKind] = {
    "refused": "refused",
    "unreachable": "connection",
    "timed out": "timeout",
    "broken off": "connection",
    "undecodable": "connection",
}


@dataclass(frozen=True, slots=True)
class Job:
    """One request to be made for *effect*, and the faults that it suffers from.

    *is_extra* says that the platform knows nothing of it and waits for no answer. It is made *delay_s* later, or, where
    it *yields*, after the next callback.
    """

    effect: Requested
    request: Outgoing
    faults: tuple[Fault, ...] = ()
    is_extra: bool = False
    delay_s: float = 0.0
    yields: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request that was sent at the virtual time *at*, for *effect*, and what was answered.

    *fault* is what went wrong with it on request; *is_extra* says that the platform itself knows nothing of it.
    """

    at: float
    effect: Requested
    request: Outgoing
    answer: Answer
    fault: str = ""
    is_extra: bool = False


class Sender:
    """Makes requests of effects, signed by *key* (None: not at all) with the time of *wall* in Unix seconds."""

    def __init__(self, faults: Faults, *, key: PrivateKey | None, wall: Callable[[], float]) -> None:
        self._faults = faults
        self._key = key
        self._wall = wall
        self._documents: dict[str, tuple[str, bytes]] = {}

    def jobs(self, effect: Requested) -> Iterator[Job]:
        """Yield the requests that *effect* comes to, in order. Without any the platform believes it was answered."""
        if isinstance(effect, Probe):
            request = Outgoing(method="GET", url=effect.url, most_bytes=_PROBE_BYTES, timeout_s=effect.timeout_s)
            yield Job(effect, request)
            return
        faults = tuple(self._faults.of(effect)) if self._faults else ()
        genuine = Job(effect, self._outgoing(effect), tuple(item for item in faults if item.kind not in _COPIES))
        for item in faults:
            if copy := self._copy(item, effect, genuine.request):
                yield Job(effect, copy, (item,), is_extra=True)
        kinds = {item.kind: item for item in faults}
        if "drop" in kinds:
            return
        if "cut" in kinds:
            half = len(genuine.request.body) // 2
            genuine = replace(genuine, request=replace(genuine.request, sent_bytes=half))
        if isinstance(effect, Deliver) and kinds.keys() & {"delay", "reorder"}:
            delay_s = kinds["delay"].seconds if "delay" in kinds else 0.0
            genuine = replace(genuine, is_extra=True, delay_s=delay_s, yields="reorder" in kinds)
        yield genuine

    def _copy(self, fault: Fault, effect: Fetch | Deliver, genuine: Outgoing) -> Outgoing | None:
        """Return the request that *fault* adds before the genuine one."""
        match fault.kind:
            case "forged":
                return self._outgoing(effect, key=_FORGER)
            case "expired":
                return self._outgoing(effect, age_s=_STALE_S)
            case "unsigned":
                return self._outgoing(effect, is_signed=False)
            case "duplicate":
                return genuine
            case "tail" if isinstance(effect, Fetch):
                tail = tail_of(*self._documents.get(effect.call, ("", b"")))
                return None if tail is None else self._outgoing(replace(effect, url=tail))
        return None

    def _outgoing(
        self, effect: Fetch | Deliver, *, key: PrivateKey | None = None, age_s: int = 0, is_signed: bool = True
    ) -> Outgoing:
        wire = wire_request(effect)
        headers = wire.headers
        key = key or self._key
        if key is not None and is_signed and (isinstance(effect, Deliver) or effect.is_signed):
            headers += tuple(sign(wire.body, key, timestamp=int(self._wall()) - age_s).items())
        return Outgoing(
            method=wire.method,
            url=wire.url,
            headers=headers,
            body=wire.body,
            most_bytes=effect.max_bytes if isinstance(effect, Fetch) else _PROBE_BYTES,
            timeout_s=effect.timeout_s,
        )

    def answered(self, job: Job, answer: Answer) -> Event:
        """Return what the platform makes of *answer*, and keep in mind where its document leads."""
        effect = job.effect
        if isinstance(effect, Fetch) and answer.status == 200:
            self._documents[effect.call] = (effect.url, answer.body)
        kinds = {item.kind for item in job.faults}
        if "error" in kinds:
            answer = Answer(status=503)
        elif "timeout" in kinds:
            answer = Answer(failure="timed out", reason="a fault that was asked for")
        elif "cut" in kinds:
            answer = Answer(failure="broken off", reason="a fault that was asked for")
        return report(effect, answer)


def report(effect: Requested, answer: Answer) -> Event:
    """Return the event that tells the engine what *effect* was answered."""
    error = _ERRORS.get(answer.failure) if answer.failure else None
    match effect:
        case Fetch() if error:
            return FetchFailed(effect.fetch, error, answer.reason)
        case Fetch():
            return FetchReturned(
                effect.fetch,
                answer.status or 500,
                answer.body,
                answer.header("content-type"),
                answer.header("location"),
                answer.is_cut,
            )
        case Deliver() if error:
            return DeliveryFailed(effect.delivery, error, answer.reason)
        case Deliver():
            return DeliveryReturned(effect.delivery, answer.status or 500)
        case Probe():
            return _probed(effect, answer)


def _probed(effect: Probe, answer: Answer) -> MediaProbed:
    if answer.failure == "refused":
        # It is elsewhere, where the platform may reach it and we may not: taken to be there.
        return MediaProbed(effect.probe, None, is_playable=True, detail=answer.reason)
    if answer.failure or answer.status != 200:
        return MediaProbed(effect.probe, None, is_playable=False, detail=answer.reason or f"status {answer.status}")
    return MediaProbed(effect.probe, duration_s(answer.body), is_playable=True)


def tail_of(url: str, document: bytes) -> str | None:
    """Return where *document*, from *url*, would have led in the end: its last Redirect, or the last action in it."""
    try:
        root = parse_tree(document).root
    except InvalidXml:
        return None
    for node in reversed(root.children):
        found = _leads_to(node)
        if found:
            return urljoin(url, found)
    return None


def _leads_to(node: Node) -> str | None:
    return node.text.strip() if node.tag == "Redirect" else node.attributes.get("action")
