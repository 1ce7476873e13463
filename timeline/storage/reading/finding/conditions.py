"""The filters of a query as conditions on an event ``e`` that has been found some other way.

They are written as questions put to one event, so that no planner takes them for a way to find events:
that is chosen in ``lead``, by counting.

Of a query for what was known once (``as_of``) they find *candidates*: every event that fits, and others of which
the answer depends on their claims of then (see ``candidates``). What follows from all claims of today is not asked.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from timeline.query import EventQuery
from timeline.storage.connecting.reader import Value, among_in, in_list
from timeline.storage.schema.stored_days import OPEN_END, OPEN_START, UNDATED_SORT


class Put(NamedTuple):
    """How a question is put to a database."""

    parameters: dict[str, Value]
    """Gets the values of what is asked."""
    led_by: str
    """The filter that leads, and so has found the event already."""
    dialect: str


Condition = Callable[[EventQuery, Put], Iterator[str]]
"""Of what a filter asks for: its SQL, of which the values are added to the parameters; nothing where the filter leads,
and so has found the event already."""


def conditions(query: EventQuery, put: Put) -> Iterator[str]:
    """Every filter but the window, and but the one that has found the event already."""
    for field in _in_turn(query):
        if query.asks(field):
            yield from CONDITIONS[field](query, put)


def _in_turn(query: EventQuery) -> list[str]:
    """The fields as they are asked about: who was a member costs more than all but words."""
    fields = list(CONDITIONS)
    if query.with_members:
        fields.remove("actors")
        fields.insert(fields.index("texts"), "actors")
    return fields


def of_type(column: str, wanted: str, parameters: dict[str, Value]) -> str:
    """A type, or any of its modes."""
    parameters["type"] = wanted
    # Its modes are all that begins with "type/"; 0 is the character after the slash. LIKE would take
    # % for a pattern.
    parameters["modes_from"], parameters["modes_to"] = f"{wanted}/", f"{wanted}0"
    return f"({column} = :type OR ({column} >= :modes_from AND {column} < :modes_to))"


def in_roles(query: EventQuery, parameters: dict[str, Value]) -> str:
    """The condition that a participation ``p`` is in one of the roles asked for, with its AND."""
    # No column: an index of roles would be taken before those of actors.
    return f" AND (p.role || '') IN {in_list('role', query.roles, parameters)}" if query.roles else ""


def _actors(query: EventQuery, put: Put) -> Iterator[str]:
    role = in_roles(query, put.parameters)
    for number, ids in enumerate(query.actors):
        if put.led_by == f"actor{number}":
            continue
        listed = in_list(f"actor{number}x", ids, put.parameters)
        if query.with_members:
            yield _of_group(listed, role, by_days=query.as_of is None)
        else:
            # No column, so that the event's few participations are looked at, not the actor's many.
            part = f"p.event_id = e.id AND (p.actor_id || '') IN {listed}{role}"
            yield f"EXISTS (SELECT 1 FROM participation p WHERE {part})"


def _of_group(listed: str, role: str, *, by_days: bool) -> str:
    """A member's part counts where the event may fall within the membership: on some span of it."""
    member = (
        "EXISTS (SELECT 1 FROM participation p CROSS JOIN group_member g "
        f"WHERE p.event_id = e.id AND g.member_id = p.actor_id AND g.group_id IN {listed}{role}"
    )
    if not by_days:
        return f"{member})"
    return f"{member} AND {SHARES_A_DAY})"


SHARES_A_DAY = (
    "(e.status = 'undated' "
    "OR (e.span_count = 1 AND g.earliest_day <= e.end_latest AND g.latest_day >= e.begin_earliest) "
    "OR EXISTS (SELECT 1 FROM event_span s WHERE s.event_id = e.id "
    "AND g.earliest_day <= s.end_latest AND g.latest_day >= s.begin_earliest))"
)
"""Whether an event ``e`` may fall within a membership ``g``, on some span of it."""


def _roles(query: EventQuery, put: Put) -> Iterator[str]:
    """Of anyone; where actors are asked for, it is asked of them."""
    if not query.actors and put.led_by != "role":
        yield f"EXISTS (SELECT 1 FROM participation p WHERE p.event_id = e.id{in_roles(query, put.parameters)})"


