"""Participants of a conference: list, show, call one in, mute, hold, coach, announce to one, take one out."""

from collections.abc import Iterator
from typing import Any

from texml.emulator.engine.events import (
    AnnounceToParticipant,
    ChangeParticipant,
    CoachParticipant,
    Command,
    HoldParticipant,
    MuteParticipant,
    PlaceCall,
    RemoveParticipant,
)
from texml.emulator.engine.snapshots import ConferenceView, ParticipantView
from texml.emulator.rest import calls, conferences, resources
from texml.emulator.rest.pages import page_of
from texml.emulator.rest.platform import Platform, known
from texml.emulator.rest.problems import NOT_FOUND, Refused, blank, wrong_value
from texml.vocabulary.control.texml_conferences import (
    DeleteTexmlConferenceParticipant,
    DialTexmlConferenceParticipant,
    GetTexmlConferenceParticipant,
    GetTexmlConferenceParticipants,
    UpdateTexmlConferenceParticipant,
)
from texml.vocabulary.verbs import Conference, Response

__all__ = ["delete", "dial", "get", "list_", "update"]

_Json = dict[str, Any]


def _found(room: ConferenceView, name: str) -> ParticipantView:
    """Return the participant of that CallSid or label.

    Raises: Refused where there is none: one that has left, or whose conference is over, is not returned (page
    conference-participants).
    """
    for view in room.participants:
        if name in {view.call, view.label}:
            return view
    raise Refused(NOT_FOUND)


def get(platform: Platform, command: GetTexmlConferenceParticipant) -> _Json:
    """Show a participant."""
    room = known(platform.engine.conference, command.conference_sid)
    return resources.participant(platform.engine, room, _found(room, command.call_sid_or_participant_label))


def list_(platform: Platform, command: GetTexmlConferenceParticipants) -> _Json:
    """List who is in a conference, in the order in which they came; nobody once it is over."""
    room = known(platform.engine.conference, command.conference_sid)
    items = [resources.participant(platform.engine, room, view) for view in room.participants]
    return page_of(command, items, f"{resources.conference_path(platform.engine, room.sid)}/Participants")


def update(platform: Platform, command: UpdateTexmlConferenceParticipant) -> _Json:
    """Do to a participant all that is asked for, or nothing if one part of it cannot be."""
    room = conferences.living(platform, command.conference_sid)
    view = _found(room, command.call_sid_or_participant_label)
    coached = command.call_sid_to_coach
    if command.coaching and (coached == view.call or coached not in {each.call for each in room.participants}):
        raise Refused(wrong_value("CallSidToCoach", "another participant of the conference"))
    for event in _events(command, room.sid, view.call):
        platform.command(event)
    after = platform.engine.conference(room.sid)
    # A document on hold may have hung it up by now.
    present = next((each for each in after.participants if each.call == view.call), view)
    return resources.participant(platform.engine, after, present)


def _events(command: UpdateTexmlConferenceParticipant, room: str, call: str) -> Iterator[Command]:
    if command.muted is not None:
        yield MuteParticipant(room, call, command.muted)
    if command.hold is not None:
        yield HoldParticipant(room, call, command.hold, command.hold_url, command.hold_method or "POST")
    if command.coaching is not None:
        yield CoachParticipant(room, call, command.call_sid_to_coach if command.coaching else None)
    if command.beep_on_exit is not None or command.end_conference_on_exit is not None:
        yield ChangeParticipant(room, call, command.beep_on_exit, command.end_conference_on_exit)
    if command.announce_url is not None:
        yield AnnounceToParticipant(room, call, command.announce_url, command.announce_method or "POST")


def delete(platform: Platform, command: DeleteTexmlConferenceParticipant) -> None:
    """Take a participant out; by the profile that ends its call."""
    room = conferences.living(platform, command.conference_sid)
    view = _found(room, command.call_sid_or_participant_label)
    platform.command(RemoveParticipant(room.sid, view.call))


def dial(platform: Platform, command: DialTexmlConferenceParticipant) -> _Json:
    """Call somebody into a conference: a call that runs a document with that conference in it."""
    room = conferences.living(platform, command.conference_sid)
    for wire, value in (("To", command.to), ("From", command.from_)):
        if value is None:
            raise Refused(blank(wire))
    muted, ends = bool(command.muted), bool(command.end_conference_on_exit)
    noun = Conference(
        room.name,
        muted=muted,
        end_conference_on_exit=ends,
        start_conference_on_enter=command.start_conference_on_enter is not False,
        beep=command.beep,
        wait_url=command.wait_url,
        participant_label=command.label,
    )
    event = PlaceCall(
        command.to or "",
        command.from_ or "",
        calls.application_for(platform, command.application_sid, command.from_),
        texml=str(Response().dial(noun)),
        timeout_s=command.timeout_seconds or 30,
        time_limit_s=command.time_limit or 14_400,
        caller_name=command.caller_id,
    )
    sid = calls.place(platform, event)
    return resources.new_participant(platform.engine, room, sid, muted=muted, ends=ends)
