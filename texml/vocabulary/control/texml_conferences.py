"""Conferences of the TeXML side."""

from __future__ import annotations

from typing import Annotated, Literal

from texml.vocabulary import choices
from texml.vocabulary.control import sets, words
from texml.vocabulary.control.argument import Arg, HttpUrl
from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.texml_resources import (
    ConferenceRecordingResource,
    ConferenceRecordingResourceIndex,
    ConferenceResource,
    ConferenceResourceIndex,
    NewParticipantResource,
    ParticipantResource,
    ParticipantResourceIndex,
    TexmlGetCallRecordingResponseBody,
    TexmlGetCallRecordingsResponseBody,
)
from texml.vocabulary.control.together import Needs
from texml.vocabulary.facts import KW_ONLY, OneOrMore

__all__ = [
    "DeleteTexmlConferenceParticipant",
    "DialTexmlConferenceParticipant",
    "FetchTexmlConferenceRecordings",
    "GetTexmlConference",
    "GetTexmlConferenceParticipant",
    "GetTexmlConferenceParticipants",
    "GetTexmlConferenceRecordings",
    "GetTexmlConferences",
    "UpdateTexmlConference",
    "UpdateTexmlConferenceParticipant",
]


class GetTexmlConferences(
    ListCommand[ConferenceResourceIndex, ConferenceResource],
    name="texml.accounts.conferences.retrieve_conferences",
    method="GET",
    path="/texml/Accounts/{account_sid}/Conferences",
    camel=True,
):
    """List conferences."""

    account_sid: words.AccountSid
    _: KW_ONLY
    date_created: words.DateCreated | None = None
    date_updated: words.DateUpdated | None = None
    friendly_name: words.FriendlyName | None = None
    page: words.Page | None = None
    page_size: Annotated[int | None, Arg("How many on a page.")] = None
    page_token: words.PageToken | None = None
    status: Annotated[sets.TexmlConferenceStatus | None, Arg("State.")] = None


class GetTexmlConference(
    Command[ConferenceResource],
    name="texml.accounts.conferences.retrieve",
    method="GET",
    path="/texml/Accounts/{account_sid}/Conferences/{conference_sid}",
    camel=True,
):
    """Show a conference."""

    conference_sid: words.ConferenceSid
    _: KW_ONLY
    account_sid: words.AccountSid


class UpdateTexmlConference(
    Command[ConferenceResource],
    name="texml.accounts.conferences.update",
    method="POST",
    path="/texml/Accounts/{account_sid}/Conferences/{conference_sid}",
    find_out="texml.accounts.conferences.retrieve shows its status",
    camel=True,
):
    """End a conference, or announce something in it."""

    conference_sid: words.ConferenceSid
    _: KW_ONLY
    account_sid: words.AccountSid
    announce_method: words.AnnounceMethod | None = None
    announce_url: words.AnnounceUrl | None = None
    status: Annotated[Literal["completed"] | None, Arg("State.")] = None


class GetTexmlConferenceParticipants(
    ListCommand[ParticipantResourceIndex, ParticipantResource],
    name="texml.accounts.conferences.participants.retrieve_participants",
    method="GET",
    path="/texml/Accounts/{account_sid}/Conferences/{conference_sid}/Participants",
    camel=True,
):
    """List the participants of a conference."""

    conference_sid: words.ConferenceSid
    _: KW_ONLY
    account_sid: words.AccountSid


