"""The Pay page of the platform's manual, restated by hand: take a payment by keypad."""

from typing import Any

import pytest

from texml import (
    Dial,
    Gather,
    InvalidNesting,
    InvalidValue,
    MissingAttribute,
    MissingContent,
    Parameter,
    Pause,
    Pay,
    Play,
    Prompt,
    Response,
    Say,
    UnknownAttribute,
    WrongType,
)
from texml.validation import is_valid
from texml.vocabulary import rows, text_row
from texml.vocabulary.kinds import Choice, Choices, FlagOrWords, JsonText, Numbers, Whole

# Python name, wire name, a value, its wire text, default (None: no page gives one)
PAY = [
    ("action", "action", "/paid", "/paid", None),
    ("method", "method", "GET", "GET", "POST"),
    ("status_callback", "statusCallback", "/payment", "/payment", None),
    ("status_callback_method", "statusCallbackMethod", "GET", "GET", "POST"),
    ("payment_connector", "paymentConnector", "Shop", "Shop", "Default"),
    ("charge_amount", "chargeAmount", "12.50", "12.50", None),
    ("currency", "currency", "USD", "USD", "USD"),
    ("payment_token", "paymentToken", "token-1", "token-1", None),
    ("payment_method", "paymentMethod", "ach-debit", "ach-debit", "credit-card"),
    ("postal_code", "postalCode", False, "false", "true"),
    ("min_postal_code_length", "minPostalCodeLength", 5, "5", None),
    ("valid_card_types", "validCardTypes", ("visa", "amex"), "visa amex", None),
    ("transaction_type", "transactionType", "charge", "charge", None),
    ("description", "description", "Order 7", "Order 7", None),
    ("max_attempts", "maxAttempts", 3, "3", "1"),
    ("timeout", "timeout", 10, "10", "5"),
    ("inter_digit_timeout", "interDigitTimeout", 4, "4", "5"),
    ("voice", "voice", "alice", "alice", "female"),
    ("language", "language", "en-GB", "en-GB", "en-US"),
    ("service_level", "serviceLevel", "premium", "premium", "premium"),
    ("parameters", "parameters", {"shop": 7}, "{&quot;shop&quot;:7}", None),
    ("prompts", "prompts", {"a": "b"}, "{&quot;a&quot;:&quot;b&quot;}", None),
    ("metadata", "metadata", {"order": "7"}, "{&quot;order&quot;:&quot;7&quot;}", None),
]
PROMPT = [
    ("for_", "for", "security-code", "security-code", None),
    ("attempt", "attempt", (2, 3), "2 3", None),
    ("error_type", "errorType", "timeout", "timeout", None),
    ("card_type", "cardType", "unionpay", "unionpay", None),
]
TABLES: dict[Any, list[Any]] = {Pay: PAY, Prompt: PROMPT}

# wire name: least, most, unit
RANGES = {
    "minPostalCodeLength": (1, None, None),
    "maxAttempts": (1, 3, None),
    "timeout": (1, 600, "seconds"),
    "interDigitTimeout": (1, 600, "seconds"),
}
CLOSED_SETS: dict[Any, dict[str, set[str]]] = {
    Pay: {
        "method": {"GET", "POST"},
        "statusCallbackMethod": {"GET", "POST"},
        "currency": {"USD"},
        "paymentMethod": {"credit-card", "ach-debit"},
        "transactionType": {"charge", "tokenize"},
        "serviceLevel": {"premium"},
    },
    Prompt: {
        "for": {
            *("payment-card-number", "expiration-date", "postal-code", "security-code"),
            *("bank-routing-number", "bank-account-number"),
        },
        # unionpay stands here and not among the cards that are taken.
        "cardType": {
            *("visa", "mastercard", "amex", "discover", "diners-club", "jcb", "unionpay", "maestro", "optima"),
            "enroute",
        },
    },
}
LISTS = {
    "validCardTypes": {
        *("visa", "mastercard", "amex", "maestro", "discover", "optima", "jcb", "diners-club", "enroute"),
    }
}
JSON = {"parameters", "prompts", "metadata"}

ALL = [(element, *row) for element, table in TABLES.items() for row in table]
NAMES = [(element, name) for element, name, *_ in ALL]
PYTHON = {wire: name for _, name, wire, *_ in ALL}
WORDS = [
    (element, wire, word)
    for element, sets in ((Pay, CLOSED_SETS[Pay] | LISTS), (Prompt, CLOSED_SETS[Prompt]))
    for wire, words in sets.items()
    for word in sorted(words)
]
NUMBERS = ["min_postal_code_length", "max_attempts", "timeout", "inter_digit_timeout"]

