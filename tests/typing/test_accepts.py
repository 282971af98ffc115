"""What type-checks also runs: the types promise nothing that the constructors refuse."""

import runpy
from pathlib import Path


def test_what_type_checks_also_runs() -> None:
    names = runpy.run_path(str(Path(__file__).with_name("accepts.py")))

    assert str(names["document"]).startswith('<?xml version="1.0" encoding="UTF-8"?><Response><Say voice="woman"')


def test_what_type_checks_of_the_client_also_runs() -> None:
    names = runpy.run_path(str(Path(__file__).with_name("client_accepts.py")))

    assert names["names"] == ("Business", "Business")


def test_what_type_checks_of_what_is_sent_also_runs() -> None:
    names = runpy.run_path(str(Path(__file__).with_name("sent_accepts.py")))

    assert names["told"](names["join"]) == "c"


def test_what_type_checks_of_the_emulator_also_runs() -> None:
    names = runpy.run_path(str(Path(__file__).with_name("testing_accepts.py")))

    assert "Please enter your PIN" == names["heard"][0]
    assert ["no fault: stood", "duplicate fetches: stood"] == list(map(str, names["verdicts"]))
