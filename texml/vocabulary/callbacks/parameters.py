"""The parameters that many requests share; each class says by its source where it saw them."""

from datetime import datetime
from typing import Annotated

from texml.vocabulary.record import Param

__all__ = [
    "AccountSid",
    "CallDuration",
    "CallSid",
    "CallSidLegacy",
    "CallerName",
    "ConnectionId",
    "ErrorCode",
    "ErrorMessage",
    "From",
    "ParentCallSid",
    "ParentCallSidLegacy",
    "QueueSid",
    "RecordingUrl",
    "Timestamp",
    "To",
]

AccountSid = Annotated[str | None, Param("AccountSid", "Account that the call belongs to.", required=True)]
CallSid = Annotated[str | None, Param("CallSid", "The call; its call_control_id over REST.", required=True)]
CallSidLegacy = Annotated[str | None, Param("CallSidLegacy", "At present the same as CallSid.", required=True)]
ConnectionId = Annotated[str | None, Param("ConnectionId", "Connection of the call.", required=True)]
From = Annotated[str | None, Param("From", "Who called: a number or SIP address.", required=True)]
To = Annotated[str | None, Param("To", "Who was called: a number or SIP address.", required=True)]
Timestamp = Annotated[datetime | None, Param("Timestamp", "When the request was made, in UTC.", required=True)]

# The guide to fetches shows a number here, the pages on progress a name.
CallerName = Annotated[str | None, Param("CallerId", "Name that the caller shows.", when="the name is known")]
CallDuration = Annotated[
    int | None,
    Param("CallDuration", "How long the call took.", unit="seconds", when="its start and its end are known"),
]
ErrorCode = Annotated[str | None, Param("ErrorCode", "Code of what went wrong.", when="something went wrong")]
ErrorMessage = Annotated[str | None, Param("ErrorMessage", "What went wrong.", when="something went wrong")]
ParentCallSid = Annotated[
    str | None, Param("ParentCallSid", "The call that dialled this one.", when="Dial made the call")
]
ParentCallSidLegacy = Annotated[
    str | None, Param("ParentCallSidLegacy", "At present the same as ParentCallSid.", when="Dial made the call")
]
# The newer page shows the queue's name, the older one a UUID.
QueueSid = Annotated[str | None, Param("QueueSid", "The queue; as it seems by its name.", required=True)]
RecordingUrl = Annotated[
    str | None,
    Param(
        "RecordingUrl",
        "Where the recording is; the address is good for ten minutes.",
        when="there is one, and sendRecordingUrl is not false",
    ),
]
