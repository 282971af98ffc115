"""Calls: place, answer, connect and end them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from texml.vocabulary import choices
from texml.vocabulary.control import objects, sets, words
from texml.vocabulary.control.argument import SDK, Arg
from texml.vocabulary.control.command import Command
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


class DialCall(
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
    answering_machine_detection: words.AnsweringMachineDetection | None = None
    answering_machine_detection_config: words.AnsweringMachineDetectionConfig | None = None
    assistant: words.Assistant | None = None
    audio_url: words.AudioUrl | None = None
    billing_group_id: words.BillingGroupId | None = None
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
    conversation_relay_config: words.ConversationRelayConfig | None = None
    custom_headers: words.CustomHeaders | None = None
    deepfake_detection: words.DeepfakeDetection | None = None
    dialogflow_config: Annotated[
        objects.DialogflowConfig | Mapping[str, object] | None, Arg("How Dialogflow is used.")
    ] = None
    diversion: words.Diversion | None = None
    enable_dialogflow: Annotated[bool | None, Arg("Let Dialogflow take part.", default="false")] = None
    from_display_name: words.FromDisplayName | None = None
    link_to: Annotated[str | None, Arg("Call leg that this one belongs to.")] = None
    media_encryption: words.MediaEncryption | None = None
    media_name: words.MediaName | None = None
    park_after_unbridge: words.ParkAfterUnbridge | None = None
    preferred_codecs: words.PreferredCodecs | None = None
    prevent_double_bridge: words.PreventDoubleBridge | None = None
    privacy: words.Privacy | None = None
    record: words.Record | None = None
    record_channels: words.RecordChannels | None = None
    record_custom_file_name: words.RecordCustomFileName | None = None
    record_format: words.RecordFormat | None = None
    record_max_length: words.RecordMaxLength | None = None
    record_timeout_secs: words.RecordTimeoutSecs | None = None
    record_track: words.RecordTrack | None = None
    record_trim: words.RecordTrim | None = None
    retry_on_timeout: Annotated[bool | None, Arg("Try the next route when one does not answer.", default="true")] = None
    route_to_mobile: words.RouteToMobile | None = None
    send_digits_on_answer: words.SendDigitsOnAnswer | None = None
    send_silence_when_idle: words.SendSilenceWhenIdle | None = None
    sip_auth_password: words.SipAuthPassword | None = None
    sip_auth_username: words.SipAuthUsername | None = None
    sip_headers: words.SipHeaders | None = None
    sip_region: words.SipRegion | None = None
    sip_transport_protocol: words.SipTransportProtocol | None = None
    sound_modifications: words.SoundModifications | None = None
    stream_auth_token: Annotated[
        str | None, Arg("Token that the stream's server gets.", longest=4000, is_secret=True)
    ] = None
    stream_bidirectional_codec: words.StreamBidirectionalCodec | None = None
    stream_bidirectional_mode: words.StreamBidirectionalMode | None = None
    stream_bidirectional_sampling_rate: Annotated[
        sets.CallSamplingRate | None, Arg("Samples a second of the audio that comes back.", default="8000")
    ] = None
    stream_bidirectional_target_legs: words.StreamBidirectionalTargetLegs | None = None
    stream_codec: words.StreamCodec | None = None
    stream_establish_before_call_originate: Annotated[
        bool | None, Arg("Open the stream before the call is placed.", default="false")
    ] = None
    stream_track: words.StreamTrack | None = None
    stream_url: words.StreamUrl | None = None
    supervise_call_control_id: Annotated[str | None, Arg("Call leg that is supervised.")] = None
    supervisor_role: Annotated[
        sets.SupervisorRole | None, Arg("What the supervisor of a call may.", default="barge")
    ] = None
    time_limit_secs: words.TimeLimitSecs | None = None
    timeout_secs: words.TimeoutSecs | None = None
    transcription: words.Transcription | None = None
    transcription_config: words.TranscriptionConfig | None = None
    webhook_retries_policies: words.WebhookRetriesPolicies | None = None
    webhook_url: words.WebhookUrl | None = None
    webhook_url_method: words.WebhookUrlMethod | None = None
    webhook_urls: words.WebhookUrls | None = None
    webhook_urls_method: words.WebhookUrlsMethod | None = None


class RetrieveCallStatus(
    Command[Answer[Call]], name="calls.retrieve_status", method="GET", path="/calls/{call_control_id}"
):
    """Ask whether a call is alive."""

    call_control_id: words.CallControlId


class AnswerCall(
    Command[Answer[CallControlCommandResultWithRecordingId]],
    name="calls.actions.answer",
    method="POST",
    path="/calls/{call_control_id}/actions/answer",
    find_out="calls.retrieve_status shows whether the call is alive",
):
    """Answer an incoming call."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    assistant: words.Assistant | None = None
    billing_group_id: words.BillingGroupId | None = None
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    conversation_relay_config: words.ConversationRelayConfig | None = None
    custom_headers: words.CustomHeaders | None = None
    deepfake_detection: words.DeepfakeDetection | None = None
    preferred_codecs: words.PreferredCodecs | None = None
    record: words.Record | None = None
    record_channels: words.RecordChannels | None = None
    record_custom_file_name: words.RecordCustomFileName | None = None
    record_format: words.RecordFormat | None = None
    record_max_length: words.RecordMaxLength | None = None
    record_timeout_secs: words.RecordTimeoutSecs | None = None
    record_track: words.RecordTrack | None = None
    record_trim: words.RecordTrim | None = None
    send_silence_when_idle: words.SendSilenceWhenIdle | None = None
    sip_headers: words.SipHeaders | None = None
    sound_modifications: words.SoundModifications | None = None
    stream_bidirectional_codec: words.StreamBidirectionalCodec | None = None
    stream_bidirectional_mode: words.StreamBidirectionalMode | None = None
    stream_bidirectional_target_legs: words.StreamBidirectionalTargetLegs | None = None
    stream_codec: words.StreamCodec | None = None
    stream_track: words.StreamTrack | None = None
    stream_url: words.StreamUrl | None = None
    transcription: words.Transcription | None = None
    transcription_config: words.TranscriptionConfig | None = None
    webhook_retries_policies: words.WebhookRetriesPolicies | None = None
    webhook_url: words.WebhookUrl | None = None
    webhook_url_method: words.WebhookUrlMethod | None = None
    webhook_urls: words.WebhookUrls | None = None
    webhook_urls_method: words.WebhookUrlsMethod | None = None


