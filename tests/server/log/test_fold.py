"""What state a conference is in after its events, whatever order they came in."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import permutations
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.log.arrival import arrive
from server.log.fact import Fact
from server.log.fold import Conference, Participant, Visit, conference_json, fold


def at(second: int) -> datetime:
    return datetime(2026, 11, 20, 10, 0, second, tzinfo=UTC)


def from_fields(fields: dict[str, str]) -> Fact:
    raw = urlencode(fields | {"ConferenceSid": "sid"}).encode()
    fact = arrive(raw, method="POST", content_type=None, received_at=at(59)).fact
    assert fact is not None
    return fact


def fields_of(
    name: str, number: int | None, call: str = "anna", *, second: int | None = -1, **fields: str
) -> dict[str, str]:
    """Make an event of the room Standup at the second that is its number, but for what is given."""
    found = {"StatusCallbackEvent": name, "CallSid": call, "FriendlyName": "Standup"} | fields
    moment = number if second == -1 else second
    if number is not None:
        found["SequenceNumber"] = str(number)
    if moment is not None:
        found["Timestamp"] = f"2026-11-20 10:00:{moment:02}.000000Z"
    return found


def event(name: str, number: int | None, call: str = "anna", **fields: Any) -> Fact:
    return from_fields(fields_of(name, number, call, **fields))


start = partial(event, "conference-start")
join = partial(event, "participant-join")
speech_start = partial(event, "participant-speech-start")
speech_stop = partial(event, "participant-speech-stop")
leave = partial(event, "participant-leave")
end = partial(event, "conference-end")


def only_participant(*events: Fact) -> Participant:
    (participant,) = fold("sid", events).participants
    return participant


ONCE = (Visit(joined_at=at(1), left_at=at(2)),)
UNTIL_THE_NEXT = (Visit(joined_at=at(1)),)


def anna(
    joined: int | None,
    left: int | None = None,
    *,
    has_left: bool = False,
    speaking: bool = False,
    before: tuple[Visit, ...] = (),
    has_visits: bool = True,
) -> Participant:
    visit = Visit(joined_at=None if joined is None else at(joined), left_at=None if left is None else at(left))
    return Participant(
        call="anna",
        visits=(*before, visit) if has_visits else (),
        has_left=has_left or left is not None,
        is_speaking=speaking,
    )


HEARD = anna(None, speaking=True, has_visits=False)
NEVER_IN = anna(None, has_left=True, has_visits=False)
PRESENT = False
LEFT = True
WHOLE_FIELDS = (
    fields_of("conference-start", 0),
    fields_of("participant-join", 1, From="+13125550100", To="+13125550199", ParticipantLabel="Anna"),
    fields_of("participant-join", 2, "ben"),
    fields_of("participant-speech-start", 3),
    fields_of("participant-leave", 4, "ben"),
    fields_of("participant-leave", 5),
    fields_of("conference-end", 6),
)
WHOLE = tuple(map(from_fields, WHOLE_FIELDS))
ENDED = Conference(
    sid="sid",
    room="Standup",
    status="completed",
    started_at=at(0),
    ended_at=at(6),
    participants=(
        replace(anna(1, 5), label="Anna", from_="+13125550100", to="+13125550199"),
        Participant(call="ben", visits=(Visit(joined_at=at(2), left_at=at(4)),), has_left=True),
    ),
    events=7,
    deliveries=7,
)


def test_whole_conference_gives_the_same_state_in_every_order_of_arrival() -> None:
    assert {ENDED} == {fold("sid", order) for order in permutations(WHOLE)}


def test_whole_conference_without_numbers_is_put_in_order_by_time() -> None:
    unnumbered = [from_fields(fields | {"SequenceNumber": ""}) for fields in WHOLE_FIELDS]

    assert ENDED == fold("sid", reversed(unnumbered))


def test_whole_conference_without_times_is_put_in_order_by_number() -> None:
    untimed = [from_fields(fields | {"Timestamp": ""}) for fields in WHOLE_FIELDS]

    conference = fold("sid", reversed(untimed))

    assert ("completed", [("anna", LEFT), ("ben", LEFT)]) == (
        conference.status,
        [(participant.call, participant.has_left) for participant in conference.participants],
    )


def test_event_that_is_there_twice_changes_nothing_but_the_counts() -> None:
    twice = fold("sid", (*WHOLE, *WHOLE))

    assert (ENDED.status, ENDED.started_at, ENDED.ended_at) == (twice.status, twice.started_at, twice.ended_at)
    assert [(each.call, each.has_left) for each in ENDED.participants] == [
        (each.call, each.has_left) for each in twice.participants
    ]


def test_conference_nobody_heard_of_is_empty() -> None:
    assert Conference(sid="sid") == fold("sid", [])


@pytest.mark.parametrize(
    ("events", "has_left"),
    [
        pytest.param([join(1, second=9), leave(2, second=1)], LEFT, id="number-before-time"),
        pytest.param([join(9), leave(10)], LEFT, id="number-is-no-text"),
        pytest.param([leave(9), join(10)], PRESENT, id="number-is-no-text-the-other-way"),
        pytest.param([join(1, second=1), leave(1, second=2)], LEFT, id="same-number-then-time"),
        pytest.param([leave(1, second=1), join(1, second=2)], PRESENT, id="same-number-then-time-the-other-way"),
        pytest.param([join(1), leave(1)], LEFT, id="same-number-and-time"),
        pytest.param([join(None, second=None), leave(None, second=None)], LEFT, id="neither-number-nor-time"),
        pytest.param([join(None, second=1), leave(7, second=2)], PRESENT, id="no-number-after-any-number"),
        pytest.param([join(1, second=None), leave(1, second=2)], PRESENT, id="no-time-after-any-time"),
    ],
)
def test_events_are_put_in_the_order_in_which_they_happened(events: Sequence[Fact], has_left: bool) -> None:
    assert [has_left, has_left] == [only_participant(*order).has_left for order in (events, events[::-1])]


def test_events_that_differ_in_one_field_only_are_put_in_an_order_as_well() -> None:
    one, other = join(1, From="one"), join(1, From="other")

    assert only_participant(one, other) == only_participant(other, one)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([join(1)], ("init", None, None), id="join-only"),
        pytest.param([leave(1)], ("init", None, None), id="leave-only"),
        pytest.param([start(1)], ("in-progress", at(1), None), id="start"),
        pytest.param([start(1), start(2)], ("in-progress", at(1), None), id="second-start"),
        pytest.param([start(1, second=None)], ("in-progress", None, None), id="start-without-time"),
        pytest.param([join(1), speech_start(2)], ("in-progress", None, None), id="speech-start-without-start"),
        pytest.param([join(1), speech_stop(2)], ("in-progress", None, None), id="speech-stop-without-start"),
        pytest.param([start(1), speech_start(2)], ("in-progress", at(1), None), id="speech-after-start"),
        pytest.param([end(1)], ("completed", None, at(1)), id="end-without-start"),
        pytest.param([end(1, second=None)], ("completed", None, None), id="end-without-time"),
        pytest.param([start(1), end(2)], ("completed", at(1), at(2)), id="start-and-end"),
        pytest.param([end(1), start(2)], ("completed", at(2), at(1)), id="start-after-end"),
        pytest.param([start(1), end(2), end(3)], ("completed", at(1), at(2)), id="second-end"),
        pytest.param([speech_start(1), start(2)], ("in-progress", at(2), None), id="start-after-speech"),
        pytest.param([end(1), speech_start(2)], ("completed", None, at(1)), id="speech-after-end"),
        pytest.param([start(1), end(2), join(3)], ("completed", at(1), at(2)), id="join-after-end"),
        pytest.param([start(1), end(2), start(3), join(4)], ("completed", at(1), at(2)), id="everything-after-end"),
        pytest.param([event("start", 1), event("end", 2)], ("completed", at(1), at(2)), id="words-of-the-attribute"),
    ],
)
def test_status_and_moments_of_a_conference(
    events: Iterable[Fact], expected: tuple[str, datetime | None, datetime | None]
) -> None:
    conference = fold("sid", events)

    assert expected == (conference.status, conference.started_at, conference.ended_at)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        pytest.param([join(1)], anna(1), id="joined"),
        pytest.param([join(1, second=None)], anna(None), id="joined-nobody-knows-when"),
        pytest.param([event("join", 1)], anna(1), id="word-of-the-attribute"),
        pytest.param([join(1), leave(2)], anna(1, 2), id="left"),
        pytest.param([join(1), leave(2, second=None)], anna(1, has_left=True), id="left-nobody-knows-when"),
        pytest.param([leave(2)], anna(None, 2), id="left-without-join"),
        pytest.param([join(1), leave(2), leave(3)], anna(1, 2), id="left-twice"),
        pytest.param([join(1), leave(2), join(3)], anna(3, before=ONCE), id="rejoined"),
        pytest.param(
            [join(1), leave(2), join(3), leave(4)],
            anna(3, 4, before=ONCE),
            id="left-after-rejoining",
        ),
        pytest.param([join(1), speech_start(2)], anna(1, speaking=True), id="speaking"),
        pytest.param([speech_start(2)], HEARD, id="speaking-without-join"),
        pytest.param([join(1), event("speaker", 2)], anna(1, speaking=True), id="speaker-is-the-start-of-speech"),
        pytest.param([join(1), speech_start(2), speech_stop(3)], anna(1), id="fell-silent"),
        pytest.param([speech_stop(3)], anna(None, has_visits=False), id="fell-silent-without-join"),
        pytest.param(
            [speech_start(2), speech_stop(3), speech_start(4)],
            HEARD,
            id="speaking-again",
        ),
        pytest.param([join(1), speech_start(2), leave(3)], anna(1, 3), id="left-while-speaking"),
        pytest.param([join(1), leave(2), speech_start(3)], anna(1, 2), id="nobody-speaks-who-has-left"),
        pytest.param(
            [join(1), speech_start(2), join(3)],
            anna(3, before=UNTIL_THE_NEXT),
            id="silent-after-joining-again",
        ),
        pytest.param([join(1), end(2)], anna(1, 2), id="left-when-it-ended"),
        pytest.param([join(1), speech_start(2), end(3)], anna(1, 3), id="speaking-when-it-ended"),
        pytest.param([join(1), leave(2), end(3)], anna(1, 2), id="left-before-it-ended"),
        pytest.param([join(1), end(2, second=None)], anna(1, has_left=True), id="ended-nobody-knows-when"),
        pytest.param([end(2), join(3), speech_start(4)], NEVER_IN, id="joined-after-it-ended"),
    ],
)
def test_participant_is_as_the_last_visit_left_it(events: Sequence[Fact], expected: Participant) -> None:
    assert expected == only_participant(*events)


def test_participants_stand_in_the_order_of_their_first_event() -> None:
    conference = fold("sid", [leave(5, "anna"), join(4, "carl"), speech_start(3, "anna"), join(2, "ben")])

    assert ["ben", "anna", "carl"] == [participant.call for participant in conference.participants]


def test_start_and_end_make_no_participant_of_the_call_that_caused_them() -> None:
    assert () == fold("sid", [start(1, "zoe"), end(2, "zoe")]).participants


def test_participant_event_without_a_call_is_counted_and_makes_no_participant() -> None:
    conference = fold("sid", [join(1, ""), join(2, "ben")])

    assert (2, ["ben"]) == (conference.events, [participant.call for participant in conference.participants])


@pytest.mark.parametrize("name", ["participant-sings", "", "Participant-Join", "conference-end "])
def test_event_nobody_knows_is_counted_and_changes_no_state(name: str) -> None:
    known = [start(1), join(2)]

    conference = fold("sid", [event(name, 3), *known])

    assert ((name, 1),) == conference.others
    assert fold("sid", known).participants == conference.participants
    assert fold("sid", known).status == conference.status


def test_first_name_of_the_room_counts() -> None:
    assert "first" == fold("sid", [join(2, FriendlyName="second"), start(1, FriendlyName="first")]).room


def test_room_is_known_as_soon_as_one_event_names_it() -> None:
    assert "named" == fold("sid", [start(1, FriendlyName=""), join(2, FriendlyName="named")]).room


def test_first_label_and_numbers_of_a_participant_count_and_what_was_missing_is_filled_in() -> None:
    participant = only_participant(
        join(1, From="first"), speech_start(2, From="other", To="to"), leave(3, To="other", ParticipantLabel="label")
    )

    assert ("first", "to", "label") == (participant.from_, participant.to, participant.label)


def test_conference_is_shown_with_everything_that_is_known() -> None:
    shown = conference_json(
        fold(
            "sid",
            [
                start(0),
                join(1, From="+13125550100", To="+13125550199", ParticipantLabel="Anna"),
                speech_start(2),
                leave(3, "ben", second=30),
            ],
        )
    )

    assert {
        "conference": "sid",
        "room": "Standup",
        "status": "in-progress",
        "started_at": "2026-11-20T10:00:00.000000Z",
        "ended_at": None,
        "reason": None,
        "events": 4,
        "deliveries": 4,
        "missing": 0,
        "anomalies": ["ben left without joining"],
        "others": {},
        "recordings": [],
        "participants": [
            {
                "call": "anna",
                "label": "Anna",
                "from": "+13125550100",
                "to": "+13125550199",
                "status": "joined",
                "joined_at": "2026-11-20T10:00:01.000000Z",
                "left_at": None,
                "visits": [{"joined_at": "2026-11-20T10:00:01.000000Z", "left_at": None}],
                "speaking": True,
                "muted": None,
                "held": None,
            },
            {
                "call": "ben",
                "label": None,
                "from": None,
                "to": None,
                "status": "left",
                "joined_at": None,
                "left_at": "2026-11-20T10:00:30.000000Z",
                "visits": [{"joined_at": None, "left_at": "2026-11-20T10:00:30.000000Z"}],
                "speaking": False,
                "muted": None,
                "held": None,
            },
        ],
    } == shown


def test_conference_that_ended_is_shown_with_its_end() -> None:
    shown = conference_json(ENDED)

    assert ("completed", "2026-11-20T10:00:06.000000Z") == (shown["status"], shown["ended_at"])


VALUES = {
    "StatusCallbackEvent": st.sampled_from([each.name for each in WHOLE] + ["speaker", "leave", "odd"]),
    "CallSid": st.sampled_from(["anna", "ben", "\N{SNOWMAN}", ""]),
    "SequenceNumber": st.integers(-1, 4).map(str) | st.sampled_from(["", "9" * 18, "9" * 19, "one"]),
    "Timestamp": st.integers(0, 3).map(lambda second: f"2026-11-20 10:00:0{second}.5Z")
    | st.sampled_from(["", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59-01:00", "now"]),
    "FriendlyName": st.text(max_size=2),
    "From": st.text(max_size=2),
}
EVENTS = st.lists(st.builds(from_fields, st.fixed_dictionaries({}, optional=VALUES)), max_size=12)


@given(events=EVENTS, random=st.randoms(use_true_random=False))
def test_any_events_give_the_same_state_in_any_order_of_arrival(events: list[Fact], random: Any) -> None:
    shuffled = random.sample(events, len(events))

    assert fold("sid", events) == fold("sid", shuffled)


@given(events=EVENTS)
def test_any_events_are_counted_and_can_be_shown(events: list[Fact]) -> None:
    shown = json.loads(json.dumps(conference_json(fold("sid", events))))

    assert len(events) == shown["events"]


@given(events=EVENTS)
def test_conference_that_ended_is_over_whatever_else_came(events: list[Fact]) -> None:
    conference = fold("sid", [*events, end(2)])

    assert ("completed", set()) == (
        conference.status,
        {each.call for each in conference.participants if each.is_speaking or not each.has_left},
    )


@given(events=EVENTS)
def test_nobody_speaks_who_has_left(events: list[Fact]) -> None:
    assert [] == [each for each in fold("sid", events).participants if each.has_left and each.is_speaking]
