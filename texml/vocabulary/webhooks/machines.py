"""Who, or what, answered a call that REST made."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.record import Param
from texml.vocabulary.webhooks.calls import CallPartiesEvent

__all__ = [
    "CallScreeningDetectedEvent",
    "MachineDetectionEndedEvent",
    "MachineGreetingEndedEvent",
    "PremiumDetectionEndedEvent",
    "PremiumDetectionStartedEvent",
    "PremiumGreetingEndedEvent",
]

_SDK = "telnyx-python 4.189"
_DIALLING = ("POST /calls", "POST /calls/{call_control_id}/actions/transfer")


class MachineDetectionEndedEvent(CallPartiesEvent, event="call.machine.detection.ended", expected_by=_DIALLING):
    """It was found out who answered."""

    result: Annotated[str | None, Param("payload.result", "Who answered.", values=("human", "machine", "not_sure"))] = (
        None
    )


class MachineGreetingEndedEvent(CallPartiesEvent, event="call.machine.greeting.ended", expected_by=_DIALLING):
    """The greeting of an answering machine is over."""

    result: Annotated[
        str | None,
        Param("payload.result", "How it ended.", values=("beep_detected", "ended", "not_sure")),
    ] = None


class PremiumDetectionStartedEvent(CallPartiesEvent, event="call.machine.premium.detection.started", source=_SDK):
    """Premium detection started to listen."""


class PremiumDetectionEndedEvent(CallPartiesEvent, event="call.machine.premium.detection.ended", expected_by=_DIALLING):
    """Premium detection found out who answered."""

    result: Annotated[
        str | None,
        Param(
            "payload.result",
            "Who answered.",
            values=("human_residence", "human_business", "machine", "silence", "fax_detected", "not_sure"),
        ),
    ] = None


class PremiumGreetingEndedEvent(CallPartiesEvent, event="call.machine.premium.greeting.ended", expected_by=_DIALLING):
    """The greeting of an answering machine is over, by premium detection."""

    result: Annotated[
        str | None,
        Param("payload.result", "How it ended.", values=("beep_detected", "no_beep_detected", "prompt_ended")),
    ] = None


class CallScreeningDetectedEvent(CallPartiesEvent, event="call.machine.premium.call_screening.detected", source=_SDK):
    """A phone asked who is calling before it rings."""

    result: Annotated[str | None, Param("payload.result", "What was found.", values=("screening",))] = None
