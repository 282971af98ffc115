"""Recordings, SIPREC sessions and streams of the TeXML side."""

from __future__ import annotations

from typing import Annotated, Literal

from texml.vocabulary import choices
from texml.vocabulary.control import sets, words
from texml.vocabulary.control.argument import Arg, SocketUrl
from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.texml_resources import (
    TexmlCreateCallRecordingResponseBody,
    TexmlCreateCallStreamingResponseBody,
    TexmlCreateSiprecSessionResponseBody,
    TexmlGetCallRecordingResponseBody,
    TexmlGetCallRecordingsResponseBody,
    TexmlUpdateCallStreamingResponseBody,
    TexmlUpdateSiprecSessionResponseBody,
)
from texml.vocabulary.facts import KW_ONLY

__all__ = [
    "DeleteTexmlCallRecording",
    "FetchTexmlCallRecordings",
    "GetTexmlCallRecording",
    "GetTexmlCallRecordings",
    "StartTexmlCallRecording",
    "StartTexmlCallStreaming",
    "StartTexmlSiprecSession",
    "UpdateTexmlCallRecording",
    "UpdateTexmlCallStreaming",
    "UpdateTexmlSiprecSession",
]


class FetchTexmlCallRecordings(
    ListCommand[TexmlGetCallRecordingsResponseBody, TexmlGetCallRecordingResponseBody],
    name="texml.accounts.calls.recordings_json.retrieve_recordings_json",
    method="GET",
    path="/texml/Accounts/{account_sid}/Calls/{call_sid}/Recordings.json",
    camel=True,
):
    """List a call's recordings."""

    call_sid: words.CallSid
    _: KW_ONLY
    account_sid: words.AccountSid


class StartTexmlCallRecording(
    Command[TexmlCreateCallRecordingResponseBody],
    name="texml.accounts.calls.recordings_json.recordings_json",
    method="POST",
    path="/texml/Accounts/{account_sid}/Calls/{call_sid}/Recordings.json",
    find_out="texml.accounts.calls.recordings_json.retrieve_recordings_json lists the recordings",
    camel=True,
):
    """Record a call."""

    call_sid: words.CallSid
    _: KW_ONLY
    account_sid: words.AccountSid
    play_beep: Annotated[bool | None, Arg("Beep when it starts.", default="true")] = None
    recording_channels: Annotated[
        choices.RecordingChannels | None, Arg("One channel for all, or two.", default="dual")
    ] = None
    recording_status_callback: words.RecordingStatusCallback | None = None
    recording_status_callback_event: words.RecordingStatusCallbackEvent | None = None
    recording_status_callback_method: words.RecordingStatusCallbackMethod | None = None
    recording_track: words.RecordingTrack | None = None
    send_recording_url: words.SendRecordingUrl | None = None


class UpdateTexmlCallRecording(
    Command[TexmlCreateCallRecordingResponseBody],
    name="texml.accounts.calls.recordings.recording_sid_json",
    method="POST",
    path="/texml/Accounts/{account_sid}/Calls/{call_sid}/Recordings/{recording_sid}.json",
    find_out="texml.accounts.calls.recordings_json.retrieve_recordings_json lists the recordings",
    camel=True,
):
    """Pause, go on with or stop a call's recording."""

    recording_sid: words.RecordingSid
    _: KW_ONLY
    account_sid: words.AccountSid
    call_sid: words.CallSid
    status: Annotated[sets.TexmlRecordingCommand | None, Arg("What the recording does from now on.")] = None


class StartTexmlSiprecSession(
    Command[TexmlCreateSiprecSessionResponseBody],
    name="texml.accounts.calls.siprec_json",
    method="POST",
    path="/texml/Accounts/{account_sid}/Calls/{call_sid}/Siprec.json",
    find_out="the status callback",
    camel=True,
):
    """Send a call's audio to a SIPREC server."""

    call_sid: words.CallSid
    _: KW_ONLY
    account_sid: words.AccountSid
    connector_name: Annotated[str | None, Arg("SIPREC connector.")] = None
    include_metadata_custom_headers: Annotated[bool | None, Arg("Send the custom headers along as metadata.")] = None
    name: words.Name | None = None
    secure: Annotated[bool | None, Arg("Encrypt the media.")] = None
    session_timeout_secs: Annotated[
        int | None,
        Arg(
            "After how long without a sign the session ends; 0 is never, otherwise 90 at least.",
            min=90,
            also=(0,),
            unit="s",
            default="1800",
        ),
    ] = None
    sip_transport: Annotated[sets.TexmlSipTransport | None, Arg("How the SIP traffic travels.", default="udp")] = None
    status_callback: words.StatusCallback | None = None
    status_callback_method: words.StatusCallbackMethod | None = None
    track: Annotated[choices.StreamTrack | None, Arg("Which side is sent.", default="both_tracks")] = None


