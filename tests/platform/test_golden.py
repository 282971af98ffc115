"""Documents as people write them, beside the XML that was written by hand for each (tests/platform/golden)."""

from pathlib import Path

import pytest

from texml import (
    AIAssistant,
    AIGather,
    AIGatherTranscription,
    Body,
    Conference,
    Connect,
    Content,
    Dial,
    Field,
    Gather,
    Greeting,
    Hangup,
    Header,
    Headers,
    HttpRequest,
    HttpResponse,
    InterruptionSettings,
    Key,
    Name,
    Number,
    Parameter,
    Parameters,
    Pause,
    Play,
    Redirect,
    Request,
    Response,
    Say,
    StatusCode,
    Stream,
    Type,
    Value,
    Voice,
)
from texml.validation import is_valid
from texml.vocabulary.documents import CONFERENCE_WAIT, VOICE

GOLDEN = Path(__file__).with_name("golden")

ROOM = "Küche & Café"
CALLBACK = "https://voice.example.com/callbacks/conference"
EVENTS = ("start", "end", "join", "leave", "speaker")

GREETING = Response(
    [
        Play("https://voice.example.com/audio/jingle.mp3?quality=high&format=mp3", loop=1),
        Say(
            "Grüß Gott & willkommen bei „Bäckerei Müßig“, täglich ab 6 Uhr, Brötchen < 1 €.",
            voice="alice",
            language="de-DE",
        ),
        Pause(length=2),
        Say("欢迎致电。", voice="Polly.Zhiyu", language="zh-CN"),
        Hangup(),
    ]
)

PIN_MENU = Response(
    [
        Gather(
            action="/pin?attempt=1&room=standup",
            timeout=10,
            num_digits=4,
            finish_on_key="#",
            valid_digits="0123456789",
            invalid_digits_action="/pin/invalid",
        )
        .say("Please enter your four digit PIN, then press hash.", voice="woman", language="en-GB")
        .play("/audio/tone.wav")
        .say('"No PIN yet?" Press <star> for R&D.'),
        Say("We did not hear anything."),
        Redirect("/pin?attempt=2&room=standup", method="GET"),
    ]
)

DIAL_NUMBER = (
    Response()
    .say("Connecting you to sales. This call may be recorded.")
    .dial(
        Number(
            "+13125550100",
            url="/whisper",
            send_digits="ww12#",
            machine_detection="Enable",
            detection_mode="Premium",
            machine_detection_timeout=5000,
            status_callback="https://voice.example.com/legs",
            status_callback_event=("initiated", "ringing", "answered", "completed"),
        ),
        caller_id="+13125550199",
        from_display_name="Acme Inc.",
        timeout=20,
        time_limit=3600,
        hangup_on_star=True,
        answer_on_bridge=True,
        ring_tone="uk",
        record="record-from-answer-dual",
        record_max_length=1800,
        recording_status_callback="https://voice.example.com/recordings?team=sales&lang=en",
        recording_status_callback_event=["in-progress", "completed"],
        action="/after",
        method="POST",
    )
    .say("Nobody is there. Good bye.")
)

SIMULTANEOUS_RING = Response(
    Dial(caller_id="+13125550199", timeout=25, action="/after")
    .number("+13125550100")
    .number("+13125550101", url="/whisper?to=2")
    .number("+13125550102", status_callback="/legs", status_callback_event="answered")
)

MODERATOR = (
    Response()
    .say("You are the moderator.")
    .dial(
        Conference(
            ROOM,
            start_conference_on_enter=True,
            end_conference_on_exit=True,
            max_participants=50,
            beep="onEnter",
            participant_label="moderator",
            record="record-from-start",
            record_beep=True,
            recording_timeout=0,
            recording_status_callback="https://voice.example.com/recordings",
            recording_status_callback_event=("in-progress", "completed", "absent"),
            trim="trim-silence",
            status_callback=CALLBACK,
            status_callback_event=EVENTS,
        ),
        action="/after",
        time_limit=14400,
    )
)

PARTICIPANT = Response().dial(
    Conference(
        ROOM,
        start_conference_on_enter=False,
        end_conference_on_exit=False,
        beep=True,
        wait_url="https://voice.example.com/rooms/kitchen/wait",
        wait_method="GET",
        status_callback=CALLBACK,
        status_callback_event=EVENTS,
    )
)

LISTENER = Response(
    [
        Say("Vous êtes en écoute seule.", voice="alice", language="fr-FR"),
        Dial().conference(
            ROOM,
            muted=True,
            start_conference_on_enter=False,
            beep=False,
            wait_url="https://voice.example.com/audio/hold.mp3",
        ),
    ]
)

WAIT_SCRIPT = (
    Response()
    .say('The moderator isn\'t here yet. You are waiting for "Room 1234".', voice="woman", language="en-GB")
    .play("https://voice.example.com/audio/hold.mp3", continue_on_error=True)
    .pause(length=5)
    .redirect("https://voice.example.com/rooms/1234/wait")
)

# The example of the README.
WEEKLY_CALL = (
    Response()
    .say("Welcome to the weekly call.", voice="woman", language="en-GB")
    .dial(
        Conference(
            "Room 1234",
            start_conference_on_enter=False,
            wait_url="https://voice.example.com/rooms/1234/wait",
            status_callback="https://voice.example.com/callbacks/conference",
            status_callback_event=("start", "end", "join", "leave", "speaker"),
        ),
        action="/after",
    )
)

