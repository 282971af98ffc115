"""The tables of the dial-in are those that the migrations make, and hold nobody's number."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from server.dialin.tables import METADATA
from server.log import schema
from server.log.database import database_url
from server.log.engine import make_engine
from server.log.migration import migrate
from server.moderation import tables as moderation


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sa.Connection]:
    """Return a connection to a database that the migrations have just made."""
    url = database_url(f"sqlite:///{tmp_path}/log.db")
    migrate(url)
    engine = make_engine(url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_migrations_make_the_tables_that_the_code_knows(connection: sa.Connection) -> None:
    def is_ours(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or name in METADATA.tables

    context = MigrationContext.configure(connection, opts={"include_name": is_ours})

    assert [] == compare_metadata(context, METADATA)


def test_database_has_the_tables_of_log_dialin_and_moderation_and_no_others(connection: sa.Connection) -> None:
    found = set(sa.inspect(connection).get_table_names())

    assert {*METADATA.tables, *schema.METADATA.tables, *moderation.METADATA.tables, "texml_version"} == found


def test_log_and_dialin_share_no_table() -> None:
    assert set() == set(METADATA.tables) & set(schema.METADATA.tables)


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)
def test_database_has_the_key_by_which_a_repeat_is_known(table: sa.Table, connection: sa.Connection) -> None:
    # compare_metadata does not look at primary keys.
    found = sa.inspect(connection).get_pk_constraint(table.name)["constrained_columns"]

    assert [column.name for column in table.primary_key] == found


def test_caller_is_kept_as_bytes_only() -> None:
    columns = [table.c.caller for table in METADATA.sorted_tables if "caller" in table.c]

    assert [True] * 3 == [isinstance(column.type, sa.LargeBinary) for column in columns]
