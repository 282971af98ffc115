"""What every event has."""

import pytest

from texml.errors import FrozenRecord
from texml.webhooks import EVENTS, CallHangupEvent, ConferenceFloorChangedEvent, Webhook

# The webhooks that the page on conference and queue commands lists, and those of calls that commands announce.
KNOWN = """
    call.enqueued call.dequeued conference.created conference.ended conference.floor.changed
    conference.participant.joined conference.participant.left conference.participant.playback.ended
    conference.participant.playback.started conference.participant.speak.ended conference.participant.speak.started
    conference.playback.ended conference.playback.started conference.recording.saved conference.speak.ended
    conference.speak.started
    call.initiated call.answered call.bridged call.hangup call.hold call.unhold call.dtmf.received call.gather.ended
    call.speak.started call.speak.ended call.playback.started call.playback.ended call.recording.saved
    call.recording.error call.machine.detection.ended call.machine.greeting.ended
    call.machine.premium.detection.started call.machine.premium.detection.ended call.machine.premium.greeting.ended
    call.machine.premium.call_screening.detected call.cost
"""


def test_every_known_event_has_its_class() -> None:
    assert (37, set(KNOWN.split())) == (len(KNOWN.split()), set(EVENTS))


@pytest.mark.parametrize("event", EVENTS.values(), ids=EVENTS)
def test_class_says_what_it_is(event: type[Webhook]) -> None:
    assert event.event == event().event_type
    assert "event" == event().record_type
    assert event.source
    assert event.__doc__


def test_one_event_comes_without_its_envelope() -> None:
    assert ["conference.floor.changed"] == [name for name, event in EVENTS.items() if event().is_flat]


def test_events_are_values() -> None:
    assert {CallHangupEvent(id="1", extra={}, problems=(), is_flat=False)} == {CallHangupEvent(id="1")}
    assert CallHangupEvent(id="1") != CallHangupEvent(id="1", extra={"/data/x": [1]})
    with pytest.raises(FrozenRecord):
        CallHangupEvent().id = "2"


@pytest.mark.parametrize(
    ("text", "state"), [("aGVsbG8=", b"hello"), ("aGVsbG8", None), ("!", None), ("\u00fc", None), (None, None)]
)
def test_client_state_is_decoded(text: str | None, state: bytes | None) -> None:
    assert state == CallHangupEvent(client_state=text).decoded_state


def test_event_without_client_state_has_none_to_decode() -> None:
    assert Webhook().decoded_state is None
    assert ConferenceFloorChangedEvent().decoded_state is None
