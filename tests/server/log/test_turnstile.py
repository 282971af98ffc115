"""Who may write the log, and when."""

import signal
import stat
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from server.log.turnstile import Turnstile

Process = subprocess.Popen[str]
Start = Callable[..., Process]
WaitUntil = Callable[[Callable[[], object], str], None]

# Goes through the turnstile, leaves its mark in a file, and stays until it is told to go on.
PASS = """
import sys
from pathlib import Path
from server.log.turnstile import Turnstile

turnstile = Turnstile(Path(sys.argv[1]))
print("ready", flush=True)
with turnstile:
    with open(sys.argv[2], "a") as marks:
        marks.write(sys.argv[3] + "\\n")
    if sys.argv[4] == "stay":
        print("inside", flush=True)
        sys.stdin.readline()
"""

# Adds to a number in a file, which goes wrong as soon as two do it at once.
COUNT = """
import sys
from pathlib import Path
from server.log.turnstile import Turnstile

turnstile, file = Turnstile(Path(sys.argv[1])), Path(sys.argv[2])
print("ready", flush=True)
for _ in range(1000):
    with turnstile:
        file.write_text(str(int(file.read_text()) + 1))
"""


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """Return the file in which the processes leave their marks, one a line."""
    file = tmp_path / "marks"
    file.touch()
    return file


@pytest.fixture
def start_passing(path: Path, marks: Path, start_python: Start) -> Callable[[str], Process]:
    """Return what starts a process that goes through the turnstile, leaves its mark and ends."""

    def start(mark: str) -> Process:
        process = start_python(PASS, path, marks, mark, "go")
        assert "ready\n" == read_line(process)
        return process

    return start


@pytest.fixture
def start_staying(path: Path, marks: Path, start_python: Start) -> Callable[[], Process]:
    """Return what starts a process that goes through the turnstile and stays inside."""

    def start() -> Process:
        process = start_python(PASS, path, marks, "stayed", "stay")
        assert ["ready\n", "inside\n"] == [read_line(process), read_line(process)]
        return process

    return start


@pytest.fixture
def wait_for_lock(is_waiting_for_lock: Callable[[int], bool], wait_until: WaitUntil) -> Callable[[Process], None]:
    """Return what waits until a process waits at the turnstile."""
    return lambda process: wait_until(lambda: is_waiting_for_lock(process.pid), f"{process.pid} at the turnstile")


WaitForLock = Callable[[Process], None]


def read_line(process: Process) -> str:
    assert process.stdout
    return process.stdout.readline()


def test_nobody_comes_in_while_another_process_is_inside(
    turnstile: Turnstile, start_passing: Callable[[str], Process], wait_for_lock: WaitForLock, marks: Path
) -> None:
    with turnstile:
        process = start_passing("other")
        wait_for_lock(process)

        assert "" == marks.read_text(encoding="ascii")


def test_who_waits_comes_in_when_the_other_goes(
    turnstile: Turnstile, start_passing: Callable[[str], Process], wait_for_lock: WaitForLock, marks: Path
) -> None:
    with turnstile:
        process = start_passing("other")
        wait_for_lock(process)

    assert 0 == process.wait(timeout=20)
    assert "other\n" == marks.read_text(encoding="ascii")


def test_who_waits_comes_before_the_one_that_just_wrote(
    turnstile: Turnstile, start_passing: Callable[[str], Process], wait_for_lock: WaitForLock, marks: Path
) -> None:
    overtaken = []
    for number in range(2):
        with turnstile:
            wait_for_lock(start_passing(f"other {number}"))
        with turnstile:
            if f"other {number}\n" not in marks.read_text(encoding="ascii"):
                overtaken.append(number)

    assert [] == overtaken


