"""Write a chronology to a file, whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from timeline.actions.answer import Answer
from timeline.domain.chronology import Chronology
from timeline.errors import TimelineError
from timeline.exporters.registry import ExportFormat
from timeline.whole_files import WholeFile

DEFAULT_TITLE = "Chronology"


def write_chronology(
    answer: Answer, out: TextIO, format_: ExportFormat, *, made_on: str, title: str = DEFAULT_TITLE, **options: Any
) -> None:
    """Writes an open answer to a text file (UTF-8, ``newline=""``); ``made_on`` is an ISO 8601 day.

    ``options`` are those that the format declares.
    """
    records = answer.records() if format_.carries_records else None
    chronology = Chronology(
        title,
        answer.in_words(),
        made_on,
        answer.entries,
        answer.sources,
        answer.under_way,
        answer.perhaps,
        answer.perhaps_besides,
        records,
    )
    format_.load()(chronology, out, **options)


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A file that appears under its name only when it is complete; what stood there before stays until then.

    What is there and no plain file (a named pipe, /dev/null) is written to as it is.
    Raises TimelineError in one line where it cannot be written.
    """
    try:
        file = WholeFile(path)
        try:
            yield file.out
            file.publish()
        finally:
            file.close()
    except OSError as error:
        raise TimelineError(f"{path}: cannot be written: {error.strerror or error}") from None
