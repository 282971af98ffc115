"""What the call control side answers with: each result is declared as it is documented."""

from collections.abc import Callable

import pytest

from texml.vocabulary.control import resources
from texml.vocabulary.control.result import Result

# Inside others, where the documentation gives them no name.
UNNAMED = {"ConferenceName", "EndedBy"}


@pytest.mark.parametrize("name", sorted(set(resources.__all__) - UNNAMED))
def test_result_is_declared_as_documented(name: str, documented_result: Callable[[type[Result]], None]) -> None:
    documented_result(getattr(resources, name))
