"""Arguments: the marker keeps the facts, and shapes of texts take what they say."""

import re

import pytest

from texml.vocabulary.control.argument import Arg, HeaderText, HttpUrl, SocketUrl, Tones


def test_marker_keeps_the_facts_it_is_given() -> None:
    facts = {
        "wire": "Name", "min": 1, "max": 2, "also": (0,), "longest": 3, "may_be_blank": True, "default": "1",
        "unit": "s",
        "joined": " ", "lone_is_text": True, "is_secret": True, "source": "page", "grade": "assumed",
    }  # fmt: skip

    arg = Arg("What it means.", **facts)  # type: ignore[arg-type]

    assert {"doc": "What it means.", **facts} == {name: getattr(arg, name) for name in Arg.__slots__}


@pytest.mark.parametrize(
    ("shape", "text", "matches"),
    [
        (HttpUrl, "https://example.com/a.mp3", True), (HttpUrl, "HTTP://example.com", True),
        (HttpUrl, "ftp://example.com", False), (HttpUrl, "/a.mp3", False), (HttpUrl, "https://a b", False),
        (HttpUrl, "https://", False), (HttpUrl, "https://a\n", False),
        (HeaderText, "a b", True), (HeaderText, "a\r\nX-Other: b", False), (HeaderText, "a\n", False),
        (HeaderText, "", False), (HeaderText, "a\x7f", False),
        (SocketUrl, "wss://example.com", True), (SocketUrl, "https://example.com", False),
        (Tones, "0123456789ABCD*#wW", True), (Tones, "E", False), (Tones, "", False), (Tones, "1\n", False),
    ],
)  # fmt: skip
def test_shape_takes_what_it_says(shape: object, text: str, matches: bool) -> None:
    pattern = shape.__metadata__[0]  # type: ignore[attr-defined]

    assert matches == (re.fullmatch(pattern.regex, text) is not None)
