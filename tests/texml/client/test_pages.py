"""Pages: iteration asks for each page once, when it is needed."""

import asyncio
from typing import Any

import pytest

from texml.client.pages import AsyncPages, Pages
from texml.vocabulary.control.conferences import ListConferences
from texml.vocabulary.control.resources import Conference
from texml.vocabulary.control.result import Page


class Shelf:
    """Three pages of two conferences; *asked* holds the numbers of those that were asked for."""

    def __init__(self) -> None:
        self.asked: list[int | None] = []

    def send(self, command: Any) -> Page[Conference]:
        self.asked.append(command.page_number)
        number = command.page_number or 1
        data = [{"id": f"{number}{letter}"} for letter in "ab"]
        return Page({"data": data, "meta": {"page_number": number, "total_pages": 3}}, Conference)

    async def send_later(self, command: Any) -> Page[Conference]:
        return self.send(command)


ALL = ["1a", "1b", "2a", "2b", "3a", "3b"]


def test_first_page_is_there_at_once_and_alone() -> None:
    shelf = Shelf()

    pages = Pages(shelf.send, ListConferences())

    assert (["1a", "1b"], 3, [None]) == ([item.id for item in pages.data], pages.meta.total_pages, shelf.asked)


def test_iteration_goes_over_all_pages() -> None:
    shelf = Shelf()

    assert ALL == [conference.id for conference in Pages(shelf.send, ListConferences())]
    assert [None, 2, 3] == shelf.asked


def test_next_page_is_asked_for_when_it_is_needed() -> None:
    shelf = Shelf()

    items = iter(Pages(shelf.send, ListConferences()))
    next(items), next(items)
    before = list(shelf.asked)
    next(items)

    assert ([None], [None, 2]) == (before, shelf.asked)


def test_iterating_again_begins_anew_with_the_same_first_page() -> None:
    shelf = Shelf()
    pages = Pages(shelf.send, ListConferences())

    assert list(pages) == list(pages)
    assert [None, 2, 3, 2, 3] == shelf.asked


def test_pages_come_one_by_one() -> None:
    assert [2, 2, 2] == [len(page) for page in Pages(Shelf().send, ListConferences()).by_page()]


def test_awaited_pages_go_over_all_pages() -> None:
    shelf = Shelf()

    async def collect() -> list[str]:
        return [conference.id async for conference in AsyncPages(shelf.send_later, ListConferences())]

    assert ALL == asyncio.run(collect())
    assert [None, 2, 3] == shelf.asked


def test_awaiting_gives_the_first_page() -> None:
    async def first() -> Page[Conference]:
        return await AsyncPages(Shelf().send_later, ListConferences(page_number=2))

    assert ["2a", "2b"] == [conference.id for conference in asyncio.run(first()).data]


def test_failure_on_the_way_comes_out() -> None:
    def send(command: Any) -> Page[Conference]:
        if command.page_number:
            raise LookupError
        return Shelf().send(command)

    with pytest.raises(LookupError):
        list(Pages(send, ListConferences()))


def test_pages_show_the_first_one() -> None:
    assert "Pages(Page([Conference(id='1a'), Conference(id='1b')]))" == repr(Pages(Shelf().send, ListConferences()))
