"""Keys: 32 bytes in Base64, and none under which anybody can sign."""

import pickle
from base64 import b64encode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from texml.errors import InvalidKey
from texml.webhooks import PrivateKey, PublicKey, public_keys

SEED = bytes(range(32))
TEXT = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="  # RFC 8032's curve, the seed 00 01 02 ... 1f
OTHER = PrivateKey(bytes(32)).public

# The points of order 1, 2, 4 and 8, each in every spelling that 32 bytes allow (y below and above the prime, either
# sign): "Taming the many EdDSAs", 2020, table 6; the last is the second one negated.
SMALL_ORDER = {
    "order 1": "0100000000000000000000000000000000000000000000000000000000000000",
    "order 1, negative": "0100000000000000000000000000000000000000000000000000000000000080",
    "order 1, above the prime": "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "order 1, above the prime, negative": "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "order 2": "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "order 2, negative": "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "order 4, all zero": "0000000000000000000000000000000000000000000000000000000000000000",
    "order 4, negative": "0000000000000000000000000000000000000000000000000000000000000080",
    "order 4, above the prime": "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "order 4, above the prime, negative": "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "order 8": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "order 8, negative": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "order 8, other": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "order 8, other, negative": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
}

REFUSED = [
    pytest.param("", "the public key is empty; allowed: 32 bytes in Base64", id="nothing"),
    pytest.param(" \n", "the public key is empty; allowed: 32 bytes in Base64", id="white space"),
    pytest.param("AAAA", "the public key is of 3 bytes; allowed: 32 bytes in Base64", id="short"),
    pytest.param(TEXT[:-4], "the public key is of 30 bytes", id="cut"),
    pytest.param(b64encode(SEED + b"\0").decode(), "the public key is of 33 bytes", id="one byte more"),
    pytest.param(TEXT[:-1], "is not Base64", id="no padding"),
    pytest.param(f"{TEXT}=", "is not Base64", id="padding twice"),
    pytest.param(f"{TEXT[:20]}\n{TEXT[20:]}", "is not Base64", id="line end inside"),
    pytest.param(TEXT.replace("/", "_"), "is not Base64", id="alphabet of URLs"),
    pytest.param(f"{TEXT[:-2]}h=", "is not Base64", id="bits beyond the last byte"),
    pytest.param("\uff21" + TEXT[1:], "is not Base64", id="letter of another script"),
    pytest.param(SEED.hex(), "the public key is of 48 bytes", id="hexadecimal"),
    pytest.param("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA", "is PEM; allowed: 32 bytes in Base64", id="PEM"),
    pytest.param("x" * 101, "'" + "x" * 77 + "...'", id="long rubbish is cut"),
]


class TestPublicKey:
    def test_key_is_read_from_base64(self) -> None:
        expected = Ed25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes_raw()

        assert expected == PublicKey(TEXT).raw

    def test_white_space_around_is_overlooked(self) -> None:
        assert PublicKey(TEXT) == PublicKey(f"\t{TEXT}\r\n")

    def test_text_is_the_key_as_it_was_written(self) -> None:
        assert TEXT == PublicKey(TEXT).text

    @pytest.mark.parametrize(("text", "message"), REFUSED)
    def test_what_is_no_key_is_refused_and_explained(self, text: str, message: str) -> None:
        with pytest.raises(InvalidKey) as caught:
            PublicKey(text)

        assert message in str(caught.value)

    @pytest.mark.parametrize("raw", SMALL_ORDER.values(), ids=SMALL_ORDER)
    def test_key_under_which_anybody_can_sign_is_refused(self, raw: str) -> None:
        with pytest.raises(InvalidKey, match="anybody could forge signatures under it"):
            PublicKey(b64encode(bytes.fromhex(raw)).decode())

    def test_other_library_takes_a_forgery_under_such_a_key(self) -> None:
        identity = bytes.fromhex(SMALL_ORDER["order 1"])

        # Nothing but the key is needed: with it, 0 * B = identity + k * identity holds for every message.
        Ed25519PublicKey.from_public_bytes(identity).verify(identity + bytes(32), b"anything")

    def test_point_that_is_not_on_the_curve_is_refused(self) -> None:
        with pytest.raises(InvalidKey, match="no key of any pair"):
            PublicKey(b64encode(b"\x02" + bytes(31)).decode())

    @given(raw=st.binary(min_size=32, max_size=32))
    def test_any_32_bytes_make_a_key_or_are_refused(self, raw: bytes) -> None:
        text = b64encode(raw).decode()
        try:
            key = PublicKey(text)
        except InvalidKey:
            return

        assert raw == key.raw

    @given(text=st.text(max_size=60))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        try:
            key = PublicKey(text)
        except InvalidKey:
            return

        assert text.strip() == key.text

    def test_keys_are_values(self) -> None:
        key = PublicKey(TEXT)

        assert {key} == {PublicKey(TEXT), pickle.loads(pickle.dumps(key))}
        assert f"PublicKey({TEXT!r})" == repr(key)


class TestPublicKeys:
    @pytest.mark.parametrize("text", [f"{TEXT},{OTHER.text}", f" {TEXT} ,\n{OTHER.text}\n"])
    def test_keys_are_parted_by_commas(self, text: str) -> None:
        assert (PublicKey(TEXT), OTHER) == public_keys(text)

    def test_key_that_is_there_twice_counts_once(self) -> None:
        assert (PublicKey(TEXT), OTHER) == public_keys(f"{TEXT},{OTHER.text},{TEXT}")

    def test_single_wrong_key_is_explained(self) -> None:
        with pytest.raises(InvalidKey, match=r"^the public key is of 3 bytes"):
            public_keys("AAAA")

    @pytest.mark.parametrize(("text", "place"), [(f"{TEXT},AAAA", 2), (f"AAAA,{TEXT}", 1), (f"{TEXT},", 2)])
    def test_wrong_one_of_several_is_named(self, text: str, place: int) -> None:
        with pytest.raises(InvalidKey, match=f"^key {place} of 2: the public key is"):
            public_keys(text)


class TestPrivateKey:
    def test_public_half_is_that_of_the_standard(self) -> None:
        # RFC 8032, section 7.1, test 1.
        seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
        public = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")

        assert public == PrivateKey(seed).public.raw

    @pytest.mark.parametrize("size", [0, 31, 33, 64])
    def test_seed_of_another_length_is_refused(self, size: int) -> None:
        with pytest.raises(InvalidKey, match=f"is of {size} bytes; allowed: 32"):
            PrivateKey(bytes(size))

    def test_it_does_not_show_itself(self) -> None:
        assert "PrivateKey(...)" == repr(PrivateKey(SEED)) == str(PrivateKey(SEED))
