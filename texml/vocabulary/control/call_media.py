"""What a call hears and says: files, speech, keys, recordings."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary import choices
from texml.vocabulary.control import sets, words
from texml.vocabulary.control.argument import Arg
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.resources import CallControlCommandResult
from texml.vocabulary.control.result import Answer
from texml.vocabulary.control.together import AtMostOne
from texml.vocabulary.facts import KW_ONLY

__all__ = [
    "GatherCall",
    "GatherUsingAudio",
    "GatherUsingSpeak",
    "PauseCallRecording",
    "ResumeCallRecording",
    "SendDTMF",
    "SpeakCall",
    "StartCallPlayback",
    "StartCallRecord",
    "StopCallGather",
    "StopCallPlayback",
    "StopCallRecording",
]


class GatherCall(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.gather",
    method="POST",
    path="/calls/{call_control_id}/actions/gather",
    find_out="the webhook call.gather.ended",
):
    """Collect digits."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    gather_id: Annotated[str | None, Arg("Name of this gathering, which comes back in the webhook.", longest=40)] = None
    initial_timeout_millis: Annotated[
        int | None, Arg("How long the first digit may take.", unit="ms", default="5000")
    ] = None
    inter_digit_timeout_millis: words.InterDigitTimeoutMillis | None = None
    maximum_digits: words.MaximumDigits | None = None
    minimum_digits: words.MinimumDigits | None = None
    terminating_digit: words.TerminatingDigit | None = None
    timeout_millis: words.TimeoutMillis | None = None
    valid_digits: words.ValidDigits | None = None


class StopCallGather(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.stop_gather",
    method="POST",
    path="/calls/{call_control_id}/actions/gather_stop",
    find_out="the webhook call.gather.ended",
):
    """Stop collecting digits."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None


class GatherUsingAudio(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.gather_using_audio",
    method="POST",
    path="/calls/{call_control_id}/actions/gather_using_audio",
    find_out="the webhook call.playback.started",
    together=(
        AtMostOne(("audio_url", "media_name")),
        AtMostOne(("invalid_audio_url", "invalid_media_name")),
    ),
):
    """Play a file and collect digits."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    audio_url: words.AudioUrl | None = None
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    inter_digit_timeout_millis: words.InterDigitTimeoutMillis | None = None
    invalid_audio_url: words.InvalidAudioUrl | None = None
    invalid_media_name: words.InvalidMediaName | None = None
    maximum_digits: words.MaximumDigits | None = None
    maximum_tries: words.MaximumTries | None = None
    media_name: words.MediaName | None = None
    minimum_digits: words.MinimumDigits | None = None
    terminating_digit: words.TerminatingDigit | None = None
    timeout_millis: words.TimeoutMillis | None = None
    valid_digits: words.ValidDigits | None = None


class GatherUsingSpeak(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.gather_using_speak",
    method="POST",
    path="/calls/{call_control_id}/actions/gather_using_speak",
    find_out="the webhook call.gather.ended",
):
    """Say a text and collect digits."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    payload: words.Payload
    voice: words.Voice
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    inter_digit_timeout_millis: words.InterDigitTimeoutMillis | None = None
    invalid_payload: Annotated[str | None, Arg("What is said after wrong digits.", longest=3000)] = None
    language: words.Language | None = None
    maximum_digits: words.MaximumDigits | None = None
    maximum_tries: words.MaximumTries | None = None
    minimum_digits: words.MinimumDigits | None = None
    payload_type: words.PayloadType | None = None
    service_level: words.ServiceLevel | None = None
    terminating_digit: words.TerminatingDigit | None = None
    timeout_millis: words.TimeoutMillis | None = None
    valid_digits: words.ValidDigits | None = None
    voice_settings: words.VoiceSettings | None = None


class StartCallPlayback(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.start_playback",
    method="POST",
    path="/calls/{call_control_id}/actions/playback_start",
    find_out="the webhook call.playback.started",
    together=(AtMostOne(("audio_url", "media_name")),),
):
    """Play a file to a call."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    audio_type: Annotated[choices.RecordingFormat | None, Arg("What the file is.", default="mp3")] = None
    audio_url: words.AudioUrl | None = None
    cache_audio: Annotated[bool | None, Arg("Keep the file, so that the next time starts at once.", default="true")] = (
        None
    )
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    loop: words.Loop | None = None
    media_name: words.MediaName | None = None
    overlay: words.Overlay | None = None
    playback_content: Annotated[str | None, Arg("The audio itself, an MP3 file in Base64.")] = None
    stop: words.Stop | None = None
    target_legs: words.TargetLegs | None = None


