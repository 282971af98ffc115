"""The objects inside commands; a mapping of their fields does as well."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from texml.vocabulary import choices
from texml.vocabulary.control import sets
from texml.vocabulary.control.argument import Arg, HeaderText, HttpUrl
from texml.vocabulary.control.parameters import Fields
from texml.vocabulary.control.together import AtMostOne, OnlyWith
from texml.vocabulary.facts import KW_ONLY, OneOrMore

__all__ = [
    "AWSVoiceSettings",
    "AnsweringMachineDetectionConfig",
    "ApplicationNameFilter",
    "AzureVoiceSettings",
    "ConferenceConfig",
    "ConferenceFilter",
    "CustomSipHeader",
    "DeepfakeDetectionConfig",
    "DialogflowConfig",
    "ElevenLabsVoiceSettings",
    "InworldVoiceSettings",
    "MinimaxVoiceSettings",
    "OccurredAtFilter",
    "ParticipantFilter",
    "ResembleVoiceSettings",
    "RimeVoiceSettings",
    "SipHeader",
    "SonioxVoiceSettings",
    "SoundModifications",
    "TelnyxVoiceSettings",
    "VoiceSettings",
    "XAIVoiceSettings",
]


class AnsweringMachineDetectionConfig(Fields):
    """How machines are told from people."""

    _: KW_ONLY
    after_greeting_silence_millis: Annotated[
        int | None, Arg("Silence after a greeting that means it was a person.", unit="ms", default="800")
    ] = None
    between_words_silence_millis: Annotated[
        int | None, Arg("Least silence between two words.", unit="ms", default="50")
    ] = None
    greeting_duration_millis: Annotated[int | None, Arg("Longest greeting of a person.", unit="ms", default="3500")] = (
        None
    )
    greeting_silence_duration_millis: Annotated[
        int | None, Arg("Silence that ends a greeting.", unit="ms", default="1500")
    ] = None
    greeting_total_analysis_time_millis: Annotated[
        int | None, Arg("How long the end of a greeting is looked for.", unit="ms", default="5000")
    ] = None
    initial_silence_millis: Annotated[
        int | None, Arg("Silence at the start that means a machine.", unit="ms", default="3500")
    ] = None
    maximum_number_of_words: Annotated[int | None, Arg("More words than this are a machine's.", default="5")] = None
    maximum_word_length_millis: Annotated[int | None, Arg("Longest word.", unit="ms", default="3500")] = None
    silence_threshold: Annotated[int | None, Arg("Loudness below which there is silence.", default="256")] = None
    total_analysis_time_millis: Annotated[
        int | None, Arg("How long it may take to find out.", unit="ms", default="3500")
    ] = None
    beep_detection_profile: Annotated[choices.BeepProfile | None, Arg("How beeps are found.")] = None
    beep_max_frequency_hz: Annotated[int | None, Arg("Highest tone of a beep.", unit="Hz")] = None
    beep_min_frequency_hz: Annotated[int | None, Arg("Lowest tone of a beep.", unit="Hz")] = None
    beep_min_tone_duration_millis: Annotated[int | None, Arg("Shortest tone of a beep.", unit="ms")] = None
    beep_spectral_confirmation: Annotated[bool | None, Arg("Confirm beeps by their spectrum.")] = None
    beep_spectral_min_purity: Annotated[float | None, Arg("How pure a beep's tone is at least.", min=0, max=1)] = None
    beep_spectral_reject_fax_cng: Annotated[bool | None, Arg("Take no fax tone for a beep.")] = None
    beep_spectral_window_millis: Annotated[int | None, Arg("How much sound the spectrum is made of.", unit="ms")] = None
    prompt_end_timeout_millis: Annotated[
        int | None, Arg("How long the end of a machine's message is waited for.", unit="ms", default="5000")
    ] = None


class ConferenceConfig(
    Fields,
    together=(
        AtMostOne(("hold_audio_url", "hold_media_name")),
        OnlyWith("whisper_call_control_ids", "supervisor_role", "whisper"),
    ),
):
    """The conference that a dialed call goes into, by id or name."""

    _: KW_ONLY
    beep_enabled: Annotated[sets.BeepEnabled | None, Arg("When those who are there hear a beep.")] = None
    conference_name: Annotated[str | None, Arg("Name of the conference.")] = None
    early_media: Annotated[
        bool | None, Arg("Let the leg in when it rings, not only when it is answered.", default="true")
    ] = None
    end_conference_on_exit: Annotated[
        bool | None, Arg("End the conference and hang everybody up when this participant leaves.", default="false")
    ] = None
    hold: Annotated[bool | None, Arg("Put the participant on hold at once.", default="false")] = None
    hold_audio_url: Annotated[HttpUrl | None, Arg("Where the WAV or MP3 file is fetched that plays on hold.")] = None
    hold_media_name: Annotated[str | None, Arg("Name of an uploaded file that plays on hold.")] = None
    id: Annotated[str | None, Arg("Conference, by id or by its name while it is active.")] = None
    mute: Annotated[bool | None, Arg("Mute the participant at once.", default="false")] = None
    soft_end_conference_on_exit: Annotated[
        bool | None, Arg("End the conference when this participant leaves, and hang nobody up.", default="false")
    ] = None
    start_conference_on_create: Annotated[
        bool | None, Arg("Start at once; otherwise who joins waits on hold for somebody who starts it.", default="true")
    ] = None
    start_conference_on_enter: Annotated[
        bool | None, Arg("Start the conference with this participant.", default="false")
    ] = None
    supervisor_role: Annotated[
        sets.ConferenceRole | None,
        Arg(
            "What a supervisor may: be heard by all (barge, the same as none), by some (whisper), by nobody (monitor).",
            default="none",
        ),
    ] = None
    whisper_call_control_ids: Annotated[
        OneOrMore[str] | None, Arg("Who hears a whispering supervisor; without it nobody does.")
    ] = None


class CustomSipHeader(Fields):
    """A SIP header of one's own."""

    _: KW_ONLY
    name: Annotated[HeaderText, Arg("Its name.")]
    value: Annotated[HeaderText, Arg("What it says.")]


