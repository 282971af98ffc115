"""Shared arguments: each has a meaning, and is used by more than one command."""

import re
from pathlib import Path

import pytest

from texml.vocabulary.control import words
from texml.vocabulary.control.argument import Arg

SOURCES = [path.read_text(encoding="utf-8") for path in Path(words.__file__).parent.glob("*.py")]


@pytest.mark.parametrize("name", words.__all__)
def test_argument_has_a_meaning(name: str) -> None:
    (marker,) = (extra for extra in getattr(words, name).__metadata__ if isinstance(extra, Arg))

    assert marker.doc.endswith(".")


@pytest.mark.parametrize("name", words.__all__)
def test_argument_is_shared(name: str) -> None:
    assert sum(len(re.findall(rf"words\.{name}\b", source)) for source in SOURCES) > 1
