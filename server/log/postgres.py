"""PostgreSQL as the log needs it: how it is reached, what it must promise, and a writer's connection.

psycopg is an extra of its own (``texml[postgres]``), so it is imported when a log in PostgreSQL is opened.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine import URL

from server.errors import ConfigurationError, LogIncompatible

__all__ = ["PostgresSession", "check_promises", "connect", "said", "set_patience"]

_OLDEST = 130_000  # the first with 64-bit transaction ids that can be compared with a snapshot
_CONNECT_S = 2  # the least that libpq takes
# A host that is gone answers nothing; the kernel then gives the connection up after so many milliseconds.
_SILENCE_MS = 3_000
_STATEMENT_MS = 1_500
_LOCK_MS = 1_000


def _psycopg() -> Any:
    try:
        import psycopg  # noqa: PLC0415  # an extra
    except ImportError as err:
        raise ConfigurationError(
            "PostgreSQL needs psycopg, which is not installed",
            place="setting",
            key="database",
            allowed="pip install 'texml[postgres]', or sqlite:///FILE",
        ) from err
    return psycopg


def connect(url: URL) -> Any:
    """Return a connection that begins no transaction of its own.

    Raises: ConfigurationError where psycopg is not installed; psycopg.OperationalError.
    """
    options: dict[str, Any] = {"connect_timeout": _CONNECT_S, "tcp_user_timeout": _SILENCE_MS, "keepalives_idle": 2}
    options |= {"keepalives_interval": 1, "keepalives_count": 3, "application_name": "texml-server"}
    given = url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql", 1)
    return _psycopg().connect(given, autocommit=True, **options)


def set_patience(connection: Any) -> None:
    """Let a statement take no longer than a request may: what waits longer would be answered too late."""
    connection.execute(f"SET statement_timeout = {_STATEMENT_MS}")
    connection.execute(f"SET lock_timeout = {_LOCK_MS}")


def check_promises(connection: Any) -> None:
    """Return if this PostgreSQL keeps what it has committed.

    Raises: LogIncompatible if it does not, or is too old.
    """
    (version,) = connection.execute("SELECT current_setting('server_version_num')::int").fetchone()
    if version < _OLDEST:
        raise LogIncompatible(f"PostgreSQL {version // 10_000} is too old; allowed: 13 or newer")
    for setting, why in (
        ("fsync", "a crash of the machine could destroy the log"),
        ("full_page_writes", "a crash of the machine could destroy the log"),
        ("synchronous_commit", "what was acknowledged could be lost"),
    ):
        (value,) = connection.execute("SELECT current_setting(%s)", (setting,)).fetchone()
        if value == "off":
            raise LogIncompatible(f"PostgreSQL has {setting} off: {why}; set it on")


def said(err: Exception) -> str:
    """Return the first line of what a driver or the system says, which names no value and no file."""
    if isinstance(err, OSError) and err.strerror:
        return err.strerror
    return str(err).strip().partition("\n")[0] or type(err).__name__


class PostgresSession:
    """A connection to the database for one writer; see `server.log.session.Session`."""

    mark = "%s"
    locks_rows = True

    def __init__(self, url: URL, *, is_patient: bool = False) -> None:
        self._errors = _psycopg()
        self._connection: Any = connect(url)
        try:
            check_promises(self._connection)
            if not is_patient:
                set_patience(self._connection)
        except BaseException:
            self._connection.close()
            raise

    def begin(self) -> None:
        """Begin a transaction that writes."""
        self._connection.execute("BEGIN")

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        cursor = self._connection.execute(statement, values)
        return cursor.fetchall() if cursor.description else []

    def commit(self) -> None:
        """Commit; the write-ahead log is synced when this returns."""
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        """Undo, if there is something to undo."""
        if not self._connection.closed:
            self._connection.execute("ROLLBACK")

    def is_about_all(self, err: Exception) -> bool:
        """Return whether *err* is the database's: locked, full, gone, damaged; else it is about what was written."""
        errors = self._errors
        about = (errors.OperationalError, errors.InternalError, errors.InterfaceError, errors.ProgrammingError, OSError)
        return isinstance(err, about)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