def _place(query: EventQuery, put: Put) -> Iterator[str]:
    if put.led_by != "place":
        put.parameters["place"] = query.place
        yield "EXISTS (SELECT 1 FROM place_within w WHERE w.place_id = e.place_id AND w.container_id = :place)"


def _type(query: EventQuery, put: Put) -> Iterator[str]:
    if put.led_by != "type":
        # Two strings joined are no column: an index of types would be taken before the order of the list.
        yield of_type("(e.type || '')", query.type or "", put.parameters)


def _sources(query: EventQuery, put: Put) -> Iterator[str]:
    if put.led_by != "source":
        listed = among_in(put.dialect, "sources", query.sources or (), put.parameters)
        # No column, so that what a claim's source derives from is looked at, not each of the many asked for.
        yield (
            "EXISTS (SELECT 1 FROM claim c CROSS JOIN source_lineage l "
            f"WHERE c.event_id = e.id AND l.source_id = c.source_id AND (l.ancestor_id || '') {listed})"
        )


def _according_to(query: EventQuery, put: Put) -> Iterator[str]:
    for number, actor in enumerate(query.according_to):
        if put.led_by != f"according_to{number}":
            put.parameters[f"reported{number}"] = actor
            # No column, so that the event's few claims are looked at, not all that rests on the actor.
            yield (
                "EXISTS (SELECT 1 FROM attribution t "
                f"WHERE t.event_id = e.id AND (t.actor_id || '') = :reported{number})"
            )


def _tags(query: EventQuery, put: Put) -> Iterator[str]:
    for number, tag in enumerate(query.tags):
        if put.led_by != f"tag{number}":
            put.parameters[f"tag{number}"] = tag
            yield f"EXISTS (SELECT 1 FROM event_tag t WHERE t.event_id = e.id AND t.tag = :tag{number})"


def _texts(query: EventQuery, put: Put) -> Iterator[str]:
    is_led = put.led_by == "text"
    if is_led and put.dialect == "sqlite":
        return  # its index of words has found phrases as well
    patterns = text_patterns(query.texts, put.parameters, phrases_alone=is_led)
    if patterns:
        yield f"EXISTS (SELECT 1 FROM event_text t WHERE t.event_id = e.id AND {' AND '.join(patterns)})"
    elif not is_led:
        yield "1 = 0"


def _disputed(query: EventQuery, put: Put) -> Iterator[str]:
    # Figures and standings that were disputed still are, whatever was claimed since; dates may have come to agree.
    if query.as_of is not None:
        yield f"({_MAY_HAVE_BEEN_DISPUTED})"
    elif put.led_by != "disputed":
        # No column: its index would be taken before what leads.
        yield "(e.disputed || '') IS NOT NULL"


def _undated(query: EventQuery, put: Put) -> Iterator[str]:  # noqa: ARG001
    # What has a date today had none while only claims were known that give none.
    yield f"e.sort_day = {UNDATED_SORT}" if query.as_of is None else f"({_GIVES_NO_DATE} OR {MAY_HAVE_OTHER_DAYS})"


# What is told from others has a date only while they have one.
_GIVES_NO_DATE = (
    "EXISTS (SELECT 1 FROM claim c WHERE c.event_id = e.id AND (c.modality = 'denied' OR c.begin_earliest IS NULL "
    f"OR (c.begin_earliest = {OPEN_START} AND c.end_latest = {OPEN_END}))) "
    "OR EXISTS (SELECT 1 FROM claim_anchor a WHERE a.event_id = e.id)"
)
MAY_HAVE_OTHER_DAYS = "EXISTS (SELECT 1 FROM event_possible o WHERE o.event_id = e.id)"


_MAY_HAVE_BEEN_DISPUTED = f"e.disputed IS NOT NULL OR e.decided_date IS NOT NULL OR {MAY_HAVE_OTHER_DAYS}"


def _as_of(query: EventQuery, put: Put) -> Iterator[str]:
    if put.led_by != "as_of":
        bind_then(query, put.parameters)
        yield _KNOWN_CLAIM.format("")


