"""Closed sets: no word twice, and none that documents have under another name."""

from typing import get_args

import pytest

from texml.vocabulary import choices
from texml.vocabulary.control import sets


@pytest.mark.parametrize("name", sets.__all__)
def test_words_differ(name: str) -> None:
    words = get_args(getattr(sets, name))

    assert len(words) == len(set(words)) > 1


@pytest.mark.parametrize("name", sets.__all__)
def test_set_is_written_once(name: str) -> None:
    words = set(get_args(getattr(sets, name)))

    assert [] == [other for other in choices.__all__ if set(get_args(getattr(choices, other))) == words]
