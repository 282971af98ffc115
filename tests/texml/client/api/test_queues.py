"""The branch ``client.queues``."""

from collections.abc import Callable
from typing import Any

from texml.client.api.queues import Queues


def test_branch_has_its_operations(check_branch: Callable[[type[Any], str, int], None]) -> None:
    check_branch(Queues, "queues", 9)
