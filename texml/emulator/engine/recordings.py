"""Recordings of calls and conferences: when they run, what is to be heard in them, and who is told."""

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, Protocol

from texml.emulator.engine import forms
from texml.emulator.engine.core import Core
from texml.emulator.engine.deliveries import tell
from texml.emulator.engine.effects import Recorded, Tone
from texml.emulator.engine.fetching import url_of
from texml.emulator.engine.transitions import RECORDING, moved
from texml.vocabulary.choices import Method

if TYPE_CHECKING:
    from texml.emulator.engine.calls import Call
    from texml.emulator.engine.documents import Document, Verb

__all__ = ["Recording", "record"]

_Sound = Literal["speech", "beep", "audio"]


class Recording:
    """One recording. *owner* is the call or room that keeps it while it runs."""

    __slots__ = (
        "call", "callback", "channels", "conference", "duration_s", "events", "format", "method", "name", "owner",
        "sends_url", "sid", "source", "started_at", "state", "subject", "tones", "trims", "url", "who",
    )  # fmt: skip

    def __init__(
        self, core: Core, call: "Call", source: str, form: Literal["wav", "mp3"], channels: int, conference: str | None
    ) -> None:
        self.sid = core.identity.uuid("recording")
        self.name = f"recording {core.number('recording')}"
        self.call = call.sid
        self.who = forms.who(call)
        self.conference = conference
        self.subject = conference or call.sid
        self.source = source
        self.format: Literal["wav", "mp3"] = form
        self.channels = channels
        self.url = f"{core.recordings_url}{self.sid}.{form}"
        self.callback: str | None = None
        self.method: Method = "POST"
        self.events: frozenset[str] = frozenset()
        self.sends_url = True
        self.trims = False
        self.state = "in-progress"
        self.started_at = core.now
        self.duration_s = 0.0
        self.tones: list[Tone] = []
        self.owner: _Holder | None = None

    def sounds(self, core: Core, sound: _Sound, duration_s: float) -> None:
        """Let something be heard in it from now on."""
        self.tones.append(Tone(round(core.now - self.started_at, 3), round(duration_s, 3), sound))

    def stop(self, core: Core) -> None:
        """End it; some time later it is ready and told of."""
        if self.state != "in-progress":
            return
        self.state = moved(RECORDING, self.state, "stop")
        self.duration_s = round(core.now - self.started_at, 3)
        if self.trims:
            self._trim()
        owner = self.owner
        if owner is not None:
            owner.recordings = tuple(recording for recording in owner.recordings if recording is not self)
        core.lines.append(f"{self.name}: stopped after {self.duration_s:g} s")
        core.later(core.profile.recording_ready_s, self._ready, core)

    def _trim(self) -> None:
        """Cut the silence before the first sound and after the last; of silence alone nothing is left."""
        first = min((tone.start_s for tone in self.tones), default=0.0)
        last = max((tone.start_s + tone.duration_s for tone in self.tones), default=0.0)
        self.duration_s = round(max(min(last, self.duration_s) - first, 0.0), 3)
        self.tones = [replace(tone, start_s=round(tone.start_s - first, 3)) for tone in self.tones]

    def _ready(self, core: Core) -> None:
        if not self.duration_s:
            self.state = moved(RECORDING, self.state, "empty")
            self._tell(core, "absent")
            return
        self.state = moved(RECORDING, self.state, "ready")
        tones = tuple(tone for tone in self.tones if tone.start_s < self.duration_s)
        core.effects.append(
            Recorded(
                self.sid, core.now, self.call, self.conference, self.url, self.format, self.channels, self.duration_s,
                self.source, tones,
            )
        )  # fmt: skip
        core.lines.append(f"{self.name}: ready, {self.duration_s:g} s")
        self._tell(core, "completed")

    def begin(self, core: Core) -> None:
        """Say that it runs."""
        core.lines.append(f"{self.name}: of {self.subject} started, {self.sid}")
        self._tell(core, "in-progress")

    def _tell(self, core: Core, status: str) -> None:
        if self.callback is not None and status in self.events:
            params, kind = forms.recording(self, status), f"recording_{status.replace('-', '_')}"
            tell(core, self.subject, self.name, self.callback, self.method, params, kind)


class _Holder(Protocol):
    """A call or a room."""

    recordings: tuple[Recording, ...]


def record(
    core: Core,
    call: "Call",
    owner: _Holder,
    verb: "Verb",
    document: "Document",
    source: str,
    *,
    form: Literal["wav", "mp3"] = "mp3",
    channels: int = 1,
    conference: str | None = None,
) -> Recording:
    """Start a recording with the callback that *verb* names, kept with its *owner* until it stops."""
    made = Recording(core, call, source, form, channels, conference)
    reference = verb.get("recording_status_callback")
    url = url_of(core, reference, document.url) if reference else None
    if isinstance(url, str):
        made.callback = url
        made.method = verb.get("recording_status_callback_method")
        made.events = frozenset(verb.get("recording_status_callback_event") or ())
    elif url is not None:
        core.warn(call, url.code, url.text)
    made.trims = verb.get("trim") == "trim-silence"
    made.sends_url = verb.get("send_recording_url") is not False
    made.owner = owner
    owner.recordings = (*owner.recordings, made)
    made.begin(core)
    return made
