"""The API on a port of this machine, for clients in other processes."""

from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from texml.emulator.rest.side import BASE_PATH, RestSide

__all__ = ["RestServer"]

_POLL_S = 0.05


class RestServer:
    """Serves *side* on 127.0.0.1 until `close`; its *url* is the base URL for clients.

    Somebody must drive the world meanwhile (`texml.emulator.realtime`), which has a pool: requests are answered in the
    driver's turn. Port 0 takes a free one.

    Raises: OSError where the port cannot be had.
    """

    def __init__(self, side: RestSide, *, port: int = 0) -> None:
        self._server = WSGIServer(("127.0.0.1", port), _Handler)
        self._server.set_app(side)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": _POLL_S})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}{BASE_PATH}"

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(WSGIRequestHandler):
    def get_environ(self) -> dict[str, Any]:
        return super().get_environ() | {"RAW_URI": self.path}

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the timeline tells."""
