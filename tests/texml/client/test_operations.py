"""Operations: what a declaration in the tree becomes."""

import inspect
from typing import Any

import pytest

from texml.client.operations import Resource, Sync, listing, operation
from texml.errors import MissingArgument
from texml.vocabulary.control.conferences import ListConferences, RetrieveConference


class Recorder:
    def send(self, command: Any) -> Any:
        return ("sent", command)

    def pages(self, command: Any) -> Any:
        return ("listed", command)


class Rooms(Resource[Sync]):
    retrieve = operation(RetrieveConference)
    list = listing(ListConferences)


ROOMS = Rooms(Recorder())


def test_operation_sends_the_command_that_its_arguments_make() -> None:
    assert ("sent", RetrieveConference("c1", region="US")) == ROOMS.retrieve("c1", region="US")


def test_listing_asks_for_pages() -> None:
    assert ("listed", ListConferences(page_size=3)) == ROOMS.list(page_size=3)


def test_arguments_are_checked_before_anything_is_sent() -> None:
    with pytest.raises(MissingArgument, match=r"conferences\.retrieve: id: it is missing"):
        ROOMS.retrieve()  # type: ignore[call-arg]


def test_operation_has_a_name_and_a_meaning() -> None:
    method: Any = Rooms.retrieve

    assert ("retrieve", "Rooms.retrieve", "Show a conference.") == (
        method.__name__, method.__qualname__, method.__doc__,
    )  # fmt: skip


def test_operation_has_the_signature_of_its_command() -> None:
    assert "(id, *, region=None)" == str(inspect.signature(ROOMS.retrieve))


def test_resource_argument_may_be_called_as_it_likes() -> None:
    # A command may have an argument "self" or "resource": they never meet the method's own.
    with pytest.raises(TypeError, match="there is no such argument"):
        ROOMS.retrieve("c1", resource=1)  # type: ignore[call-arg]
