"""What makes the tree of operations: each is declared once, and typed for both clients.

``join = operation(JoinConference)`` gives a resource a method ``join`` with the signature of `JoinConference`. On the
tree of a `Client` it returns the result, on that of an `AsyncClient` a coroutine of it.
"""

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Protocol, TypeVar, overload

from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.result import Page

if TYPE_CHECKING:
    from inspect import Signature

    from texml.client.pages import AsyncPages, Pages

__all__ = ["Async", "Mode", "Resource", "Runner", "Sync", "listing", "operation"]


class Sync:
    """Mark the tree of a client that waits."""


class Async:
    """Mark the tree of a client whose operations are awaited."""


Mode = TypeVar("Mode", Sync, Async)
_P = ParamSpec("_P")
_R = TypeVar("_R")
_Page = TypeVar("_Page", bound=Page[Any])
_T = TypeVar("_T")


class Runner(Protocol):
    """What carries out commands: a client."""

    def send(self, command: Any) -> Any:
        """Return the result of *command*, or a coroutine of it."""

    def pages(self, command: Any) -> Any:
        """Return the pages of a list."""


class Resource(Generic[Mode]):
    """A branch of the tree of operations."""

    __slots__ = ("_runner",)

    def __init__(self, runner: Runner) -> None:
        self._runner = runner


class operation(Generic[_P, _R]):  # noqa: N801  # reads as a word of the declaration
    """Declare, in a resource, the method that carries out a command."""

    def __init__(self, command: Callable[_P, Command[_R]]) -> None:
        self.command = command

    def __set_name__(self, owner: type[Resource[Any]], name: str) -> None:
        command: Any = self.command

        def carry_out(resource: Any, /, *args: Any, **kwargs: Any) -> Any:
            return resource._runner.send(command(*args, **kwargs))  # noqa: SLF001  # the tree's own

        _install(owner, name, carry_out, command)

    if TYPE_CHECKING:

        @overload
        def __get__(self, resource: Resource[Sync], owner: Any) -> Callable[_P, _R]: ...
        @overload
        def __get__(self, resource: Resource[Async], owner: Any) -> Callable[_P, Coroutine[Any, Any, _R]]: ...
        def __get__(self, resource: Any, owner: Any) -> Any: ...


class listing(Generic[_P, _Page, _T]):  # noqa: N801  # as operation
    """Declare, in a resource, the method that lists: its answer iterates over all pages."""

    def __init__(self, command: Callable[_P, ListCommand[_Page, _T]]) -> None:
        self.command = command

    def __set_name__(self, owner: type[Resource[Any]], name: str) -> None:
        command: Any = self.command

        def carry_out(resource: Any, /, *args: Any, **kwargs: Any) -> Any:
            return resource._runner.pages(command(*args, **kwargs))  # noqa: SLF001  # the tree's own

        _install(owner, name, carry_out, command)

    if TYPE_CHECKING:

        @overload
        def __get__(self, resource: Resource[Sync], owner: Any) -> Callable[_P, Pages[_Page, _T]]: ...
        @overload
        def __get__(self, resource: Resource[Async], owner: Any) -> Callable[_P, AsyncPages[_Page, _T]]: ...
        def __get__(self, resource: Any, owner: Any) -> Any: ...


def _install(owner: type[Any], name: str, method: Callable[..., Any], command: type[Command[Any]]) -> None:
    """Put a plain function in the place of the declaration: it costs nothing to find, and `help` knows it."""
    described: Any = method
    described.__name__ = name
    described.__qualname__ = f"{owner.__qualname__}.{name}"
    described.__doc__ = command.__doc__
    described.command = command
    described.__wrapped__ = _Described(command)
    setattr(owner, name, method)


class _Described:
    """What ``inspect.signature`` reads instead of a method: the signature of its command."""

    def __init__(self, command: type[Command[Any]]) -> None:
        self.command = command

    def __call__(self) -> None:
        """Be callable, which inspect asks for."""

    @property
    def __signature__(self) -> "Signature":
        from inspect import Parameter, Signature, signature  # noqa: PLC0415  # slow to import

        own = [Parameter("self", Parameter.POSITIONAL_OR_KEYWORD)]
        return Signature([*own, *signature(self.command).parameters.values()])
