"""The journal: a line for each thing, with its time."""

from texml.emulator.journal import Journal


def test_line_has_time_subject_and_text() -> None:
    journal = Journal()

    journal.go_on(61.5)
    journal.entries.append("call 1: answered")

    assert journal.lines == ("    61.500  call 1: answered",)
    assert journal.text() == "    61.500  call 1: answered\n"
    assert len(journal) == 1


def test_lines_of_one_moment_bear_its_time_and_moments_without_lines_leave_none() -> None:
    journal = Journal()
    journal.entries.append("call 1: ringing")
    journal.entries.append("call 1: in-progress")

    for moment in (1.0, 2.0, 3.0):
        journal.go_on(moment)
    journal.entries.append("call 1: completed")

    assert [line.split(maxsplit=1)[0] for line in journal.lines] == ["0.000", "0.000", "3.000"]
    assert len(journal) == 3


def test_taken_lines_are_forgotten_and_time_is_not() -> None:
    journal = Journal()
    journal.go_on(7.0)
    journal.entries.append("call 1: answered")

    assert journal.take() == ["     7.000  call 1: answered"]
    assert journal.lines == ()
    journal.entries.append("call 1: completed")
    assert journal.lines == ("     7.000  call 1: completed",)
