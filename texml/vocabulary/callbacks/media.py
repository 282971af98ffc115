"""Audio that goes elsewhere: media streams and SIPREC sessions."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.callbacks.callback import ANY, Callback
from texml.vocabulary.callbacks.parameters import AccountSid, CallSid, CallSidLegacy, Timestamp
from texml.vocabulary.record import Param

__all__ = ["SiprecCallback", "StreamCallback"]


class StreamCallback(
    Callback,
    kind="stream_event",
    sent_to={"Stream.statusCallback": "Stream.statusCallbackMethod"},
    signed="documented",
    source="callbacks/texml-stream; OpenAPI of 2026-10; texml-verbs/stream, 2026-04",
    told_by=({"StreamEvent": ANY},),
):
    """A media stream started, stopped or failed."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    stream_sid: Annotated[str | None, Param("StreamSid", "The stream.", required=True)] = None
    stream_name: Annotated[str | None, Param("StreamName", "Its name, from the document.", required=True)] = None
    stream_event: Annotated[
        str | None,
        Param(
            "StreamEvent",
            "What happened; a failure is stream-failed by the verb's page, stream-error by the schema.",
            required=True,
            values=("stream-started", "stream-stopped", "stream-failed", "stream-error"),
        ),
    ] = None
    stream_error: Annotated[str | None, Param("StreamError", "Why it failed.", when="it failed")] = None
    timestamp: Timestamp = None


class SiprecCallback(
    Callback,
    kind="siprec_event",
    sent_to={"Siprec.statusCallback": "Siprec.statusCallbackMethod"},
    signed="documented",
    source="callbacks/texml-siprec; OpenAPI of 2026-10; texml-verbs/siprec, 2026-04",
    told_by=({"SiprecEvent": ANY},),
):
    """A SIPREC session started, stopped or failed."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    siprec_sid: Annotated[str | None, Param("SiprecSid", "The session.", required=True)] = None
    siprec_name: Annotated[
        str | None, Param("SiprecName", "Its name, from the document.", source="texml-verbs/siprec, older")
    ] = None
    siprec_event: Annotated[
        str | None,
        Param(
            "SiprecEvent",
            "What happened.",
            required=True,
            values=("siprec-started", "siprec-stopped", "siprec-failed"),
        ),
    ] = None
    siprec_error: Annotated[str | None, Param("SiprecError", "Why it failed.", when="it failed")] = None
    timestamp: Timestamp = None
