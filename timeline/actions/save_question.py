"""Keep a question under a name, or forget it."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from timeline.actions.asking.find_query import find_query
from timeline.actions.asking.saved_questions import find_question
from timeline.annotations.reading.slugs import SLUG_RULE, as_slug, is_slug
from timeline.domain.history import Signature
from timeline.domain.records import NAMES_RECORDS, Condition, Question, RecordSet
from timeline.errors import TimelineError, UsageFault
from timeline.query import KEYWORDS, Spelling, asked
from timeline.saved import MARK, check_conditions, conditions_of
from timeline.storage.connecting.connection_reader import ConnectionReader
from timeline.storage.connecting.database import Database
from timeline.storage.connecting.reader import Reader
from timeline.storage.reading.naming.former_ids import current_ids
from timeline.storage.reading.naming.named_records import find_record
from timeline.storage.reading.stored.stored_records import kinds_of, read_questions
from timeline.storage.writing.change_log import ChangeLog
from timeline.storage.writing.compare import Removal, Removed
from timeline.storage.writing.loader import Loader
from timeline.storage.writing.transaction.session import write_session
from timeline.views.records.questions_told import asks_told


class SavedQuestion(NamedTuple):
    """What was kept, and how it changed what was there."""

    question: Question
    op: str
    """``added``, ``changed``, ``left`` or ``removed``."""
    change: int | None
    """The number that it has in the history; None where nothing was to be changed."""
    notes: tuple[str, ...] = ()
    """Lines to be said beside it: whom a name fits too."""


def save_question(
    database: Database,
    name: str,
    filters: Mapping[str, object],
    signature: Signature,
    today: date,
    *,
    title: str | None = None,
    note: str | None = None,
    replace: bool = False,
    spelling: Spelling = KEYWORDS,
) -> SavedQuestion:
    """Keeps what filters ask under a name; dates as they are typed, records by their ids.

    ``replace``: in the place of the question of that name. Raises TimelineError where the name is not written as an id
    or is another record's, or a question of it is there and says something else; UnknownName and the like as
    ``find_query``; UsageFault where nothing is asked, or what cannot be asked together. Nothing is changed then.
    """
    name = name.removeprefix(MARK)
    if not is_slug(name):
        better = as_slug(name)
        raise TimelineError(f'"{name}" is not written as a name: {f"write {better}" if better else SLUG_RULE}')
    request = asked(filters, today, spelling)
    conditions = conditions_of(filters)
    if not conditions:
        raise UsageFault(f"nothing is asked: give a filter, such as {spelling.name('during')}")
    check_conditions(conditions)
    with database.reading():  # what is no database is told, and none is made
        pass
    with write_session(database.address) as (connection, _):
        reader = ConnectionReader(connection)
        notes: list[str] = []
        find_query(reader, request, notes)
        asks = tuple(_with_id(reader, each) for each in conditions)
        held = _held(reader, name)
        question = Question(name, asks, title, note, () if held is None else held.was)
        if held is not None and held != question and not replace:
            raise TimelineError(
                f"{MARK}{name} is saved already, and asks {asks_told(held)}: choose another name, "
                f"or {spelling.given('replace')}"
            )
        loader = Loader(connection, ChangeLog(connection, signature, "save"))
        loader.add(RecordSet(questions={name: question}))
        change = loader.finish().change
    op = "left" if held == question else "added" if held is None else "changed"
    return SavedQuestion(question, op, change, tuple(dict.fromkeys(notes)))


def forget_question(database: Database, name: str, signature: Signature) -> SavedQuestion:
    """Takes a saved question away. Raises UnknownName, with the nearest, where there is none of the name."""
    with database.reading():
        pass
    with write_session(database.address) as (connection, _):
        question = find_question(ConnectionReader(connection), name)
        loader = Loader(connection, ChangeLog(connection, signature, "forget"))
        removed = Removed("question", question.id, question.title or question.id)
        loader.add(RecordSet(), removal=Removal([removed]))
        change = loader.finish().change
    return SavedQuestion(question, "removed", change)


def _held(reader: Reader, name: str) -> Question | None:
    """The question of this name. Raises TimelineError where the name is another record's, or was a record's before."""
    kind = kinds_of(reader, [name]).get(name)
    if kind is not None and kind != "question":
        raise TimelineError(f"{name} is the id of {'an' if kind[0] in 'aeiou' else 'a'} {kind}: choose another name")
    now = current_ids(reader, [name]).get(name)
    if now is not None and kind is None:
        raise TimelineError(f"{name} is a former id of {now}, and goes on finding it: choose another name")
    return next(iter(read_questions(reader, [name])), None)


def _with_id(reader: Reader, condition: Condition) -> Condition:
    """The condition, with the id of the record that it names; a source's may be its publisher, who has several."""
    kind = NAMES_RECORDS.get(condition.filter)
    if kind is None:
        return condition
    if kind == "source":
        now = current_ids(reader, [condition.value]).get(condition.value)
        return condition if now is None else condition._replace(value=now)
    return condition._replace(value=find_record(reader, kind, condition.value))
