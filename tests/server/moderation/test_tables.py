"""The tables of moderation are those that the migrations make, and an older database with its own gets what is new."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from server.log.database import database_url
from server.log.engine import make_engine
from server.log.migration import LAYOUTS, migrate, version
from server.moderation.gaps import Gap
from server.moderation.outbox import Outbox
from server.moderation.tables import METADATA

# What moderation made by itself, beside a log of layout 4, until it had migrations: written down here by hand.
BY_HAND = """
CREATE TABLE moderation (id {id}, made_at BIGINT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
    account TEXT NOT NULL, conference TEXT NOT NULL, call TEXT, url TEXT, state TEXT NOT NULL,
    attempts INTEGER NOT NULL, problem TEXT, finished_at BIGINT);
CREATE INDEX moderation_conference ON moderation (conference, id);
CREATE INDEX moderation_open ON moderation (id) WHERE state IN ('intended', 'uncertain');
CREATE TABLE gap (id {id}, found_at BIGINT NOT NULL, conference TEXT NOT NULL, call TEXT, what TEXT NOT NULL);
INSERT INTO moderation VALUES (7, 1795168801000000, 'console', 'mute', 'a', 'c', 'v3:a', NULL, 'uncertain', 1, 'x', 1);
INSERT INTO gap VALUES (1, 1795168801000000, 'c', NULL, 'ended');
"""
# Today's layout without what layout 5 and later ones add: moderation had not run, or had.
BACK = """
DROP TABLE moderation; DROP TABLE gap; DROP TABLE seat; DROP TABLE admission;
DROP INDEX conference_live_room; DROP INDEX delivery_alone;
UPDATE texml_version SET version_num = '4';
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def layout_4(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], str]:
    """Return what makes a database of layout 4 with further statements run, and gives its URL."""

    def make(statements: str) -> str:
        is_postgres = request.param == "postgresql"
        url = request.getfixturevalue("postgres") if is_postgres else f"sqlite:///{tmp_path}/log.db"
        migrate(database_url(url))
        script = BACK + statements.format(id="BIGSERIAL PRIMARY KEY" if is_postgres else "INTEGER PRIMARY KEY")
        engine = make_engine(database_url(url))
        with engine.connect() as connection:
            for statement in script.split(";"):
                if statement.strip():
                    connection.exec_driver_sql(statement)
        engine.dispose()
        return str(url)

    return make


def differences(url: str) -> list[object]:
    def is_ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in METADATA.tables

    engine = make_engine(database_url(url))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_ours})
        found = [each for each in compare_metadata(context, METADATA) if isinstance(each, tuple)]
    engine.dispose()
    return list(found)


@pytest.mark.parametrize("statements", ["", BY_HAND], ids=["never used", "made by hand"])
def test_migrated_tables_are_those_that_the_code_knows(statements: str, layout_4: Callable[[str], str]) -> None:
    url = layout_4(statements)
    assert version(database_url(url)) == "4"

    migrate(database_url(url))

    assert ([], LAYOUTS[-1]) == (differences(url), version(database_url(url)))


def test_what_was_kept_is_kept(layout_4: Callable[[str], str]) -> None:
    url = layout_4(BY_HAND)

    migrate(database_url(url))

    with closing(Outbox(url)) as outbox:
        [entry] = outbox.open_entries()
        assert (7, "mute", "v3:a", 1, None, None) == (
            entry.id, entry.action, entry.call, entry.attempts, entry.due_at, entry.key
        )  # fmt: skip
        assert [Gap("c", None, "ended")] == outbox.gaps()


def test_entry_has_a_key_once() -> None:
    [key] = [index for index in METADATA.tables["moderation"].indexes if index.name == "moderation_key"]

    assert key.unique
