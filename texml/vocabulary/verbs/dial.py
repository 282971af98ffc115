"""Dial and its nouns Number, Sip and Queue: connect the call to somebody else."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, Leaf, nests
from texml.vocabulary.choices import (
    BeepProfile,
    DeepfakeDetection,
    DetectionMode,
    DialRecord,
    MachineDetection,
    Method,
    NumberEvent,
    RecordingChannels,
    RecordingEvent,
    RingTone,
    SipRegion,
)
from texml.vocabulary.facts import KW_ONLY, Attr, DialDigits, DisplayName, InitVar, Inside, OneOrMore, SipUri, Text, Url
from texml.vocabulary.verbs.conference import Conference

__all__ = ["Dial", "Number", "Queue", "Sip"]

_PAGE = "texml-verbs/dial, 2026-04 and 2026-06"
_NEW = "texml-verbs/dial, 2026-06"
_VALIDATOR = "migration skill, texml-verbs, and Telnyx's validator script"


class _DialedLeg(Leaf, source=_PAGE):
    """What can be said of a leg to a number as of one to a SIP address."""

    _: KW_ONLY
    status_callback: Annotated[Url | None, Attr("statusCallback")] = None
    """Where the platform tells about the dialed leg."""
    status_callback_event: Annotated[
        OneOrMore[NumberEvent] | None, Attr("statusCallbackEvent", default="completed")
    ] = None
    """Which events of the leg it tells."""
    status_callback_method: Annotated[Method | None, Attr("statusCallbackMethod", default="POST")] = None
    """HTTP method of those requests."""
    url: Annotated[Url | None, Attr("url")] = None
    """Document to run for who answers, before the two are connected; the caller hears ringing."""
    method: Annotated[Method | None, Attr("method", default="POST")] = None
    """HTTP method of the request for url."""
    machine_detection: Annotated[MachineDetection | None, Attr("machineDetection", default="Disable")] = None
    """Find out whether a person or a machine answered."""
    detection_mode: Annotated[DetectionMode | None, Attr("detectionMode", default="Regular")] = None
    """Which machine detection to use."""
    machine_detection_timeout: Annotated[
        int | None, Attr("machineDetectionTimeout", min=500, max=60000, default="3500", unit="milliseconds")
    ] = None
    """How long the detection may take."""
    machine_detection_prompt_end_timeout: Annotated[
        int | None, Attr("machineDetectionPromptEndTimeout", min=1000, max=120000, unit="milliseconds", source=_NEW)
    ] = None
    """How long PremiumCallScreening waits for the end of the prompt."""
    machine_detection_beep_profile: Annotated[
        BeepProfile | None, Attr("machineDetectionBeepProfile", default="both", source=_VALIDATOR)
    ] = None
    """How the beep is told from speech."""
    amd_status_callback: Annotated[Url | None, Attr("amdStatusCallback", source=_VALIDATOR)] = None
    """Where the result of the detection is sent."""
    sip_region: Annotated[SipRegion | None, Attr("sipRegion", default="US", source=_VALIDATOR)] = None
    """Region that the leg leaves the platform from."""


class Number(_DialedLeg, source=_PAGE):
    """Dial a phone number."""

    number: Annotated[str, Text()]
    """The phone number in E.164 form, such as +13125550100."""
    _: KW_ONLY
    send_digits: Annotated[DialDigits | None, Attr("sendDigits")] = None
    """Keypad tones to send after the answer; w waits half a second."""
    deepfake_detection: Annotated[
        DeepfakeDetection | None, Attr("deepfakeDetection", source="texml-verbs/dial, 2026-05")
    ] = None
    """Find out whether the voice is synthetic."""
    deepfake_detection_callback_url: Annotated[
        Url | None, Attr("deepfakeDetectionCallbackUrl", source="texml-verbs/dial, 2026-05")
    ] = None
    """Where that result is sent; else name deepfake among the status events."""


class Sip(_DialedLeg, source=_PAGE):
    """Dial a SIP address."""

    uri: Annotated[SipUri, Text()]
    """The SIP URI, such as sip:anna@example.com; headers can stand in its query."""
    _: KW_ONLY
    username: Annotated[str | None, Attr("username")] = None
    """Name to log in with."""
    password: Annotated[str | None, Attr("password")] = None
    """Password to log in with; who reads the document reads it."""


class Queue(Leaf, source=_PAGE):
    """Connect with who waits longest in a named queue."""

    # The page's table says that it adds a call to the queue; its attributes and its examples say otherwise.
    name: Annotated[str, Text()]
    """Name of the queue."""
    _: KW_ONLY
    url: Annotated[Url | None, Attr("url")] = None
    """Document to run for who waited, before the two are connected."""
    method: Annotated[Method | None, Attr("method", default="POST")] = None
    """HTTP method of the request for url."""


class Dial(Container, source=_PAGE, bare_text=Number, ends="with action"):
    """Connect the call to phone numbers, SIP addresses, a queue or a conference.

    Several numbers and addresses ring together and the first to answer wins, unless sequential is true. A queue or a
    conference stands alone: no page lets it share a Dial with other nouns. A str stands for one `Number`.
    """

    content: InitVar[str | Inside[Number | Sip | Queue | Conference]] = ()
    _: KW_ONLY
    action: Annotated[Url | None, Attr("action")] = None
    """Requested when the dialed call is over; the document that comes back replaces this one."""
    method: Annotated[Method | None, Attr("method", default="POST")] = None
    """HTTP method of the action."""
    caller_id: Annotated[str | None, Attr("callerId")] = None
    """Number that the called side sees, in E.164 form."""
    from_display_name: Annotated[DisplayName | None, Attr("fromDisplayName")] = None
    """Name that the called side sees; callerId where it is absent."""
    hangup_on_star: Annotated[bool | None, Attr("hangupOnStar", default="false")] = None
    """Let the caller leave the dialed call with *; not for a conference."""
    timeout: Annotated[int | None, Attr("timeout", min=5, max=120, default="30", unit="seconds")] = None
    """How long it may ring."""
    time_limit: Annotated[int | None, Attr("timeLimit", min=60, max=14400, default="14400", unit="seconds")] = None
    """How long the dialed call may last."""
    record: Annotated[DialRecord | None, Attr("record", default="do-not-record")] = None
    """Record the call to a number; for a room use the Conference's own."""
    recording_channels: Annotated[RecordingChannels | None, Attr("recordingChannels", default="single")] = None
    """Mix both sides into one channel, or keep them apart."""
    record_max_length: Annotated[int | None, Attr("recordMaxLength", min=0, max=14400, default="0", unit="seconds")] = (
        None
    )
    """How long the recording may be; 0 sets no limit."""
    recording_status_callback: Annotated[Url | None, Attr("recordingStatusCallback")] = None
    """Where the platform tells about the recording."""
    recording_status_callback_method: Annotated[
        Method | None, Attr("recordingStatusCallbackMethod", default="POST")
    ] = None
    """HTTP method of those requests."""
    recording_status_callback_event: Annotated[
        OneOrMore[RecordingEvent] | None, Attr("recordingStatusCallbackEvent", default="completed")
    ] = None
    """Which recording events it tells."""
    send_recording_url: Annotated[bool | None, Attr("sendRecordingUrl", default="true")] = None
    """Put the recording's URL into the recording callback."""
    ring_tone: Annotated[RingTone | None, Attr("ringTone", default="us")] = None
    """Country whose ringing tone the caller hears."""
    audio_url: Annotated[Url | None, Attr("audioUrl")] = None
    """Audio that the caller hears instead of ringing; wins over ringTone."""
    answer_on_bridge: Annotated[bool | None, Attr("answerOnBridge", default="false")] = None
    """Answer the caller only when the other side answers."""
    sequential: Annotated[bool | None, Attr("sequential", default="false", source=_NEW)] = None
    """Ring the numbers one after another instead of together."""
    pass_diversion_header: Annotated[bool | None, Attr("passDiversionHeader", default="false")] = None
    """Hand on the Diversion header of a forwarded call."""
    # The page says that the three thresholds work in Premium mode only, the REST reference says the opposite.
    machine_detection_speech_threshold: Annotated[
        int | None, Attr("machineDetectionSpeechThreshold", min=0, unit="milliseconds")
    ] = None
    """Speech longer than this is a machine."""
    machine_detection_speech_end_threshold: Annotated[
        int | None, Attr("machineDetectionSpeechEndThreshold", min=0, unit="milliseconds")
    ] = None
    """Silence that ends a greeting."""
    machine_detection_silence_timeout: Annotated[
        int | None, Attr("machineDetectionSilenceTimeout", min=0, unit="milliseconds")
    ] = None
    """Silence at the start that ends it."""

    number = nests(Number)
    sip = nests(Sip)
    queue = nests(Queue, alone=True)
    conference = nests(Conference, alone=True)
