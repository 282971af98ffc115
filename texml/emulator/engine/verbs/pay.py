"""Pay: a payment whose result a script tells; no card number is ever asked for here."""

from texml.emulator.engine import forms
from texml.emulator.engine.calls import Call, answer
from texml.emulator.engine.core import Core, Script
from texml.emulator.engine.deliveries import tell
from texml.emulator.engine.documents import Document, Outcome, Verb
from texml.emulator.engine.fetching import url_of
from texml.emulator.engine.running import act
from texml.emulator.engine.services import hand_over

__all__ = ["pay"]


def pay(core: Core, call: Call, verb: Verb, document: Document) -> Script[Outcome]:
    """Take the payment; the action is asked, or, without one, this document's URL again (texml-verbs/pay)."""
    answer(core, call)
    method, connector = verb.get("payment_method"), verb.get("payment_connector")
    step = "bank-routing-number" if method == "ach-debit" else "payment-card-number"
    paid = (("PaymentMethod", method), ("PaymentConnector", connector))
    _tell(core, call, verb, document, (*paid, ("For", step), ("Status", "processing"), ("Result", "pending")))
    facts = (("amount", verb.get("charge_amount") or ""), ("currency", verb.get("currency")), *paid)
    fields = (yield from hand_over(core, call, "pay", facts)) or _paid(core, verb)
    result = "success" if dict(fields).get("Result") == "success" else "failed"
    _tell(core, call, verb, document, (*paid, ("For", step), ("Status", "completed"), ("Result", result)))
    url = verb.get("action") or document.url
    if url is None:
        return None
    params = (*forms.who(call)[:4], ("CallSessionId", call.session), *paid, *fields)
    return (yield from act(core, call, document, url, verb.get("method"), params, "pay_action"))


def _paid(core: Core, verb: Verb) -> tuple[tuple[str, str], ...]:
    """Return the result of a payment that no script tells: it went well."""
    wanted = verb.get("transaction_type") or ("charge" if verb.get("charge_amount") else "tokenize")
    if wanted == "charge":
        ids = (("ChargeId", core.identity.uuid("charge")), ("PaymentConfirmationCode", core.identity.uuid("payment")))
    else:
        token = core.identity.uuid("token")
        ids = (("TokenId", token), ("PaymentToken", token))
    return (("PayResult", "success"), ("Result", "success"), *ids)


def _tell(core: Core, call: Call, verb: Verb, document: Document, facts: tuple[tuple[str, str], ...]) -> None:
    reference = verb.get("status_callback")
    url = url_of(core, reference, document.url) if reference else None
    if isinstance(url, str):
        params = (*forms.who(call)[:4], ("CallSessionId", call.session), *facts)
        tell(core, call.sid, call.name, url, verb.get("status_callback_method"), params, "pay_status")
