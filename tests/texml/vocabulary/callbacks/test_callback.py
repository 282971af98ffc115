"""What all requests have in common: facts that agree with the verbs, and fields as they came or would be sent."""

import re
from typing import get_args

import pytest

import texml
from texml.callbacks import (
    CALLBACKS,
    KINDS,
    Callback,
    GatherAction,
    ParticipantJoin,
    Role,
    UnknownCallback,
    read_callback,
    read_form,
)
from texml.vocabulary import rows
from texml.vocabulary.record import params

EVERY = pytest.mark.parametrize("cls", CALLBACKS, ids=lambda cls: cls.__name__)

# The requests that the platform is known to make, one word for each.
KNOWN = [
    "voice_url",
    "voice_fallback",
    "redirect",
    "conference_wait_url",
    "enqueue_wait_url",
    "enqueue_action",
    "queue_url",
    "number_url",
    "dial_action",
    "gather_action",
    "gather_invalid_digits",
    "gather_partial_result",
    "record_action",
    "connect_action",
    "refer_action",
    "http_request_action",
    "ai_gather_action",
    "pay_action",
    "recording_in_progress",
    "recording_completed",
    "recording_absent",
    "record_transcription",
    "realtime_transcription",
    "call_initiated",
    "call_ringing",
    "call_answered",
    "call_completed",
    "call_dtmf",
    "call_amd",
    "call_deepfake",
    "conference_start",
    "conference_end",
    "conference_join",
    "conference_leave",
    "conference_speaker",
    "stream_event",
    "siprec_event",
    "pay_status",
    "call_cost",
    "ai_conversation",
    "announce_url",
    "hold_url",
    "media_fetch",
]

# Signature headers stand on the page of the request itself; of all others, that they are signed is assumed.
SIGNED = [
    "enqueue_wait_url",
    "gather_action",
    "refer_action",
    "http_request_action",
    "ai_gather_action",
    "recording_in_progress",
    "recording_completed",
    "record_transcription",
    "call_initiated",
    "call_ringing",
    "call_answered",
    "call_completed",
    "dial_action",
    "call_dtmf",
    "call_amd",
    "conference_start",
    "conference_end",
    "conference_join",
    "conference_leave",
    "conference_speaker",
    "stream_event",
    "siprec_event",
]


class TestFacts:
    def test_every_known_request_has_its_class(self) -> None:
        assert (43, set(KNOWN)) == (len(KNOWN), set(KINDS))

    @EVERY
    def test_class_says_what_it_is(self, cls: type[Callback]) -> None:
        assert cls.role in get_args(Role)
        assert cls.sent_to
        assert cls.source
        assert cls.__doc__

    @EVERY
    def test_signature_is_documented_or_assumed(self, cls: type[Callback]) -> None:
        assert ("documented" if cls.kind in SIGNED else "assumed") == cls.signed

    @EVERY
    def test_action_and_fetch_are_run_and_news_are_not(self, cls: type[Callback]) -> None:
        assert (cls.role != "notification") == cls.is_run

    @EVERY
    def test_attributes_that_give_url_and_method_are_in_the_language(self, cls: type[Callback]) -> None:
        named = [name for pair in cls.sent_to.items() for name in pair if name and re.fullmatch(r"\w+\.\w+", name)]

        for name in named:
            element, _, attribute = name.partition(".")
            known = {row.wire for row in rows(getattr(texml, element))} | {"text"}
            assert attribute in known, name

    @EVERY
    def test_every_parameter_says_what_it_means(self, cls: type[Callback]) -> None:
        assert [] == [row.name for row in params(cls) if not row.doc.endswith(".")]

    @EVERY
    def test_wire_names_differ(self, cls: type[Callback]) -> None:
        wires = [row.wire for row in params(cls)]

        assert sorted(set(wires)) == sorted(wires)

    @EVERY
    def test_marks_name_parameters_of_the_class(self, cls: type[Callback]) -> None:
        wires = {row.wire for row in params(cls)}

        assert [] == [name for mark in cls.told_by for name in mark if name not in wires]


class TestFields:
    def test_fields_of_what_was_made_are_what_would_be_sent(self) -> None:
        made = GatherAction(digits="42", call_sid="c", confidence=0.5, extra=(("X", "1"),))

        assert (("CallSid", "c"), ("Digits", "42"), ("Confidence", "0.5"), ("X", "1")) == made.fields

    def test_fields_of_what_was_read_are_as_they_came(self) -> None:
        read = read_callback("gather_action", read_form(b"Digits=42&CallSid=&Digits=43"))

        assert (("Digits", "42"), ("CallSid", ""), ("Digits", "43")) == read.fields

    def test_replaced_is_made_anew(self) -> None:
        read = read_callback("gather_action", read_form(b"Digits=42&Digits=43&X=1"))

        replaced = read.replaced(digits="44")

        assert ((("Digits", "44"), ("X", "1")), ()) == (replaced.fields, replaced.problems)

    def test_read_and_made_are_equal_where_they_say_the_same(self) -> None:
        made = ParticipantJoin(
            account_sid="a", call_sid="c", conference_sid="f", friendly_name="r", sequence_number=1,
            status_callback_event="participant-join",
        )  # fmt: skip
        body = b"AccountSid=a&CallSid=c&ConferenceSid=f&FriendlyName=r&SequenceNumber=1"

        body += b"&StatusCallbackEvent=participant-join"

        read = read_callback(ParticipantJoin, read_form(body))

        assert made == read.replaced()
        assert made != read  # it tells that the timestamp is missing

    def test_unknown_callback_reads_what_most_requests_have(self) -> None:
        read = read_callback(None, read_form(b"CallSid=c&News=1"))

        assert UnknownCallback(call_sid="c", extra=(("News", "1"),)) == read
