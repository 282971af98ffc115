"""The closed sets of values, each written once, in the platform's own words.

Where a set comes from is said by the source of the attribute that uses it (texml/vocabulary/verbs).
"""

from typing import Literal

__all__ = [
    "BackgroundAudio",
    "BackgroundChannels",
    "Beep",
    "BeepProfile",
    "BidirectionalCodec",
    "BidirectionalMode",
    "BreakStrength",
    "CardType",
    "ConferenceEvent",
    "ConferenceRecord",
    "Currency",
    "DeepfakeDetection",
    "DetectionMode",
    "DialRecord",
    "Effect",
    "EmphasisLevel",
    "GatherInput",
    "Gender",
    "InterpretAs",
    "Interruption",
    "LanguageBoost",
    "MachineDetection",
    "Method",
    "NoiseEngine",
    "NoiseFamily",
    "NoiseModelSize",
    "NumberEvent",
    "PaymentMethod",
    "PaymentStep",
    "PhoneticAlphabet",
    "PromptCardType",
    "RecordEngine",
    "RecordEvent",
    "RecordTrim",
    "RecordingChannels",
    "RecordingEvent",
    "RecordingFormat",
    "RejectReason",
    "RingTone",
    "Role",
    "SamplingRate",
    "ServiceLevel",
    "SipRegion",
    "StartedEngine",
    "StreamCodec",
    "StreamTrack",
    "Tracks",
    "TransactionType",
    "TranscriptionEngine",
    "Trim",
]

Method = Literal["GET", "POST"]

Beep = Literal["true", "false", "onEnter", "onExit"]
ConferenceRecord = Literal["do-not-record", "record-from-start"]
ConferenceEvent = Literal["start", "end", "join", "leave", "speaker"]
Trim = Literal["trim-silence", "do-not-trim"]
RecordingEvent = Literal["in-progress", "completed", "absent"]

DialRecord = Literal[
    "do-not-record",
    "record-from-answer",
    "record-from-ringing",
    "record-from-answer-dual",
    "record-from-ringing-dual",
]
RecordingChannels = Literal["single", "dual"]
NumberEvent = Literal["initiated", "ringing", "answered", "amd", "dtmf", "completed", "deepfake"]
MachineDetection = Literal["Enable", "DetectMessageEnd", "Disable"]
DetectionMode = Literal["Regular", "Premium", "PremiumCallScreening"]
BeepProfile = Literal["both", "freq_only"]
SipRegion = Literal["US", "Europe", "Canada", "Australia", "Middle East"]
DeepfakeDetection = Literal["Enable"]
# fmt: off
RingTone = Literal[
    "at", "au", "bg", "br", "be", "ch", "cl", "cn", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hu", "il", "in",
    "it", "lt", "jp", "mx", "my", "nl", "no", "nz", "ph", "pl", "pt", "ru", "se", "sg", "th", "tw", "ve", "za", "us",
    "us-old", "uk",
]
# fmt: on

Gender = Literal["Male", "Female"]
Effect = Literal["eq_telecomhp8k", "eq_car"]
# fmt: off
LanguageBoost = Literal[
    "Auto", "English", "German", "Chinese", "French", "Italian", "Japanese", "Korean", "Portuguese", "Russian",
    "Spanish", "en", "de", "zh", "fr", "it", "ja", "ko", "pt", "ru", "es",
]
# fmt: on

GatherInput = Literal["dtmf", "speech", "dtmf speech"]
# fmt: off
TranscriptionEngine = Literal[
    "Google", "Telnyx", "Azure", "Deepgram", "xAI", "AssemblyAI", "Soniox", "Speechmatics", "Parakeet", "Humain",
    "Reson8", "Cohere",
]
# fmt: on

RecordingFormat = Literal["mp3", "wav"]
RecordTrim = Literal["trim-silence"]
RecordEvent = Literal["in-progress", "completed"]
# A is Google, B is Telnyx; the page spells Deepgram both ways.
RecordEngine = Literal["A", "B", "Deepgram", "deepgram"]
RejectReason = Literal["rejected", "busy"]

StreamTrack = Literal["inbound_track", "outbound_track", "both_tracks"]
StreamCodec = Literal["PCMU", "PCMA", "G722", "OPUS", "AMR-WB", "default"]
BidirectionalMode = Literal["mp3", "rtp"]
BidirectionalCodec = Literal["PCMU", "PCMA", "G722", "OPUS", "AMR-WB"]
SamplingRate = Literal["8000", "16000", "24000"]
Tracks = Literal["inbound", "outbound", "both"]
BackgroundChannels = Literal["mono", "single", "dual"]
# A and B are the old names of Google and Telnyx.
# fmt: off
StartedEngine = Literal[
    "Google", "Telnyx", "Azure", "Deepgram", "xAI", "AssemblyAI", "Soniox", "Speechmatics", "Parakeet", "Humain",
    "Reson8", "Cohere", "A", "B",
]
# fmt: on
NoiseEngine = Literal["Denoiser", "DeepFilterNet", "Krisp", "AiCoustics"]
NoiseFamily = Literal["sparrow", "quail"]
NoiseModelSize = Literal["s", "l", "vf"]

Role = Literal["user", "assistant"]
Interruption = Literal["none", "any", "speech", "dtmf", "true", "false"]
BackgroundAudio = Literal["media_url"]

Currency = Literal["USD"]
PaymentMethod = Literal["credit-card", "ach-debit"]
TransactionType = Literal["charge", "tokenize"]
ServiceLevel = Literal["premium"]
# fmt: off
PaymentStep = Literal[
    "payment-card-number", "expiration-date", "postal-code", "security-code", "bank-routing-number",
    "bank-account-number",
]
# The two lists of the same page differ: unionpay in the prompts only, no others.
CardType = Literal[
    "visa", "mastercard", "amex", "maestro", "discover", "optima", "jcb", "diners-club", "enroute",
]
PromptCardType = Literal[
    "visa", "mastercard", "amex", "discover", "diners-club", "jcb", "unionpay", "maestro", "optima", "enroute",
]
# fmt: on

# Speech markup. The guide also lists a strength "Pause", which neither SSML nor a provider has.
BreakStrength = Literal["none", "x-weak", "weak", "medium", "strong", "x-strong"]
EmphasisLevel = Literal["strong", "moderate", "reduced"]
PhoneticAlphabet = Literal["ipa", "x-sampa"]
InterpretAs = Literal[
    "characters",
    "spell-out",
    "cardinal",
    "number",
    "digits",
    "fraction",
    "unit",
    "date",
    "time",
    "address",
    "telephone",
]