class DeepfakeDetectionConfig(Fields):
    """Whether and how long it is found out that a voice is made by a machine."""

    _: KW_ONLY
    enabled: Annotated[bool, Arg("Whether it is.", default="false")]
    rtp_timeout: Annotated[int | None, Arg("How long audio is waited for.", min=5, max=120, default="30")] = None
    timeout: Annotated[int | None, Arg("How long it may take.", min=5, max=60, default="15")] = None


class DialogflowConfig(Fields):
    """How Dialogflow is used."""

    _: KW_ONLY
    analyze_sentiment: Annotated[bool | None, Arg("Tell the speaker's mood.", default="false")] = None
    partial_automated_agent_reply: Annotated[
        bool | None, Arg("Send replies before they are complete.", default="false")
    ] = None


class SipHeader(Fields):
    """A standard SIP header."""

    _: KW_ONLY
    name: Annotated[Literal["User-to-User"], Arg("Its name.")]
    value: Annotated[HeaderText, Arg("What it says.")]


class SoundModifications(Fields):
    """How a voice is changed."""

    _: KW_ONLY
    octaves: Annotated[float | None, Arg("How many octaves the voice is moved.", min=-1, max=1)] = None
    pitch: Annotated[float | None, Arg("How high the voice is.")] = None
    semitone: Annotated[float | None, Arg("How many semitones the voice is moved.", min=-14, max=14)] = None
    track: Annotated[str | None, Arg("Which side is sent.", default="outbound")] = None


class ApplicationNameFilter(Fields):
    """Which application."""

    _: KW_ONLY
    contains: Annotated[str | None, Arg("Part of the name.")] = None


class OccurredAtFilter(Fields):
    """When it happened."""

    _: KW_ONLY
    eq: Annotated[str | datetime | None, Arg("At this time.")] = None
    gt: Annotated[str | datetime | None, Arg("After.")] = None
    gte: Annotated[str | datetime | None, Arg("At or after.")] = None
    lt: Annotated[str | datetime | None, Arg("Before.")] = None
    lte: Annotated[str | datetime | None, Arg("At or before.")] = None


class ConferenceFilter(Fields):
    """What must be true of the conferences that are listed; name and status are those that mean something for them."""

    _: KW_ONLY
    application_session_id: Annotated[str | None, Arg("Session of the application.")] = None
    connection_id: Annotated[str | None, Arg("Voice application that places the call.")] = None
    failed: Annotated[bool | None, Arg("Whether it failed.")] = None
    from_: Annotated[str | None, Arg("Number or SIP address that the call comes from.")] = None
    leg_id: Annotated[str | None, Arg("Call leg.")] = None
    name: Annotated[str | None, Arg("Name of the conference, unique among the active ones.")] = None
    outbound_outbound_voice_profile_id: Annotated[
        str | None, Arg("Outbound voice profile.", wire="outbound.outbound_voice_profile_id")
    ] = None
    product: Annotated[sets.Product | None, Arg("Product.")] = None
    status: Annotated[sets.ConferenceStatus | None, Arg("State.")] = None
    to: Annotated[str | None, Arg("Number or SIP address that is called; several ring at once.")] = None
    type: Annotated[sets.EventKind | None, Arg("Kind of the event.")] = None
    application_name: Annotated[
        ApplicationNameFilter | Mapping[str, object] | None, Arg("Name of the application.")
    ] = None
    occurred_at: Annotated[OccurredAtFilter | Mapping[str, object] | None, Arg("When it happened.")] = None


