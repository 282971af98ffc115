"""The tables hold what an arrival has, under the same names."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from server.log import sqlite
from server.log.arrival import Arrival
from server.log.schema import DELIVERY, METADATA
from server.log.store import Store

KEPT_ELSEWHERE = {"conference": "conference_id", "fact": None}


def test_delivery_has_a_column_for_everything_of_an_arrival() -> None:
    wanted = {KEPT_ELSEWHERE.get(name, name) for name in Arrival._fields} - {None}

    assert wanted <= set(DELIVERY.columns.keys())


def test_every_table_has_a_key() -> None:
    assert [] == [table.name for table in METADATA.sorted_tables if not table.primary_key.columns]


def test_event_can_be_there_only_once_by_an_index() -> None:
    (key,) = [index for index in DELIVERY.indexes if index.unique]

    assert ["key"] == [column.name for column in key.columns]


def test_conference_is_removed_without_looking_through_all_deliveries(
    store: Store, path: Path, query: Callable[[str], list[Any]]
) -> None:
    names = {page: name for name, page in query("SELECT name, rootpage FROM sqlite_schema")}
    with closing(sqlite.connect(path, "rw")) as connection:
        sqlite.prepare(connection, sqlite.driver().sqlite_version_info)  # so that it sees to foreign keys
        steps = connection.execute("EXPLAIN DELETE FROM conference WHERE id = 1").fetchall()

    opened = {names.get(step[3]) for step in steps if step[1] == "OpenRead"}
    assert {"delivery_conference"} == {name for name in opened if name and name.startswith("delivery")}
