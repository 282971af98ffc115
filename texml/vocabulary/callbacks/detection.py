"""Who, or what, is on the line."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.callbacks.callback import ANY, Callback
from texml.vocabulary.callbacks.parameters import CallSid
from texml.vocabulary.record import Param

__all__ = ["AnsweringMachineDetected", "DeepfakeDetected"]

_DIAL = "texml-verbs/dial, 2026-05 and 2026-06"
_AMD_SPEC = "callbacks/texml-call-amd; TeXML calls OpenAPI, 2026-08; OpenAPI of 2026-10"
_GUIDE = "texml-answering-machine, 2026-04"

# The guide knows three parameters, the schema six; what only the schema has is not insisted on.
_CallSidLegacy = Annotated[str | None, Param("CallSidLegacy", "At present the same as CallSid.")]
_ConnectionId = Annotated[str | None, Param("ConnectionId", "Connection of the call.")]


class AnsweringMachineDetected(
    Callback,
    kind="call_amd",
    sent_to={
        "Number.amdStatusCallback": None,
        "Sip.amdStatusCallback": None,
        "REST AmdStatusCallback": "REST AmdStatusCallbackMethod",
        "REST AsyncAmdStatusCallback": "REST AsyncAmdStatusCallbackMethod",
        "REST StatusCallback": "REST StatusCallbackMethod",
    },
    signed="documented",
    source=_AMD_SPEC,
    told_by=({"AnsweredBy": ANY},),
):
    """Somebody answered, and it was found out who: a person, a machine or a fax."""

    account_sid: Annotated[str | None, Param("AccountSid", "Account that the call belongs to.")] = None
    call_sid: CallSid = None
    call_sid_legacy: _CallSidLegacy = None
    connection_id: _ConnectionId = None
    answered_by: Annotated[
        str | None,
        Param(
            "AnsweredBy",
            "Who answered; the guide says machine for all machines.",
            required=True,
            values=(
                "human",
                "machine",
                "machine_start",
                "machine_end_beep",
                "machine_end_silence",
                "machine_end_other",
                "fax",
                "unknown",
            ),
            source=f"{_AMD_SPEC}; {_GUIDE}",
        ),
    ] = None
    machine_detection_duration: Annotated[
        int | None, Param("MachineDetectionDuration", "How long it took to find out.", unit="milliseconds")
    ] = None


class DeepfakeDetected(
    Callback,
    kind="call_deepfake",
    sent_to={
        "Number.deepfakeDetectionCallbackUrl": None,
        "Number.statusCallback": "Number.statusCallbackMethod",
        "REST DeepfakeDetectionCallbackUrl": "REST DeepfakeDetectionCallbackMethod",
    },
    source=_DIAL,
    told_by=({"DeepfakeResult": ANY}, {"DeepfakeError": ANY}, {"DeepfakeScore": ANY}),
):
    """The voice of the other side was looked at: a person's, or made."""

    account_sid: Annotated[str | None, Param("AccountSid", "Account that the call belongs to.", grade="assumed")] = None
    call_sid: Annotated[str | None, Param("CallSid", "The call.", grade="assumed")] = None
    call_sid_legacy: Annotated[
        str | None, Param("CallSidLegacy", "At present the same as CallSid.", grade="assumed")
    ] = None
    connection_id: Annotated[str | None, Param("ConnectionId", "Connection of the call.", grade="assumed")] = None
    deepfake_result: Annotated[
        str | None,
        Param("DeepfakeResult", "What the voice is.", values=("real", "fake", "silence_timeout")),
    ] = None
    deepfake_score: Annotated[float | None, Param("DeepfakeScore", "How likely it was made: 0 to 1.")] = None
    deepfake_consistency: Annotated[
        float | None, Param("DeepfakeConsistency", "How much of it agrees.", unit="percent")
    ] = None
    deepfake_error: Annotated[
        str | None, Param("DeepfakeError", "Why there is no result.", when="there is no result")
    ] = None
