"""What must type-check: read by mypy --strict and pyright in `make check`, and run as a test."""

from typing import assert_type

from texml import Conference, Dial, Gather, Hangup, Number, Pause, Play, Redirect, Response, Say

document = (
    Response()
    .say("Welcome to the weekly call.", voice="woman", language="en-GB")
    .dial(
        Conference(
            "Room 1234",
            start_conference_on_enter=False,
            wait_url="https://voice.example.com/rooms/1234/wait",
            status_callback="https://voice.example.com/callbacks/conference",
            status_callback_event=("start", "end", "join", "leave", "speaker"),
        ),
        action="/after",
    )
)
assert_type(document, Response)
assert_type(str(document), str)
assert_type(document.to_bytes(), bytes)
assert_type(document.to_xml(indent=2), str)

assert_type(Response([Say("hi"), Hangup()]), Response)
assert_type(Response(Say("hi")), Response)
assert_type(Response().dial([Number("+13125550100"), Number("+13125550101")], timeout=20), Response)
assert_type(Response().dial("+13125550100"), Response)
assert_type(Dial().number("+13125550100").number("+13125550101"), Dial)
assert_type(Dial().conference("Room 1234"), Dial)

assert_type(Gather(num_digits=4).say("Your PIN").play("https://example.com/beep.mp3"), Gather)

assert_type(Conference("Room", beep=True), Conference)
assert_type(Conference("Room", beep="onEnter", status_callback_event="join"), Conference)
assert_type(Conference("Room", status_callback_event=["join", "leave"]), Conference)
assert_type(Conference("Room", max_participants=2).max_participants, int | None)
assert_type(Conference("Room").name, str)
assert_type(Play(digits="1ww2"), Play)
assert_type(Response([Pause(length=2), Redirect("/again", method="POST")]), Response)
