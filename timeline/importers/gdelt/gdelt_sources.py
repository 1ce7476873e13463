"""The article of a GDELT row -> a source."""

import re
from functools import lru_cache
from urllib.parse import unquote

from timeline.domain.dates.calendar import MONTH_NAMES, date_from_day, iso_day
from timeline.domain.records import Source
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.ids_of_names import slug_with_digest

_ADDRESS = re.compile(
    r"https?://(?:[^/?#@\s]*@)?(?P<host>[^/?#\s:@]++)(?::[0-9]*+)?(?P<path>[^?#\s]*+)\S*", re.IGNORECASE
)
_EXTENSION = re.compile(r"\.[A-Za-z]{3,5}$")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|[0-9]+")
_FEWEST_WORDS = 3
_LONGEST_TITLE = 160


@lru_cache(maxsize=1024)
def article_of(cited: str, added: int | None) -> Source | None:
    """The source that a SOURCEURL names, seen on the day numbered ``added``; None where it names none.

    An address has its host as publisher. What is no address (a service that GDELT has under licence,
    such as BBC Monitoring) is the publisher itself. The same address seen on another day is another source.
    """
    cited = one_line(cited)
    if not cited:
        return None
    match = _ADDRESS.fullmatch(cited)
    publisher = match["host"].lower().removeprefix("www.") or match["host"] if match else cited
    date = iso_day(added) if added is not None else None
    shown = publisher if added is None else f"{publisher}, {_in_words(added)}"
    title = _headline(match["path"]) if match else None
    return Source(
        slug_with_digest(f"{publisher} {date or ''}", f"{publisher}\n{date}\n{cited}"),
        f"{title} ({publisher})" if title else shown,
        kind="article",
        publisher=publisher,
        published=date,
        url=cited if match else None,
    )


def _headline(path: str) -> str | None:
    """The words of an address's path, where it has the headline in it: the longest part, of three words or more."""
    parts = (_WORDS.findall(_EXTENSION.sub("", one_line(unquote(part)))) for part in path.split("/"))
    words = max(([word for word in part if not word.isdigit()] for part in parts), key=len, default=[])
    if len(words) < _FEWEST_WORDS:
        return None
    title = " ".join(words)[:_LONGEST_TITLE].rstrip()
    return title[0].upper() + title[1:]


def _in_words(day: int) -> str:
    year, month, of_month = date_from_day(day)
    return f"{of_month} {MONTH_NAMES[month - 1]} {year}"
