"""A copy is the log as it was at one moment, whatever is written meanwhile."""

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from server.errors import ConfigurationError
from server.log.arrival import Arrival
from server.log.backup import backup
from server.log.checking import check_log
from server.log.store import Store
from server.log.writer import Writer

MakeArrival = Callable[..., Arrival]


def test_copy_is_whole(fill: Callable[..., str], tmp_path: Path) -> None:
    backup(fill(), tmp_path / "copy.db")

    assert (50, 10, ()) == check_log(f"sqlite:///{tmp_path}/copy.db")


def test_copy_that_is_made_while_others_write_holds_all_that_was_there_before(
    fill: Callable[..., str], tmp_path: Path, make_arrival: MakeArrival
) -> None:
    database = fill()
    stop = threading.Event()
    written: list[int] = []

    def write() -> None:
        with closing(Writer(database)) as writer:
            while not stop.is_set():
                with writer.turn():
                    writer.write([make_arrival(SequenceNumber=str(1_000 + len(written)))])
                written.append(1)

    thread = threading.Thread(target=write)
    thread.start()
    for number in range(5):
        before = len(written)
        backup(database, tmp_path / f"{number}.db")
        copy = f"sqlite:///{tmp_path}/{number}.db"
        assert () == check_log(copy).findings
        with closing(Store(copy, create=False)) as store:
            assert len(store.events()) >= 30 + before
    stop.set()
    thread.join()


def test_file_that_is_there_is_not_overwritten(fill: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("Dear diary")

    with pytest.raises(ConfigurationError, match="is there already"):
        backup(fill(), tmp_path / "copy.db")
    assert "Dear diary" == (tmp_path / "copy.db").read_text()


def test_postgresql_has_its_own(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="pg_dump"):
        backup("postgresql://host/texml", tmp_path / "copy.db")


def test_what_a_copy_that_was_cut_off_has_left_is_no_copy(fill: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "copy.db.unfinished").write_text("half of it")

    backup(fill(), tmp_path / "copy.db")

    assert (50, 10, ()) == check_log(f"sqlite:///{tmp_path}/copy.db")
