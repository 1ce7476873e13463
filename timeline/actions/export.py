"""Write a chronology to a file, whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from timeline.actions.answer import Answer
from timeline.domain.chronology import Chronology
from timeline.errors import TimelineError
from timeline.exporters import Format

DEFAULT_TITLE = "Chronology"


def write_chronology(
    answer: Answer, out: IO[Any], format_: Format, *, made_on: str, title: str = DEFAULT_TITLE, **options: Any
) -> None:
    """Writes an open answer to a file opened as the format asks; ``made_on`` is an ISO 8601 day."""
    records = answer.records() if format_.carries_records else None
    chronology = Chronology(title, answer.in_words(), made_on, answer.entries, answer.sources, answer.perhaps, records)
    format_.load()(chronology, out, **options)


@contextmanager
def whole_file(path: Path, *, binary: bool) -> Iterator[IO[Any]]:
    """A file that appears under its name only when it is complete; what stood there before stays until then.

    What is there and no plain file (a named pipe, /dev/null) is written to as it is.
    Raises TimelineError in one line where it cannot be written.
    """
    how: dict[str, Any] = {"mode": "wb"} if binary else {"mode": "w", "encoding": "utf-8", "newline": ""}
    temporary = None
    try:
        if path.exists() and not path.is_file():
            with path.open(**how) as out:
                yield out
            return
        target = path.resolve()
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
        temporary = Path(name)
        with os.fdopen(descriptor, **how) as out:
            yield out
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise TimelineError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
