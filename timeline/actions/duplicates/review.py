"""Write pairs of events that may be one to an annotation file, for a person to decide on each."""

from pathlib import Path
from typing import NamedTuple

from timeline.actions.duplicates.find_duplicates import Duplicate, Duplicates
from timeline.actions.duplicates.left_aside import PART_OF
from timeline.actions.export import whole_file
from timeline.annotations.reading.files import SUFFIXES, read_content
from timeline.annotations.writing.review import NotReviewable, Proposal, with_proposals
from timeline.domain.chronology import Entry
from timeline.domain.records import Event, Link
from timeline.errors import TimelineError
from timeline.storage.connecting.database import Database
from timeline.storage.reading.stored.stored_records import read_events
from timeline.views.events.dates_told import date_marked
from timeline.views.findings.duplicates_told import reasons_told
from timeline.views.wording.safe_texts import plain
from timeline.views.wording.sentences import with_details


class ReviewWritten(NamedTuple):
    """What was written to a file."""

    added: int
    there: int
    """How many of the pairs it had already."""


def write_review(database: Database, file: Path, found: Duplicates) -> ReviewWritten:
    """Adds pairs to a file, which is made where there is none; what it says stays as it is.

    Raises TimelineError where it cannot be read as an annotation file or written.
    """
    if file.suffix not in SUFFIXES:
        raise TimelineError(f"{file}: an annotation file's name ends in .yaml or .yml")
    try:
        text = read_content(file).decode("utf-8-sig") if file.exists() else ""
        reviewed = with_proposals(str(file), text, _proposals(database, found))
    except (NotReviewable, UnicodeDecodeError) as error:
        raise TimelineError(f"nothing was written: {error}") from None
    except ValueError as error:
        raise TimelineError(f"{file}: {error}") from None
    if reviewed.added:
        with whole_file(file) as out:
            out.write(reviewed.text)
    return ReviewWritten(reviewed.added, reviewed.there)


def _proposals(database: Database, found: Duplicates) -> list[Proposal]:
    parts = {_part(pair).id for pair in found.pairs if pair.whole is not None}
    with database.reading() as reader:
        written = {event.id: event for event in read_events(reader, parts)} if parts else {}
    return [_proposal(pair, written) for pair in found.pairs]


def _part(pair: Duplicate) -> Entry:
    return pair.second if pair.first.id == pair.whole else pair.first


def _proposal(pair: Duplicate, written: dict[str, Event]) -> Proposal:
    event = written.get(_part(pair).id) if pair.whole is not None else None
    return Proposal(
        pair.first.id,
        pair.second.id,
        (
            plain(f"{pair.score:.2f}: {reasons_told(pair.reasons, pair.whole)}"),
            *(f"  {plain(_named(entry))}" for entry in (pair.first, pair.second)),
        ),
        plain("; ".join(pair.reasons)),
        None
        if event is None or pair.whole is None
        else event._replace(links=(*event.links, Link(PART_OF, pair.whole))),
    )


def _named(entry: Entry) -> str:
    return with_details(f"{date_marked(entry.date)}: {entry.title}", entry.id)
