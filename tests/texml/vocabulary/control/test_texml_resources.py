"""What the TeXML side answers with: each result is declared as it is documented."""

from collections.abc import Callable

import pytest

from texml.vocabulary.control import texml_resources
from texml.vocabulary.control.result import Result

# Inside others, where the documentation gives them no name.
UNNAMED = {"ConferenceName", "EndedBy"}


@pytest.mark.parametrize("name", sorted(set(texml_resources.__all__) - UNNAMED))
def test_result_is_declared_as_documented(name: str, documented_result: Callable[[type[Result]], None]) -> None:
    documented_result(getattr(texml_resources, name))
