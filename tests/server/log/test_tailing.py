"""Whoever follows the log sees each event once."""

from collections.abc import Callable
from contextlib import closing

import pytest

from server.log.arrival import Arrival
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]


def test_every_event_is_seen_once_in_portions(store: Store, database: str, make_arrival: MakeArrival) -> None:
    seen = []
    cursor = store.cursor()
    with closing(Writer(database)) as writer:
        for number in range(7):
            writer.write([make_arrival(SequenceNumber=str(number)), make_arrival(SequenceNumber=str(number))])
            if number % 3 == 0:
                found = store.tail(cursor, limit=2)
                cursor = found[-1].cursor if found else cursor
                seen += found
    while found := store.tail(cursor, limit=2):
        cursor = found[-1].cursor
        seen += found

    assert list(range(7)) == [event.callback.sequence_number for event in seen]


def test_tail_from_nowhere_begins_at_the_beginning(store: Store, database: str, make_arrival: MakeArrival) -> None:
    with closing(Writer(database)) as writer:
        writer.write([make_arrival()])

    assert (1, 0) == (len(store.tail()), len(store.tail(store.cursor())))


@pytest.mark.parametrize("cursor", ["", "x", "1-", "-1", "1-2-3", "1" * 30, "1 or 1=1", "\N{FULLWIDTH DIGIT NINE}"])
def test_cursor_that_is_none_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(ValueError, match="is no cursor of the log"):
        store.tail(cursor)
