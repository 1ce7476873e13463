"""The bad rows of a file, as they were, each with the reason: a table to mend and import again."""

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from timeline.errors import TimelineError
from timeline.importers import Rejected

REASON = "rejected because"
LINE = "rejected line"


class Rejects:
    """Writes bad rows beside the file they are meant for; ``publish`` puts them in its place.

    There the columns are those of the table, then the line and the reason. Nothing is left of it where
    the block ends without ``publish``. Raises TimelineError where it cannot be written.
    """

    def __init__(self, path: Path, of: Path) -> None:
        if path.exists() and of.exists() and path.samefile(of):
            raise TimelineError(f"{path} is the file to import itself: name another for the rejects")
        self._path = path
        self._beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._out: TextIO | None = None
        self._writer: Any = None
        self._columns: Sequence[str] = ()

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._out is not None:
            self._out.close()
        self._beside.unlink(missing_ok=True)

    def begin(self, columns: Sequence[str]) -> None:
        """Says which columns the rows have."""
        self._columns = columns

    def add(self, rejected: Rejected) -> None:
        """Writes a row, its cells as they were; the reasons stand behind it."""
        cells = list(rejected.cells) + [""] * (len(self._columns) - len(rejected.cells))
        reasons = "; ".join(problem.message for problem in rejected.problems)
        self._open().writerow([*cells, str(rejected.line), reasons])

    def publish(self) -> bool:
        """Puts the file in its place; False where there was no bad row, and then no file."""
        if self._out is None:
            return False
        self._out.flush()
        os.fsync(self._out.fileno())
        self._beside.replace(self._path)
        return True

    def _open(self) -> Any:
        if self._writer is None:
            try:
                self._out = self._beside.open("w", encoding="utf-8", newline="")
            except OSError as error:
                raise TimelineError(
                    f"{self._path} cannot be written: {(error.strerror or str(error)).lower()}"
                ) from error
            self._writer = csv.writer(self._out, lineterminator="\n")
            self._writer.writerow([*self._columns, LINE, REASON])
        return self._writer
