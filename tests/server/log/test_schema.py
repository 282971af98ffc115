"""The tables hold what an arrival has, under the same names."""

from server.log.arrival import Arrival
from server.log.schema import DELIVERY, METADATA

KEPT_ELSEWHERE = {"conference": "conference_id", "fact": None}


def test_delivery_has_a_column_for_everything_of_an_arrival() -> None:
    wanted = {KEPT_ELSEWHERE.get(name, name) for name in Arrival._fields} - {None}

    assert wanted <= set(DELIVERY.columns.keys())


def test_every_table_has_a_key() -> None:
    assert [] == [table.name for table in METADATA.sorted_tables if not table.primary_key.columns]


def test_event_can_be_there_only_once_by_an_index() -> None:
    (key,) = [index for index in DELIVERY.indexes if index.unique]

    assert ["key"] == [column.name for column in key.columns]