class BridgeCall(
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
    record: words.Record | None = None
    record_channels: words.RecordChannels | None = None
    record_custom_file_name: words.RecordCustomFileName | None = None
    record_format: words.RecordFormat | None = None
    record_max_length: words.RecordMaxLength | None = None
    record_timeout_secs: words.RecordTimeoutSecs | None = None
    record_track: words.RecordTrack | None = None
    record_trim: words.RecordTrim | None = None
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
    answering_machine_detection: words.AnsweringMachineDetection | None = None
    answering_machine_detection_config: words.AnsweringMachineDetectionConfig | None = None
    audio_url: words.AudioUrl | None = None
    client_state: words.ClientState | None = None
    command_id: words.CommandId | None = None
    custom_headers: words.CustomHeaders | None = None
    diversion: words.Diversion | None = None
    early_media: Annotated[
        bool | None, Arg("Let the leg in when it rings, not only when it is answered.", default="true")
    ] = None
    from_: words.From | None = None
    from_display_name: words.FromDisplayName | None = None
    media_encryption: words.MediaEncryption | None = None
    media_name: words.MediaName | None = None
    mute_dtmf: words.MuteDtmf | None = None
    park_after_unbridge: words.ParkAfterUnbridge | None = None
    preferred_codecs: words.PreferredCodecs | None = None
    privacy: words.Privacy | None = None
    record: words.Record | None = None
    record_channels: words.RecordChannels | None = None
    record_custom_file_name: words.RecordCustomFileName | None = None
    record_format: words.RecordFormat | None = None
    record_max_length: words.RecordMaxLength | None = None
    record_timeout_secs: words.RecordTimeoutSecs | None = None
    record_track: words.RecordTrack | None = None
    record_trim: words.RecordTrim | None = None
    route_to_mobile: words.RouteToMobile | None = None
    send_digits_on_answer: words.SendDigitsOnAnswer | None = None
    sip_auth_password: words.SipAuthPassword | None = None
    sip_auth_username: words.SipAuthUsername | None = None
    sip_headers: words.SipHeaders | None = None
    sip_region: words.SipRegion | None = None
    sip_transport_protocol: words.SipTransportProtocol | None = None
    sound_modifications: words.SoundModifications | None = None
    target_leg_client_state: Annotated[
        str | bytes | Mapping[str, object] | None, Arg("State of the leg that is called.")
    ] = None
    time_limit_secs: words.TimeLimitSecs | None = None
    timeout_secs: words.TimeoutSecs | None = None
    webhook_retries_policies: words.WebhookRetriesPolicies | None = None
    webhook_url: words.WebhookUrl | None = None
    webhook_url_method: words.WebhookUrlMethod | None = None
    webhook_urls: words.WebhookUrls | None = None
    webhook_urls_method: words.WebhookUrlsMethod | None = None
