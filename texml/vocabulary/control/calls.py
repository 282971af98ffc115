"""Calls: place, answer, connect and end them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from texml.vocabulary import choices
from texml.vocabulary.control import objects, sets, words
from texml.vocabulary.control.argument import SDK, Arg, HttpUrl, SocketUrl, Tones
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.parameters import Parameters
from texml.vocabulary.control.resources import (
    Call,
    CallControlCommandResult,
    CallControlCommandResultWithRecordingId,
    CallWithRecordingId,
)
from texml.vocabulary.control.result import Answer
from texml.vocabulary.control.together import AtMostOne, ExactlyOne
from texml.vocabulary.facts import KW_ONLY, OneOrMore

__all__ = [
    "AnswerCall",
    "BridgeCall",
    "DialCall",
    "EnqueueCall",
    "HangupCall",
    "LeaveQueue",
    "RejectCall",
    "RetrieveCallStatus",
    "SwitchSupervisorRole",
    "TransferCall",
    "UpdateClientState",
]


class _Recorded(Parameters):
    """Whether and how a call is recorded from its answer on."""

    _: KW_ONLY
    record: Annotated[Literal["record-from-answer"] | None, Arg("Record from the answer on.")] = None
    record_channels: Annotated[
        choices.RecordingChannels | None, Arg("One channel for both sides, or two.", default="dual")
    ] = None
    record_custom_file_name: Annotated[str | None, Arg("Beginning of the recording's file name.", longest=40)] = None
    record_format: Annotated[choices.RecordingFormat | None, Arg("What the recording is stored as.", default="mp3")] = (
        None
    )
    record_max_length: Annotated[
        int | None, Arg("When the recording stops by itself; 0 is never.", min=0, max=43200, unit="s", default="0")
    ] = None
    record_timeout_secs: Annotated[
        int | None, Arg("After how much silence the recording stops; 0 is never.", min=0, unit="s", default="0")
    ] = None
    record_track: Annotated[choices.Tracks | None, Arg("Which side is recorded.", default="both")] = None
    record_trim: Annotated[choices.RecordTrim | None, Arg("Cut off silence at both ends of the recording.")] = None


class _Notified(Parameters):
    """Where a call's webhooks go."""

    _: KW_ONLY
    webhook_retries_policies: Annotated[
        Mapping[str, object] | None, Arg("Delays before each webhook is sent again, by event.")
    ] = None
    webhook_url: Annotated[HttpUrl | None, Arg("Where this call's webhooks go.")] = None
    webhook_url_method: Annotated[choices.Method | None, Arg("How they are sent.", default="POST")] = None
    webhook_urls: Annotated[Mapping[str, object] | None, Arg("Where they go, by event.")] = None
    webhook_urls_method: Annotated[choices.Method | None, Arg("How those are sent.", default="POST")] = None


class _Placed(Parameters):
    """How a new leg is called, and who answers it."""

    _: KW_ONLY
    answering_machine_detection: Annotated[
        sets.AnsweringMachineDetection | None,
        Arg("Whether and how it is found out that a machine answers.", default="disabled"),
    ] = None
    answering_machine_detection_config: Annotated[
        objects.AnsweringMachineDetectionConfig | Mapping[str, object] | None, Arg("How machines are told from people.")
    ] = None
    diversion: Annotated[str | None, Arg("SIP address that the call was diverted from.", source=SDK)] = None
    from_display_name: Annotated[str | None, Arg("Name that is shown of the caller.", longest=128)] = None
    media_encryption: words.MediaEncryption | None = None
    privacy: Annotated[sets.Privacy | None, Arg("Whether the caller's number is withheld.")] = None
    route_to_mobile: Annotated[bool | None, Arg("Call the number's mobile device.", default="false", source=SDK)] = None
    send_digits_on_answer: Annotated[Tones | None, Arg("Keys that are pressed when it is answered.", longest=64)] = None
    sip_auth_password: words.SipAuthPassword | None = None
    sip_auth_username: words.SipAuthUsername | None = None
    sip_region: words.SipRegion | None = None
    sip_transport_protocol: Annotated[sets.SipTransport | None, Arg("How the SIP traffic travels.", default="UDP")] = (
        None
    )
    time_limit_secs: Annotated[
        int | None, Arg("When the call ends by itself.", min=30, max=14400, unit="s", default="14400")
    ] = None
    timeout_secs: Annotated[
        int | None, Arg("How long it rings before it is given up.", min=5, max=600, unit="s", default="30")
    ] = None


