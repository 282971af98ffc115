"""Callbacks: bytes to fields, fields to typed events; nothing raised, nothing dropped."""

import json
from datetime import UTC, datetime, timedelta, timezone
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.callbacks import (
    CONFERENCE_CALLBACKS,
    MAX_FIELDS,
    ConferenceCallback,
    ConferenceEnd,
    ConferenceStart,
    Form,
    ParticipantJoin,
    ParticipantLeave,
    ParticipantSpeechStart,
    ParticipantSpeechStop,
    conference_callback,
    conference_events,
    read_form,
    read_timestamp,
)

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

FORMS = [
    pytest.param(b"a=1&b=2", [("a", "1"), ("b", "2")], id="form"),
    pytest.param(b"b=2&a=1&b=3", [("b", "2"), ("a", "1"), ("b", "3")], id="name again, order"),
    pytest.param(b"a=&b", [("a", ""), ("b", "")], id="no value"),
    pytest.param(b"=1", [("", "1")], id="no name"),
    pytest.param(b"a=b=c", [("a", "b=c")], id="equals sign in a value"),
    pytest.param(b"a=1&&b=2&", [("a", "1"), ("b", "2")], id="nothing between"),
    pytest.param(b"To=%2B1+312&c%20d=%26%3D", [("To", "+1 312"), ("c d", "&=")], id="escapes"),
    pytest.param(b"a=%zz%4", [("a", "%zz%4")], id="broken escapes"),
    pytest.param(b"a=1;b=2", [("a", "1;b=2")], id="semicolon"),
    pytest.param("a=\u00fc\U0001f600".encode(), [("a", "\u00fc\U0001f600")], id="bare UTF-8"),
    pytest.param(b"a=%C3%BC", [("a", "\u00fc")], id="escaped UTF-8"),
    pytest.param(b"a=x%00y", [("a", "x\u2400y")], id="NUL, escaped"),
    pytest.param(b"a\0=x\0y", [("a\u2400", "x\u2400y")], id="NUL, bare"),
    pytest.param(b"a=1\r\n", [("a", "1\r\n")], id="line end"),
]

JSON = [
    pytest.param(b'{"a": "1", "b": "2"}', [("a", "1"), ("b", "2")], id="texts"),
    pytest.param(b' \r\n\t{"a": "1"} ', [("a", "1")], id="white space around"),
    pytest.param(b'{"a": "1", "a": "2"}', [("a", "1"), ("a", "2")], id="name again"),
    pytest.param(
        b'{"a": 1, "b": -0, "c": 1.50, "d": 1E400}', [("a", "1"), ("b", "-0"), ("c", "1.50"), ("d", "1E400")], id="num"
    ),
    pytest.param(b'{"a": ' + b"9" * 5_000 + b"}", [("a", "9" * 5_000)], id="number of 5000 digits"),
    pytest.param(b'{"a": true, "b": false, "c": null}', [("a", "true"), ("b", "false"), ("c", "")], id="true, null"),
    pytest.param(
        b'{"a": {"b": "\\u00fc"}, "c": ["1", true]}', [("a", '{"b": "\u00fc"}'), ("c", '["1", true]')], id="in"
    ),
    pytest.param(b'{"a": [1, 2.50], "b": {"c": 3}}', [("a", "[1, 2.50]"), ("b", '{"c": 3}')], id="numbers inside"),
    pytest.param(b'{"a": {"b": "1", "b": "2"}}', [("a", '{"b": "1", "b": "2"}')], id="name again inside"),
    pytest.param(b'{"a": "x\\u0000y"}', [("a", "x\u2400y")], id="NUL"),
    pytest.param(b'{"a": "\\ud83d", "\\ude00": "1"}', [("a", "?"), ("?", "1")], id="halves of a surrogate pair"),
    pytest.param(b'{"a": "\\ud83d\\ude00"}', [("a", "\U0001f600")], id="surrogate pair"),
]

