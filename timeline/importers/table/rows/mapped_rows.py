"""A row of a table -> an event, as the map of its columns says. All faults of a row are found at once."""

from collections.abc import Iterable, Iterator, Sequence

from timeline.annotations.vocabulary import is_known_type
from timeline.domain.claims.attribution import as_words
from timeline.domain.records import MODALITIES, Actor, Claim, Event, Participant, Source
from timeline.importers.items import Imported, Rejected
from timeline.importers.reading.cell_texts import one_line, whole
from timeline.importers.reading.delimited import Row
from timeline.importers.reading.ids_of_names import Naming, PlaceStep
from timeline.importers.reading.seen import Seen
from timeline.importers.table.cells.table_degrees import read_degrees
from timeline.importers.table.maps.column_map import Cells, ColumnMap, Template, folded, parts_of
from timeline.importers.table.rows.mapped_dates import RowDate, date_of
from timeline.importers.table.rows.mapped_faults import Faults
from timeline.importers.table.rows.mapped_figures import figures_of
from timeline.importers.table.rows.mapped_ids import event_id, how_ids_are_made, repeated
from timeline.importers.table.rows.mapped_sources import cited
from timeline.problems import Problem, listed, quoted

Point = tuple[float | None, float | None]
"""Degrees north and east, both or neither."""
_NOWHERE: Point = (None, None)
_MOST_REMEMBERED = 10_000
"""Words that the map does not know are told once each, up to here."""


def items_of(
    label: str, rows: Iterable[Row | Rejected], columns: ColumnMap, naming: Naming
) -> Iterator[Imported | Rejected]:
    """An item for each row of the file of that label: its event, or all that is wrong with it."""
    reader = _RowReader(label, columns, naming)
    seen = Seen()
    for row in rows:
        item = row if isinstance(row, Rejected) else reader.read(row)
        first = seen.add(item.event.id, item.line) if isinstance(item, Imported) else None
        if first is None:
            yield item
        elif isinstance(item, Imported) and isinstance(row, Row):
            problem = Problem(label, item.line, repeated(columns, item.event.id, first))
            yield Rejected(item.line, (problem,), row.cells)


def notes_of(columns: ColumnMap) -> tuple[str, ...]:
    """What people should know of a map: how ids are made, which columns are left out."""
    notes = [how_ids_are_made(columns)] if not columns.id_columns else []
    left = [quoted(name) for name in columns.unmentioned]
    if len(left) == 1:
        notes.append(f"the column {left[0]} is left out: map it, or list it under skip")
    elif left:
        notes.append(f"the columns {listed(left)} are left out: map them, or list them under skip")
    return tuple(notes)


