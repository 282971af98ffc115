"""Requests for instructions, and for what is played: the start of a call, and what documents send it on to."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.callbacks.callback import ANY, Callback
from texml.vocabulary.callbacks.parameters import (
    AccountSid,
    CallSid,
    CallSidLegacy,
    ConnectionId,
    From,
    ParentCallSid,
    To,
)
from texml.vocabulary.record import Param

__all__ = [
    "AnnounceFetch",
    "ConferenceWaitFetch",
    "FallbackFetch",
    "Fetch",
    "HoldFetch",
    "MediaFetch",
    "NumberFetch",
    "RedirectFetch",
    "VoiceFetch",
]

_GUIDE = "texml-instruction-fetching, 2026-04 and 2026-08"
_PREFIX = "SipHeader_"


class Fetch(
    Callback,
    role="fetch",
    is_run=True,
    source=f"{_GUIDE} (of the voice URL)",
    grade="assumed",
):
    """A request for instructions, with the parameters that the voice URL gets.

    What other URLs get is documented nowhere; that it is the same is assumed. *extra* holds the SIP headers of the
    caller, and whatever else depends on the call.
    """

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    connection_id: ConnectionId = None
    from_: From = None
    to: To = None
    # The guide shows a number, the pages on a call's progress the name.
    caller_id: Annotated[str | None, Param("CallerId", "Who the caller says to be.", required=True)] = None
    calling_party_type: Annotated[
        str | None,
        Param(
            "CallingPartyType",
            "Where the call came from; an open set of words.",
            required=True,
            values=("sip", "pstn"),
        ),
    ] = None
    from_sip_uri: Annotated[str | None, Param("FromSipUri", "SIP address of the caller.", required=True)] = None
    to_sip_uri: Annotated[str | None, Param("ToSipUri", "SIP address that was called.", required=True)] = None
    call_status: Annotated[
        str | None,
        Param(
            "CallStatus",
            "Where the call stands.",
            values=("in-progress", "ringing", "completed"),
            source="texml-instruction-fetching, 2026-08 (example) and an older table",
        ),
    ] = None

    @property
    def sip_headers(self) -> dict[str, str]:
        """Return the custom SIP headers that the caller sent, by name without the prefix ``SipHeader_``.

        Source: seen once by a third party; no page tells of them.
        """
        return {name[len(_PREFIX) :]: value for name, value in self.extra if name.startswith(_PREFIX)}


class VoiceFetch(
    Fetch,
    kind="voice_url",
    sent_to={
        "application voice_url": "application voice_method",
        "REST Url": "REST UrlMethod",
        "SIP connection, parked outbound URL": None,
    },
    # The schema that creates applications says POST, the guide GET.
    default_method="POST",
    source=_GUIDE,
    grade="documented",
    told_by=({"CallerId": ANY, "FromSipUri": ANY},),
):
    """A call reached the application, which says what shall be done with it."""

    api_version: Annotated[
        str | None, Param("ApiVersion", "Version of the contract.", source="texml-instruction-fetching, older")
    ] = None


class FallbackFetch(
    Fetch,
    kind="voice_fallback",
    sent_to={"application voice_fallback_url": "application voice_method", "REST FallbackUrl": "REST FallbackMethod"},
):
    """The voice URL failed, was away or did not answer; this one says what shall be done instead."""


class RedirectFetch(
    Fetch,
    kind="redirect",
    sent_to={"Redirect.text": "Redirect.method"},
):
    """A Redirect ran into this URL; the document that comes back replaces the one that held it."""


class ConferenceWaitFetch(
    Fetch,
    kind="conference_wait_url",
    sent_to={"Conference.waitUrl": "Conference.waitMethod", "REST WaitUrl": None},
):
    """A participant waits for the conference to start, and what shall be heard meanwhile is asked for.

    Sent before the start only. Whether it is sent again when the document is over is documented for queues only.
    """


class NumberFetch(
    Fetch,
    kind="number_url",
    sent_to={"Number.url": "Number.method", "Sip.url": "Sip.method"},
):
    """The called party answered, and what it hears before it is connected is asked for; it runs on its own leg."""

    parent_call_sid: ParentCallSid = None


class AnnounceFetch(
    Fetch,
    kind="announce_url",
    sent_to={"REST AnnounceUrl": "REST AnnounceMethod"},
):
    """REST ordered an announcement to a conference or one of its participants, and it is fetched."""


class HoldFetch(
    Fetch,
    kind="hold_url",
    sent_to={"REST HoldUrl": "REST HoldMethod"},
):
    """REST put a participant on hold, and what is heard is fetched; no page gives the method used by default."""


class MediaFetch(
    Callback,
    kind="media_fetch",
    role="fetch",
    sent_to={"Play.text": None, "Play.failoverUrl": None, "Dial.audioUrl": None, "Conference.waitUrl": None},
    default_method="GET",
    methods=("GET",),
    is_run=True,
    source="texml-verbs/play, 2026-08, and texml-verbs/dial, 2026-06",
    grade="assumed",
):
    """An audio file is needed; nothing but its address is sent."""
