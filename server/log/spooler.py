"""The thread that writes the spool: one sync for all that wait for it."""

from queue import SimpleQueue

from server.log.committer import fill
from server.log.spool import Spool
from server.log.ticket import Ticket, wake_all

__all__ = ["Spooler"]


class Spooler:
    """Spools the arrivals of the tickets in `queue`; None there ends it."""

    def __init__(self, spool: Spool) -> None:
        self.queue: SimpleQueue[Ticket | None] = SimpleQueue()
        self._spool = spool

    def run(self) -> None:
        """Work until None comes."""
        batch: list[Ticket | None] = []
        while None not in batch:
            batch = [self.queue.get()]
            fill(batch, self.queue)
            # Who gave up has told the platform to send it again.
            tickets = [ticket for ticket in batch if ticket is not None and not ticket.gave_up]
            error = self._append(tickets)
            for ticket in tickets:
                ticket.error = error
            wake_all(tickets)

    def _append(self, tickets: list[Ticket]) -> Exception | None:
        arrivals = [ticket.arrival for ticket in tickets if ticket.arrival is not None]
        try:
            if arrivals:
                self._spool.append(arrivals)
        except Exception as err:  # noqa: BLE001  # the outermost loop: whoever waits must hear of anything
            return err
        return None
