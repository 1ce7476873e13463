"""A SQLite file while it is made: what a killed run leaves of it is known, and never one that somebody else uses."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from timeline.whole_files import is_left_by_a_killed_run, mark_beside


@contextmanager
def made_here(path: str) -> Iterator[None]:
    """A block that may make the file of a database; where it does and fails, the file is gone again.

    While a file is made a mark stands beside it, so that a later run can tell the empty file of a killed one
    from one that people have put there.
    """
    remove_stray(path)
    is_new = not os.path.exists(path)
    with ExitStack() as mark:
        if is_new:
            with suppress(OSError):  # where none may be made, SQLite says so of the file itself
                mark.enter_context(mark_beside(Path(path)))
        try:
            yield
        finally:
            if is_new:
                _remove_if_empty(path)


def remove_stray(path: str) -> bool:
    """Takes away the empty file of a run that was killed while it made it, and its mark; whether there was one."""
    return is_left_by_a_killed_run(Path(path)) and _remove_if_empty(path)


def is_the_same(path: str, before: os.stat_result | None) -> bool:
    """Whether the file at a path is the one that it was: another run may have taken an empty one away."""
    now = file_at(path)
    return now is not None and before is not None and os.path.samestat(now, before)


def file_at(path: str) -> os.stat_result | None:
    """What tells a file from others; None where there is none."""
    try:
        return os.stat(path)
    except OSError:
        return None


def _remove_if_empty(path: str) -> bool:
    """Removes a file that holds nothing and that nobody uses: who waits for it would write to a file without a name."""
    with suppress(OSError, sqlite3.Error):
        if os.path.getsize(path) > 0:
            return False
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            if os.path.getsize(path) == 0:
                os.unlink(path)
                return True
    return False
