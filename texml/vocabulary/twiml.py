"""What TwiML has and TexML has not, or calls otherwise: the words that people bring along.

Source: comparison of Telnyx's pages with the builder of twilio-python, and Telnyx's compatibility page, 2026-04.
"""

__all__ = ["TWIML_ATTRIBUTES", "TWIML_ELEMENTS"]

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
