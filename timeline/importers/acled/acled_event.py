"""The rows of one ACLED event -> the event, or the rows with all that is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from timeline.domain.dates.calendar import date_from_day, iso_day
from timeline.domain.records import Actor, Claim, Event, Figure, Participant, Place, Source
from timeline.domain.words.names import slug
from timeline.importers.acled.acled_dates import read_day, read_timestamp, with_precision
from timeline.importers.acled.acled_words import (
    ASSOCIATE,
    CIVILIANS,
    DATASET,
    GEO_PRECISION,
    ONE_SIDED,
    TERMS,
    TIME_PRECISION,
    inter_of,
    kind_of,
    type_of,
)
from timeline.importers.items import Imported, Rejected
from timeline.importers.reading.cell_texts import one_line, split_list, whole
from timeline.importers.reading.cell_values import degrees, whole_number
from timeline.importers.reading.delimited import Row, RowProblems
from timeline.importers.reading.ids_of_names import Naming, PlaceStep, slug_with_digest
from timeline.problems import quoted

Values = Mapping[str, str]
"""The cells of a row by column, "" for what is not available."""

_LONGEST_ID = 60
_COMMON = (
    "event_date",
    "time_precision",
    "event_type",
    "sub_event_type",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "notes",
    "fatalities",
)
"""Columns that say the same in each row of an event."""


class EventSide(NamedTuple):
    """One side of an event, as its row has it."""

    name: str
    inter: int | None
    associates: tuple[str, ...]


def read_event(
    label: str, rows: Sequence[Row], values: Sequence[Values], naming: Naming, kinds: Mapping[str, str | None]
) -> Iterator[Imported | Rejected]:
    """The event of these rows; of rows that are whole events by themselves the first, the others rejected."""
    if len(rows) > 1 and any(each.get("actor2") for each in values):
        yield from read_event(label, rows[:1], values[:1], naming, kinds)
        for row, each in zip(rows[1:], values[1:], strict=True):
            problems = RowProblems(label, row.line)
            what = f"an event of this id stands in line {rows[0].line} already"
            problems.add("event_id_cnty", what, each["event_id_cnty"])
            yield problems.rejected(row)
        return
    found = [RowProblems(label, row.line) for row in rows]
    timestamps = tuple(each.get("timestamp", "") for each in values)
    item = _Reading(values[0], found[0], naming, kinds, timestamps).item(rows[0].line, _sides(values, found))
    _compare(rows, values, found)
    faulty = next((row.line for row, problems in zip(rows, found, strict=True) if problems.errors), None)
    if faulty is None and item is not None:
        yield item._replace(advice=tuple(advice for problems in found for advice in problems.advice))
        return
    for row, each, problems in zip(rows, values, found, strict=True):
        if not problems.errors:
            problems.add("event_id_cnty", f"a row of the same event, line {faulty}, is at fault", each["event_id_cnty"])
        yield problems.rejected(row)


def _compare(rows: Sequence[Row], values: Sequence[Values], found: Sequence[RowProblems]) -> None:
    """Rows of one event have to agree in all that is not a side's own."""
    for each, problems in zip(values[1:], found[1:], strict=True):
        for column in _COMMON:
            first = values[0].get(column, "")
            if each.get(column, "") != first:
                what = f"line {rows[0].line}, of the same event, has {quoted(first)}"
                problems.add(column, what, each.get(column, ""))


def _sides(values: Sequence[Values], found: Sequence[RowProblems]) -> list[EventSide]:
    """The sides of an event, in the order of its rows; two of one name where it fights itself."""
    sides: list[EventSide] = []
    for each, problems in zip(values, found, strict=True):
        for number in "12":
            name = one_line(each.get(f"actor{number}", ""))
            associates = split_list(each.get(f"assoc_actor_{number}", ""))
            text = each.get(f"inter{number}", "")
            inter = inter_of(text)
            if inter is None:
                problems.advise(f"inter{number}", f"{quoted(text)} is no code of ACLED's: it says nothing of the actor")
            side = EventSide(name, inter, associates)
            if name or associates:
                sides.append(side)
    return sides


