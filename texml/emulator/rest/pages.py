"""Pages of the TeXML side: counted from 0, each with the URI of the next one."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from texml.emulator.rest.problems import Refused, out_of_range
from texml.vocabulary.control.command import ListCommand
from texml.vocabulary.control.declaration import arguments
from texml.vocabulary.control.result import Page

__all__ = ["page_of"]

_SIZE = 20
_MOST = 250  # as on the other side of the API; the TeXML pages give no bounds (assumed)


def page_of(command: ListCommand[Any, Any], items: Sequence[dict[str, Any]], where: str) -> dict[str, Any]:
    """Return the page of *items* that *command* asks for; *where* is the list's own URI.

    Raises: Refused where page or size are none.
    """
    number, size = _given(command, "page", 0), _given(command, "page_size", _SIZE)
    if number < 0:
        raise Refused(out_of_range("Page", "0 or more"))
    if not 1 <= size <= _MOST:
        raise Refused(out_of_range("PageSize", f"1 to {_MOST}"))
    found = items[number * size : (number + 1) * size]
    filters = _filters(command)

    def uri(number: int) -> str:
        return f"{where}?{urlencode({**filters, 'Page': number, 'PageSize': size})}"

    cls: type[Page[Any]] = getattr(command.result_type, "__origin__", command.result_type)
    page = {
        cls.items_in: list(found),
        "page": number,
        "page_size": size,
        "start": number * size,
        "end": number * size + max(len(found) - 1, 0),
        "uri": uri(number),
        "first_page_uri": uri(0),
    }
    return page | ({"next_page_uri": uri(number + 1)} if (number + 1) * size < len(items) else {})


def _given(command: ListCommand[Any, Any], name: str, default: int) -> int:
    found = command.given.get(name)
    return default if found is None else int(found)


def _filters(command: ListCommand[Any, Any]) -> dict[str, Any]:
    table = arguments(type(command))
    in_path = {name for name in table if f"{{{name}}}" in command.http_path}
    kept = {name: value for name, value in command.given.items() if name not in in_path}
    return {table[name].wire: value for name, value in kept.items() if name not in {"page", "page_size", "page_token"}}