VOICEMAIL = (
    Response()
    .say("Nobody is at home. Leave a message after the beep, then press # or *.")
    .record(
        action="/voicemail?mailbox=7&lang=en",
        finish_on_key="#*",
        timeout=5,
        max_length=120,
        trim="trim-silence",
        channels="single",
        format="wav",
        recording_status_callback="https://voice.example.com/recordings",
        recording_status_callback_event=("in-progress", "completed"),
        transcription=True,
        transcription_callback="https://voice.example.com/transcripts",
        transcription_engine="Deepgram",
        transcription_model="deepgram/nova-3",
        transcription_language="en-GB",
    )
    .say("We did not hear a message.")
    .hangup()
)

ASSISTANT = (
    Response()
    .start(
        Stream(url="wss://voice.example.com/listen", name="listener", track="both_tracks", codec="PCMU")
        .parameter(name="room", value="Küche & Café")
        .parameter(name="caller", value='Anna "A" Smith')
    )
    .connect(AIAssistant(id="assistant-1f0e"), action="/assistant/done?step=1&retry=0")
)

AUDIO_BOT = Response(
    [
        Say("One moment."),
        Connect(
            Stream(
                [Parameter(name="order", value="7 < 8"), Parameter(name="language", value="de-DE")],
                url="wss://voice.example.com/bot?key=a&v=2",
                bidirectional_mode="rtp",
                bidirectional_codec="OPUS",
                bidirectional_sampling_rate="16000",
                enable_reconnect=False,
            ),
            action="/bot/done",
            method="GET",
        ),
    ]
)

LOOKUP = Response(
    [
        HttpRequest(
            [
                Request(
                    [
                        Headers(Header([Key("Content-Type"), Value("application/json")])),
                        Body('{"number": "+13125550100", "note": "R&D <new>"}'),
                    ],
                    url="https://api.example.com/customers?expand=name&lang=en",
                    method="POST",
                ),
                HttpResponse(
                    [
                        Type("json"),
                        StatusCode("200"),
                        Content(
                            [
                                Field([Name("customer.name"), Value("customer_name")]),
                                Field([Name("customer.id"), Value("customer_id")]),
                            ]
                        ),
                    ]
                ),
            ],
            async_=False,
        ),
        AIGather(
            [
                Greeting("How old are you, and where do you live?"),
                Voice(name="Telnyx.NaturalHD.Astra", voice_speed=1.1),
                Parameters(
                    {
                        "type": "object",
                        "properties": {
                            "age": {"type": "integer", "description": "years, < 120"},
                            "city": {"type": "string", "description": "such as München"},
                        },
                        "required": ["age", "city"],
                    }
                ),
                InterruptionSettings(enable=True),
                AIGatherTranscription(model="deepgram/nova-3"),
            ],
            action="https://voice.example.com/answers",
        ).assistant(model="openai/gpt-4o", instructions='Ask for one thing at a time & say "thank you".'),
    ]
)

# golden file: document, the occasion that it is for
DOCUMENTS = {
    "greeting.xml": (GREETING, VOICE),
    "pin-menu.xml": (PIN_MENU, VOICE),
    "dial-number.xml": (DIAL_NUMBER, VOICE),
    "simultaneous-ring.xml": (SIMULTANEOUS_RING, VOICE),
    "conference-moderator.xml": (MODERATOR, VOICE),
    "conference-participant.xml": (PARTICIPANT, VOICE),
    "conference-listener.xml": (LISTENER, VOICE),
    "wait-script.xml": (WAIT_SCRIPT, CONFERENCE_WAIT),
    "weekly-call.xml": (WEEKLY_CALL, VOICE),
    "voicemail.xml": (VOICEMAIL, VOICE),
    "ai-assistant.xml": (ASSISTANT, VOICE),
    "audio-bot.xml": (AUDIO_BOT, VOICE),
    "customer-lookup.xml": (LOOKUP, VOICE),
}


def golden(name: str) -> str:
    return (GOLDEN / name).read_bytes().decode("utf-8")


def test_every_document_has_a_golden_file_and_every_file_a_document() -> None:
    assert sorted(DOCUMENTS) == sorted(path.name for path in GOLDEN.iterdir())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_is_written_as_by_hand(name: str) -> None:
    document, _ = DOCUMENTS[name]

    assert golden(name) == document.to_xml(indent=2)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_bytes_are_those_of_the_golden_file(name: str) -> None:
    document, _ = DOCUMENTS[name]

    assert (GOLDEN / name).read_bytes() == document.to_bytes(indent=2)


# No text of these documents spans lines, so the line form is the other without line ends and margins.
@pytest.mark.parametrize("name", DOCUMENTS)
def test_line_form_says_the_same(name: str) -> None:
    document, _ = DOCUMENTS[name]

    assert "".join(line.lstrip() for line in golden(name).splitlines()) == str(document)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_golden_file_is_valid_for_its_occasion(name: str) -> None:
    _, kind = DOCUMENTS[name]

    assert is_valid(golden(name), kind=kind)


def test_document_of_another_occasion_is_not_valid() -> None:
    assert not is_valid(golden("weekly-call.xml"), kind=CONFERENCE_WAIT)
