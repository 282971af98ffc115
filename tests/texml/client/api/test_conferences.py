"""The branch ``client.conferences``."""

from collections.abc import Callable
from typing import Any

from texml.client.api.conferences import Conferences


def test_branch_has_its_operations(check_branch: Callable[[type[Any], str, int], None]) -> None:
    check_branch(Conferences, "conferences", 23)
