"""One isolated world: the platform, the applications that it calls, and the people who call.

Nothing in it is shared with another world: no port, no file, no global state. Virtual time passes when something is
waited for, or when `World.advance` says so.
"""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from hashlib import blake2b
from types import TracebackType

import httpx

from texml.emulator import telling
from texml.emulator.applications import Applications
from texml.emulator.caller import Caller
from texml.emulator.driver import Driver
from texml.emulator.engine.effects import CallChanged, Cut, Effect, Heard, Recorded, RoomHeard
from texml.emulator.engine.engine import Engine
from texml.emulator.engine.events import Application, CallArrives, Event
from texml.emulator.engine.snapshots import CallView
from texml.emulator.faults import Fault, Faults
from texml.emulator.fetching import Fetcher
from texml.emulator.in_process import App
from texml.emulator.outside import Outside, Phone
from texml.emulator.patience import IN_PROCESS_TIMEOUT_S
from texml.emulator.profiles import PROFILES, Profile
from texml.emulator.recordings import Recordings
from texml.emulator.rest.exchange import Reply
from texml.emulator.rest.platform import Platform
from texml.emulator.rest.reading import Read
from texml.emulator.rest.side import RestSide
from texml.emulator.sending import Exchange, Sender
from texml.emulator.timeline import Act, Entry, Timeline
from texml.emulator.transports import origin_of
from texml.emulator.watching import Callbacks, Conference
from texml.errors import EmulatorError
from texml.vocabulary.choices import Method
from texml.webhooks import PrivateKey

__all__ = ["World"]

_EPOCH = 1_767_225_600.0  # 2026-01-01, so that a run tells the same times tomorrow
_SETTLED_WITHIN_S = 300.0


