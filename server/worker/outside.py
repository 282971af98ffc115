"""Connections that no thread is given to: the request is not there whole, or who was answered hangs up slowly."""

import select
import socket
import time
from collections.abc import Callable

from server.worker.connection import REQUEST_S, Connection, has_ended, is_whole, say_too_slow

__all__ = ["Outside"]

_LEAVE_S = 2.0  # for who was answered to hang up
_ANY_BYTE = select.EPOLLIN | select.EPOLLRDHUP | select.EPOLLET


class Outside:
    """Watches connections until a request is there whole, which *take_up* gets, or until patience ends.

    Its file descriptor is readable when there is something to `look` at. One thread uses it.
    """

    def __init__(self, take_up: Callable[[Connection], None]) -> None:
        self._take_up = take_up
        # By file descriptor, with the moment at which patience ends; the oldest come first.
        self._waiting: dict[int, tuple[Connection, float]] = {}
        self._leaving: dict[int, tuple[socket.socket, float]] = {}
        self._epoll = select.epoll()

    def fileno(self) -> int:
        """Return the file descriptor to watch."""
        return self._epoll.fileno()

    def close(self) -> None:
        """Watch no more."""
        self._epoll.close()

    def wait(self, connection: Connection) -> None:
        """Have *connection* wait until its request is there whole."""
        number = connection.sock.fileno()
        self._waiting[number] = (connection, time.monotonic() + REQUEST_S)
        self._epoll.register(number, _ANY_BYTE)

    def let_leave(self, sock: socket.socket) -> None:
        """Say that there is nothing more to come, and close once the client has: before, it might miss the answer."""
        sock.setblocking(False)
        try:
            sock.shutdown(socket.SHUT_WR)
        except OSError:
            sock.close()
            return
        if has_ended(sock):
            sock.close()
            return
        self._leaving[sock.fileno()] = (sock, time.monotonic() + _LEAVE_S)
        self._epoll.register(sock.fileno(), _ANY_BYTE)

    def look(self) -> None:
        """Let in whose request is there whole now, and forget who has hung up."""
        for number, event in self._epoll.poll(0):
            has_hung_up = bool(event & ~select.EPOLLIN)
            if number in self._leaving:
                sock, _deadline = self._leaving[number]
                if has_hung_up or has_ended(sock):
                    self._epoll.unregister(number)
                    del self._leaving[number]
                    sock.close()
                continue
            connection, _deadline = self._waiting[number]
            if has_hung_up or is_whole(connection.sock):
                self._epoll.unregister(number)
                del self._waiting[number]
                self._take_up(connection)

    def drop(self, now: float, *, is_ending: bool) -> int:
        """Close the connections that patience has ended with; return how many of them had been heard of as clients.

        Where the worker is *is_ending*, patience has ended with all.
        """
        dropped = 0
        for number, (connection, deadline) in list(self._waiting.items()):
            if now < deadline and not is_ending:
                break
            del self._waiting[number]
            self._epoll.unregister(number)
            dropped += 1
            say_too_slow(connection.sock)
            connection.sock.close()
        for number, (sock, deadline) in list(self._leaving.items()):
            if now < deadline and not is_ending:
                break
            del self._leaving[number]
            self._epoll.unregister(number)
            sock.close()
        return dropped
