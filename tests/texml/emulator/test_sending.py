"""What is sent for an effect, and what the platform then sees."""

from typing import Any

import pytest

from texml.emulator.audio import wav
from texml.emulator.engine.effects import Deliver, Fetch, Probe
from texml.emulator.engine.events import DeliveryFailed, DeliveryReturned, FetchFailed, FetchReturned, MediaProbed
from texml.emulator.faults import Faults
from texml.emulator.fetching import Answer
from texml.emulator.sending import Job, Sender, report, tail_of
from texml.webhooks import PrivateKey, Unauthentic, verify

KEY = PrivateKey(bytes(range(32)))
NOW = 1_800_000_000
PARAMS = (("CallSid", "v3:a"), ("From", "+1312"))
FETCH = Fetch("fetch-1", 0.0, "v3:a", "http://localhost/voice", "POST", PARAMS, "voice_url", 2.0, 1_000)
DELIVER = Deliver("delivery-1", 0.0, "v3:a", "http://localhost/cb", "POST", PARAMS, "call_completed", 1, 3.0)
PROBE = Probe("probe-1", 0.0, "v3:a", "http://localhost/a.wav", 2.0)


def jobs(effect: Any, *faults: str, key: PrivateKey | None = KEY) -> list[Job]:
    return list(Sender(Faults(faults), key=key, wall=lambda: NOW + 0.9).jobs(effect))


@pytest.mark.parametrize("effect", [FETCH, DELIVER])
def test_request_carries_its_fields_and_the_signature_of_its_very_bytes(effect: Any) -> None:
    (job,) = jobs(effect)

    request = job.request
    assert ("POST", effect.url, b"CallSid=v3%3Aa&From=%2B1312") == (request.method, request.url, request.body)
    assert NOW == verify(request.body, dict(request.headers), KEY.public, now=NOW).timestamp


def test_request_takes_as_much_time_and_room_as_the_effect_says() -> None:
    (fetch,), (deliver,) = jobs(FETCH), jobs(DELIVER)

    assert (1_000, 2.0, 3.0) == (fetch.request.most_bytes, fetch.request.timeout_s, deliver.request.timeout_s)


def test_nothing_is_signed_without_a_key_or_where_the_platform_does_not() -> None:
    unsigned = Fetch("fetch-1", 0.0, "v3:a", "http://x/", "POST", (), "http_request", 2.0, 1_000, is_signed=False)

    assert [[], []] == [
        [name for name, _ in job.request.headers if name.startswith("telnyx-")]
        for job in (*jobs(FETCH, key=None), *jobs(unsigned))
    ]


def test_audio_is_asked_for_by_get_and_unsigned() -> None:
    (job,) = jobs(PROBE, "duplicate")

    assert ("GET", "http://localhost/a.wav", ()) == (job.request.method, job.request.url, job.request.headers)


@pytest.mark.parametrize(
    ("kind", "problem"), [("forged", "wrong-signature"), ("expired", "stale"), ("unsigned", "missing-header")]
)
def test_copy_does_not_verify_and_the_genuine_one_does(kind: str, problem: str) -> None:
    copy, genuine = jobs(DELIVER, kind)

    verify(genuine.request.body, dict(genuine.request.headers), KEY.public, now=NOW)
    with pytest.raises(Unauthentic) as caught:
        verify(copy.request.body, dict(copy.request.headers), KEY.public, now=NOW)
    assert (problem, True, False) == (caught.value.kind, copy.is_extra, genuine.is_extra)


def test_dropped_callback_is_no_request() -> None:
    assert [] == jobs(DELIVER, "drop")


def test_cut_request_is_half_sent() -> None:
    (job,) = jobs(DELIVER, "cut")

    assert len(job.request.body) // 2 == job.request.sent_bytes


def test_delayed_and_reordered_callbacks_are_none_that_the_platform_waits_for() -> None:
    (delayed,), (reordered,) = jobs(DELIVER, "delay 7s"), jobs(DELIVER, "reorder")

    assert (7.0, True, False) == (delayed.delay_s, delayed.is_extra, delayed.yields)
    assert (0.0, True, True) == (reordered.delay_s, reordered.is_extra, reordered.yields)


