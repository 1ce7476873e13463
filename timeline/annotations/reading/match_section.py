"""Reads the ``matches`` of an annotation file: a list of decisions, each a map."""

from typing import NamedTuple

from pydantic import ValidationError

from timeline.annotations.reading.file_shape import MATCH_ENTRY
from timeline.annotations.reading.nodes import List, Map, Value
from timeline.annotations.reading.repair import has_blank, repaired
from timeline.annotations.reading.shape_faults import Owner, entry_problems, field_names, found_in_words
from timeline.domain.records import MATCH_KINDS, Match
from timeline.domain.words.near_names import did_you_mean
from timeline.problems import Problem


class LocatedMatch(NamedTuple):
    """A decision, and where it is."""

    match: Match
    number: int
    """In its list, from 0."""
    line: int


def read_matches(path: str, value: Value, line: int) -> tuple[list[LocatedMatch], list[Problem]]:
    """The decisions that a file has, and what is wrong with them; one without two events is left out."""
    if not isinstance(value, List):
        hint = 'write a list of maps, such as "- {same: [harbour-talks, talks-in-port]}"'
        return [], [Problem(path, line, f"matches is {found_in_words(value)}: {hint}")] if value else []
    found: list[LocatedMatch] = []
    problems: list[Problem] = []
    for number, (item, at) in enumerate(zip(value, value.lines, strict=True)):
        owner = Owner(path, "match", str(number + 1), at)
        wrong = _wrong_with(owner, item)
        problems += wrong
        entry = repaired(MATCH_ENTRY, item if isinstance(item, Map) else {})
        for kind in MATCH_KINDS if not all(getattr(entry, each) for each in MATCH_KINDS) else ():
            events = tuple(dict.fromkeys(filter(None, getattr(entry, kind) or ())))
            if len(events) > 1:
                found.append(LocatedMatch(Match(kind, events, entry.by, entry.why), number, at))
                break
    return found, problems


def _wrong_with(owner: Owner, item: Value) -> list[Problem]:
    try:
        MATCH_ENTRY.model_validate(item)
    except ValidationError as error:
        problems = entry_problems(owner, item, error)
    else:
        problems = []
    keys = [key for key in MATCH_KINDS if isinstance(item, Map) and key in item]
    if len(keys) > 1:
        problems.append(Problem(owner.path, owner.line, f"{owner} has same and not_same: write each as one of its own"))
    elif not keys and isinstance(item, Map) and not has_blank(item) and not _is_misspelt(item):
        hint = "write which events it is about, as same: [harbour-talks, talks-in-port]"
        problems.append(Problem(owner.path, owner.line, f"{owner} has neither same nor not_same: {hint}"))
    return problems


def _is_misspelt(item: Map) -> bool:
    """Whether some key is meant for one of the two, and has been reported as that."""
    meant = {f'did you mean "{kind}"?' for kind in MATCH_KINDS}
    return any(did_you_mean(key, field_names("match", ())) in meant for key in item)
