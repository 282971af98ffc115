"""What the tests of the command share."""

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from texml.cli import main


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Result]:
    """Return what runs the command with its arguments, as a terminal would."""

    def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, prog_name="texml")

    return run


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Callable[[type[BaseHTTPRequestHandler]], AbstractContextManager[str]]:
    """Return what serves with a handler, and gives the base URL."""
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")

    @contextmanager
    def serving(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
        with HTTPServer(("127.0.0.1", 0), handler) as server:
            thread = Thread(target=server.serve_forever, args=(0.01,))
            thread.start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()
            thread.join()
        gc.collect()  # an answer that was left open is told here, and not in a later test

    return serving
