"""A connection that does not wait longer than it must, and what can be seen of one without waiting at all."""

import array
import fcntl
import re
import socket
import termios
import time
from collections.abc import Callable
from typing import Any

from gunicorn.workers.gthread import TConn

__all__ = ["REQUEST_S", "Connection", "has_ended", "is_whole", "readable", "say_too_slow"]

REQUEST_S = 5.0
"""How long a request may take, from its first byte to its last."""

_TOO_SLOW = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
_HEAD_MOST = 16 * 1024  # what has a longer head, gunicorn refuses
_WAIT_MOST = 32 * 1024  # of a longer request, the thread reads the rest: a socket's buffer need not hold more
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,9})[ \t]*\r\n", re.IGNORECASE)


class _Timed(socket.socket):
    """A socket on which a request has to be there, and its answer taken, in time."""

    _deadline = 0.0

    def setblocking(self, flag: bool) -> None:
        """Let a thread read a request and write an answer; both may wait, but not for ever."""
        self._deadline = time.monotonic() + REQUEST_S if flag else 0.0
        self.settimeout(REQUEST_S if flag else 0.0)

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Return what has come.

        Raises: TimeoutError when the request takes too long as a whole, however steadily it comes.
        """
        if self._deadline:
            left = self._deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self.settimeout(left)
        return super().recv(size, flags)


class Connection(TConn):
    """A connection of which reading and writing end in time, and that *linger* closes where it takes patience."""

    def __init__(self, cfg: Any, client: socket.socket, *args: Any, linger: Callable[[socket.socket], None]) -> None:
        super().__init__(cfg, _Timed(fileno=client.detach()), *args)
        self._linger = linger

    @property
    def has_next(self) -> bool:
        """Return whether the next request is there whole: a thread that takes it up will not have to wait."""
        return self._is_ahead or is_whole(self.sock)

    @property
    def _is_ahead(self) -> bool:
        """Return whether something that came behind the last request was read with it: the socket forgot that."""
        unreader = getattr(self.parser, "unreader", None)
        return unreader is not None and bool(unreader.buf.getvalue())

    @property
    def path(self) -> str | None:
        """Return the path of the next request if that is there to its last byte, as far as can be told by a look."""
        if self._is_ahead:
            # What is on the socket may only look like a request: it goes on where what was read breaks off.
            return None
        try:
            head = self.sock.recv(_HEAD_MOST, socket.MSG_PEEK)
        except OSError:
            return None
        end = head.find(b"\r\n\r\n")
        found = _LENGTH.search(head, 0, end + 2) if end >= 0 else None
        words = head.split(b" ", 2)
        if found is None or len(words) < 3:
            return None
        whole = end + 4 + int(found[1])
        if len(head) < whole and readable(self.sock) < whole:
            return None
        return words[1].partition(b"?")[0].decode("latin-1")

    def close(self, graceful: bool = False) -> None:
        """Close it; a *graceful* close lets the client read the answer to its end."""
        if graceful:
            self._linger(self.sock)
        else:
            super().close()


def is_whole(sock: socket.socket) -> bool:
    """Return whether a thread would not have to wait for the request on *sock*, which does not block."""
    try:
        head = sock.recv(_HEAD_MOST, socket.MSG_PEEK)
    except BlockingIOError:
        return False
    except OSError:
        return True  # whoever reads it will find out
    if not head:
        return True
    end = head.find(b"\r\n\r\n")
    if end < 0:
        return len(head) == _HEAD_MOST or b"\n\n" in head
    found = _LENGTH.search(head, 0, end + 2)
    if found is None:
        return True
    wanted = min(end + 4 + int(found[1]), _WAIT_MOST)
    return len(head) >= wanted or readable(sock) >= wanted or b"\r\nexpect:" in head[:end].lower()


def readable(sock: socket.socket) -> int:
    """Return how many bytes have come."""
    count = array.array("i", [0])
    fcntl.ioctl(sock.fileno(), termios.FIONREAD, count)
    return count[0]


def has_ended(sock: socket.socket) -> bool:
    """Return whether the client has hung up; what it still sent is thrown away."""
    try:
        while sock.recv(_HEAD_MOST):
            pass
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def say_too_slow(sock: socket.socket) -> None:
    """Answer a request that did not come in time, as far as anything of it has come."""
    try:
        if readable(sock):
            sock.send(_TOO_SLOW)
    except OSError:
        pass  # it has gone
