"""The changes, newest first, and one change with all that it did."""

from datetime import date
from typing import Any, NamedTuple

from markupsafe import Markup
from starlette.responses import Response

from timeline.actions.history.existing_change import existing_change
from timeline.actions.history.log import Logged, LogRequest, Touched, all_touched, around, log
from timeline.actions.history.plain_values import change_values, logged_values
from timeline.domain.dates.moments import moments_of
from timeline.domain.dates.typed.windows import WindowError, read_window
from timeline.domain.history import Change
from timeline.errors import UnknownName, UsageFault
from timeline.views.changes.changes_told import difference_line
from timeline.views.changes.history_told import began_told, clock_time, done_told, fate_told, no_change_told, what_told
from timeline.web.answers import html, json
from timeline.web.asking import Asked, address
from timeline.web.pages.page import SIZE, Asking, Pager
from timeline.web.templating import linked

_RECORDS = 200
"""Of a change on a page."""
_FILTERS = ("from", "to", "author", "record")


class ChangeLine(NamedTuple):
    """A change in a list."""

    address: str
    number: int
    when: str
    zone: str
    author: str
    what: list[str]
    records: list[tuple[str, list[str]]]
    """(address, what happened to it) of the record that is looked at."""


def log_page(asking: Asking) -> Response:
    """The page, or its data: a part of the list, newest first."""
    asked = Asked(asking.query, *_FILTERS, "after", "before")
    if asked.filters:
        raise UsageFault(f"{asking.path} takes {', '.join(_FILTERS)}, after and before, and no {asked.filters[0][0]}")
    given = [(name, value) for name, value in asked.others.items() if name in _FILTERS and value]
    wanted = dict(given)
    since, _ = _moments("from", wanted)
    _, end = _moments("to", wanted)
    asked_log = LogRequest(
        wanted.get("record"), since, end, wanted.get("author"),
        limit=SIZE + 1, below=_place("after", asked), above=_place("before", asked),
    )  # fmt: skip
    if asked_log.below is not None and asked_log.above is not None:
        raise UsageFault("after and before: give one of them")
    with log(asking.site.database, asked_log, time_limit=asking.site.time_limit) as found:
        logged = list(found.logged)
        began, notes = began_told(found.began_with), found.notes
    more = len(logged) > SIZE
    is_back = asked_log.above is not None
    logged = (logged[-SIZE:] if is_back else logged[:SIZE]) if more else logged
    path = f"{asking.path}.json" if asking.as_json else asking.path
    goes_on = more if not is_back else bool(logged)
    came_from = asked_log.below is not None if not is_back else more
    pager = Pager(
        address(path, *given, ("before", str(logged[0].change.id))) if came_from and logged else None,
        address(path, *given, ("after", str(logged[-1].change.id))) if goes_on and logged else None,
    )
    if asking.as_json:
        values = [logged_values(each) if asked_log.record else change_values(each.change) for each in logged]
        return json({"changes": values, "next_url": pager.next, "previous_url": pager.previous})
    near = () if logged else around(asking.site.database, asked_log, time_limit=asking.site.time_limit)
    return html(
        "log.html",
        **asking.frame(
            asked={name: wanted.get(name, "") for name in _FILTERS},
            lines=[change_line(each) for each in logged],
            began=began,
            notes=notes,
            pager=pager,
            nothing=no_change_told(*near),
        ),
    )


def change_page(asking: Asking) -> Response:
    """One change with what it did, or its data. Raises UnknownName where there is none."""
    asked = Asked(asking.query, "after")
    if asked.filters:
        raise UsageFault(f"{asking.path} takes after, and no {asked.filters[0][0]}")
    if not (asking.id.isascii() and asking.id.isdigit() and len(asking.id) < 10):
        raise UnknownName(f"there is no change {asking.id}: a change has a number, /log lists them")
    skip = _place("after", asked) or 0
    with asking.site.database.reading(time_limit=asking.site.time_limit) as reader:
        change = existing_change(reader, int(asking.id))
        touched = all_touched(reader, change.id, skip=skip, most=_RECORDS + 1)
    path = f"{asking.path}.json" if asking.as_json else asking.path
    goes_on = len(touched) > _RECORDS
    del touched[_RECORDS:]
    pager = Pager(
        address(path, ("after", str(max(skip - _RECORDS, 0)))) if skip else None,
        address(path, ("after", str(skip + _RECORDS))) if goes_on else None,
    )
    if asking.as_json:
        return json(
            {**logged_values(Logged(change, tuple(touched))), "next_url": pager.next, "previous_url": pager.previous}
        )
    day, zone = clock_time(change.at)
    return html(
        "change.html",
        **asking.frame(
            change=change,
            when=f"{day} {zone}",
            done=done_told(change),
            fields=_fields(change),
            records=[(each, _record_address(each), _lines(each)) for each in touched],
            pager=pager,
        ),
    )


def change_line(logged: Logged) -> ChangeLine:
    """A change as a list shows it, with what it did to the record that is looked at."""
    change = logged.change
    return ChangeLine(
        f"/log/{change.id}",
        change.id,
        *clock_time(change.at),
        change.author,
        what_told(change),
        [(_record_address(each), _lines(each)) for each in logged.touched],
    )


def _record_address(touched: Touched) -> str:
    return address("/log", ("record", touched.id))


def _lines(touched: Touched) -> list[str]:
    fate = [] if touched.op == "changed" else [fate_told(touched.op, touched.title, touched.kind, touched.was)]
    return [*fate, *(difference_line(each) for each in touched.fields)]


def _fields(change: Change) -> list[tuple[str, list[Markup]]]:
    day, zone = clock_time(change.at)
    undoes = {} if change.undoes is None else {f"change {change.undoes}": f"/log/{change.undoes}"}
    fields = [
        ("when", f"{day} {zone}"),
        ("who", change.author),
        ("why", change.message or ""),
        ("what", done_told(change)),
        ("command", change.command),
        ("digest", change.digest),
    ]
    return [(label, [linked(text, undoes)]) for label, text in fields if text]


def _moments(name: str, wanted: dict[str, str]) -> tuple[Any, Any]:
    if name not in wanted:
        return None, None
    try:
        return moments_of(read_window(wanted[name], date.today()))
    except WindowError as error:
        raise UsageFault(f"{name}: {error}") from None


def _place(name: str, asked: Asked) -> int | None:
    given = asked.others.get(name)
    if not given:
        return None
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise UsageFault(f'{name}: "{given}" is no number of a list that was shown')
    return int(given)
