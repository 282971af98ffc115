"""The board: connections go to whom has the fewest."""

from server.worker.board import Board


class TestBoard:
    def test_places_are_given_until_all_are_taken(self) -> None:
        board = Board(2)

        assert [0, 1, None] == [board.take() for _ in range(3)]

    def test_place_that_was_given_back_is_given_again(self) -> None:
        board = Board(2)
        board.take()
        board.take()

        board.give_back(0)

        assert 0 == board.take()

    def test_fewest_are_those_of_the_others(self) -> None:
        board = Board(3)
        for place, connections in ((board.take(), 1), (board.take(), 5), (board.take(), 3)):
            board.write(place or 0, connections, now=10.0)

        assert [3, 1, 1] == [board.fewest_elsewhere(place, now=10.0) for place in range(3)]

    def test_worker_that_has_fallen_silent_keeps_nobody_waiting(self) -> None:
        board = Board(2)
        mine, other = board.take(), board.take()
        board.write(other or 0, 0, now=10.0)

        assert [0, None] == [board.fewest_elsewhere(mine or 0, now=now) for now in (10.4, 10.6)]

    def test_worker_that_has_not_begun_keeps_nobody_waiting(self) -> None:
        board = Board(2)
        mine = board.take()
        board.take()

        assert board.fewest_elsewhere(mine or 0, now=10.0) is None

    def test_lone_worker_waits_for_nobody(self) -> None:
        board = Board(2)

        assert board.fewest_elsewhere(board.take() or 0, now=10.0) is None
