"""TimelineJS 3: its JSON, or its Google Sheet as CSV.

The timeline itself is the source of its events: each claim on a date rests on it. Pages that a text links to
are sources too, each with a claim that says so and nothing more. The title slide is no event: it names
the timeline. An era is an event over its time, tagged ``era``; a group is a tag. What a picture shows and
who made it stays in the event's note.
https://timeline.knightlab.com/docs/json-format.html
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.domain.dates.prose import in_words
from timeline.domain.records import Claim, Event, Source
from timeline.domain.words.names import slug
from timeline.importers.items import Imported, Input, Opened, Rejected
from timeline.importers.reading.cell_texts import one_line
from timeline.importers.reading.delimited import header_of, read_table
from timeline.importers.reading.encodings import read_head
from timeline.importers.reading.ids_of_names import Naming, slug_with_digest
from timeline.importers.reading.json_text import begins_as_json
from timeline.importers.timelinejs.html_text import HtmlLink, plain_of
from timeline.importers.timelinejs.timelinejs_dates import is_blank, moment, span
from timeline.importers.timelinejs.timelinejs_slides import Slide, json_slides, table_slides
from timeline.problems import Problem, quoted

_LONGEST_ID = 80
_LONGEST_TITLE = 100
_TEMPLATE = {"end year", "display date", "media", "media credit", "media caption", "background"}
_SLIDES = re.compile(r'"(?:events|eras|title|timeline)"\s*:\s*[\[{]')
_DATED = re.compile(r'"(?:start_date|startDate|headline)"\s*:')


def recognises(head: str) -> bool:
    """Whether it is the JSON of a timeline (an old version's too, to say so), or has the template's columns."""
    if head.lstrip().startswith("{"):
        return _SLIDES.search(head) is not None and _DATED.search(head) is not None
    columns = {column.casefold() for column in header_of(head)}
    return {"year", "headline"} <= columns and bool(columns & _TEMPLATE)


def open_file(file: Input, naming: Naming) -> Opened:  # noqa: ARG001 - a timeline names no actor and no place
    """Reads the whole file, for its title may stand anywhere. Raises Unreadable."""
    slides: list[Slide | Rejected]
    columns: tuple[str, ...] = ()
    is_json = begins_as_json(read_head(file))
    if is_json:
        slides = list(json_slides(file))
    else:
        table = read_table(file)
        columns = table.columns
        slides = list(table_slides(table))
    titles = [each for each in slides if isinstance(each, Slide) and each.kind == "title"]
    source = _timeline(file, titles[0] if titles else None)
    return Opened(columns, _items(file, source, slides), tuple(_notes(source, titles, slides)), is_json)


def _timeline(file: Input, title: Slide | None) -> Source:
    """The timeline as a source: it goes by its title slide, or by the file's name."""
    headline = one_line(plain_of(title.texts["headline"]).text) if title else ""
    name = headline or one_line(file.path.stem) or "Timeline"
    said = plain_of(title.texts["text"]).text if title else ""
    return Source(slug_with_digest(f"timeline {name}", f"timelinejs\n{name}"), name, kind="timeline", note=said or None)


def _notes(source: Source, titles: Sequence[Slide], slides: Sequence[Slide | Rejected]) -> Iterator[str]:
    if titles:
        yield f"the title slide is no event: {quoted(source.title)} is the source of all events"
    if len(titles) > 1:
        yield f"{len(titles)} title slides: all but the first are left out"
    eras = sum(isinstance(each, Slide) and each.kind == "era" for each in slides)
    if eras:
        yield f"{eras} {'era is an event over its' if eras == 1 else 'eras are events over their'} time, tagged era"


class _Dated(NamedTuple):
    """When a slide was."""

    edtf: str
    starts: str
    """The first day, month or year, for the event's id."""
    note: str | None
    """What the timeline shows of the date beside that, in words."""


def _items(file: Input, source: Source, slides: Sequence[Slide | Rejected]) -> Iterator[Imported | Rejected]:
    seen: dict[str, int] = {}
    for slide in slides:
        if isinstance(slide, Rejected):
            yield slide
        elif slide.kind != "title":
            faults = list(slide.faults)
            date = _date(slide, faults)
            if date is None or faults:
                yield Rejected(slide.line, tuple(Problem(file.label, slide.line, each) for each in faults), slide.cells)
            else:
                yield _imported(slide, date, source, seen)


def _date(slide: Slide, faults: list[str]) -> _Dated | None:
    def complaining(end: str) -> "_Complaints":
        return _Complaints(slide, end, faults)

    start = moment(slide.start, complaining("start"))
    end = None if is_blank(slide.end) else moment(slide.end, complaining("end"))
    if start is None or faults:
        return None
    date, times = span(start, end)
    if date is None:
        found = quoted(f"{start.edtf} {start.time or ''}".strip())
        ended = quoted(f"{end.edtf} {end.time or ''}".strip()) if end else ""
        faults.append(f"{slide.columns['end.year']}: the end {ended} is before the start, found {found}")
        return None
    shown = one_line(plain_of(slide.texts["display_date"]).text)
    said = [f"shown as {quoted(shown)}" if shown else "", times or ""]
    return _Dated(date, start.edtf, "; ".join(filter(None, said)) or None)


class _Complaints:
    """Takes what is wrong with one end of a slide's date."""

    def __init__(self, slide: Slide, end: str, faults: list[str]) -> None:
        self._slide = slide
        self._end = end
        self._faults = faults

    def __call__(self, part: str, what: str, found: object) -> None:
        column = self._slide.columns[f"{self._end}.{part}"]
        self._faults.append(f"{column}: {what}, found {quoted(str(found))}")


def _imported(slide: Slide, date: _Dated, source: Source, seen: dict[str, int]) -> Imported:
    headline, text = plain_of(slide.texts["headline"]), plain_of(slide.texts["text"])
    title = one_line(headline.text)
    pages = {link.url: link for link in (*headline.links, *text.links)}
    cited = [(_page(link), link) for link in pages.values()]
    claims = [Claim(source.id, date=date.edtf, note=date.note)]
    claims += [Claim(page.id, note=_cited(link)) for page, link in cited]
    group = one_line(plain_of(slide.texts["group"]).text)
    event = Event(
        id=_numbered(_id(slide, date, title), seen),
        title=title or _title(slide, text.text, date),
        summary=text.text or None,
        claims=tuple(claims),
        tags=tuple(dict.fromkeys(tag for tag in (group, "era" if slide.kind == "era" else "") if tag)),
        note=_media(slide),
    )
    return Imported(slide.line, event, sources=(source, *(page for page, _ in cited)))


def _id(slide: Slide, date: _Dated, title: str) -> str:
    """From the slide's own id, else from its first day and headline: the same in each edition of the file."""
    own = slug(slide.texts["unique_id"])
    if own:
        wanted = f"slide-{own}" if own.isdigit() else own
    else:
        wanted = slug(f"{date.starts} {title or slide.texts['text'][:_LONGEST_TITLE]}") or "slide"
    return wanted if len(wanted) <= _LONGEST_ID else slug_with_digest(wanted, wanted)


def _numbered(wanted: str, seen: dict[str, int]) -> str:
    """The id; where the file has it already, numbered in order."""
    found = wanted
    while found in seen:
        seen[wanted] += 1
        found = f"{wanted[: _LONGEST_ID - 7].rstrip('-')}-{seen[wanted]}"
    seen[found] = 1
    return found


def _title(slide: Slide, text: str, date: _Dated) -> str:
    """A title for a slide that has none: how its text begins, what its picture shows, or its date."""
    for said in (text, plain_of(slide.texts["caption"]).text):
        line = one_line(said)
        if line:
            return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1].rstrip()}…"
    return f"{'Era' if slide.kind == 'era' else 'Event'} of {in_words(date.edtf)}"


def _page(link: HtmlLink) -> Source:
    """A page that a text links to, known by its address alone."""
    # By hand: what people write need not be an address to the letter, and ``urlsplit`` refuses some.
    place, _, path = re.split("[?#]", link.url.partition("://")[2], maxsplit=1)[0].partition("/")
    host = place.rpartition("@")[2].removeprefix("www.")
    path = f"/{path}".rstrip("/")
    return Source(slug_with_digest(host, link.url), f"{host}{path}", kind="web page", publisher=host, url=link.url)


def _cited(link: HtmlLink) -> str:
    return (
        f"linked from the timeline's text as {quoted(link.words)}" if link.words else "linked from the timeline's text"
    )


def _media(slide: Slide) -> str | None:
    """What the slide shows beside its text, a line each."""
    shown = (("Media", "url"), ("Caption", "caption"), ("Credit", "credit"))
    lines = [f"{word}: {said}" for word, key in shown if (said := one_line(plain_of(slide.texts[key]).text))]
    return "\n".join(lines) or None
