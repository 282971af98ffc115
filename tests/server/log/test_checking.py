"""Whatever is lost, changed or slipped into a log is found."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from server.errors import LogUnavailable
from server.log.checking import check_log


def test_log_that_is_whole_has_no_findings(fill: Callable[..., str]) -> None:
    assert (50, 10, ()) == check_log(fill())


def test_log_in_postgresql_is_checked_as_well(fill: Callable[..., str], postgres: str) -> None:
    assert (50, 10, ()) == check_log(fill(postgres))


SLIPPED_IN = """
INSERT INTO delivery SELECT 99, 1, conference_id, chain_id, received_at, route, method, content_type, headers, raw,
sha256, verdict, key, kind, call, room, problem FROM delivery WHERE id = 1
"""


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("DELETE FROM delivery WHERE id = 5", "chain 1: it had 15 deliveries, 14 are there"),
        ("DELETE FROM delivery WHERE id = 50", "chain 2: it had 15 deliveries, 14 are there"),
        ("UPDATE delivery SET raw = x'00' WHERE id = 5", "delivery 5: its bytes are not those that came"),
        ("UPDATE delivery SET received_at = received_at + 1 WHERE id = 5", "chain 1: its deliveries are not those"),
        ("UPDATE delivery SET sha256 = x'00', raw = x'' WHERE id = 5", "delivery 5: its bytes are not those that came"),
        ("UPDATE delivery SET room = 'x' WHERE id = 5", "delivery 5: what it is searched by is not what it says"),
        ("UPDATE delivery SET call = NULL WHERE id = 1", "delivery 1: what it is searched by is not what it says"),
        ("UPDATE chain SET purged_at = 1 WHERE id = 1", "chain 1: 15 deliveries are left of a day that was purged"),
        ("UPDATE conference SET room = 'x' WHERE id = 1", "conference c0: what is kept is not what its events add"),
        ("DELETE FROM participant", "conference c9: what is kept is not what its events add up to"),
        ("UPDATE delivery SET raw = 'text' WHERE id = 5", "delivery 5: its bytes are not those that came"),
        (SLIPPED_IN, "chain 1: it had 15 deliveries, 16 are there"),
    ],
    ids=range(12),
)
def test_damage_is_found(fill: Callable[..., str], damage: Callable[[str], None], statement: str, finding: str) -> None:
    database = fill()
    damage(statement)

    assert [] != [found for found in check_log(database).findings if found.startswith(finding)]


def test_d9_page_that_was_overwritten_is_found(
    fill: Callable[..., str], damage: Callable[[str], None], path: Path
) -> None:
    database = fill()
    damage("PRAGMA wal_checkpoint(TRUNCATE)")
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size - 4096 + 100)
        file.write(b"\xff" * 1000)

    try:
        findings: tuple[str, ...] = check_log(database).findings
    except LogUnavailable as err:
        findings = (str(err),)
    assert () != findings


def test_d9_file_of_which_no_delivery_can_be_read_is_told_as_damaged(
    fill: Callable[..., str], damage: Callable[[str], None], query: Callable[[str], list[Any]], path: Path
) -> None:
    database = fill()
    damage("PRAGMA wal_checkpoint(TRUNCATE)")
    ((page, size),) = query("SELECT rootpage, page_size FROM sqlite_schema, pragma_page_size WHERE name = 'delivery'")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)

    findings = check_log(database).findings

    assert (True, True) == (findings[0].startswith("file: "), findings[-1].startswith("what it holds: "))


def test_no_more_than_a_hundred_findings_are_told(fill: Callable[..., str], damage: Callable[[str], None]) -> None:
    database = fill()
    damage("UPDATE delivery SET room = 'x'")

    assert len(check_log(database).findings) <= 100


def test_progress_is_told_up_to_the_end(fill: Callable[..., str]) -> None:
    told: list[tuple[int, int]] = []

    check_log(fill(), on_progress=lambda done, of: told.append((done, of)))

    assert (50, 50) == told[-1]
