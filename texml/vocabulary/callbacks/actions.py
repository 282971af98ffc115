"""Results of verbs that talk to others: Connect, Refer, HttpRequest; and of conversations with an assistant."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.callbacks.callback import ANY, Callback
from texml.vocabulary.callbacks.fetches import Fetch
from texml.vocabulary.callbacks.parameters import (
    AccountSid,
    CallerName,
    CallSid,
    CallSidLegacy,
    ConnectionId,
    From,
    Timestamp,
    To,
)
from texml.vocabulary.record import Param

__all__ = ["AIConversation", "ConnectAction", "HttpRequestAction", "ReferAction"]

_SPEC = "TeXML calls OpenAPI, 2026-08; OpenAPI of 2026-10"


class ConnectAction(
    Fetch,
    kind="connect_action",
    role="action",
    sent_to={"Connect.action": "Connect.method"},
):
    """Connect is over: the session with an assistant or a stream has ended."""


class ReferAction(
    Callback,
    kind="refer_action",
    role="action",
    sent_to={"Refer.action": "Refer.method"},
    is_run=True,
    signed="documented",
    source=f"callbacks/texml-refer-status; {_SPEC}",
    told_by=({"ReferCallStatus": ANY},),
):
    """Refer is over: the other side took the call, or did not."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    refer_call_status: Annotated[
        str | None,
        Param(
            "ReferCallStatus",
            "Where the transfer stands.",
            required=True,
            values=("failed", "in-progress", "busy", "canceled"),
        ),
    ] = None
    refer_sip_response_code: Annotated[
        str | None, Param("ReferSipResponseCode", "SIP status of the REFER.", when="it was taken")
    ] = None
    notify_sip_response_code: Annotated[
        str | None, Param("NotifySipResponseCode", "SIP status that came in the NOTIFY.", when="it was taken")
    ] = None
    timestamp: Timestamp = None


class HttpRequestAction(
    Callback,
    kind="http_request_action",
    role="action",
    # No attribute gives the method; that it is the application's is assumed.
    sent_to={"HttpRequest.action": "application voice_method"},
    default_method=None,
    is_run=True,
    signed="documented",
    source=f"callbacks/texml-http-request; {_SPEC}",
):
    """HttpRequest has its answer. *extra* holds a parameter for each Field that the document maps."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    connection_id: ConnectionId = None
    from_: From = None
    to: To = None
    caller_id: CallerName = None


class AIConversation(
    Callback,
    kind="ai_conversation",
    sent_to={"REST ConversationCallback": "REST ConversationCallbackMethod"},
    source="TeXML calls OpenAPI, 2026-08 (the events; the name of the parameter is assumed)",
    grade="assumed",
    told_by=({"Event": ("conversation_created", "conversation_ended")},),
):
    """A conversation with an assistant, started over REST, began or ended."""

    event: Annotated[
        str | None,
        Param("Event", "What happened.", values=("conversation_created", "conversation_ended")),
    ] = None
