"""Callbacks: bytes to fields, fields to typed events; nothing raised, nothing dropped."""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from texml.callbacks import (
    CALLBACKS,
    CONFERENCE_CALLBACKS,
    KINDS,
    AIConversation,
    AIGatherAction,
    AnsweringMachineDetected,
    CallAnswered,
    Callback,
    CallCompleted,
    CallCost,
    CallDtmf,
    CallInitiated,
    CallProgress,
    CallResult,
    CallRinging,
    ConferenceCallback,
    ConferenceEnd,
    ConferenceStart,
    DeepfakeDetected,
    DialAction,
    EnqueueAction,
    EnqueueWaitFetch,
    Form,
    GatherAction,
    LiveTranscription,
    MediaFetch,
    PartialSpeech,
    ParticipantJoin,
    ParticipantLeave,
    ParticipantSpeechStart,
    ParticipantSpeechStop,
    PayAction,
    PayStatus,
    QueueFetch,
    RecordAction,
    RecordingAbsent,
    RecordingCallback,
    RecordingCompleted,
    RecordingInProgress,
    RecordingTranscription,
    ReferAction,
    SiprecCallback,
    StreamCallback,
    UnknownCallback,
    VoiceFetch,
    conference_callback,
    conference_events,
    read_callback,
    read_form,
    to_form,
)
from texml.vocabulary.record import params

ACCOUNT = "cb6cfbbc-eb00-41af-a3f3-0d7b32009e4b"
CALL_A = "v2:r3Cj9j-Hx7NAZETtYpdgktVUYKhsc8D1mSmzY8_6r4HHZYViWIs6Fw"
CALL_B = "v2:0YXD2QVLtba0UDTe3k6H9gEsAEs4qRLsuy6u_zoS364PKR6DApuKuw"
CONFERENCE = "58b4eda9-03de-4bee-9178-d0e10d83e519"
SIP = "telephonyappssquad24104@sip.telnyx.com"

# The four payloads that the page of 2021 prints: class, call, room, number, event, timestamp, and the moment it names.
PRINTED = [
    pytest.param(
        ParticipantJoin,
        (CALL_A, "Room 1234", "1", "participant-join", "2021-04-28 22:51:29.993535Z"),
        datetime(2021, 4, 28, 22, 51, 29, 993_535, tzinfo=UTC),
        id="join",
    ),
    pytest.param(
        ParticipantLeave,
        (CALL_A, "Room 1234", "3", "participant-leave", "2021-04-28 22:51:47.114479Z"),
        datetime(2021, 4, 28, 22, 51, 47, 114_479, tzinfo=UTC),
        id="leave",
    ),
    pytest.param(
        ConferenceEnd,
        (CALL_B, "Room 1235", "4", "conference-end", "2021-04-28 22:51:51.480853Z"),
        datetime(2021, 4, 28, 22, 51, 51, 480_853, tzinfo=UTC),
        id="end",
    ),
    pytest.param(
        ParticipantSpeechStart,
        (CALL_B, "Room 1235", "5", "participant-speech-start", "2021-04-28 22:51:51.480853Z"),
        datetime(2021, 4, 28, 22, 51, 51, 480_853, tzinfo=UTC),
        id="speaker",
    ),
]

EVENTS = [
    ("conference-start", ConferenceStart),
    ("participant-join", ParticipantJoin),
    ("participant-speech-start", ParticipantSpeechStart),
    ("participant-speech-stop", ParticipantSpeechStop),
    ("participant-leave", ParticipantLeave),
    ("conference-end", ConferenceEnd),
    # the words that subscribe stand for the event as well
    ("start", ConferenceStart),
    ("join", ParticipantJoin),
    ("speaker", ParticipantSpeechStart),
    ("leave", ParticipantLeave),
    ("end", ConferenceEnd),
    # and these are nobody's
    ("participant-hold", ConferenceCallback),
    ("Participant-Join", ConferenceCallback),
    (" join", ConferenceCallback),
]

