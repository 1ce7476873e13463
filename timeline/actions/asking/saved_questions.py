"""Filters that may name a saved question, and the request that they come to."""

from collections.abc import Mapping
from datetime import date, tzinfo

from timeline.domain.records import Question
from timeline.errors import UnknownName
from timeline.query import KEYWORDS, Request, Spelling, asked
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader


def request_of(
    database: Database,
    filters: Mapping[str, object],
    today: date,
    spelling: Spelling = KEYWORDS,
    *,
    zone: tzinfo | None = None,
) -> Request:
    """As ``asked``; with the filter ``question`` those of the saved one of this name, which the others narrow.

    It is the question as it stands now, also where the database is looked back at. Raises UnknownName, with the
    nearest, where there is none of the name, and DatabaseError.
    """
    name = filters.get("question")
    if name is None:
        return asked(filters, today, spelling, zone=zone)
    from timeline.saved import asked_with  # most questions are asked once

    with database.reading() as reader:
        question = find_question(reader, str(name))
    others = {each: value for each, value in filters.items() if each != "question"}
    return asked_with(question, others, today, spelling, zone=zone)


def find_question(reader: Reader, name: str) -> Question:
    """The saved question of a name, with the mark before it or without; or of one that it had before.

    Raises UnknownName, with the nearest.
    """
    from timeline.domain.words.near_names import did_you_mean
    from timeline.saved import MARK
    from timeline.storage.reading.naming.former_ids import current_ids
    from timeline.storage.reading.stored.stored_records import read_questions

    wanted = name.removeprefix(MARK)
    found = list(read_questions(reader, [wanted])) or list(
        read_questions(reader, current_ids(reader, [wanted]).values())
    )
    if found:
        return found[0]
    names = [each.id for each in read_questions(reader)]
    near = did_you_mean(wanted, names)
    offer = near or (
        "`timeline questions` lists them" if names else f"none is yet: `timeline save {wanted} --during …` saves one"
    )
    raise UnknownName(f'no question is saved as "{wanted}": {offer}')


def list_questions(database: Database) -> list[Question]:
    """All saved questions, by name. Raises DatabaseError."""
    from timeline.storage.reading.stored.stored_records import read_questions

    with database.reading() as reader:
        return list(read_questions(reader))
