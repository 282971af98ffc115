"""How many wrong PINs are looked at, and whom the limits do not keep out."""

import pytest

from server.dialin.budget import LIMITS, Failures, pause_s, refuses


@pytest.mark.parametrize(
    ("failures", "refused"),
    [
        (Failures(), False),
        (Failures(call=2), False),
        (Failures(call=3), True),
        (Failures(caller=9), False),
        (Failures(caller=10), True),
        (Failures(room=99), False),
        (Failures(room=100), True),
        (Failures(everywhere=499), False),
        (Failures(everywhere=500), True),
    ],
)
def test_stranger_is_refused_from_the_limit_on(failures: Failures, refused: bool) -> None:
    assert refused == refuses(failures, is_known=False)


@pytest.mark.parametrize(
    ("failures", "refused"),
    [(Failures(room=100, everywhere=500), False), (Failures(call=3), True), (Failures(caller=10), True)],
)
def test_caller_whom_the_room_knows_has_its_own_limits_only(failures: Failures, refused: bool) -> None:
    assert refused == refuses(failures, is_known=True)


def test_guesser_of_six_digits_hits_once_in_ten_thousand_days() -> None:
    assert LIMITS.room / 10**6 <= 1e-4


def test_questions_are_slower_the_more_was_guessed() -> None:
    pauses = [pause_s(Failures(room=count), is_known=False) for count in range(LIMITS.room)]

    assert (0, 8, sorted(pauses)) == (pauses[0], pauses[-1], pauses)


def test_caller_whom_the_room_knows_is_not_slowed_down() -> None:
    assert pause_s(Failures(room=99), is_known=True) == 0
