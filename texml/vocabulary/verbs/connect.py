"""Connect: hand the call to one service and wait for it."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, Leaf, nests
from texml.vocabulary.choices import BackgroundAudio, Interruption, Method, Role
from texml.vocabulary.facts import KW_ONLY, Attr, InitVar, Inside, Url, WebSocketUrl
from texml.vocabulary.verbs.stream import Parameter, Stream

__all__ = ["AIAssistant", "Connect", "ConversationRelay", "Language"]

_ASSISTANT = "texml-verbs/aiassistant, 2026-04"
_RELAY = "texml-verbs/conversationrelay, 2026-06"
_VALIDATOR = "migration skill, texml-verbs, and Telnyx's validator script"


class AIAssistant(Leaf, source=_ASSISTANT, one_of=("id", "join")):
    """Hand the call to an AI assistant of the platform, or let it join a conversation."""

    _: KW_ONLY
    id: Annotated[str | None, Attr("id", "Id of the assistant.")] = None
    join: Annotated[str | None, Attr("join", "Id of the conversation to join instead.")] = None
    participant_name: Annotated[str | None, Attr("participantName", "Name of who joins; with join only.")] = None
    participant_role: Annotated[
        Role | None, Attr("participantRole", "Role of who joins; with join only.", default="user")
    ] = None


class Language(Leaf, source=_RELAY):
    """What a ConversationRelay does in one language."""

    _: KW_ONLY
    code: Annotated[str | None, Attr("code", "The language, such as en-US.")] = None
    tts_provider: Annotated[str | None, Attr("ttsProvider", "Who speaks.")] = None
    voice: Annotated[str | None, Attr("voice", "Voice to speak with.")] = None
    transcription_provider: Annotated[str | None, Attr("transcriptionProvider", "Who turns speech into text.")] = None
    speech_model: Annotated[str | None, Attr("speechModel", "Speech model of who turns speech into text.")] = None
    background_audio_type: Annotated[
        BackgroundAudio | None,
        Attr("backgroundAudioType", "Kind of background_audio_value.", source=_VALIDATOR),
    ] = None
    background_audio_value: Annotated[
        str | None, Attr("backgroundAudioValue", "Audio to play in the background.", source=_VALIDATOR)
    ] = None


class ConversationRelay(Container, source=_RELAY):
    """Turn the caller's speech into text for your WebSocket server, and its text into speech."""

    content: InitVar[Inside[Language | Parameter]] = ()
    _: KW_ONLY
    url: Annotated[WebSocketUrl, Attr("url", "The WebSocket server.")]
    welcome_greeting: Annotated[str | None, Attr("welcomeGreeting", "What is said first.")] = None
    voice: Annotated[str | None, Attr("voice", "Voice to speak with.")] = None
    language: Annotated[str | None, Attr("language", "Language of both sides.")] = None
    transcription_provider: Annotated[str | None, Attr("transcriptionProvider", "Who turns speech into text.")] = None
    interruptible: Annotated[
        bool | Interruption | None,
        Attr("interruptible", "What of the caller's interrupts the speech; true is any, false none.", default="any"),
    ] = None
    welcome_greeting_interruptible: Annotated[
        bool | Interruption | None,
        Attr("welcomeGreetingInterruptible", "What of the caller's interrupts the greeting.", default="any"),
    ] = None
    dtmf_detection: Annotated[bool | None, Attr("dtmfDetection", "Tell the server of keys.", default="false")] = None
    background_audio_type: Annotated[
        BackgroundAudio | None,
        Attr("backgroundAudioType", "Kind of background_audio_value.", source=_VALIDATOR),
    ] = None
    background_audio_value: Annotated[
        str | None, Attr("backgroundAudioValue", "Audio to play in the background.", source=_VALIDATOR)
    ] = None

    # `language` is the attribute.
    language_ = nests(Language)
    parameter = nests(Parameter)


class Connect(Container, source="texml-verbs/connect; " + _VALIDATOR, needs_child=True, ends="with action"):
    """Hand the call to one service and wait until it is over."""

    content: InitVar[Inside[Stream | AIAssistant | ConversationRelay]] = ()
    _: KW_ONLY
    action: Annotated[
        Url | None,
        Attr("action", "Requested when the service is over; the document that comes back replaces this one."),
    ] = None
    method: Annotated[Method | None, Attr("method", "HTTP method of the action.", default="POST")] = None

    stream = nests(Stream, alone=True)
    ai_assistant = nests(AIAssistant, alone=True)
    conversation_relay = nests(ConversationRelay, alone=True)
