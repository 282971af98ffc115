"""Which command asks for the page after this one; pure."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from texml.vocabulary.control.command import ListCommand
from texml.vocabulary.control.declaration import arguments
from texml.vocabulary.control.result import Page, TexmlPage

__all__ = ["next_command"]


def next_command(command: ListCommand[Any, Any], page: Page[Any]) -> ListCommand[Any, Any] | None:
    """Return the command for the page after *page*, which answered *command*, or None if it was the last."""
    following = _after_texml(command, page) if isinstance(page, TexmlPage) else _after(command, page)
    return None if following == command else following


def _after(command: ListCommand[Any, Any], page: Page[Any]) -> ListCommand[Any, Any] | None:
    number, total = page.meta.page_number, page.meta.total_pages
    if number is None or total is None or number >= total or not len(page):
        return None
    return command.replace(page_number=number + 1)


def _after_texml(command: ListCommand[Any, Any], page: TexmlPage[Any]) -> ListCommand[Any, Any] | None:
    """Follow ``next_page_uri``: what its query says goes into the command, also where no page documents it."""
    if not page.next_page_uri:
        return None
    query = dict(parse_qsl(urlsplit(page.next_page_uri).query))
    declared = {argument.wire: argument for argument in arguments(type(command)).values()}
    changes: dict[str, Any] = {}
    extra = dict(command.extra)
    for wire in ("Page", "PageSize", "PageToken"):
        if wire not in query:
            continue
        if wire not in declared:
            extra[wire] = query[wire]
        elif wire == "PageToken":
            changes[declared[wire].name] = query[wire]
        elif query[wire].isdecimal():
            changes[declared[wire].name] = int(query[wire])
    return command.replace(**changes).with_extra(extra)
