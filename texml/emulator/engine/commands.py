"""What each command does: what a REST request would ask of a call, a participant, a conference or a queue."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from texml.emulator.engine import events
from texml.emulator.engine.announcing import announce
from texml.emulator.engine.calls import Call, answer, finish, hang_up, release
from texml.emulator.engine.conferences import BY_API, Participant, Room, changed, end, falls_silent, leave
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.inputs import call_in, check_url, first_document, refuse
from texml.emulator.engine.messages import Held, Left, Play, Unheld
from texml.emulator.engine.running import run_call
from texml.errors import UnknownSubject
from texml.vocabulary.choices import Method

__all__ = ["COMMANDS"]


def _room(core: Core, event: Any) -> Room:
    room = core.conferences.get(event.conference)
    name = type(event).__name__
    if room is None:
        problem = f"there is no conference {event.conference[:40]!r}"
        raise UnknownSubject(name, problem, "the id of a ConferenceChanged")
    if room.state == "completed":
        raise refuse(event, f"{room.label} is completed", "a conference that is not over (error 90019 of the REST API)")
    return room


def _participant(core: Core, event: Any) -> Participant:
    room = _room(core, event)
    participant = room.participants.get(event.call)
    if participant is None:
        problem = f"{event.call[:20]!r} is not in {room.label}"
        raise UnknownSubject(type(event).__name__, problem, "the call of one of its participants")
    return participant


def _participants(core: Core, event: Any) -> list[Participant]:
    return list(_room(core, event).participants.values()) if event.call is None else [_participant(core, event)]


def _update_call(core: Core, event: events.UpdateCall) -> None:
    call = call_in(core, event, "ringing", "in-progress")
    check_url(event, "url", event.url)
    if event.url is None and event.texml is None:
        raise refuse(event, "there is neither url nor texml", "one of the two")
    if call.status == "ringing" and not call.is_inbound:
        raise refuse(event, f"{call.name} is not answered", "a call that was answered (error 90034 of the REST API)")
    core.lines.append(f"{call.name}: goes on with another document, by command")
    core.stop(call)
    release(core, call)
    core.begin(call, _again(core, call, event.url or "", event.method, event.texml))


def _again(core: Core, call: Call, url: str, method: Method, texml: str | None) -> Script[None]:
    answer(core, call)
    first = yield from first_document(core, call, url, method, texml, "update")
    cause = yield from run_call(core, call, first)
    finish(core, call, call.cause or cause)


def _end_call(core: Core, event: events.EndCall) -> None:
    call = call_in(core, event)
    hang_up(core, call, "command", "hang-up" if call.status == "in-progress" else "cancel")


def _mute(core: Core, event: events.MuteParticipant) -> None:
    for participant in _participants(core, event):
        if participant.is_muted != event.muted:
            participant.is_muted = event.muted
            if event.muted:
                falls_silent(core, participant)
            changed(core, participant, "muted" if event.muted else "unmuted")


def _hold(core: Core, event: events.HoldParticipant) -> None:
    check_url(event, "url", event.url)
    for participant in _participants(core, event):
        if not event.hold:
            if participant.is_held:
                participant.is_held = False
                changed(core, participant, "unheld")
                core.post(participant.call, Unheld())
            continue
        falls_silent(core, participant)
        if not participant.is_held:
            changed(core, participant, "held")
        participant.is_held = True
        core.post(participant.call, Held(event.url, event.method))


def _coach(core: Core, event: events.CoachParticipant) -> None:
    participant = _participant(core, event)
    if event.coached is not None and (
        event.coached not in participant.room.participants or event.coached == event.call
    ):
        raise refuse(event, f"{event.coached[:20]!r} cannot be coached here", "another participant of the conference")
    participant.coached = event.coached
    changed(core, participant, "coaches" if event.coached else "coaches nobody")


def _change(core: Core, event: events.ChangeParticipant) -> None:
    participant = _participant(core, event)
    if event.beep_on_exit is not None:
        participant.beeps_at_exit = event.beep_on_exit
    if event.end_conference_on_exit is not None:
        participant.ends = event.end_conference_on_exit


def _remove(core: Core, event: events.RemoveParticipant) -> None:
    participant = _participant(core, event)
    leave(core, participant, "removed")
    core.post(participant.call, Left(participant.room, "removed", hang_up=core.profile.removed == "hang-up"))


def _announce(core: Core, event: events.AnnounceToConference) -> None:
    check_url(event, "url", event.url)
    room = _room(core, event)
    if not room.participants:
        raise refuse(event, f"nobody is in {room.label}", "a conference with participants")
    announce(core, room, event.url, event.method)


def _announce_to(core: Core, event: events.AnnounceToParticipant) -> None:
    check_url(event, "url", event.url)
    core.post(_participant(core, event).call, Play(event.url, event.method))


def _end_conference(core: Core, event: events.EndConference) -> None:
    end(core, _room(core, event), BY_API)


def _dequeue(core: Core, event: events.DequeueCall) -> None:
    check_url(event, "url", event.url)
    call = call_in(core, event, "in-progress")
    if call.entry is None or event.queue not in {call.entry.line.name, call.entry.line.sid}:
        raise refuse(event, f"{call.name} is not in queue {event.queue[:40]!r}", "a call that waits in it")
    core.stop(call)
    core.begin(call, _again(core, call, event.url, event.method, None))


COMMANDS: Final[Mapping[type, Callable[[Core, Any], None]]] = {
    events.UpdateCall: _update_call,
    events.EndCall: _end_call,
    events.MuteParticipant: _mute,
    events.HoldParticipant: _hold,
    events.CoachParticipant: _coach,
    events.ChangeParticipant: _change,
    events.RemoveParticipant: _remove,
    events.AnnounceToConference: _announce,
    events.AnnounceToParticipant: _announce_to,
    events.EndConference: _end_conference,
    events.DequeueCall: _dequeue,
}