_KNOWN_CLAIM = (
    "EXISTS (SELECT 1 FROM claim c CROSS JOIN source s "
    "WHERE c.event_id = e.id AND s.id = c.source_id AND s.published_latest <= :then_day{})"
)


def bind_then(query: EventQuery, parameters: dict[str, Value]) -> None:
    """Adds the day of which the knowledge is asked for."""
    parameters["then_day"] = None if query.as_of is None else query.as_of.latest_day


def _standings(query: EventQuery, put: Put) -> Iterator[str]:
    if query.as_of is not None:
        # Some claim that was known says so: of two that contradict each other the one that denies.
        said = sorted({"denied" if standing == "contested" else standing for standing in query.standings})
        bind_then(query, put.parameters)
        yield _KNOWN_CLAIM.format(f" AND c.modality IN {in_list('said', said, put.parameters)}")
    elif put.led_by != "standing":
        yield f"(e.standing || '') IN {in_list('standing', query.standings, put.parameters)}"


def _suspect(query: EventQuery, put: Put) -> Iterator[str]:  # noqa: ARG001
    # On what days an event was as it was known once is still to be found out.
    if query.suspect != "there" or query.as_of is None:
        yield _SUSPECTS[query.suspect]


_SUSPECTS = {
    # What hangs together with others, or is told by a source that came out before some source has it. Others' links lie
    # wherever they lie: asked about each event by itself, servers that share the events refuse them (Citus). SQLite
    # looks into the index of such a list, and makes none of it.
    "linked": "(EXISTS (SELECT 1 FROM event_link l WHERE l.event_id = e.id) "
    "OR e.id IN (SELECT target_id FROM event_link) "
    "OR EXISTS (SELECT 1 FROM claim_anchor a WHERE a.event_id = e.id) "
    "OR e.id IN (SELECT target_id FROM claim_anchor) "
    "OR e.id IN (SELECT told_as FROM matched_event) "
    "OR EXISTS (SELECT 1 FROM claim c CROSS JOIN source s WHERE c.event_id = e.id AND s.id = c.source_id "
    "AND c.modality IN ('asserted', 'alleged') AND (s.published_latest + 1 < e.begin_earliest "
    "OR s.published_latest + 1 < (SELECT max(d.begin_earliest) "
    "FROM claim d WHERE d.event_id = e.id AND d.modality <> 'denied'))))",
    # One day, at a place, with persons.
    "there": "(e.begin_earliest = e.end_latest AND e.span_count = 1 AND e.place_id IS NOT NULL "
    "AND EXISTS (SELECT 1 FROM participation p CROSS JOIN actor a "
    "WHERE p.event_id = e.id AND a.id = p.actor_id AND a.kind = 'person'))",
    "office": "EXISTS (SELECT 1 FROM participation p CROSS JOIN actor a "
    "WHERE p.event_id = e.id AND a.id = p.actor_id AND a.kind = 'office')",
    "decided": "e.decided_date IS NOT NULL",
}
"""What makes an event worth a look, by the kind of contradiction that it may be part of."""


def text_patterns(texts: tuple[str, ...], parameters: dict[str, Value], *, phrases_alone: bool = False) -> list[str]:
    """The conditions that all phrases typed stand in the text of ``t``; empty where there is none."""
    from timeline.domain.words.search_words import joined, read_search  # most queries have no text

    patterns: list[str] = []
    for phrase in read_search(joined(texts)):
        if phrases_alone and len(phrase.words) == 1:
            continue
        # Folded words are letters and digits: no sign among them that LIKE would take for a pattern.
        parameters[f"phrase{len(patterns)}"] = f"% {' '.join(phrase.words)}{'' if phrase.is_begun else ' '}%"
        patterns.append(f"t.text LIKE :phrase{len(patterns)}")
    return patterns


CONDITIONS: dict[str, Condition] = {
    "type": _type,
    "disputed": _disputed,
    "undated": _undated,
    "standings": _standings,
    "place": _place,
    "tags": _tags,
    "actors": _actors,
    "roles": _roles,
    "according_to": _according_to,
    "sources": _sources,
    "as_of": _as_of,
    "suspect": _suspect,
    "texts": _texts,
}
"""What each field of a query asks of an event, one after the other: what costs the least first."""
