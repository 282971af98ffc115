"""PINs: what is kept, what opens, and what no file may say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.rooms.pins import DIGITS, Pin, hash_pin, is_plain, match, read_pin

SALT = b"0123456789abcdef"


@given(st.from_regex("[0-9]{4,12}", fullmatch=True), st.binary(min_size=1, max_size=32))
def test_pin_that_is_written_and_read_is_the_same(digits: str, salt: bytes) -> None:
    pin = hash_pin(digits, salt)

    assert pin == read_pin(str(pin), SALT)


def test_plain_pin_is_hashed_with_the_salt_of_its_room() -> None:
    assert hash_pin("1234", SALT) == read_pin("1234", SALT)


def test_hash_does_not_hold_the_digits() -> None:
    assert "271828" not in str(hash_pin("271828", SALT))


def test_same_digits_under_another_salt_are_another_hash() -> None:
    assert hash_pin("1234", b"a").digest != hash_pin("1234", b"b").digest


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("123", "it has 3 digits"),
        ("1" * 13, "it has 13 digits"),
        ("12a4", "neither digits nor a hash"),
        ("\uff11\uff12\uff13\uff14", "neither digits nor a hash"),
        ("scrypt$abc", "neither digits nor a hash"),
        ("md5$YQ==$YQ==", "neither digits nor a hash"),
        ("scrypt$!!$YQ==", "the hash is damaged"),
        ("scrypt$YQ==$YQ==", "the hash is damaged"),
        ("scrypt$$MDEyMzQ1Njc4OWFiY2RlZg==", "the hash is damaged"),
    ],
)
def test_text_that_is_no_pin_is_refused_without_repeating_it(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=says) as caught:
        read_pin(text, SALT)

    assert text not in str(caught.value)


@pytest.mark.parametrize("count", [DIGITS.start, DIGITS.stop - 1])
def test_pin_may_have_as_many_digits_as_the_range_says(count: int) -> None:
    assert hash_pin("7" * count, SALT) == read_pin("7" * count, SALT)


@pytest.mark.parametrize(("text", "plain"), [("1234", True), ("", False), ("12 4", False), ("\u0661\u0662", False)])
def test_plain_digits_are_those_of_ascii(text: str, plain: bool) -> None:
    assert plain == is_plain(text)


class TestMatch:
    def test_digits_open_what_their_pin_opens(self) -> None:
        pins = [(hash_pin("9999", SALT), "host"), (hash_pin("1111", SALT), "participant")]

        assert ("participant", "host") == (match("1111", pins), match("9999", pins))

    def test_digits_that_two_pins_share_open_the_first(self) -> None:
        pins = [(hash_pin("1111", SALT), "host"), (hash_pin("1111", b"other"), "participant")]

        assert match("1111", pins) == "host"

    @pytest.mark.parametrize("digits", ["1112", "111", "11111", "", "*", "1111#"])
    def test_other_digits_open_nothing(self, digits: str) -> None:
        assert match(digits, [(hash_pin("1111", SALT), "host")]) is None

    def test_no_pin_opens_nothing(self) -> None:
        assert match("1111", []) is None

    def test_hash_of_nothing_known_opens_nothing(self) -> None:
        assert match("1111", [(Pin(SALT, b"\0" * 16), "host")]) is None