def test_processes_never_write_at_the_same_time(
    turnstile: Turnstile, path: Path, tmp_path: Path, start_python: Start
) -> None:
    file = tmp_path / "count"
    file.write_text("0", encoding="ascii")
    process = start_python(COUNT, path, file)
    assert "ready\n" == read_line(process)

    for _ in range(1000):
        with turnstile:
            file.write_text(str(int(file.read_text(encoding="ascii")) + 1), encoding="ascii")

    assert 0 == process.wait(timeout=20)
    assert "2000" == file.read_text(encoding="ascii")


def test_databases_do_not_wait_for_each_other(turnstile: Turnstile, tmp_path: Path) -> None:
    with closing(Turnstile(tmp_path / "other.db")) as other, turnstile, other:
        pass  # would have waited for itself


def test_turn_is_given_back_when_the_process_inside_is_killed(
    turnstile: Turnstile, start_staying: Callable[[], Process], marks: Path
) -> None:
    process = start_staying()

    process.send_signal(signal.SIGKILL)

    with turnstile:
        assert "stayed\n" == marks.read_text(encoding="ascii")


def test_who_waits_and_is_killed_keeps_nobody_else_from_coming_in(
    turnstile: Turnstile, start_passing: Callable[[str], Process], wait_for_lock: WaitForLock, marks: Path
) -> None:
    with turnstile:
        first, second = start_passing("first"), start_passing("second")
        wait_for_lock(first)
        wait_for_lock(second)
        first.kill()
        first.wait(timeout=20)

    assert 0 == second.wait(timeout=20)
    assert "second\n" == marks.read_text(encoding="ascii")


def test_turn_is_given_back_when_writing_fails(
    turnstile: Turnstile, start_passing: Callable[[str], Process], marks: Path
) -> None:
    with pytest.raises(ZeroDivisionError), turnstile:
        _ = 1 / 0

    assert 0 == start_passing("other").wait(timeout=20)


def test_turn_can_be_taken_again_and_again(turnstile: Turnstile) -> None:
    for _ in range(3):
        with turnstile:
            pass


@pytest.mark.parametrize("suffix", ["-gate", "-lock"])
def test_lock_files_stand_beside_the_database_for_their_owner_only(
    turnstile: Turnstile, path: Path, suffix: str
) -> None:
    assert 0o600 == stat.S_IMODE(Path(f"{path}{suffix}").stat().st_mode)


def test_lock_files_hold_nothing_and_the_database_is_not_made(turnstile: Turnstile, path: Path) -> None:
    with turnstile:
        pass

    assert {f"{path.name}-gate": 0, f"{path.name}-lock": 0} == {
        file.name: file.stat().st_size for file in path.parent.iterdir()
    }


def test_closed_turnstile_has_given_back_its_files(path: Path, open_files: Callable[[], list[str]]) -> None:
    turnstile = Turnstile(path)
    before = open_files()

    turnstile.close()

    assert ([f"{path.name}-gate", f"{path.name}-lock"], []) == (before, open_files())


def test_closed_turnstile_leaves_the_lock_files_as_another_process_may_hold_them(path: Path) -> None:
    Turnstile(path).close()

    assert {f"{path.name}-gate", f"{path.name}-lock"} == {file.name for file in path.parent.iterdir()}


def test_program_that_is_started_inside_does_not_keep_the_turn(
    path: Path, turnstile: Turnstile, start_passing: Callable[[str], Process], start_python: Start
) -> None:
    with closing(Turnstile(path)) as holder, holder:
        started = start_python("import sys; sys.stdin.readline()")

    assert 0 == start_passing("other").wait(timeout=20)
    assert started.poll() is None


def test_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Turnstile(tmp_path / "no-such-folder" / "texml.db")


@pytest.mark.parametrize("suffix", ["-gate", "-lock"])
def test_turnstile_that_could_not_be_made_leaves_nothing_open(
    path: Path, suffix: str, open_files: Callable[[], list[str]]
) -> None:
    Path(f"{path}{suffix}").mkdir()

    with pytest.raises(IsADirectoryError):
        Turnstile(path)

    assert [] == open_files()
