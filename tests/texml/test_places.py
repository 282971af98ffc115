"""Where the parts of a document stand: from the byte to line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.places import Attribute, Lines, Source

TEXT = "<a>\r\n\x0c\u2028é\r<b c='1'\n\td=\"2\"/>\n</a>"


@pytest.mark.parametrize(
    ("part", "place"),
    [
        pytest.param("<a>", (1, 1), id="first"),
        pytest.param("\x0c", (2, 1), id="after a carriage return and a line feed, which end one line"),
        pytest.param("é", (2, 3), id="behind what ends no line"),
        pytest.param("\r<b", (2, 4), id="behind a letter of two bytes"),
        pytest.param("<b", (3, 1), id="after a carriage return"),
        pytest.param("d=", (4, 2), id="behind a tab"),
        pytest.param("</a>", (5, 1), id="last line"),
    ],
)
def test_place_counts_lines_and_characters_from_one(part: str, place: tuple[int, int]) -> None:
    assert place == Source(TEXT.encode()).place(TEXT.encode().index(part.encode()))


@given(text=st.text("a\r\né\u2028", max_size=30), data=st.data())
def test_at_its_place_in_the_lines_stands_every_character(text: str, data: st.DataObject) -> None:
    source = Source(f"{text}x".encode())
    index = data.draw(st.integers(0, len(text)).filter(lambda index: f"{text}x"[index] not in "\r\n"))

    line, column = source.place(len(text[:index].encode()))

    assert f"{text}x"[index] == source.lines[line - 1][column - 1]


def test_lines_have_no_ends() -> None:
    assert ("<a>", "\x0c\u2028é", "<b c='1'", '\td="2"/>', "</a>") == Source(TEXT.encode()).lines


def test_attributes_are_told_as_they_are_written() -> None:
    raw = "<é a = '1>' b=\"&lt;\" c='é'/>".encode()

    assert [Attribute("a", "'1>'", 4), Attribute("b", '"&lt;"', 13), Attribute("c", "'é'", 22)] == list(
        Source(raw).attributes("é", 0)
    )


def test_attributes_of_the_next_element_are_left_alone() -> None:
    assert [] == list(Source(b"<a><b c='1'/></a>").attributes("a", 0))


def test_foreign_tree_knows_lines_at_most() -> None:
    assert ((3, 1), None, []) == (Lines().place(3), Lines().place(0), list(Lines().attributes("a", 3)))
