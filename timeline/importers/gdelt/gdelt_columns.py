"""Where the columns of a GDELT events file are: by their place in the raw files, by name in re-saved ones.

Rule: the GDELT Event Database data format codebooks, 1.03 (2013) and 2.0 (2015). Raw files are tab-separated, have
no header and know no quotes. 1.0 has 57 columns, and from 1 April 2013 on 58, with SOURCEURL; 2.0 has 61: each
of its three geographies has an ADM2Code. (The "reduced" file of 1979 to 2013 has no ids: it can't be imported.)
"""

import re
from typing import NamedTuple, Self

from timeline.importers.items import Input
from timeline.importers.reading.delimited import Table, header_of, read_table
from timeline.importers.reading.encodings import read_head

_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_TYPES = ("Type1Code", "Type2Code", "Type3Code")
_GEO_1 = ("Type", "FullName", "CountryCode", "ADM1Code", "Lat", "Long", "FeatureID")
_GEO_2 = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
_DATES = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
_ACTION = ("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale")
_COUNTS = ("NumMentions", "NumSources", "NumArticles", "AvgTone")
_LINES_LOOKED_AT = 20
_FIRST_CELLS = re.compile(r"[0-9]+\t[0-9]{8}\t[0-9]{6}\t[0-9]{4}\t[0-9]+(?:\.[0-9]*)?\t")


def _layout(geo: tuple[str, ...], *last: str) -> tuple[str, ...]:
    actors = [f"Actor{side}{part}" for side in "12" for part in (*_ACTOR, *_TYPES)]
    geographies = [f"{which}Geo_{part}" for which in ("Actor1", "Actor2", "Action") for part in geo]
    return (*_DATES, *actors, *_ACTION, *_COUNTS, *geographies, *last)


RAW = {
    len(columns): columns
    for columns in (
        _layout(_GEO_1, "DATEADDED"),
        _layout(_GEO_1, "DATEADDED", "SOURCEURL"),
        _layout(_GEO_2, "DATEADDED", "SOURCEURL"),
    )
}
"""The columns of the raw files, by how many there are."""


def raw_columns(head: str) -> tuple[str, ...] | None:
    """The columns of a raw file that begins so; None where it is none."""
    # The first lines may be damaged.
    rows = (line for line in head.splitlines()[:_LINES_LOOKED_AT] if _FIRST_CELLS.match(line))
    return next((RAW[row.count("\t") + 1] for row in rows if row.count("\t") + 1 in RAW), None)


def _delimiter_of(head: str) -> str:
    """What parts the columns of a file with a header."""
    first = next((line for line in head.splitlines() if line.strip()), "")
    return "\t" if "\t" in first else ","


def has_header(head: str) -> bool:
    """Whether a file begins with a header of GDELT's."""
    names = {name.casefold() for name in header_of(head, _delimiter_of(head))}
    return "globaleventid" in names and "eventcode" in names and not names.isdisjoint(("sqldate", "day"))


def open_table(file: Input) -> Table:
    """The table of a file, raw or with a header. Raises Unreadable."""
    head = read_head(file)
    raw = raw_columns(head)
    if raw is not None:
        return read_table(file, delimiter="\t", header=False, columns=raw, quoted=False)
    return read_table(file, delimiter=_delimiter_of(head))


class Columns(NamedTuple):
    """The indices of the columns that are read; None for those that this file has not."""

    event_id: int
    day: int
    code: int
    actors: tuple[tuple[int | None, ...], ...]
    """For each side: name, code, country, known group, three types."""
    geo: tuple[int | None, ...]
    """Of the action: type, full name, ADM1 code, latitude, longitude, feature."""
    counts: tuple[int | None, ...]
    """Root event, quad class, Goldstein scale, mentions, sources, articles, tone."""
    added: int | None
    url: int | None

    @classmethod
    def of(cls, table: Table) -> Self:
        """Raises Unreadable where one is missing that has to be there."""
        table.require("GLOBALEVENTID", "EventCode")
        parts = ("Name", "Code", "CountryCode", "KnownGroupCode", *_TYPES)
        geo = ("Type", "FullName", "ADM1Code", "Lat", "Long", "FeatureID")
        return cls(
            table.index("GLOBALEVENTID"),
            table.index("SQLDATE", "Day"),
            table.index("EventCode"),
            tuple(tuple(table.find(f"Actor{side}{part}") for part in parts) for side in "12"),
            tuple(table.find(f"ActionGeo_{part}") for part in geo),
            tuple(table.find(name) for name in ("IsRootEvent", "QuadClass", "GoldsteinScale", *_COUNTS)),
            table.find("DATEADDED"),
            table.find("SOURCEURL"),
        )
