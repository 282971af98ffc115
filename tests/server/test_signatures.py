"""Whether a request is taken for the platform's: by mode, method, signature, time and account."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from server.config import load
from server.signatures import Judgement, Signatures, signed_headers, why_not_ours
from texml.webhooks import PrivateKey

BODY = b"AccountSid=ours&CallSid=v3%3Aanna"
UNCHECKED = Judgement("off", None, is_refused=False)
VERIFIED = Judgement("verified", None, is_refused=False)

Signed = Callable[..., dict[str, str]]
Make = Callable[..., Signatures]


@pytest.fixture
def make(platform_key: PrivateKey) -> Make:
    """Return what makes the check of a server with these settings, and the platform's key."""

    def make(**settings: object) -> Signatures:
        return Signatures(load({"public_key": platform_key.public.text, **settings}, environ={}))

    return make


def refused(reason: str) -> Judgement:
    return Judgement("unverified", reason, is_refused=True)  # type: ignore[arg-type]


class TestModes:
    @pytest.mark.parametrize(
        ("mode", "found"),
        [
            ("strict", refused("missing-header")),
            ("present", UNCHECKED),
            ("monitor", Judgement("unverified", "missing-header", is_refused=False)),
            ("off", UNCHECKED),
        ],
    )
    def test_request_without_a_signature(self, mode: str, found: Judgement, make: Make, now: datetime) -> None:
        assert found == make().judge(BODY, {}, method="POST", mode=mode, now=now)

    @pytest.mark.parametrize(
        ("mode", "found"),
        [
            ("strict", refused("wrong-signature")),
            ("present", refused("wrong-signature")),
            ("monitor", Judgement("unverified", "wrong-signature", is_refused=False)),
            ("off", UNCHECKED),
        ],
    )
    def test_request_with_a_wrong_signature(
        self, mode: str, found: Judgement, make: Make, signed: Signed, now: datetime
    ) -> None:
        assert found == make().judge(BODY + b"0", signed(BODY), method="POST", mode=mode, now=now)

    @pytest.mark.parametrize(
        ("mode", "found"), [("strict", VERIFIED), ("present", VERIFIED), ("monitor", VERIFIED), ("off", UNCHECKED)]
    )
    def test_request_with_a_right_signature(
        self, mode: str, found: Judgement, make: Make, signed: Signed, now: datetime
    ) -> None:
        assert found == make().judge(BODY, signed(BODY), method="POST", mode=mode, now=now)

    @pytest.mark.parametrize("header", ["telnyx-timestamp", "telnyx-signature-ed25519"])
    def test_half_a_signature_is_not_taken_for_none(
        self, header: str, make: Make, signed: Signed, now: datetime
    ) -> None:
        half = {name: value for name, value in signed(BODY).items() if name == header}

        assert refused("missing-header") == make().judge(BODY, half, method="POST", mode="present", now=now)

    @pytest.mark.parametrize(
        ("mode", "allow_get", "found"),
        [
            ("strict", False, refused("method")),
            ("strict", True, VERIFIED),
            ("monitor", False, Judgement("unverified", "method", is_refused=False)),
            ("present", False, VERIFIED),
            ("off", False, UNCHECKED),
        ],
    )
    def test_get_proves_nothing_unless_that_is_allowed(
        self, mode: str, allow_get: bool, found: Judgement, make: Make, signed: Signed, now: datetime
    ) -> None:
        signatures = make(allow_get=allow_get)

        assert found == signatures.judge(b"", signed(b""), method="GET", mode=mode, now=now)