class World:
    """The emulated platform with everything around it.

    *seed* makes the ids and the key. *contract* is a profile or the name of one (`texml.emulator.profiles`), *faults*
    what goes wrong. Only this machine is fetched from, and *hosts*. *transport* stands in for the network. Requests are
    signed with the time of *wall*, and tell of virtual times that begin at *epoch*, both in Unix seconds. *watch* is
    told every entry as it comes; they are kept in *timeline*, unless *keeps_timeline* says no. An application in
    process may take *app_timeout_s* real seconds for an answer, and is cut off then; infinity is for who debugs it. In
    real time (see `texml.emulator.realtime`) requests are made in a *pool* of threads. Recordings are fetched by
    `recording`, and, where *serves_recordings* says so, over HTTP as well. *rest* is the REST API, for any client.

    Close it, or use it as a context manager.
    """

    def __init__(
        self,
        *,
        seed: int = 0,
        contract: Profile | str = "documented",
        faults: Iterable[Fault | str] = (),
        hosts: Iterable[str] = (),
        transport: httpx.BaseTransport | None = None,
        wall: Callable[[], float] = time.time,
        epoch: float = _EPOCH,
        watch: Callable[[Entry], None] | None = None,
        pool: Executor | None = None,
        timeline: Timeline | None = None,
        keeps_timeline: bool = True,
        serves_recordings: bool = False,
        app_timeout_s: float = IN_PROCESS_TIMEOUT_S,
    ) -> None:
        profile = _profile(contract)
        self.timeline = timeline or Timeline()
        self.faults = Faults(faults)
        self.outside = Outside()
        self._applications = Applications(hosts=hosts, transport=transport, app_timeout_s=app_timeout_s)
        self._key = PrivateKey(blake2b(f"texml key {seed}".encode(), digest_size=32).digest())
        self._told = watch
        self._keeps_timeline = keeps_timeline
        self._heard: dict[str, list[Heard]] = {}
        self._hears: dict[str, Heard] = {}
        self._callers: dict[str, Caller] = {}
        self._connected: dict[str, set[str]] = {}
        self._recordings = Recordings(over_http=serves_recordings)
        self.engine = Engine(profile=profile, seed=seed, epoch=epoch, recordings_url=self._recordings.url)
        self._applications.transport.mounted[origin_of(httpx.URL(self._recordings.url))] = self._recordings
        self.driver = Driver(
            self.engine,
            Fetcher(self._applications.transport, monotonic=time.monotonic, app_timeout_s=app_timeout_s),
            Sender(self.faults, key=self._key, wall=wall),
            faults=self.faults,
            react=self.outside.react,
            watch=self._watch,
            pool=pool,
        )
        self.rest = RestSide(
            Platform(self.engine, self.driver.receive, self._applications.for_number),
            api_key=f"KEY{blake2b(f'texml api key {seed}'.encode(), digest_size=16).hexdigest()}",
            in_turn=self.driver.in_turn,
            watch=self._commanded,
        )

    # Who is called, and who calls

    def serve(
        self,
        number: str,
        app: App | str,
        *,
        voice_url: str = "/",
        voice_method: Method = "POST",
        fallback_url: str | None = None,
        status_callback: str | None = None,
        base_url: str | None = None,
    ) -> None:
        """Connect *number* to an application: a WSGI or ASGI application, or the http URL of one that runs.

        *voice_url* and the other URLs are relative to *base_url*: where the application believes itself to be, by
        default ``http://localhost`` for one in process. Serve several numbers by one application as you like.

        Raises: EmulatorError where *app* is neither.
        """
        self._applications.add(
            number,
            app,
            voice_url=voice_url,
            voice_method=voice_method,
            fallback_url=fallback_url,
            status_callback=status_callback,
            base_url=base_url,
        )
        self.timeline.origins |= self._applications.origins

    def call(self, to: str, *, from_: str | None = None, name: str | None = None) -> Caller:
        """Call a number that is served; return who calls, once the application was asked for its first document.

        *from_* is a number, by default one that nobody else calls from. *name* is what the timeline calls the caller.

        Raises: EmulatorError where nobody serves *to*.
        """
        application = self.application(to)
        number = from_ or f"+1312555{len(self._callers) + 1:04d}"
        self.timeline.next_name = name
        return self.caller(self._place(CallArrives(to, number, application)))

    def _place(self, event: CallArrives) -> str:
        for effect in self.driver.receive(event):
            if isinstance(effect, CallChanged):
                return effect.call
        raise EmulatorError("the engine made no call")

    def application(self, number: str) -> Application:
        """Return what *number* leads to, as the platform knows it.

        Raises: EmulatorError where nobody serves it.
        """
        return self._applications.of(number)

    def caller(self, sid: str) -> Caller:
        """Return who is on the call of that CallSid: the caller of an inbound one, the callee of an outbound one."""
        if sid not in self._callers:
            self._callers[sid] = Caller(self, sid, self.timeline.numbers.get(sid, ""))
        return self._callers[sid]

    @property
    def callers(self) -> list[Caller]:
        """Return everybody who is or was on a call, in the order of their calls."""
        return [self.caller(sid) for sid in self.timeline.numbers]

    def phone(self, number: str) -> Phone:
        """Return the telephone of a number that may be dialed, to say what it does when it rings."""
        return self.outside.phone(number)

    def service_returns(self, service: str, *, after_s: float = 5.0, **fields: str) -> None:
        """Let a service that calls are handed to (ai-gather, pay, connect, refer) return *fields* to its action."""
        self.outside.returns(service, tuple(fields.items()), after_s)

    # Time

    @property
    def now(self) -> float:
        """Return the virtual time: seconds since this world began."""
        return self.driver.now

    def advance(self, *, seconds: float = 0.0, minutes: float = 0.0, hours: float = 0.0) -> None:
        """Let so much virtual time pass, with everything that happens in it."""
        self.driver.advance(self.now + seconds + 60.0 * minutes + 3600.0 * hours)

    def step(self, until: float) -> bool:
        """Let time pass to the next moment at which something happens, if it is not after *until*; else to *until*.

        Return whether something happened.
        """
        due = self.driver.next_deadline()
        is_soon = due is not None and due <= until
        self.driver.advance(max(due if is_soon and due is not None else until, self.now))
        return is_soon

    def settle(self, *, within_s: float = _SETTLED_WITHIN_S) -> None:
        """Let time pass until everybody is in a conference or a queue, connected, listened to, or has hung up.

        Music goes on. Who listens to something endless elsewhere is waited for *within_s* virtual seconds at most.
        """
        deadline = self.now + within_s
        while not all(map(self.is_settled, self.engine.calls())) and self.step(deadline):
            pass

    def is_settled(self, call: CallView) -> bool:
        """Return whether nothing goes on by itself on a call: see `settle`."""
        is_connected = self._connected.get(call.sid) or (call.parent is not None and call.status == "in-progress")
        return bool(call.is_over or call.conference or call.queue or call.listens or is_connected)

    def room_of(self, call: CallView) -> str | None:
        """Return the name of the conference that a call is in, None for none."""
        return None if call.conference is None else self.engine.conference(call.conference).name

    # What happens

    def act(self, event: Event, words: str, call: str | None = None) -> None:
        """Let the world outside do something; *words* say it in the timeline.

        Raises: InputRefused where it cannot happen as things stand.
        """
        self._watch(Act(self.now, call, words))
        self.driver.receive(event)

    def _commanded(self, read: Read, reply: Reply) -> None:
        """Tell of a request to the REST side."""
        given = read.command.given
        call = given.get("call_sid") or given.get("call_sid_or_participant_label")
        self._watch(Act(self.now, call, f"by REST: {read.words} -> {reply.status}"))

    def heard(self, sid: str) -> list[Heard]:
        """Return what a call has heard so far."""
        return self._heard.get(sid, [])

    def hears_now(self, sid: str) -> Heard | None:
        """Return what a call hears at this moment, None for silence."""
        sound = self._hears.get(sid)
        if sound is None or (sound.duration_s is not None and sound.at + sound.duration_s <= self.now):
            return None
        return sound

    def _watch(self, entry: Effect | Exchange | Act) -> None:
        if self._keeps_timeline:
            self._keep(entry)
        if self._told is not None:
            self._told(entry)

    def _keep(self, entry: Entry) -> None:
        self.timeline.add(entry)
        match entry:
            case Heard():
                self._heard.setdefault(entry.call, []).append(entry)
                self._hears[entry.call] = entry
            case Cut():
                self._hears.pop(entry.call, None)
            case CallChanged() if entry.parent is not None:
                self._connect(entry, entry.parent)
            case Recorded():
                self._recordings.keep(entry)
            case RoomHeard() if entry.sound in {"say", "play"}:
                self._keep_heard_by_all(entry)

    def _keep_heard_by_all(self, entry: RoomHeard) -> None:
        for participant in self.engine.conference(entry.conference).participants:
            if participant.call != entry.but and not participant.is_held:
                sound = Heard(participant.call, entry.at, entry.sound, entry.text, entry.duration_s)
                self._heard.setdefault(participant.call, []).append(sound)

    def _connect(self, leg: CallChanged, parent: str) -> None:
        """Keep in mind which calls are connected to a leg that they dialed."""
        legs = self._connected.setdefault(parent, set())
        if leg.status == "in-progress":
            legs.add(leg.call)
        else:
            legs.discard(leg.call)

    # What a test asks

    def conference(self, name: str) -> Conference:
        """Return the conference of that name, whether it lives, did, or never was."""
        return Conference(self, name)

    @property
    def callbacks(self) -> Callbacks:
        """Return the callbacks that were sent."""
        return Callbacks(self.timeline.exchanges)

    @property
    def recordings(self) -> list[Recorded]:
        """Return the recordings that are ready, oldest first: their URL, length and what is in them."""
        return self._recordings.all

    def recording(self, url: str) -> bytes:
        """Return the recording at *url* as a WAV file that plays: tones where something was to be heard.

        Raises: EmulatorError where none is ready there.
        """
        return self._recordings.wav(url)

    @property
    def public_key(self) -> str:
        """Return the key that verifies this world's requests, in Base64: give it to the application."""
        return self._key.public.text

    @property
    def journal(self) -> str:
        """Return the engine's journal: the same seed and inputs give the same text."""
        return self.engine.journal.text()

    def report(self) -> str:
        """Return the timeline as text."""
        return telling.text(self.timeline)

    # Its end

    def close(self) -> None:
        """Let applications shut down and close what is open."""
        self._applications.close()

    def __enter__(self) -> "World":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _profile(contract: Profile | str) -> Profile:
    if isinstance(contract, Profile):
        return contract
    if contract not in PROFILES:
        raise EmulatorError(f"{contract!r} is no contract; allowed: {', '.join(PROFILES)}")
    return PROFILES[contract]
