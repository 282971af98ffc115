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
    status_callback: Annotated[Url | None, Attr("statusCallback", "Where the platform tells about the dialed leg.")] = (
        None
    )
    status_callback_event: Annotated[
        OneOrMore[NumberEvent] | None,
        Attr("statusCallbackEvent", "Which events of the leg it tells.", default="completed"),
    ] = None
    status_callback_method: Annotated[
        Method | None, Attr("statusCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    url: Annotated[
        Url | None,
        Attr("url", "Document to run for who answers, before the two are connected; the caller hears ringing."),
    ] = None
    method: Annotated[Method | None, Attr("method", "HTTP method of the request for url.", default="POST")] = None
    machine_detection: Annotated[
        MachineDetection | None,
        Attr("machineDetection", "Find out whether a person or a machine answered.", default="Disable"),
    ] = None
    detection_mode: Annotated[
        DetectionMode | None,
        Attr("detectionMode", "Which machine detection to use.", default="Regular"),
    ] = None
    machine_detection_timeout: Annotated[
        int | None,
        Attr(
            "machineDetectionTimeout",
            "How long the detection may take.",
            min=500,
            max=60000,
            default="3500",
            unit="milliseconds",
        ),
    ] = None
    machine_detection_prompt_end_timeout: Annotated[
        int | None,
        Attr(
            "machineDetectionPromptEndTimeout",
            "How long PremiumCallScreening waits for the end of the prompt.",
            min=1000,
            max=120000,
            unit="milliseconds",
            source=_NEW,
        ),
    ] = None
    machine_detection_beep_profile: Annotated[
        BeepProfile | None,
        Attr("machineDetectionBeepProfile", "How the beep is told from speech.", default="both", source=_VALIDATOR),
    ] = None
    amd_status_callback: Annotated[
        Url | None,
        Attr("amdStatusCallback", "Where the result of the detection is sent.", source=_VALIDATOR),
    ] = None
    sip_region: Annotated[
        SipRegion | None,
        Attr("sipRegion", "Region that the leg leaves the platform from.", default="US", source=_VALIDATOR),
    ] = None


class Number(_DialedLeg, source=_PAGE):
    """Dial a phone number."""

    number: Annotated[str, Text("The phone number in E.164 form, such as +13125550100.")]
    _: KW_ONLY
    send_digits: Annotated[
        DialDigits | None, Attr("sendDigits", "Keypad tones to send after the answer; w waits half a second.")
    ] = None
    deepfake_detection: Annotated[
        DeepfakeDetection | None,
        Attr("deepfakeDetection", "Find out whether the voice is synthetic.", source="texml-verbs/dial, 2026-05"),
    ] = None
    deepfake_detection_callback_url: Annotated[
        Url | None,
        Attr(
            "deepfakeDetectionCallbackUrl",
            "Where that result is sent; else name deepfake among the status events.",
            source="texml-verbs/dial, 2026-05",
        ),
    ] = None


class Sip(_DialedLeg, source=_PAGE):
    """Dial a SIP address."""

    uri: Annotated[SipUri, Text("The SIP URI, such as sip:anna@example.com; headers can stand in its query.")]
    _: KW_ONLY
    username: Annotated[str | None, Attr("username", "Name to log in with.")] = None
    password: Annotated[str | None, Attr("password", "Password to log in with; who reads the document reads it.")] = (
        None
    )


class Queue(Leaf, source=_PAGE):
    """Connect with who waits longest in a named queue."""

    # The page's table says that it adds a call to the queue; its attributes and its examples say otherwise.
    name: Annotated[str, Text("Name of the queue.")]
    _: KW_ONLY
    url: Annotated[Url | None, Attr("url", "Document to run for who waited, before the two are connected.")] = None
    method: Annotated[Method | None, Attr("method", "HTTP method of the request for url.", default="POST")] = None


class Dial(Container, source=_PAGE, bare_text=Number, ends="with action"):
    """Connect the call to phone numbers, SIP addresses, a queue or a conference.

    Several numbers and addresses ring together and the first to answer wins, unless sequential is true. A queue or a
    conference stands alone: no page lets it share a Dial with other nouns. A str stands for one `Number`.
    """

    content: InitVar[str | Inside[Number | Sip | Queue | Conference]] = ()
    _: KW_ONLY
    action: Annotated[
        Url | None,
        Attr("action", "Requested when the dialed call is over; the document that comes back replaces this one."),
    ] = None
    method: Annotated[Method | None, Attr("method", "HTTP method of the action.", default="POST")] = None
    caller_id: Annotated[str | None, Attr("callerId", "Number that the called side sees, in E.164 form.")] = None
    from_display_name: Annotated[
        DisplayName | None, Attr("fromDisplayName", "Name that the called side sees; callerId where it is absent.")
    ] = None
    hangup_on_star: Annotated[
        bool | None,
        Attr("hangupOnStar", "Let the caller leave the dialed call with *; not for a conference.", default="false"),
    ] = None
    timeout: Annotated[
        int | None, Attr("timeout", "How long it may ring.", min=5, max=120, default="30", unit="seconds")
    ] = None
    time_limit: Annotated[
        int | None,
        Attr("timeLimit", "How long the dialed call may last.", min=60, max=14400, default="14400", unit="seconds"),
    ] = None
    record: Annotated[
        DialRecord | None,
        Attr("record", "Record the call to a number; for a room use the Conference's own.", default="do-not-record"),
    ] = None
    recording_channels: Annotated[
        RecordingChannels | None,
        Attr("recordingChannels", "Mix both sides into one channel, or keep them apart.", default="single"),
    ] = None
    record_max_length: Annotated[
        int | None,
        Attr(
            "recordMaxLength",
            "How long the recording may be; 0 sets no limit.",
            min=0,
            max=14400,
            default="0",
            unit="seconds",
        ),
    ] = None
    recording_status_callback: Annotated[
        Url | None, Attr("recordingStatusCallback", "Where the platform tells about the recording.")
    ] = None
    recording_status_callback_method: Annotated[
        Method | None, Attr("recordingStatusCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    recording_status_callback_event: Annotated[
        OneOrMore[RecordingEvent] | None,
        Attr("recordingStatusCallbackEvent", "Which recording events it tells.", default="completed"),
    ] = None
    send_recording_url: Annotated[
        bool | None,
        Attr("sendRecordingUrl", "Put the recording's URL into the recording callback.", default="true"),
    ] = None
    ring_tone: Annotated[
        RingTone | None, Attr("ringTone", "Country whose ringing tone the caller hears.", default="us")
    ] = None
    audio_url: Annotated[
        Url | None, Attr("audioUrl", "Audio that the caller hears instead of ringing; wins over ringTone.")
    ] = None
    answer_on_bridge: Annotated[
        bool | None,
        Attr("answerOnBridge", "Answer the caller only when the other side answers.", default="false"),
    ] = None
    sequential: Annotated[
        bool | None,
        Attr("sequential", "Ring the numbers one after another instead of together.", default="false", source=_NEW),
    ] = None
    pass_diversion_header: Annotated[
        bool | None,
        Attr("passDiversionHeader", "Hand on the Diversion header of a forwarded call.", default="false"),
    ] = None
    # The page says that the three thresholds work in Premium mode only, the REST reference says the opposite.
    machine_detection_speech_threshold: Annotated[
        int | None,
        Attr("machineDetectionSpeechThreshold", "Speech longer than this is a machine.", min=0, unit="milliseconds"),
    ] = None
    machine_detection_speech_end_threshold: Annotated[
        int | None,
        Attr("machineDetectionSpeechEndThreshold", "Silence that ends a greeting.", min=0, unit="milliseconds"),
    ] = None
    machine_detection_silence_timeout: Annotated[
        int | None,
        Attr("machineDetectionSilenceTimeout", "Silence at the start that ends it.", min=0, unit="milliseconds"),
    ] = None

    number = nests(Number)
    sip = nests(Sip)
    queue = nests(Queue, alone=True)
    conference = nests(Conference, alone=True)
