"""What is spooled survives its process, is read in its order, and nothing torn is taken for whole."""

import os
import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.errors import LogUnavailable
from server.log.arrival import Arrival, arrive
from server.log.spool import Drain, Spool, read_records

MakeArrival = Callable[..., Arrival]
NOW = datetime.fromisoformat("2026-11-20T10:00:01.000001+00:00")


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    spool = Spool(tmp_path / "spool")
    yield spool
    spool.release()


def drained(spool: Spool, at_once: int = 256) -> list[Arrival]:
    found: list[Arrival] = []
    with closing(Drain(spool, at_once=at_once)) as drain:
        while portion := drain.next():
            found += portion
            drain.taken()
    return found


def only_file(spool: Spool) -> Path:
    (file,) = spool.folder.iterdir()
    return file


def test_nothing_is_made_before_it_is_needed(spool: Spool) -> None:
    assert ([], 0, False) == (drained(spool), spool.waiting(), spool.folder.exists())


def test_what_was_spooled_is_drained_as_it_came(spool: Spool, make_arrival: MakeArrival) -> None:
    arrivals = [make_arrival(SequenceNumber=str(number)) for number in range(5)]
    spool.append(arrivals[:2])
    spool.append(arrivals[2:])

    assert arrivals == drained(spool)


@given(
    raw=st.binary(max_size=200),
    content_type=st.none() | st.text(max_size=5),
    headers=st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), max_size=2),
    verdict=st.sampled_from(["verified", "unverified", "off"]),
)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_arrival_is_read_back_as_it_was(
    raw: bytes, content_type: str | None, headers: list[tuple[str, str]], verdict: str, tmp_path: Path
) -> None:
    arrival = arrive(
        raw, route="r", method="POST", content_type=content_type, received_at=NOW, headers=headers, verdict=verdict
    )  # type: ignore[arg-type]
    spool = Spool(tmp_path / "any")
    spool.append([arrival])

    assert [arrival] == drained(spool)


@pytest.mark.parametrize("at_once", [1, 2, 3, 7])
def test_portions_are_as_large_as_wanted(spool: Spool, make_arrival: MakeArrival, at_once: int) -> None:
    arrivals = [make_arrival(SequenceNumber=str(number)) for number in range(6)]
    spool.append(arrivals)

    assert arrivals == drained(spool, at_once)


def test_file_is_gone_once_all_of_it_was_taken(spool: Spool, make_arrival: MakeArrival) -> None:
    spool.append([make_arrival()])

    drained(spool)

    assert [] == list(spool.folder.iterdir())


def test_what_was_not_taken_waits_for_the_next_one(spool: Spool, make_arrival: MakeArrival) -> None:
    spool.append([make_arrival(), make_arrival(SequenceNumber="2")])
    with closing(Drain(spool, at_once=1)) as drain:
        drain.next()
        drain.taken()

    assert 2 == len(drained(spool))  # taking one twice does no harm


def test_file_that_another_process_writes_is_left_alone(spool: Spool, make_arrival: MakeArrival) -> None:
    other = Spool(spool.folder)
    other.append([make_arrival()])

    assert ([], True) == (drained(spool), other.waiting() > 0)
    other.release()
    assert 1 == len(drained(spool))


def test_file_that_somebody_else_drains_is_left_alone(spool: Spool, make_arrival: MakeArrival) -> None:
    spool.append([make_arrival()])
    spool.release()

    with closing(Drain(spool)) as drain:
        assert 1 == len(drain.next())
        assert [] == drained(Spool(spool.folder))


def test_append_goes_on_while_what_came_before_is_drained(spool: Spool, make_arrival: MakeArrival) -> None:
    spool.append([make_arrival()])
    with closing(Drain(spool)) as drain:
        drain.next()
        spool.append([make_arrival(SequenceNumber="2")])
        drain.taken()

        assert [make_arrival(SequenceNumber="2")] == drain.next()


def test_file_that_is_taken_for_abandoned_while_it_is_begun_is_not_written(
    spool: Spool, make_arrival: MakeArrival
) -> None:
    arrivals = [make_arrival(SequenceNumber=str(number)) for number in range(1_000)]
    found: list[Arrival] = []
    is_over = Event()

    def drain() -> None:
        while not is_over.is_set():
            found.extend(drained(Spool(spool.folder)))

    with ThreadPoolExecutor(1) as pool:
        draining = pool.submit(drain)
        for arrival in arrivals:
            spool.append([arrival])
            spool.release()
        is_over.set()
        draining.result(timeout=20)

    assert arrivals == found + drained(spool)


