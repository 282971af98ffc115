"""What must not type-check.

Each line carries an ignore for both checkers, and `make check` runs them with "unused ignore" as an error: a line that
began to type-check would fail. Nothing here is run.
"""

from texml import Conference, Dial, Gather, Hangup, Number, Pause, Play, Response, Say

# A missing text.
Say()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Conference()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A misspelt keyword.
Say("hi", voise="woman")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Response().say("hi", voise="woman")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Conference("Room", waitUrl="/wait")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A keyword given by position.
Say("hi", "woman")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
Response(Say("hi"), Hangup())  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]

# A word outside the closed set.
Conference("Room", beep="onEntry")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Conference("Room", status_callback_event=("start", "stop"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Gather(input="voice")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# A value of another type.
Conference("Room", max_participants="20")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Pause(length=1.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Say(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]

# A child that does not belong.
Response(Number("+13125550100"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Gather(Pause())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Gather().pause()  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
Dial(Play("/music.mp3"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Response().number("+13125550100")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]

# A change in place.
Say("hi").text = "ho"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