# what is no form: body, content type, problem
NO_FIELDS = [
    pytest.param(b"", None, "the body is empty", id="empty"),
    pytest.param(b"", "application/json", "the body is empty", id="empty JSON"),
    pytest.param(b"{", None, "the body is not JSON: JSONDecodeError", id="cut off"),
    pytest.param(b'{"a": NaN}', None, "the body is not JSON: ValueError", id="NaN"),
    pytest.param(b'{"a": "\xff"}', None, "the body is not JSON: UnicodeDecodeError", id="bytes that are no UTF-8"),
    pytest.param(b"[" * 100_000, None, "the body is not JSON: RecursionError", id="deep list"),
    pytest.param(b'{"a":' * 100_000, None, "the body is not JSON: RecursionError", id="deep object"),
    pytest.param(b'["a"]', None, "the body is JSON, but not an object", id="list"),
    pytest.param(b'"a"', "application/json", "the body is JSON, but not an object", id="text"),
    pytest.param(b"a=1", "application/json", "the body is not JSON: JSONDecodeError", id="form that says JSON"),
    pytest.param(b"a=1", "Application/JSON; charset=utf-8", "the body is not JSON: JSONDecodeError", id="said loudly"),
    pytest.param(b"&".join([b"a=1"] * (MAX_FIELDS + 1)), None, "the body has more than 200 fields", id="too many"),
    pytest.param(
        b"&".join([b"a=\xff"] * (MAX_FIELDS + 1)), None, "the body has more than 200 fields", id="too many, no UTF-8"
    ),
    pytest.param(
        b"&".join([b"a=%FF"] * (MAX_FIELDS + 1)), None, "the body has more than 200 fields", id="too many, escaped"
    ),
    pytest.param(
        json.dumps({str(n): n for n in range(MAX_FIELDS + 1)}).encode(),
        None,
        "the body has more than 200 fields",
        id="too many, JSON",
    ),
]

TIMESTAMPS = [
    pytest.param("2021-04-28 22:51:29.993535Z", 29, 993_535, id="page of 2021"),
    pytest.param("2021-04-28T22:51:29.993535Z", 29, 993_535, id="ISO"),
    pytest.param("2021-04-28T22:51:29Z", 29, 0, id="ISO, no fraction"),
    pytest.param("2021-04-28 22:51:29.9Z", 29, 900_000, id="one fraction digit"),
    pytest.param("2021-04-28 22:51:29.000001999Z", 29, 1, id="nine fraction digits are cut"),
    pytest.param("2021-04-28 22:51:29.9999999Z", 29, 999_999, id="seven fraction digits are not rounded up"),
    pytest.param(f"2021-04-28T22:51:29.{'1' * 1_000}Z", 29, 111_111, id="a thousand fraction digits"),
    pytest.param("2021-04-28T22:51:29+00:00", 29, 0, id="ISO, zone of UTC"),
    pytest.param("2021-04-29T00:21:29+01:30", 29, 0, id="ISO, zone in the east"),
    pytest.param("2021-04-28T16:51:29.5-06:00", 29, 500_000, id="ISO, zone in the west"),
    pytest.param("Wed, 28 Apr 2021 22:51:29 +0000", 29, 0, id="RFC 2822"),
    pytest.param("Wed, 28 Apr 2021 22:51:29 GMT", 29, 0, id="RFC 2822, GMT"),
    pytest.param("Wed, 28 Apr 2021 22:51:29 -0000", 29, 0, id="RFC 2822, zone unknown"),
    pytest.param("28 Apr 2021 22:51:29", 29, 0, id="RFC 2822, no day, no zone"),
    pytest.param("Thu, 29 Apr 2021 00:51:29 +0200", 29, 0, id="RFC 2822, zone in the east"),
]

