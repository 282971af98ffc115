"""Databases of every layout become one of today's, whoever else tries, and whoever is killed on the way."""

import signal
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from server.dialin import tables
from server.errors import LogIncompatible
from server.log import schema, sqlite
from server.log.checking import check_log
from server.log.database import database_url
from server.log.engine import make_engine
from server.log.migration import LAYOUTS, is_current, migrate, scripts, version
from server.log.rebuilding import rebuild
from server.log.store import Store
from server.moderation import tables as moderation

MIGRATE = """
import sys
from server.log.database import database_url
from server.log.migration import migrate
print("ready", flush=True); sys.stdin.readline()
print(migrate(database_url(sys.argv[1])), flush=True)
"""

# A log as texml 0.1 made it: written down by hand, so that nothing of today's can make it right.
LAYOUT_1 = """
CREATE TABLE delivery (id INTEGER NOT NULL, event_id INTEGER, conference TEXT NOT NULL, key BLOB NOT NULL, event TEXT,
    room TEXT, received_at BIGINT NOT NULL, method TEXT NOT NULL, content_type TEXT, raw BLOB NOT NULL,
    PRIMARY KEY (id), FOREIGN KEY(event_id) REFERENCES delivery (id));
CREATE UNIQUE INDEX delivery_event ON delivery (conference, key) WHERE event_id IS NULL;
CREATE INDEX delivery_repeat ON delivery (event_id) WHERE event_id IS NOT NULL;
PRAGMA application_id = 0x7465786D;
PRAGMA user_version = 1;
"""
FORM = "application/x-www-form-urlencoded"
JOIN = (
    b"AccountSid=a&CallSid=v3:anna&ConferenceSid=one&FriendlyName=R&SequenceNumber=1"
    b"&StatusCallbackEvent=participant-join&Timestamp=2026-11-20 10:00:00.25Z"
)
LEAVE = JOIN.replace(b"SequenceNumber=1", b"SequenceNumber=2").replace(b"participant-join", b"participant-leave")
ROWS: list[tuple[Any, ...]] = [
    (1, None, "one", b"k1", "participant-join", "R", 1_795_168_801_000_000, "POST", FORM, JOIN),
    (2, None, "one", b"k2", "participant-leave", "R", 1_795_168_802_000_000, "POST", FORM, LEAVE),
    (3, 1, "one", b"k1", "participant-join", "R", 1_795_168_803_000_000, "POST", FORM, JOIN + b"&To=x"),
    (7, None, "", b"k3", None, None, 1_795_268_804_000_000, "GET", None, b"\xff\0 rubbish"),
]


@pytest.fixture
def old(path: Path) -> Path:
    """Return the file of a log of layout 1."""
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.executescript(LAYOUT_1)
        connection.executemany(f"INSERT INTO delivery VALUES ({', '.join('?' * 10)})", ROWS)
    return path


def test_layouts_are_those_that_there_are_steps_for() -> None:
    assert list(LAYOUTS) == [script.revision for script in scripts().walk_revisions()][::-1]


def test_fresh_database_is_of_todays_layout(database: str) -> None:
    url = database_url(database)

    assert [False, True, True, False] == [is_current(url), migrate(url), is_current(url), migrate(url)]


def differences(url: sa.URL) -> list[Any]:
    """Return what is different from the tables of log, dial-in and moderation, which share the database."""
    known = sa.MetaData()
    for metadata in (schema.METADATA, tables.METADATA, moderation.METADATA):
        for table in metadata.sorted_tables:
            for column in table.to_metadata(known).columns:
                column.comment = None  # for who reads the code; the databases have none
    engine = make_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "texml_version"})
        # What stands in parentheses of its own is about comments, which are for readers of the code.
        found = [each for each in compare_metadata(context, known) if isinstance(each, tuple)]
    engine.dispose()
    return found


def test_migrated_tables_are_those_that_the_code_knows(database: str) -> None:
    migrate(database_url(database))

    assert [] == differences(database_url(database))


@pytest.mark.filterwarnings("ignore:Did not recognize type:sqlalchemy.exc.SAWarning")
def test_migrated_tables_of_postgresql_are_those_that_the_code_knows_and_the_order_of_commits(postgres: str) -> None:
    url = database_url(postgres)
    migrate(url)

    found = differences(url)
    assert {"remove_column", "remove_index"} == {each[0] for each in found}
    assert {"xact", "delivery_tail"} == {each[3].name if each[0] == "remove_column" else each[1].name for each in found}


def test_log_of_layout_1_keeps_its_events_and_their_ids(old: Path, database: str) -> None:
    with closing(Store(database)) as store:
        found = [(event.id, event.raw, event.deliveries, event.is_conflicting) for event in store.events()]
        conference = store.conference("one")

    assert [(1, JOIN, 2, True), (2, LEAVE, 1, False), (7, b"\xff\0 rubbish", 1, False)] == found
    assert conference is not None
    assert (2, 3) == (conference.events, conference.deliveries)
    assert [True] == [each.has_left for each in conference.participants]
    assert () == rebuild(database, is_check=True).differing


