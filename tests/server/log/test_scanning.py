"""A scan sees the log as it was when it began."""

from collections.abc import Callable
from contextlib import closing

from server.log.arrival import Arrival
from server.log.scanning import count, deliveries, snapshot
from server.log.writer import Writer


def test_scan_sees_everything_in_the_order_of_the_ids(fill: Callable[..., str]) -> None:
    with snapshot(fill()) as connection:
        ids = [row.id for rows in deliveries(connection) for row in rows]

        assert (list(range(1, 51)), 50) == (ids, count(connection))


def test_scan_does_not_see_what_comes_meanwhile(fill: Callable[..., str], make_arrival: Callable[..., Arrival]) -> None:
    database = fill()
    with snapshot(database) as connection, closing(Writer(database)) as writer:
        before = count(connection)
        writer.write([make_arrival(SequenceNumber="99")])

        assert before == sum(len(rows) for rows in deliveries(connection))
