"""Messages: small values that scripts are told."""

import pytest

from texml.emulator.engine import messages
from texml.emulator.engine.messages import TICK, Left, Speech, Tick


@pytest.mark.parametrize("name", [name for name in messages.__all__ if name[0].isupper() and name[1:2].islower()])
def test_message_has_no_dictionary(name: str) -> None:
    assert not hasattr(getattr(messages, name), "__dict__") or "__slots__" in vars(getattr(messages, name))


def test_messages_say_what_they_are_about() -> None:
    left = Left("room", "removed", hang_up=True)
    speech = Speech("yes", 0.9, 4.0, is_final=True)

    assert (left.subject, left.reason, left.hang_up) == ("room", "removed", True)
    assert (speech.text, speech.confidence, speech.until, speech.is_final) == ("yes", 0.9, 4.0, True)
    assert isinstance(TICK, Tick)
