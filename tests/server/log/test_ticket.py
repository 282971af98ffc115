"""Who waits for a commit is woken, whatever others do."""

import threading

from server.log.ticket import Ticket, wake_all


def test_ticket_waits_no_longer_than_it_has_patience() -> None:
    assert not Ticket(None).wait(0.01)


def test_ticket_that_was_woken_before_it_waits_does_not_wait() -> None:
    ticket = Ticket(None)
    wake_all([ticket])

    assert ticket.wait(20)


def test_each_of_many_is_woken_by_the_one_before() -> None:
    tickets = [Ticket(None) for _ in range(20)]
    came: list[bool] = []
    threads = [threading.Thread(target=lambda ticket=ticket: came.append(ticket.wait(20))) for ticket in tickets]
    for thread in threads:
        thread.start()

    wake_all(tickets)

    for thread in threads:
        thread.join()
    assert [True] * 20 == came


def test_who_gave_up_keeps_nobody_behind_it_waiting() -> None:
    first, gone, last = Ticket(None), Ticket(None), Ticket(None)
    gone.wait(0)

    wake_all([first, gone, last])

    assert first.wait(20)
    assert last.wait(20)


def test_waking_nobody_does_nothing() -> None:
    wake_all([])


def test_who_wants_to_be_called_is_called_once_whoever_comes_first() -> None:
    called: list[str] = []
    before, after = Ticket(None, calls=True), Ticket(None, calls=True)

    before.call(lambda: called.append("before"))
    wake_all([before, after])
    after.call(lambda: called.append("after"))

    assert ["before", "after"] == called


def test_who_wants_to_be_called_stands_in_no_row() -> None:
    first, calls, last = Ticket(None), Ticket(None, calls=True), Ticket(None)

    wake_all([first, calls, last])

    assert [True, True] == [first.wait(20), last.wait(20)]
    assert calls.is_done


def test_call_and_commit_at_the_same_moment_make_one_call() -> None:
    for _ in range(300):
        called: list[int] = []
        ticket = Ticket(None, calls=True)
        waking = threading.Thread(target=wake_all, args=([ticket],))
        waking.start()
        ticket.call(lambda called=called: called.append(1))
        waking.join()
        assert [1] == called
