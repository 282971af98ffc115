"""Read a request's body whole, or say why not; nothing else may read it first. What a GET has in its stead: the query.

gunicorn hands on a body that was cut off as if it were whole, and Werkzeug cuts a chunked one at its limit without a
word, so the length is checked here.
"""

from typing import Any

__all__ = ["MAX_BYTES", "BodyRefused", "query", "read_body"]

MAX_BYTES = 64 * 1024


class BodyRefused(Exception):
    """Say with which *status* a request is refused whose body cannot be taken."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def _too_long() -> BodyRefused:
    return BodyRefused(413, f"a body may have {MAX_BYTES} bytes")


def read_body(environ: dict[str, Any]) -> bytes:
    """Return the body of the request behind a WSGI *environ*.

    Raises: BodyRefused with 413 for more than `MAX_BYTES`, with 400 for a body that was cut off, with 408 for one that
    did not come in time.
    """
    declared = environ.get("CONTENT_LENGTH")
    if not declared:
        # A chunked body has no length; its end is marked, and the server in front sees to that.
        body = _read(environ, MAX_BYTES + 1) if environ.get("wsgi.input_terminated") else b""
        if len(body) > MAX_BYTES:
            raise _too_long()
        return body
    length = int(declared) if declared.isascii() and declared.isdigit() else -1
    if length < 0:
        raise BodyRefused(400, "Content-Length is no number")
    if length > MAX_BYTES:
        raise _too_long()
    body = _read(environ, length)
    if len(body) < length:
        raise BodyRefused(400, "the body was cut off")
    return body


def query(environ: dict[str, Any]) -> bytes:
    """Return the query of the request behind a WSGI *environ*, as it was sent."""
    # WSGI carries bytes in str, one for one.
    return str(environ.get("QUERY_STRING", "")).encode("latin-1")


def _read(environ: dict[str, Any], most: int) -> bytes:
    try:
        body: bytes = environ["wsgi.input"].read(most)
    except TimeoutError as err:
        raise BodyRefused(408, "the body took too long") from err
    except Exception as err:  # each WSGI server has errors of its own for a body that breaks off or is malformed
        raise BodyRefused(400, "the body could not be read") from err
    return body
