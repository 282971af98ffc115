"""Flows: what is sent again, when, and what is said where nobody knows what became of a command; on a virtual clock."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.client.answers import Answered, Lost
from texml.client.flows import RETRIES, Attempt, Pause, Retries, Surroundings, carry_out
from texml.errors import (
    ApiError,
    ConnectionFailed,
    NotFound,
    NotValid,
    OutcomeUncertain,
    RateLimited,
    ServerFailed,
    TimedOut,
)
from texml.vocabulary.control.calls import DialCall, HangupCall, UpdateClientState
from texml.vocabulary.control.command import Command
from texml.vocabulary.control.conference_actions import JoinConference, MuteConferenceParticipants
from texml.vocabulary.control.conferences import CreateConference, RetrieveConference
from texml.vocabulary.control.queues import DeleteQueue, UpdateQueue

OK = Answered(200, {}, b'{"data": {"result": "ok"}}')
CONFERENCE = Answered(200, {}, b'{"data": {"id": "c1"}}')
GONE = Answered(204, {}, b"")
UNREACHED = Lost("ConnectError: refused", was_sent=False)
CUT = Lost("ReadTimeout: ", was_sent=True, timed_out=True)

JOIN = JoinConference("Business", call_control_id="v3:a")
MUTE = MuteConferenceParticipants("Business")
RETRIEVE = RetrieveConference("c1")
DELETE = DeleteQueue("support")


def status(code: int, **headers: str) -> Answered:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answered(code, named, b'{"errors": [{"code": "10007", "title": "Unexpected error"}]}')


class World:
    """A clock that moves with the pauses, and a second for each attempt; chance that always comes out *luck*."""

    def __init__(self, *outcomes: Answered | Lost, luck: float = 0.0, attempt_s: float = 1.0) -> None:
        self.outcomes = list(outcomes)
        self.luck = luck
        self.attempt_s = attempt_s
        self.time = 100.0
        self.pauses: list[float] = []
        self.bodies: list[Any] = []
        self.ids = 0

    def new_id(self) -> str:
        self.ids += 1
        return f"id-{self.ids}"

    def run(self, command: Command[Any], retries: Retries = RETRIES) -> Any:
        flow = carry_out(command, retries, Surroundings(lambda: self.time, lambda: self.luck, self.new_id))
        outcome = None
        while True:
            try:
                step = flow.send(outcome)
            except StopIteration as end:
                return end.value
            if isinstance(step, Pause):
                self.pauses.append(step.seconds)
                self.time += step.seconds
                outcome = None
            else:
                assert isinstance(step, Attempt)
                self.bodies.append(json.loads(step.request.content) if step.request.content else None)
                self.time += self.attempt_s
                outcome = self.outcomes.pop(0)


def test_success_takes_one_attempt_and_no_pause() -> None:
    world = World(OK)

    answer = world.run(JOIN)

    assert ("ok", [], 1) == (answer.data.result, world.pauses, len(world.bodies))


def test_command_id_is_made_up_where_the_command_takes_one() -> None:
    world = World(OK)

    world.run(JOIN)

    assert [{"call_control_id": "v3:a", "command_id": "id-1"}] == world.bodies


def test_command_id_of_the_caller_is_kept() -> None:
    world = World(CUT, OK)

    world.run(JOIN.replace(command_id="mine"))

    assert ["mine", "mine"] == [body["command_id"] for body in world.bodies]


def test_command_id_is_not_made_up_where_there_is_none() -> None:
    world = World(OK)

    world.run(MUTE)

    assert [{}] == world.bodies


@pytest.mark.parametrize("trouble", [UNREACHED, CUT, status(408), status(429), status(500), status(503)], ids=str)
@pytest.mark.parametrize(
    "command", [JOIN, RETRIEVE, UpdateClientState("v3:a", client_state=b"x")], ids=lambda c: c.name_of_command
)
def test_what_may_be_repeated_is_sent_again(command: Command[Any], trouble: Answered | Lost) -> None:
    world = World(trouble, trouble, OK)

    world.run(command)

    assert [0.5, 1.0] == world.pauses
    assert world.bodies[0] == world.bodies[1] == world.bodies[2]


@pytest.mark.parametrize("trouble", [CUT, status(408), status(500), status(502), status(504)], ids=str)
@pytest.mark.parametrize("command", [MUTE, UpdateQueue("support", max_size=3)], ids=lambda c: c.name_of_command)
def test_what_may_not_be_repeated_is_uncertain_at_once(command: Command[Any], trouble: Answered | Lost) -> None:
    world = World(trouble, OK)

    with pytest.raises(OutcomeUncertain, match="whether it was done is uncertain; to find out: ") as caught:
        world.run(command)

    assert ([], 1, command.find_out) == (world.pauses, caught.value.attempts, caught.value.find_out)


@pytest.mark.parametrize("trouble", [UNREACHED, status(429)], ids=str)
def test_what_certainly_did_nothing_is_sent_again_whatever_it_is(trouble: Answered | Lost) -> None:
    world = World(trouble, OK)

    assert "ok" == world.run(MUTE).data.result


@pytest.mark.parametrize(
    ("outcome", "error"),
    [(UNREACHED, ConnectionFailed), (status(429), RateLimited)],
    ids=["connection", "rate limit"],
)
def test_what_certainly_did_nothing_is_never_uncertain(outcome: Answered | Lost, error: type[ApiError]) -> None:
    world = World(outcome, outcome, outcome)

    with pytest.raises(error) as caught:
        world.run(MUTE)

    assert 3 == caught.value.attempts


@pytest.mark.parametrize(("outcome", "error"), [(CUT, TimedOut), (status(503), ServerFailed)], ids=["cut", "503"])
def test_reading_is_never_uncertain(outcome: Answered | Lost, error: type[ApiError]) -> None:
    with pytest.raises(error):
        World(outcome, outcome, outcome).run(RETRIEVE)


def test_a_refusal_is_final() -> None:
    world = World(status(422), OK)

    with pytest.raises(NotValid):
        world.run(JOIN)

    assert [] == world.pauses


def test_a_refusal_after_an_uncertain_attempt_leaves_it_uncertain() -> None:
    # The first attempt may have hung up, and so be the reason why the second one finds no call.
    world = World(CUT, status(422))

    with pytest.raises(OutcomeUncertain) as caught:
        world.run(HangupCall("v3:a"))

    assert isinstance(caught.value.__cause__, NotValid)
    assert ("10007", 422, 2) == (caught.value.code, caught.value.status, caught.value.attempts)


def test_a_second_delete_that_finds_nothing_is_a_success() -> None:
    world = World(CUT, status(404))

    assert world.run(DELETE) is None


def test_a_first_delete_that_finds_nothing_is_an_error() -> None:
    with pytest.raises(NotFound):
        World(status(404)).run(DELETE)


def test_a_delete_after_no_connection_that_finds_nothing_is_an_error() -> None:
    with pytest.raises(NotFound):
        World(UNREACHED, status(404)).run(DELETE)


def test_a_command_id_protects_for_a_minute_and_no_longer() -> None:
    # The platform forgets a command_id 60 seconds after it was carried out (page receiving-webhooks).
    world = World(CUT, CUT, OK, attempt_s=27.5)

    with pytest.raises(OutcomeUncertain):
        world.run(JOIN)

    assert 2 == len(world.bodies)


def test_an_idempotent_method_has_no_such_limit() -> None:
    world = World(CUT, CUT, CONFERENCE, attempt_s=100.0)

    assert "c1" == world.run(RETRIEVE).data.id


def test_command_that_never_arrived_has_no_such_limit() -> None:
    world = World(UNREACHED, UNREACHED, OK, attempt_s=100.0)

    assert "ok" == world.run(JOIN).data.result


@pytest.mark.parametrize(
    ("luck", "pauses"),
    [
        (0.0, [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]),
        (1.0, [0.25, 0.5, 1.0, 2.0, 4.0, 4.0]),
        (0.5, [0.375, 0.75, 1.5, 3.0, 6.0, 6.0]),
    ],
    ids=["longest", "shortest", "between"],
)
def test_pauses_double_up_to_a_limit_less_a_random_part(luck: float, pauses: list[float]) -> None:
    world = World(*[status(503)] * 6, CONFERENCE, luck=luck)

    world.run(RETRIEVE, Retries(attempts=7))

    assert pauses == world.pauses


@pytest.mark.parametrize(
    ("trouble", "pause"),
    [
        pytest.param(status(429, retry_after="7"), 7.0, id="seconds"),
        pytest.param(status(503, retry_after="7"), 7.0, id="of a server"),
        pytest.param(
            status(429, retry_after="Wed, 25 Nov 2026 20:00:09 GMT", date="Wed, 25 Nov 2026 20:00:00 GMT"),
            9.0,
            id="date",
        ),
        pytest.param(status(429, x_ratelimit_reset="3"), 3.0, id="rate limit"),
        pytest.param(status(429, retry_after="2", x_ratelimit_reset="3"), 2.0, id="both"),
        pytest.param(status(503, x_ratelimit_reset="3"), 0.5, id="rate limit of something else"),
        pytest.param(status(429, retry_after="soon"), 0.5, id="nonsense"),
        pytest.param(status(429, retry_after="-1"), 0.5, id="negative"),
        pytest.param(status(429, retry_after="nan"), 0.5, id="not a number"),
        pytest.param(status(429, retry_after="0"), 0.5, id="at once"),
    ],
)
def test_platform_says_when_to_come_back(trouble: Answered, pause: float) -> None:
    world = World(trouble, CONFERENCE)

    world.run(RETRIEVE)

    assert [pause] == world.pauses


def test_nobody_waits_longer_than_they_have_patience() -> None:
    world = World(status(429, retry_after="31"), CONFERENCE)

    with pytest.raises(RateLimited) as caught:
        world.run(RETRIEVE)

    assert (31.0, []) == (caught.value.retry_after_s, world.pauses)


def test_one_attempt_is_no_retry() -> None:
    world = World(status(503), CONFERENCE)

    with pytest.raises(ServerFailed):
        world.run(RETRIEVE, Retries(attempts=1))


class Executing:
    """A platform that carries out commands, forgets each name after a minute, and loses every answer but the last."""

    def __init__(self, lost: int) -> None:
        self.lost = lost
        self.executed: list[str] = []
        self.known: dict[str, float] = {}

    def receive(self, body: dict[str, Any], now: float) -> Answered | Lost:
        name = body["command_id"]
        if now - self.known.get(name, -1e9) >= 60:
            self.executed.append(name)
            self.known[name] = now
        self.lost -= 1
        return CUT if self.lost >= 0 else OK


@given(
    lost=st.integers(0, 6),
    attempts=st.integers(1, 6),
    answer_s=st.floats(0, 70),
    luck=st.floats(0, 1),
    make=st.sampled_from(
        [
            lambda: JOIN,
            lambda: CreateConference(call_control_id="v3:a", name="Business"),
            lambda: DialCall(connection_id="1", from_="+14155550100", to="+14155550199"),
        ]
    ),
)
def test_a_command_is_never_carried_out_twice(
    lost: int, attempts: int, answer_s: float, luck: float, make: Callable[[], Command[Any]]
) -> None:
    platform = Executing(lost)
    now = [0.0]
    flow = carry_out(make(), Retries(attempts=attempts), Surroundings(lambda: now[0], lambda: luck, lambda: "one"))
    outcome: Answered | Lost | None = None
    try:
        while True:
            step = flow.send(outcome)
            if isinstance(step, Pause):
                now[0] += step.seconds
                outcome = None
            else:
                outcome = platform.receive(json.loads(step.request.content or b""), now[0])
                now[0] += answer_s
    except (StopIteration, OutcomeUncertain):
        pass  # either way, what counts is what the platform did

    assert ["one"] == platform.executed
