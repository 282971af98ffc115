"""Services that the engine does not run itself: a script tells their results, or they end after a while."""

from typing import TYPE_CHECKING

from texml.emulator.engine import forms
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.deliveries import tell
from texml.emulator.engine.effects import ServiceStarted
from texml.emulator.engine.events import ServiceReturned
from texml.emulator.engine.messages import Tick
from texml.vocabulary.choices import Method

if TYPE_CHECKING:
    from texml.emulator.engine.calls import Call

__all__ = ["Service", "hand_over"]

_Pairs = tuple[tuple[str, str], ...]


class Service:
    """A service beside a call: a stream, a SIPREC session, a transcription, noise suppression."""

    __slots__ = ("call", "facts", "kind", "method", "name", "sid", "url")

    def __init__(
        self, core: Core, call: "Call", kind: str, name: str | None, facts: _Pairs, url: str | None, method: Method
    ) -> None:
        self.call = call
        self.kind = kind
        self.name = name
        self.facts = facts
        self.url = url
        self.method: Method = method
        self.sid = core.identity.uuid(kind)
        call.services = (*call.services, self)
        core.effects.append(ServiceStarted(call.sid, core.now, kind, facts, None))
        core.lines.append(f"{call.name}: {kind} started")
        self._tell(core, "started")

    def stop(self, core: Core) -> None:
        """End it."""
        call = self.call
        call.services = tuple(service for service in call.services if service is not self)
        core.lines.append(f"{self.call.name}: {self.kind} stopped")
        self._tell(core, "stopped")

    def _tell(self, core: Core, word: str) -> None:
        if self.url is None or self.kind not in _NAMES:
            return
        prefix = _NAMES[self.kind]
        # SIPREC callbacks have no CallSidLegacy; a stream without a name of its own is told by its id (assumed).
        params = (
            *self.call.base[: 2 if self.kind == "siprec" else 3],
            (f"{prefix}Event", f"{self.kind}-{word}"),
            (f"{prefix}Name", self.name or self.sid),
            (f"{prefix}Sid", self.sid),
            ("Timestamp", core.stamp()),
        )
        tell(core, self.call.sid, self.call.name, self.url, self.method, params, f"{self.kind}_event")

    def hears(self, core: Core, text: str, confidence: float, *, is_final: bool) -> None:
        """Tell what was said, if that is what this service is for."""
        if self.kind != "transcription" or self.url is None:
            return
        params = (
            *forms.who(self.call),
            ("Transcript", text),
            ("Confidence", f"{confidence:g}"),
            ("IsFinal", "true" if is_final else "false"),
        )
        tell(core, self.call.sid, self.call.name, self.url, self.method, params, "realtime_transcription")


_NAMES = {"stream": "Stream", "siprec": "Siprec"}


def hand_over(core: Core, call: "Call", service: str, facts: _Pairs) -> Script[_Pairs | None]:
    """Hand a call to a service and wait until its end is told; None where that is not told in time."""
    until = core.now + core.profile.service_s
    core.effects.append(ServiceStarted(call.sid, core.now, service, facts, until))
    core.lines.append(f"{call.name}: handed to {service}")
    while True:
        message = yield until
        if isinstance(message, ServiceReturned):
            core.lines.append(f"{call.name}: {service} is over")
            return message.fields
        if isinstance(message, Tick) and core.now >= until:
            core.lines.append(f"{call.name}: {service} is over, as no script told its end")
            return None
