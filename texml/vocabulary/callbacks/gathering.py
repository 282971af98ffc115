"""What callers entered or said."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Annotated, Any

from texml.vocabulary.callbacks.callback import ANY, Callback
from texml.vocabulary.callbacks.parameters import AccountSid, CallSid, CallSidLegacy, ConnectionId, From, To
from texml.vocabulary.record import Param

__all__ = ["AIGatherAction", "GatherAction", "InvalidDigitsAction", "PartialSpeech"]

_Digits = Annotated[str | None, Param("Digits", "The keys that were pressed.", when="keys were")]


class GatherAction(
    Callback,
    kind="gather_action",
    role="action",
    # Gather has no attribute for the method.
    sent_to={"Gather.action": "application voice_method"},
    default_method=None,
    is_run=True,
    signed="documented",
    source="callbacks/texml-gather; TeXML calls OpenAPI, 2026-08; OpenAPI of 2026-10",
    told_by=({"Digits": ANY}, {"SpeechResult": ANY}),
):
    """Gather is over: a key ended it, enough keys came, time ran out or somebody stopped speaking.

    Whether it is sent where nothing was entered is not documented.
    """

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    from_: From = None
    to: To = None
    digits: _Digits = None
    speech_result: Annotated[str | None, Param("SpeechResult", "What was said.", when="somebody spoke")] = None
    confidence: Annotated[
        float | None,
        Param("Confidence", "How sure the transcript is, on average: 0 to 1.", when="somebody spoke"),
    ] = None


class InvalidDigitsAction(
    Callback,
    kind="gather_invalid_digits",
    role="action",
    sent_to={"Gather.invalidDigitsAction": "application voice_method"},
    default_method=None,
    is_run=True,
    source="callbacks/texml-gather (of the action)",
    grade="assumed",
):
    """Keys were pressed that validDigits does not allow."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    from_: From = None
    to: To = None
    digits: _Digits = None


class PartialSpeech(
    Callback,
    kind="gather_partial_result",
    sent_to={"Gather.partialResultCallback": "Gather.partialResultCallbackMethod"},
    source="TwiML, by analogy",
    grade="assumed",
    told_by=({"UnstableSpeechResult": ANY}, {"StableSpeechResult": ANY}),
):
    """Somebody is speaking; so far this was understood."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    from_: From = None
    to: To = None
    unstable_speech_result: Annotated[
        str | None, Param("UnstableSpeechResult", "What was understood, and may change.")
    ] = None
    stable_speech_result: Annotated[
        str | None, Param("StableSpeechResult", "What was understood, and will not change.")
    ] = None
    confidence: Annotated[float | None, Param("Confidence", "How sure it is: 0 to 1.")] = None
    sequence_number: Annotated[int | None, Param("SequenceNumber", "Place of the result among the others.")] = None


class AIGatherAction(
    Callback,
    kind="ai_gather_action",
    role="action",
    sent_to={"AIGather.action": "AIGather.method"},
    is_run=True,
    signed="documented",
    source="callbacks/texml-ai-gather; TeXML calls OpenAPI, 2026-08; OpenAPI of 2026-10",
    told_by=({"Base64Result": ANY}, {"Base64MessageHistory": ANY}, {"MessageHistory": ANY}),
):
    """AIGather is over: the assistant has asked for everything."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    connection_id: ConnectionId = None
    from_: From = None
    to: To = None
    status: Annotated[str | None, Param("Status", "How it ended.", required=True, values=("valid",))] = None
    base64_result: Annotated[str | None, Param("Base64Result", "What was gathered: a JSON object, as Base64.")] = None
    base64_message_history: Annotated[
        str | None, Param("Base64MessageHistory", "What was said: a JSON array, as Base64.")
    ] = None
    result: Annotated[
        str | None,
        Param("Result", "What was gathered: a JSON object.", source="texml-verbs/aigather, 2026-04", grade="disputed"),
    ] = None
    message_history: Annotated[
        str | None,
        Param(
            "MessageHistory", "What was said: a JSON array.", source="texml-verbs/aigather, 2026-04", grade="disputed"
        ),
    ] = None

    @property
    def gathered(self) -> Any:
        """Return the JSON value that was gathered, by its newer or its older name; None where there is none."""
        return _decoded(self.base64_result, self.result)

    @property
    def messages(self) -> Any:
        """Return the JSON value of what was said, by its newer or its older name; None where there is none."""
        return _decoded(self.base64_message_history, self.message_history)


def _decoded(in_base64: str | None, plain: str | None) -> Any:
    try:
        return json.loads(b64decode(in_base64, validate=True) if in_base64 else plain or "")
    except (ValueError, RecursionError):
        return None
