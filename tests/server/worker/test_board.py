"""The board: connections go to whom has the fewest, and who may take more again hears of it."""

import os
from collections.abc import Callable, Iterator

import pytest

from server.worker.board import Board


@pytest.fixture
def make_board() -> Iterator[Callable[[int], Board]]:
    """Return what makes a board with so many places, all of them taken."""
    boards = []

    def make(places: int) -> Board:
        boards.append(Board(places))
        assert list(range(places)) == [boards[-1].take() for _ in range(places)]
        return boards[-1]

    yield make
    for board in boards:
        board.close()


def rings(board: Board, place: int) -> bool:
    """Return whether the bell of *place* rings, and silence it."""
    try:
        os.eventfd_read(board.bell(place))
    except BlockingIOError:
        return False
    return True


def test_no_more_places_are_given_than_there_are(make_board: Callable[[int], Board]) -> None:
    assert make_board(2).take() is None


def test_place_that_was_given_back_is_given_again(make_board: Callable[[int], Board]) -> None:
    board = make_board(2)

    board.give_back(0)

    assert 0 == board.take()


def test_worker_may_be_two_ahead_of_whom_has_the_fewest(make_board: Callable[[int], Board]) -> None:
    board = make_board(3)
    for place, connections in enumerate((1, 5, 3)):
        board.tell(place, connections, now=10.0)

    assert [5, 3, 3] == [board.tell(place, connections, now=10.0) for place, connections in enumerate((1, 5, 3))]


def test_worker_that_has_fallen_silent_keeps_nobody_waiting(make_board: Callable[[int], Board]) -> None:
    board = make_board(2)
    board.tell(1, 0, now=10.0)

    assert [2, None] == [board.tell(0, 9, now=now) for now in (10.4, 10.6)]


def test_worker_that_has_not_begun_or_has_ended_keeps_nobody_waiting(make_board: Callable[[int], Board]) -> None:
    board = make_board(3)
    board.tell(2, 0, now=10.0)
    board.give_back(2)

    assert board.tell(0, 9, now=10.0) is None


def test_lone_worker_waits_for_nobody(make_board: Callable[[int], Board]) -> None:
    assert make_board(1).tell(0, 9, now=10.0) is None


def test_who_stood_aside_hears_when_others_have_caught_up(make_board: Callable[[int], Board]) -> None:
    board = make_board(2)
    board.tell(1, 3, now=10.0)
    board.tell(0, 5, now=10.0)

    heard = []
    for connections in (3, 4):
        board.tell(1, connections, now=10.0)
        heard.append(rings(board, 0))

    assert [False, True] == heard


def test_who_does_not_stand_aside_is_left_alone(make_board: Callable[[int], Board]) -> None:
    board = make_board(2)
    board.tell(1, 3, now=10.0)
    board.tell(0, 4, now=10.0)

    board.tell(1, 9, now=10.0)

    assert not rings(board, 0)


def test_who_is_still_ahead_of_somebody_else_is_left_alone(make_board: Callable[[int], Board]) -> None:
    board = make_board(3)
    board.tell(2, 0, now=10.0)
    board.tell(1, 3, now=10.0)
    board.tell(0, 5, now=10.0)

    board.tell(1, 9, now=10.0)

    assert not rings(board, 0)


def test_who_stands_aside_for_one_that_fell_silent_hears_of_it(make_board: Callable[[int], Board]) -> None:
    board = make_board(3)
    board.tell(2, 0, now=10.0)
    board.tell(1, 5, now=10.0)
    board.tell(0, 5, now=10.0)

    board.tell(1, 5, now=10.6)

    assert rings(board, 0)


def test_bell_that_was_answered_is_silent(make_board: Callable[[int], Board]) -> None:
    board = make_board(2)
    board.tell(0, 5, now=10.0)
    board.tell(1, 3, now=10.0)
    board.tell(0, 5, now=10.0)
    board.tell(1, 4, now=10.0)

    board.answer(0)
    board.answer(0)

    assert not rings(board, 0)
