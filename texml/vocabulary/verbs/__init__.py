"""The elements of the language, one file for each page of the platform's manual."""

from texml.vocabulary.verbs.ai_gather import (
    AIGather,
    AIGatherTranscription,
    Assistant,
    Greeting,
    InterruptionSettings,
    Message,
    MessageHistory,
    Parameters,
    Tool,
    Tools,
    Voice,
)
from texml.vocabulary.verbs.conference import Conference
from texml.vocabulary.verbs.connect import AIAssistant, Connect, ConversationRelay, Language
from texml.vocabulary.verbs.dial import Dial, Number, Queue, Sip
from texml.vocabulary.verbs.enqueue import Enqueue, Leave
from texml.vocabulary.verbs.gather import Gather
from texml.vocabulary.verbs.hangup import Hangup
from texml.vocabulary.verbs.http_request import (
    Body,
    Content,
    Field,
    Header,
    Headers,
    HttpRequest,
    HttpResponse,
    Key,
    Name,
    Request,
    StatusCode,
    Type,
    Value,
)
from texml.vocabulary.verbs.pause import Pause
from texml.vocabulary.verbs.pay import Pay, Prompt
from texml.vocabulary.verbs.play import Play
from texml.vocabulary.verbs.record import Record
from texml.vocabulary.verbs.recording import Recording
from texml.vocabulary.verbs.redirect import Redirect
from texml.vocabulary.verbs.refer import Refer, ReferSip
from texml.vocabulary.verbs.reject import Reject
from texml.vocabulary.verbs.response import Response, Verb
from texml.vocabulary.verbs.say import Say
from texml.vocabulary.verbs.siprec import Siprec
from texml.vocabulary.verbs.speech import Break, Emphasis, Lang, Paragraph, Phoneme, Prosody, SayAs, Sentence, Sub
from texml.vocabulary.verbs.start import Start, Stop, StopSiprec, StopStream, StopSuppression, StopTranscription
from texml.vocabulary.verbs.stream import Parameter, Stream
from texml.vocabulary.verbs.suppression import Suppression
from texml.vocabulary.verbs.transcription import Transcription

__all__ = [
    "AIAssistant",
    "AIGather",
    "AIGatherTranscription",
    "Assistant",
    "Body",
    "Break",
    "Conference",
    "Connect",
    "Content",
    "ConversationRelay",
    "Dial",
    "Emphasis",
    "Enqueue",
    "Field",
    "Gather",
    "Greeting",
    "Hangup",
    "Header",
    "Headers",
    "HttpRequest",
    "HttpResponse",
    "InterruptionSettings",
    "Key",
    "Lang",
    "Language",
    "Leave",
    "Message",
    "MessageHistory",
    "Name",
    "Number",
    "Paragraph",
    "Parameter",
    "Parameters",
    "Pause",
    "Pay",
    "Phoneme",
    "Play",
    "Prompt",
    "Prosody",
    "Queue",
    "Record",
    "Recording",
    "Redirect",
    "Refer",
    "ReferSip",
    "Reject",
    "Request",
    "Response",
    "Say",
    "SayAs",
    "Sentence",
    "Sip",
    "Siprec",
    "Start",
    "StatusCode",
    "Stop",
    "StopSiprec",
    "StopStream",
    "StopSuppression",
    "StopTranscription",
    "Stream",
    "Sub",
    "Suppression",
    "Tool",
    "Tools",
    "Transcription",
    "Type",
    "Value",
    "Verb",
    "Voice",
]
