"""Queues and the calls in them."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.control import words
from texml.vocabulary.control.argument import Arg
from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.resources import Queue, QueueCall
from texml.vocabulary.control.result import Answer, Page
from texml.vocabulary.facts import KW_ONLY

__all__ = [
    "CreateQueue",
    "DeleteQueue",
    "ListQueueCalls",
    "ListQueues",
    "RemoveQueueCall",
    "RetrieveCallFromQueue",
    "RetrieveCallQueue",
    "UpdateCallInQueue",
    "UpdateQueue",
]


class ListQueues(ListCommand[Page[Queue], Queue], name="queues.list", method="GET", path="/queues"):
    """List queues."""

    _: KW_ONLY
    page_number: words.PageNumber | None = None
    page_size: words.PageSize | None = None


class CreateQueue(
    Command[Answer[Queue]],
    name="queues.create",
    method="POST",
    path="/queues",
    find_out="queues.retrieve shows whether there is one of the name",
):
    """Make a queue."""

    _: KW_ONLY
    queue_name: Annotated[str, Arg("Queue, by its name.", longest=255)]
    max_size: Annotated[int | None, Arg("How many calls the queue may hold.", min=1, default="300")] = None


class RetrieveCallQueue(Command[Answer[Queue]], name="queues.retrieve", method="GET", path="/queues/{queue_name}"):
    """Show a queue."""

    queue_name: words.QueueName


class UpdateQueue(
    Command[Answer[Queue]],
    name="queues.update",
    method="POST",
    path="/queues/{queue_name}",
    find_out="queues.retrieve shows max_size",
):
    """Change how many calls a queue may hold."""

    queue_name: words.QueueName
    _: KW_ONLY
    max_size: Annotated[int, Arg("How many calls the queue may hold.", min=1)]


class DeleteQueue(
    Command[None],
    name="queues.delete",
    method="DELETE",
    path="/queues/{queue_name}",
    find_out="queues.retrieve fails when it is gone",
):
    """Delete an empty queue."""

    queue_name: words.QueueName


class ListQueueCalls(
    ListCommand[Page[QueueCall], QueueCall], name="queues.calls.list", method="GET", path="/queues/{queue_name}/calls"
):
    """List the calls in a queue."""

    queue_name: words.QueueName
    _: KW_ONLY
    page_number: words.PageNumber | None = None
    page_size: words.PageSize | None = None
    page_after: words.PageAfter | None = None
    page_before: words.PageBefore | None = None
    page_limit: words.PageLimit | None = None


class RetrieveCallFromQueue(
    Command[Answer[QueueCall]],
    name="queues.calls.retrieve",
    method="GET",
    path="/queues/{queue_name}/calls/{call_control_id}",
):
    """Show a call in a queue."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    queue_name: words.QueueName


class UpdateCallInQueue(
    Command[None],
    name="queues.calls.update",
    method="PATCH",
    path="/queues/{queue_name}/calls/{call_control_id}",
    find_out="queues.calls.retrieve shows the call; nothing shows keep_after_hangup",
):
    """Change whether a call stays after it is hung up."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    queue_name: words.QueueName
    keep_after_hangup: Annotated[bool | None, Arg("Keep the call in the queue after it is hung up.")] = None


class RemoveQueueCall(
    Command[None],
    name="queues.calls.remove",
    method="DELETE",
    path="/queues/{queue_name}/calls/{call_control_id}",
    find_out="queues.calls.list shows the calls in the queue",
):
    """Take a call that is over out of a queue."""

    call_control_id: words.CallControlId
    _: KW_ONLY
    queue_name: words.QueueName
