"""Write a chronology to a file, whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from timeline.actions.answer import Answer
from timeline.domain.chronology import Chronology
from timeline.errors import TimelineError, UsageFault
from timeline.exporters.export_format import ExportFormat, ExportOption
from timeline.exporters.registry import OPTIONS, formats_with
from timeline.problems import listed
from timeline.whole_files import WholeFile

DEFAULT_TITLE = "Chronology"


def write_chronology(
    answer: Answer, out: TextIO, format_: ExportFormat, *, made_on: str, title: str = DEFAULT_TITLE, **options: Any
) -> tuple[str, ...]:
    """Writes an open answer to a file (as text UTF-8, ``newline=""``); ``made_on`` is an ISO 8601 day.

    ``options`` are those that the format declares. Gives what the format could not carry of this answer, a line each.
    Raises TimelineError where the format's extra is not installed.
    """
    export = format_.load()
    records = answer.records() if format_.takes_records else None
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
        answer.window,
        answer.matched(),
        answer.change(),
    )
    left_out = export(chronology, out.buffer if format_.binary else out, **options)
    return tuple(f"{format_.name}: {line}" for line in left_out or ())


def options_given(format_: ExportFormat, values: dict[str, Any], name_of: Callable[[str], str]) -> dict[str, Any]:
    """Takes the options of formats out of the values, and gives those that were chosen.

    ``name_of`` says how an option is written where it was chosen. Raises UsageFault where the format has none such,
    or it has no such value.
    """
    given = {name: value for name in OPTIONS if (value := values.pop(name, None))}
    for name in given:
        if format_.name not in (formats := formats_with(name)):
            raise UsageFault(f"{name_of(name)} is for {listed(formats)}, not for {format_.name}")
        _refuse_unknown(OPTIONS[name], given[name], name_of(name))
    return given


def _refuse_unknown(option: ExportOption, value: object, name: str) -> None:
    match option.kind:
        case "choice" if value not in option.choices:
            raise UsageFault(f'{name} is one of {listed(option.choices)}, not "{value}"')
        case "count" if not isinstance(value, int) or value < 1:
            raise UsageFault(f'{name} is a whole number from 1 on, not "{value}"')


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
