"""What of the language and of the platform's requests is emulated, how, and which tests show it.

Three words say how. What *runs* does what the platform's pages say, in virtual time. What is *scripted* is recognized
and waited for, and its result is told by a script, or assumed. What is only *recorded* is noted and has no effect.
"""

from typing import Literal, NamedTuple

__all__ = ["CLAIMS", "REQUESTS", "Claim", "Level", "RequestClaim"]

Level = Literal["runs", "scripted", "recorded"]


class Claim(NamedTuple):
    """What becomes of an element: *left_out* are attributes without effect, *shown_by* a test module of the engine."""

    element: str
    level: Level
    doc: str
    shown_by: str
    left_out: tuple[str, ...] = ()


class RequestClaim(NamedTuple):
    """What becomes of a kind of request (`Callback.kind`)."""

    kind: str
    level: Level | None
    doc: str
    """*level* None is a request that is never made."""


_SPEECH = "language", "api_key_ref", "region"
_AMD = (
    "machine_detection", "detection_mode", "machine_detection_timeout", "machine_detection_prompt_end_timeout",
    "machine_detection_beep_profile", "sip_region",
)  # fmt: skip

_LANGUAGE = (
    Claim("Response", "runs", "Verbs run from top to bottom; the last one is the end of the call.", "test_running"),
    Claim(
        "Say", "runs", "Words take their time, breaks theirs; digits are said one by one.", "verbs/test_say",
        ("voice", *_SPEECH, "gender", "effect", "pronunciation_dict_id", "language_boost"),
    ),
    Claim("Break", "runs", "Silence for its time, or for what its strength usually is.", "test_documents"),
    Claim("Sub", "runs", "The alias is what is said.", "test_documents"),
    Claim("Emphasis", "recorded", "Its text is said.", "test_documents", ("level",)),
    Claim("Lang", "recorded", "Its text is said.", "test_documents", ("xml_lang",)),
    Claim("Phoneme", "recorded", "Its text is said.", "test_documents", ("alphabet", "ph")),
    Claim("Prosody", "recorded", "Its text is said.", "test_documents", ("volume", "rate", "pitch")),
    Claim("SayAs", "recorded", "Its text is said.", "test_documents", ("interpret_as",)),
    Claim("Paragraph", "recorded", "Its text is said.", "test_documents"),
    Claim("Sentence", "recorded", "Its text is said.", "test_documents"),
    Claim(
        "Play", "runs", "Audio for its length, which is given, probed, or assumed; keys and tones for theirs.",
        "verbs/test_play",
    ),
    Claim("Pause", "runs", "Silence.", "verbs/test_pause"),
    Claim(
        "Gather", "runs", "Keys and speech, which scripts press and say; prompts stop for the first of them.",
        "verbs/test_gather",
        ("profanity_filter", "use_enhanced", "hints", "keyterms", "smart_format", "transcription_engine", "model",
         *_SPEECH),
    ),
    Claim(
        "Record", "runs", "Until a key, silence after speech, or its length; the words are those that scripts say.",
        "verbs/test_record", ("transcription_engine", "transcription_model", "transcription_language"),
    ),
    Claim(
        "Dial", "runs", "Together or one after the other; the first answer wins; scripts answer.", "verbs/test_dial",
        ("pass_diversion_header", "machine_detection_speech_threshold", "machine_detection_speech_end_threshold",
         "machine_detection_silence_timeout"),
    ),
    Claim(
        "Number", "runs", "Rings, runs its own document, is connected. Machine detection is told by scripts.",
        "test_legs", (*_AMD, "deepfake_detection", "deepfake_detection_callback_url"),
    ),
    Claim("Sip", "runs", "As a Number.", "test_legs", (*_AMD, "username", "password")),
    Claim("Queue", "runs", "Who waits longest is connected, after its own document.", "verbs/test_dial_queue"),
    Claim("Conference", "runs", "All of it.", "test_conferences"),
    Claim("Enqueue", "runs", "All of it.", "verbs/test_enqueue"),
    Claim("Leave", "runs", "In a wait document; elsewhere it does nothing.", "verbs/test_enqueue"),
    Claim("Redirect", "runs", "All of it.", "verbs/test_redirect"),
    Claim("Refer", "scripted", "The result is a script's; without one it goes well.", "verbs/test_refer"),
    Claim("ReferSip", "recorded", "The address is told to the script.", "verbs/test_refer"),
    Claim("Reject", "runs", "All of it; late, it hangs up.", "verbs/test_hangup"),
    Claim("Hangup", "runs", "All of it.", "verbs/test_hangup"),
    Claim("Start", "runs", "Its services start at once.", "verbs/test_start"),
    Claim("Stop", "runs", "Its services stop.", "verbs/test_start"),
    Claim(
        "Stream", "recorded", "Start and end are told; no audio flows.", "verbs/test_start",
        ("url", "track", "codec", "bidirectional_mode", "bidirectional_codec", "bidirectional_sampling_rate",
         "enable_reconnect"),
    ),
    Claim("Parameter", "recorded", "Nothing takes it.", "verbs/test_start", ("name", "value")),
    Claim(
        "Transcription", "scripted", "What scripts say is told.", "verbs/test_start",
        ("interim_results", "transcription_engine", "transcription_tracks", "model", "hints", "keyterms",
         "smart_format", *_SPEECH),
    ),
    Claim(
        "Suppression", "recorded", "Start and end are noted.", "verbs/test_start",
        ("direction", "noise_suppression_engine", "model", "suppression_level", "family", "size", "enhancement_level"),
    ),
    Claim(
        "Siprec", "recorded", "Start and end are told; no audio flows.", "verbs/test_start",
        ("connector_name", "track", "include_metadata_custom_headers", "secure", "session_timeout_secs"),
    ),
    Claim("Recording", "runs", "From here to the end of the call.", "verbs/test_start", ("track",)),
    Claim("StopStream", "runs", "The one of its name, or the last.", "verbs/test_start"),
    Claim("StopTranscription", "runs", "The last one.", "verbs/test_start"),
    Claim("StopSuppression", "runs", "The last one.", "verbs/test_start"),
    Claim("StopSiprec", "runs", "The one of its name, or the last.", "verbs/test_start"),
    Claim("Connect", "scripted", "A script tells its end.", "verbs/test_connect"),
    Claim(
        "AIAssistant", "recorded", "Told to the script.", "verbs/test_connect",
        ("id", "join", "participant_name", "participant_role"),
    ),
    Claim(
        "ConversationRelay", "recorded", "Told to the script.", "verbs/test_connect",
        ("url", "welcome_greeting", "voice", "language", "transcription_provider", "interruptible",
         "welcome_greeting_interruptible", "dtmf_detection", "background_audio_type", "background_audio_value"),
    ),
    Claim(
        "Language", "recorded", "Nothing takes it.", "verbs/test_connect",
        ("code", "voice", "tts_provider", "transcription_provider", "speech_model", "background_audio_type",
         "background_audio_value"),
    ),
    Claim(
        "Pay", "scripted", "The result is a script's; without one it goes well. No card number is asked for.",
        "verbs/test_pay",
        ("payment_token", "postal_code", "min_postal_code_length", "valid_card_types", "description", "max_attempts",
         "timeout", "inter_digit_timeout", "voice", "language", "service_level", "parameters", "prompts", "metadata"),
    ),
    Claim("Prompt", "recorded", "Nothing says it.", "verbs/test_pay", ("for_", "attempt", "error_type", "card_type")),
    Claim("HttpRequest", "runs", "The request is made, and values of a JSON answer go to the action.",
          "verbs/test_http_request"),
    *(
        Claim(name, "runs", "A part of HttpRequest.", "verbs/test_http_request")
        for name in ("Request", "Headers", "Header", "Key", "Value", "Body", "HttpResponse", "Content", "Field", "Name")
    ),
    *(
        Claim(name, "recorded", "The answer is taken whatever it is.", "verbs/test_http_request")
        for name in ("Type", "StatusCode")
    ),
    Claim("AIGather", "scripted", "The result is a script's; without one nothing was found out.",
          "verbs/test_ai_gather"),
    *(
        Claim(name, "recorded", "Told to the script.", "verbs/test_ai_gather") for name in ("Greeting", "Parameters")
    ),
    *(
        Claim(name, "recorded", "Nothing takes it.", "verbs/test_ai_gather", left_out)
        for name, left_out in (
            ("Voice", ("name", "voice_speed", "api_key_ref")),
            ("MessageHistory", ()),
            ("Message", ("role",)),
            ("InterruptionSettings", ("enable",)),
            ("AIGatherTranscription", ("model",)),
            ("Assistant", ("model", "api_key_ref", "instructions")),
            ("Tools", ()),
            ("Tool", ()),
        )
    ),
)  # fmt: skip
CLAIMS = {claim.element: claim for claim in _LANGUAGE}