def test_log_of_layout_1_is_not_read_before_somebody_migrates_it(old: Path, database: str) -> None:
    with pytest.raises(LogIncompatible, match="`texml-server migrate` sees to it"):
        Store(database, create=False)


def test_asking_changes_nothing(old: Path, database: str) -> None:
    before = old.read_bytes()

    assert ("1", before) == (version(database_url(database)), old.read_bytes())


def test_d15_database_of_a_newer_layout_is_refused(database: str, path: Path) -> None:
    migrate(database_url(database))
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.execute("UPDATE texml_version SET version_num = '99'")

    with pytest.raises(LogIncompatible, match=f"is of version 99, this texml knows {LAYOUTS[-1]}; use a newer one"):
        migrate(database_url(database))


def test_d15_layout_1_refuses_what_was_migrated(old: Path, database: str, query: Callable[[str], list[Any]]) -> None:
    migrate(database_url(database))

    assert [(int(LAYOUTS[-1]),)] == query("PRAGMA user_version")  # which texml 0.1 compares with its own 1


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_d15_nodes_that_start_at_once_migrate_once(
    kind: str, database: str, postgres: str, start_python: Callable[..., "subprocess.Popen[str]"]
) -> None:
    url = database if kind == "sqlite" else postgres
    nodes = [start_python(MIGRATE, url) for _ in range(3)]
    assert ["ready\n"] * 3 == [node.stdout.readline() for node in nodes if node.stdout]

    told = [node.communicate("\n", timeout=60)[0] for node in nodes]

    assert ["False\n", "False\n", "True\n"] == sorted(told)
    assert is_current(database_url(url))


def test_d15_migration_that_is_killed_leaves_the_log_as_it_was_and_is_run_again(
    old: Path, database: str, start_python: Callable[..., "subprocess.Popen[str]"]
) -> None:
    code = (
        "import os, signal, sys\n"
        "from server.log.database import database_url\n"
        "from server.log import migration\n"
        "from server.log.migrations.versions import v2_conferences\n"
        "v2_conferences.op.drop_table = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "migration.migrate(database_url(sys.argv[1]))"
    )
    assert -signal.SIGKILL == start_python(code, database).wait(timeout=60)

    before = version(database_url(database))
    migrated = migrate(database_url(database))

    assert ("1", True, LAYOUTS[-1]) == (before, migrated, version(database_url(database)))


# Today's layout without what layout 7 added.
BACK_TO_6 = """
DROP INDEX conference_live_room; DROP INDEX delivery_alone; DROP INDEX delivery_conference;
CREATE INDEX delivery_conference ON delivery (conference_id, id) WHERE event_id IS NULL;
UPDATE texml_version SET version_num = '6';
PRAGMA user_version = 6;
"""


def test_layout_7_that_is_killed_at_its_last_index_leaves_layout_6_and_is_run_again(
    fill: Callable[..., str], path: Path, start_python: Callable[..., "subprocess.Popen[str]"]
) -> None:
    database = fill()
    with closing(sqlite.driver().connect(str(path), isolation_level=None)) as connection:
        connection.executescript(BACK_TO_6)
    code = (
        "import os, signal, sys\n"
        "from server.log.database import database_url\n"
        "from server.log import migration\n"
        "from server.log.migrations.versions import v7_lookups\n"
        "make = v7_lookups.op.create_index\n"
        "def make_or_die(name, *rest, **options):\n"
        "    make(name, *rest, **options)\n"
        "    name == 'conference_live_room' and os.kill(os.getpid(), signal.SIGKILL)\n"
        "v7_lookups.op.create_index = make_or_die\n"
        "migration.migrate(database_url(sys.argv[1]))"
    )
    assert -signal.SIGKILL == start_python(code, database).wait(timeout=60)

    before = version(database_url(database))
    migrated = migrate(database_url(database))

    assert ("6", True, LAYOUTS[-1]) == (before, migrated, version(database_url(database)))
    assert [] == differences(database_url(database))
    assert (50, 10, ()) == check_log(database)


def test_d15_migration_of_postgresql_that_is_killed_leaves_nothing_behind(
    postgres: str, start_python: Callable[..., "subprocess.Popen[str]"]
) -> None:
    code = (
        "import os, signal, sys\n"
        "from server.log.database import database_url\n"
        "from server.log import migration\n"
        "from server.log.migrations.versions import v2_conferences\n"
        "v2_conferences.op.drop_table = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "migration.migrate(database_url(sys.argv[1]))"
    )
    assert -signal.SIGKILL == start_python(code, postgres).wait(timeout=60)

    with psycopg.connect(postgres) as connection:
        assert [] == connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert migrate(database_url(postgres))
