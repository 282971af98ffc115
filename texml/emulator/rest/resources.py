"""What the API answers with: views of the engine as the resources of texml/vocabulary/control/texml_resources.

Dates are RFC 2822, in UTC. What no view tells is left out: prices, regions, and what a machine detected.
"""

from email.utils import format_datetime
from typing import Any, Final

from texml.emulator.engine import forms
from texml.emulator.engine.snapshots import CallView, ConferenceView, ParticipantView
from texml.emulator.rest.platform import Engine

__all__ = ["API_VERSION", "call", "conference", "conference_path", "new_participant", "participant", "uri"]

API_VERSION: Final = "v2"  # assumed: no page names the value
_Json = dict[str, Any]


def uri(engine: Engine, *segments: str) -> str:
    """Return where something is, below the server's root; *segments* follow the account. Assumed: no page shows one."""
    return "/".join(("/v2/texml/Accounts", engine.account_sid, *segments))


def _date(engine: Engine, at: float | None) -> str | None:
    return None if at is None else format_datetime(engine.moment(at))


def call(engine: Engine, view: CallView) -> _Json:
    """Return a call."""
    latest = max(at for at in (view.created_at, view.answered_at, view.ended_at) if at is not None)
    facts = {
        "account_sid": engine.account_sid,
        "caller_name": view.caller_name,
        "date_created": _date(engine, view.created_at),
        "date_updated": _date(engine, latest),
        "direction": "inbound" if view.is_inbound else "outbound",
        "duration": _duration(view),
        "end_time": _date(engine, view.ended_at),
        "from": view.from_,
        "from_formatted": view.from_,
        "sid": view.sid,
        "start_time": _date(engine, view.created_at),
        # A call that does not ring yet has no word of its own among the statuses (assumed).
        "status": "ringing" if view.status == "initiated" else view.status,
        "to": view.to,
        "to_formatted": view.to,
        "uri": uri(engine, "Calls", view.sid),
    }
    return {name: value for name, value in facts.items() if value is not None}


def _duration(view: CallView) -> str | None:
    """Return how long a call that is over was answered, in whole seconds, as text."""
    if view.ended_at is None:
        return None
    return "0" if view.answered_at is None else forms.seconds(view.ended_at - view.answered_at)


def conference_path(engine: Engine, sid: str) -> str:
    """Return where a conference is."""
    return uri(engine, "Conferences", sid)


def conference(engine: Engine, view: ConferenceView) -> _Json:
    """Return a conference."""
    latest = max(at for at in (view.created_at, view.started_at, view.ended_at) if at is not None)
    where = conference_path(engine, view.sid)
    return {
        "account_sid": view.account,
        "api_version": API_VERSION,
        **({"call_sid_ending_conference": view.ended_by} if view.ended_by else {}),
        "date_created": _date(engine, view.created_at),
        "date_updated": _date(engine, latest),
        "friendly_name": view.name,
        "reason_conference_ended": view.end_reason,
        "sid": view.sid,
        "status": view.status,
        "subresource_uris": {"participants": f"{where}/Participants", "recordings": f"{where}/Recordings"},
        "uri": where,
    }


def participant(engine: Engine, room: ConferenceView, view: ParticipantView) -> _Json:
    """Return a participant; who waits for the start is told as connected, and muted as its own mute is (assumed)."""
    return {
        "account_sid": room.account,
        "api_version": API_VERSION,
        "call_sid": view.call,
        "call_sid_legacy": view.call,
        "coaching": view.coached is not None,
        "coaching_call_sid": view.coached or "",
        "coaching_call_sid_legacy": view.coached or "",
        "conference_sid": room.sid,
        "date_created": _date(engine, view.entered_at),
        "date_updated": _date(engine, view.entered_at),
        "end_conference_on_exit": view.ends_conference,
        "hold": view.is_held,
        "muted": view.is_muted,
        "status": "connected",
        "uri": f"{conference_path(engine, room.sid)}/Participants/{view.call}",
    }


def new_participant(engine: Engine, room: ConferenceView, sid: str, *, muted: bool, ends: bool) -> _Json:
    """Return a participant that is being called."""
    return {
        "account_sid": room.account,
        "call_sid": sid,
        "coaching": False,
        "conference_sid": room.sid,
        "end_conference_on_exit": ends,
        "hold": False,
        "muted": muted,
        "status": "connecting",
        "uri": f"{conference_path(engine, room.sid)}/Participants/{sid}",
    }
