"""A second place to write: files on the local disk, for as long as the database takes nothing.

Each process appends to a file of its own and syncs it before anything is acknowledged. Whoever lives takes the records
of all files that nobody writes any more into the database, the oldest first, also those of a server that was killed.
Taking one twice does no harm, so nothing is noted in between.
"""

import base64
import fcntl
import json
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

import structlog

from server.errors import LogUnavailable
from server.log.arrival import Arrival, arrive
from server.log.moment import from_microseconds, microseconds

__all__ = ["Drain", "Spool", "read_records"]

_log = structlog.get_logger()

_MAGIC = b"TXS1"
_DIGEST = 16
_HEAD = len(_MAGIC) + 4 + _DIGEST
_SUFFIX = ".spool"
_MOST_BYTES = 1 << 30
_HEADROOM = 1 << 20  # with less room on the disk than this the spool counts as full


def _record(arrival: Arrival) -> bytes:
    payload = json.dumps(
        [
            microseconds(arrival.received_at),
            arrival.route,
            arrival.method,
            arrival.content_type,
            arrival.headers,
            arrival.verdict,
            base64.b64encode(arrival.raw).decode(),
        ]
    ).encode()
    return _MAGIC + len(payload).to_bytes(4, "big") + blake2b(payload, digest_size=_DIGEST).digest() + payload


def read_records(data: bytes) -> Iterator[tuple[int, Arrival]]:
    """Yield the arrivals that *data* begins with, each with the place where it ends; stop at what is not whole."""
    place = 0
    while data[place : place + len(_MAGIC)] == _MAGIC and len(data) >= place + _HEAD:
        length = int.from_bytes(data[place + 4 : place + 8], "big")
        payload = data[place + _HEAD : place + _HEAD + length]
        digest = data[place + 8 : place + _HEAD]
        if len(payload) < length or blake2b(payload, digest_size=_DIGEST).digest() != digest:
            return
        place += _HEAD + length
        yield place, _arrival(json.loads(payload))


def _arrival(found: list[Any]) -> Arrival:
    received_at, route, method, content_type, headers, verdict, raw = found
    return arrive(
        base64.b64decode(raw),
        route=route,
        method=method,
        content_type=content_type,
        headers=[(name, value) for name, value in headers],
        verdict=verdict,
        received_at=from_microseconds(received_at),
    )


