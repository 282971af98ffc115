"""What is exported can be imported again, anywhere, and a spreadsheet takes nothing for a formula."""

import csv
import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.errors import ConfigurationError
from server.log.arrival import Arrival
from server.log.checking import check_log
from server.log.exchange import export_log, import_lines
from server.log.preparation import prepare
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]


def without_ids(lines: list[str]) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in lines]
    return sorted(({key: row[key] for key in row if key not in ("delivery", "event")} for row in found), key=str)


def told(store: Store) -> list[tuple[bytes, int, bool]]:
    return sorted((event.raw, event.deliveries, event.is_conflicting) for event in store.events())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_export_is_imported_as_the_same_log(
    kind: str, fill: Callable[..., str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source = fill()
    other = f"sqlite:///{tmp_path}/other.db" if kind == "sqlite" else request.getfixturevalue("postgres")
    prepare(other)
    lines = list(export_log(source, "jsonl"))

    assert 50 == import_lines(other, lines)

    assert without_ids(lines) == without_ids(list(export_log(other, "jsonl")))
    assert (50, 10, ()) == check_log(other)
    with closing(Store(source)) as one, closing(Store(other)) as two:
        assert one.conference("c3") == two.conference("c3")
        assert told(one) == told(two)


def test_import_that_is_made_again_changes_nothing(fill: Callable[..., str]) -> None:
    database = fill()
    lines = list(export_log(database, "jsonl"))

    import_lines(database, lines)

    assert lines == list(export_log(database, "jsonl"))


@given(raw=st.binary(max_size=60))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_come_back_as_they_were(
    raw: bytes, tmp_path_factory: pytest.TempPathFactory, make_arrival: MakeArrival
) -> None:
    one, two = (f"sqlite:///{tmp_path_factory.mktemp('any')}/log.db" for _ in range(2))
    prepare(one)
    prepare(two)
    with closing(Writer(one)) as writer:
        writer.write([make_arrival(raw=raw)])

    import_lines(two, export_log(one, "jsonl"))

    with closing(Store(two)) as store:
        assert [raw] == [event.raw for event in store.events()]
    assert [] != list(export_log(two, "csv"))


def cells(database: str, make_arrival: MakeArrival, **fields: str) -> dict[str, str]:
    prepare(database)
    with closing(Writer(database)) as writer:
        writer.write([make_arrival(**fields)])
    (row,) = csv.DictReader(export_log(database, "csv"))
    return row


@pytest.mark.parametrize("text", ["=1+1", "+1312555", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "|x", "%0A"])
def test_e6_cell_that_begins_like_a_formula_has_an_apostrophe_in_front(
    database: str, make_arrival: MakeArrival, text: str
) -> None:
    row = cells(database, make_arrival, FriendlyName=text, From=text)

    assert {f"'{text}"} == {row["room"], row["from"]}


def test_e6_cell_that_is_harmless_stays_as_it_is(database: str, make_arrival: MakeArrival) -> None:
    row = cells(database, make_arrival, FriendlyName='a "b", +c\nd')

    assert 'a "b", +c\nd' == row["room"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("x", "line 1: it cannot be read"),
        ("[]", "line 1: it cannot be read"),
        ("{}", "line 1: received_at is missing"),
        ('{"received_at": "yesterday"}', "line 1: it cannot be read: received_at: 'yesterday' is no time"),
        ('{"received_at": 1}', "line 1: it cannot be read"),
        ("[" * 100_000, "line 1: it cannot be read"),
    ],
    ids=range(6),
)
def test_line_that_is_none_is_told_with_its_number(database: str, line: str, problem: str) -> None:
    prepare(database)

    with pytest.raises(ConfigurationError) as caught:
        import_lines(database, [line])

    assert str(caught.value).startswith(problem)


@pytest.mark.parametrize("change", [{"raw": "!"}, {"route": 1}, {"headers": [1]}, {"headers": None}, {"method": None}])
def test_delivery_that_is_no_delivery_is_refused(fill: Callable[..., str], change: dict[str, Any]) -> None:
    database = fill()
    line = json.loads(next(export_log(database, "jsonl")))

    with pytest.raises(ConfigurationError, match="line 2: it cannot be read"):
        import_lines(database, ["", json.dumps(line | change)])