_NEVER = {
    "call_cost": "No calls cost anything here.",
    "ai_conversation": "Calls of AI assistants are the REST API's.",
    "call_deepfake": "Nothing finds out whether a voice is synthetic.",
    "media_fetch": "Audio is probed, not fetched with parameters.",
}
_SCRIPTED = {
    "call_amd": "Scripts tell what was detected.",
    "gather_partial_result": "Scripts say what is heard so far.",
    "realtime_transcription": "Scripts say what is transcribed.",
    "record_transcription": "Scripts say what is transcribed.",
    "connect_action": "Scripts tell what the service did.",
    "refer_action": "Scripts tell how the transfer went.",
    "ai_gather_action": "Scripts tell what was found out.",
    "pay_action": "Scripts tell how the payment went.",
    "pay_status": "Scripts tell how the payment went.",
}
_MADE = (
    "voice_url", "voice_fallback", "redirect", "conference_wait_url", "enqueue_wait_url", "enqueue_action",
    "queue_url", "number_url", "dial_action", "gather_action", "gather_invalid_digits", "record_action",
    "http_request_action", "recording_in_progress", "recording_completed", "recording_absent", "call_initiated",
    "call_ringing", "call_answered", "call_completed", "call_dtmf", "conference_start", "conference_join",
    "conference_speaker", "conference_leave", "conference_end", "stream_event", "siprec_event", "announce_url",
    "hold_url",
)  # fmt: skip
REQUESTS = {
    **{kind: RequestClaim(kind, "runs", "Made when its time comes.") for kind in _MADE},
    **{kind: RequestClaim(kind, "scripted", doc) for kind, doc in _SCRIPTED.items()},
    **{kind: RequestClaim(kind, None, doc) for kind, doc in _NEVER.items()},
}