class Spool:
    """The files of one folder, of which this process writes one; nothing is made before it is needed.

    No more than *most_bytes* may wait in the folder.
    """

    def __init__(self, folder: Path, *, most_bytes: int = _MOST_BYTES) -> None:
        self.folder = folder
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        self._file: int | None = None
        self._size = 0

    def append(self, arrivals: Sequence[Arrival]) -> None:
        """Return when *arrivals* are on the disk.

        Raises: LogUnavailable if there is no room left for them; OSError.
        """
        data = b"".join(map(_record, arrivals))
        with self._lock:
            if self.waiting() + len(data) > self._most_bytes:
                raise LogUnavailable(f"{self.folder} is full: {self._most_bytes} bytes may wait for the database")
            file = self._open() if self._file is None else self._file
            try:
                _write(file, data)
                os.fsync(file)
            except OSError:
                # What a failed sync left behind nobody knows, so this file is not written again. What stands in it
                # whole was acknowledged, or does no harm.
                with suppress(OSError):
                    os.ftruncate(file, self._size)
                self._close()
                raise
            self._size += len(data)

    def _open(self) -> int:
        # Not with its parents: where those are gone a disk is missing, and this one would be written instead.
        self.folder.mkdir(mode=0o700, exist_ok=True)
        name, file = self._begin()
        while not name.exists():  # somebody who drains took it for abandoned, empty as it was, before it was locked
            os.close(file)
            name, file = self._begin()
        self._file, self._size = file, 0
        for folder in (self.folder, self.folder.parent):
            _sync_folder(folder)  # else the file could be gone after a power cut, whatever was synced in it
        return file

    def _begin(self) -> tuple[Path, int]:
        """Return a new file of the folder, open and locked."""
        name = self.folder / f"{time.time_ns():020d}-{os.getpid()}{_SUFFIX}"
        file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)
        fcntl.flock(file, fcntl.LOCK_EX)
        return name, file

    def release(self) -> None:
        """Let go of this process's file, so that it can be drained; the next append begins another."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def waiting(self) -> int:
        """Return how many bytes wait in the folder, those of other processes included."""
        sizes = 0
        for file in self._files():
            with suppress(FileNotFoundError):
                sizes += file.stat().st_size
        return sizes

    def _files(self) -> list[Path]:
        try:
            return sorted(path for path in self.folder.iterdir() if path.suffix == _SUFFIX)
        except (FileNotFoundError, NotADirectoryError):
            return []

    def is_usable(self) -> bool:
        """Return whether an append would be likely to succeed."""
        folder = self.folder if self.folder.exists() else self.folder.parent
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            return False
        room = os.statvfs(folder)
        return room.f_bavail * room.f_frsize > _HEADROOM and self.waiting() < self._most_bytes

    def abandoned(self) -> Iterator[tuple[int, Path]]:
        """Yield the files that nobody writes, open and locked for the caller, who closes them; the oldest first."""
        for path in self._files():
            try:
                file = os.open(path, os.O_RDWR | os.O_CLOEXEC)
            except FileNotFoundError:
                continue
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(file)
                continue
            if path.exists():
                yield file, path
            else:
                os.close(file)  # drained by somebody else a moment ago


def _write(file: int, data: bytes) -> None:
    while data:
        data = data[os.write(file, data) :]


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


class Drain:
    """Reads what waits in a spool, a portion at a time; one thread may use it. Close it to let go of its file."""

    def __init__(self, spool: Spool, *, at_once: int = 256) -> None:
        self._spool = spool
        self._at_once = at_once
        self._file: int | None = None
        self._path = Path()
        self._records: list[Arrival] = []
        self._rest = b""

    def next(self) -> list[Arrival]:
        """Return the next portion, none where nothing waits; call `taken` when it is in the database."""
        if self._file is None and not self._open():
            self._spool.release()
            self._open()
        return self._records[: self._at_once]

    def taken(self, rejected: Sequence[Arrival] = ()) -> None:
        """Go on to the next portion; a file all of which was taken is removed.

        What the database will never take, *rejected*, is put beside it, for somebody to look at.
        """
        if rejected:
            _log.error("spooled callbacks that the database refuses", count=len(rejected), file=self._path.name)
            with self._path.with_suffix(".rejected").open("ab") as file:
                file.write(b"".join(map(_record, rejected)))
                os.fsync(file.fileno())
        self._records = self._records[self._at_once :]
        if not self._records:
            self._finish()

    def _open(self) -> bool:
        for file, path in self._spool.abandoned():
            size = os.fstat(file).st_size
            data = os.pread(file, size, 0)
            records = list(read_records(data))
            self._rest = data[records[-1][0] if records else 0 :]
            self._records = [arrival for _, arrival in records]
            self._file, self._path = file, path
            if self._records:
                return True
            self._finish()
        return False

    def _finish(self) -> None:
        if _MAGIC in self._rest[1:]:
            # Not the last record is damaged, so whole ones may follow that were acknowledged.
            _log.error("spool file damaged", file=self._path.name, bytes=len(self._rest))
            self._path.rename(self._path.with_suffix(".damaged"))
        else:
            if self._rest:
                # Its sync never returned, so nobody was told that it was stored.
                _log.warning("torn record dropped", file=self._path.name, bytes=len(self._rest))
            self._path.unlink(missing_ok=True)
        self.close()

    def close(self) -> None:
        """Let go of the file; what was not taken waits for the next one."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
        self._records, self._rest = [], b""
