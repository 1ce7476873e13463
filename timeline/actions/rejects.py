"""The bad rows of a file, as they were, each with the reason: a table, or JSON, to mend and import again."""

import csv
import json
import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Protocol, TextIO

from timeline.errors import TimelineError
from timeline.importers import REJECTED_BECAUSE, REJECTED_LINE, Opened, Rejected
from timeline.importers.json_text import added_to


class Rejects:
    """Writes bad rows beside the file they are meant for; ``publish`` puts them in its place.

    Of a table the columns are its own, then the line and the reason. Of JSON it is JSON, each object with the
    line and the reason before its other keys. Nothing is left of it where the block ends without
    ``publish``. Raises TimelineError where it cannot be written.
    """

    def __init__(self, path: Path, of: Path) -> None:
        if path.exists() and of.exists() and path.samefile(of):
            raise TimelineError(f"{path} is the file to import itself: name another for the rejects")
        self._path = path
        self._beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._out: TextIO | None = None
        self._form: _Form = _Table(())

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._out is not None:
            self._out.close()
        self._beside.unlink(missing_ok=True)

    def begin(self, opened: Opened) -> None:
        """Says what the rows are like."""
        self._form = _Json() if opened.is_json else _Table(opened.columns)

    def add(self, rejected: Rejected) -> None:
        """Writes a row as it was, with the reasons."""
        reasons = "; ".join(problem.message for problem in rejected.problems)
        if self._out is None:
            self._out = self._opened()
            self._form.begin(self._out)
        self._form.add(self._out, rejected, reasons)

    def publish(self) -> bool:
        """Puts the file in its place; False where there was no bad row, and then no file."""
        if self._out is None:
            return False
        self._form.end(self._out)
        self._out.flush()
        os.fsync(self._out.fileno())
        self._beside.replace(self._path)
        return True

    def _opened(self) -> TextIO:
        try:
            # A half of a pair of UTF-16 is text of no file; in JSON it comes back as the escape that it was.
            return self._beside.open("w", encoding="utf-8", errors="backslashreplace", newline="")
        except OSError as error:
            raise TimelineError(f"{self._path} cannot be written: {(error.strerror or str(error)).lower()}") from error


class _Form(Protocol):
    """How rows are written."""

    def begin(self, out: TextIO) -> None:
        """What stands before the first."""

    def add(self, out: TextIO, rejected: Rejected, reasons: str) -> None:
        """One row."""

    def end(self, out: TextIO) -> None:
        """What stands behind the last."""


class _Table:
    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns

    def begin(self, out: TextIO) -> None:
        self._write(out, [*self._columns, REJECTED_LINE, REJECTED_BECAUSE])

    def add(self, out: TextIO, rejected: Rejected, reasons: str) -> None:
        cells = list(rejected.cells) + [""] * (len(self._columns) - len(rejected.cells))
        self._write(out, [*cells, str(rejected.line), reasons])

    def end(self, out: TextIO) -> None:
        pass

    def _write(self, out: TextIO, cells: Sequence[str]) -> None:
        csv.writer(out, lineterminator="\n").writerow(cells)


class _Json:
    """A line an object; those of named arrays in one object that has these arrays."""

    def __init__(self) -> None:
        self._array: str | None = None

    def begin(self, out: TextIO) -> None:
        pass

    def add(self, out: TextIO, rejected: Rejected, reasons: str) -> None:
        text, *array = rejected.cells
        line = added_to(text, {REJECTED_LINE: rejected.line, REJECTED_BECAUSE: reasons})
        if not array:
            out.write(f"{line}\n")
        elif array[0] == self._array:
            out.write(f",\n{line}")
        else:
            out.write(f"{'{' if self._array is None else f'{chr(10)}],{chr(10)}'}{json.dumps(array[0])}: [\n{line}")
            self._array = array[0]

    def end(self, out: TextIO) -> None:
        if self._array is not None:
            out.write("\n]}\n")
