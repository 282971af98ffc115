"""Where a log may be, and how much space there is for it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from server.errors import ConfigurationError
from server.log.disk import Space, SpaceWatch, check_place, filesystem_of, space_of
from server.log.inbox import Inbox

GIB = 1 << 30

MOUNTS = """\
22 27 0:20 / /proc rw,nosuid - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
41 27 0:40 / /srv/nfs rw - nfs4 server:/export rw
42 41 0:41 / /srv/nfs/local rw - xfs /dev/vdb rw
43 27 0:42 / /mnt/with\\040blank rw - cifs //server/share rw
44 27 0:43 / /mnt/ssh rw - fuse.sshfs somebody@host: rw
45 27 0:44 / /mnt/twice rw - ext4 /dev/vdc rw
46 27 0:45 / /mnt/twice rw - ceph host:/ rw
rubbish
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/var/lib/texml.db", "ext4"),
        ("/srv/nfs/texml.db", "nfs4"),
        ("/srv/nfs/local/texml.db", "xfs"),
        ("/srv/nfs-not/texml.db", "ext4"),
        ("/mnt/with blank/texml.db", "cifs"),
        ("/mnt/ssh/a/b/texml.db", "fuse.sshfs"),
        ("/mnt/twice/texml.db", "ceph"),
    ],
)
def test_file_system_is_that_of_the_nearest_mount(path: str, kind: str) -> None:
    assert kind == filesystem_of(Path(path), MOUNTS)


def test_file_system_is_unknown_where_nothing_tells() -> None:
    assert filesystem_of(Path("/var/lib/texml.db"), "") is None


@pytest.mark.parametrize("folder", ["/srv/nfs", "/mnt/with blank", "/mnt/ssh", "/mnt/twice"])
def test_d8_disk_of_another_machine_is_refused(folder: str) -> None:
    with pytest.raises(ConfigurationError, match="locks and syncs are not to be trusted; allowed: a file on a disk of"):
        check_place(Path(folder, "texml.db"), mounts=MOUNTS)


@pytest.mark.parametrize("folder", ["/var/lib", "/srv/nfs/local"])
def test_disk_of_this_machine_is_taken(folder: str) -> None:
    check_place(Path(folder, "texml.db"), mounts=MOUNTS)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_d8_file_of_somebody_else_is_refused(path: Path) -> None:
    path.touch()
    os.chown(path, 4242, -1)

    with pytest.raises(ConfigurationError, match="belongs to user 4242, and this is user 0"):
        check_place(path)


@pytest.mark.parametrize(
    ("free", "total", "is_low"),
    [(2 * GIB, 10 * GIB, False), (GIB, 10 * GIB, False), (GIB - 1, 2 * GIB, True), (9 * GIB, 100 * GIB, True)],
)
def test_room_is_low_below_a_gibibyte_or_a_tenth(free: int, total: int, is_low: bool) -> None:
    assert is_low == Space(free, total).is_low


def test_room_of_a_folder_that_is_not_there_yet_is_that_of_its_parent(tmp_path: Path) -> None:
    found = space_of(tmp_path / "a" / "b")

    assert found is not None
    assert (True, os.statvfs(tmp_path).f_blocks * os.statvfs(tmp_path).f_frsize) == (found.free > 0, found.total)


def test_change_is_said_once() -> None:
    low, enough = Space(2, 100), Space(5 * GIB, 6 * GIB)
    spaces = iter([Space(50, 100)] * 2 + [low] * 2 + [None] + [enough] * 2)  # of the first, too, little is left
    watch = SpaceWatch([Path("/a")], lambda _: next(spaces))

    with capture_logs() as said:
        for _ in range(7):
            watch.look()

    assert ["the disk is nearly full", "the disk has room again"] == [each["event"] for each in said]
    assert [(50, 100), (5 * GIB, 6 * GIB)] == [(each["free_bytes"], each["total_bytes"]) for each in said]


def test_disk_with_the_least_room_counts() -> None:
    spaces: dict[Path, Space | None] = {Path("/a"): Space(9, 10), Path("/b"): Space(3, 10), Path("/c"): None}

    assert Space(3, 10) == SpaceWatch(list(spaces), spaces.__getitem__).least()
    assert SpaceWatch([Path("/c")], spaces.__getitem__).least() is None


def test_d4_inbox_says_that_the_disk_is_nearly_full_before_it_is(
    open_inbox: Callable[..., Inbox], store: Any, wait_until: Callable[..., None]
) -> None:
    with capture_logs() as said:
        inbox = open_inbox(space=lambda _: Space(7, 100))
        inbox.start()
        wait_until(lambda: said, "the alarm")

    assert [("error", "the disk is nearly full")] == [(each["log_level"], each["event"]) for each in said]
    assert (True, Space(7, 100)) == (inbox.health().is_ready, inbox.health().space)
