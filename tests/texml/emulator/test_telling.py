"""What happened, said to people."""

import re
from collections.abc import Callable

from flask import Flask

from texml.emulator.telling import Teller, brief, summary, text
from texml.emulator.world import World

NUMBER = "+13125550100"
Make = Callable[..., World]

MEETING = """\
     0.00  guest    calls +13125550100
     0.00  guest    POST /voice for voice_url: 200 application/xml; charset=utf-8, 143 bytes in 0 ms
     0.00  guest    is answered
     0.00  guest    hears "Welcome. Enter your PIN." (1.6 s)
     0.00  guest    presses 1111#
     0.00  guest    hears no more of it
     0.00  guest    POST /pin for gather_action: 200 application/xml; charset=utf-8, 229 bytes in 0 ms
     0.00  guest    hears "Thank you." (0.8 s)
     0.80  standup  created by guest
     0.80  standup  guest waits
     0.80  guest    hears music
     0.80  standup  POST /events for conference_join: 200 text/plain; charset=utf-8, 0 bytes in 0 ms
     0.80  host     calls +13125550100
     0.80  host     POST /voice for voice_url: 200 application/xml; charset=utf-8, 143 bytes in 0 ms
     0.80  host     is answered
     0.80  host     hears "Welcome. Enter your PIN." (1.6 s)
     0.80  host     presses 9999#
     0.80  host     hears no more of it
     0.80  host     POST /pin for gather_action: 200 application/xml; charset=utf-8, 227 bytes in 0 ms
     0.80  host     hears "Thank you." (0.8 s)
     1.60  standup  started by host
     1.60  standup  host joined
     1.60  standup  guest joined
     1.60  standup  everybody but host hears beep enter
     1.60  guest    hears no more of it
     1.60  standup  POST /events for conference_start: 200 text/plain; charset=utf-8, 0 bytes in 0 ms
     1.60  standup  POST /events for conference_join: 200 text/plain; charset=utf-8, 0 bytes in 0 ms
     1.60  host     hangs up
     1.60  standup  host left (hung-up)
     1.60  standup  guest left (participant-with-end-conference-on-exit-left)
     1.60  standup  ended (participant-with-end-conference-on-exit-left)
     1.60  host     completed (caller)
     1.60  standup  POST /events for conference_leave: 200 text/plain; charset=utf-8, 0 bytes in 0 ms
     1.60  guest    POST /left for dial_action: 200 application/xml; charset=utf-8, 40 bytes in 0 ms
     1.60  guest    hears "Goodbye." (0.4 s)
     1.60  standup  POST /events for conference_leave: 200 text/plain; charset=utf-8, 0 bytes in 0 ms
     1.60  standup  POST /events for conference_end: 200 text/plain; charset=utf-8, 0 bytes in 0 ms
     2.00  guest    completed (document)
"""


def answering(*bodies: str) -> Flask:
    """Return an application that answers with one body after the other."""
    app = Flask("answering")
    left = list(bodies)
    app.add_url_rule("/voice", "voice", lambda: (left.pop(0), {"Content-Type": "text/xml"}), methods=["POST"])
    return app


def without_durations(told: str) -> str:
    return re.sub(r"in \d+ ms", "in 0 ms", told)


def test_meeting_reads_like_a_play(world: World) -> None:
    guest = world.call(NUMBER, name="guest").press("1111#")
    guest.waiting_in("standup")
    host = world.call(NUMBER, name="host").press("9999#")
    world.settle()
    host.hang_up()
    world.advance(minutes=1)

    assert MEETING == without_durations(text(world.timeline, documents=False))


def test_documents_stand_below_the_requests_for_them_however_deep_they_were_written(make_world: Make) -> None:
    world = make_world(answering("<Response>\n          <Say>x</Say>\n        </Response>"))
    world.call(NUMBER)

    lines = [line.partition("|")[2] for line in text(world.timeline).splitlines() if "|" in line]

    assert [" <Response>", "   <Say>x</Say>", " </Response>"] == lines