NO_TIMESTAMPS = [
    pytest.param("", id="nothing"),
    pytest.param("now", id="word"),
    pytest.param("1619650289", id="number"),
    pytest.param("2021-04-28", id="day"),
    pytest.param("2021-04-28 22:51:29", id="ISO, no zone"),
    pytest.param("2021-04-28 22:51Z", id="no seconds"),
    pytest.param("2021-04-28 22:51:29.Z", id="point without digits"),
    pytest.param("2021-04-31 22:51:29Z", id="day that does not exist"),
    pytest.param("2021-04-28 25:51:29Z", id="hour that does not exist"),
    pytest.param("2021-04-28 22:51:60Z", id="leap second"),
    pytest.param("2021-04-28 22:51:29+99:99", id="zone that does not exist"),
    pytest.param("0001-01-01 00:00:00+01:00", id="before the first year"),
    pytest.param("9999-12-31 23:59:59-01:00", id="after the last year"),
    pytest.param("Fri, 31 Dec 9999 23:59:59 -0100", id="RFC 2822, after the last year"),
    pytest.param("Wed, 28 Apr 2021 22:51:29 +999999999999", id="RFC 2822, zone that does not exist"),
    pytest.param("2021-04-28 22:51:29Z\n", id="line end"),
    pytest.param("\uff12021-04-28 22:51:29Z", id="digit of another script"),
]


TEXTS = {name for name, _ in REQUIRED + OPTIONAL} - {"SequenceNumber", "StatusCallbackEvent", "Timestamp"}


def _as_body(fields: dict[str, str]) -> bytes:
    return urlencode(fields).encode()


def form_of(fields: dict[str, str]) -> Form:
    return Form(tuple(fields.items()), None)


class TestReadForm:
    @pytest.mark.parametrize(("body", "pairs"), [*FORMS, *JSON])
    def test_fields_are_read_in_their_order(self, body: bytes, pairs: list[tuple[str, str]]) -> None:
        assert Form(tuple(pairs), None) == read_form(body)

    @pytest.mark.parametrize(
        "content_type", ["application/x-www-form-urlencoded", "text/plain", "", "application/json-seq", "rubbish; ="]
    )
    def test_form_is_read_whatever_else_it_says_it_is(self, content_type: str) -> None:
        assert Form((("a", "1"),), None) == read_form(b"a=1", content_type)

    @pytest.mark.parametrize("content_type", [None, "application/x-www-form-urlencoded", "application/json"])
    def test_json_is_told_by_its_first_byte_too(self, content_type: str | None) -> None:
        assert Form((("a", "1"),), None) == read_form(b'{"a": 1}', content_type)

    @pytest.mark.parametrize(
        "body", [b"\xef\xbb\xbf" + b'{"a": 1}', '{"a": 1}'.encode("utf-16")], ids=["BOM", "UTF-16"]
    )
    def test_json_is_read_in_every_encoding_it_may_have(self, body: bytes) -> None:
        assert Form((("a", "1"),), None) == read_form(body, "application/json")

    @pytest.mark.parametrize(
        "body", [b"a=\xffz&b=1", b"a=%FFz&b=1", b"a=%ffz&b=1"], ids=["bare", "escaped", "escaped, lower case"]
    )
    def test_bytes_that_are_no_utf_8_are_replaced_and_told(self, body: bytes) -> None:
        assert Form((("a", "\ufffdz"), ("b", "1")), "the body is not UTF-8") == read_form(body)

    def test_nul_is_replaced_where_the_rest_is_not_utf_8(self) -> None:
        assert Form((("a", "\ufffd\u2400"),), "the body is not UTF-8") == read_form(b"a=\xff%00")

    @pytest.mark.parametrize(("body", "content_type", "problem"), NO_FIELDS)
    def test_what_cannot_be_taken_apart_has_a_problem_and_no_fields(
        self, body: bytes, content_type: str | None, problem: str
    ) -> None:
        assert Form((), problem) == read_form(body, content_type)

    @pytest.mark.parametrize("body", [b"&", b"&&", b"{}", b" { } "])
    def test_body_without_fields_says_so(self, body: bytes) -> None:
        form = read_form(body)

        assert ((), True) == (form.pairs, bool(form.problem))

    def test_most_fields_are_read(self) -> None:
        assert 200 == len(read_form(b"&".join([b"a=1"] * 200)).pairs)

    def test_most_fields_of_json_are_read(self) -> None:
        assert 200 == len(read_form(json.dumps({str(n): n for n in range(200)}).encode()).pairs)

    @given(pairs=st.lists(st.tuples(st.text(max_size=10), st.text(max_size=30)), min_size=1, max_size=20))
    def test_every_pair_of_any_form_is_kept(self, pairs: list[tuple[str, str]]) -> None:
        expected = tuple((name.replace("\0", "\u2400"), value.replace("\0", "\u2400")) for name, value in pairs)

        assert Form(expected, None) == read_form(urlencode(pairs).encode())

    @given(fields=st.dictionaries(st.text(max_size=10), st.text(max_size=30), min_size=1, max_size=20))
    def test_every_field_of_any_flat_json_object_is_kept(self, fields: dict[str, str]) -> None:
        expected = tuple(
            (name.replace("\0", "\u2400"), value.replace("\0", "\u2400")) for name, value in fields.items()
        )

        assert Form(expected, None) == read_form(json.dumps(fields).encode())

    @given(
        body=st.binary(max_size=100)
        | st.lists(st.sampled_from([b"&", b"=", b"%", b"\xff", b"\0", b"%00", b"{", b'"', b"[", b"a"])).map(b"".join)
        | st.integers(0, 400).map(lambda fields: b"\xff=%FF&" * fields),
        content_type=st.none() | st.sampled_from(["application/json", "text/plain"]) | st.text(max_size=20),
    )
    def test_any_bytes_are_read_as_text_that_every_store_holds(self, body: bytes, content_type: str | None) -> None:
        form = read_form(body, content_type)

        texts = [text for pair in form.pairs for text in pair]
        assert texts == [text.replace("\0", "").encode().decode() for text in texts]


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


