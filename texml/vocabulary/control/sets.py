"""The closed sets of the REST API; those that documents have too are in texml/vocabulary/choices.py."""

from typing import Literal

__all__ = [
    "AnsweredBy",
    "AnsweringMachineDetection",
    "BeepEnabled",
    "CallBidirectionalCodec",
    "CallSamplingRate",
    "CallStreamCodec",
    "ConferenceRecordingStatus",
    "ConferenceRole",
    "ConferenceStatus",
    "DeliveryMode",
    "Direction",
    "EndReason",
    "EventKind",
    "MediaEncryption",
    "MinimaxLanguage",
    "MuteDtmf",
    "ParticipantStatus",
    "PayloadType",
    "Privacy",
    "Product",
    "ReasonConferenceEnded",
    "RecordingEngine",
    "RecordingSource",
    "Region",
    "RejectCause",
    "ResemblePrecision",
    "ResembleSampleRate",
    "SipTransport",
    "SpeechLanguage",
    "SpeechLevel",
    "SupervisorRole",
    "TargetLegs",
    "TexmlBidirectionalCodec",
    "TexmlCallStatus",
    "TexmlChannels",
    "TexmlConferenceRecord",
    "TexmlConferenceStatus",
    "TexmlFinalCallStatus",
    "TexmlParticipantStatus",
    "TexmlRecordingCommand",
    "TexmlRecordingStatus",
    "TexmlSipTransport",
    "TranscriptionLanguage",
]


