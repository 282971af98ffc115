"""The rooms of a running server: read again when the file changes, kept as they are when it is broken."""

import threading
from collections.abc import Callable
from pathlib import Path

import structlog

from server.errors import ConfigurationError
from server.rooms.room import Directory

__all__ = ["RoomBook"]

_log = structlog.get_logger()

_Mark = tuple[int, int, int]


class RoomBook:
    """The directory of a file, as it was when it last could be read.

    *read* reads the file and checks all that hangs on it. Raises what *read* raises, the first time only.
    """

    def __init__(self, file: Path | None, read: Callable[[], Directory]) -> None:
        self._file = file
        self._read = read
        self._seen = self._mark()
        self._directory = read()
        self._reading = threading.Lock()
        self._problem: str | None = None

    @property
    def directory(self) -> Directory:
        """Return the rooms; a changed file is read first, by one thread, while the others go on with what there is."""
        self._look()
        return self._directory

    @property
    def problem(self) -> str | None:
        """Return what is wrong with the file as it stands, or None; the rooms are those from before then."""
        self._look()
        return self._problem

    def _look(self) -> None:
        if self._mark() != self._seen and self._reading.acquire(blocking=False):
            try:
                self._reread()
            finally:
                self._reading.release()

    def _reread(self) -> None:
        # Marked before it is read: what changes meanwhile is seen the next time.
        self._seen = self._mark()
        try:
            self._directory = self._read()
        except ConfigurationError as err:
            self._problem = str(err)
            _log.error("rooms kept as they were", problem=self._problem)
        else:
            self._problem = None
            _log.info("rooms read again", rooms=len(self._directory.rooms))

    def _mark(self) -> _Mark | None:
        """Return what changes with the file; None where there is none just now."""
        if self._file is None:
            return None
        try:
            stat = self._file.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino
