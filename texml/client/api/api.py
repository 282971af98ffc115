"""The root of the tree of operations: ``client.conferences.actions.join(...)``.

Each branch is loaded when it is first used, as few programs use all.
"""

from typing import TYPE_CHECKING

from texml.client.operations import Mode, Resource

if TYPE_CHECKING:
    from texml.client.api.calls import Calls
    from texml.client.api.conferences import Conferences
    from texml.client.api.queues import Queues
    from texml.client.api.texml import Texml

__all__ = ["Api"]


class Api(Resource[Mode]):
    """All operations."""

    __slots__ = ()

    @property
    def calls(self) -> "Calls[Mode]":
        """Return calls."""
        from texml.client.api.calls import Calls  # noqa: PLC0415

        return Calls(self._runner)

    @property
    def conferences(self) -> "Conferences[Mode]":
        """Return conferences."""
        from texml.client.api.conferences import Conferences  # noqa: PLC0415

        return Conferences(self._runner)

    @property
    def queues(self) -> "Queues[Mode]":
        """Return queues."""
        from texml.client.api.queues import Queues  # noqa: PLC0415

        return Queues(self._runner)

    @property
    def texml(self) -> "Texml[Mode]":
        """Return the TeXML side."""
        from texml.client.api.texml import Texml  # noqa: PLC0415

        return Texml(self._runner)