AnsweredBy = Literal["human", "machine", "not_sure"]
# fmt: off
AnsweringMachineDetection = Literal[
    "premium", "detect", "detect_beep", "detect_words", "greeting_end", "disabled",
    "premium_ios_call_screening_detection",
]
# fmt: on
BeepEnabled = Literal["always", "never", "on_enter", "on_exit"]
CallBidirectionalCodec = Literal["PCMU", "PCMA", "G722", "OPUS", "AMR-WB", "L16"]
CallSamplingRate = Literal[8000, 16000, 22050, 24000, 48000]
CallStreamCodec = Literal["PCMU", "PCMA", "G722", "OPUS", "AMR-WB", "L16", "default"]
ConferenceRecordingStatus = Literal["processing", "absent", "completed", "deleted"]
ConferenceRole = Literal["barge", "monitor", "none", "whisper"]
ConferenceStatus = Literal["init", "in_progress", "completed"]
DeliveryMode = Literal["STABLE", "BALANCED", "CREATIVE"]
Direction = Literal["inbound", "outbound"]
EndReason = Literal["all_left", "ended_via_api", "host_left", "time_exceeded"]
EventKind = Literal["command", "webhook"]
MediaEncryption = Literal["disabled", "SRTP", "DTLS"]
# fmt: off
MinimaxLanguage = Literal[
    "auto", "Chinese", "Chinese,Yue", "English", "Arabic", "Russian", "Spanish", "French", "Portuguese", "German",
    "Turkish", "Dutch", "Ukrainian", "Vietnamese", "Indonesian", "Japanese", "Italian", "Korean", "Thai", "Polish",
    "Romanian", "Greek", "Czech", "Finnish", "Hindi", "Bulgarian", "Danish", "Hebrew", "Malay", "Persian", "Slovak",
    "Swedish", "Croatian", "Filipino", "Hungarian", "Norwegian", "Slovenian", "Catalan", "Nynorsk", "Tamil",
    "Afrikaans",
]
# fmt: on
MuteDtmf = Literal["none", "both", "self", "opposite"]
ParticipantStatus = Literal["joining", "joined", "left"]
PayloadType = Literal["text", "ssml"]
Privacy = Literal["id", "none"]
Product = Literal["call_control", "fax", "texml"]
# fmt: off
ReasonConferenceEnded = Literal[
    "participant-with-end-conference-on-exit-left", "last-participant-left", "conference-ended-via-api",
    "time-exceeded",
]
# fmt: on
RecordingEngine = Literal["A", "B", "deepgram/nova-3"]
# fmt: off
RecordingSource = Literal[
    "StartCallRecordingAPI", "StartConferenceRecordingAPI", "OutboundAPI", "DialVerb", "Conference", "RecordVerb",
    "Trunking",
]
# fmt: on
Region = Literal["Australia", "Europe", "Middle East", "US"]
RejectCause = Literal["CALL_REJECTED", "USER_BUSY", "NOT_FOUND", "TEMPORARILY_UNAVAILABLE"]
ResemblePrecision = Literal["PCM_16", "PCM_24", "PCM_32", "MULAW"]
ResembleSampleRate = Literal["8000", "16000", "22050", "32000", "44100", "48000"]
SipTransport = Literal["UDP", "TCP", "TLS"]
# fmt: off
SpeechLanguage = Literal[
    "arb", "cmn-CN", "cy-GB", "da-DK", "de-DE", "en-AU", "en-GB", "en-GB-WLS", "en-IN", "en-US", "es-ES", "es-MX",
    "es-US", "fr-CA", "fr-FR", "hi-IN", "is-IS", "it-IT", "ja-JP", "ko-KR", "nb-NO", "nl-NL", "pl-PL", "pt-BR",
    "pt-PT", "ro-RO", "ru-RU", "sv-SE", "tr-TR",
]
# fmt: on
SpeechLevel = Literal["basic", "premium"]
SupervisorRole = Literal["barge", "whisper", "monitor"]
TargetLegs = Literal["self", "opposite", "both"]
TexmlBidirectionalCodec = Literal["PCMU", "PCMA", "G722"]
TexmlCallStatus = Literal["ringing", "in-progress", "canceled", "completed", "failed", "busy", "no-answer"]
TexmlChannels = Literal["mono", "dual"]
TexmlConferenceRecord = Literal["true", "false", "record-from-start", "do-not-record"]
TexmlConferenceStatus = Literal["init", "in-progress", "completed"]
TexmlFinalCallStatus = Literal["canceled", "completed", "failed", "busy", "no-answer"]
TexmlParticipantStatus = Literal["connecting", "connected", "completed"]
TexmlRecordingCommand = Literal["in-progress", "paused", "stopped"]
TexmlRecordingStatus = Literal["in-progress", "completed", "paused", "stopped"]
TexmlSipTransport = Literal["udp", "tcp", "tls"]
# fmt: off
TranscriptionLanguage = Literal[
    "af", "af-ZA", "am", "am-ET", "ar", "ar-AE", "ar-BH", "ar-DZ", "ar-EG", "ar-IL", "ar-IQ", "ar-JO", "ar-KW",
    "ar-LB", "ar-MA", "ar-MR", "ar-OM", "ar-PS", "ar-QA", "ar-SA", "ar-TN", "ar-YE", "as", "auto_detect", "az",
    "az-AZ", "ba", "be", "bg", "bg-BG", "bn", "bn-BD", "bn-IN", "bo", "br", "bs", "bs-BA", "ca", "ca-ES", "cs",
    "cs-CZ", "cy", "da", "da-DK", "de", "de-AT", "de-CH", "de-DE", "el", "el-GR", "en", "en-AU", "en-CA", "en-GB",
    "en-GH", "en-HK", "en-IE", "en-IN", "en-KE", "en-NG", "en-NZ", "en-PH", "en-PK", "en-SG", "en-TZ", "en-US",
    "en-ZA", "es", "es-419", "es-AR", "es-BO", "es-CL", "es-CO", "es-CR", "es-DO", "es-EC", "es-ES", "es-GT",
    "es-HN", "es-MX", "es-NI", "es-PA", "es-PE", "es-PR", "es-PY", "es-SV", "es-US", "es-UY", "es-VE", "et",
    "et-EE", "eu", "eu-ES", "fa", "fa-IR", "fi", "fi-FI", "fil-PH", "fo", "fr", "fr-BE", "fr-CA", "fr-CH", "fr-FR",
    "gl", "gl-ES", "gu", "gu-IN", "ha", "haw", "he", "hi", "hi-IN", "hr", "hr-HR", "ht", "hu", "hu-HU", "hy",
    "hy-AM", "id", "id-ID", "is", "is-IS", "it", "it-CH", "it-IT", "iw-IL", "ja", "ja-JP", "jv-ID", "jw", "ka",
    "ka-GE", "kk", "kk-KZ", "km", "km-KH", "kn", "kn-IN", "ko", "ko-KR", "la", "lb", "ln", "lo", "lo-LA", "lt",
    "lt-LT", "lv", "lv-LV", "mg", "mi", "mk", "mk-MK", "ml", "ml-IN", "mn", "mn-MN", "mr", "mr-IN", "ms", "ms-MY",
    "mt", "my", "my-MM", "ne", "ne-NP", "nl", "nl-BE", "nl-NL", "nn", "no", "no-NO", "oc", "pa", "pa-Guru-IN", "pl",
    "pl-PL", "ps", "pt", "pt-BR", "pt-PT", "ro", "ro-RO", "ru", "ru-RU", "rw-RW", "sa", "sd", "si", "si-LK", "sk",
    "sk-SK", "sl", "sl-SI", "sn", "so", "sq", "sq-AL", "sr", "sr-RS", "ss-latn-za", "st-ZA", "su", "su-ID", "sv",
    "sv-SE", "sw", "sw-KE", "sw-TZ", "ta", "ta-IN", "ta-LK", "ta-MY", "ta-SG", "te", "te-IN", "tg", "th", "th-TH",
    "tk", "tl", "tn-latn-za", "tr", "tr-TR", "ts-ZA", "tt", "uk", "uk-UA", "ur", "ur-IN", "ur-PK", "uz", "uz-UZ",
    "ve-ZA", "vi", "vi-VN", "xh-ZA", "yi", "yo", "yue-Hant-HK", "zh", "zh-TW", "zu-ZA",
]
# fmt: on
