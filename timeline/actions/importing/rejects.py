"""The bad rows of a file, as they were, each with the reason: a table, or JSON, to mend and import again."""

import csv
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Protocol

from timeline.errors import TimelineError
from timeline.importers.items import REJECTED_BECAUSE, REJECTED_LINE, Opened, Rejected
from timeline.importers.reading.json_text import added_to
from timeline.whole_files import WholeFile


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
        self._file: WholeFile | None = None
        self._form: _Form = _Table(())

    def __enter__(self) -> "Rejects":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def begin(self, opened: Opened) -> None:
        """Says what the rows are like."""
        self._form = _Json() if opened.is_json else _Table(opened.columns)

    def add(self, rejected: Rejected) -> None:
        """Writes a row as it was, with the reasons."""
        reasons = "; ".join(problem.message for problem in rejected.problems)
        with self._explained():
            if self._file is None:
                # A half of a pair of UTF-16 is text of no file; in JSON it comes back as the escape that it was.
                self._file = WholeFile(self._path, errors="backslashreplace")
                self._form.begin(self._file.out)
            self._form.add(self._file.out, rejected, reasons)

    def complete(self) -> None:
        """All rows are read: what the disk has no room for fails here, before anything is imported."""
        if self._file is not None:
            with self._explained():
                self._form.end(self._file.out)
                self._file.complete()

    def publish(self) -> bool:
        """Puts the file in its place; False where there was no bad row, and then no file."""
        if self._file is None:
            return False
        with self._explained():
            self._file.publish()
        return True

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise TimelineError(f"{self._path} cannot be written: {(error.strerror or str(error)).lower()}") from error


class _Form(Protocol):
    """How rows are written."""

    def begin(self, out: IO[Any]) -> None:
        """What stands before the first."""

    def add(self, out: IO[Any], rejected: Rejected, reasons: str) -> None:
        """One row."""

    def end(self, out: IO[Any]) -> None:
        """What stands behind the last."""


class _Table:
    def __init__(self, columns: Sequence[str]) -> None:
        self._columns = columns

    def begin(self, out: IO[Any]) -> None:
        self._write(out, [*self._columns, REJECTED_LINE, REJECTED_BECAUSE])

    def add(self, out: IO[Any], rejected: Rejected, reasons: str) -> None:
        cells = list(rejected.cells) + [""] * (len(self._columns) - len(rejected.cells))
        self._write(out, [*cells, str(rejected.line), reasons])

    def end(self, out: IO[Any]) -> None:
        pass

    def _write(self, out: IO[Any], cells: Sequence[str]) -> None:
        csv.writer(out, lineterminator="\n").writerow(cells)


class _Json:
    """A line an object; those of named arrays in one object that has these arrays."""

    def __init__(self) -> None:
        self._array: str | None = None

    def begin(self, out: IO[Any]) -> None:
        pass

    def add(self, out: IO[Any], rejected: Rejected, reasons: str) -> None:
        text, *array = rejected.cells
        line = added_to(text, {REJECTED_LINE: rejected.line, REJECTED_BECAUSE: reasons})
        if not array:
            out.write(f"{line}\n")
        elif array[0] == self._array:
            out.write(f",\n{line}")
        else:
            out.write(f"{'{' if self._array is None else f'{chr(10)}],{chr(10)}'}{json.dumps(array[0])}: [\n{line}")
            self._array = array[0]

    def end(self, out: IO[Any]) -> None:
        if self._array is not None:
            out.write("\n]}\n")