REQUIRED = [
    ("AccountSid", "account_sid"),
    ("CallSid", "call_sid"),
    ("ConferenceSid", "conference_sid"),
    ("FriendlyName", "friendly_name"),
    ("SequenceNumber", "sequence_number"),
    ("StatusCallbackEvent", "status_callback_event"),
    ("Timestamp", "timestamp"),
]
OPTIONAL = [
    ("CallSidLegacy", "call_sid_legacy"),
    ("From", "from_"),
    ("To", "to"),
    ("ConnectionId", "connection_id"),
    ("CallingPartyType", "calling_party_type"),
    ("FromSipUri", "from_sip_uri"),
    ("ToSipUri", "to_sip_uri"),
    ("ParticipantLabel", "participant_label"),
]

WHOLE = {
    "AccountSid": ACCOUNT,
    "CallSid": CALL_A,
    "ConferenceSid": CONFERENCE,
    "FriendlyName": "Room 1234",
    "SequenceNumber": "1",
    "StatusCallbackEvent": "participant-join",
    "Timestamp": "2021-04-28 22:51:29.993535Z",
}

TEXTS = {name for name, _ in REQUIRED + OPTIONAL} - {"SequenceNumber", "StatusCallbackEvent", "Timestamp"}


def _as_body(fields: dict[str, str]) -> bytes:
    return urlencode(fields).encode()


def form_of(fields: dict[str, str]) -> Form:
    return Form(tuple(fields.items()), None)