class DialTexmlConferenceParticipant(
    Command[NewParticipantResource],
    name="texml.accounts.conferences.participants.participants",
    method="POST",
    path="/texml/Accounts/{account_sid}/Conferences/{conference_sid}/Participants",
    find_out="texml.accounts.conferences.participants.retrieve_participants shows who is there",
    together=(Needs("coaching", True, "call_sid_to_coach"),),
    camel=True,
):
    """Call somebody into a conference."""

    conference_sid: words.ConferenceSid
    _: KW_ONLY
    account_sid: words.AccountSid
    amd_status_callback: Annotated[HttpUrl | None, Arg("Where it is told whether a machine answered.")] = None
    amd_status_callback_method: Annotated[choices.Method | None, Arg("How it is told.", default="POST")] = None
    application_sid: words.ApplicationSid | None = None
    beep: Annotated[bool | choices.Beep | None, Arg("When those who are there hear a beep.")] = None
    caller_id: words.CallerId | None = None
    call_sid_to_coach: words.CallSidToCoach | None = None
    cancel_playback_on_detect_message_end: words.CancelPlaybackOnDetectMessageEnd | None = None
    cancel_playback_on_machine_detection: words.CancelPlaybackOnMachineDetection | None = None
    coaching: words.Coaching | None = None
    conference_record: Annotated[
        bool | sets.TexmlConferenceRecord | None, Arg("Record the conference.", default="do-not-record")
    ] = None
    conference_recording_status_callback: Annotated[
        HttpUrl | None, Arg("Where events of the conference's recording go.")
    ] = None
    conference_recording_status_callback_event: Annotated[
        OneOrMore[str] | None, Arg("Which of them are sent.", joined=" ", default="completed")
    ] = None
    conference_recording_status_callback_method: Annotated[
        choices.Method | None, Arg("How they are sent.", default="POST")
    ] = None
    conference_recording_timeout: Annotated[
        int | None, Arg("After how much silence that recording stops; 0 is never.", min=0, unit="s", default="0")
    ] = None
    conference_status_callback: Annotated[HttpUrl | None, Arg("Where events of the conference go.")] = None
    conference_status_callback_event: Annotated[OneOrMore[str] | None, Arg("Which of them are sent.", joined=" ")] = (
        None
    )
    conference_status_callback_method: Annotated[choices.Method | None, Arg("How they are sent.", default="POST")] = (
        None
    )
    conference_trim: Annotated[
        choices.Trim | None, Arg("Whether silence at both ends of that recording is cut off.", default="trim-silence")
    ] = None
    custom_headers: words.CustomHeaders | None = None
    early_media: Annotated[
        bool | None, Arg("Let the leg in when it rings, not only when it is answered.", default="false")
    ] = None
    end_conference_on_exit: words.EndConferenceOnExit | None = None
    from_: words.From | None = None
    label: Annotated[str | None, Arg("Name of the participant, unique in the conference.")] = None
    machine_detection: Annotated[
        Literal["Enable", "DetectMessageEnd"] | None, Arg("Whether it is found out that a machine answers.")
    ] = None
    machine_detection_beep_max_frequency: words.MachineDetectionBeepMaxFrequency | None = None
    machine_detection_beep_min_frequency: words.MachineDetectionBeepMinFrequency | None = None
    machine_detection_beep_min_tone_duration: words.MachineDetectionBeepMinToneDuration | None = None
    machine_detection_beep_profile: words.MachineDetectionBeepProfile | None = None
    machine_detection_beep_spectral_confirmation: words.MachineDetectionBeepSpectralConfirmation | None = None
    machine_detection_beep_spectral_min_purity: words.MachineDetectionBeepSpectralMinPurity | None = None
    machine_detection_beep_spectral_reject_fax_cng: words.MachineDetectionBeepSpectralRejectFaxCng | None = None
    machine_detection_beep_spectral_window: words.MachineDetectionBeepSpectralWindow | None = None
    machine_detection_silence_timeout: words.MachineDetectionSilenceTimeout | None = None
    machine_detection_speech_end_threshold: words.MachineDetectionSpeechEndThreshold | None = None
    machine_detection_speech_threshold: words.MachineDetectionSpeechThreshold | None = None
    machine_detection_timeout: Annotated[int | None, Arg("How long it may take to find out.", unit="ms")] = None
    max_participants: words.MaxParticipants | None = None
    muted: words.Muted | None = None
    preferred_codecs: words.PreferredCodecs | None = None
    record: Annotated[bool | None, Arg("Record from the answer on.", default="false")] = None
    recording_channels: words.RecordingChannels | None = None
    recording_status_callback: words.RecordingStatusCallback | None = None
    recording_status_callback_event: words.RecordingStatusCallbackEvent | None = None
    recording_status_callback_method: words.RecordingStatusCallbackMethod | None = None
    recording_track: words.RecordingTrack | None = None
    sip_auth_password: words.SipAuthPassword | None = None
    sip_auth_username: words.SipAuthUsername | None = None
    start_conference_on_enter: Annotated[
        bool | None, Arg("Start the conference with this participant.", default="true")
    ] = None
    status_callback: words.StatusCallback | None = None
    status_callback_event: words.StatusCallbackEvent | None = None
    status_callback_method: words.StatusCallbackMethod | None = None
    time_limit: Annotated[int | None, Arg("When the call ends by itself.", unit="s")] = None
    timeout_seconds: words.TimeoutSeconds | None = None
    to: words.To | None = None
    trim: Annotated[
        choices.Trim | None, Arg("Whether silence at both ends of the recording is cut off.", default="trim-silence")
    ] = None
    wait_url: words.WaitUrl | None = None


