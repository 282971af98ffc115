"""Lists that ask for their next page when it is needed."""

from collections.abc import AsyncIterator, Callable, Coroutine, Generator, Iterator
from typing import Any, Generic, TypeVar, cast

from texml.client.paging import next_command
from texml.vocabulary.control.command import ListCommand
from texml.vocabulary.control.result import Page, PageMeta

__all__ = ["AsyncPages", "Pages"]

_PageT = TypeVar("_PageT", bound=Page[Any])
_T = TypeVar("_T")


class Pages(Generic[_PageT, _T]):
    """All items of a list: iterating asks for the next page when it is needed.

    The first page is here already: *first*, with its items as *data* and its place as *meta*. What changes on the
    platform while one iterates may come twice or not at all.
    """

    def __init__(self, send: Callable[[ListCommand[_PageT, _T]], _PageT], command: ListCommand[_PageT, _T]) -> None:
        self._send = send
        self._command = command
        self.first = send(command)

    @property
    def data(self) -> tuple[_T, ...]:
        """Return the items of the first page."""
        return self.first.data

    @property
    def meta(self) -> PageMeta:
        """Return where the first page stands, and how many there are."""
        return self.first.meta

    def by_page(self) -> Iterator[_PageT]:
        """Yield page after page.

        Raises: ApiError if a page cannot be had.
        """
        command, page = self._command, self.first
        yield page
        while (following := next_command(command, page)) is not None:
            command = following
            page = self._send(command)
            yield page

    def __iter__(self) -> Iterator[_T]:
        for page in self.by_page():
            yield from page.data

    def __repr__(self) -> str:
        return f"Pages({self.first!r})"


class AsyncPages(Generic[_PageT, _T]):
    """All items of a list: ``async for`` asks for each page when it is needed, ``await`` gives the first page."""

    def __init__(
        self,
        send: Callable[[ListCommand[_PageT, _T]], Coroutine[Any, Any, _PageT]],
        command: ListCommand[_PageT, _T],
    ) -> None:
        self._send = send
        self._command = command

    def __await__(self) -> Generator[Any, Any, _PageT]:
        return self._send(self._command).__await__()

    async def by_page(self) -> AsyncIterator[_PageT]:
        """Yield page after page.

        Raises: ApiError if a page cannot be had.
        """
        command: ListCommand[_PageT, _T] | None = self._command
        while command is not None:
            page = await self._send(command)
            yield page
            command = next_command(command, page)

    async def __aiter__(self) -> AsyncIterator[_T]:
        async for page in self.by_page():
            for item in page.data:
                yield cast("_T", item)
