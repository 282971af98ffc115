"""What happens in a conference."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, ClassVar

from texml.vocabulary.callbacks.callback import ANY, Callback, Mark
from texml.vocabulary.choices import ConferenceEvent
from texml.vocabulary.record import Param

__all__ = [
    "CONFERENCE_CALLBACKS",
    "ConferenceCallback",
    "ConferenceEnd",
    "ConferenceStart",
    "ParticipantJoin",
    "ParticipantLeave",
    "ParticipantSpeechStart",
    "ParticipantSpeechStop",
]

_NEW = "OpenAPI of 2026-10, callbacks texml-conference-*"
_BOTH = f"texml-verbs/conference, 2021; {_NEW}"


def _told(*events: str) -> tuple[Mark, ...]:
    return ({"ConferenceSid": ANY, "StatusCallbackEvent": events},)


class ConferenceCallback(
    Callback,
    sent_to={
        "Conference.statusCallback": "Conference.statusCallbackMethod",
        "REST ConferenceStatusCallback": "REST ConferenceStatusCallbackMethod",
    },
    signed="documented",
    source=_BOTH,
    told_by=({"ConferenceSid": ANY, "StatusCallbackEvent": ANY},),
):
    """One conference status callback, of whatever event; its subclasses stand for the events that are known."""

    event: ClassVar[str | None] = None
    """The value of StatusCallbackEvent that says so; None for an event nobody has documented."""
    subscribed_as: ClassVar[ConferenceEvent | None] = None
    """The word in ``Conference.status_callback_event`` that subscribes to it."""

    account_sid: Annotated[str | None, Param("AccountSid", "Account that the call belongs to.", required=True)] = None
    call_sid: Annotated[
        str | None, Param("CallSid", "Call of the participant the event is about, or that caused it.", required=True)
    ] = None
    call_sid_legacy: Annotated[str | None, Param("CallSidLegacy", "At present the same as CallSid.")] = None
    conference_sid: Annotated[str | None, Param("ConferenceSid", "The conference.", required=True)] = None
    friendly_name: Annotated[
        str | None, Param("FriendlyName", "Name of the room: the text of the Conference noun.", required=True)
    ] = None
    sequence_number: Annotated[
        int | None, Param("SequenceNumber", "Place of the event among the others; good for order only.", required=True)
    ] = None
    status_callback_event: Annotated[str | None, Param("StatusCallbackEvent", "What happened.", required=True)] = None
    timestamp: Annotated[datetime | None, Param("Timestamp", "When it happened, in UTC.", required=True)] = None
    from_: Annotated[str | None, Param("From", "Who called: a number or SIP address.")] = None
    to: Annotated[str | None, Param("To", "Who was called: a number or SIP address.")] = None
    connection_id: Annotated[str | None, Param("ConnectionId", "Connection of the call.", source=_NEW)] = None
    calling_party_type: Annotated[
        str | None, Param("CallingPartyType", "Where the call came from; an open set of words.", source=_NEW)
    ] = None
    from_sip_uri: Annotated[str | None, Param("FromSipUri", "SIP URI of the caller.", source=_NEW)] = None
    to_sip_uri: Annotated[str | None, Param("ToSipUri", "SIP URI that was called.", source=_NEW)] = None
    participant_label: Annotated[
        str | None, Param("ParticipantLabel", "The participant's label from the Conference noun.", source=_NEW)
    ] = None


class ConferenceStart(
    ConferenceCallback,
    kind="conference_start",
    told_by=_told("conference-start", "start"),
):
    """The conference started: somebody joined whose startConferenceOnEnter is true."""

    event = "conference-start"
    subscribed_as = "start"


class ParticipantJoin(
    ConferenceCallback,
    kind="conference_join",
    told_by=_told("participant-join", "join"),
):
    """A participant joined."""

    event = "participant-join"
    subscribed_as = "join"


class ParticipantSpeechStart(
    ConferenceCallback,
    kind="conference_speaker",
    told_by=_told("participant-speech-start", "speaker"),
):
    """A participant started to speak."""

    event = "participant-speech-start"
    subscribed_as = "speaker"


class ParticipantSpeechStop(
    ConferenceCallback,
    kind="conference_speaker",
    told_by=_told("participant-speech-stop"),
):
    """A participant stopped speaking; in the newest schema only; the page of 2021 knows no such event."""

    event = "participant-speech-stop"
    subscribed_as = "speaker"


class ParticipantLeave(
    ConferenceCallback,
    kind="conference_leave",
    told_by=_told("participant-leave", "leave"),
):
    """A participant left."""

    event = "participant-leave"
    subscribed_as = "leave"


class ConferenceEnd(
    ConferenceCallback,
    kind="conference_end",
    told_by=_told("conference-end", "end"),
):
    """The conference is over."""

    event = "conference-end"
    subscribed_as = "end"


CONFERENCE_CALLBACKS: tuple[type[ConferenceCallback], ...] = (
    ConferenceStart,
    ParticipantJoin,
    ParticipantSpeechStart,
    ParticipantSpeechStop,
    ParticipantLeave,
    ConferenceEnd,
)
"""The known events, in the order in which they happen to one participant (assumed; no page states an order)."""
