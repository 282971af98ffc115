"""Pay: take a payment by keypad."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.bases import Container, nests
from texml.vocabulary.choices import (
    CardType,
    Currency,
    Method,
    PaymentMethod,
    PaymentStep,
    PromptCardType,
    ServiceLevel,
    TransactionType,
)
from texml.vocabulary.facts import KW_ONLY, Amount, Attr, InitVar, Inside, JsonObject, OneOrMore, Url
from texml.vocabulary.verbs.say import Say
from texml.vocabulary.verbs.stream import Parameter

__all__ = ["Pay", "Prompt"]

_PAGE = "texml-verbs/pay, 2026-08"
_VALIDATOR = "migration skill, texml-verbs, and Telnyx's validator script"


class Prompt(Container, source=_PAGE, needs_child=True):
    """What is said at one step of a payment, instead of the platform's own words."""

    content: InitVar[Inside[Say]] = ()
    _: KW_ONLY
    for_: Annotated[PaymentStep, Attr("for")]
    """The step."""
    attempt: Annotated[OneOrMore[int] | None, Attr("attempt", min=1, max=3)] = None
    """Which attempts at the step, from 1; not above the payment's max_attempts."""
    error_type: Annotated[str | None, Attr("errorType")] = None
    """Error of the attempt before."""
    card_type: Annotated[PromptCardType | None, Attr("cardType")] = None
    """Kind of card."""

    say = nests(Say)


class Pay(Container, source=_PAGE, ends="always"):
    """Take the caller's payment details by keypad; what happened is sent to the action."""

    content: InitVar[Inside[Parameter | Prompt]] = ()
    _: KW_ONLY
    action: Annotated[Url | None, Attr("action")] = None
    """Where the result is sent; without it, the URL of this document."""
    method: Annotated[Method | None, Attr("method", default="POST")] = None
    """HTTP method of the action."""
    status_callback: Annotated[Url | None, Attr("statusCallback")] = None
    """Where the platform tells about each step."""
    status_callback_method: Annotated[Method | None, Attr("statusCallbackMethod", default="POST")] = None
    """HTTP method of those requests."""
    payment_connector: Annotated[str | None, Attr("paymentConnector", default="Default")] = None
    """Name of the connector to who takes the money."""
    charge_amount: Annotated[Amount | None, Attr("chargeAmount")] = None
    """How much to take; needed where transaction_type is charge."""
    currency: Annotated[Currency | None, Attr("currency", default="USD")] = None
    """Currency of the amount."""
    payment_token: Annotated[str | None, Attr("paymentToken")] = None
    """Token of an earlier payment; nothing is asked then."""
    payment_method: Annotated[PaymentMethod | None, Attr("paymentMethod", default="credit-card")] = None
    """How the caller pays."""
    postal_code: Annotated[bool | str | None, Attr("postalCode", default="true", source=_VALIDATOR)] = None
    """Ask for the postal code; a text is taken for it unasked."""
    min_postal_code_length: Annotated[int | None, Attr("minPostalCodeLength", min=1, source=_VALIDATOR)] = None
    """Fewest digits of a postal code."""
    valid_card_types: Annotated[OneOrMore[CardType] | None, Attr("validCardTypes", source=_VALIDATOR)] = None
    """Cards that are taken."""
    transaction_type: Annotated[TransactionType | None, Attr("transactionType")] = None
    """Take money or only keep the card; without it, an amount decides."""
    description: Annotated[str | None, Attr("description")] = None
    """What the payment is for."""
    max_attempts: Annotated[int | None, Attr("maxAttempts", min=1, max=3, default="1")] = None
    """How often the caller may try each step."""
    timeout: Annotated[int | None, Attr("timeout", min=1, max=600, default="5", unit="seconds")] = None
    """How long to wait for the first key."""
    inter_digit_timeout: Annotated[
        int | None, Attr("interDigitTimeout", min=1, max=600, default="5", unit="seconds")
    ] = None
    """How long to wait for the next key."""
    voice: Annotated[str | None, Attr("voice", default="female")] = None
    """Who speaks."""
    language: Annotated[str | None, Attr("language", default="en-US")] = None
    """Language of the prompts."""
    service_level: Annotated[ServiceLevel | None, Attr("serviceLevel", default="premium")] = None
    """Service level of the voice."""
    parameters: Annotated[JsonObject | None, Attr("parameters")] = None
    """Values of your own for the connector, as JSON."""
    prompts: Annotated[JsonObject | None, Attr("prompts")] = None
    """Prompts of your own, as JSON."""
    metadata: Annotated[JsonObject | None, Attr("metadata")] = None
    """Values of your own that come back, as JSON."""

    parameter = nests(Parameter)
    prompt = nests(Prompt)
