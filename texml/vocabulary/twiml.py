"""What TwiML has and TexML has not, or calls otherwise: the words that people bring along.

Source: comparison of Telnyx's pages with the builder of twilio-python, and Telnyx's compatibility page, 2026-04.
"""

__all__ = [
    "OTHERS_VALUES",
    "TEXML_ATTRIBUTES",
    "TEXML_ELEMENTS",
    "TWIML_ATTRIBUTES",
    "TWIML_DIFFERENCES",
    "TWIML_ELEMENTS",
]

TWIML_ELEMENTS: dict[str, str] = {
    "Sms": "send messages over the REST API",
    "Echo": "TexML has nothing like it",
    "Client": "dial a <Sip> address with the credentials of a WebRTC user",
    "Identity": "dial a <Sip> address with the credentials of a WebRTC user",
    "Sim": "dial a <Number>",
    "Application": "use <Redirect>, or the REST API",
    "WhatsApp": "TexML has nothing like it",
    "SipUri": "write the URI as the text of <Sip>",
    "Room": "use <Dial> with a <Conference>",
    "Autopilot": "use <AIAssistant>, <ConversationRelay> or <AIGather>",
    "VirtualAgent": "use <AIAssistant>, <ConversationRelay> or <AIGather>",
    "Conversation": "use <AIAssistant>, <ConversationRelay> or <AIGather>",
    "AiSession": "use <AIAssistant>, <ConversationRelay> or <AIGather>",
    "ConversationRelaySession": "use <ConversationRelay>",
    "Config": "use attributes",
    "Task": "TexML has no task router",
    "speak": "leave it out: Say stands for it",
    "w": "the guide on speech markup lacks it: write plain text",
}
"""Elements of TwiML that TexML lacks, and what to do instead."""

_NONE = "TexML has nothing like it"

TWIML_ATTRIBUTES: dict[str, dict[str, str]] = {
    "Conference": {
        "coach": "coach over the REST API (Coaching, CallSidToCoach)",
        "region": _NONE,
        "jitterBufferSize": _NONE,
        "recordingConfigurationId": _NONE,
        "eventCallbackUrl": "use statusCallback and statusCallbackEvent",
        "waitUrlMethod": "a Conference calls it waitMethod",
    },
    "Dial": {
        "trim": "put trim on the Conference",
        "recordingTrack": _NONE,
        "recordingConfigurationId": _NONE,
        "passports": _NONE,
        "referUrl": "use <Refer>",
        "referMethod": "use <Refer>",
        "events": "use statusCallback on the Number or Sip",
    },
    "Enqueue": {
        "waitMethod": "an Enqueue calls it waitUrlMethod",
        "workflowSid": "TexML has no task router",
        "maxQueueSize": "set it over the REST API",
    },
    "Gather": {
        "enhanced": "TexML calls it useEnhanced",
        "speechModel": "TexML calls it model",
        "actionOnEmptyResult": "without input the next verb runs: put a <Redirect> there",
        "bargeIn": _NONE,
        "debug": _NONE,
        "maxSpeechTime": _NONE,
    },
    "Record": {
        "recordingConfigurationId": _NONE,
        "transcribe": "TexML calls it transcription",
        "transcribeCallback": "TexML calls it transcriptionCallback",
        "statusCallback": "TexML calls it recordingStatusCallback",
        "recordingChannels": "a Record calls it channels",
    },
    "Number": {
        "byoc": _NONE,
        "amdStatusCallbackMethod": _NONE,
        "machineDetectionSpeechThreshold": "put it on the Dial",
        "machineDetectionSpeechEndThreshold": "put it on the Dial",
        "machineDetectionSilenceTimeout": "put it on the Dial",
    },
    "Sip": {
        "amdStatusCallbackMethod": _NONE,
        "machineDetectionSpeechThreshold": "put it on the Dial",
        "machineDetectionSpeechEndThreshold": "put it on the Dial",
        "machineDetectionSilenceTimeout": "put it on the Dial",
    },
    "Queue": {"reservationSid": _NONE, "postWorkActivitySid": _NONE},
    "ConversationRelay": {
        "ttsLanguage": "use a <Language>",
        "ttsProvider": "put it on a <Language>",
        "transcriptionLanguage": "use a <Language>",
        "speechModel": "put it on a <Language>",
        **dict.fromkeys(
            (
                "speechTimeout",
                "hints",
                "partialPrompts",
                "preemptible",
                "profanityFilter",
                "events",
                "debug",
                "intelligenceService",
                "interruptSensitivity",
                "ignoreBackchannel",
                "backgroundNoiseReduction",
                "reportInputDuringAgentSpeech",
                "deepgramSmartFormat",
                "elevenlabsTextNormalization",
            ),
            _NONE,
        ),
    },
    "Recording": {"recordingConfigurationId": _NONE, "name": "TexML cannot stop a recording by name; use the REST API"},
    "Start": {"action": _NONE, "method": _NONE},
    "Stream": {"connectorName": _NONE},
    "Transcription": {
        "statusCallbackUrl": "TexML calls it transcriptionCallback",
        "statusCallbackMethod": "TexML calls it transcriptionCallbackMethod",
        "languageCode": "TexML calls it language",
        "track": "TexML calls it transcriptionTracks",
        "partialResults": "TexML calls it interimResults",
        "speechModel": "TexML calls it model",
        "name": _NONE,
        "profanityFilter": _NONE,
        "enableAutomaticPunctuation": _NONE,
        "inboundTrackLabel": _NONE,
        "outboundTrackLabel": _NONE,
        "intelligenceService": _NONE,
    },
    "Prompt": {"requireMatchingInputs": _NONE},
    "Pay": {
        "input": "TexML takes payments by keypad only",
        "bankAccountType": _NONE,
        "securityCode": _NONE,
        "tokenType": "TexML has transactionType",
    },
}
"""By element: attributes of TwiML that TexML lacks or calls otherwise there, and what to do instead."""

