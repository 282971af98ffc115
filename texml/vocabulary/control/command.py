"""Commands: what can be asked of the platform's REST API, each a frozen value of its arguments."""

from typing import Any, ClassVar, Generic, Literal, TypeVar, get_args, get_origin

from texml.vocabulary.control.parameters import Parameters
from texml.vocabulary.control.result import Page

__all__ = ["Command", "HttpMethod", "ListCommand"]

HttpMethod = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]

_R = TypeVar("_R")
_P = TypeVar("_P", bound=Page[Any])
_T = TypeVar("_T")

_IDEMPOTENT = frozenset({"GET", "PUT", "DELETE"})


class Command(Parameters, Generic[_R]):
    """One request to the platform, whose answer is read as ``_R``.

    The class says which: `http_method` and `http_path`, whose ``{words}`` are arguments; `result_type` is what ``_R``
    stands for, None for an answer without a body. `find_out` says how to see whether the command was carried out.
    """

    name_of_command: ClassVar[str] = ""
    """Where a client has it: ``conferences.actions.join``."""
    http_method: ClassVar[HttpMethod] = "GET"
    result_type: ClassVar[Any] = None
    find_out: ClassVar[str] = ""

    def __init_subclass__(
        cls,
        *,
        name: str | None = None,
        method: HttpMethod | None = None,
        path: str | None = None,
        find_out: str | None = None,
        **kwargs: Any,
    ) -> None:
        """Take a declaration, *source*, *camel* and *together* as `Parameters` does."""
        super().__init_subclass__(**kwargs)
        cls.name_of_command = cls.name_of_command if name is None else name
        cls.http_method = cls.http_method if method is None else method
        cls.http_path = cls.http_path if path is None else path
        cls.find_out = cls.find_out if find_out is None else find_out
        for base in cls.__dict__.get("__orig_bases__", ()):
            origin = get_origin(base)
            if isinstance(origin, type) and issubclass(origin, Command) and not isinstance(get_args(base)[0], TypeVar):
                cls.result_type = get_args(base)[0]

    @classmethod
    def takes_command_id(cls) -> bool:
        """Return whether the platform carries out only the first of several commands with the same command_id."""
        return "command_id" in cls.optional

    @classmethod
    def is_idempotent(cls) -> bool:
        """Return whether sending it twice is the same as once, by its HTTP method."""
        return cls.http_method in _IDEMPOTENT


class ListCommand(Command[_P], Generic[_P, _T]):
    """A command whose answer is the first of several pages of ``_T``."""