class TestConferenceCallback:
    @pytest.mark.parametrize(("kind", "varying", "moment"), PRINTED)
    def test_printed_payload_is_read_whole(
        self, kind: type[ConferenceCallback], varying: tuple[str, ...], moment: datetime
    ) -> None:
        call, room, number, event, timestamp = varying
        fields = {
            "AccountSid": ACCOUNT,
            "CallSid": call,
            "CallSidLegacy": call,
            "ConferenceSid": CONFERENCE,
            "FriendlyName": room,
            "From": SIP,
            "SequenceNumber": number,
            "StatusCallbackEvent": event,
            "Timestamp": timestamp,
            "To": "+12132045020",
        }

        callback = conference_callback(read_form(urlencode(fields).encode()))

        assert callback == kind(
            account_sid=ACCOUNT,
            call_sid=call,
            call_sid_legacy=call,
            conference_sid=CONFERENCE,
            friendly_name=room,
            from_=SIP,
            sequence_number=int(number),
            status_callback_event=event,
            timestamp=moment,
            to="+12132045020",
            fields=tuple(fields.items()),
            problems=(),
        )

    @pytest.mark.parametrize(("event", "kind"), EVENTS)
    def test_class_is_that_of_the_event(self, event: str, kind: type[ConferenceCallback]) -> None:
        callback = conference_callback(form_of(WHOLE | {"StatusCallbackEvent": event}))

        assert (kind, event, ()) == (type(callback), callback.status_callback_event, callback.problems)

    @pytest.mark.parametrize("event", ["", None], ids=["empty", "missing"])
    def test_event_that_is_not_told_is_of_no_known_class(self, event: str | None) -> None:
        fields = {name: value for name, value in WHOLE.items() if name != "StatusCallbackEvent"}
        fields |= {} if event is None else {"StatusCallbackEvent": event}

        callback = conference_callback(form_of(fields))

        assert (ConferenceCallback, None, ("StatusCallbackEvent is missing",)) == (
            type(callback),
            callback.status_callback_event,
            callback.problems,
        )

    @pytest.mark.parametrize(("wire", "attribute"), [pair for pair in REQUIRED + OPTIONAL if pair[0] in TEXTS])
    def test_text_is_kept_as_it_came(self, wire: str, attribute: str) -> None:
        callback = conference_callback(form_of(WHOLE | {wire: " \u00fc+%20 "}))

        assert " \u00fc+%20 " == getattr(callback, attribute)

    @pytest.mark.parametrize("missing", [True, False], ids=["missing", "empty"])
    @pytest.mark.parametrize(("wire", "attribute"), REQUIRED)
    def test_required_field_that_is_missing_or_empty_is_none_and_told(
        self, wire: str, attribute: str, missing: bool
    ) -> None:
        fields = WHOLE | {wire: ""}
        if missing:
            del fields[wire]

        callback = conference_callback(form_of(fields))

        assert (None, (f"{wire} is missing",)) == (getattr(callback, attribute), callback.problems)

    @pytest.mark.parametrize("fields", [WHOLE, WHOLE | {name: "" for name, _ in OPTIONAL}], ids=["missing", "empty"])
    @pytest.mark.parametrize(("wire", "attribute"), OPTIONAL)
    def test_optional_field_that_is_missing_or_empty_is_none(
        self, wire: str, attribute: str, fields: dict[str, str]
    ) -> None:
        callback = conference_callback(form_of(fields))

        assert (None, ()) == (getattr(callback, attribute), callback.problems)

    @pytest.mark.parametrize(("text", "number"), [("0", 0), ("1", 1), ("007", 7), ("9" * 18, 10**18 - 1)])
    def test_sequence_number_is_a_number(self, text: str, number: int) -> None:
        assert number == conference_callback(form_of(WHOLE | {"SequenceNumber": text})).sequence_number

    @pytest.mark.parametrize(
        "text", ["-1", "+1", "1.0", " 1", "1\n", "one", "0x1", "1_0", "9" * 19, "\uff11", "\u0661"]
    )
    def test_sequence_number_that_is_none_is_told(self, text: str) -> None:
        callback = conference_callback(form_of(WHOLE | {"SequenceNumber": text}))

        assert (None, ("SequenceNumber is unreadable",)) == (callback.sequence_number, callback.problems)

    def test_timestamp_that_is_none_is_told(self) -> None:
        callback = conference_callback(form_of(WHOLE | {"Timestamp": "yesterday"}))

        assert (None, ("Timestamp is unreadable",)) == (callback.timestamp, callback.problems)

    def test_first_value_of_a_repeated_name_counts_and_all_are_kept(self) -> None:
        pairs = (*WHOLE.items(), ("CallSid", "second"), ("CallSid", "third"), ("X", "1"), ("X", "2"))

        callback = conference_callback(Form(pairs, None))

        assert (CALL_A, pairs, ("CallSid came more than once", "X came more than once")) == (
            callback.call_sid,
            callback.fields,
            callback.problems,
        )

    def test_first_value_counts_also_where_it_is_empty(self) -> None:
        callback = conference_callback(Form((("CallSid", ""), *WHOLE.items()), None))

        assert (None, ("CallSid came more than once", "CallSid is missing")) == (callback.call_sid, callback.problems)

    def test_unknown_fields_are_kept(self) -> None:
        fields = WHOLE | {"Hostile": "<a>", "callsid": "x", "": ""}

        callback = conference_callback(form_of(fields))

        assert (tuple(fields.items()), ()) == (callback.fields, callback.problems)

    def test_problem_of_the_form_comes_first(self) -> None:
        callback = conference_callback(Form((*WHOLE.items(), ("To", "1"), ("To", "2")), "the body is not UTF-8"))

        assert ("the body is not UTF-8", "To came more than once") == callback.problems

    def test_problem_of_a_form_without_fields_is_the_only_one(self) -> None:
        assert ConferenceCallback(problems=("the body is empty",)) == conference_callback(read_form(b""))

    def test_form_that_has_nothing_to_do_with_it_misses_everything(self) -> None:
        callback = conference_callback(form_of({"a": "1"}))

        assert tuple(f"{wire} is missing" for wire, _ in REQUIRED) == callback.problems

    @given(body=st.binary(max_size=80) | st.dictionaries(st.sampled_from(sorted(WHOLE)), st.text()).map(_as_body))
    def test_any_bytes_are_a_callback_that_keeps_their_fields(self, body: bytes) -> None:
        form = read_form(body)

        assert form.pairs == conference_callback(form).fields

    @pytest.mark.parametrize("body", [b"", b"&", b"{}", b"[]", b"{", b"a", b"\xff"])
    def test_what_is_no_callback_has_a_problem(self, body: bytes) -> None:
        assert conference_callback(read_form(body)).problems


