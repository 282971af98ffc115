"""Conferences: who is in, who waits, who hears whom, when they start and end, and who is told."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call, Watcher
from texml.emulator.engine.core import Actor, Core
from texml.emulator.engine.deliveries import tell
from texml.emulator.engine.documents import Document, Verb
from texml.emulator.engine.effects import ConferenceChanged, RoomHeard, Sound
from texml.emulator.engine.fetching import url_of
from texml.emulator.engine.messages import Left, Started
from texml.emulator.engine.recordings import Recording, record
from texml.emulator.engine.timers import Timer
from texml.emulator.engine.transitions import CONFERENCE, PARTICIPANT, moved

__all__ = [
    "BEEP_S",
    "BY_API",
    "Participant",
    "Room",
    "changed",
    "end",
    "enter",
    "falls_silent",
    "heard",
    "leave",
    "speaks",
]

BEEP_S = 0.4

# What happens: the word that asks for it, the word that tells of it, the name of the callback.
_EVENTS = {
    "start": ("start", "conference-start", "conference_start"),
    "end": ("end", "conference-end", "conference_end"),
    "join": ("join", "participant-join", "conference_join"),
    "leave": ("leave", "participant-leave", "conference_leave"),
    "speech-start": ("speaker", "participant-speech-start", "conference_speaker"),
    "speech-stop": ("speaker", "participant-speech-stop", "conference_speaker"),
}

_HOST_LEFT = "participant-with-end-conference-on-exit-left"
_LAST_LEFT = "last-participant-left"
BY_API = "conference-ended-via-api"
_BY_TIME = "time-exceeded"


class Participant:
    """One call in one room, for as long as it stays. *base* is what each callback about it carries, once it is made."""

    __slots__ = (
        "base", "beeps_at_exit", "call", "coached", "ends", "entered_at", "is_held", "is_muted", "is_told", "label",
        "room", "speaking", "starts", "state", "verb",
    )  # fmt: skip

    def __init__(self, call: Call, room: "Room", verb: Verb) -> None:
        beep = verb.get("beep")
        self.call = call
        self.room = room
        self.verb = verb
        self.label: str | None = verb.get("participant_label")
        self.starts: bool = verb.get("start_conference_on_enter")
        self.ends: bool = verb.get("end_conference_on_exit")
        self.is_muted: bool = verb.get("muted")
        self.is_held = False
        self.coached: str | None = None
        self.beeps_at_exit: bool = beep in {"true", "onExit"}
        self.entered_at = 0.0
        self.is_told = False
        self.base: tuple[tuple[str, str], ...] = ()
        self.speaking: Timer | None = None
        self.state = "entering"

    @property
    def is_silent(self) -> bool:
        """Return whether nobody hears it: by its own mute, by waiting, or by being on hold."""
        return self.is_muted or self.is_held or self.state != "joined"

    def hears(self, other: "Participant") -> bool:
        """Return whether it hears another one: who coaches is heard by the one that it coaches only."""
        if other is self or self.is_held or self.state != "joined" or other.is_silent:
            return False
        return other.coached is None or other.coached == self.call.sid


class Room(Actor):
    """One conference, from its first participant to its end. Settings of the room are those of its creator."""

    __slots__ = (
        "account", "created_at", "creator", "document", "end_reason", "ended_at", "ended_by", "key", "label", "labels",
        "limit", "most", "name", "participants", "recordings", "sequence", "sid", "started_at", "starters", "state",
        "verb", "watcher",
    )  # fmt: skip

    def __init__(self, core: Core, key: tuple[str, str], call: Call, verb: Verb, document: Document) -> None:
        super().__init__()
        self.sid = core.identity.uuid("conference")
        self.key = key
        self.account, self.name = key
        self.label = f"conference {core.number('conference')}"
        self.state = "init"
        self.creator = call.sid
        self.created_at = core.now
        self.started_at: float | None = None
        self.ended_at: float | None = None
        self.end_reason: str | None = None
        self.ended_by: str | None = None
        self.participants: dict[str, Participant] = {}
        self.starters = 0
        self.labels: dict[str, int] = {}
        self.sequence: int = core.profile.sequence_from
        self.recordings: tuple[Recording, ...] = ()
        self.limit: Timer | None = None
        self.verb = verb
        self.document = document
        self.watcher: Watcher | None = None
        self.most: int = verb.get("max_participants")


def enter(core: Core, call: Call, verb: Verb, document: Document) -> Participant | None:
    """Let a call into the room that *verb* names, which is made if nobody is in it; None where the room is full."""
    key = (call.base[0][1], " ".join(verb.text.split()))
    room = core.rooms.get(key)
    if room is None:
        room = _make(core, key, call, verb, document)
    elif len(room.participants) >= room.most:
        core.warn(call, "conference-full", f"{room.name} has {room.most} participants; the next verb follows")
        return None
    if verb is not room.verb:
        _check_settings(core, room, call, verb)
    if room.watcher is None and (not room.participants or core.profile.room_settings == "first-given"):
        room.watcher = _watcher(core, call, verb, document)
    participant = Participant(call, room, verb)
    if participant.label is not None:
        _check_label(core, room, participant)
    participant.entered_at = core.now
    room.participants[call.sid] = participant
    room.starters += participant.starts
    call.participant = participant
    _admit(core, room, participant)
    return participant


def _check_label(core: Core, room: Room, participant: Participant) -> None:
    """Say that two participants bear one label, by which a command could mean either (rule 28)."""
    if room.labels.get(participant.label or "", 0):
        core.warn(participant.call, "label-taken", f"{participant.label!r} is in {room.name} already")
    room.labels[participant.label or ""] = room.labels.get(participant.label or "", 0) + 1


# Said by each participant's document, but decided by the first one's.
_OF_THE_ROOM = (
    "max_participants", "record", "record_beep", "trim", "recording_timeout", "recording_status_callback",
    "status_callback", "status_callback_event",
)  # fmt: skip


def _check_settings(core: Core, room: Room, call: Call, verb: Verb) -> None:
    """Say which settings of a later participant have no effect, as the room has others (rule 26)."""
    late = [name for name in _OF_THE_ROOM if name in verb.given and verb.get(name) != room.verb.get(name)]
    if core.profile.room_settings == "first-given" and room.watcher is None:
        late = [name for name in late if not name.startswith("status_callback")]
    if late:
        wires = ", ".join(verb.wires[name] for name in late)
        core.warn(call, "room-setting", f"{room.name} has its creator's {wires}; those of {call.name} have no effect")


def _make(core: Core, key: tuple[str, str], call: Call, verb: Verb, document: Document) -> Room:
    room = Room(core, key, call, verb, document)
    core.rooms[key] = core.conferences[room.sid] = room
    room.limit = core.later(core.profile.conference_limit_s, _time_is_up, core, room)
    core.lines.append(f"{room.label}: {room.name} created by {call.name}, {room.sid}")
    _changed(core, room, "created", call)
    return room


def _watcher(core: Core, call: Call, verb: Verb, document: Document) -> Watcher | None:
    reference = verb.get("status_callback")
    if reference is None:
        return None
    url = url_of(core, reference, document.url)
    if not isinstance(url, str):
        core.warn(call, url.code, url.text)
        return None
    events = frozenset(verb.get("status_callback_event") or ())
    if not events:
        core.warn(call, "callback-without-events", f"line {verb.line}: Conference names no statusCallbackEvent")
    return Watcher(url, verb.get("status_callback_method"), events)


def _admit(core: Core, room: Room, participant: Participant) -> None:
    """Let a participant in: it joins what runs, starts what waits for it, or waits."""
    if room.state == "in-progress":
        _step(participant, "join")
        _joined(core, participant)
        _beep(core, room, participant, at_exit=False)
    elif room.starters and len(room.participants) >= core.profile.starts_with:
        _start(core, room, participant)
    else:
        _step(participant, "wait")
        core.lines.append(f"{participant.call.name}: waits for {room.name}")
        _changed(core, room, "waits", participant.call)
        if core.profile.join_event == "on-enter":
            _tell_join(core, participant)


def _start(core: Core, room: Room, starter: Participant) -> None:
    room.state = moved(CONFERENCE, room.state, "start")
    room.started_at = core.now
    core.lines.append(f"{room.label}: {room.name} started by {starter.call.name}")
    _changed(core, room, "started", starter.call)
    if core.profile.start_event == "before-join":
        _tell(core, room, starter, "start")
    _step(starter, "join")
    _joined(core, starter)
    if core.profile.start_event == "after-join":
        _tell(core, room, starter, "start")
    if room.verb.get("record") == "record-from-start":
        _record(core, room, starter)
    for waiting in room.participants.values():
        if waiting.state == "waiting":
            _step(waiting, "start")
            _joined(core, waiting)
            core.post(waiting.call, Started(room))
    _beep(core, room, starter, at_exit=False)


def _record(core: Core, room: Room, starter: Participant) -> None:
    verb = room.verb
    made = record(core, starter.call, room, verb, room.document, "Conference", form="wav", conference=room.sid)
    if verb.get("record_beep"):
        made.sounds(core, "beep", BEEP_S)
        heard(core, room, "beep", "recording", BEEP_S, None)


def _step(participant: Participant, happening: str) -> None:
    participant.state = moved(PARTICIPANT, participant.state, happening)


def _joined(core: Core, participant: Participant) -> None:
    room = participant.room
    core.lines.append(f"{participant.call.name}: joined {room.name}, {len(room.participants)} in it")
    _changed(core, room, "joined", participant.call)
    _tell_join(core, participant)


def _tell_join(core: Core, participant: Participant) -> None:
    """Tell of a participant, once: when it enters, or, by the profile, when it need not wait anymore."""
    if not participant.is_told:
        participant.is_told = True
        _tell(core, participant.room, participant, "join")


def leave(core: Core, participant: Participant, reason: str) -> None:
    """Let a participant leave, and the room end if this one ends it or nobody is left."""
    if participant.state == "left":
        return
    room = participant.room
    _remove(core, participant, reason)
    if room.state == "in-progress":
        if participant.ends:
            end(core, room, _HOST_LEFT, participant)
        elif not room.participants:
            end(core, room, _LAST_LEFT, participant)
        else:
            _beep(core, room, participant, at_exit=True)
    elif not room.participants:
        _close(core, room, "empty", _LAST_LEFT, participant.call)


def _remove(core: Core, participant: Participant, reason: str) -> None:
    room = participant.room
    falls_silent(core, participant)
    _step(participant, "leave")
    del room.participants[participant.call.sid]
    room.starters -= participant.starts
    if participant.label is not None:
        room.labels[participant.label] -= 1
    participant.call.participant = None
    core.lines.append(f"{participant.call.name}: left {room.name}, {reason}, {len(room.participants)} in it")
    _changed(core, room, "left", participant.call, reason)
    if participant.is_told:
        _tell(core, room, participant, "leave")


def end(core: Core, room: Room, reason: str, last: Participant | None = None) -> None:
    """End a room: all who are still in it leave, then it is over. Its name is free at once."""
    policy = {BY_API: core.profile.ended_by_api, _BY_TIME: core.profile.ended_by_time}.get(reason, "go-on")
    for participant in list(room.participants.values()):
        _remove(core, participant, reason)
        core.post(participant.call, Left(room, reason, hang_up=policy == "hang-up"))
        last = last or participant
    if room.state == "in-progress" and last is not None:
        _tell(core, room, last, "end")
    _close(core, room, "end", reason, last.call if last else None)


def _close(core: Core, room: Room, happening: str, reason: str, call: Call | None) -> None:
    room.state = moved(CONFERENCE, room.state, happening)
    room.ended_at = core.now
    room.end_reason = reason
    room.ended_by = call.sid if call and reason in {_HOST_LEFT, _LAST_LEFT} else None
    core.stop(room)
    core.timers.cancel(room.limit)
    del core.rooms[room.key]
    for recording in room.recordings:
        recording.stop(core)
    core.lines.append(f"{room.label}: {room.name} ended, {reason}")
    _changed(core, room, "ended", call, reason)


def _time_is_up(core: Core, room: Room) -> None:
    end(core, room, _BY_TIME)


def speaks(core: Core, participant: Participant, text: str, duration_s: float) -> None:
    """Let a participant be heard for a while, if anybody could."""
    room = participant.room
    if participant.is_silent:
        core.lines.append(f"{participant.call.name}: speaks, unheard, in {room.name}")
        return
    for recording in room.recordings:
        recording.sounds(core, "speech", duration_s)
    if participant.speaking is None:
        core.lines.append(f"{participant.call.name}: speaks in {room.name}: {text}")
        _changed(core, room, "speaks", participant.call)
        _tell(core, room, participant, "speech-start")
    else:
        core.timers.cancel(participant.speaking)
    participant.speaking = core.later(duration_s, falls_silent, core, participant)
    _mind_silence(core, room)


def falls_silent(core: Core, participant: Participant) -> None:
    """End what a participant says."""
    if participant.speaking is None:
        return
    core.timers.cancel(participant.speaking)
    participant.speaking = None
    _changed(core, participant.room, "is silent", participant.call)
    if core.profile.speech_stop:
        _tell(core, participant.room, participant, "speech-stop")


def _mind_silence(core: Core, room: Room) -> None:
    """Stop recording after recordingTimeout seconds without speech, once somebody spoke."""
    timeout_s = room.verb.get("recording_timeout")
    if timeout_s and room.recordings:
        core.later(timeout_s, _if_silent, core, room, core.now, timeout_s)


def _if_silent(core: Core, room: Room, spoken_at: float, timeout_s: float) -> None:
    for recording in room.recordings:
        last = max((recording.started_at + tone.start_s + tone.duration_s for tone in recording.tones
                    if tone.sound == "speech"), default=spoken_at)  # fmt: skip
        if core.now - last >= timeout_s:
            recording.stop(core)
        elif last > spoken_at:
            core.later(last + timeout_s - core.now, _if_silent, core, room, last, timeout_s)


def _beep(core: Core, room: Room, participant: Participant, *, at_exit: bool) -> None:
    """Let the others hear a beep; who comes or goes never does."""
    beeps = participant.beeps_at_exit if at_exit else participant.verb.get("beep") in {"true", "onEnter"}
    if beeps and (at_exit or len(room.participants) > 1):
        for recording in room.recordings:
            recording.sounds(core, "beep", BEEP_S)
        heard(core, room, "beep", "exit" if at_exit else "enter", BEEP_S, participant.call.sid)


def heard(core: Core, room: Room, sound: Sound, text: str, duration_s: float, but: str | None) -> None:
    """Let everybody in a room hear something, *but* one call."""
    core.lines.append(f"{room.label}: hears {sound} {text}")
    core.effects.append(RoomHeard(room.sid, core.now, sound, text, duration_s, but))


def _changed(core: Core, room: Room, change: str, call: Call | None, reason: str | None = None) -> None:
    core.effects.append(ConferenceChanged(room.sid, core.now, room.name, change, call.sid if call else None, reason))


def changed(core: Core, participant: Participant, change: str) -> None:
    """Take note of a change of one participant."""
    core.lines.append(f"{participant.call.name}: {change} in {participant.room.name}")
    _changed(core, participant.room, change, participant.call)


def _tell(core: Core, room: Room, participant: Participant, event: str) -> None:
    """Tell the room's callback, if it asked for *event*; a number is given out only then, when it happens."""
    watcher = room.watcher
    asked_as, word, callback = _EVENTS[event]
    if watcher is None or asked_as not in watcher.events:
        return
    number = room.sequence
    room.sequence = number + 1
    params = forms.conference(core, room, participant, word, number)
    tell(core, room.sid, room.label, watcher.url, watcher.method, params, callback)