class GetTexmlConferenceParticipant(
    Command[ParticipantResource],
    name="texml.accounts.conferences.participants.retrieve",
    method="GET",
    path="/texml/Accounts/{account_sid}/Conferences/{conference_sid}/Participants/{call_sid_or_participant_label}",
    camel=True,
):
    """Show a participant."""

    call_sid_or_participant_label: words.CallSidOrParticipantLabel
    _: KW_ONLY
    account_sid: words.AccountSid
    conference_sid: words.ConferenceSid


class UpdateTexmlConferenceParticipant(
    Command[ParticipantResource],
    name="texml.accounts.conferences.participants.update",
    method="POST",
    path="/texml/Accounts/{account_sid}/Conferences/{conference_sid}/Participants/{call_sid_or_participant_label}",
    find_out="texml.accounts.conferences.participants.retrieve shows the participant",
    together=(Needs("coaching", True, "call_sid_to_coach"),),
    camel=True,
):
    """Mute or hold a participant, or announce something to them."""

    call_sid_or_participant_label: words.CallSidOrParticipantLabel
    _: KW_ONLY
    account_sid: words.AccountSid
    conference_sid: words.ConferenceSid
    announce_method: words.AnnounceMethod | None = None
    announce_url: words.AnnounceUrl | None = None
    beep_on_exit: Annotated[bool | None, Arg("Beep when this participant leaves.")] = None
    call_sid_to_coach: words.CallSidToCoach | None = None
    coaching: words.Coaching | None = None
    end_conference_on_exit: Annotated[
        bool | None, Arg("End the conference and hang everybody up when this participant leaves.")
    ] = None
    hold: Annotated[bool | None, Arg("Whether the participant is on hold.")] = None
    hold_method: Annotated[choices.Method | None, Arg("How the music on hold is fetched.")] = None
    hold_url: Annotated[HttpUrl | None, Arg("Where the music on hold is fetched.")] = None
    muted: words.Muted | None = None
    wait_url: words.WaitUrl | None = None


class DeleteTexmlConferenceParticipant(
    Command[None],
    name="texml.accounts.conferences.participants.delete",
    method="DELETE",
    path="/texml/Accounts/{account_sid}/Conferences/{conference_sid}/Participants/{call_sid_or_participant_label}",
    find_out="texml.accounts.conferences.participants.retrieve_participants shows who is there",
    camel=True,
):
    """Hang a participant up."""

    call_sid_or_participant_label: words.CallSidOrParticipantLabel
    _: KW_ONLY
    account_sid: words.AccountSid
    conference_sid: words.ConferenceSid


class GetTexmlConferenceRecordings(
    ListCommand[ConferenceRecordingResourceIndex, ConferenceRecordingResource],
    name="texml.accounts.conferences.retrieve_recordings",
    method="GET",
    path="/texml/Accounts/{account_sid}/Conferences/{conference_sid}/Recordings",
    camel=True,
):
    """List a conference's recordings."""

    conference_sid: words.ConferenceSid
    _: KW_ONLY
    account_sid: words.AccountSid


class FetchTexmlConferenceRecordings(
    ListCommand[TexmlGetCallRecordingsResponseBody, TexmlGetCallRecordingResponseBody],
    name="texml.accounts.conferences.retrieve_recordings_json",
    method="GET",
    path="/texml/Accounts/{account_sid}/Conferences/{conference_sid}/Recordings.json",
    camel=True,
):
    """List a conference's recordings, in the other form."""

    conference_sid: words.ConferenceSid
    _: KW_ONLY
    account_sid: words.AccountSid
