"""The requests that the platform sends to an application's URLs, one frozen class for each kind."""

from texml.vocabulary.callbacks.actions import (
    AIConversation,
    ConnectAction,
    HttpRequestAction,
    ReferAction,
)
from texml.vocabulary.callbacks.callback import (
    ANY,
    Callback,
    Mark,
    Role,
    UnknownCallback,
)
from texml.vocabulary.callbacks.calls import (
    CallAnswered,
    CallCompleted,
    CallCost,
    CallDtmf,
    CallInitiated,
    CallProgress,
    CallResult,
    CallRinging,
    DialAction,
)
from texml.vocabulary.callbacks.conferences import (
    CONFERENCE_CALLBACKS,
    ConferenceCallback,
    ConferenceEnd,
    ConferenceStart,
    ParticipantJoin,
    ParticipantLeave,
    ParticipantSpeechStart,
    ParticipantSpeechStop,
)
from texml.vocabulary.callbacks.detection import (
    AnsweringMachineDetected,
    DeepfakeDetected,
)
from texml.vocabulary.callbacks.fetches import (
    AnnounceFetch,
    ConferenceWaitFetch,
    FallbackFetch,
    Fetch,
    HoldFetch,
    MediaFetch,
    NumberFetch,
    RedirectFetch,
    VoiceFetch,
)
from texml.vocabulary.callbacks.gathering import (
    AIGatherAction,
    GatherAction,
    InvalidDigitsAction,
    PartialSpeech,
)
from texml.vocabulary.callbacks.media import (
    SiprecCallback,
    StreamCallback,
)
from texml.vocabulary.callbacks.payments import (
    PayAction,
    PaymentCallback,
    PayStatus,
)
from texml.vocabulary.callbacks.queues import (
    EnqueueAction,
    EnqueueWaitFetch,
    QueueFetch,
)
from texml.vocabulary.callbacks.recordings import (
    LiveTranscription,
    RecordAction,
    RecordingAbsent,
    RecordingCallback,
    RecordingCompleted,
    RecordingInProgress,
    RecordingTranscription,
)
from texml.vocabulary.record import Param

__all__ = [
    "ANY",
    "CALLBACKS",
    "CONFERENCE_CALLBACKS",
    "KINDS",
    "AIConversation",
    "AIGatherAction",
    "AnnounceFetch",
    "AnsweringMachineDetected",
    "CallAnswered",
    "CallCompleted",
    "CallCost",
    "CallDtmf",
    "CallInitiated",
    "CallProgress",
    "CallResult",
    "CallRinging",
    "Callback",
    "ConferenceCallback",
    "ConferenceEnd",
    "ConferenceStart",
    "ConferenceWaitFetch",
    "ConnectAction",
    "DeepfakeDetected",
    "DialAction",
    "EnqueueAction",
    "EnqueueWaitFetch",
    "FallbackFetch",
    "Fetch",
    "GatherAction",
    "HoldFetch",
    "HttpRequestAction",
    "InvalidDigitsAction",
    "LiveTranscription",
    "Mark",
    "MediaFetch",
    "NumberFetch",
    "Param",
    "PartialSpeech",
    "ParticipantJoin",
    "ParticipantLeave",
    "ParticipantSpeechStart",
    "ParticipantSpeechStop",
    "PayAction",
    "PayStatus",
    "PaymentCallback",
    "QueueFetch",
    "RecordAction",
    "RecordingAbsent",
    "RecordingCallback",
    "RecordingCompleted",
    "RecordingInProgress",
    "RecordingTranscription",
    "RedirectFetch",
    "ReferAction",
    "Role",
    "SiprecCallback",
    "StreamCallback",
    "UnknownCallback",
    "VoiceFetch",
]

CALLBACKS: tuple[type[Callback], ...] = (
    VoiceFetch,
    FallbackFetch,
    RedirectFetch,
    ConferenceWaitFetch,
    EnqueueWaitFetch,
    EnqueueAction,
    QueueFetch,
    NumberFetch,
    DialAction,
    GatherAction,
    InvalidDigitsAction,
    PartialSpeech,
    RecordAction,
    ConnectAction,
    ReferAction,
    HttpRequestAction,
    AIGatherAction,
    PayAction,
    RecordingInProgress,
    RecordingCompleted,
    RecordingAbsent,
    RecordingTranscription,
    LiveTranscription,
    CallInitiated,
    CallRinging,
    CallAnswered,
    CallCompleted,
    CallDtmf,
    AnsweringMachineDetected,
    DeepfakeDetected,
    *CONFERENCE_CALLBACKS,
    StreamCallback,
    SiprecCallback,
    PayStatus,
    CallCost,
    AIConversation,
    AnnounceFetch,
    HoldFetch,
    MediaFetch,
)
"""Every kind that is known; where a request could be of several, the first is the likeliest."""

KINDS: dict[str, tuple[type[Callback], ...]] = {}
"""The classes of each kind: one, but for the start and the stop of speech."""

for _callback in CALLBACKS:
    KINDS[str(_callback.kind)] = (*KINDS.get(str(_callback.kind), ()), _callback)
