"""Recordings as files that play: kept, and served in process and, on request, over HTTP on this machine."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import httpx

from texml.emulator import audio
from texml.emulator.engine.effects import Recorded
from texml.errors import EmulatorError

__all__ = ["IN_PROCESS_URL", "Recordings"]

IN_PROCESS_URL = "https://recordings.emulator.invalid/"
"""Where recordings are when they are not served over HTTP: a name that no network has."""

_PITCHES = {"speech": 220.0, "beep": 1_000.0, "audio": 440.0}


class Recordings(httpx.BaseTransport):
    """The recordings of a world, by their URL; as a transport it answers requests for them.

    Each is a WAV file, also where its URL ends in mp3: silence, with a tone wherever something was to be heard. Served
    over HTTP they are below *url*, an address of this machine, until `close`.
    """

    def __init__(self, *, over_http: bool = False) -> None:
        self._made: dict[str, Recorded] = {}
        self._server: ThreadingHTTPServer | None = None
        self._thread: Thread | None = None
        self.url = self._listen() if over_http else IN_PROCESS_URL

    def keep(self, made: Recorded) -> None:
        """Keep a recording that is complete."""
        self._made[urlsplit(made.url).path] = made

    @property
    def all(self) -> list[Recorded]:
        """Return the recordings, oldest first."""
        return list(self._made.values())

    def wav(self, url: str) -> bytes:
        """Return the recording at *url*.

        Raises: EmulatorError where none is ready there.
        """
        made = self._made.get(urlsplit(url).path)
        if made is None:
            raise EmulatorError(f"no recording is ready at {url}")
        tones = [audio.Tone(tone.start_s, tone.start_s + tone.duration_s, _PITCHES[tone.sound]) for tone in made.tones]
        return audio.wav(made.duration_s, tones)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer a request for a recording: 200 with the file, or 404."""
        try:
            return httpx.Response(200, content=self.wav(str(request.url)), headers={"Content-Type": "audio/wav"})
        except EmulatorError:
            return httpx.Response(404)

    def _listen(self) -> str:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self.wav))
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def close(self) -> None:
        """Stop serving."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
            self._server = None


def _handler(wav: Callable[[str], bytes]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                body, status = wav(self.path), 200
            except EmulatorError:
                body, status = b"", 404
            self.send_response(status)
            self.send_header("Content-Type", "audio/wav")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing: the timeline tells."""

    return Handler
