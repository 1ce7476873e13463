"""What cannot all be true, in words: the same on a terminal, on a page and as advice on files."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from timeline.domain.chronology import EntryClaim
from timeline.domain.conflicts.conflict import KINDS, SURENESS, Contradiction, EventNamed, Stated, TakenFrom, TermHeld
from timeline.domain.dates.calendar import iso_day
from timeline.domain.dates.prose import in_words
from timeline.views.events.claims_told import cited, claim_date, measure_told, source_names
from timeline.views.wording.safe_texts import inline
from timeline.views.wording.sentences import counted_apart, quoted, sentence, with_details

NO_CONFLICT = "No contradiction was found."
"""What stands in place of a list without one."""

_HEADLINES = {
    "date": "Sources disagree on the date",
    "standing": "Asserted here, denied there",
    "part-of": "A part outside its whole",
    "order": "Before what it comes after",
    "publication": "Told before it happened",
    "presence": "In two places on one day",
    "office": "An office outside its term",
}
_LINKS = {"follows": "follows", "responds-to": "responds to", "part-of": "is part of"}


class ToldSide(NamedTuple):
    """One side, in words."""

    says: str
    """What is said: "20 September 2020", "killed: 5", "“Talks” is part of “The visit”"."""
    who: tuple[tuple[str, str], ...]
    """Who says so and where, each with the address of the claim: ("The Gazette (¶ 3)", "talks/gazette-2031")."""


class ToldConflict(NamedTuple):
    """A contradiction, in words."""

    headline: str
    """Of which kind it is."""
    sure: str
    """How sure."""
    about: tuple[EventNamed, ...]
    """The events that it speaks of."""
    sides: tuple[ToldSide, ...]
    notes: tuple[str, ...]
    """Sentences below it."""


def conflict_told(conflict: Contradiction) -> ToldConflict:
    """A contradiction in words."""
    statements = [each for side in conflict.sides for each in side.statements]
    names = source_names(each.claim for each in statements if each.claim is not None)
    sides = tuple(
        ToldSide(_says(conflict, side.value, side.statements), tuple(_who(side.statements, names, conflict)))
        for side in conflict.sides
    )
    return ToldConflict(
        _headline(conflict), SURENESS[conflict.sureness], conflict.events, sides, tuple(_notes(conflict, statements))
    )


def headline_told(told: ToldConflict) -> str:
    """Kind and sureness in a line: "Sources disagree on the date: cannot all be true"."""
    return f"{told.headline}: {told.sure}"


def events_named(named: Iterable[EventNamed]) -> str:
    """Events by their titles and ids."""
    return "; ".join(with_details(inline(each.title), each.id) for each in named)


def in_a_line(told: ToldConflict) -> str:
    """All of it in one line, as advice has it."""
    sides = "; ".join(f"{side.says}{_by(side)}" for side in told.sides)
    return f"{told.headline[0].lower()}{told.headline[1:]} ({told.sure}): {sides}"


def _by(side: ToldSide) -> str:
    return f" ({'; '.join(who for who, _ in side.who)})" if side.who else ""


def kinds_counted(kinds: Mapping[str, int]) -> str:
    """How many of each kind: "3 of the day of one event, 1 a part outside its whole"."""
    return ", ".join(f"{kinds[kind]:,} {kind}" for kind in KINDS if kinds.get(kind))


def total_told(shown: int, kinds: Mapping[str, int], *, offset: int = 0, has_more: bool = False) -> str:
    """How many there are of which kind, below a list: "3 contradictions (2 date, 1 standing)"."""
    if not shown and has_more:
        return "--limit 0 shows none, and there are some."
    if not shown and offset:
        return f"No contradiction is left after the first {offset:,}."
    if not shown:
        return NO_CONFLICT
    told = counted_apart(shown, "contradiction")
    if len(kinds) > 1 or shown > 1:
        told = with_details(told, kinds_counted(kinds))
    if offset:
        told = f"{told} after the first {offset:,}"
    return f"{told}, and more: --offset {offset + shown}" if has_more else told


class KindsCounted:
    """Counts contradictions by their kind as they pass."""

    def __init__(self, conflicts: Iterable[Contradiction]) -> None:
        self._conflicts = conflicts
        self.kinds: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Contradiction]:
        for conflict in self._conflicts:
            self.kinds[conflict.kind] += 1
            yield conflict


# --- the parts -------------------------------------------------------------------------------------------


def _headline(conflict: Contradiction) -> str:
    if conflict.kind == "figures":
        return f"Sources disagree on {measure_told(conflict.measure or '')}"
    if conflict.kind == "presence" and conflict.person is not None:
        return f"{inline(conflict.person.title)} in two places on {in_words(iso_day(conflict.day or 0))}"
    if conflict.kind == "office" and not conflict.events:
        return "One office, two holders"
    if conflict.kind == "publication" and not conflict.events:
        return "Taken from what came out later"
    return _HEADLINES[conflict.kind]


def _says(conflict: Contradiction, value: str, statements: tuple[Stated, ...]) -> str:
    if conflict.kind == "date":
        dates = [each.claim for each in statements if each.claim is not None]
        return in_words(value) if value else claim_date(dates[0])
    if conflict.kind == "figures":
        return f"{measure_told(conflict.measure or '')}: {value}"
    if conflict.kind == "standing":
        return "it happened" if value == "asserted" else "it did not"
    first = statements[0]
    if first.link is not None:
        return f"{_title(first)} {_LINKS[first.link.kind]} {quoted(inline(first.link.title))}"
    if first.term is not None:
        return _term_told(first.term)
    if first.derived is not None:
        return _derived_told(first.derived)
    if first.decided is not None:
        return f"{_title(first)}: {in_words(first.decided)}"
    if conflict.kind == "presence":
        return f"{_title(first)}: {inline(first.place or '')}"
    if first.claim is None:
        return _title(first)
    date = claim_date(first.claim)
    return f"{_title(first)}: {date}" if date else f"tells of {_title(first)}"


def _title(statement: Stated) -> str:
    return quoted(inline(statement.title))


def _term_told(term: TermHeld) -> str:
    held = inline(term.office) if term.office else "belongs"
    dates = in_words(term.date) if term.date else "without dates"
    return f"{inline(term.name)}: {held}, {inline(term.group_name)}, {dates}"


def _derived_told(derived: TakenFrom) -> str:
    mine, theirs = _published(derived.published), _published(derived.from_published)
    return f"{inline(derived.name)} ({mine}) {derived.how} {inline(derived.from_name)} ({theirs})"


def _published(edtf: str | None) -> str:
    return "no date" if edtf is None else in_words(edtf)


def _who(statements: Iterable[Stated], names: Mapping[str, str], conflict: Contradiction) -> Iterator[tuple[str, str]]:
    for each in statements:
        if each.claim is not None:
            yield _cited(each.claim, names, conflict), each.claim.id
        elif each.term is not None:
            yield "membership of", each.term.actor
        elif each.derived is not None:
            yield "derived_from of", each.derived.source
        else:
            yield "by the editor", each.event


def _cited(claim: EntryClaim, names: Mapping[str, str], conflict: Contradiction) -> str:
    told = cited(claim, names)
    if conflict.kind == "publication" and claim.published:
        told = f"{told}, published {in_words(claim.published)}"
    if claim.modality in ("alleged", "expected"):
        told = f"{told}: {claim.modality}"
    if conflict.kind == "date" and claim.date is not None and claim.date.written != claim.date.edtf:
        told = f"{told}: {claim_date(claim)}"
    return told


def _notes(conflict: Contradiction, statements: list[Stated]) -> Iterator[str]:
    if conflict.kilometres is not None and conflict.hours is not None:
        yield f"{conflict.kilometres:,} km apart: {conflict.hours:g} hours by the fastest of the time."
    claims = [each.claim for each in statements if each.claim is not None]
    origins = {origin: name for claim in claims for origin, name in zip(claim.origins, claim.origin_names)}  # noqa: B905
    if len(conflict.sides) > 1 and len(claims) > 1 and len(origins) == 1:
        yield sentence(f"All of it goes back to one origin, {inline(next(iter(origins.values())))}")
    if conflict.follows_from_it:
        yield f"In dispute for that alone: {events_named(conflict.follows_from_it)}."