class StopCallPlayback(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.stop_playback",
    method="POST",
    path="/calls/{call_control_id}/actions/playback_stop",
    find_out="the webhook call.playback.ended",
):
    """Stop what plays to a call."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    overlay: words.Overlay | None = None
    stop: Annotated[str | None, Arg("Which audio stops: 'current', 'all' or 'overlay'.", default="all")] = None


class PauseCallRecording(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.pause_recording",
    method="POST",
    path="/calls/{call_control_id}/actions/record_pause",
    find_out="nothing shows whether it is paused",
):
    """Pause a call's recording."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    recording_id: words.RecordingId | None = None


class ResumeCallRecording(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.resume_recording",
    method="POST",
    path="/calls/{call_control_id}/actions/record_resume",
    find_out="nothing shows whether it is paused",
):
    """Go on with a call's recording."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    recording_id: words.RecordingId | None = None


class StartCallRecord(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.start_recording",
    method="POST",
    path="/calls/{call_control_id}/actions/record_start",
    find_out="the webhook call.recording.saved at its end",
):
    """Record a call."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    channels: Annotated[choices.RecordingChannels, Arg("One channel for all, or two.")]
    format: words.Format
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    custom_file_name: words.CustomFileName | None = None
    max_length: Annotated[
        int | None, Arg("When it stops by itself; 0 is never.", min=0, max=14400, unit="s", default="0")
    ] = None
    play_beep: words.PlayBeep | None = None
    recording_track: words.RecordingTrack | None = None
    timeout_secs: Annotated[
        int | None, Arg("After how much silence it stops; 0 is never.", min=0, unit="s", default="0")
    ] = None
    transcription: words.Transcription | None = None
    transcription_engine: Annotated[
        sets.RecordingEngine | None, Arg("Who writes it down: A is Google, B is Telnyx.", default="A")
    ] = None
    transcription_language: Annotated[
        sets.TranscriptionLanguage | None, Arg("Language that is spoken.", default="en-US")
    ] = None
    transcription_max_speaker_count: Annotated[int | None, Arg("How many speakers there are at most.", default="6")] = (
        None
    )
    transcription_min_speaker_count: Annotated[
        int | None, Arg("How many speakers there are at least.", default="2")
    ] = None
    transcription_profanity_filter: Annotated[bool | None, Arg("Leave swear words out.", default="false")] = None
    transcription_speaker_diarization: Annotated[bool | None, Arg("Tell the speakers apart.", default="false")] = None
    trim: words.Trim | None = None


class StopCallRecording(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.stop_recording",
    method="POST",
    path="/calls/{call_control_id}/actions/record_stop",
    find_out="the webhook call.recording.saved",
):
    """Stop a call's recording."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    recording_id: words.RecordingId | None = None


class SendDTMF(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.send_dtmf",
    method="POST",
    path="/calls/{call_control_id}/actions/send_dtmf",
    find_out="nothing shows whether tones were played; ask the people",
):
    """Press keys."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    digits: words.Digits
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    duration_millis: words.DurationMillis | None = None


class SpeakCall(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.speak",
    method="POST",
    path="/calls/{call_control_id}/actions/speak",
    find_out="the webhook call.speak.started",
):
    """Say a text to a call."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    payload: words.Payload
    voice: words.Voice
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    language: words.Language | None = None
    loop: words.Loop | None = None
    payload_type: words.PayloadType | None = None
    service_level: words.ServiceLevel | None = None
    stop: words.Stop | None = None
    target_legs: words.TargetLegs | None = None
    voice_settings: words.VoiceSettings | None = None