OTHERS_VALUES: dict[tuple[str, str], dict[str, str]] = {
    ("Conference", "record"): {"true": "write record-from-start", "false": "write do-not-record"},
    ("Dial", "record"): {"true": "write record-from-answer", "false": "write do-not-record"},
    ("Gather", "speechTimeout"): {"auto": "TexML takes a number of seconds"},
    ("say-as", "interpret-as"): {"currency": "write the amount in words"},
}
"""By element and attribute: values of TwiML, or of the REST API, that TexML lacks there, and what to do instead."""

TEXML_ELEMENTS: tuple[str, ...] = (
    *("AIGather", "Greeting", "Voice", "Parameters", "MessageHistory", "Message", "InterruptionSettings"),
    *("Assistant", "Tools", "Tool", "HttpRequest", "Request", "Headers", "Header", "Key", "Value", "Body", "Type"),
    *("StatusCode", "Content", "Field", "Name", "Suppression", "AIAssistant"),
)
"""Elements that TwiML has not, or has under that name for something else."""

_DETECTION = ("detectionMode", "machineDetectionBeepProfile", "machineDetectionPromptEndTimeout", "sipRegion")

TEXML_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "Say": ("voiceSpeed", "gender", "effect", "region", "api_key_ref", "pronunciationDictId", "languageBoost"),
    "Play": ("failoverUrl", "continueOnError", "mediaStorage", "ringTone"),
    "Gather": (
        *("apiKeyRef", "region", "keyterms", "smartFormat", "transcriptionEngine", "validDigits"),
        *("invalidDigitsAction", "minDigits", "maxDigits"),
    ),
    "Record": ("channels", "format", "transcriptionEngine", "transcriptionModel", "transcriptionLanguage"),
    "Dial": (
        *("audioUrl", "fromDisplayName", "recordMaxLength", "recordingChannels", "sendRecordingUrl"),
        *("passDiversionHeader", "machineDetectionSpeechThreshold", "machineDetectionSpeechEndThreshold"),
        "machineDetectionSilenceTimeout",
    ),
    "Number": (*_DETECTION, "deepfakeDetection", "deepfakeDetectionCallbackUrl"),
    "Sip": _DETECTION,
    "Conference": ("recordBeep", "recordingTimeout", "sendRecordingUrl"),
    "Enqueue": ("maxWaitTimeSecs",),
    "Recording": ("format",),
    "Stream": (*("codec", "bidirectionalMode", "bidirectionalCodec", "bidirectionalSamplingRate", "enableReconnect"),),
    "Siprec": ("includeMetadataCustomHeaders", "secure", "sessionTimeoutSecs"),
    "Transcription": ("apiKeyRef", "region", "keyterms", "smartFormat"),
    "ConversationRelay": ("backgroundAudioType", "backgroundAudioValue"),
    "Pay": (
        *("method", "paymentToken", "transactionType", "interDigitTimeout", "voice", "serviceLevel"),
        *("parameters", "prompts", "metadata"),
    ),
}
"""By element: attributes that TwiML has not."""

TWIML_DIFFERENCES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Response": (
        ("{{From}}", "plain text", "replaced before the document is parsed; the builder escapes it"),
        ("unknown elements and attributes", "a warning in the debugger", "left out without a word"),
    ),
    "Say": (
        ("voice", "its own names of voices", "a provider and its name, such as Polly.Joanna"),
        ("loop", "any number", "0 to 10, 0 without end"),
        ("break and other speech markup", "documented", "assumed from a demo"),
    ),
    "Play": (("a file that cannot be played", "the next verb runs", "ends the document unless continueOnError"),),
    "Pause": (("length", "any number of seconds", "1 to 180 seconds"),),
    "Gather": (
        ("children", "Say, Play and Pause", "Say and Play only"),
        ("method", "of the action", "disputed; the application's method is used"),
        ("timeout", "any number of seconds", "1 to 120 seconds"),
    ),
    "Record": (
        ("timeout", "5 seconds", "0, which is off; silence is found by billed transcription"),
        ("trim", "trim-silence", "nothing is cut"),
        ("channels", "one", "dual"),
        ("recordingStatusCallbackEvent", "absent, too", "in-progress and completed"),
    ),
    "Recording": (
        ("trim", "trim-silence", "nothing is cut"),
        ("Stop", "stops it", "cannot stop it; the REST API can"),
    ),
    "Dial": (
        ("timeout", "up to 600 seconds", "5 to 120 seconds"),
        ("timeLimit", "any number of seconds", "60 to 14400 seconds"),
    ),
    "Number": (
        ("machineDetectionTimeout", "seconds", "milliseconds"),
        ("statusCallbackEvent", "initiated, ringing, answered, completed", "amd, dtmf and deepfake, too"),
    ),
    "Sip": (("machineDetectionTimeout", "seconds", "milliseconds"),),
    "Conference": (
        ("statusCallbackEvent", "mute, hold, modify and announcement, too", "start, end, join, leave and speaker"),
        ("maxParticipants", "up to 250", "2 to 250; the REST API takes up to 800"),
        ("trim", "trim-silence", "do-not-trim"),
        ("waitUrl", "music of its own; empty for silence", "no default is documented; empty is undefined"),
        ("waitMethod", "POST", "POST; Enqueue alone calls it waitUrlMethod"),
    ),
    "Transcription": (("transcriptionTracks", "both tracks, as track", "inbound"),),
    "Siprec": (("sessionTimeoutSecs", "no such limit", "1800 seconds of silence end it"),),
}
"""By element: what has the same name, what it is in TwiML, and what it is in TexML."""
