"""The journal: a line for each thing, with its time."""

from texml.emulator.journal import Journal


def test_line_has_time_subject_and_text() -> None:
    journal = Journal()

    journal.add((61.5, "call 1", "answered"))

    assert journal.lines == ("    61.500  call 1: answered",)
    assert journal.text() == "    61.500  call 1: answered\n"
    assert len(journal) == 1


def test_taken_lines_are_forgotten() -> None:
    journal = Journal()
    journal.add((0.0, "call 1", "answered"))

    assert journal.take() == ["     0.000  call 1: answered"]
    assert journal.lines == ()
