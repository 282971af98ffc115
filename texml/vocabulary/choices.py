"""The closed sets of values, each written once, in the platform's own words.

Where a set comes from is said by the source of the attribute that uses it (texml/vocabulary/verbs).
"""

from typing import Literal

__all__ = [
    "Beep",
    "BeepProfile",
    "ConferenceEvent",
    "ConferenceRecord",
    "DeepfakeDetection",
    "DetectionMode",
    "DialRecord",
    "Effect",
    "GatherInput",
    "Gender",
    "LanguageBoost",
    "MachineDetection",
    "Method",
    "NumberEvent",
    "RecordingChannels",
    "RecordingEvent",
    "RingTone",
    "SipRegion",
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
