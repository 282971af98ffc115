"""Payments over the phone."""

from __future__ import annotations

from typing import Annotated

from texml.vocabulary.callbacks.callback import ANY, Callback
from texml.vocabulary.callbacks.parameters import AccountSid, CallSid, CallSidLegacy, ConnectionId
from texml.vocabulary.record import Param

__all__ = ["PayAction", "PayStatus", "PaymentCallback"]


class PaymentCallback(
    Callback,
    source="texml-verbs/pay, 2026-08",
):
    """What both requests about a payment have."""

    account_sid: AccountSid = None
    call_sid: CallSid = None
    call_sid_legacy: CallSidLegacy = None
    connection_id: ConnectionId = None
    call_session_id: Annotated[str | None, Param("CallSessionId", "Session of the call.", required=True)] = None
    payment_method: Annotated[
        str | None,
        Param("PaymentMethod", "What is paid with.", required=True, values=("credit-card", "ach-debit")),
    ] = None
    payment_connector: Annotated[str | None, Param("PaymentConnector", "Who takes the payment.", required=True)] = None
    payment_error: Annotated[str | None, Param("PaymentError", "What went wrong.")] = None
    pay_error_code: Annotated[str | None, Param("PayErrorCode", "Code of what went wrong.")] = None
    charge_id: Annotated[str | None, Param("ChargeId", "The charge.")] = None
    token_id: Annotated[str | None, Param("TokenId", "The token that stands for the card or account.")] = None


class PayAction(
    PaymentCallback,
    kind="pay_action",
    role="action",
    sent_to={"Pay.action": "Pay.method"},
    is_run=True,
    told_by=({"PayResult": ANY},),
):
    """Pay is over."""

    pay_result: Annotated[
        str | None, Param("PayResult", "Whether it was paid.", required=True, values=("success", "failed"))
    ] = None
    result: Annotated[
        str | None,
        Param(
            "Result",
            "How it ended.",
            required=True,
            values=(
                "success",
                "validation-error",
                "payment-connector-error",
                "internal-error",
                "too-many-failed-attempts",
                "cancelled",
            ),
        ),
    ] = None
    payment_step: Annotated[str | None, Param("PaymentStep", "Which step it ended in.")] = None
    error_code: Annotated[str | None, Param("ErrorCode", "Code of the error.")] = None
    payment_confirmation_code: Annotated[str | None, Param("PaymentConfirmationCode", "What confirms the payment.")] = (
        None
    )
    payment_token: Annotated[str | None, Param("PaymentToken", "The token that stands for the card or account.")] = None


class PayStatus(
    PaymentCallback,
    kind="pay_status",
    sent_to={"Pay.statusCallback": "Pay.statusCallbackMethod"},
    told_by=({"PaymentMethod": ANY, "For": ANY},),
):
    """Pay went a step further. What the caller entered comes masked."""

    for_: Annotated[str | None, Param("For", "What is being asked for.", required=True)] = None
    status: Annotated[
        str | None, Param("Status", "Where that stands.", required=True, values=("processing", "completed"))
    ] = None
    result: Annotated[
        str | None, Param("Result", "How it went.", required=True, values=("pending", "success", "failed"))
    ] = None
    attempt: Annotated[int | None, Param("Attempt", "Which attempt it is.")] = None
    error_type: Annotated[
        str | None,
        Param(
            "ErrorType",
            "Why it has to be entered again.",
            values=(
                "timeout",
                "invalid-card-number",
                "invalid-date",
                "invalid-security-code",
                "invalid-postal-code",
                "invalid-bank-routing-number",
                "invalid-bank-account-number",
            ),
        ),
    ] = None
    payment_card_number: Annotated[str | None, Param("PaymentCardNumber", "Number of the card, masked.")] = None
    payment_card_type: Annotated[str | None, Param("PaymentCardType", "Kind of card, masked.")] = None
    security_code: Annotated[str | None, Param("SecurityCode", "Security code of the card, masked.")] = None
    payment_card_postal_code: Annotated[
        str | None, Param("PaymentCardPostalCode", "Postal code of its owner, masked.")
    ] = None
    bank_account_number: Annotated[str | None, Param("BankAccountNumber", "Number of the account, masked.")] = None
    bank_routing_number: Annotated[str | None, Param("BankRoutingNumber", "Number of the bank, masked.")] = None
    bank_account_type: Annotated[str | None, Param("BankAccountType", "Kind of account, masked.")] = None
    expiration_date: Annotated[str | None, Param("ExpirationDate", "When the card expires, as MMYY.")] = None
