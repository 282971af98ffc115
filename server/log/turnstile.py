"""Let the processes that write one log take turns.

SQLite makes a writer that finds the database locked sleep and try again, ever longer, and whoever happens to wake at
the right moment wins: under load some requests wait for hundreds of milliseconds. Here a writer waits in the kernel
instead, and the one that has just written cannot overtake the one that waits.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType

__all__ = ["Turnstile"]


class Turnstile:
    """A lock between processes, taken with ``with``; give each process its own for the same *path*.

    Two advisory locks on one file make it fair: to write one must hold the second, and the wait for the second is
    spent holding the first. Who comes out of the second therefore finds the first taken and queues. The kernel gives
    both back when a process dies.
    """

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        self._gate = os.open(f"{path}-gate", flags, 0o600)
        try:
            self._lock = os.open(f"{path}-lock", flags, 0o600)
        except OSError:
            os.close(self._gate)
            raise

    def __enter__(self) -> None:
        fcntl.flock(self._gate, fcntl.LOCK_EX)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        finally:
            fcntl.flock(self._gate, fcntl.LOCK_UN)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        fcntl.flock(self._lock, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give back the files; the lock files themselves stay, as another process may hold them."""
        os.close(self._gate)
        os.close(self._lock)
