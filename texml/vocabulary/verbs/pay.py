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
    for_: Annotated[PaymentStep, Attr("for", "The step.")]
    attempt: Annotated[
        OneOrMore[int] | None,
        Attr("attempt", "Which attempts at the step, from 1; not above the payment's max_attempts.", min=1, max=3),
    ] = None
    error_type: Annotated[str | None, Attr("errorType", "Error of the attempt before.")] = None
    card_type: Annotated[PromptCardType | None, Attr("cardType", "Kind of card.")] = None

    say = nests(Say)


class Pay(Container, source=_PAGE, ends="always"):
    """Take the caller's payment details by keypad; what happened is sent to the action."""

    content: InitVar[Inside[Parameter | Prompt]] = ()
    _: KW_ONLY
    action: Annotated[Url | None, Attr("action", "Where the result is sent; without it, the URL of this document.")] = (
        None
    )
    method: Annotated[Method | None, Attr("method", "HTTP method of the action.", default="POST")] = None
    status_callback: Annotated[Url | None, Attr("statusCallback", "Where the platform tells about each step.")] = None
    status_callback_method: Annotated[
        Method | None, Attr("statusCallbackMethod", "HTTP method of those requests.", default="POST")
    ] = None
    payment_connector: Annotated[
        str | None, Attr("paymentConnector", "Name of the connector to who takes the money.", default="Default")
    ] = None
    charge_amount: Annotated[
        Amount | None, Attr("chargeAmount", "How much to take; needed where transaction_type is charge.")
    ] = None
    currency: Annotated[Currency | None, Attr("currency", "Currency of the amount.", default="USD")] = None
    payment_token: Annotated[
        str | None, Attr("paymentToken", "Token of an earlier payment; nothing is asked then.")
    ] = None
    payment_method: Annotated[
        PaymentMethod | None, Attr("paymentMethod", "How the caller pays.", default="credit-card")
    ] = None
    postal_code: Annotated[
        bool | str | None,
        Attr(
            "postalCode", "Ask for the postal code; a text is taken for it unasked.", default="true", source=_VALIDATOR
        ),
    ] = None
    min_postal_code_length: Annotated[
        int | None, Attr("minPostalCodeLength", "Fewest digits of a postal code.", min=1, source=_VALIDATOR)
    ] = None
    valid_card_types: Annotated[
        OneOrMore[CardType] | None, Attr("validCardTypes", "Cards that are taken.", source=_VALIDATOR)
    ] = None
    transaction_type: Annotated[
        TransactionType | None,
        Attr("transactionType", "Take money or only keep the card; without it, an amount decides."),
    ] = None
    description: Annotated[str | None, Attr("description", "What the payment is for.")] = None
    max_attempts: Annotated[
        int | None, Attr("maxAttempts", "How often the caller may try each step.", min=1, max=3, default="1")
    ] = None
    timeout: Annotated[
        int | None, Attr("timeout", "How long to wait for the first key.", min=1, max=600, default="5", unit="seconds")
    ] = None
    inter_digit_timeout: Annotated[
        int | None,
        Attr("interDigitTimeout", "How long to wait for the next key.", min=1, max=600, default="5", unit="seconds"),
    ] = None
    voice: Annotated[str | None, Attr("voice", "Who speaks.", default="female")] = None
    language: Annotated[str | None, Attr("language", "Language of the prompts.", default="en-US")] = None
    service_level: Annotated[
        ServiceLevel | None, Attr("serviceLevel", "Service level of the voice.", default="premium")
    ] = None
    parameters: Annotated[JsonObject | None, Attr("parameters", "Values of your own for the connector, as JSON.")] = (
        None
    )
    prompts: Annotated[JsonObject | None, Attr("prompts", "Prompts of your own, as JSON.")] = None
    metadata: Annotated[JsonObject | None, Attr("metadata", "Values of your own that come back, as JSON.")] = None

    parameter = nests(Parameter)
    prompt = nests(Prompt)
