"""GDELT events, 1.0 and 2.0 -> records: who did what to whom, as a machine read it in a news article.

Rule: the GDELT Event Database data format codebooks and CAMEO's (see ``gdelt_columns`` and ``cameo``).

- Actor 1 does it (``initiator``), actor 2 has it done to it (``recipient``): CAMEO's source and target. A name is
  kept as written; where there is only a code, the code is the name; where there is neither, nobody is.
- The article is the source of the one claim, with the day of DATEADDED as its date; 1.0 before April 2013
  names no article, there it is the database itself. The claim carries the date of the event.
- SQLDATE is the day that GDELT made out of words such as "a year ago"; years before DATEADDED it is often wrong:
  it is kept, and told as advice.
- The codes of the event are tags, as they stand. How often it was mentioned, and its tone, is in the claim's
  note: GDELT counts there over all articles, so it is no figure that this article gives.
- The place is that of the action: country, first-order division, city or landmark. The event has
  the point that the row gives; of a country or a division it is only one amid it, as the claim's note tells.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from timeline.domain.dates.calendar import day_from_date, days_in_month, iso_day
from timeline.domain.records import Actor, Claim, Event, Participant, Place, Source
from timeline.importers.gdelt.cameo import Meaning, meaning_of
from timeline.importers.gdelt.gdelt_actors import read_actors
from timeline.importers.gdelt.gdelt_columns import Columns, has_header, open_table, raw_columns
from timeline.importers.gdelt.gdelt_places import read_place
from timeline.importers.gdelt.gdelt_sources import article_of
from timeline.importers.items import Imported, Input, Opened, Rejected
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.delimited import Row, RowProblems, Table
from timeline.importers.reading.ids_of_names import Naming
from timeline.importers.reading.seen import Seen
from timeline.problems import quoted

_DATABASE = Source("gdelt", "GDELT Event Database", kind="dataset", publisher="GDELT Project")
_DATE = re.compile(r"([0-9]{4})(?:([0-9]{2})([0-9]{2})?)?")
_ADDED = re.compile(r"([0-9]{8})(?:[0-9]{6})?")
_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2100
_DAYS_IN_YEAR = 365
_MOST_DIGITS = 40
_COUNTED = ("root event", "QuadClass", "Goldstein", "mentions", "sources", "articles", "tone")


def recognises(head: str) -> bool:
    """Whether a file begins as GDELT's do: raw, or with its header."""
    return raw_columns(head) is not None or has_header(head)


def open_file(file: Input, naming: Naming) -> Opened:
    """Reads a file, raw or re-saved as CSV or tab-separated with a header. Raises Unreadable."""
    table = open_table(file)
    columns = Columns.of(table)

    return Opened(table.columns, _items(table, columns, naming))


def _items(table: Table, columns: Columns, naming: Naming) -> Iterator[Imported | Rejected]:
    seen = Seen()
    for row in table.rows:
        if isinstance(row, Rejected):
            yield row
        else:
            yield _read(row, columns, naming, seen, RowProblems(table.label, row.line))


def _read(row: Row, columns: Columns, naming: Naming, seen: Seen, problems: RowProblems) -> Imported | Rejected:
    cells = row.cells
    number = _read_number(cells[columns.event_id].strip(), seen, problems)
    date, days = _read_date(_number(cells, columns.day), problems)
    code = one_line(cells[columns.code])
    meaning = _read_code(code, problems)
    added = _read_added(_number(cells, columns.added), problems)
    where = read_place([_cell(cells, index) for index in columns.geo], naming, problems)
    if problems.errors:
        return problems.rejected(row)
    if columns.url is not None:  # in files of events alone it is the day on which the file was made
        _advise_on_dates(date, days, added, problems)
    actors = read_actors([[_cell(cells, index) for index in side] for side in columns.actors], naming)
    source = article_of(_cell(cells, columns.url), added) or _DATABASE
    note = "; ".join(each for each in (_counts(cells, columns), where.note) if each)
    event = Event(
        f"gdelt-{number}",
        _title(actors, meaning, code, where.path),
        type=meaning.type if meaning else None,
        place=where.path[-1].id if where.path else None,
        latitude=where.latitude,
        longitude=where.longitude,
        participants=tuple(Participant(actor.id, role) for actor, role in actors),
        claims=(Claim(source.id, date=date, note=note or None),),
        tags=(code,),
    )
    distinct = tuple({actor.id: actor for actor, _ in actors}.values())
    return Imported(row.line, event, (source,), distinct, where.path, advice=tuple(problems.advice))


