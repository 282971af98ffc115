"""How the emulated platform behaves where its documentation is silent or contradicts itself.

Each such point is a named switch of `Profile`: a field with a default, what it decides, the source of the default and
how sure that is. Four profiles bundle them: `PROFILES`. Change one switch with ``dataclasses.replace``.
"""

from dataclasses import dataclass, fields, replace
from typing import Annotated, Literal, NamedTuple, get_args, get_origin, get_type_hints

from texml.vocabulary.facts import Grade

__all__ = ["DOCUMENTED", "HOSTILE", "LENIENT", "PROFILES", "STRICT", "Profile", "Switch", "switches"]


class Switch(NamedTuple):
    """What a switch decides, and on what evidence its default stands."""

    doc: str
    source: str
    grade: Grade = "assumed"


_GUIDE = "general webhook guide, 2026-04"
_SCHEMA = "OpenAPI of 2026-10"
_SEED = "texml-verbs/conference, 2021"
_TWIML = "as TwiML does; no page says"


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A behavior of the platform; a field for each point that is not certain. Times are in seconds."""

    name: str = "documented"

    # Answers to requests
    success: Annotated[
        Literal["200", "2xx"],
        Switch(
            "Which statuses count as success.", "callback pages: exactly 200; the general guide: any 2xx", "disputed"
        ),
    ] = "200"
    redirects_followed: Annotated[
        int, Switch("How many 3xx answers in a row are followed.", f"{_GUIDE}: a 3xx is a failure", "disputed")
    ] = 0
    fetch_timeout_s: Annotated[
        float, Switch("How long a document may take.", f"{_GUIDE}; the fetch guide gives no number")
    ] = 2.0
    delivery_timeout_s: Annotated[
        float, Switch("How long a callback may take to be answered.", _GUIDE, "documented")
    ] = 2.0
    max_document_bytes: Annotated[
        int, Switch("How many bytes a document may have.", "a limit exists, its number is not published")
    ] = 65_536
    content_type: Annotated[
        Literal["any", "xml"],
        Switch("Whether a document must say that it is XML.", "no page; official samples send text/html"),
    ] = "any"
    fetches_at_once: Annotated[
        int, Switch("How many documents a call may ask for while no time passes.", "ours: an endless redirect ends")
    ] = 20
    are_fetches_signed: Annotated[
        bool, Switch("Whether requests for documents are signed.", "Telnyx's Node example verifies them", "observed")
    ] = True

    # Documents
    broken_document: Annotated[
        Literal["fallback", "hang-up"],
        Switch("What an answer of 200 does that is no document.", "third-party notes: the fallback URL"),
    ] = "fallback"
    unknown_verb: Annotated[
        Literal["skip", "refuse"],
        Switch(
            "What an element does that TexML does not have there.", "migration skill: dropped silently", "documented"
        ),
    ] = "skip"
    wrong_attribute: Annotated[
        Literal["default", "refuse"],
        Switch(
            "What an unknown attribute or a wrong value does.", "migration skill: the default applies", "documented"
        ),
    ] = "default"
    empty_action_document: Annotated[
        Literal["hang-up", "next-verb"],
        Switch("What an action's document without verbs does.", "it replaces the running one, which is over then"),
    ] = "hang-up"
    answered_by: Annotated[
        Literal["first-media", "arrival"],
        Switch("What answers an inbound call.", "Reject and answerOnBridge need an unanswered call", "disputed"),
    ] = "first-media"

    # Verbs
    words_per_second: Annotated[float, Switch("How fast text is spoken at speed 1.", "ours: usual reading speed")] = 2.5
    unknown_media_s: Annotated[float, Switch("How long audio lasts whose length cannot be told.", "ours")] = 10.0
    probes_media: Annotated[
        bool,
        Switch(
            "Whether audio is asked for before it is played.", "texml-verbs/play: a failed file ends it", "documented"
        ),
    ] = True
    play_failure: Annotated[
        Literal["end", "next-verb"],
        Switch(
            "What audio that cannot be played does without continueOnError.", "texml-verbs/play, 2026-08", "documented"
        ),
    ] = "end"
    keys_before_gather: Annotated[
        Literal["dropped", "kept"],
        Switch("What keys do that are pressed while nothing gathers.", "no page"),
    ] = "dropped"
    gather_without_input: Annotated[
        Literal["next-verb", "action"], Switch("What a Gather does that got nothing.", _TWIML)
    ] = "next-verb"
    gather_without_action: Annotated[
        Literal["same-document", "next-verb"], Switch("Where a Gather without action sends its result.", _TWIML)
    ] = "same-document"
    gather_method: Annotated[
        Literal["application", "attribute"],
        Switch("Which method a Gather's action is requested with.", "texml-verbs/gather, 2026-08", "disputed"),
    ] = "application"
    speech_timeout_s: Annotated[float, Switch("Silence that ends speech without speechTimeout.", "ours")] = 1.0
    service_s: Annotated[float, Switch("How long a service lasts whose end no script tells.", "ours")] = 5.0
    recording_ready_s: Annotated[float, Switch("How long after its end a recording is ready.", "ours")] = 1.0
    ring_delay_s: Annotated[float, Switch("How long after a leg is made it rings.", "ours")] = 0.5

    # Conferences
    starts_with: Annotated[
        Literal[1, 2],
        Switch(
            "How many participants a conference needs to start.", f"{_SEED}: who starts it, starts it", "documented"
        ),
    ] = 1
    start_event: Annotated[
        Literal["before-join", "after-join"],
        Switch("Whether conference-start comes before the starter's participant-join.", f"{_SCHEMA}: by example"),
    ] = "before-join"
    join_event: Annotated[
        Literal["on-enter", "on-start"],
        Switch("When who waits is told to have joined.", "no page"),
    ] = "on-enter"
    room_settings: Annotated[
        Literal["creator", "first-given"],
        Switch("Whose callback, recording and limit hold for a room.", "other engines: the creator's"),
    ] = "creator"
    wait_document: Annotated[
        Literal["participant", "room"],
        Switch("Whether each waits with its own waitUrl or all with the first one's.", "no page"),
    ] = "participant"
    wait_gap_s: Annotated[
        float, Switch("Silence before a conference's wait document is asked for again.", "as jambonz does")
    ] = 0.75
    conference_dial_status: Annotated[
        Literal["completed", "answered"],
        Switch("DialCallStatus after a conference.", "the listed values lack answered, TwiML's word"),
    ] = "completed"
    star_leaves_conference: Annotated[
        bool,
        Switch("Whether hangupOnStar works in a conference.", "texml-verbs/dial: it does not", "disputed"),
    ] = False
    ended_by_api: Annotated[
        Literal["hang-up", "go-on"],
        Switch("What becomes of who is in a conference that a command ends.", "REST reference, 2026-07", "documented"),
    ] = "hang-up"
    ended_by_time: Annotated[
        Literal["hang-up", "go-on"],
        Switch("What becomes of who is in a conference whose time is up.", "no page"),
    ] = "hang-up"
    removed: Annotated[
        Literal["hang-up", "go-on"],
        Switch("What becomes of a participant that is removed.", "SDK: deleting one ends its leg", "documented"),
    ] = "hang-up"
    conference_limit_s: Annotated[
        float, Switch("How long a conference may last.", "conference reference: four hours", "documented")
    ] = 14_400.0

    # Queues
    queue_gap_s: Annotated[
        float, Switch("Silence before a queue's wait document is asked for again.", "as jambonz does")
    ] = 0.5
    queue_size: Annotated[
        int,
        Switch("How many calls a queue made by Enqueue holds.", "REST reference: max_size of enqueue", "documented"),
    ] = 100

    # Callbacks
    conference_payload: Annotated[
        Literal["newer", "seed"],
        Switch("Shape of the conference callbacks.", f"{_SCHEMA} (newer); {_SEED} (seed)", "documented"),
    ] = "newer"
    sequence_from: Annotated[
        Literal[0, 1],
        Switch("The first SequenceNumber of a conference.", f"{_SCHEMA}: 0; {_SEED}: 1", "disputed"),
    ] = 0
    speech_stop: Annotated[
        bool,
        Switch("Whether participant-speech-stop is sent.", f"{_SCHEMA}; {_SEED} knows the start only", "disputed"),
    ] = True
    callback_attempts: Annotated[
        int, Switch("How often a callback is tried.", f"{_GUIDE}: repeated, no count; messaging: three")
    ] = 3
    callback_backoff_s: Annotated[
        float, Switch("Wait before the second attempt; doubled before each further one.", f"{_GUIDE}: exponential")
    ] = 1.0
    callback_order: Annotated[
        Literal["in-order", "at-once"],
        Switch(
            "Whether a callback waits until the one before it was answered once.", "other engines: one worker a room"
        ),
    ] = "in-order"


def switches() -> list[tuple[str, object, Switch, tuple[object, ...]]]:
    """Return name, default, facts and the closed set of values (empty where it is open) of each switch, in order."""
    hints = get_type_hints(Profile, include_extras=True)
    found = []
    for field in fields(Profile):
        hint = hints[field.name]
        if get_origin(hint) is Annotated:
            kind, switch = get_args(hint)
            values = get_args(kind) if get_origin(kind) is Literal else (True, False) if kind is bool else ()
            found.append((field.name, field.default, switch, values))
    return found


DOCUMENTED = Profile()

STRICT = replace(
    DOCUMENTED,
    name="strict",
    content_type="xml",
    unknown_verb="refuse",
    wrong_attribute="refuse",
    broken_document="hang-up",
)

LENIENT = replace(
    DOCUMENTED,
    name="lenient",
    success="2xx",
    redirects_followed=3,
    fetch_timeout_s=15.0,
    max_document_bytes=1_048_576,
    play_failure="next-verb",
    keys_before_gather="kept",
    room_settings="first-given",
    star_leaves_conference=True,
    removed="go-on",
)

HOSTILE = replace(
    DOCUMENTED,
    name="hostile",
    start_event="after-join",
    join_event="on-start",
    gather_without_input="action",
    answered_by="arrival",
    conference_payload="seed",
    sequence_from=1,
    callback_attempts=5,
    callback_order="at-once",
    ring_delay_s=5.0,
    recording_ready_s=60.0,
)

PROFILES = {profile.name: profile for profile in (DOCUMENTED, STRICT, LENIENT, HOSTILE)}