EVERYTHING = (
    '<Pay action="/paid" method="GET" statusCallback="/payment" statusCallbackMethod="GET" paymentConnector="Shop"'
    ' chargeAmount="12.50" currency="USD" paymentToken="token-1" paymentMethod="ach-debit" postalCode="false"'
    ' minPostalCodeLength="5" validCardTypes="visa amex" transactionType="charge" description="Order 7"'
    ' maxAttempts="3" timeout="10" interDigitTimeout="4" voice="alice" language="en-GB" serviceLevel="premium"'
    ' parameters="{&quot;shop&quot;:7}" prompts="{&quot;a&quot;:&quot;b&quot;}"'
    ' metadata="{&quot;order&quot;:&quot;7&quot;}">'
    '<Prompt for="security-code" attempt="2 3" errorType="timeout" cardType="unionpay"><Say>Again.</Say></Prompt>'
    '<Parameter name="shop" value="7"/>'
    "</Pay>"
)


def make(element: Any, **attributes: Any) -> Any:
    return Prompt(**{"for_": "postal-code", **attributes}) if element is Prompt else element(**attributes)


@pytest.mark.parametrize(("element", "table"), TABLES.items())
def test_attributes_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert {name: wire for name, wire, *_ in table} == {row.name: row.wire for row in rows(element)}


@pytest.mark.parametrize(("element", "table"), TABLES.items())
def test_defaults_are_those_of_the_page(element: Any, table: list[Any]) -> None:
    assert {wire: default for _, wire, _, _, default in table} == {row.wire: row.default for row in rows(element)}


def test_ranges_are_those_of_the_page() -> None:
    numbers = [row for row in rows(Pay) if isinstance(row.kind, Whole)]

    assert RANGES == {row.wire: (row.kind.minimum, row.kind.maximum, row.unit) for row in numbers}


# As many as there can be attempts at most; a space separates them.
def test_range_of_attempts_is_that_of_the_page() -> None:
    lists = [row for row in rows(Prompt) if isinstance(row.kind, Numbers)]

    assert {"attempt": (1, 3, " ")} == {
        row.wire: (row.kind.one.minimum, row.kind.one.maximum, row.kind.separator) for row in lists
    }


@pytest.mark.parametrize(("element", "sets"), CLOSED_SETS.items())
def test_closed_sets_are_those_of_the_page(element: Any, sets: dict[str, set[str]]) -> None:
    assert sets == {row.wire: set(row.kind.words) for row in rows(element) if isinstance(row.kind, Choice)}


def test_lists_are_those_of_the_page() -> None:
    assert LISTS == {row.wire: set(row.kind.words) for row in rows(Pay) if isinstance(row.kind, Choices)}


def test_json_objects_are_those_of_the_page() -> None:
    assert JSON == {row.wire for row in rows(Pay) if isinstance(row.kind, JsonText)}


def test_only_the_postal_code_is_a_flag_or_a_text() -> None:
    assert {"postalCode"} == {row.wire for row in rows(Pay) if isinstance(row.kind, FlagOrWords)}


@pytest.mark.parametrize("element", TABLES)
def test_every_attribute_is_documented(element: Any) -> None:
    assert {"documented"} == {row.grade for row in rows(element)}


@pytest.mark.parametrize(("element", "required"), [(Pay, set()), (Prompt, {"for"})])
def test_required_attributes_are_those_of_the_page(element: Any, required: set[str]) -> None:
    assert required == {row.wire for row in rows(element) if row.required}


@pytest.mark.parametrize(("name", "wire", "value", "text", "default"), PAY, ids=[name for name, *_ in PAY])
def test_attribute_of_pay_is_written_as_the_page_spells_it(
    name: str, wire: str, value: Any, text: str, default: str | None
) -> None:
    assert f'<Pay {wire}="{text}"/>' == str(Pay(**{name: value}))


def test_all_attributes_stand_together() -> None:
    prompt = Prompt(Say("Again."), **{name: value for name, _, value, *_ in PROMPT})
    parameter = Parameter(name="shop", value="7")

    assert EVERYTHING == str(Pay([prompt, parameter], **{name: value for name, _, value, *_ in PAY}))


def test_document_with_all_attributes_is_valid() -> None:
    assert is_valid(f"<Response>{EVERYTHING}</Response>")


def test_pay_needs_nothing() -> None:
    assert "<Pay/>" == str(Pay())


@pytest.mark.parametrize(("wire", "limits"), RANGES.items())
def test_both_ends_of_a_range_are_taken(wire: str, limits: tuple[int, int | None, str | None]) -> None:
    for end in (limits[0], limits[1] or 99):
        assert f'<Pay {wire}="{end}"/>' == str(Pay(**{PYTHON[wire]: end}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("min_postal_code_length", 0),
        ("max_attempts", 0),
        ("max_attempts", 4),
        ("timeout", 0),
        ("timeout", 601),
        ("inter_digit_timeout", 0),
        ("inter_digit_timeout", 601),
    ],
)
def test_number_beyond_the_range_is_refused(name: str, value: int) -> None:
    with pytest.raises(InvalidValue, match=rf"<Pay> {name}: {value} is not allowed"):
        Pay(**{name: value})


