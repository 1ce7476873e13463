"""The reports that a row of the UCDP GED cites: the cell ``source_article`` -> sources.

For events from 2013 on the cell holds parts ``"publisher,date,headline"``, each in quotes of its own,
joined by ``;``. Older ones hold what the coder wrote (``r 26/4``, a book, a web address). A part that
cannot be read is kept whole, as the title of a source of unknown kind: nothing is lost or guessed.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from timeline.domain.dates.edtf import EdtfError, parse
from timeline.domain.dates.prose import in_words
from timeline.domain.records import Source
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.ids_of_names import slug_with_digest

_BETWEEN = re.compile(r'"\s*;\s*"')
_DATE = r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?"
_PART = re.compile(rf"(?P<publisher>.*?),\s*(?P<date>{_DATE})(?: 00:00:00(?:\.0+)?)?\s*(?:,(?P<headline>.*))?")
_DATE_AGAIN = re.compile(rf",\s*{_DATE}(?![0-9])\s*,")
_WITH_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?:[0-9]{4})?(?![0-9])")
_LINK = re.compile(r"https?://[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}(?:/[^\s,;\"<>()]*)?")
MISSING = frozenset(("", "NA", "N/A", "NULL"))
"""What editions write where nothing is known."""


def cited(values: Mapping[str, str], year: int) -> tuple[Source, ...]:
    """The sources of a row that began in a year, none twice, in the order of the cell.

    Equal publisher, date and headline are one source. So are equal texts that cannot be read, if they
    name a year or an address; ``r 26/4`` names another report each year.
    """
    sources: dict[str, Source] = {}
    for part in _parts(values):
        text = one_line(part)
        if text not in MISSING:
            source = _article(text) or _unread(text, year)
            sources.setdefault(source.id, source)
    return tuple(sources.values())


def _parts(values: Mapping[str, str]) -> list[str]:
    text = values.get("source_article", "").strip()
    if text in MISSING:
        return _from_columns(values)
    if text.startswith('"'):
        # The last part may have lost its closing quote where the cell was cut.
        parts = _BETWEEN.split(text.removeprefix('"').removesuffix('"'))
        return parts if len(parts) > 1 or _article(one_line(parts[0])) else [text]
    parts = text.split(";")
    return parts if all(_article(one_line(part)) for part in parts) else [text]


def _from_columns(values: Mapping[str, str]) -> list[str]:
    """The same from the columns that repeat it in pieces, for a cell that is missing."""
    columns = [values.get(f"source_{name}", "") for name in ("office", "date", "headline")]
    pieces = [[] if text.strip() in MISSING else text.split(";") for text in columns]
    offices, dates, headlines = pieces
    if offices and len(offices) == len(dates) == len(headlines):
        return [",".join(part) for part in zip(offices, dates, headlines, strict=True)]
    return [", ".join(";".join(piece) for piece in pieces if piece)]


@lru_cache(maxsize=1024)
def _article(text: str) -> Source | None:
    """The source of ``publisher,date,headline``; None where the text is not that, or several run together."""
    match = _PART.fullmatch(text)
    if match is None or not (match["publisher"] or match["headline"]) or _DATE_AGAIN.search(match["headline"] or ""):
        return None
    publisher, date, headline = match["publisher"].strip(), match["date"], (match["headline"] or "").strip()
    try:
        parse(date)
    except EdtfError:
        return None
    return Source(
        slug_with_digest(f"{publisher} {date}", f"{publisher}\n{date}\n{headline}"),
        headline or f"{publisher}, {in_words(date)}",
        kind="article",
        publisher=publisher or None,
        published=date,
    )


def _unread(text: str, year: int) -> Source:
    links = _LINK.findall(text)
    if links or _WITH_YEAR.search(text):
        return Source(slug_with_digest(text, text), text, url=links[0] if len(links) == 1 else None)
    note = f"named without a year by events of {year}"
    return Source(slug_with_digest(f"{text} {year}", f"{text}\n{year}"), text, note=note)
