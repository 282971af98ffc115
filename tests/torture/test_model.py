"""A dict, SQLite and PostgreSQL, driven by the same random steps, hold the same log."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from server.log.arrival import Arrival, arrive
from server.log.checking import check_log
from server.log.fold import fold
from server.log.purging import purge
from server.log.rebuilding import rebuild
from server.log.schema import META, METADATA
from server.log.store import Store
from server.log.writer import Writer

TABLES = ", ".join(table.name for table in METADATA.sorted_tables if table.name != META.name)


def arrival(conference: int, number: int, name: str, call: str, body: str, day: int, second: int) -> Arrival:
    fields = {
        "AccountSid": "a", "ConferenceSid": f"c{conference}", "CallSid": call, "StatusCallbackEvent": name,
        "SequenceNumber": str(number), "Timestamp": "2026-11-20T10:00:00Z", "To": body,
    }  # fmt: skip
    received_at = datetime(2026, 11, day, 10, 0, second, tzinfo=UTC)
    return arrive(urlencode(fields).encode(), method="POST", content_type=None, received_at=received_at)


ARRIVALS = st.builds(
    arrival,
    st.integers(0, 1),
    st.sampled_from([0, 1, 2, 3, 600, 1_200]),  # of three blocks, of which two are stored apart
    st.sampled_from(["conference-start", "participant-join", "participant-leave", "conference-end", "odd"]),
    st.sampled_from(["anna", "ben"]),
    st.sampled_from(["x", "y"]),
    st.integers(18, 20),
    st.integers(0, 59),
)


class Logs(RuleBasedStateMachine):
    """The model is a list of deliveries; what it must show is computed from that alone."""

    postgres = ""
    template = Path()  # an empty log in SQLite: to copy it takes less time than to make one

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.databases = [f"sqlite:///{self.folder.name}/log.db", self.postgres]
        self.model: list[Arrival] = []
        shutil.copy(self.template, f"{self.folder.name}/log.db")
        with psycopg.connect(self.postgres, autocommit=True) as connection:
            connection.execute(f"TRUNCATE {TABLES} RESTART IDENTITY")
        self.writers = [Writer(database) for database in self.databases]
        self.stores = [Store(database) for database in self.databases]

    @rule(arrivals=st.lists(ARRIVALS, min_size=1, max_size=5))
    def deliver(self, arrivals: list[Arrival]) -> None:
        for writer in self.writers:
            with writer.turn():
                assert [None] * len(arrivals) == writer.write(arrivals)
        self.model += arrivals

    @rule(arrivals=st.lists(ARRIVALS, min_size=1, max_size=3, unique_by=lambda each: (each.key, each.received_at)))
    def deliver_again_what_may_be_there(self, arrivals: list[Arrival]) -> None:
        for writer in self.writers:
            with writer.turn():
                writer.write(arrivals, is_again=True)
        known = {(each.key, each.received_at, each.sha256) for each in self.model}
        self.model += [each for each in arrivals if (each.key, each.received_at, each.sha256) not in known]

    @rule()
    def restart(self) -> None:
        for writer in self.writers:
            writer.close()

    @rule()
    def rebuild_all(self) -> None:
        for database in self.databases:
            assert () == rebuild(database).differing

    @rule(conference=st.integers(0, 1))
    def purge_everything_old(self, conference: int) -> None:
        for database in self.databases:
            purge(database, date(2026, 12, 1), now_us=1)
        self.model.clear()

    @invariant()
    def logs_show_what_the_model_does(self) -> None:
        first: dict[bytes, Arrival] = {}
        for each in self.model:
            first.setdefault(each.key, each)
        for sid in ("c0", "c1"):
            its = [each for each in first.values() if each.conference == sid]
            wanted = fold(sid, [each.fact for each in its if each.fact]) if its else None
            repeats = sum(each.conference == sid for each in self.model) - len(its)
            for store in self.stores:
                found = store.conference(sid)
                assert (wanted is None) == (found is None)
                if wanted is not None and found is not None:
                    assert (wanted.participants, wanted.status, wanted.anomalies) == (
                        found.participants, found.status, found.anomalies,
                    )  # fmt: skip
                    assert (len(its), len(its) + repeats) == (found.events, found.deliveries)
        for store in self.stores:
            assert sorted(each.raw for each in first.values()) == sorted(event.raw for event in store.events())

    def teardown(self) -> None:
        for database in self.databases:
            assert () == check_log(database).findings
        for each in (*self.writers, *self.stores):
            each.close()
        self.folder.cleanup()


@pytest.mark.timeout(1800)
def test_dict_sqlite_and_postgresql_hold_the_same(
    figure: Callable[..., None], start_postgres: Callable[[], Any], tmp_path: Path, short: bool
) -> None:
    machine = type("Machine", (Logs,), {"postgres": start_postgres().url, "template": tmp_path / "log.db"})
    for database in (f"sqlite:///{machine.template}", machine.postgres):
        Store(database).close()
    examples = 10 if short else 1_000

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=examples, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )

    figure(
        "dict model = SQLite = PostgreSQL (state machine)",
        target=f"{examples} examples",
        found=f"{examples} examples, none differs",
        is_met=True,
    )
