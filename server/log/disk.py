"""What a log needs of the disk below it: that it is in this machine, that its files are ours, and space on it."""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import structlog

from server.errors import ConfigurationError

__all__ = ["Space", "SpaceWatch", "check_place", "filesystem_of", "space_of"]

_log = structlog.get_logger()

_LEAST_BYTES = 1 << 30
_LEAST_SHARE = 0.1

# Locks and syncs there are promises of another machine, which few of them keep; SQLite's write-ahead log needs memory
# that all its users share besides. Source: sqlite.org, "WAL" and "How to corrupt". What a sandbox or a virtual machine
# may have for its own root (9p, virtiofs) is not among them: whoever uses it there is on one machine.
_REMOTE = frozenset(
    ("afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4",
     "ocfs2", "orangefs", "smb2", "smb3", "smbfs", "vboxsf")
)  # fmt: skip
_REMOTE_FUSE = re.compile(r"fuse\.(sshfs|s3fs|gcsfuse|glusterfs|rclone|davfs|ceph|juicefs|vmhgfs-fuse|.*nfs)")
_MOUNTS = Path("/proc/self/mountinfo")
_ESCAPE = re.compile(r"\\([0-7]{3})")


class Space(NamedTuple):
    """How many bytes a disk has left for us, and how many it has in all."""

    free: int
    total: int

    @property
    def is_low(self) -> bool:
        """Return whether somebody should see to it: less than a gibibyte is left, or than a tenth."""
        return self.free < _LEAST_BYTES or self.free < self.total * _LEAST_SHARE


def space_of(folder: Path) -> Space | None:
    """Return the space on the disk of *folder*, or of its nearest parent that is there; None where nothing tells."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        found = os.statvfs(folder)
    except OSError:
        return None
    return Space(found.f_bavail * found.f_frsize, found.f_blocks * found.f_frsize)


class SpaceWatch:
    """Looks how much space the disks of some folders have; *look_at* tells it of one."""

    def __init__(self, folders: Sequence[Path], look_at: Callable[[Path], Space | None] = space_of) -> None:
        self._folders = tuple(folders)
        self._look_at = look_at
        self._was_low = False

    def least(self) -> Space | None:
        """Return the space on the disk that has the least."""
        found = [space for space in map(self._look_at, self._folders) if space is not None]
        return min(found, default=None)

    def look(self) -> None:
        """Say in the server's log when space has become little, and when there is enough again."""
        space = self.least()
        if space is None or space.is_low == self._was_low:
            return
        self._was_low = space.is_low
        with suppress(OSError):  # what is said may go to the disk that is full
            if space.is_low:
                _log.error("the disk is nearly full", free_bytes=space.free, total_bytes=space.total)
            else:
                _log.warning("the disk has room again", free_bytes=space.free, total_bytes=space.total)


def check_place(path: Path, *, mounts: str | None = None) -> None:
    """Return if the file *path*, which need not be there yet, is where a database can be trusted with a log.

    *mounts* is the text of Linux's mountinfo, by default this process's own; other systems have none.

    Raises: ConfigurationError if its disk is another machine's, or the file somebody else's.
    """
    kind = filesystem_of(path, _own_mounts() if mounts is None else mounts)
    if kind is not None and (kind in _REMOTE or _REMOTE_FUSE.fullmatch(kind)):
        raise _wrong(
            f"{path} is on {kind}, where locks and syncs are not to be trusted",
            "a file on a disk of this machine, or postgresql://USER:PASSWORD@HOST/DATABASE for several machines",
        )
    with suppress(FileNotFoundError):
        owner = path.stat().st_uid
        if owner != os.geteuid():
            # What is made beside it (its write-ahead log, locks, spool) would be ours, and its owner could not open it.
            raise _wrong(
                f"{path} belongs to user {owner}, and this is user {os.geteuid()}",
                "a file of the user that serves; run as its owner, or give it away with chown",
            )


def _wrong(problem: str, allowed: str) -> ConfigurationError:
    return ConfigurationError(problem, place="setting", key="database", allowed=allowed)


def _own_mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def filesystem_of(path: Path, mounts: str) -> str | None:
    """Return the kind of file system that *path* is on, such as ``ext4``, as *mounts* (mountinfo) tell; None: unknown.

    Source: proc_pid_mountinfo(5).
    """
    place = path.resolve()
    best, kind = -1, None
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:  # the fifth is the place
            continue
        point = Path(_ESCAPE.sub(lambda found: chr(int(found[1], 8)), fields[4]))
        # What was mounted last at one place covers what was there.
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, kind = len(point.parts), after.split(" ")[0]
    return kind