class _Streamed(Parameters):
    """Where a call's audio is streamed to."""

    _: KW_ONLY
    stream_bidirectional_codec: Annotated[
        sets.CallBidirectionalCodec | None, Arg("Codec of the audio that comes back.", default="PCMU")
    ] = None
    stream_bidirectional_mode: Annotated[
        choices.BidirectionalMode | None, Arg("How audio comes back.", default="mp3")
    ] = None
    stream_bidirectional_target_legs: Annotated[
        sets.TargetLegs | None, Arg("Who hears the audio that comes back.", default="opposite")
    ] = None
    stream_codec: Annotated[sets.CallStreamCodec | None, Arg("Codec of the stream.", default="default")] = None
    stream_track: Annotated[choices.StreamTrack | None, Arg("Which side is streamed.", default="inbound_track")] = None
    stream_url: Annotated[SocketUrl | None, Arg("Where the audio is streamed to.")] = None
    send_silence_when_idle: Annotated[bool | None, Arg("Send silence when nothing is played.", default="false")] = None


class _Assisted(Parameters):
    """Who else takes part in a call."""

    _: KW_ONLY
    assistant: Annotated[Mapping[str, object] | None, Arg("AI assistant that takes part.")] = None
    billing_group_id: Annotated[str | None, Arg("Group that pays.")] = None
    conversation_relay_config: Annotated[Mapping[str, object] | None, Arg("Conversation relay that takes part.")] = None
    deepfake_detection: Annotated[
        objects.DeepfakeDetectionConfig | Mapping[str, object] | None,
        Arg("Whether it is found out that the voice is made by a machine."),
    ] = None
    transcription: words.Transcription | None = None
    transcription_config: Annotated[Mapping[str, object] | None, Arg("How it is written down.")] = None


class DialCall(
    _Assisted,
    _Streamed,
    _Placed,
    _Notified,
    _Recorded,
    Command[Answer[CallWithRecordingId]],
    name="calls.dial",
    method="POST",
    path="/calls",
    find_out="the webhook call.initiated",
    together=(AtMostOne(("audio_url", "media_name")),),
):
    """Place a call."""

    _: KW_ONLY
    connection_id: Annotated[str, Arg("Voice application that places the call.")]
    from_: words.From
    to: Annotated[OneOrMore[str], Arg("Number or SIP address that is called; several ring at once.", lone_is_text=True)]
    audio_url: words.AudioUrl | None = None
    bridge_intent: Annotated[
        bool | None, Arg("Say beforehand that the call will be bridged to the one in link_to.", default="false")
    ] = None
    bridge_on_answer: Annotated[
        bool | None, Arg("Bridge to the call in link_to when it is answered.", default="false")
    ] = None
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    conference_config: Annotated[
        objects.ConferenceConfig | Mapping[str, object] | None, Arg("Conference that the call goes into.")
    ] = None
    custom_headers: words.CustomHeaders | None = None
    dialogflow_config: Annotated[
        objects.DialogflowConfig | Mapping[str, object] | None, Arg("How Dialogflow is used.")
    ] = None
    enable_dialogflow: Annotated[bool | None, Arg("Let Dialogflow take part.", default="false")] = None
    link_to: Annotated[str | None, Arg("Call leg that this one belongs to.")] = None
    media_name: words.MediaName | None = None
    park_after_unbridge: words.ParkAfterUnbridge | None = None
    preferred_codecs: words.PreferredCodecs | None = None
    prevent_double_bridge: words.PreventDoubleBridge | None = None
    retry_on_timeout: Annotated[bool | None, Arg("Try the next route when one does not answer.", default="true")] = None
    sip_headers: words.SipHeaders | None = None
    sound_modifications: words.SoundModifications | None = None
    stream_auth_token: Annotated[
        str | None, Arg("Token that the stream's server gets.", longest=4000, is_secret=True)
    ] = None
    stream_bidirectional_sampling_rate: Annotated[
        sets.CallSamplingRate | None, Arg("Samples a second of the audio that comes back.", default="8000")
    ] = None
    stream_establish_before_call_originate: Annotated[
        bool | None, Arg("Open the stream before the call is placed.", default="false")
    ] = None
    supervise_call_control_id: Annotated[str | None, Arg("Call leg that is supervised.")] = None
    supervisor_role: Annotated[
        sets.SupervisorRole | None, Arg("What the supervisor of a call may.", default="barge")
    ] = None


class RetrieveCallStatus(
    Command[Answer[Call]], name="calls.retrieve_status", method="GET", path="/calls/{call_control_id}"
):
    """Ask whether a call is alive."""

    call_control_id: words.CallControlId


