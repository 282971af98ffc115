"""The branch ``client.texml``."""

from collections.abc import Callable
from typing import Any

from texml.client.api.texml import Texml


def test_branch_has_its_operations(check_branch: Callable[[type[Any], str, int], None]) -> None:
    check_branch(Texml, "texml", 29)