REPORTS = [
    (FETCH, Answer(status=200, body=b"<Response/>", headers=(("Content-Type", "text/xml"),)),
     FetchReturned("fetch-1", 200, b"<Response/>", "text/xml")),
    (FETCH, Answer(status=302, headers=(("Location", "/x"),)), FetchReturned("fetch-1", 302, b"", None, "/x")),
    (FETCH, Answer(status=200, body=b"x", is_cut=True), FetchReturned("fetch-1", 200, b"x", is_cut=True)),
    (FETCH, Answer(failure="timed out", reason="why"), FetchFailed("fetch-1", "timeout", "why")),
    (FETCH, Answer(failure="refused", reason="why"), FetchFailed("fetch-1", "refused", "why")),
    (FETCH, Answer(failure="unreachable", reason="why"), FetchFailed("fetch-1", "connection", "why")),
    (FETCH, Answer(failure="broken off", reason="why"), FetchFailed("fetch-1", "connection", "why")),
    (FETCH, Answer(failure="undecodable", reason="why"), FetchFailed("fetch-1", "connection", "why")),
    (FETCH, Answer(failure="crashed", status=500), FetchReturned("fetch-1", 500)),
    (DELIVER, Answer(status=204), DeliveryReturned("delivery-1", 204)),
    (DELIVER, Answer(failure="timed out", reason="why"), DeliveryFailed("delivery-1", "timeout", "why")),
    (DELIVER, Answer(failure="crashed", status=500), DeliveryReturned("delivery-1", 500)),
    (PROBE, Answer(status=200, body=wav(2.5)), MediaProbed("probe-1", 2.5)),
    (PROBE, Answer(status=200, body=b"ID3 an MP3"), MediaProbed("probe-1", None)),
    (PROBE, Answer(status=404), MediaProbed("probe-1", None, is_playable=False, detail="status 404")),
    (PROBE, Answer(failure="timed out", reason="why"), MediaProbed("probe-1", None, is_playable=False, detail="why")),
    (PROBE, Answer(failure="refused", reason="why"), MediaProbed("probe-1", None, is_playable=True, detail="why")),
]  # fmt: skip


@pytest.mark.parametrize(("effect", "answer", "event"), REPORTS)
def test_answer_is_reported_as_what_it_is_to_the_platform(effect: Any, answer: Answer, event: Any) -> None:
    assert event == report(effect, answer)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        ("error", DeliveryReturned("delivery-1", 503)),
        ("timeout", DeliveryFailed("delivery-1", "timeout", "a fault that was asked for")),
        ("cut", DeliveryFailed("delivery-1", "connection", "a fault that was asked for")),
        ("duplicate", DeliveryReturned("delivery-1", 200)),
    ],
)
def test_fault_changes_what_the_platform_sees(fault: str, expected: Any) -> None:
    sender = Sender(Faults([fault]), key=None, wall=lambda: NOW)
    *_, genuine = sender.jobs(DELIVER)

    assert expected == sender.answered(genuine, Answer(status=200))


@pytest.mark.parametrize(
    ("document", "tail"),
    [
        ("<Response><Say>x</Say><Redirect>next</Redirect></Response>", "http://localhost/a/next"),
        ("<Response><Redirect>/first</Redirect><Dial action='/left'>+1</Dial></Response>", "http://localhost/left"),
        ("<Response><Dial action='https://x/y'>+1</Dial><Say>x</Say></Response>", "https://x/y"),
        ("<Response><Say>x</Say></Response>", None),
        ("<Response/>", None),
        ("<Resp", None),
        ("", None),
    ],
)
def test_tail_of_a_document_is_where_it_leads_in_the_end(document: str, tail: str | None) -> None:
    assert tail == tail_of("http://localhost/a/voice", document.encode())


def test_tail_of_the_document_before_goes_before_the_new_one() -> None:
    sender = Sender(Faults(["tail"]), key=None, wall=lambda: NOW)
    (first,) = sender.jobs(FETCH)
    sender.answered(first, Answer(status=200, body=b"<Response><Redirect>/old</Redirect></Response>"))
    update = Fetch("fetch-2", 0.0, "v3:a", "http://localhost/new", "POST", PARAMS, "update", 2.0, 1_000)

    assert [("http://localhost/old", True), ("http://localhost/new", False)] == [
        (job.request.url, job.is_extra) for job in sender.jobs(update)
    ]