class TestConferenceEvents:
    @pytest.mark.parametrize(
        ("name", "events"),
        [
            ("start", ("conference-start",)),
            ("join", ("participant-join",)),
            ("leave", ("participant-leave",)),
            ("end", ("conference-end",)),
            ("speaker", ("participant-speech-start", "participant-speech-stop")),
        ],
    )
    def test_word_of_the_noun_stands_for_what_it_subscribes_to(self, name: str, events: tuple[str, ...]) -> None:
        assert events == conference_events(name)

    @pytest.mark.parametrize("name", ["participant-join", "participant-speech-stop", "participant-hold", "Start", ""])
    def test_any_other_name_stands_for_itself(self, name: str) -> None:
        assert (name,) == conference_events(name)

    def test_every_known_event_is_subscribed_to_by_a_word(self) -> None:
        covered = {event for word in ("start", "end", "join", "leave", "speaker") for event in conference_events(word)}

        assert {callback.event for callback in CONFERENCE_CALLBACKS} == covered


def form(**fields: str) -> Form:
    return Form(tuple(fields.items()), None)


SPEECH_STOP = {"ConferenceSid": "c", "StatusCallbackEvent": "participant-speech-stop"}
PROGRESS = {"CallStatus": "completed", "CallbackSource": "call-progress-events"}

# class, and the least that tells it where any request may come
TOLD = [
    (VoiceFetch, {"CallerId": "a", "FromSipUri": "b"}),
    (EnqueueWaitFetch, {"QueueSid": "q", "QueuePosition": "1", "QueueTime": "0"}),
    (EnqueueAction, {"QueueSid": "q", "QueueTime": "1", "QueueResult": "leave"}),
    (QueueFetch, {"QueueSid": "q", "QueueTime": "1"}),
    (DialAction, {"DialCallStatus": "busy"}),
    (DialAction, PROGRESS | {"DialCallStatus": "busy"}),
    (GatherAction, {"Digits": "1"}),
    (GatherAction, {"SpeechResult": "one", "Confidence": "0.5"}),
    (PartialSpeech, {"UnstableSpeechResult": "on", "Confidence": "0.5"}),
    (RecordAction, {"RecordingStatus": "completed", "Digits": "#"}),
    (ReferAction, {"ReferCallStatus": "failed"}),
    (AIGatherAction, {"Status": "valid", "Base64Result": "e30="}),
    (PayAction, {"PaymentMethod": "credit-card", "PayResult": "success"}),
    (PayStatus, {"PaymentMethod": "credit-card", "For": "payment-card-number"}),
    (RecordingInProgress, {"RecordingStatus": "in-progress"}),
    (RecordingCompleted, {"RecordingStatus": "completed"}),
    (RecordingAbsent, {"RecordingStatus": "absent"}),
    (RecordingAbsent, {"RecordingStatus": "failed"}),
    (RecordingTranscription, {"CallStatus": "completed", "TranscriptionSid": "t"}),
    (LiveTranscription, {"Transcript": "hello", "Confidence": "0.5"}),
    (CallInitiated, {"CallStatus": "initiated"}),
    (CallRinging, PROGRESS | {"CallStatus": "ringing"}),
    (CallAnswered, PROGRESS | {"CallStatus": "in-progress"}),
    (CallAnswered, PROGRESS | {"CallStatus": "answered"}),
    (CallDtmf, PROGRESS | {"CallStatus": "dtmf", "Digit": "1"}),
    *(
        (CallCompleted, PROGRESS | {"CallStatus": word})
        for word in ["completed", "busy", "no-answer", "canceled", "failed"]
    ),
    (AnsweringMachineDetected, {"AnsweredBy": "human"}),
    (DeepfakeDetected, {"DeepfakeError": "x"}),
    (ParticipantJoin, {"ConferenceSid": "c", "StatusCallbackEvent": "participant-join"}),
    (ConferenceEnd, {"ConferenceSid": "c", "StatusCallbackEvent": "end", "FromSipUri": "a", "CallingPartyType": "sip"}),
    (StreamCallback, {"StreamEvent": "stream-error"}),
    (SiprecCallback, {"SiprecEvent": "siprec-started"}),
    (CallCost, {"CallbackSource": "call-cost-events"}),
    (AIConversation, {"Event": "conversation_ended"}),
    (UnknownCallback, {"Event": "other"}),
    (UnknownCallback, {"StatusCallbackEvent": "analyzed"}),
    (UnknownCallback, {"CallSid": "c", "RecordingStatus": ""}),
]