class UpdateTexmlSiprecSession(
    Command[TexmlUpdateSiprecSessionResponseBody],
    name="texml.accounts.calls.siprec.siprec_sid_json",
    method="POST",
    path="/texml/Accounts/{account_sid}/Calls/{call_sid}/Siprec/{siprec_sid}.json",
    find_out="the status callback",
    camel=True,
):
    """Stop a SIPREC session."""

    siprec_sid: Annotated[str, Arg("SIPREC session.")]
    _: KW_ONLY
    account_sid: words.AccountSid
    call_sid: words.CallSid
    status: Annotated[Literal["stopped"] | None, Arg("State.")] = None


class StartTexmlCallStreaming(
    Command[TexmlCreateCallStreamingResponseBody],
    name="texml.accounts.calls.streams_json",
    method="POST",
    path="/texml/Accounts/{account_sid}/Calls/{call_sid}/Streams.json",
    find_out="the status callback",
    camel=True,
):
    """Stream a call's audio to a WebSocket."""

    call_sid: words.CallSid
    _: KW_ONLY
    account_sid: words.AccountSid
    bidirectional_codec: Annotated[
        sets.TexmlBidirectionalCodec | None, Arg("Codec of the audio that comes back.", default="PCMU")
    ] = None
    bidirectional_mode: Annotated[choices.BidirectionalMode | None, Arg("How audio comes back.", default="mp3")] = None
    name: words.Name | None = None
    status_callback: words.StatusCallback | None = None
    status_callback_method: Annotated[choices.Method | None, Arg("How they are sent.", default="POST")] = None
    track: Annotated[choices.StreamTrack | None, Arg("Which side is sent.", default="inbound_track")] = None
    url: Annotated[SocketUrl | None, Arg("Where the document is fetched.")] = None


class UpdateTexmlCallStreaming(
    Command[TexmlUpdateCallStreamingResponseBody],
    name="texml.accounts.calls.streams.streaming_sid_json",
    method="POST",
    path="/texml/Accounts/{account_sid}/Calls/{call_sid}/Streams/{streaming_sid}.json",
    find_out="the status callback",
    camel=True,
):
    """Stop a stream."""

    streaming_sid: Annotated[str, Arg("Stream.")]
    _: KW_ONLY
    account_sid: words.AccountSid
    call_sid: words.CallSid
    status: Annotated[Literal["stopped"] | None, Arg("State.", default="stopped")] = None


class GetTexmlCallRecordings(
    ListCommand[TexmlGetCallRecordingsResponseBody, TexmlGetCallRecordingResponseBody],
    name="texml.accounts.retrieve_recordings_json",
    method="GET",
    path="/texml/Accounts/{account_sid}/Recordings.json",
    camel=True,
):
    """List the account's recordings."""

    account_sid: words.AccountSid
    _: KW_ONLY
    date_created: words.DateCreated | None = None
    page: words.Page | None = None
    page_size: Annotated[int | None, Arg("How many on a page.")] = None


class GetTexmlCallRecording(
    Command[TexmlGetCallRecordingResponseBody],
    name="texml.accounts.recordings.json.retrieve_recording_sid_json",
    method="GET",
    path="/texml/Accounts/{account_sid}/Recordings/{recording_sid}.json",
    camel=True,
):
    """Show a recording."""

    recording_sid: words.RecordingSid
    _: KW_ONLY
    account_sid: words.AccountSid


class DeleteTexmlCallRecording(
    Command[None],
    name="texml.accounts.recordings.json.delete_recording_sid_json",
    method="DELETE",
    path="/texml/Accounts/{account_sid}/Recordings/{recording_sid}.json",
    find_out="texml.accounts.recordings.json.retrieve_recording_sid_json fails when it is gone",
    camel=True,
):
    """Delete a recording."""

    recording_sid: words.RecordingSid
    _: KW_ONLY
    account_sid: words.AccountSid