def _read_number(text: str, seen: Seen, problems: RowProblems) -> str:
    number = text.removesuffix(".0")
    if not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS):
        problems.add("GLOBALEVENTID", "no whole number", text)
    elif seen.add(number) is not None:
        problems.add("GLOBALEVENTID", "an event of this id stands further up in the file", text)
    return number


def _cell(cells: tuple[str, ...], index: int | None) -> str:
    return "" if index is None else cells[index].strip()


def _number(cells: tuple[str, ...], index: int | None) -> str:
    """A whole number, as it was before a program that knows only fractions for columns with gaps wrote ``.0``."""
    return _cell(cells, index).removesuffix(".0")


@lru_cache(maxsize=4096)
def _days_of(text: str) -> tuple[str, tuple[int, int]] | None:
    """(EDTF, first and last day) of 20170601, 201706 or 2017; None where it is no such date."""
    match = _DATE.fullmatch(text)
    if match is None or not _EARLIEST_YEAR <= int(match[1]) <= _LATEST_YEAR:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # the pattern begins with it
    if month is None:
        return match[1], (day_from_date(year, 1, 1), day_from_date(year, 12, 31))
    if not 1 <= month <= 12:
        return None
    last = days_in_month(year, month)
    if day is None:
        return f"{match[1]}-{match[2]}", (day_from_date(year, month, 1), day_from_date(year, month, last))
    if not 1 <= day <= last:
        return None
    number = day_from_date(year, month, day)
    return iso_day(number), (number, number)


def _read_date(text: str, problems: RowProblems) -> tuple[str, tuple[int, int]]:
    found = _days_of(text)
    if found is None:
        problems.add("SQLDATE", f"no day as YYYYMMDD, from {_EARLIEST_YEAR} to {_LATEST_YEAR}", text)
        return "", (0, 0)
    return found


def _read_added(text: str, problems: RowProblems) -> int | None:
    """The day on which GDELT saw the article, as a number."""
    if not text:
        return None
    match = _ADDED.fullmatch(text)
    found = _days_of(match[1]) if match else None
    if found is None:
        problems.add("DATEADDED", "no time as YYYYMMDD or YYYYMMDDHHMMSS", text)
        return None
    return found[1][0]


def _read_code(code: str, problems: RowProblems) -> Meaning | None:
    if not code:
        problems.add("EventCode", "there is no code", code)
        return None
    meaning = meaning_of(code)
    if meaning is None:
        problems.advise("EventCode", f"{quoted(code)} is no code of CAMEO's: the event has no type")
    elif meaning.code == f"0{code}":
        problems.advise("EventCode", f"{quoted(code)} has lost its zero: read as {meaning.code}, kept as it stands")
    elif meaning.code != code:
        problems.advise("EventCode", f"{quoted(code)} is no code of CAMEO's: read as {meaning.code}")
    return meaning


def _advise_on_dates(date: str, days: tuple[int, int], added: int | None, problems: RowProblems) -> None:
    first, last = days
    if added is None:
        return
    if added - last >= _DAYS_IN_YEAR:
        problems.advise("SQLDATE", f"{date} is {added - last} days before the article was seen, on {iso_day(added)}")
    elif first > added:
        problems.advise("SQLDATE", f"{date} is after the day on which the article was seen, {iso_day(added)}")


def _counts(cells: tuple[str, ...], columns: Columns) -> str:
    """What GDELT counted: ``GDELT: root event 1, QuadClass 1, … tone 1.706``."""
    named = zip(_COUNTED, columns.counts, strict=True)
    shown = [f"{name} {one_line(_cell(cells, index))}" for name, index in named if _cell(cells, index)]
    return f"GDELT: {', '.join(shown)}" if shown else ""


def _title(actors: list[tuple[Actor, str]], meaning: Meaning | None, code: str, where: tuple[Place, ...]) -> str:
    """``AUSTRALIA → JAPAN: make a visit``; of nobody: ``Make a visit in Paris``."""
    words = meaning.words if meaning else f"event of code {code}"
    by_role = {role: actor.name for actor, role in actors}
    if not by_role:
        return f"{words[0].upper()}{words[1:]}" + (f" in {where[-1].name}" if where else "")
    recipient = f"→ {by_role['recipient']}" if "recipient" in by_role else ""
    return f"{' '.join(part for part in (by_role.get('initiator', ''), recipient) if part)}: {words}"