@pytest.mark.parametrize(("element", "wire", "word"), WORDS)
def test_word_of_a_closed_set_is_taken(element: Any, wire: str, word: str) -> None:
    assert f' {wire}="{word}"' in str(make(element, **{PYTHON[wire]: word}))


@pytest.mark.parametrize(
    ("element", "name", "word"),
    [
        (Pay, "method", "get"),
        (Pay, "status_callback_method", "PUT"),
        (Pay, "currency", "EUR"),
        (Pay, "currency", "usd"),
        (Pay, "payment_method", "paypal"),
        (Pay, "transaction_type", "Charge"),
        (Pay, "service_level", "basic"),
        (Pay, "valid_card_types", "unionpay"),  # a word of Prompt
        (Pay, "valid_card_types", ("visa", "Amex")),
        (Pay, "valid_card_types", "visa amex"),
        (Pay, "valid_card_types", ()),
        (Prompt, "for_", "card-number"),
        (Prompt, "for_", ""),
        (Prompt, "card_type", "dinersclub"),
    ],
)
def test_word_outside_of_the_closed_set_is_refused(element: Any, name: str, word: Any) -> None:
    with pytest.raises(InvalidValue, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: word})


@pytest.mark.parametrize("amount", ["0", "9.99", "12.50", "1000", "0.0001"])
def test_amount_is_digits_with_or_without_a_point(amount: str) -> None:
    assert f'<Pay chargeAmount="{amount}"/>' == str(Pay(charge_amount=amount))


@pytest.mark.parametrize("amount", ["", " ", "-1", "+1", "1,50", "$5", ".5", "5.", "1e3", "NaN", "12.50 USD", "٣"])
def test_other_amount_is_refused(amount: str) -> None:
    with pytest.raises(InvalidValue, match=r"<Pay> charge_amount: "):
        Pay(charge_amount=amount)


@pytest.mark.parametrize(("postal_code", "text"), [(True, "true"), (False, "false"), ("94107", "94107")])
def test_postal_code_is_asked_for_or_not_or_given(postal_code: Any, text: str) -> None:
    assert f'<Pay postalCode="{text}"/>' == str(Pay(postal_code=postal_code))


@pytest.mark.parametrize(("attempt", "text"), [(1, "1"), (3, "3"), ((1, 2, 3), "1 2 3"), ([2], "2")])
def test_attempts_are_counted_from_1(attempt: Any, text: str) -> None:
    assert f'<Prompt for="postal-code" attempt="{text}"/>' == str(Prompt(for_="postal-code", attempt=attempt))


@pytest.mark.parametrize("attempt", [0, 4, (1, 4), ()], ids=repr)
def test_other_attempt_is_refused(attempt: Any) -> None:
    with pytest.raises(InvalidValue, match=r"<Prompt> attempt: "):
        Prompt(for_="postal-code", attempt=attempt)


@pytest.mark.parametrize("name", ["parameters", "prompts", "metadata"])
@pytest.mark.parametrize("text", ["", "7", "[1]", "null", '"a"', "{a: 1}", '{"a": 1'])
def test_text_that_is_no_json_object_is_refused(name: str, text: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Pay> {name}: .*; allowed: a JSON object"):
        Pay(**{name: text})


def test_json_text_is_written_as_given() -> None:
    assert '<Pay metadata="{ &quot;a&quot;: [1, 2] }"/>' == str(Pay(metadata='{ "a": [1, 2] }'))


@pytest.mark.parametrize("name", ["action", "status_callback"])
@pytest.mark.parametrize("url", ["", "/a b", "ftp://voice.example.com/", "javascript:alert(1)"])
def test_what_is_no_url_is_refused(name: str, url: str) -> None:
    with pytest.raises(InvalidValue, match=rf"<Pay> {name}: "):
        Pay(**{name: url})


@pytest.mark.parametrize(
    ("element", "name", "value"),
    [
        *((element, name, 7) for element, name in NAMES if name not in {*NUMBERS, "attempt"}),
        *((element, name, True) for element, name in NAMES if name != "postal_code"),
        *((element, name, ["x"]) for element, name in NAMES if name != "valid_card_types"),
        *((Pay, name, "7") for name in NUMBERS),
        (Pay, "charge_amount", 12.5),
        (Pay, "valid_card_types", {"visa"}),
        (Prompt, "attempt", "2"),
        (Prompt, "attempt", {1}),
        (Prompt, "for_", None),
    ],
)
def test_value_of_the_wrong_type_is_refused(element: Any, name: str, value: Any) -> None:
    with pytest.raises(WrongType, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: value})


