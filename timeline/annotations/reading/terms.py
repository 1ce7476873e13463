"""Reads the ``vocabulary`` of an annotation file."""

import re
from collections.abc import Iterator

from timeline.annotations.reading.file_shape import TERM_PATTERNS
from timeline.annotations.reading.nodes import Map, Value
from timeline.annotations.reading.shape_faults import found_in_words
from timeline.annotations.reading.slugs import LONGEST_SLUG, as_slug
from timeline.domain.records import Term
from timeline.domain.words.near_names import did_you_mean
from timeline.problems import Problem, listed, quoted

LocatedTerm = tuple[Term, int]


def read_vocabulary(path: str, value: Value, line: int) -> tuple[list[LocatedTerm], list[Problem]]:
    """The terms that a file declares, each with its line, and what is wrong with them."""
    if not isinstance(value, Map):
        hint = "write a map of types, roles or measures"
        return [], [Problem(path, line, f"vocabulary is {found_in_words(value)}: {hint}")] if value else []
    found: list[LocatedTerm] = []
    problems: list[Problem] = []
    for (kind, terms), at in zip(value.items(), value.lines, strict=True):
        if kind not in TERM_PATTERNS:
            hint = did_you_mean(kind, TERM_PATTERNS) or f"its keys are {listed(TERM_PATTERNS)}"
            problems.append(Problem(path, at, f"unknown key {quoted(kind)} in vocabulary: {hint}"))
        elif isinstance(terms, Map):
            for term, term_line in _terms(kind, terms):
                found.append((term, term_line))
                problems += [Problem(path, term_line, message) for message in _mistakes(term, terms[term.term])]
        elif terms:
            hint = 'write a map of terms, each with a line that says what it means, as "term: meaning"'
            problems.append(Problem(path, at, f"{kind} in vocabulary is {found_in_words(terms)}: {hint}"))
    return found, problems


def _terms(kind: str, terms: Map) -> Iterator[LocatedTerm]:
    for (term, meaning), line in zip(terms.items(), terms.lines, strict=True):
        yield Term(kind, term, meaning if isinstance(meaning, str) else ""), line


def _mistakes(term: Term, meaning: Value) -> Iterator[str]:
    name = f"{term.kind.removesuffix('s')} {quoted(term.term)}"
    if re.fullmatch(TERM_PATTERNS[term.kind], term.term) is None or len(term.term) > 2 * LONGEST_SLUG:
        better = "/".join(as_slug(part) or "" for part in term.term.split("/")).strip("/")
        yield f"{name} is not written as one: write {better or 'lower-case letters and hyphens'}"
    if not isinstance(meaning, str):
        yield f"the meaning of {name} is {found_in_words(meaning)}: write a text"