class TestReadCallback:
    @pytest.mark.parametrize(("cls", "fields"), TOLD)
    def test_parameters_tell_what_it_is_where_any_may_come(self, cls: type[Callback], fields: dict[str, str]) -> None:
        assert cls is type(read_callback(None, form_of(fields)))

    @pytest.mark.parametrize("cls", CALLBACKS, ids=lambda cls: cls.__name__)
    def test_kind_is_what_was_asked_for_whatever_it_carries(self, cls: type[Callback]) -> None:
        for kind in (cls, cls.kind) if len(KINDS[cls.kind]) == 1 else (cls,):
            assert cls is type(read_callback(kind, form(Digits="1", CallStatus="dtmf", Foo="1")))

    @pytest.mark.parametrize(
        ("family", "fields", "cls"),
        [
            (ConferenceCallback, {"ConferenceSid": "c", "StatusCallbackEvent": "participant-leave"}, ParticipantLeave),
            (ConferenceCallback, {"ConferenceSid": "c", "StatusCallbackEvent": "participant-fly"}, ConferenceCallback),
            (CallProgress, PROGRESS, CallCompleted),
            (CallProgress, PROGRESS | {"CallStatus": "queued"}, CallProgress),
            (CallResult, PROGRESS | {"DialCallStatus": "busy"}, DialAction),
            (RecordingCallback, {"RecordingStatus": "absent"}, RecordingAbsent),
            (RecordingCallback, {"RecordingStatus": "paused"}, RecordingCallback),
            (Callback, {"RecordingStatus": "absent"}, RecordingAbsent),
            (Callback, {"a": "b"}, Callback),
            ("conference_speaker", SPEECH_STOP, ParticipantSpeechStop),
            ("conference_speaker", {"ConferenceSid": "c"}, ConferenceCallback),
        ],
    )  # fmt: skip
    def test_url_that_gets_several_is_told_by_the_parameters(
        self, family: str | type[Callback], fields: dict[str, str], cls: type[Callback]
    ) -> None:
        assert cls is type(read_callback(family, form_of(fields)))

    @pytest.mark.parametrize("fields", [{"Digits": "1", "AnsweredBy": "human"}, {"AnsweredBy": "human", "Digits": "1"}])
    def test_likelier_kind_is_taken_where_two_are_told_in_whatever_order(self, fields: dict[str, str]) -> None:
        assert GatherAction is type(read_callback(None, form_of(fields)))

    def test_conference_callback_is_read_alike_both_ways(self) -> None:
        assert conference_callback(form_of(WHOLE)) == read_callback(ConferenceCallback, form_of(WHOLE))

    @pytest.mark.parametrize(("kind", "hint"), [("dial-action", "; did you mean 'dial_action'?"), ("x", "")])
    def test_kind_that_does_not_exist_is_refused(self, kind: str, hint: str) -> None:
        with pytest.raises(ValueError, match=f"^there is no kind '{kind}' of callback{re.escape(hint)}$"):
            read_callback(kind, form(a="b"))

    def test_what_the_class_does_not_know_is_extra(self) -> None:
        callback = read_callback("http_request_action", form(CallSid="c", tier="gold", Digits="1"))

        assert (("tier", "gold"), ("Digits", "1")) == callback.extra

    def test_sip_headers_of_a_caller_are_found(self) -> None:
        callback = read_callback("voice_url", form(SipHeader_X_Room="7", Other="1", SipHeader_="x"))

        assert {"X_Room": "7", "": "x"} == callback.sip_headers

    @pytest.mark.parametrize(
        ("fields", "gathered"),
        [
            ({"Base64Result": "eyJhbnN3ZXIiOjQyfQ=="}, {"answer": 42}),
            ({"Result": '{"answer": 42}'}, {"answer": 42}),
            ({"Base64Result": "eyJhbnN3ZXIiOjQyfQ==", "Result": "{}"}, {"answer": 42}),
            ({"Base64Result": "!!!"}, None),
            ({"Base64Result": "e30"}, None),
            ({"Result": "{"}, None),
            ({"Result": "[" * 100_000}, None),
            ({}, None),
        ],
    )
    def test_what_an_assistant_gathered_is_decoded(self, fields: dict[str, str], gathered: object) -> None:
        assert gathered == read_callback(AIGatherAction, form_of(fields)).gathered

    @pytest.mark.parametrize("fields", [{"Base64MessageHistory": "W3t9XQ=="}, {"MessageHistory": "[{}]"}])
    def test_what_was_said_to_an_assistant_is_decoded(self, fields: dict[str, str]) -> None:
        assert [{}] == read_callback(AIGatherAction, form_of(fields)).messages

    @given(data=st.data(), body=st.binary(max_size=60))
    def test_any_bytes_are_a_callback_that_keeps_their_fields(self, data: st.DataObject, body: bytes) -> None:
        names = sorted({row.wire for cls in CALLBACKS for row in params(cls)})
        fields = data.draw(st.dictionaries(st.sampled_from(names), st.text(max_size=10), max_size=6))
        kind = data.draw(st.sampled_from([None, Callback, *CALLBACKS, *KINDS]))

        for read in (read_form(body), read_form(_as_body(fields))):
            assert read.pairs == read_callback(kind, read).fields


