"""Errors about what claims to be sent by the platform."""

from texml.errors import Unauthentic, Untimely


def test_reason_is_a_word_and_the_header_a_fact() -> None:
    error = Unauthentic("missing-header", "there is no signature", header="telnyx-timestamp")

    assert ("missing-header", "telnyx-timestamp", "there is no signature") == (error.kind, error.header, str(error))


def test_replay_says_how_old_it_is() -> None:
    error = Untimely("stale", "it is too old", header="telnyx-timestamp", timestamp=1_000, age_s=301.0)

    assert (1_000, 301.0, "stale") == (error.timestamp, error.age_s, error.kind)
