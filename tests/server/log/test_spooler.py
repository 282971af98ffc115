"""Many that wait for the spool share one sync, and all hear how it ended."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from server.log.arrival import Arrival
from server.log.spool import Spool, read_records
from server.log.spooler import Spooler
from server.log.ticket import Ticket

MakeArrival = Callable[..., Arrival]


@pytest.fixture
def run() -> Iterator[Callable[[Spooler], None]]:
    """Return what runs a spooler until all that was put into its queue is done."""

    def until_done(spooler: Spooler) -> None:
        spooler.queue.put(None)
        thread = threading.Thread(target=spooler.run)
        thread.start()
        thread.join(20)

    return until_done


def put(spooler: Spooler, arrivals: list[Arrival]) -> list[Ticket]:
    tickets = [Ticket(arrival) for arrival in arrivals]
    for ticket in tickets:
        spooler.queue.put(ticket)
    return tickets


def test_all_that_wait_are_spooled(tmp_path: Path, make_arrival: MakeArrival, run: Callable[[Spooler], None]) -> None:
    spool = Spool(tmp_path / "spool")
    spooler = Spooler(spool)
    arrivals = [make_arrival(SequenceNumber=str(number)) for number in range(100)]
    tickets = put(spooler, arrivals)

    run(spooler)

    assert [(True, None)] * 100 == [(ticket.wait(20), ticket.error) for ticket in tickets]
    (file,) = spool.folder.iterdir()
    assert arrivals == [arrival for _, arrival in read_records(file.read_bytes())]
    spool.release()


def test_who_gave_up_is_not_spooled(tmp_path: Path, make_arrival: MakeArrival, run: Callable[[Spooler], None]) -> None:
    spool = Spool(tmp_path / "spool")
    spooler = Spooler(spool)
    gone, there = put(spooler, [make_arrival(), make_arrival(SequenceNumber="2")])
    gone.wait(0)

    run(spooler)

    (file,) = spool.folder.iterdir()
    assert there.wait(20)
    assert [make_arrival(SequenceNumber="2")] == [arrival for _, arrival in read_records(file.read_bytes())]
    spool.release()


def test_all_hear_why_it_failed(tmp_path: Path, make_arrival: MakeArrival, run: Callable[[Spooler], None]) -> None:
    spooler = Spooler(Spool(tmp_path / "gone" / "spool"))
    tickets = put(spooler, [make_arrival()] * 3)

    run(spooler)

    assert [True] * 3 == [ticket.wait(20) for ticket in tickets]
    assert {FileNotFoundError} == {type(ticket.error) for ticket in tickets}
