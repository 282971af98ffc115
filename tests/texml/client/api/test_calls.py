"""The branch ``client.calls``."""

from collections.abc import Callable
from typing import Any

from texml.client.api.calls import Calls


def test_branch_has_its_operations(check_branch: Callable[[type[Any], str, int], None]) -> None:
    check_branch(Calls, "calls", 23)
