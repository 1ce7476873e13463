"""A table of what a request finds, to count and to draw."""

from typing import Any

from timeline.actions.answer import Answer
from timeline.domain.chronology import Chronology
from timeline.errors import TimelineError
from timeline.exporters.programs.tables.tidy_tables import TABLES, as_lists


def read_table(answer: Answer, name: str) -> dict[str, list[Any]]:
    """The columns of a table of an open answer, by name, in their order; all in memory.

    Raises TimelineError, which lists the tables, where there is none of that name.
    """
    table = TABLES.get(name)
    if table is None:
        raise TimelineError(f'there is no table "{name}": choose one of {", ".join(TABLES)}')
    chronology = Chronology("", "", "", answer.entries, answer.sources, records=answer.records())
    return as_lists(table, chronology)
