"""TimelineJS 3: the JSON that it reads. https://timeline.knightlab.com/docs/json-format.html

It shows a date at its first and last day, so whatever else there is to say of a date is said in words. Its texts are
HTML: ours are escaped. A year before our era counts as people write it, -44 for 44 BCE, as our importer reads it.
"""

from collections.abc import Iterable
from html import escape
from typing import Any, TextIO

from timeline.domain.chronology import Chronology, EventDate
from timeline.domain.dates.calendar import date_from_day, days_in_month
from timeline.domain.dates.when import Span
from timeline.domain.words.control_signs import escaped_in_json
from timeline.exporters.programs.days_shown import days_shown
from timeline.exporters.programs.told_events import ToldEvent, told_events
from timeline.views.documents.asked_told import asked_told, made_told
from timeline.views.events.dates_told import date_marked
from timeline.views.wording.safe_texts import plain
from timeline.views.wording.sentences import counted_apart

_LOWEST_COUNTED = -9998
"""Years before our era up to this one are counted as people write them, -44 for 44 BCE: older ones by geologists."""
_LONGEST = 271_000
"""Years to either side of 1970 that a date of a browser reaches; beyond, all is told by years ("cosmological")."""

_Date = dict[str, int]


def export(chronology: Chronology, out: TextIO) -> list[str]:
    """Write a slide for every event that has a date, a line each; says how many have none."""
    from orjson import dumps

    def line(value: object) -> str:
        return escaped_in_json(dumps(value).decode())

    out.write(f'{{"title":{line(_title(chronology))},\n"events":[')
    opening, undated, open_ended, is_cosmological = "", 0, 0, False
    for told in told_events(chronology):
        slide = _slide(told)
        if slide is None:
            undated += 1
            continue
        open_ended += any(None in (span.begin_earliest, span.end_latest) for span in told.entry.date.spans)
        years = [slide[end]["year"] for end in ("start_date", "end_date") if end in slide]
        is_cosmological = is_cosmological or max(map(abs, years)) > _LONGEST
        out.write(f"{opening}\n{line(slide)}")
        opening = ","
    out.write(f'\n],\n"scale":"{"cosmological" if is_cosmological else "human"}"}}\n')
    left_out = [f"{counted_apart(undated, 'undated event')} left out"] if undated else []
    if open_ended:
        left_out.append(f"{counted_apart(open_ended, 'event')} with an open end, shown to the last day that is known")
    return left_out


def _title(chronology: Chronology) -> dict[str, Any]:
    return {
        "text": {
            "headline": escape(plain(chronology.title)),
            "text": _paragraphs([asked_told(chronology), made_told(chronology)]),
        }
    }


def _slide(told: ToldEvent) -> dict[str, Any] | None:
    """The slide of an event; None where it has no date."""
    entry = told.entry
    found = _dates(entry.date)
    if found is None:
        return None
    start, end, says_all = found
    slide: dict[str, Any] = {
        "unique_id": entry.id,
        "start_date": start,
        "text": {"headline": escape(told.title), "text": _body(told, says_all)},
    }
    if end is not None:
        slide["end_date"] = end
    if not says_all:
        slide["display_date"] = escape(date_marked(entry.date))
    return slide


def _body(told: ToldEvent, date_says_all: bool) -> str:
    """What stands below the headline; of the date, where the slide's own does not say all of it."""
    facts = [each for each in told.facts if each[0] != "Date" or not date_says_all]
    parts = [_paragraphs(told.paragraphs), *(f"<p><b>{escape(label)}:</b> {escape(text)}</p>" for label, text in facts)]
    parts += [f"<p><b>Source:</b> {_cited(cited, address)}</p>" for cited, address in told.sources]
    return "".join(parts) if told.sources else f"{''.join(parts)}<p>No source cited.</p>"


def _cited(cited: str, address: str | None) -> str:
    words = escape(cited)
    return words if address is None else f'<a href="{escape(address)}" rel="noreferrer">{words}</a>'


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


# --- dates -----------------------------------------------------------------------------------------


def _dates(date: EventDate) -> tuple[_Date, _Date | None, bool] | None:
    """(start, end, whether they say all that is known of the date); None where there is none."""
    shown = [days for span in date.spans if (days := days_shown(span)) is not None]
    if not shown:
        return None
    first, last = min(days.first for days in shown), max(days.last for days in shown)
    exact = _said_whole(date.spans[0]) if len(date.spans) == 1 else None
    if exact is None:
        start, end = _from_to(first, last)
        return start, end, False
    start, end = exact
    if date.second is not None and end is None:
        start = start | {"hour": date.second // 3600, "minute": date.second // 60 % 60, "second": date.second % 60}
    years = [start["year"], *([end["year"]] if end else [])]
    is_plain = not date.approximate and not date.uncertain and date.status == "agreed"
    return start, end, is_plain and all(1 <= year <= 9999 for year in years)


def _said_whole(span: Span) -> tuple[_Date, _Date | None] | None:
    """The dates of a span whose ends are a day, a month or a year; None of any other."""
    begin = _whole(span.begin_earliest, span.begin_latest)
    end = _whole(span.end_earliest, span.end_latest)
    if begin is None or end is None:
        return None
    return begin, end if span.lasting else None


def _whole(first: int | None, last: int | None) -> _Date | None:
    """A day, a month or a year that is just these days."""
    if first is None or last is None:
        return None
    (year, month, day), (last_year, last_month, last_day) = date_from_day(first), date_from_day(last)
    if first == last:
        return {"year": _counted(year), "month": month, "day": day}
    if year != last_year or day != 1 or last_day != days_in_month(last_year, last_month):
        return None
    if (month, last_month) == (1, 12):
        return {"year": _counted(year)}
    return {"year": _counted(year), "month": month} if month == last_month else None


def _from_to(first: int, last: int) -> tuple[_Date, _Date | None]:
    """The dates of days, by years where they are whole years."""
    (year, *begin), (last_year, *end) = date_from_day(first), date_from_day(last)
    if [begin, end] == [[1, 1], [12, 31]]:
        return {"year": _counted(year)}, {"year": _counted(last_year)} if year != last_year else None
    start = {"year": _counted(year), "month": begin[0], "day": begin[1]}
    return start, {"year": _counted(last_year), "month": end[0], "day": end[1]} if first != last else None


def _counted(year: int) -> int:
    return year - 1 if _LOWEST_COUNTED <= year <= 0 else year