class ParticipantFilter(Fields):
    """What must be true of the participants that are listed."""

    _: KW_ONLY
    muted: Annotated[bool | None, Arg("Whether they are muted.")] = None
    on_hold: Annotated[bool | None, Arg("Whether they are on hold.")] = None
    whispering: Annotated[bool | None, Arg("Whether they whisper.")] = None


class AWSVoiceSettings(Fields):
    """What an Amazon Polly voice lets one set."""

    _: KW_ONLY
    type: Annotated[Literal["aws"], Arg("Provider of the voice.")]


class AzureVoiceSettings(Fields):
    """What an Azure voice lets one set."""

    _: KW_ONLY
    type: Annotated[Literal["azure"], Arg("Provider of the voice.")]
    api_key_ref: Annotated[str | None, Arg("Name of the stored key for the provider.")] = None
    deployment_id: Annotated[str | None, Arg("Deployment at the provider.")] = None
    effect: Annotated[choices.Effect | None, Arg("How the voice sounds.")] = None
    gender: Annotated[choices.Gender | None, Arg("Whose voice it is.")] = None
    region: Annotated[
        str | None, Arg("Where the conference's data lives; by default where the account's data does.")
    ] = None


class ElevenLabsVoiceSettings(Fields):
    """What an ElevenLabs voice lets one set."""

    _: KW_ONLY
    type: Annotated[Literal["elevenlabs"], Arg("Provider of the voice.")]
    api_key_ref: Annotated[str | None, Arg("Name of the stored key for the provider.")] = None


class InworldVoiceSettings(Fields):
    """What an Inworld voice lets one set."""

    _: KW_ONLY
    type: Annotated[Literal["inworld"], Arg("Provider of the voice.")]
    delivery_mode: Annotated[sets.DeliveryMode | None, Arg("How lively it speaks.")] = None


class MinimaxVoiceSettings(Fields):
    """What a Minimax voice lets one set."""

    _: KW_ONLY
    type: Annotated[Literal["minimax"], Arg("Provider of the voice.")]
    language_boost: Annotated[sets.MinimaxLanguage | None, Arg("Language that is spoken with more care.")] = None
    pitch: Annotated[int | None, Arg("How high the voice is.", default="0")] = None
    speed: Annotated[float | None, Arg("How fast it speaks.", default="1.0")] = None
    vol: Annotated[float | None, Arg("How loud it speaks.", default="1.0")] = None


class ResembleVoiceSettings(Fields):
    """What a Resemble voice lets one set."""

    _: KW_ONLY
    type: Annotated[Literal["resemble"], Arg("Provider of the voice.")]
    format: Annotated[choices.RecordingFormat | None, Arg("What the sound is.", default="mp3")] = None
    precision: Annotated[sets.ResemblePrecision | None, Arg("How finely the sound is sampled.", default="PCM_32")] = (
        None
    )
    sample_rate: Annotated[sets.ResembleSampleRate | None, Arg("Samples a second.", default="48000")] = None


class RimeVoiceSettings(Fields):
    """What a Rime voice lets one set; the newest SDK has dropped it."""

    _: KW_ONLY
    type: Annotated[Literal["rime"], Arg("Provider of the voice.")]
    voice_speed: Annotated[float | None, Arg("How fast it speaks.", default="1.0")] = None


class SonioxVoiceSettings(Fields):
    """What a Soniox voice lets one set; in the newest SDK only."""

    _: KW_ONLY
    type: Annotated[Literal["soniox"], Arg("Provider of the voice.")]
    reduce_silence: Annotated[bool | None, Arg("Shorten silence.")] = None
    speed: Annotated[float | None, Arg("How fast it speaks.")] = None


class TelnyxVoiceSettings(Fields):
    """What a Telnyx voice lets one set."""

    _: KW_ONLY
    type: Annotated[Literal["telnyx"], Arg("Provider of the voice.")]
    voice_speed: Annotated[float | None, Arg("How fast it speaks.", min=0.1, max=2.0, default="1.0")] = None


class XAIVoiceSettings(Fields):
    """What an xAI voice lets one set."""

    _: KW_ONLY
    type: Annotated[Literal["xai"], Arg("Provider of the voice.")]
    language: Annotated[str | None, Arg("Language of the text; a Polly voice brings its own.", default="auto")] = None


VoiceSettings = (
    AWSVoiceSettings
    | AzureVoiceSettings
    | ElevenLabsVoiceSettings
    | InworldVoiceSettings
    | MinimaxVoiceSettings
    | ResembleVoiceSettings
    | RimeVoiceSettings
    | SonioxVoiceSettings
    | TelnyxVoiceSettings
    | XAIVoiceSettings
    | Mapping[str, object]
)
"""What the provider of a voice lets one set; a mapping says by its *type* which provider."""
