"""The table: every verb of the language is run by something."""

from texml.emulator.engine.verbs.table import VERBS
from texml.vocabulary.verbs import Response


def test_every_verb_of_a_document_is_in_it() -> None:
    assert set(VERBS) == {verb.tag for verb in Response.nested}