# NUL is replaced by its picture, halves of surrogate pairs cannot be sent, and an empty value is as good as none.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
VALUES = {
    str: TEXT,
    int: st.integers(0, 10**18 - 1),
    float: st.floats(-1e17, 1e17, allow_nan=False),
    bool: st.booleans(),
    datetime: st.datetimes(timezones=st.just(UTC)),
}


@st.composite
def callbacks(draw: st.DrawFn) -> Callback:
    """Draw a callback of any class: what is always sent, and anything else."""
    cls = draw(st.sampled_from(CALLBACKS))
    given = {
        row.name: draw(VALUES[row.shape])
        for row in params(cls)
        if row.required or draw(st.booleans())
    }  # fmt: skip
    for name, words in cls.told_by[0].items() if cls.told_by else ():
        row = next(row for row in params(cls) if row.wire == name)
        given[row.name] = words[0] if words else draw(VALUES[row.shape])
    known = {row.wire for row in params(cls)}
    extra = draw(st.dictionaries(TEXT.filter(lambda name: name not in known), TEXT, max_size=2))
    return cls(**given, extra=tuple(extra.items()))


class TestToForm:
    @given(callback=callbacks())
    @settings(max_examples=300)
    def test_every_callback_is_read_as_it_was_written(self, callback: Callback) -> None:
        if not callback.fields:
            return

        assert callback == read_callback(type(callback), read_form(to_form(callback)))

    def test_form_is_escaped_as_the_web_does(self) -> None:
        assert b"From=%2B1+312&Digits=%23%26%C3%BC" == to_form(GatherAction(from_="+1 312", digits="#&\u00fc"))

    def test_what_was_read_goes_out_as_it_came(self) -> None:
        body = b"Timestamp=Wed%2C+28+Apr+2021+22%3A51%3A29+GMT&CallSid=1&CallSid=2&X="

        assert body == to_form(read_callback(ConferenceCallback, read_form(body)))

    def test_callback_of_nothing_is_an_empty_body(self) -> None:
        assert b"" == to_form(MediaFetch())

    def test_other_requests_of_2021_hold_everything_with_moments_of_that_shape(self) -> None:
        moment = datetime(2021, 4, 28, 22, 51, 29, tzinfo=UTC)
        callback = StreamCallback(stream_name="s", timestamp=moment, extra=(("X", "1"),))

        pairs = read_form(to_form(callback, contract="2021")).pairs

        assert (("StreamName", "s"), ("Timestamp", "2021-04-28 22:51:29.000000Z"), ("X", "1")) == pairs
