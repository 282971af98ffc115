"""What a caller hears where the dial-in cannot answer."""

from server.dialin.apologies import apology
from texml.validation import is_valid


def test_caller_who_cannot_be_helped_is_told_so_and_hung_up_on() -> None:
    assert ["Say", "Hangup"] == [verb.tag for verb in apology().children]


def test_document_has_no_problem() -> None:
    assert is_valid(apology())