class TestReadTimestamp:
    @pytest.mark.parametrize(("text", "second", "microsecond"), TIMESTAMPS)
    def test_moment_is_read_in_every_shape(self, text: str, second: int, microsecond: int) -> None:
        assert datetime(2021, 4, 28, 22, 51, second, microsecond, tzinfo=UTC) == read_timestamp(text)

    @pytest.mark.parametrize(("text", "second", "microsecond"), TIMESTAMPS)
    def test_moment_is_in_utc(self, text: str, second: int, microsecond: int) -> None:
        moment = read_timestamp(text)

        assert UTC is (moment and moment.tzinfo)

    @pytest.mark.parametrize("text", NO_TIMESTAMPS)
    def test_what_names_no_moment_is_none(self, text: str) -> None:
        assert read_timestamp(text) is None

    @given(
        moment=st.datetimes(
            datetime(1, 1, 2),  # noqa: DTZ001  # Hypothesis adds the zone
            datetime(9999, 12, 30),  # noqa: DTZ001
            timezones=st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
        ),
        separator=st.sampled_from(" T"),
    )
    def test_every_moment_is_read_as_it_was_written(self, moment: datetime, separator: str) -> None:
        assert moment == read_timestamp(moment.isoformat(separator))

    @given(
        text=st.text(max_size=40)
        | st.text("0123456789-+:.TZ ", max_size=35)
        | st.from_regex(
            r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})", fullmatch=True
        )
        | st.lists(
            st.sampled_from(["Wed,", "28", "Apr", "2021", "0", "22:51:29", ":", "+0000", "-9999", "GMT", "("])
        ).map(" ".join)
    )
    def test_any_text_is_a_moment_in_utc_or_none(self, text: str) -> None:
        moment = read_timestamp(text)

        assert moment is None or moment.tzinfo is UTC


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
