"""Our side of a comparison of builders: documents D1, D2 and D3 as a user of texml writes them.

D1 is a Response with one Dial and one Conference of 19 attributes, D2 a menu that asks for a PIN, D3 has 200 verbs.
`PEERS` maps our name to the functions that build them, from the same values as every other builder; lists of events
are tuples, where other builders take one text. bench/speed.py runs them against twilio's builder and f-strings.
"""

from collections.abc import Callable, Mapping

from texml import Conference, Gather, Pause, Play, Record, Response, Say, parse
from texml.validation import is_valid, iter_problems

__all__ = ["PEERS", "extra_tasks"]

ROOM = "Room 1234"
MUTED, START, END = False, True, False
BEEP, RECORD, TRIM, POST = "onEnter", "record-from-start", "trim-silence", "POST"
WAIT_URL = "https://ivr.example.com/hold?room=1234&lang=en"
RECORDING_CALLBACK = "https://ivr.example.com/rec?room=1234&leg=2"
STATUS_CALLBACK = "https://ivr.example.com/events?room=1234&leg=2"
RECORDING_EVENTS = ("in-progress", "completed")
EVENTS = ("start", "end", "join", "leave")
MOST, TIMEOUT, LABEL = 50, 0, "caller-1"
YES = True

VOICE, LANGUAGE = "alice", "en-US"
WELCOME = "Welcome to the conference line."
ASK = "Please enter your four digit PIN & press pound."
NO_PIN = "We did not receive your PIN."
ACTION, RETRY = "/pin?attempt=1&lang=en", "/welcome?retry=1&x=2"
DIGITS, PATIENCE, POUND, INPUT = 4, 10, "#", "dtmf"


def d1() -> str:
    """Build the conference document."""
    return str(
        Response().dial(
            Conference(
                ROOM,
                muted=MUTED,
                beep=BEEP,
                start_conference_on_enter=START,
                end_conference_on_exit=END,
                wait_url=WAIT_URL,
                wait_method=POST,
                max_participants=MOST,
                record=RECORD,
                record_beep=YES,
                recording_timeout=TIMEOUT,
                trim=TRIM,
                recording_status_callback=RECORDING_CALLBACK,
                recording_status_callback_method=POST,
                recording_status_callback_event=RECORDING_EVENTS,
                send_recording_url=YES,
                status_callback=STATUS_CALLBACK,
                status_callback_method=POST,
                status_callback_event=EVENTS,
                participant_label=LABEL,
            )
        )
    )


def d2() -> str:
    """Build the menu."""
    return str(
        Response()
        .gather(
            [Say(WELCOME, voice=VOICE, language=LANGUAGE), Say(ASK, voice=VOICE, language=LANGUAGE)],
            action=ACTION,
            method=POST,
            input=INPUT,
            num_digits=DIGITS,
            timeout=PATIENCE,
            finish_on_key=POUND,
        )
        .say(NO_PIN, voice=VOICE, language=LANGUAGE)
        .redirect(RETRY, method=POST)
    )


ROWS = [
    (
        f'Item {i}: dinner for two & a show, it\'s "free" < {i} euros' if i % 2 else f"Item number {i}",
        f"https://media.example.com/prompts/{i}.mp3?v=2&t={i}",
        f"/menu/{i}?from=d3&step={i}",
        f"/rec/{i}",
        f"Enter choice {i}",
    )
    for i in range(40)
]


def d3() -> str:
    """Build the long document."""
    verbs: list[Say | Pause | Play | Gather | Record] = []
    for text, url, action, recorded, question in ROWS:
        verbs += (
            Say(text, voice=VOICE, language=LANGUAGE),
            Pause(length=1),
            Play(url, loop=2),
            Gather(Say(question, voice=VOICE, language=LANGUAGE), action=action, num_digits=1, timeout=2),
            Record(action=recorded, max_length=60, play_beep=YES),
        )
    return str(Response(verbs))


PEERS: dict[str, dict[str, Callable[[], str]]] = {"texml": {"D1": d1, "D2": d2, "D3": d3}}


def extra_tasks(documents: Mapping[str, Callable[[], str]]) -> dict[str, dict[str, Callable[[], object]]]:
    """Return what else is compared: reading and checking each of the *documents*, which are built by name."""

    def tasks(text: str) -> dict[str, Callable[[], object]]:
        return {
            "texml is_valid": lambda: is_valid(text),
            "texml iter_problems": lambda: list(iter_problems(text)),
            "texml parse": lambda: parse(text),
        }

    return {f"validate {name}": tasks(build()) for name, build in documents.items()}