@pytest.mark.parametrize("kept", [0, 3, 20, -1])
def test_torn_record_at_the_end_is_dropped_and_those_before_are_kept(
    spool: Spool, make_arrival: MakeArrival, kept: int
) -> None:
    spool.append([make_arrival()])
    whole = only_file(spool).stat().st_size
    spool.append([make_arrival(SequenceNumber="2")])
    spool.release()
    file = only_file(spool)
    os.truncate(file, whole + kept if kept >= 0 else file.stat().st_size - 1)

    assert [make_arrival()] == drained(spool)
    assert [] == list(spool.folder.iterdir())


def test_damaged_record_with_whole_ones_behind_it_is_kept_for_somebody_to_look_at(
    spool: Spool, make_arrival: MakeArrival
) -> None:
    spool.append([make_arrival()])
    whole = only_file(spool).stat().st_size
    spool.append([make_arrival(SequenceNumber="2"), make_arrival(SequenceNumber="3")])
    spool.release()
    with only_file(spool).open("r+b") as file:
        file.seek(whole + 40)
        file.write(b"\xff")

    assert [make_arrival()] == drained(spool)
    assert [".damaged"] == [file.suffix for file in spool.folder.iterdir()]


def test_file_of_rubbish_is_removed(spool: Spool) -> None:
    spool.folder.mkdir()
    (spool.folder / "0.spool").write_bytes(b"Dear diary")

    assert ([], []) == (drained(spool), list(spool.folder.iterdir()))


def test_what_the_database_never_takes_is_put_aside(spool: Spool, make_arrival: MakeArrival) -> None:
    spool.append([make_arrival(), make_arrival(SequenceNumber="2")])
    with closing(Drain(spool)) as drain:
        drain.next()
        drain.taken([make_arrival()])

    (file,) = spool.folder.iterdir()
    assert (".rejected", [make_arrival()]) == (file.suffix, [each for _, each in read_records(file.read_bytes())])


def test_no_more_may_wait_than_there_is_room_for(tmp_path: Path, make_arrival: MakeArrival) -> None:
    spool = Spool(tmp_path / "spool", most_bytes=1_000)
    spool.append([make_arrival()])

    with pytest.raises(LogUnavailable, match="is full: 1000 bytes may wait"):
        spool.append([make_arrival()] * 3)
    assert not Spool(spool.folder, most_bytes=spool.waiting()).is_usable()
    spool.release()


def test_folder_is_not_made_where_its_disk_is_gone(tmp_path: Path, make_arrival: MakeArrival) -> None:
    spool = Spool(tmp_path / "gone" / "spool")

    with pytest.raises(FileNotFoundError):
        spool.append([make_arrival()])
    assert (False, False) == (spool.is_usable(), (tmp_path / "gone").exists())


def test_spool_is_usable_before_and_after_the_first_append(spool: Spool, make_arrival: MakeArrival) -> None:
    before = spool.is_usable()
    spool.append([make_arrival()])

    assert (True, True) == (before, spool.is_usable())


def test_append_for_which_there_is_no_room_leaves_nothing_behind_it(
    spool: Spool, make_arrival: MakeArrival, start_python: Callable[..., "subprocess.Popen[str]"]
) -> None:
    code = (
        "import resource, sys; from pathlib import Path; from datetime import UTC, datetime\n"
        "from server.log.arrival import arrive; from server.log.spool import Spool\n"
        "spool = Spool(Path(sys.argv[1]))\n"
        "def append(text):\n"
        "    try: spool.append([arrive(text, method='POST', content_type=None, received_at=datetime.now(UTC))])\n"
        "    except OSError as err: print(err.strerror)\n"
        "append(b'a=1')\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, -1))\n"
        "append(b'a=' + b'2' * 9000)\n"
        "append(b'a=3')"
    )
    process = start_python(code, spool.folder)

    assert "File too large\n" == process.communicate(timeout=20)[0]
    assert [b"a=1", b"a=3"] == [arrival.raw for arrival in drained(spool)]


def test_records_of_nothing_are_none() -> None:
    assert [] == list(read_records(b""))
