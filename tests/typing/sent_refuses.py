"""What must not type-check of what the platform sends.

Each line carries an ignore for both checkers, and `make check` runs them with "unused ignore" as an error: a line that
began to type-check would fail. Nothing here is run.
"""

from texml.callbacks import GatherAction, ParticipantJoin, read_callback, read_form
from texml.webhooks import CallHangupEvent, SipHeader, sign, verify

# A name that there is not.
ParticipantJoin(cal_sid="c")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
CallHangupEvent(hangup="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A value without its name.
ParticipantJoin("c")  # type: ignore[call-arg, arg-type]  # pyright: ignore[reportCallIssue]

# A value of another type.
ParticipantJoin(sequence_number="1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
GatherAction(confidence="0.5")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
CallHangupEvent(custom_headers=[SipHeader()])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# A change in place.
ParticipantJoin().call_sid = "c"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]

# A body that is text, a key that is text, a time that is left out.
read_form("a=b")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
sign("a=b", "key", timestamp=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
verify(b"", {}, [])  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
read_callback(7, read_form(b""))  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
