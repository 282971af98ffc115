"""Queues: ``client.queues``."""

from texml.client.operations import Mode, Resource, listing, operation
from texml.vocabulary.control import queues

__all__ = ["QueueCalls", "Queues"]


class QueueCalls(Resource[Mode]):
    """Ask about the calls in a queue."""

    __slots__ = ()

    list = listing(queues.ListQueueCalls)
    remove = operation(queues.RemoveQueueCall)
    retrieve = operation(queues.RetrieveCallFromQueue)
    update = operation(queues.UpdateCallInQueue)


class Queues(Resource[Mode]):
    """Make queues and ask about them."""

    __slots__ = ()

    create = operation(queues.CreateQueue)
    delete = operation(queues.DeleteQueue)
    list = listing(queues.ListQueues)
    retrieve = operation(queues.RetrieveCallQueue)
    update = operation(queues.UpdateQueue)

    @property
    def calls(self) -> QueueCalls[Mode]:
        """Return the calls in queues."""
        return QueueCalls(self._runner)