@pytest.mark.parametrize(
    ("element", "name"),
    [
        *((Pay, name) for name in ("payment_connector", "payment_token", "postal_code", "description", "voice")),
        (Pay, "language"),
        (Prompt, "error_type"),
    ],
)
def test_blank_word_is_refused(element: Any, name: str) -> None:
    with pytest.raises(MissingContent, match=rf"<{element.tag}> {name}: ' ' is blank"):
        make(element, **{name: " "})


# What only TwiML has, and the wire's own spelling.
@pytest.mark.parametrize(
    ("element", "name"),
    [
        *((Pay, name) for name in ("input", "bank_account_type", "security_code", "token_type", "chargeAmount")),
        *((Prompt, name) for name in ("require_matching_inputs", "step", "errorType")),
    ],
)
def test_attribute_that_the_page_does_not_know_is_refused(element: Any, name: str) -> None:
    with pytest.raises(UnknownAttribute, match=rf"<{element.tag}> {name}: "):
        make(element, **{name: "x"})


def test_prompt_without_its_step_is_refused() -> None:
    with pytest.raises(MissingAttribute, match=r"<Prompt> for_: it is missing"):
        Prompt(Say("Your card"))


# Alone, once, required.
def test_pay_holds_parameters_and_prompts_in_any_number() -> None:
    assert {Parameter: (False, False, False), Prompt: (False, False, False)} == Pay.nested


def test_prompt_holds_says_in_any_number() -> None:
    assert {Say: (False, False, False)} == Prompt.nested


def test_prompt_needs_a_say() -> None:
    assert Prompt.needs_child


def test_prompt_waits_for_its_say_alone() -> None:
    assert '<Prompt for="postal-code"/>' == str(Prompt(for_="postal-code"))


@pytest.mark.parametrize(
    "make_pay",
    [
        pytest.param(lambda: Pay(Prompt(for_="postal-code")), id="content"),
        pytest.param(lambda: Pay().prompt(for_="postal-code"), id="method"),
    ],
)
def test_prompt_without_a_say_does_not_stand_in_a_pay(make_pay: Any) -> None:
    with pytest.raises(MissingContent, match=r"<Prompt>: there is nothing in it; allowed: Say"):
        make_pay()


@pytest.mark.parametrize(
    "prompt",
    ['<Prompt for="postal-code"/>', "<Prompt><Say>Hello</Say></Prompt>", '<Prompt for="x"><Say>Hello</Say></Prompt>'],
    ids=["no Say", "no step", "another step"],
)
def test_document_with_a_prompt_that_breaks_a_rule_is_not_valid(prompt: str) -> None:
    assert not is_valid(f"<Response><Pay>{prompt}</Pay></Response>")


def test_methods_add_what_they_hold() -> None:
    prompt = Prompt(for_="postal-code").say("Your postal code", voice="alice").say("Then hash")
    pay = Pay(charge_amount="5").prompt(Say("Your card"), for_="payment-card-number").parameter(name="a", value="1")

    assert (
        '<Pay chargeAmount="5"><Prompt for="payment-card-number"><Say>Your card</Say></Prompt>'
        '<Parameter name="a" value="1"/>'
        '<Prompt for="postal-code"><Say voice="alice">Your postal code</Say><Say>Then hash</Say></Prompt></Pay>'
    ) == str(pay.add(prompt))


@pytest.mark.parametrize("content", [Say("Hello"), Play("/a.mp3"), Pay(), "Hello", 7], ids=repr)
def test_other_content_of_a_pay_is_refused(content: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Pay>: .* does not belong here; allowed: Parameter, Prompt"):
        Pay(content)


# TwiML has Play and Pause here too.
@pytest.mark.parametrize("content", [Play("/a.mp3"), Pause(), Parameter(name="a", value="1"), "Hello", 7], ids=repr)
def test_other_content_of_a_prompt_is_refused(content: Any) -> None:
    with pytest.raises(InvalidNesting, match=r"<Prompt>: .* does not belong here; allowed: Say"):
        Prompt(content, for_="postal-code")


@pytest.mark.parametrize("element", TABLES)
def test_neither_has_text_of_its_own(element: Any) -> None:
    assert text_row(element) is None


# Without an action, the URL of the document is requested again.
def test_verbs_after_a_pay_are_never_reached() -> None:
    assert "always" == Pay.ends


def test_response_adds_one() -> None:
    assert Response([Say("Pay."), Pay(charge_amount="5")]) == Response(Say("Pay.")).pay(charge_amount="5")


@pytest.mark.parametrize("parent", [Gather, Dial], ids=["Gather", "Dial"])
def test_pay_stands_in_a_response_only(parent: Any) -> None:
    with pytest.raises(InvalidNesting, match=rf"<{parent.tag}>: a Pay does not belong here"):
        parent(Pay())