class AnswerCall(
    _Assisted,
    _Streamed,
    _Notified,
    _Recorded,
    Command[Answer[CallControlCommandResultWithRecordingId]],
    name="calls.actions.answer",
    method="POST",
    path="/calls/{call_control_id}/actions/answer",
    find_out="calls.retrieve_status shows whether the call is alive",
):
    """Answer an incoming call."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    custom_headers: words.CustomHeaders | None = None
    preferred_codecs: words.PreferredCodecs | None = None
    sip_headers: words.SipHeaders | None = None
    sound_modifications: words.SoundModifications | None = None


class BridgeCall(
    _Recorded,
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.bridge",
    method="POST",
    path="/calls/{call_control_id_to_bridge}/actions/bridge",
    find_out="the webhook call.bridged",
    together=(ExactlyOne(("call_control_id_to_bridge_with", "queue", "video_room_id")),),
):
    """Connect two calls, or a call and the first of a queue."""

    call_control_id_to_bridge: Annotated[str, Arg("Call leg that is bridged.")]
    _: KW_ONLY
    call_control_id_to_bridge_with: Annotated[
        str | None, Arg("Call leg that it is bridged to.", wire="call_control_id")
    ] = None
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    hold_after_unbridge: Annotated[bool | None, Arg("Keep this leg on hold when the bridge ends.")] = None
    mute_dtmf: words.MuteDtmf | None = None
    park_after_unbridge: words.ParkAfterUnbridge | None = None
    play_ringtone: Annotated[bool | None, Arg("Let the leg hear ringing until the bridge stands.", default="false")] = (
        None
    )
    prevent_double_bridge: words.PreventDoubleBridge | None = None
    queue: Annotated[str | None, Arg("Queue whose first call is bridged.")] = None
    ringtone: Annotated[choices.RingTone | None, Arg("Which country's ringing.", default="us")] = None
    video_room_context: Annotated[str | None, Arg("What the video room is told.")] = None
    video_room_id: Annotated[str | None, Arg("Video room.")] = None


class UpdateClientState(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.update_client_state",
    method="PUT",
    path="/calls/{call_control_id}/actions/client_state_update",
    find_out="calls.retrieve_status shows client_state",
):
    """Change a call's state for later webhooks."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState


class EnqueueCall(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.enqueue",
    method="POST",
    path="/calls/{call_control_id}/actions/enqueue",
    find_out="queues.calls.list shows the calls in the queue",
):
    """Put a call at the end of a queue, which is created if there is none."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    queue_name: words.QueueName
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    keep_after_hangup: Annotated[
        bool | None, Arg("Keep the call in the queue after it is hung up.", default="false")
    ] = None
    max_size: Annotated[int | None, Arg("How many calls the queue may hold, if this creates it.", default="100")] = None
    max_wait_time_secs: Annotated[int | None, Arg("After how long the call leaves the queue.", unit="s")] = None


class HangupCall(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.hangup",
    method="POST",
    path="/calls/{call_control_id}/actions/hangup",
    find_out="calls.retrieve_status shows whether the call is alive",
):
    """Hang a call up."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    custom_headers: words.CustomHeaders | None = None
    reason: Annotated[str | None, Arg("Why it is hung up.", source=SDK)] = None


class LeaveQueue(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.leave_queue",
    method="POST",
    path="/calls/{call_control_id}/actions/leave_queue",
    find_out="queues.calls.list shows the calls in the queue",
):
    """Take a call out of its queue."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None


class RejectCall(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.reject",
    method="POST",
    path="/calls/{call_control_id}/actions/reject",
    find_out="calls.retrieve_status shows whether the call is alive",
):
    """Refuse an incoming call."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    cause: Annotated[sets.RejectCause, Arg("What the caller is told.")]
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None


class SwitchSupervisorRole(
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.switch_supervisor_role",
    method="POST",
    path="/calls/{call_control_id}/actions/switch_supervisor_role",
    find_out="nothing shows the role; ask the people",
):
    """Change what the supervisor of a bridged call may."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    role: Annotated[sets.SupervisorRole, Arg("What the supervisor may from now on.")]


class TransferCall(
    _Placed,
    _Notified,
    _Recorded,
    Command[Answer[CallControlCommandResult]],
    name="calls.actions.transfer",
    method="POST",
    path="/calls/{call_control_id}/actions/transfer",
    find_out="the webhooks call.initiated and call.bridged",
    together=(AtMostOne(("audio_url", "media_name")),),
):
    """Send a call on to somebody else."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    to: words.To
    audio_url: words.AudioUrl | None = None
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    custom_headers: words.CustomHeaders | None = None
    early_media: Annotated[
        bool | None, Arg("Let the leg in when it rings, not only when it is answered.", default="true")
    ] = None
    from_: words.From | None = None
    media_name: words.MediaName | None = None
    mute_dtmf: words.MuteDtmf | None = None
    park_after_unbridge: words.ParkAfterUnbridge | None = None
    preferred_codecs: words.PreferredCodecs | None = None
    sip_headers: words.SipHeaders | None = None
    sound_modifications: words.SoundModifications | None = None
    target_leg_client_state: Annotated[
        str | bytes | Mapping[str, object] | None, Arg("State of the leg that is called.")
    ] = None
