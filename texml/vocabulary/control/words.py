"""The arguments that several commands share, each said once."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from texml.vocabulary import choices
from texml.vocabulary.control import objects, sets
from texml.vocabulary.control.argument import SDK, Arg, HttpUrl, Tones
from texml.vocabulary.facts import OneOrMore

__all__ = [
    "AccountSid",
    "AnnounceMethod",
    "AnnounceUrl",
    "ApplicationSid",
    "AudioUrl",
    "BeepEnabled",
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
    "CustomFileName",
    "CustomHeaders",
    "DateCreated",
    "DateUpdated",
    "Digits",
    "DurationMillis",
    "EndConferenceOnExit",
    "FallbackUrl",
    "Format",
    "FriendlyName",
    "From",
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
    "QueueName",
    "QueueSid",
    "RecordingChannels",
    "RecordingId",
    "RecordingSid",
    "RecordingStatusCallback",
    "RecordingStatusCallbackEvent",
    "RecordingStatusCallbackMethod",
    "RecordingTrack",
    "Region",
    "SendRecordingUrl",
    "ServiceLevel",
    "SipAuthPassword",
    "SipAuthUsername",
    "SipHeaders",
    "SipRegion",
    "SoundModifications",
    "StatusCallback",
    "StatusCallbackEvent",
    "StatusCallbackMethod",
    "Stop",
    "TargetLegs",
    "TerminatingDigit",
    "Texml",
    "TimeoutMillis",
    "TimeoutSeconds",
    "To",
    "Transcription",
    "Trim",
    "Url",
    "ValidDigits",
    "Voice",
    "VoiceSettings",
    "WaitUrl",
    "WhisperCallControlIds",
]


AccountSid = Annotated[str, Arg("Account.")]
AnnounceMethod = Annotated[choices.Method, Arg("How the announcement is fetched.", default="POST")]
AnnounceUrl = Annotated[HttpUrl, Arg("Where the announcement is fetched.")]
ApplicationSid = Annotated[str, Arg("TeXML application that the call belongs to.")]
AudioUrl = Annotated[HttpUrl, Arg("Where a WAV or MP3 file is fetched.")]
BeepEnabled = Annotated[sets.BeepEnabled, Arg("When those who are there hear a beep.")]
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
CustomFileName = Annotated[str, Arg("Beginning of the file's name.", longest=40)]
CustomHeaders = Annotated[Sequence[objects.CustomSipHeader | Mapping[str, object]], Arg("SIP headers of one's own.")]
DateCreated = Annotated[str, Arg("When it was made.")]
DateUpdated = Annotated[str, Arg("When it changed.")]
Digits = Annotated[Tones, Arg("Keys that are pressed.")]
DurationMillis = Annotated[int, Arg("How long each tone lasts.", min=100, max=500, unit="ms", default="250")]
EndConferenceOnExit = Annotated[
    bool, Arg("End the conference and hang everybody up when this participant leaves.", default="false")
]
FallbackUrl = Annotated[HttpUrl, Arg("Where the document is fetched when the first place fails.")]
Format = Annotated[choices.RecordingFormat, Arg("What the recording is stored as.")]
FriendlyName = Annotated[str, Arg("Name.")]
From = Annotated[str, Arg("Number or SIP address that the call comes from.")]
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
QueueName = Annotated[str, Arg("Queue, by its name.")]
QueueSid = Annotated[str, Arg("Queue, by its sid, which may be its name.")]
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
SendRecordingUrl = Annotated[bool, Arg("Tell where the recording is.", default="true")]
ServiceLevel = Annotated[sets.SpeechLevel, Arg("Quality of the speech.", default="premium")]
SipAuthPassword = Annotated[str, Arg("Password for the SIP address that is called.", is_secret=True)]
SipAuthUsername = Annotated[str, Arg("User name for the SIP address that is called.")]
SipHeaders = Annotated[Sequence[objects.SipHeader | Mapping[str, object]], Arg("Standard SIP headers.")]
SipRegion = Annotated[choices.SipRegion, Arg("Where the SIP traffic goes out.", default="US")]
SoundModifications = Annotated[objects.SoundModifications | Mapping[str, object], Arg("How the voice is changed.")]
StatusCallback = Annotated[HttpUrl, Arg("Where events go.")]
StatusCallbackEvent = Annotated[OneOrMore[str], Arg("Which events are sent.", joined=" ", default="completed")]
StatusCallbackMethod = Annotated[choices.Method, Arg("How they are sent.")]
Stop = Annotated[str, Arg("Which audio stops: 'current', 'all' or 'overlay'.")]
TargetLegs = Annotated[sets.TargetLegs, Arg("Which side of a bridge hears it.", default="self")]
TerminatingDigit = Annotated[str, Arg("Key that ends it early.", may_be_blank=True, default="#")]
Texml = Annotated[str, Arg("The document itself, instead of a URL.")]
TimeoutMillis = Annotated[int, Arg("How long it may take from the end of the prompt.", unit="ms", default="60000")]
TimeoutSeconds = Annotated[
    int, Arg("How long it rings before it is given up.", wire="Timeout", min=5, max=120, unit="s", default="30")
]
To = Annotated[str, Arg("Number or SIP address that the call goes to.")]
Transcription = Annotated[bool, Arg("Write down what is said.", default="false")]
Trim = Annotated[choices.RecordTrim, Arg("Cut off silence at both ends.")]
Url = Annotated[HttpUrl, Arg("Where the document is fetched.")]
ValidDigits = Annotated[str, Arg("Keys that count.", default="0123456789#*")]
Voice = Annotated[str, Arg("Who says it: 'female', or a provider's voice such as 'AWS.Polly.Joanna'.")]
VoiceSettings = Annotated[objects.VoiceSettings, Arg("What the voice's provider lets one set.")]
WaitUrl = Annotated[HttpUrl, Arg("Where the audio is fetched that plays before the start.")]
WhisperCallControlIds = Annotated[OneOrMore[str], Arg("Who hears a whispering supervisor; without it nobody does.")]
