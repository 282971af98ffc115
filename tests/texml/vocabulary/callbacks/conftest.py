"""The witness of the platform's requests: what a page documents, held against the class that reads it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from texml.callbacks import Callback, read_callback, read_form, to_form
from texml.vocabulary.record import params

Row = tuple[Any, ...]

# What no page lists, but we read all the same; each says so by its grade.
OURS = {"ConferenceSid"}


def _read(kind: str, pairs: dict[str, str]) -> Callback:
    return read_callback(kind, read_form(urlencode(pairs).encode()))


@pytest.fixture
def witness() -> Callable[[str, type[Callback], list[Row], list[str]], None]:
    """Return what checks a class against a page: kind, class, rows of the page, names that are always sent."""

    def check(kind: str, cls: type[Callback], rows: list[Row], always: list[str]) -> None:
        sent = {wire: text for wire, _, text, *_ in rows}
        made = cls(**{name: value for _, name, *_, value in rows})

        callback = _read(kind, sent)

        assert cls is type(callback)
        assert (kind, ()) == (callback.kind, callback.problems)
        assert made == callback.replaced()
        assert sent == dict(made.fields)
        assert sent == dict(read_form(to_form(made)).pairs)
        assert set(sent) == {row.wire for row in params(cls)} - (OURS - set(sent))
        for wire in sent:
            less = _read(kind, {name: text for name, text in sent.items() if name != wire} | {"Other": "1"})
            assert ((f"{wire} is missing",) if wire in always else ()) == less.problems

    return check
