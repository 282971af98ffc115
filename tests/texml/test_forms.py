"""Bodies taken apart: fields in their order; nothing raised, nothing dropped."""

import json
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from texml.forms import MAX_FIELDS, Form, read_form

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


@given(text=st.text(st.sampled_from("ab=&+% %41%ff%C3%A4é\u2400;#?"), max_size=60))
def test_form_is_read_as_the_standard_library_does(text: str) -> None:
    pairs = parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=MAX_FIELDS)

    assert tuple(pairs) == read_form(b"x=1&" + text.encode(), "text/plain").pairs[1:]


def test_first_value_of_a_name_is_its_value() -> None:
    assert {"b": "2", "a": "1"} == read_form(b"b=2&a=1&b=3").first_values