def test_document_that_was_told_is_not_told_again(make_world: Make) -> None:
    body = "<Response>\n  <Redirect>/voice</Redirect>\n</Response>"
    world = make_world(answering(body, body, "<Response/>"))
    world.call(NUMBER)

    assert (1, 1) == (text(world.timeline).count("<Redirect>"), text(world.timeline).count("(as before)"))


def test_long_document_is_cut(make_world: Make) -> None:
    world = make_world(answering("<Response>" + "\n<Pause/>" * 100 + "\n</Response>"))
    world.call(NUMBER)

    told = text(world.timeline)

    assert ("... and 62 lines more" in told, told.count("<Pause/>")) == (True, 39)


def test_notice_is_told_once(make_world: Make) -> None:
    app = Flask("sloppy")
    headers = {"ContentType": "text/xml", "Content-Type": "text/xml"}
    app.add_url_rule("/voice", "voice", lambda: ("<Response/>", headers), methods=["POST"])
    world = make_world(app)
    world.call(NUMBER)
    world.call(NUMBER)

    assert 1 == text(world.timeline).count("! the header 'ContentType' means nothing")


def test_what_is_wrong_with_documents_is_told_once_though_they_differ(make_world: Make) -> None:
    world = make_world(
        answering(
            "<Response><Say vioce='x'>one</Say><Redirect>/voice</Redirect></Response>",
            "<Response><Say vioce='x'>two</Say></Response>",
        )
    )
    world.call(NUMBER)
    world.advance(minutes=1)

    assert 1 == text(world.timeline).count("! unknown-attribute: /voice: <Say> vioce at line 1")


def test_long_list_of_what_is_allowed_gives_way_to_the_nearest_word() -> None:
    words = ", ".join(f"word{number}" for number in range(40))

    assert brief(f"no; allowed: {words}; did you mean 'word1'?") == "no; did you mean 'word1'?"
    assert brief(f"no; allowed: {words}").endswith(", word9, word10, ...")
    assert brief("no; allowed: a, b") == "no; allowed: a, b"


def test_summary_counts_what_happened_and_what_was_sloppy(world: World, make_world: Make) -> None:
    world.call(NUMBER).press("9999#")
    world.settle()
    sloppy = make_world(answering("<Response><Sya/><Sya/></Response>"))
    sloppy.call(NUMBER)

    assert summary(world.timeline) == "1 call, 2 documents asked for, 2 callbacks; nothing was sloppy"
    assert summary(sloppy.timeline) == "1 call, 1 document asked for, 0 callbacks; unknown-verb x2"


def test_dialed_leg_queue_service_and_recording_are_told(make_world: Make) -> None:
    world = make_world(
        answering(
            "<Response><Dial><Number>+13125550199</Number></Dial><Enqueue>support</Enqueue></Response>",
            "<Response><Pay action='/voice' chargeAmount='5' paymentConnector='x'/></Response>",
            "<Response><Record action='/voice' maxLength='5' timeout='2'/></Response>",
            "<Response><Hangup/></Response>",
            "<Response/>",
        )
    )
    world.phone("+13125550199").is_busy()
    world.call(NUMBER, name="anna")
    world.advance(minutes=1)
    world.call(NUMBER, name="ben")
    world.call(NUMBER, name="chris").speak("hello", at_once=True)
    world.advance(minutes=1)

    told = text(world.timeline)

    for words in (
        "+13125550199  is called by +13125550001",
        "+13125550199  rings",
        "+13125550199  busy",
        "support       anna joined at position 1",
        "ben           goes to pay ",
        "chris         a recording of ",
    ):
        assert words in told


def test_same_entries_are_told_the_same_by_a_new_teller(world: World) -> None:
    world.call(NUMBER)
    first, second = Teller(world.timeline), Teller(world.timeline)

    assert [first.lines_of(entry) for entry in world.timeline.entries] == [
        second.lines_of(entry) for entry in world.timeline.entries
    ]
