"""Calls of the TeXML side, which run a document."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary import choices
from texml.vocabulary.control import sets, words
from texml.vocabulary.control.argument import Arg, HttpUrl
from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.texml_resources import CallResource, CallResourceIndex, InitiateCallResult
from texml.vocabulary.facts import KW_ONLY

__all__ = [
    "GetTexmlCall",
    "GetTexmlCalls",
    "InitiateTexmlCall",
    "UpdateTexmlCall",
]


class GetTexmlCalls(
    ListCommand[CallResourceIndex, CallResource],
    name="texml.accounts.calls.retrieve_calls",
    method="GET",
    path="/texml/Accounts/{account_sid}/Calls",
    camel=True,
):
    """List calls."""

    account_sid: words.AccountSid
    _: KW_ONLY
    end_time: Annotated[str | None, Arg("When the call ended.")] = None
    end_time_lt: Annotated[str | None, Arg("Ended before.", wire="EndTime<", grade="disputed")] = None
    end_time_gt: Annotated[str | None, Arg("Ended after.", wire="EndTime>", grade="disputed")] = None
    from_: words.From | None = None
    page: words.Page | None = None
    page_size: Annotated[int | None, Arg("How many on a page.")] = None
    page_token: words.PageToken | None = None
    start_time: Annotated[str | None, Arg("When the call started.")] = None
    start_time_lt: Annotated[str | None, Arg("Started before.", wire="StartTime<", grade="disputed")] = None
    start_time_gt: Annotated[str | None, Arg("Started after.", wire="StartTime>", grade="disputed")] = None
    status: Annotated[sets.TexmlFinalCallStatus | None, Arg("State.")] = None
    to: words.To | None = None


class InitiateTexmlCall(
    Command[InitiateCallResult],
    name="texml.accounts.calls.calls",
    method="POST",
    path="/texml/Accounts/{account_sid}/Calls",
    find_out="texml.accounts.calls.retrieve_calls lists the calls; a moment later than they begin",
    camel=True,
):
    """Place a call that runs a document."""

    account_sid: words.AccountSid
    _: KW_ONLY
    application_sid: words.ApplicationSid
    from_: words.From
    to: words.To
    async_amd: Annotated[
        bool | None, Arg("Go on with the document while it is found out whether a machine answered.", default="false")
    ] = None
    async_amd_status_callback: Annotated[HttpUrl | None, Arg("Where the result of that is sent.")] = None
    async_amd_status_callback_method: Annotated[choices.Method | None, Arg("How it is sent.", default="POST")] = None
    caller_id: words.CallerId | None = None
    cancel_playback_on_detect_message_end: words.CancelPlaybackOnDetectMessageEnd | None = None
    cancel_playback_on_machine_detection: words.CancelPlaybackOnMachineDetection | None = None
    custom_headers: words.CustomHeaders | None = None
    deepfake_detection: Annotated[
        choices.DeepfakeDetection | None, Arg("Whether it is found out that the voice is made by a machine.")
    ] = None
    deepfake_detection_callback_method: Annotated[
        choices.Method | None, Arg("How the result is sent.", default="POST")
    ] = None
    deepfake_detection_callback_url: Annotated[HttpUrl | None, Arg("Where it is told whether the voice is made.")] = (
        None
    )
    detection_mode: Annotated[
        choices.DetectionMode | None, Arg("How machines are told from people.", default="Regular")
    ] = None
    fallback_url: words.FallbackUrl | None = None
    machine_detection: Annotated[
        choices.MachineDetection | None, Arg("Whether it is found out that a machine answers.", default="Disable")
    ] = None
    machine_detection_beep_max_frequency: words.MachineDetectionBeepMaxFrequency | None = None
    machine_detection_beep_min_frequency: words.MachineDetectionBeepMinFrequency | None = None
    machine_detection_beep_min_tone_duration: words.MachineDetectionBeepMinToneDuration | None = None
    machine_detection_beep_profile: words.MachineDetectionBeepProfile | None = None
    machine_detection_beep_spectral_confirmation: words.MachineDetectionBeepSpectralConfirmation | None = None
    machine_detection_beep_spectral_min_purity: words.MachineDetectionBeepSpectralMinPurity | None = None
    machine_detection_beep_spectral_reject_fax_cng: words.MachineDetectionBeepSpectralRejectFaxCng | None = None
    machine_detection_beep_spectral_window: words.MachineDetectionBeepSpectralWindow | None = None
    machine_detection_prompt_end_timeout: Annotated[
        int | None, Arg("How long the end of a machine's message is waited for.", min=1000, max=120000, unit="ms")
    ] = None
    machine_detection_silence_timeout: words.MachineDetectionSilenceTimeout | None = None
    machine_detection_speech_end_threshold: words.MachineDetectionSpeechEndThreshold | None = None
    machine_detection_speech_threshold: words.MachineDetectionSpeechThreshold | None = None
    machine_detection_timeout: Annotated[
        int | None, Arg("How long it may take to find out.", min=500, max=60000, unit="ms", default="30000")
    ] = None
    media_encryption: words.MediaEncryption | None = None
    preferred_codecs: words.PreferredCodecs | None = None
    record: Annotated[bool | None, Arg("Record from the answer on.", default="false")] = None
    recording_channels: words.RecordingChannels | None = None
    recording_status_callback: words.RecordingStatusCallback | None = None
    recording_status_callback_event: words.RecordingStatusCallbackEvent | None = None
    recording_status_callback_method: words.RecordingStatusCallbackMethod | None = None
    recording_timeout: Annotated[
        int | None, Arg("After how much silence the recording stops; 0 is never.", min=0, unit="s", default="0")
    ] = None
    recording_track: words.RecordingTrack | None = None
    send_recording_url: words.SendRecordingUrl | None = None
    sip_auth_password: words.SipAuthPassword | None = None
    sip_auth_username: words.SipAuthUsername | None = None
    sip_region: words.SipRegion | None = None
    status_callback: words.StatusCallback | None = None
    status_callback_event: words.StatusCallbackEvent | None = None
    status_callback_method: Annotated[choices.Method | None, Arg("How they are sent.", default="POST")] = None
    supervise_call_sid: Annotated[str | None, Arg("Call that is supervised.")] = None
    supervising_role: Annotated[sets.SupervisorRole | None, Arg("What the supervisor may.", default="barge")] = None
    texml: words.Texml | None = None
    time_limit: Annotated[
        int | None, Arg("When the call ends by itself.", min=30, max=14400, unit="s", default="14400")
    ] = None
    timeout_seconds: words.TimeoutSeconds | None = None
    trim: Annotated[
        choices.Trim | None, Arg("Whether silence at both ends of the recording is cut off.", default="trim-silence")
    ] = None
    url: words.Url | None = None
    url_method: Annotated[choices.Method | None, Arg("How the document is fetched.", default="POST")] = None


class GetTexmlCall(
    Command[CallResource],
    name="texml.accounts.calls.retrieve",
    method="GET",
    path="/texml/Accounts/{account_sid}/Calls/{call_sid}",
    camel=True,
):
    """Show a call."""

    call_sid: words.CallSid
    _: KW_ONLY
    account_sid: words.AccountSid


class UpdateTexmlCall(
    Command[CallResource],
    name="texml.accounts.calls.update",
    method="POST",
    path="/texml/Accounts/{account_sid}/Calls/{call_sid}",
    find_out="texml.accounts.calls.retrieve shows the call",
    camel=True,
):
    """End a call, or give it another document."""

    call_sid: words.CallSid
    _: KW_ONLY
    account_sid: words.AccountSid
    fallback_method: Annotated[choices.Method | None, Arg("How it is fetched there.")] = None
    fallback_url: words.FallbackUrl | None = None
    method: Annotated[choices.Method | None, Arg("How the document is fetched.")] = None
    status: Annotated[str | None, Arg("'completed' ends the call.")] = None
    status_callback: words.StatusCallback | None = None
    status_callback_method: words.StatusCallbackMethod | None = None
    texml: words.Texml | None = None
    url: words.Url | None = None
