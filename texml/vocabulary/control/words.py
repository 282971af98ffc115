"""The arguments that several commands share, each said once."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from texml.vocabulary import choices
from texml.vocabulary.control import objects, sets
from texml.vocabulary.control.argument import SDK, Arg, HttpUrl, SocketUrl, Tones
from texml.vocabulary.facts import OneOrMore

__all__ = [
    "AccountSid",
    "AnnounceMethod",
    "AnnounceUrl",
    "AnsweringMachineDetection",
    "AnsweringMachineDetectionConfig",
    "ApplicationSid",
    "Assistant",
    "AudioUrl",
    "BeepEnabled",
    "BillingGroupId",
    "CallControlId",
    "CallControlIds",
    "CallSid",
    "CallSidOrParticipantLabel",
    "CallSidToCoach",
    "CallerId",
    "CancelPlaybackOnDetectMessageEnd",
    "CancelPlaybackOnMachineDetection",
    "ClientState",
    "Coaching",
    "CommandId",
    "ConferenceSid",
    "ConversationRelayConfig",
    "CustomFileName",
    "CustomHeaders",
    "DateCreated",
    "DateUpdated",
    "DeepfakeDetection",
    "Digits",
    "Diversion",
    "DurationMillis",
    "EndConferenceOnExit",
    "FallbackUrl",
    "Format",
    "FriendlyName",
    "From",
    "FromDisplayName",
    "HoldAudioUrl",
    "HoldMediaName",
    "Id",
    "InterDigitTimeoutMillis",
    "InvalidAudioUrl",
    "InvalidMediaName",
    "Language",
    "Loop",
    "MachineDetectionBeepMaxFrequency",
    "MachineDetectionBeepMinFrequency",
    "MachineDetectionBeepMinToneDuration",
    "MachineDetectionBeepProfile",
    "MachineDetectionBeepSpectralConfirmation",
    "MachineDetectionBeepSpectralMinPurity",
    "MachineDetectionBeepSpectralRejectFaxCng",
    "MachineDetectionBeepSpectralWindow",
    "MachineDetectionSilenceTimeout",
    "MachineDetectionSpeechEndThreshold",
    "MachineDetectionSpeechThreshold",
    "MaxParticipants",
    "MaxSize",
    "MaximumDigits",
    "MaximumTries",
    "MediaEncryption",
    "MediaName",
    "MinimumDigits",
    "MuteDtmf",
    "Muted",
    "Name",
    "Overlay",
    "Page",
    "PageAfter",
    "PageBefore",
    "PageLimit",
    "PageNumber",
    "PageSize",
    "PageToken",
    "ParkAfterUnbridge",
    "ParticipantId",
    "Payload",
    "PayloadType",
    "PlayBeep",
    "PreferredCodecs",
    "PreventDoubleBridge",
    "Privacy",
    "QueueName",
    "QueueSid",
    "Record",
    "RecordChannels",
    "RecordCustomFileName",
    "RecordFormat",
    "RecordMaxLength",
    "RecordTimeoutSecs",
    "RecordTrack",
    "RecordTrim",
    "RecordingChannels",
    "RecordingId",
    "RecordingSid",
    "RecordingStatusCallback",
    "RecordingStatusCallbackEvent",
    "RecordingStatusCallbackMethod",
    "RecordingTrack",
    "Region",
    "RouteToMobile",
    "SendDigitsOnAnswer",
    "SendRecordingUrl",
    "SendSilenceWhenIdle",
    "ServiceLevel",
    "SipAuthPassword",
    "SipAuthUsername",
    "SipHeaders",
    "SipRegion",
    "SipTransportProtocol",
    "SoundModifications",
    "StatusCallback",
    "StatusCallbackEvent",
    "StatusCallbackMethod",
    "Stop",
    "StreamBidirectionalCodec",
    "StreamBidirectionalMode",
    "StreamBidirectionalTargetLegs",
    "StreamCodec",
    "StreamTrack",
    "StreamUrl",
    "TargetLegs",
    "TerminatingDigit",
    "Texml",
    "TimeLimitSecs",
    "TimeoutMillis",
    "TimeoutSeconds",
    "TimeoutSecs",
    "To",
    "Transcription",
    "TranscriptionConfig",
    "Trim",
    "Url",
    "ValidDigits",
    "Voice",
    "VoiceSettings",
    "WaitUrl",
    "WebhookRetriesPolicies",
    "WebhookUrl",
    "WebhookUrlMethod",
    "WebhookUrls",
    "WebhookUrlsMethod",
    "WhisperCallControlIds",
]


AccountSid = Annotated[str, Arg("Account.")]
AnnounceMethod = Annotated[choices.Method, Arg("How the announcement is fetched.", default="POST")]
AnnounceUrl = Annotated[HttpUrl, Arg("Where the announcement is fetched.")]
AnsweringMachineDetection = Annotated[
    sets.AnsweringMachineDetection, Arg("Whether and how it is found out that a machine answers.", default="disabled")
]
AnsweringMachineDetectionConfig = Annotated[
    objects.AnsweringMachineDetectionConfig | Mapping[str, object], Arg("How machines are told from people.")
]
ApplicationSid = Annotated[str, Arg("TeXML application that the call belongs to.")]
Assistant = Annotated[Mapping[str, object], Arg("AI assistant that takes part.")]
AudioUrl = Annotated[HttpUrl, Arg("Where a WAV or MP3 file is fetched.")]
BeepEnabled = Annotated[sets.BeepEnabled, Arg("When those who are there hear a beep.")]
BillingGroupId = Annotated[str, Arg("Group that pays.")]
CallControlId = Annotated[str, Arg("Call leg.")]
CallControlIds = Annotated[OneOrMore[str], Arg("Call legs of the participants that are meant; everybody without it.")]
CallSid = Annotated[str, Arg("Call.")]
CallSidOrParticipantLabel = Annotated[str, Arg("Participant, by call or label.")]
CallSidToCoach = Annotated[str, Arg("Call that hears the coach.")]
CallerId = Annotated[str, Arg("Name that is shown of the caller.", longest=128)]
CancelPlaybackOnDetectMessageEnd = Annotated[
    bool, Arg("Stop what is playing when a machine's message ends.", default="true")
]
CancelPlaybackOnMachineDetection = Annotated[bool, Arg("Stop what is playing when a machine is found.", default="true")]
ClientState = Annotated[
    str | bytes | Mapping[str, object],
    Arg("State that comes back in every later webhook of the call; bytes or a dict are encoded."),
]
Coaching = Annotated[bool, Arg("Be heard by the coached call only.")]
CommandId = Annotated[
    str, Arg("Name of this command: a second one of the same name is ignored for 60 seconds. A client makes one up.")
]
ConferenceSid = Annotated[str, Arg("Conference.")]
ConversationRelayConfig = Annotated[Mapping[str, object], Arg("Conversation relay that takes part.")]
CustomFileName = Annotated[str, Arg("Beginning of the file's name.", longest=40)]
CustomHeaders = Annotated[Sequence[objects.CustomSipHeader | Mapping[str, object]], Arg("SIP headers of one's own.")]
DateCreated = Annotated[str, Arg("When it was made.")]
DateUpdated = Annotated[str, Arg("When it changed.")]
DeepfakeDetection = Annotated[
    objects.DeepfakeDetectionConfig | Mapping[str, object],
    Arg("Whether it is found out that the voice is made by a machine."),
]
Digits = Annotated[Tones, Arg("Keys that are pressed.")]
Diversion = Annotated[str, Arg("SIP address that the call was diverted from.", source=SDK)]
DurationMillis = Annotated[int, Arg("How long each tone lasts.", min=100, max=500, unit="ms", default="250")]
EndConferenceOnExit = Annotated[
    bool, Arg("End the conference and hang everybody up when this participant leaves.", default="false")
]
FallbackUrl = Annotated[HttpUrl, Arg("Where the document is fetched when the first place fails.")]
Format = Annotated[choices.RecordingFormat, Arg("What the recording is stored as.")]
FriendlyName = Annotated[str, Arg("Name.")]
From = Annotated[str, Arg("Number or SIP address that the call comes from.")]
FromDisplayName = Annotated[str, Arg("Name that is shown of the caller.", longest=128)]
HoldAudioUrl = Annotated[HttpUrl, Arg("Where the WAV or MP3 file is fetched that plays on hold.")]
HoldMediaName = Annotated[str, Arg("Name of an uploaded file that plays on hold.")]
Id = Annotated[str, Arg("Conference, by id or by its name while it is active.")]
InterDigitTimeoutMillis = Annotated[int, Arg("How long the next digit may take.", unit="ms", default="5000")]
InvalidAudioUrl = Annotated[HttpUrl, Arg("Where the file is fetched that plays after wrong digits.")]
InvalidMediaName = Annotated[str, Arg("Name of an uploaded file that plays after wrong digits.")]
Language = Annotated[sets.SpeechLanguage, Arg("Language of the text; a Polly voice brings its own.")]
Loop = Annotated[int | Literal["infinity"], Arg("How often it plays.", min=1, max=100, default="1")]
MachineDetectionBeepMaxFrequency = Annotated[int, Arg("Highest tone of a beep.", unit="Hz", source=SDK)]
MachineDetectionBeepMinFrequency = Annotated[int, Arg("Lowest tone of a beep.", unit="Hz", source=SDK)]
MachineDetectionBeepMinToneDuration = Annotated[int, Arg("Shortest tone of a beep.", unit="ms", source=SDK)]
MachineDetectionBeepProfile = Annotated[choices.BeepProfile, Arg("How beeps are found.", source=SDK)]
MachineDetectionBeepSpectralConfirmation = Annotated[bool, Arg("Confirm beeps by their spectrum.", source=SDK)]
MachineDetectionBeepSpectralMinPurity = Annotated[
    float, Arg("How pure a beep's tone is at least.", min=0, max=1, source=SDK)
]
MachineDetectionBeepSpectralRejectFaxCng = Annotated[bool, Arg("Take no fax tone for a beep.", source=SDK)]
MachineDetectionBeepSpectralWindow = Annotated[
    int, Arg("How much sound the spectrum is made of.", unit="ms", source=SDK)
]
MachineDetectionSilenceTimeout = Annotated[
    int, Arg("How much silence at the start is a machine.", unit="ms", default="3500")
]
MachineDetectionSpeechEndThreshold = Annotated[int, Arg("How much silence ends a greeting.", unit="ms", default="800")]
MachineDetectionSpeechThreshold = Annotated[
    int, Arg("How long a greeting of a person is at most.", unit="ms", default="3500")
]
MaxParticipants = Annotated[int, Arg("How many may be there at once.", min=2, max=800, default="250")]
MaxSize = Annotated[int, Arg("How many calls the queue may hold.")]
MaximumDigits = Annotated[int, Arg("How many digits end it.", max=128, default="128")]
MaximumTries = Annotated[int, Arg("How often it is played again after no or wrong digits.", default="3")]
MediaEncryption = Annotated[sets.MediaEncryption, Arg("How the audio is encrypted.", default="disabled")]
MediaName = Annotated[str, Arg("Name of a file that was uploaded to the platform before.")]
MinimumDigits = Annotated[int, Arg("How many digits are too few below.", min=1, default="1")]
MuteDtmf = Annotated[sets.MuteDtmf, Arg("Whose keys are not heard on the other side.", default="none")]
Muted = Annotated[bool, Arg("Whether the participant is muted.")]
Name = Annotated[str, Arg("Name of the conference, unique among the active ones.")]
Overlay = Annotated[bool, Arg("Mix it into what is heard instead of waiting for its end.", default="false")]
Page = Annotated[int, Arg("Which page, counted from 0.")]
PageAfter = Annotated[str, Arg("Where the page begins: a cursor.", wire="page[after]")]
PageBefore = Annotated[str, Arg("Where the page ends: a cursor.", wire="page[before]")]
PageLimit = Annotated[int, Arg("How many at most.", wire="page[limit]", min=1, max=250, default="20")]
PageNumber = Annotated[int, Arg("Which page, counted from 1.", wire="page[number]", min=1, default="1")]
PageSize = Annotated[int, Arg("How many on a page.", wire="page[size]", min=1, max=250, default="20")]
PageToken = Annotated[str, Arg("Where the page begins, from the page before.")]
ParkAfterUnbridge = Annotated[str, Arg("'self' keeps this leg when the bridge ends.")]
ParticipantId = Annotated[str, Arg("Participant, by id or label.")]
Payload = Annotated[str, Arg("What is said.", longest=3000)]
PayloadType = Annotated[sets.PayloadType, Arg("Whether the payload is plain text or SSML.", default="text")]
PlayBeep = Annotated[bool, Arg("Beep when it starts.")]
PreferredCodecs = Annotated[OneOrMore[str], Arg("Codecs, the best first.", joined=",")]
PreventDoubleBridge = Annotated[bool, Arg("Refuse if the leg is bridged already.", default="false")]
Privacy = Annotated[sets.Privacy, Arg("Whether the caller's number is withheld.")]
QueueName = Annotated[str, Arg("Queue, by its name.")]
QueueSid = Annotated[str, Arg("Queue, by its sid, which may be its name.")]
Record = Annotated[Literal["record-from-answer"], Arg("Record from the answer on.")]
RecordChannels = Annotated[choices.RecordingChannels, Arg("One channel for both sides, or two.", default="dual")]
RecordCustomFileName = Annotated[str, Arg("Beginning of the recording's file name.", longest=40)]
RecordFormat = Annotated[choices.RecordingFormat, Arg("What the recording is stored as.", default="mp3")]
RecordMaxLength = Annotated[
    int, Arg("When the recording stops by itself; 0 is never.", min=0, max=43200, unit="s", default="0")
]
RecordTimeoutSecs = Annotated[
    int, Arg("After how much silence the recording stops; 0 is never.", min=0, unit="s", default="0")
]
RecordTrack = Annotated[choices.Tracks, Arg("Which side is recorded.", default="both")]
RecordTrim = Annotated[choices.RecordTrim, Arg("Cut off silence at both ends of the recording.")]
RecordingChannels = Annotated[sets.TexmlChannels, Arg("One channel for all, or two.", default="mono")]
RecordingId = Annotated[str, Arg("Recording that is meant; without it the one that runs.")]
RecordingSid = Annotated[str, Arg("Recording.")]
RecordingStatusCallback = Annotated[HttpUrl, Arg("Where the recording's events go.")]
RecordingStatusCallbackEvent = Annotated[
    OneOrMore[str], Arg("Which events of the recording are sent.", joined=" ", default="completed")
]
RecordingStatusCallbackMethod = Annotated[choices.Method, Arg("How they are sent.", default="POST")]
RecordingTrack = Annotated[choices.Tracks, Arg("Which side is recorded.", default="both")]
Region = Annotated[sets.Region, Arg("Where the conference's data lives; by default where the account's data does.")]
RouteToMobile = Annotated[bool, Arg("Call the number's mobile device.", default="false", source=SDK)]
SendDigitsOnAnswer = Annotated[Tones, Arg("Keys that are pressed when it is answered.", longest=64)]
SendRecordingUrl = Annotated[bool, Arg("Tell where the recording is.", default="true")]
SendSilenceWhenIdle = Annotated[bool, Arg("Send silence when nothing is played.", default="false")]
ServiceLevel = Annotated[sets.SpeechLevel, Arg("Quality of the speech.", default="premium")]
SipAuthPassword = Annotated[str, Arg("Password for the SIP address that is called.", is_secret=True)]
SipAuthUsername = Annotated[str, Arg("User name for the SIP address that is called.")]
SipHeaders = Annotated[Sequence[objects.SipHeader | Mapping[str, object]], Arg("Standard SIP headers.")]
SipRegion = Annotated[choices.SipRegion, Arg("Where the SIP traffic goes out.", default="US")]
SipTransportProtocol = Annotated[sets.SipTransport, Arg("How the SIP traffic travels.", default="UDP")]
SoundModifications = Annotated[objects.SoundModifications | Mapping[str, object], Arg("How the voice is changed.")]
StatusCallback = Annotated[HttpUrl, Arg("Where events go.")]
StatusCallbackEvent = Annotated[OneOrMore[str], Arg("Which events are sent.", joined=" ", default="completed")]
StatusCallbackMethod = Annotated[choices.Method, Arg("How they are sent.")]
Stop = Annotated[str, Arg("Which audio stops: 'current', 'all' or 'overlay'.")]
StreamBidirectionalCodec = Annotated[
    sets.CallBidirectionalCodec, Arg("Codec of the audio that comes back.", default="PCMU")
]
StreamBidirectionalMode = Annotated[choices.BidirectionalMode, Arg("How audio comes back.", default="mp3")]
StreamBidirectionalTargetLegs = Annotated[
    sets.TargetLegs, Arg("Who hears the audio that comes back.", default="opposite")
]
StreamCodec = Annotated[sets.CallStreamCodec, Arg("Codec of the stream.", default="default")]
StreamTrack = Annotated[choices.StreamTrack, Arg("Which side is streamed.", default="inbound_track")]
StreamUrl = Annotated[SocketUrl, Arg("Where the audio is streamed to.")]
TargetLegs = Annotated[sets.TargetLegs, Arg("Which side of a bridge hears it.", default="self")]
TerminatingDigit = Annotated[str, Arg("Key that ends it early.", may_be_blank=True, default="#")]
Texml = Annotated[str, Arg("The document itself, instead of a URL.")]
TimeLimitSecs = Annotated[int, Arg("When the call ends by itself.", min=30, max=14400, unit="s", default="14400")]
TimeoutMillis = Annotated[int, Arg("How long it may take from the end of the prompt.", unit="ms", default="60000")]
TimeoutSeconds = Annotated[
    int, Arg("How long it rings before it is given up.", wire="Timeout", min=5, max=120, unit="s", default="30")
]
TimeoutSecs = Annotated[int, Arg("How long it rings before it is given up.", min=5, max=600, unit="s", default="30")]
To = Annotated[str, Arg("Number or SIP address that the call goes to.")]
Transcription = Annotated[bool, Arg("Write down what is said.", default="false")]
TranscriptionConfig = Annotated[Mapping[str, object], Arg("How it is written down.")]
Trim = Annotated[choices.RecordTrim, Arg("Cut off silence at both ends.")]
Url = Annotated[HttpUrl, Arg("Where the document is fetched.")]
ValidDigits = Annotated[str, Arg("Keys that count.", default="0123456789#*")]
Voice = Annotated[str, Arg("Who says it: 'female', or a provider's voice such as 'AWS.Polly.Joanna'.")]
VoiceSettings = Annotated[objects.VoiceSettings, Arg("What the voice's provider lets one set.")]
WaitUrl = Annotated[HttpUrl, Arg("Where the audio is fetched that plays before the start.")]
WebhookRetriesPolicies = Annotated[Mapping[str, object], Arg("Delays before each webhook is sent again, by event.")]
WebhookUrl = Annotated[HttpUrl, Arg("Where this call's webhooks go.")]
WebhookUrlMethod = Annotated[choices.Method, Arg("How they are sent.", default="POST")]
WebhookUrls = Annotated[Mapping[str, object], Arg("Where they go, by event.")]
WebhookUrlsMethod = Annotated[choices.Method, Arg("How those are sent.", default="POST")]
WhisperCallControlIds = Annotated[OneOrMore[str], Arg("Who hears a whispering supervisor; without it nobody does.")]
