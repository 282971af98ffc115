"""Errors about requests and answers."""

import pytest

from texml.errors import UnknownField


@pytest.mark.parametrize(
    ("nearest", "message"),
    [("Digits", "GatherAction: it has no 'Digit'; did you mean 'Digits'?"), (None, "GatherAction: it has no 'Digit'")],
)
def test_unknown_field_is_told_with_the_nearest(nearest: str | None, message: str) -> None:
    error = UnknownField("GatherAction", "Digit", nearest)

    assert (message, "GatherAction", "Digit") == (str(error), error.record, error.name)
