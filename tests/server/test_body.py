"""Reading a body whole, or saying why not."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from server.body import MAX_BYTES, BodyRefused, query, read_body


class _Broken:
    """A stream that breaks off as those of gunicorn do, with an error of the server's own."""

    def read(self, most: int) -> bytes:
        raise EOFError("connection reset by +13125550100")


def with_length(body: bytes, length: str | None = None) -> dict[str, Any]:
    return {"CONTENT_LENGTH": str(len(body)) if length is None else length, "wsgi.input": BytesIO(body)}


def chunked(body: bytes) -> dict[str, Any]:
    return {"wsgi.input_terminated": True, "wsgi.input": BytesIO(body)}


def test_most_is_64_kib() -> None:
    assert 65_536 == MAX_BYTES


@pytest.mark.parametrize("environ", [with_length, chunked], ids=["with-length", "chunked"])
class TestWhole:
    @pytest.mark.parametrize(
        "body", [b"", b"A=1", b"\0\xff\r\n", bytes(MAX_BYTES)], ids=["empty", "form", "bytes", "most"]
    )
    def test_body_is_returned_byte_for_byte(self, body: bytes, environ: Callable[..., dict[str, Any]]) -> None:
        assert body == read_body(environ(body))

    def test_body_over_the_limit_is_refused_with_413(self, environ: Callable[..., dict[str, Any]]) -> None:
        with pytest.raises(BodyRefused, match="65536 bytes") as caught:
            read_body(environ(bytes(MAX_BYTES + 1)))

        assert 413 == caught.value.status


def test_body_over_the_limit_is_not_read() -> None:
    environ = with_length(b"A=1", str(MAX_BYTES + 1))

    with pytest.raises(BodyRefused, match="65536 bytes"):
        read_body(environ)

    assert 0 == environ["wsgi.input"].tell()


def test_chunked_body_is_read_no_further_than_one_byte_over_the_limit() -> None:
    environ = chunked(bytes(MAX_BYTES * 2))

    with pytest.raises(BodyRefused, match="65536 bytes"):
        read_body(environ)

    assert MAX_BYTES + 1 == environ["wsgi.input"].tell()


@pytest.mark.parametrize(("there", "declared"), [(b"", "1"), (b"A=1", "100"), (b"A=1", "4")])
def test_body_that_was_cut_off_is_refused_with_400(there: bytes, declared: str) -> None:
    with pytest.raises(BodyRefused, match="the body was cut off") as caught:
        read_body(with_length(there, declared))

    assert 400 == caught.value.status


@pytest.mark.parametrize("declared", ["x", "-1", "+3", "3.0", "0x3", "3, 3", " 3", "\u0663", "3_0"])
def test_length_that_is_no_number_is_refused_with_400(declared: str) -> None:
    with pytest.raises(BodyRefused, match="Content-Length is no number") as caught:
        read_body(with_length(b"A=1", declared))

    assert 400 == caught.value.status


@pytest.mark.parametrize(
    "environ",
    [{"CONTENT_LENGTH": "3"}, {"CONTENT_LENGTH": "", "wsgi.input_terminated": True}, {"wsgi.input_terminated": True}],
    ids=["with-length", "empty-length", "chunked"],
)
def test_body_that_breaks_off_is_refused_with_400(environ: dict[str, Any]) -> None:
    with pytest.raises(BodyRefused, match=r"^the body could not be read$") as caught:
        read_body(environ | {"wsgi.input": _Broken()})

    assert 400 == caught.value.status


def test_more_than_the_declared_length_is_left_unread() -> None:
    assert b"A=1" == read_body(with_length(b"A=1&B=2", "3"))


@pytest.mark.parametrize("length", [{}, {"CONTENT_LENGTH": ""}], ids=["none", "empty"])
def test_body_without_length_and_end_is_empty(length: dict[str, str]) -> None:
    assert b"" == read_body(length | {"wsgi.input": BytesIO(b"A=1")})


def test_body_that_does_not_come_in_time_is_refused_with_408() -> None:
    class Slow:
        def read(self, size: int) -> bytes:
            raise TimeoutError

    with pytest.raises(BodyRefused, match=r"^the body took too long$") as caught:
        read_body({"CONTENT_LENGTH": "3", "wsgi.input": Slow()})

    assert 408 == caught.value.status


@pytest.mark.parametrize(
    ("environ", "sent"),
    [({}, b""), ({"QUERY_STRING": "To=%2B1312"}, b"To=%2B1312"), ({"QUERY_STRING": "\xff"}, b"\xff")],
)
def test_query_is_the_bytes_that_were_sent(environ: dict[str, Any], sent: bytes) -> None:
    assert sent == query(environ)