class TestAccounts:
    @pytest.mark.parametrize(
        ("body", "found"),
        [
            pytest.param(b"AccountSid=ours", VERIFIED, id="ours"),
            pytest.param(b"AccountSid=also-ours", VERIFIED, id="the-other-of-ours"),
            pytest.param(b"AccountSid=theirs", refused("account"), id="theirs"),
            pytest.param(b"AccountSid=theirs&AccountSid=ours", refused("account"), id="theirs-first"),
            pytest.param(b"Account%53id=theirs", refused("account"), id="theirs-quoted"),
            pytest.param(b"AccountSid=", refused("account"), id="empty"),
            pytest.param(b"CallSid=1", VERIFIED, id="none"),
            pytest.param(b'{"data": {"event_type": "call.hangup", "id": "1"}}', VERIFIED, id="webhook"),
        ],
    )
    def test_events_of_our_accounts_only_are_taken(
        self, body: bytes, found: Judgement, make: Make, signed: Signed, now: datetime
    ) -> None:
        signatures = make(account_sid="ours, also-ours")

        assert found == signatures.judge(body, signed(body), method="POST", mode="strict", now=now)


class TestOurs:
    @pytest.mark.parametrize(
        ("judgement", "is_ours"),
        [
            (VERIFIED, True),
            (UNCHECKED, False),
            (refused("stale"), True),
            (refused("future"), True),
            (refused("wrong-signature"), False),
            (refused("account"), False),
        ],
        ids=str,
    )
    def test_what_a_key_of_ours_signed_is_ours_at_any_time(self, judgement: Judgement, is_ours: bool) -> None:
        assert is_ours == judgement.is_ours

    def test_request_of_any_time_passes_where_time_does_not_count(
        self, platform_key: PrivateKey, signed: Signed, now: datetime
    ) -> None:
        headers, keys = signed(BODY, seconds=-86_400), (platform_key.public,)

        found = [why_not_ours(BODY, headers, keys, now=now, tolerance_s=each) for each in (300.0, float("inf"))]

        assert ["stale", None] == found


class TestClock:
    """Who replays one old request is no reason to doubt the clock; different ones, and nothing else, are."""

    def test_clock_is_not_suspected_at_first(self, make: Make) -> None:
        assert not make().is_clock_suspect

    @pytest.mark.parametrize("minutes", [-10, 10])
    def test_clock_is_suspected_when_nothing_is_of_this_time(
        self, minutes: int, make: Make, signed: Signed, now: datetime
    ) -> None:
        signatures, wrong = make(), now + timedelta(minutes=minutes)

        doubts = []
        for number in range(3):
            body = b"CallSid=%d" % number
            signatures.judge(body, signed(body), method="POST", mode="strict", now=wrong)
            doubts.append(signatures.is_clock_suspect)

        assert [False, False, True] == doubts

    def test_one_request_replayed_is_no_doubt(self, make: Make, signed: Signed, now: datetime) -> None:
        signatures, headers = make(), signed(BODY, seconds=-301)

        for _ in range(10):
            signatures.judge(BODY, headers, method="POST", mode="strict", now=now)

        assert not signatures.is_clock_suspect

    def test_right_time_ends_the_doubt(self, make: Make, signed: Signed, now: datetime) -> None:
        signatures = make()
        for number in range(3):
            body = b"CallSid=%d" % number
            signatures.judge(body, signed(body, seconds=-301), method="POST", mode="strict", now=now)

        signatures.judge(BODY, signed(BODY), method="POST", mode="strict", now=now)

        assert not signatures.is_clock_suspect

    def test_forged_requests_are_no_doubt(self, make: Make, signed: Signed, now: datetime) -> None:
        signatures = make()

        for number in range(10):
            forged = signed(BODY, seconds=-301 - number)
            signatures.judge(BODY + b"0", forged, method="POST", mode="strict", now=now)

        assert not signatures.is_clock_suspect


def test_headers_of_a_signature_are_found_where_wsgi_puts_them() -> None:
    environ = {"HTTP_TELNYX_TIMESTAMP": "1", "HTTP_TELNYX_SIGNATURE_ED25519": "YQ==", "HTTP_HOST": "x"}

    assert {"telnyx-timestamp": "1", "telnyx-signature-ed25519": "YQ=="} == signed_headers(environ)


def test_headers_that_are_missing_are_left_out() -> None:
    assert {} == signed_headers({"HTTP_HOST": "x"})
