"""The sources that a row of a table cites, as the map of its columns says."""

import re

from timeline.domain.records import Source
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.ids_of_names import slug_with_digest
from timeline.importers.table.cells.table_dates import read_table_date
from timeline.importers.table.maps.column_map import Cells, SourceColumns, parts_of
from timeline.importers.table.rows.mapped_faults import Faults
from timeline.problems import quoted

_URL = re.compile(r"https?://[^\s/?#]\S*", re.IGNORECASE)


def cited(faults: Faults, known: SourceColumns, cells: Cells) -> list[Source]:
    """The sources that a row cites, each once."""
    found: dict[str, Source] = {}
    for each in _pieces(faults, known, cells):
        title = one_line(known.title.filled(each)) if known.title else ""
        publisher = one_line(known.publisher.filled(each)) if known.publisher else ""
        url = each[known.url] if known.url is not None else ""
        published = _published(faults, known, each)
        if title or publisher or url:
            source = _article(faults, known, title, publisher, published, url)
            found[source.id] = source
    return list(found.values())


def _pieces(faults: Faults, known: SourceColumns, cells: Cells) -> list[Cells]:
    """A row for each source that a row cites: cells of one piece belong to all of them."""
    if not known.split:
        return [cells]
    used = {column for each in (known.title, known.publisher) if each for column in each.columns}
    used |= {column for column in (known.published, known.url) if column is not None}
    pieces = {column: parts_of(cells[column], known.split) for column in used}
    count = max(map(len, pieces.values()), default=0)
    for column, parts in pieces.items():
        if len(parts) not in (0, 1, count):
            what = f"{len(parts)} pieces beside {count} in another column, found {quoted(cells[column])}"
            faults.add(column, what, "pieces")
            pieces[column] = []
    found = []
    for number in range(count):
        row = list(cells)
        for column, parts in pieces.items():
            row[column] = parts[number if len(parts) > 1 else 0] if parts else ""
        found.append(tuple(row))
    return found


def _published(faults: Faults, known: SourceColumns, cells: Cells) -> str | None:
    if known.published is None or not cells[known.published]:
        return None
    column = known.published
    return faults.attempt(column, lambda: read_table_date(cells[column], known.style))


def _article(
    faults: Faults, known: SourceColumns, title: str, publisher: str, published: str | None, url: str
) -> Source:
    note = None
    if url and _URL.fullmatch(url) is None:
        if known.url is not None:
            faults.advise(
                known.url, f"{quoted(url)} is no web address: it is kept as a note of the source", "no web address"
            )
        note, url = f"as written: {url}", ""
    is_outlet = bool(publisher) and not (title or url or note or published)
    if is_outlet:
        return Source(slug_with_digest(publisher, publisher), publisher, kind=known.kind or "outlet")
    shown = title or _told_of(publisher, published) or url or "untitled"
    # As of the articles of other formats, where there is a headline and no address.
    key = "\n".join([publisher, published or "", title or url or note or "", *([url] if title and url else [])])
    return Source(
        slug_with_digest(f"{publisher or title} {published or ''}", key),
        shown,
        kind=known.kind or "article",
        publisher=publisher or None,
        published=published,
        url=url or None,
        note=note,
    )


def _told_of(publisher: str, published: str | None) -> str:
    if not publisher or published is None:
        return publisher
    from timeline.domain.dates.prose import in_words  # only a source without a title needs words

    return f"{publisher}, {in_words(published)}"