class _Reading(NamedTuple):
    values: Values
    problems: RowProblems
    naming: Naming
    kinds: Mapping[str, str | None]
    timestamps: tuple[str, ...]
    """Of all rows of the event."""

    def item(self, line: int, sides: Sequence[EventSide]) -> Imported | None:
        """The event; None where the row does not tell when."""
        event_id = self._event_id()
        day = self._day()
        date = self._date(day)
        figures = self._figures()
        path, point = self._path(), self._point()
        self._one_of("geo_precision", ("", *GEO_PRECISION))
        if not self.values["event_type"]:
            self.problems.add("event_type", "it is missing", "")
        if self.problems.errors or date is None:
            return None
        where = self.naming.place(path)
        participants, actors = self._participants(sides)
        outlets = tuple(map(_outlet_of, split_list(self.values.get("source", ""))))
        claims = [Claim(DATASET.id, date=date, figures=figures, note=self._claim_note(day, sides))]
        claims += [Claim(outlet.id, note="cited by ACLED") for outlet in outlets]
        event = Event(
            event_id,
            self._title(sides, where),
            summary=whole(self.values.get("notes", "")) or None,
            type=type_of(one_line(self.values["event_type"]), one_line(self.values.get("sub_event_type", ""))),
            place=where[-1].id if where else None,
            latitude=point[0] if where else None,
            longitude=point[1] if where else None,
            participants=participants,
            claims=tuple(claims),
            tags=self._tags(),
        )
        terms = TERMS if any(side.associates for side in sides) else ()
        return Imported(line, event, (DATASET, *outlets), actors, where, terms)

    def _event_id(self) -> str:
        text = self.values["event_id_cnty"]
        if not text:
            self.problems.add("event_id_cnty", "it is missing", "")
        plain = slug(text)
        is_plain = plain == text.casefold() and len(plain) <= _LONGEST_ID
        return f"acled-{plain if is_plain else slug_with_digest(plain[:_LONGEST_ID], text.casefold())}"

    def _day(self) -> int | None:
        text = self.values["event_date"]
        try:
            day = read_day(text)
        except ValueError as error:
            self.problems.add("event_date", str(error), text)
            return None
        year = self.values.get("year", "").removesuffix(".0")
        if year and year != str(date_from_day(day)[0]):
            self.problems.add("year", f"not that of event_date, {iso_day(day)}", year)
        return day

    def _date(self, day: int | None) -> str | None:
        precision = self._one_of("time_precision", ("", "1", *TIME_PRECISION))
        if day is None or precision is None:
            return None
        return with_precision(day, precision or "1", self._written(day) if precision == "2" else None)

    def _written(self, day: int) -> int | None:
        """The day on which the event was last written; None where this is not known."""
        days = []
        for text in dict.fromkeys(filter(None, self.timestamps)):
            try:
                days.append(read_timestamp(text))
            except ValueError:
                what = "no seconds since 1970 and no day: nothing is known of when it was written"
                self.problems.advise("timestamp", f"{what}, found {quoted(text)}")
                continue
            if days[-1] < day:
                what = f"it is of {iso_day(days[-1])}, before event_date, {iso_day(day)}: it is not heeded"
                self.problems.advise("timestamp", f"{what}, found {quoted(text)}")
        return max(days, default=None)

    def _one_of(self, column: str, codes: tuple[str, ...]) -> str | None:
        text = self.values.get(column, "")
        code = text.removesuffix(".0")
        if code in codes:
            return code
        self.problems.add(column, "not 1, 2 or 3", text)
        return None

    def _figures(self) -> tuple[Figure, ...]:
        dead = whole_number(self.problems, "fatalities", self.values.get("fatalities", ""))
        return () if dead is None else (Figure("killed", best=float(dead)),)

    def _point(self) -> tuple[float | None, float | None]:
        north, east = (self.values.get(column, "") for column in ("latitude", "longitude"))
        latitude = degrees(self.problems, "latitude", north, 90)
        longitude = degrees(self.problems, "longitude", east, 180)
        if bool(north) != bool(east):
            self.problems.add("longitude" if north else "latitude", "it is missing while the other is given", "")
        return latitude, longitude

    def _path(self) -> list[PlaceStep]:
        columns = ("country", "admin1", "admin2", "admin3")
        names = ((column, one_line(self.values.get(column, ""))) for column in columns)
        path = [PlaceStep(name, column) for column, name in names if name]
        location = one_line(self.values.get("location", ""))
        return [*path, PlaceStep(location)] if location else path

    def _participants(self, sides: Sequence[EventSide]) -> tuple[tuple[Participant, ...], tuple[Actor, ...]]:
        roles: dict[str, dict[str, None]] = {}
        actors: dict[str, Actor] = {}
        named = list(zip((side.name for side in sides), self._roles(sides), strict=True))
        named += [(name, ASSOCIATE) for side in sides for name in side.associates]
        for name, role in named:
            if name:
                actor = self.naming.actor(name, self.kinds.get(name) or kind_of(name, None))
                actors[actor.id] = actor
                roles.setdefault(actor.id, {})[role] = None
        return tuple(Participant(actor, role) for actor, each in roles.items() for role in each), tuple(actors.values())

    def _roles(self, sides: Sequence[EventSide]) -> list[str]:
        is_one_sided = self.values["event_type"].casefold() in ONE_SIDED
        suffer = [is_one_sided and _is_civilian(side) for side in sides]
        if len(sides) > 1 and len(set(suffer)) == 1:
            return ["participant"] * len(sides)
        return ["target" if each else "initiator" for each in suffer]

    def _title(self, sides: Sequence[EventSide], where: tuple[Place, ...]) -> str:
        """``Armed clash: A and B in Tal Afar``, ``Attack: A against B in Tal Afar``."""
        what = one_line(self.values.get("sub_event_type", "")) or one_line(self.values["event_type"])
        roles = {side.name: role for side, role in zip(sides, self._roles(sides), strict=True) if side.name}
        doing = " and ".join(name for name, role in roles.items() if role != "target")
        suffering = " and ".join(name for name, role in roles.items() if role == "target")
        against = f"against {suffering}" if suffering else ""
        who = " ".join(part for part in (doing, against) if part)
        return (f"{what}: {who}" if who else what) + (f" in {where[-1].name}" if where else "")

    def _tags(self) -> tuple[str, ...]:
        single = (one_line(self.values.get(column, "")) for column in ("event_type", "sub_event_type"))
        lists = (split_list(self.values.get(column, "")) for column in ("disorder_type", "civilian_targeting", "tags"))
        tags = [*single, *(tag for each in lists for tag in each)]
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    def _claim_note(self, day: int | None, sides: Sequence[EventSide]) -> str | None:
        """How exact the date and the place are, which kinds of sources there were, and who stood beside whom."""
        said = []
        time = self.values.get("time_precision", "").removesuffix(".0")
        if time in TIME_PRECISION and day is not None:
            said.append(f"time_precision {time}: {TIME_PRECISION[time]}; event_date {iso_day(day)}")
        place = self.values.get("geo_precision", "").removesuffix(".0")
        if place in GEO_PRECISION:
            said.append(f"geo_precision {place}: {GEO_PRECISION[place]}")
        for column in ("source_scale", "interaction"):
            if text := one_line(self.values.get(column, "")):
                said.append(f"{column} {text}")
        for side in dict.fromkeys(sides):
            if side.associates:
                said.append(f"beside {side.name or 'no named actor'}: {', '.join(side.associates)}")
        return "; ".join(said) or None


def _is_civilian(side: EventSide) -> bool:
    return side.inter == CIVILIANS or side.name.startswith("Civilians (")


@lru_cache(maxsize=4096)
def _outlet_of(name: str) -> Source:
    """An outlet that ACLED names as its source; one name is one outlet."""
    return Source(slug_with_digest(name, name), name, kind="outlet")
