"""What cannot all be true: the surest first, a page at a time."""

from itertools import islice
from typing import NamedTuple

from starlette.responses import Response

from timeline.actions.conflicts.find_conflicts import conflicts, read_kinds
from timeline.actions.conflicts.plain_values import conflict_values
from timeline.domain.conflicts.conflict import KINDS, Contradiction
from timeline.errors import UsageFault
from timeline.query import NARROWING
from timeline.views.findings.conflicts_told import NO_CONFLICT, conflict_told
from timeline.web.answers import html, json
from timeline.web.asking import SPELLING, Asked, Given, address, looking_back, read_request, without
from timeline.web.pages.page import IN_SIGHT, SIZE, Asking, Pager

_KIND, _AFTER = "kind", "after"
_NARROWING = [SPELLING.name(name) for name in NARROWING]


class Block(NamedTuple):
    """A contradiction as the page shows it."""

    headline: str
    sure: str
    sureness: str
    events: list[tuple[str, str]]
    """(address, title) of each that it speaks of."""
    sides: list[tuple[str, list[tuple[str, str]]]]
    """What a side says, and who says so: (in words, the address of the claim)."""
    notes: tuple[str, ...]


def conflicts_page(asking: Asking) -> Response:
    """The page, or its data: a part of the list."""
    asked = Asked(asking.query, _KIND, _AFTER)
    given = asked.filters
    strange = next((name for name, _ in given if name not in _NARROWING), None)
    if strange is not None:
        raise UsageFault(f"{asking.path} takes the filters that say which events are meant, and no {strange}")
    kind = asked.others.get(_KIND) or None
    kinds = read_kinds(() if kind is None else (kind,))
    start = _place(asked)
    site = asking.site
    request = read_request(site.database, given)
    with conflicts(
        site.database,
        request,
        kinds,
        limit=SIZE + 1,
        offset=start,
        time_limit=site.time_limit,
    ) as found:
        shown = list(islice(found.conflicts, SIZE + 1))
        notes = found.notes
    has_more = len(shown) > SIZE
    del shown[SIZE:]
    kept: Given = [*given, *([(_KIND, kind)] if kind else [])]
    path = f"{asking.path}.json" if asking.as_json else asking.path
    earlier = [] if start <= SIZE else [(_AFTER, str(start - SIZE))]
    pager = Pager(
        address(path, *kept, *earlier) if start else None,
        address(path, *kept, (_AFTER, str(start + SIZE))) if has_more else None,
    )
    if asking.as_json:
        values = [conflict_values(each) for each in shown]
        return json({"conflicts": values, "next_url": pager.next, "previous_url": pager.previous})
    return html(
        "conflicts.html",
        **asking.frame(
            typed=dict(given),
            kinds=KINDS,
            kind=kind or "",
            hidden=without(given, *IN_SIGHT),
            blocks=[_block(each, given) for each in shown],
            notes=notes,
            nothing=NO_CONFLICT,
            pager=pager,
            data=address(f"{asking.path}.json", *kept),
        ),
    )


def _place(asked: Asked) -> int:
    given = asked.others.get(_AFTER) or "0"
    if not (given.isascii() and given.isdigit() and len(given) < 10):
        raise UsageFault(f'{_AFTER}: "{given}" is no number of a list that was shown')
    return int(given)


def _block(conflict: Contradiction, given: Given) -> Block:
    told = conflict_told(conflict)
    back = looking_back(given)

    def to(kind: str, record_id: str) -> str:
        return address(f"/{kind}/{record_id}", *back)

    events = [(to("events", each.id), each.title) for each in told.about]
    if conflict.person is not None:
        events.append((to("actors", conflict.person.id), conflict.person.title))
    sides = []
    for side, words in zip(conflict.sides, told.sides, strict=True):
        who = []
        for statement, (named, _) in zip(side.statements, words.who, strict=True):
            source = statement.derived.source if statement.derived else statement.claim and statement.claim.source
            actor = statement.term.actor if statement.term else None
            where = to("sources", source) if source else to("actors", actor) if actor else to("events", statement.event)
            who.append((named, where))
        sides.append((words.says, who))
    return Block(told.headline, told.sure, conflict.sureness, events, sides, told.notes)
