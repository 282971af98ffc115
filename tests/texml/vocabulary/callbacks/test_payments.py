"""Payments: each request, restated from its page, is read into its class."""

import pytest

from texml.callbacks import (
    PayAction,
    PayStatus,
)

ACCOUNT = "11111111-2222-4333-8444-555555555555"
CALL = "v3:EXAMPLE_call_control_id_0001"

# kind, class, parameters (wire name, Python name, text, and value where it is no text), those that are always sent
REQUESTS = [
    pytest.param(
        "pay_action",
        PayAction,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("CallSessionId", "call_session_id", "session-0001"),
            ("PaymentMethod", "payment_method", "credit-card"),
            ("PaymentConnector", "payment_connector", "Default"),
            ("PayResult", "pay_result", "success"),
            ("Result", "result", "success"),
            ("PaymentStep", "payment_step", "payment-card-number"),
            ("ErrorCode", "error_code", "E1"),
            ("PaymentError", "payment_error", "declined"),
            ("PayErrorCode", "pay_error_code", "E1"),
            ("ChargeId", "charge_id", "ch_0001"),
            ("PaymentConfirmationCode", "payment_confirmation_code", "conf_0001"),
            ("TokenId", "token_id", "tok_0001"),
            ("PaymentToken", "payment_token", "tok_0001"),
        ],
        """AccountSid CallSid CallSidLegacy ConnectionId CallSessionId PaymentMethod PaymentConnector
        PayResult Result""",
        id="pay_action",
    ),
    pytest.param(
        "pay_status",
        PayStatus,
        [
            ("AccountSid", "account_sid", ACCOUNT),
            ("CallSid", "call_sid", CALL),
            ("CallSidLegacy", "call_sid_legacy", CALL),
            ("ConnectionId", "connection_id", "1000000000000000001"),
            ("CallSessionId", "call_session_id", "session-0001"),
            ("PaymentMethod", "payment_method", "credit-card"),
            ("PaymentConnector", "payment_connector", "Default"),
            ("For", "for_", "payment-card-number"),
            ("Status", "status", "processing"),
            ("Result", "result", "pending"),
            ("Attempt", "attempt", "1", 1),
            ("ErrorType", "error_type", "timeout"),
            ("PaymentError", "payment_error", "declined"),
            ("PayErrorCode", "pay_error_code", "E1"),
            ("ChargeId", "charge_id", "ch_0001"),
            ("TokenId", "token_id", "tok_0001"),
            ("PaymentCardNumber", "payment_card_number", "***"),
            ("PaymentCardType", "payment_card_type", "***"),
            ("SecurityCode", "security_code", "***"),
            ("PaymentCardPostalCode", "payment_card_postal_code", "***"),
            ("BankAccountNumber", "bank_account_number", "***"),
            ("BankRoutingNumber", "bank_routing_number", "***"),
            ("BankAccountType", "bank_account_type", "***"),
            ("ExpirationDate", "expiration_date", "1228"),
        ],
        """AccountSid CallSid CallSidLegacy ConnectionId CallSessionId PaymentMethod PaymentConnector
        For Status Result""",
        id="pay_status",
    ),
]


class TestRequests:
    @pytest.mark.parametrize(("kind", "cls", "rows", "always"), REQUESTS)
    def test_each_is_read_written_and_told_to_be_incomplete(self, kind, cls, rows, always, witness) -> None:
        witness(kind, cls, rows, always.split())
