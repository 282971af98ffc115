"""What is remembered of texts that were read, and what never is."""

import pytest

from texml import Mustache
from texml.errors import MissingContent
from texml.vocabulary.kinds import Flag, Readings, Whole, Words
from texml.vocabulary.refusal import Refusal


def test_text_is_read_once() -> None:
    asked = []
    readings = Readings("length", lambda text: asked.append(text) or len(text))

    assert ([3, 3], ["abc"]) == ([readings["abc"], readings["abc"]], asked)


def test_value_is_what_the_kind_reads() -> None:
    assert (True, 7) == (Readings("a", Flag().read)["true"], Readings("b", Whole(1, 9).read)["7"])


def test_what_is_refused_is_refused_again() -> None:
    readings = Readings("text", Words().read)

    for _ in range(2):
        with pytest.raises(Refusal) as caught:
            readings[" "]
        assert caught.value.error is MissingContent


def test_no_more_than_so_many_are_kept() -> None:
    readings = Readings("text", Words().read)

    values = [readings[f"text {number}"] for number in range(1_000)]

    assert ([f"text {number}" for number in range(1_000)], True) == (values, 0 < len(readings) <= 128)


@pytest.mark.parametrize("length", [256, 257])
def test_long_text_is_not_kept(length: int) -> None:
    readings = Readings("text", Words().read)

    assert (readings["x" * length], length <= 256) == ("x" * length, bool(readings))


@pytest.mark.parametrize("texts", [["{{To}}", Mustache("{{To}}")], [Mustache("{{To}}"), "{{To}}"]])
def test_text_to_expand_and_its_plain_twin_stay_apart(texts: list[str]) -> None:
    readings = Readings("text", Words().read)

    assert [type(text) for text in texts] == [type(readings[text]) for text in texts]
