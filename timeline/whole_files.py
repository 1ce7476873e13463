"""Files that are there whole or not at all, whoever kills the run that writes them.

What is being written stands beside its place, under a hidden name that nobody can foresee, and is locked
while its run lives. So a later run knows what killed ones have left, and takes it away.
"""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TextIO

from timeline.pipes import open_pipe, stream_of_ours

# Windows has none; there an open file cannot be removed, which will do for a lock.
_HAS_LOCKS = find_spec("fcntl") is not None
_SUFFIX = ".timeline-part"
_LONGEST_NAME = 100


class WholeFile:
    """A file that ``publish`` puts in its place; ``close`` without it leaves what stood there.

    One that is replaced keeps its rights and, as far as may be, its owner. A link is followed: the file that it
    names is replaced, in its own folder. What is no plain file (a named pipe, a device, ``/dev/stdout``) is written
    to as it is. Raises OSError, also for a file that may not be written to.
    """

    def __init__(self, path: Path, *, errors: str = "strict") -> None:
        self._beside: Path | None = None
        self._target = path
        if (stream := stream_of_ours(path)) is not None:
            descriptor = os.dup(stream)
        elif path.exists() and not path.is_file():
            descriptor = open_pipe(path)
        else:
            self._target = path.resolve()
            _refuse_read_only(self._target)
            remove_strays(self._target.parent)
            descriptor, self._beside = _begin(self._target.parent, self._target.name)
        self.out: TextIO = os.fdopen(descriptor, "w", encoding="utf-8", errors=errors, newline="")

    def complete(self) -> None:
        """All is written: what the disk has no room for fails here. Nothing is in its place yet."""
        self.out.flush()
        if self._beside is not None:
            os.fsync(self.out.fileno())

    def publish(self, *, replace: bool = True) -> None:
        """Puts the file in its place. Raises FileExistsError where there is one, and it is not to be replaced."""
        self.complete()
        if self._beside is not None:
            give_rights_of(self._target, self._beside)
            if not _HAS_LOCKS:
                self.out.close()
            _move(self._beside, self._target, replace=replace)
            self._beside = None
        self.out.close()

    def close(self) -> None:
        """Takes away what is not published."""
        with suppress(OSError):  # of a disk that is full, once more
            self.out.close()
        if self._beside is not None:
            self._beside.unlink(missing_ok=True)


@contextmanager
def mark_beside(path: Path) -> Iterator[None]:
    """Within the block a hidden file stands beside the path; ``is_left_by_a_killed_run`` finds it where it stays."""
    descriptor, mark = _begin(path.parent, path.name)
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)
        os.close(descriptor)


def is_left_by_a_killed_run(path: Path) -> bool:
    """Whether a run that marked this path was killed, and no other marks it now. Takes its marks away."""
    found = [each for each in _strays(path.parent) if each.name.startswith(f".{_short(path.name)}.")]
    alive = [each for each in found if not _remove(each)]
    return bool(found) and not alive


@contextmanager
def folder_beside(folder: Path, name: str) -> Iterator[Path]:
    """A hidden folder in another, for files on their way into it; gone with all in it at the end of the block."""
    descriptor, made = _begin(folder, name, as_folder=True)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
        os.close(descriptor)


def remove_strays(folder: Path) -> None:
    """Takes away what killed runs have left in a folder; what a living one writes stays."""
    for each in _strays(folder):
        _remove(each)


def give_rights_of(target: Path, written: Path) -> None:
    """Gives a new file the rights of the one that it is to replace; where there is none, those of any new file."""
    try:
        before = target.stat()
    except FileNotFoundError:
        written.chmod(_rights_of_a_new_file())
        return
    rights = stat.S_IMODE(before.st_mode)
    now = written.stat()
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        try:
            os.chown(written, before.st_uid, before.st_gid)
        except OSError:
            try:
                os.chown(written, -1, before.st_gid)
            except OSError:
                rights &= ~0o070 | (rights & 0o007) << 3  # it is another group: it may do what all may
    written.chmod(rights)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def held_mark(mark: Path, words: str) -> Iterator[None]:
    """Waits until no other run holds the mark, and holds it within the block; it stays where the block fails.

    Raises OSError where it cannot be made.
    """
    while True:
        descriptor = os.open(mark, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        if _hold(descriptor):
            break
        os.close(descriptor)
    try:
        os.write(descriptor, words.encode())
        os.fsync(descriptor)
        sync_folder(mark.parent)
        yield
        mark.unlink()
        sync_folder(mark.parent)
    finally:
        os.close(descriptor)


def is_held(mark: Path) -> bool:
    """Whether a run that lives holds a mark."""
    try:
        descriptor = os.open(mark, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError:
        return False
    try:
        return not _hold(descriptor, wait=False)
    finally:
        os.close(descriptor)


def _begin(folder: Path, name: str, *, as_folder: bool = False) -> tuple[int, Path]:
    """A new file (or folder) beside ``name``, locked and open; nothing can be in its way, nor a link lead elsewhere."""
    while True:
        names: dict[str, Any] = {"dir": folder, "prefix": f".{_short(name)}.", "suffix": _SUFFIX}
        if as_folder:
            made = tempfile.mkdtemp(**names)
            descriptor = os.open(made if _HAS_LOCKS else os.devnull, os.O_RDONLY)
        else:
            descriptor, made = tempfile.mkstemp(**names)
        if _hold(descriptor):
            return descriptor, Path(made)
        os.close(descriptor)  # a run that cleans up was quicker than the lock


def _short(name: str) -> str:
    """So much of a name that something fits behind it; the system counts bytes."""
    return os.fsencode(name)[:_LONGEST_NAME].decode("utf-8", "ignore")


def _hold(descriptor: int, *, wait: bool = True) -> bool:
    """Locks what is open; False where another holds it (and is not to be waited for), or it has been removed.

    Where a file system knows no locks, everything counts as held by somebody.
    """
    if _HAS_LOCKS:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return wait
    return os.fstat(descriptor).st_nlink > 0


def _strays(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            return [
                Path(entry.path)
                for entry in entries
                if entry.name.startswith(".") and entry.name.endswith(_SUFFIX) and not entry.is_symlink()
            ]
    except OSError:
        return []


def _remove(stray: Path) -> bool:
    """Removes what no living run holds; False where one does, or it may not be removed."""
    try:
        if not _HAS_LOCKS:
            return _unlink(stray)
        descriptor = os.open(stray, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        try:
            return _hold(descriptor, wait=False) and _unlink(stray)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _unlink(stray: Path) -> bool:
    if stray.is_dir():
        shutil.rmtree(stray)
    else:
        stray.unlink()
    return True


def _move(beside: Path, target: Path, *, replace: bool) -> None:
    if replace:
        beside.replace(target)
        return
    try:
        os.link(beside, target)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        beside.replace(target)
    else:
        beside.unlink()


def _refuse_read_only(target: Path) -> None:
    if target.exists() and not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))


def _rights_of_a_new_file() -> int:
    """What the process's mask leaves to a new file: seen of one, for the mask can only be read by setting it.

    While it were set, what another thread makes would be open to all.
    """
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / "new"
        new.touch(0o666)
        return stat.S_IMODE(new.stat().st_mode)
