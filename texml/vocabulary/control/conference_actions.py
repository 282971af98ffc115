"""What can be done to a conference and to those who are in it."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary import choices
from texml.vocabulary.control import sets, words
from texml.vocabulary.control.argument import Arg
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.resources import ConferenceCommandResult
from texml.vocabulary.control.result import Answer
from texml.vocabulary.control.together import AtMostOne, OnlyWith
from texml.vocabulary.facts import KW_ONLY

__all__ = [
    "ConferenceGatherUsingAudio",
    "ConferenceSendDTMF",
    "EndConference",
    "HoldConferenceParticipants",
    "JoinConference",
    "LeaveConference",
    "MuteConferenceParticipants",
    "PauseConferenceRecording",
    "PlayConferenceAudio",
    "ResumeConferenceRecording",
    "SpeakTextToConference",
    "StartConferenceRecording",
    "StopConferenceAudio",
    "StopConferenceRecording",
    "UnholdConferenceParticipants",
    "UnmuteConferenceParticipants",
    "UpdateConference",
]


class EndConference(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.end_conference",
    method="POST",
    path="/conferences/{id}/actions/end",
    find_out="conferences.retrieve shows its status",
):
    """End a conference and hang everybody up."""

    id: Annotated[str, Arg("Conference, by its id.")]
    _: KW_ONLY
    command_id: words.CommandId | None = None


class ConferenceGatherUsingAudio(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.gather_dtmf_audio",
    method="POST",
    path="/conferences/{id}/actions/gather_using_audio",
    find_out="the webhook call.gather.ended",
    together=(
        AtMostOne(("audio_url", "media_name")),
        AtMostOne(("invalid_audio_url", "invalid_media_name")),
    ),
):
    """Play a file to a participant and collect digits."""

    id: Annotated[str, Arg("Conference, by its id.")]
    _: KW_ONLY
    call_control_id: words.CallControlId
    audio_url: words.AudioUrl | None = None
    client_state: words.ClientState | None = None
    gather_id: Annotated[str | None, Arg("Name of this gathering, which comes back in the webhook.", longest=100)] = (
        None
    )
    initial_timeout_millis: Annotated[int | None, Arg("How long the first digit may take.", unit="ms")] = None
    inter_digit_timeout_millis: words.InterDigitTimeoutMillis | None = None
    invalid_audio_url: words.InvalidAudioUrl | None = None
    invalid_media_name: words.InvalidMediaName | None = None
    maximum_digits: Annotated[int | None, Arg("How many digits end it.", min=1, default="128")] = None
    maximum_tries: Annotated[
        int | None, Arg("How often it is played again after no or wrong digits.", min=1, default="3")
    ] = None
    media_name: words.MediaName | None = None
    minimum_digits: words.MinimumDigits | None = None
    stop_playback_on_dtmf: Annotated[bool | None, Arg("Stop the prompt at the first key.", default="true")] = None
    terminating_digit: words.TerminatingDigit | None = None
    timeout_millis: words.TimeoutMillis | None = None
    valid_digits: words.ValidDigits | None = None


class HoldConferenceParticipants(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.hold",
    method="POST",
    path="/conferences/{id}/actions/hold",
    find_out="conferences.list_participants shows on_hold of each",
    together=(AtMostOne(("audio_url", "media_name")),),
):
    """Put participants on hold, everybody if none are named."""

    id: words.Id
    _: KW_ONLY
    audio_url: words.AudioUrl | None = None
    call_control_ids: words.CallControlIds | None = None
    media_name: words.MediaName | None = None
    region: words.Region | None = None


class JoinConference(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.join",
    method="POST",
    path="/conferences/{id}/actions/join",
    find_out="conferences.list_participants shows who is there",
    together=(
        AtMostOne(("hold_audio_url", "hold_media_name")),
        OnlyWith("whisper_call_control_ids", "supervisor_role", "whisper"),
    ),
):
    """Join a call to a conference."""

    id: words.Id
    _: KW_ONLY
    call_control_id: words.CallControlId
    beep_enabled: words.BeepEnabled | None = None
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    end_conference_on_exit: words.EndConferenceOnExit | None = None
    hold: Annotated[bool | None, Arg("Put the participant on hold at once.", default="false")] = None
    hold_audio_url: words.HoldAudioUrl | None = None
    hold_media_name: words.HoldMediaName | None = None
    mute: Annotated[bool | None, Arg("Mute the participant at once.", default="false")] = None
    region: words.Region | None = None
    soft_end_conference_on_exit: Annotated[
        bool | None, Arg("End the conference when this participant leaves, and hang nobody up.", default="false")
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
    whisper_call_control_ids: words.WhisperCallControlIds | None = None


class LeaveConference(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.leave",
    method="POST",
    path="/conferences/{id}/actions/leave",
    find_out="conferences.list_participants shows who is there",
):
    """Take a call out of a conference; it lives on."""

    id: words.Id
    _: KW_ONLY
    call_control_id: words.CallControlId
    beep_enabled: words.BeepEnabled | None = None
    command_id: words.CommandId | None = None
    region: words.Region | None = None


class MuteConferenceParticipants(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.mute",
    method="POST",
    path="/conferences/{id}/actions/mute",
    find_out="conferences.list_participants shows muted of each",
):
    """Mute participants, everybody if none are named."""

    id: words.Id
    _: KW_ONLY
    call_control_ids: words.CallControlIds | None = None
    region: words.Region | None = None


class PlayConferenceAudio(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.play",
    method="POST",
    path="/conferences/{id}/actions/play",
    find_out="the webhooks conference.playback.started or conference.participant.playback.started",
    together=(AtMostOne(("audio_url", "media_name")),),
):
    """Play a file to participants, the whole conference if none are named."""

    id: words.Id
    _: KW_ONLY
    audio_url: words.AudioUrl | None = None
    call_control_ids: words.CallControlIds | None = None
    loop: words.Loop | None = None
    media_name: words.MediaName | None = None
    region: words.Region | None = None


class PauseConferenceRecording(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.record_pause",
    method="POST",
    path="/conferences/{id}/actions/record_pause",
    find_out="texml.accounts.conferences.retrieve_recordings lists the recordings",
):
    """Pause the recording."""

    id: words.Id
    _: KW_ONLY
    command_id: words.CommandId | None = None
    recording_id: words.RecordingId | None = None
    region: words.Region | None = None


class ResumeConferenceRecording(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.record_resume",
    method="POST",
    path="/conferences/{id}/actions/record_resume",
    find_out="texml.accounts.conferences.retrieve_recordings lists the recordings",
):
    """Go on with the recording."""

    id: words.Id
    _: KW_ONLY
    command_id: words.CommandId | None = None
    recording_id: words.RecordingId | None = None
    region: words.Region | None = None


class StartConferenceRecording(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.record_start",
    method="POST",
    path="/conferences/{id}/actions/record_start",
    find_out="texml.accounts.conferences.retrieve_recordings lists the recordings",
):
    """Record the conference."""

    id: words.Id
    _: KW_ONLY
    format: words.Format
    channels: Annotated[choices.RecordingChannels | None, Arg("One channel for all, or two.", default="single")] = None
    command_id: words.CommandId | None = None
    custom_file_name: words.CustomFileName | None = None
    play_beep: words.PlayBeep | None = None
    region: words.Region | None = None
    trim: words.Trim | None = None


class StopConferenceRecording(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.record_stop",
    method="POST",
    path="/conferences/{id}/actions/record_stop",
    find_out="texml.accounts.conferences.retrieve_recordings lists the recordings",
):
    """Stop the recording."""

    id: words.Id
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    recording_id: words.RecordingId | None = None
    region: words.Region | None = None


class ConferenceSendDTMF(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.send_dtmf",
    method="POST",
    path="/conferences/{id}/actions/send_dtmf",
    find_out="nothing shows whether tones were played; ask the people",
):
    """Press keys for participants, everybody if none are named."""

    id: Annotated[str, Arg("Conference, by its id.")]
    _: KW_ONLY
    digits: words.Digits
    call_control_ids: words.CallControlIds | None = None
    client_state: words.ClientState | None = None
    duration_millis: words.DurationMillis | None = None


class SpeakTextToConference(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.speak",
    method="POST",
    path="/conferences/{id}/actions/speak",
    find_out="the webhooks conference.speak.started or conference.participant.speak.started",
):
    """Say a text to participants, everybody if none are named."""

    id: words.Id
    _: KW_ONLY
    payload: words.Payload
    voice: words.Voice
    call_control_ids: words.CallControlIds | None = None
    command_id: words.CommandId | None = None
    language: words.Language | None = None
    payload_type: words.PayloadType | None = None
    region: words.Region | None = None
    voice_settings: words.VoiceSettings | None = None


class StopConferenceAudio(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.stop",
    method="POST",
    path="/conferences/{id}/actions/stop",
    find_out="the webhooks conference.playback.ended or conference.participant.playback.ended",
):
    """Stop what plays to participants, the whole conference if none are named."""

    id: words.Id
    _: KW_ONLY
    call_control_ids: words.CallControlIds | None = None
    region: words.Region | None = None


class UnholdConferenceParticipants(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.unhold",
    method="POST",
    path="/conferences/{id}/actions/unhold",
    find_out="conferences.list_participants shows on_hold of each",
):
    """Take participants off hold."""

    id: words.Id
    _: KW_ONLY
    call_control_ids: words.CallControlIds
    region: words.Region | None = None


class UnmuteConferenceParticipants(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.unmute",
    method="POST",
    path="/conferences/{id}/actions/unmute",
    find_out="conferences.list_participants shows muted of each",
):
    """Unmute participants, everybody if none are named."""

    id: words.Id
    _: KW_ONLY
    call_control_ids: words.CallControlIds | None = None
    region: words.Region | None = None


class UpdateConference(
    Command[Answer[ConferenceCommandResult]],
    name="conferences.actions.update",
    method="POST",
    path="/conferences/{id}/actions/update",
    find_out="conferences.list_participants shows whisper_call_control_ids of each",
    together=(OnlyWith("whisper_call_control_ids", "supervisor_role", "whisper"),),
):
    """Change what a supervisor may."""

    id: words.Id
    _: KW_ONLY
    call_control_id: words.CallControlId
    supervisor_role: Annotated[
        sets.ConferenceRole,
        Arg(
            "What a supervisor may: be heard by all (barge, the same as none), by some (whisper), by nobody (monitor).",
            grade="disputed",
        ),
    ]
    command_id: words.CommandId | None = None
    region: words.Region | None = None
    whisper_call_control_ids: words.WhisperCallControlIds | None = None
