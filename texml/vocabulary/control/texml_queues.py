"""Queues of the TeXML side."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.control import words
from texml.vocabulary.control.argument import Arg
from texml.vocabulary.control.command import Command, ListCommand
from texml.vocabulary.control.texml_resources import QueueResource, QueueResourceIndex
from texml.vocabulary.facts import KW_ONLY

__all__ = [
    "CreateTexmlQueue",
    "DeleteTexmlQueue",
    "GetTexmlQueue",
    "GetTexmlQueues",
    "UpdateTexmlQueue",
]


class GetTexmlQueues(
    ListCommand[QueueResourceIndex, QueueResource],
    name="texml.accounts.queues.list",
    method="GET",
    path="/texml/Accounts/{account_sid}/Queues",
    camel=True,
):
    """List queues."""

    account_sid: words.AccountSid
    _: KW_ONLY
    date_created: words.DateCreated | None = None
    date_updated: words.DateUpdated | None = None
    page: words.Page | None = None
    page_size: Annotated[int | None, Arg("How many on a page.")] = None
    page_token: words.PageToken | None = None


class CreateTexmlQueue(
    Command[QueueResource],
    name="texml.accounts.queues.create",
    method="POST",
    path="/texml/Accounts/{account_sid}/Queues",
    find_out="texml.accounts.queues.list shows the queues",
    camel=True,
):
    """Make a queue."""

    account_sid: words.AccountSid
    _: KW_ONLY
    friendly_name: words.FriendlyName | None = None
    max_size: words.MaxSize | None = None


class GetTexmlQueue(
    Command[QueueResource],
    name="texml.accounts.queues.retrieve",
    method="GET",
    path="/texml/Accounts/{account_sid}/Queues/{queue_sid}",
    camel=True,
):
    """Show a queue."""

    queue_sid: words.QueueSid
    _: KW_ONLY
    account_sid: words.AccountSid


class UpdateTexmlQueue(
    Command[QueueResource],
    name="texml.accounts.queues.update",
    method="POST",
    path="/texml/Accounts/{account_sid}/Queues/{queue_sid}",
    find_out="texml.accounts.queues.retrieve shows max_size",
    camel=True,
):
    """Change how many calls a queue may hold."""

    queue_sid: words.QueueSid
    _: KW_ONLY
    account_sid: words.AccountSid
    max_size: words.MaxSize | None = None


class DeleteTexmlQueue(
    Command[None],
    name="texml.accounts.queues.delete",
    method="DELETE",
    path="/texml/Accounts/{account_sid}/Queues/{queue_sid}",
    find_out="texml.accounts.queues.list shows the queues",
    camel=True,
):
    """Delete a queue."""

    queue_sid: words.QueueSid
    _: KW_ONLY
    account_sid: words.AccountSid
