"""A request in words, as a chronology says what it was asked."""

from timeline.actions.asking.request import Request
from timeline.domain.dates.typed.windows import describe
from timeline.query import EventQuery
from timeline.storage.connecting.reader import Reader


def in_words(reader: Reader, request: Request, query: EventQuery) -> str:
    """The request in words, with the names of the records found: "20 to 30 September 2020; actor Mike Pompeo"."""
    said = []
    if request.window is not None:
        said.append(describe(request.window) + (", certainly" if request.certain else ""))
    members = " or members" if request.with_members else ""
    for group in query.actors:
        said.append(f"actor {' or '.join(_name(reader, 'actor', each) for each in group)}{members}")
    said.extend(f"role {role}" for role in request.roles)
    if query.place is not None:
        said.append(f"place {_name(reader, 'place', query.place)}")
    for label, value in (("type", request.type), ("source", request.source)):
        if value is not None:
            said.append(f"{label} {value}")
    said.extend(f"tag {tag}" for tag in request.tags)
    said.extend(f'text "{text}"' for text in request.texts)
    said.extend(word for word, asked in (("disputed", request.disputed), ("undated", request.undated)) if asked)
    said.extend(f"standing {standing}" for standing in request.standings)
    if request.as_of is not None:
        said.append(f"as it was known by {describe(request.as_of)}")
    if request.limit is not None or request.offset:
        said.append(_page_in_words(request))
    return "; ".join(said) or "everything"


def _page_in_words(request: Request) -> str:
    if request.limit == 0:
        return "none of the events"
    if request.limit is None:
        return f"from event {request.offset + 1} on"
    return f"events {request.offset + 1} to {request.offset + request.limit}"


def _name(reader: Reader, kind: str, record_id: str) -> str:
    return next(
        (str(name) for (name,) in reader.rows(f"SELECT name FROM {kind} WHERE id = :id", {"id": record_id}, few=True)),
        record_id,
    )