class _RowReader:
    """Reads the rows of one table."""

    def __init__(self, label: str, columns: ColumnMap, naming: Naming) -> None:
        self._label = label
        self._map = columns
        self._naming = naming
        naming.reserve(columns.name)
        self._longest_blank = 2 * max(map(len, columns.blank), default=0)
        """Of the cells that are held to them: spaces and the case of letters may make them longer."""
        self._told: set[str] = set()
        self._faults = Faults(label, columns.columns, 0)

    def read(self, row: Row) -> Imported | Rejected:
        """The event of a row."""
        known = self._map
        self._faults = Faults(self._label, known.columns, row.line, keeps_unreadable=known.keeps_unreadable)
        cells = tuple(self._tidied(cell) for cell in row.cells)
        title = self._title(cells)
        date = self._date(cells)
        point, path = self._where(cells)
        sources, claims = self._claims(cells, date.text)
        event_type, tags = self._type(cells)
        own_id = event_id(known, row, cells, date.name, title, self._faults)
        if self._faults.errors:
            return Rejected(row.line, tuple(self._faults.errors), row.cells, self._faults.are_keepable)
        # Names are given once nothing can go wrong: a rejected row takes none.
        places = self._naming.place(path)
        actors, participants = self._participants(cells)
        event = Event(
            own_id,
            title,
            summary=_paragraphs(known.summary, cells),
            type=event_type,
            place=places[-1].id if places else None,
            latitude=point[0],
            longitude=point[1],
            participants=participants,
            claims=claims,
            tags=self._tags(cells, tags),
            note=_paragraphs(known.note, cells),
        )
        faults = self._faults
        return Imported(
            row.line, event, sources, actors, places, known.terms, tuple(faults.advice), faults.unreadable()
        )

    def _tidied(self, cell: str) -> str:
        """A cell without what no text may hold; empty where it stands for nothing."""
        cell = whole(cell)
        return "" if len(cell) <= self._longest_blank and folded(cell) in self._map.blank else cell

    # The parts of an event

    def _title(self, cells: Cells) -> str:
        for template in self._map.title:
            text = one_line(template.filled(cells))
            if text:
                return text
        blank = [column for template in self._map.title for column in template.columns if not cells[column]]
        self._faults.refuse(blank[0], 'there is no title for this row, found ""', "no title")
        return ""

    def _date(self, cells: Cells) -> RowDate:
        known = self._map.date
        if known is None:
            return RowDate()
        column = known.column
        if known.pattern is not None and column is not None and cells[column] and column not in self._map.id_columns:
            self._faults.keep(column)  # what the pattern passes over stands nowhere else
        return date_of(known, cells, self._faults)

    def _type(self, cells: Cells) -> tuple[str | None, list[str]]:
        """The type of ours, and the original text as the first tag."""
        coded = self._map.type
        if coded is None or coded.column is None:
            return (coded.fixed if coded else None), []
        cell = one_line(cells[coded.column])
        if not cell:
            return None, []
        found = coded.values.get(folded(cell)) or coded.other
        if found is None and is_known_type(folded(cell), ()) and "/" not in cell:
            found = folded(cell)
        if found is None and cell not in self._told and len(self._told) < _MOST_REMEMBERED:
            self._told.add(cell)
            hint = "add it under values of type in the map, or it is only kept as a tag"
            self._faults.advise(coded.column, f"{quoted(cell)} stands for no type: {hint}", "no type")
        return found, [cell]

    def _tags(self, cells: Cells, tags: list[str]) -> tuple[str, ...]:
        for each in self._map.tags:
            tags += parts_of(cells[each.column], each.split)
        return tuple(dict.fromkeys(tags))

    def _participants(self, cells: Cells) -> tuple[tuple[Actor, ...], tuple[Participant, ...]]:
        actors: dict[str, Actor] = {}
        found: dict[Participant, None] = {}
        for each in self._map.participants:
            for name in parts_of(cells[each.column], each.split):
                actor = self._naming.actor(name, each.kind)
                actors[actor.id] = actor
                found[Participant(actor.id, each.role)] = None
        return tuple(actors.values()), tuple(found)

    def _where(self, cells: Cells) -> tuple[Point, list[PlaceStep]]:
        """(the event's own point, its places, the largest first). A point that nothing names is called by itself."""
        known = self._map.place
        if known is None:
            return _NOWHERE, []
        latitude, longitude = self._degrees(known.latitude, 90, cells), self._degrees(known.longitude, 180, cells)
        if known.latitude is not None and known.longitude is not None:
            for one, other in ((known.latitude, known.longitude), (known.longitude, known.latitude)):
                if cells[one] and not cells[other]:
                    what = f"{quoted(cells[one])} stands alone: a place needs both coordinates"
                    self._faults.add(one, what, "one coordinate")
            if (latitude is None) != (longitude is None):
                self._faults.keep(known.longitude if latitude is None else known.latitude)
        point = _NOWHERE if latitude is None or longitude is None else (latitude, longitude)
        columns = [*reversed(known.within), *([] if known.name is None else [known.name])]
        path = [PlaceStep(name) for column in columns if (name := one_line(cells[column]))]
        if not path and point != _NOWHERE:
            path = [PlaceStep(f"{latitude:g}, {longitude:g}")]
        return point, path

    def _how_exact(self, cells: Cells) -> str | None:
        """What the table says of the precision of its coordinates, as a note."""
        column = self._map.place.precision if self._map.place else None
        if column is None or not cells[column]:
            return None
        return f"{one_line(self._map.columns[column])}: {one_line(cells[column])}"

    def _degrees(self, column: int | None, limit: int, cells: Cells) -> float | None:
        if column is None or not cells[column]:
            return None
        return self._faults.attempt(column, lambda: read_degrees(cells[column], limit, self._map.decimal))

    # What is claimed, and by whom

    def _claims(self, cells: Cells, date: str | None) -> tuple[tuple[Source, ...], tuple[Claim, ...]]:
        known, table = self._map, self._map.table
        claimant, sources = table, cited(self._faults, known.source, cells) if known.source else []
        if sources and known.source and known.source.carries_claim:
            claimant = sources.pop()
        modality, figures = self._modality(cells), figures_of(known, cells, self._faults)
        notes = [note for note in (self._how_exact(cells), self._faults.note(cells)) if note]
        note = "\n".join(notes) or None
        whom = self._whom(cells)
        claims = [Claim(claimant.id, date=date, modality=modality, according_to=whom, figures=figures, note=note)]
        claims += [Claim(source.id, note=f"cited by {table.title}") for source in sources]
        return (claimant, *sources), tuple(claims)

    def _whom(self, cells: Cells) -> tuple[str, ...]:
        """Whom the row rests on, in the table's words: a name in it is nobody's id."""
        named = (part for each in self._map.according_to for part in parts_of(cells[each.column], each.split))
        return tuple(dict.fromkeys(map(as_words, named)))

    def _modality(self, cells: Cells) -> str:
        """What the map makes of the row's code; a code that it does not know asserts nothing."""
        coded = self._map.modality
        if coded is None:
            return "asserted"
        found = self._faults.word_of(coded, cells, MODALITIES, "modality")
        is_unknown = found is None and coded.column is not None and cells[coded.column]
        return "alleged" if is_unknown else found or "asserted"


def _paragraphs(templates: Sequence[Template], cells: Cells) -> str | None:
    return "\n\n".join(text for template in templates if (text := template.filled(cells).strip())) or None
