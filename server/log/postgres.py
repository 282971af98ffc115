"""PostgreSQL as the log needs it: how it is reached, what it must promise, and a session on it.

psycopg is an extra of its own (``texml[postgres]``), so it is imported when a log in PostgreSQL is opened.
"""

import time
from collections.abc import Generator, Sequence
from functools import cache
from typing import Any

from sqlalchemy.engine import URL

from server.errors import ConfigurationError, LogIncompatible, LogUnavailable

__all__ = ["READER_S", "PostgresSession", "check_promises", "connect", "reader", "said", "set_patience"]

_OLDEST = 130_000  # the first with 64-bit transaction ids that can be compared with a snapshot
_CONNECT_S = 1.0
# A host that is gone answers nothing; the kernel then gives the connection up after so many milliseconds.
_SILENCE_MS = 3_000
_STATEMENT_MS = 1_500
_LOCK_MS = 1_000
# A server that is frozen keeps to none of its own limits, so whoever waits for it has one: longer than the server's for
# a writer, whom nobody waits for that long; for a reader so short that its answer still comes within 2 s.
_WRITER_S = 2.0
READER_S = 1.2


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


def connect(url: URL, *, patience_s: float | None = None) -> Any:
    """Return a connection that begins no transaction of its own.

    A statement that is not answered within *patience_s* fails, and the connection is closed then; None: it may take any
    time. See `reader` for the patience of who is asked.

    Raises: ConfigurationError where psycopg is not installed; psycopg.OperationalError.
    """
    options: dict[str, Any] = {"tcp_user_timeout": _SILENCE_MS, "keepalives_idle": 2, "keepalives_interval": 1}
    options |= {"keepalives_count": 3, "application_name": "texml-server"}
    given = url.render_as_string(hide_password=False).replace("postgresql+psycopg", "postgresql", 1)
    connection = _impatient().connect(given, autocommit=True, **options)
    connection.patience_s = patience_s
    return connection


def reader(url: URL) -> Any:
    """Return a connection for reading something that somebody waits for; see `connect`."""
    connection = connect(url, patience_s=READER_S)
    set_patience(connection)
    return connection


@cache
def _impatient() -> Any:
    """Return psycopg's class of connections, but that none of them waits for ever."""
    psycopg = _psycopg()
    base: Any = psycopg.Connection

    class Impatient(base):  # type: ignore[misc]  # psycopg is imported when it is needed
        patience_s: float | None = None

        @classmethod
        def _connect_gen(cls, *args: Any, **options: Any) -> Any:
            # libpq's own limit is 2 s at least.
            return _within(_CONNECT_S, super()._connect_gen(*args, **options), psycopg.OperationalError)

        def wait(self, gen: Any, *args: Any, **options: Any) -> Any:
            if self.patience_s is None:
                return super().wait(gen, *args, **options)
            try:
                return super().wait(_within(self.patience_s, gen, TimeoutError), *args, **options)
            except TimeoutError as err:
                self.close()  # what it would still answer is the answer to something else
                raise psycopg.OperationalError(str(err)) from err

    return Impatient


def _within(seconds: float, exchange: Generator[Any, Any, Any], error: type[Exception]) -> Generator[Any, Any, Any]:
    """Yield what *exchange* waits for, and return what it does; psycopg resumes it several times a second.

    Raises: *error* once it has taken so long.
    """
    deadline = time.monotonic() + seconds
    ready = None
    while True:
        try:
            wanted = exchange.send(ready)
        except StopIteration as end:
            return end.value
        ready = yield wanted
        if not ready and time.monotonic() >= deadline:
            exchange.close()
            raise error(f"no answer within {seconds} s")


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
    """A connection to the database; see `server.log.session.Session`, and `connect` for its patience.

    *is_patient* lets a statement take any time.

    Raises: LogIncompatible if the database does not keep what it has committed; see `connect` as well.
    """

    mark = "%s"
    locks_rows = True

    def __init__(self, url: URL, *, is_patient: bool = False, patience_s: float = _WRITER_S) -> None:
        self._errors = _psycopg()
        self._connection: Any = connect(url, patience_s=None if is_patient else patience_s)
        try:
            check_promises(self._connection)
            if not is_patient:
                set_patience(self._connection)
        except BaseException:
            self._connection.close()
            raise

    def is_current(self) -> bool:
        """Return whether nobody has ended the connection, as far as is known here."""
        return not self._connection.closed

    def begin(self) -> None:
        """Begin a transaction that writes."""
        self._connection.execute("BEGIN")

    def probe(self) -> None:
        """Return if what is written in this transaction would be taken.

        Raises: LogUnavailable for a server that can only be read, as one is that follows another.
        """
        if self.run("SELECT current_setting('transaction_read_only') = 'on'") == [(True,)]:
            raise LogUnavailable("the database can only be read")

    def run(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement and return its rows."""
        cursor = self._connection.execute(statement, values)
        return cursor.fetchall() if cursor.description else []

    def insert(self, _statement: str, _values: Sequence[Any]) -> None:
        """Leave it to `run`: others may take numbers of the sequence meanwhile."""

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
        about = (errors.OperationalError, errors.InternalError, errors.InterfaceError, errors.ProgrammingError)
        return isinstance(err, (*about, LogUnavailable, OSError))

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
