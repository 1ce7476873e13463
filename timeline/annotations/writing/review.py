"""Pairs of events that may be one, as annotations to review: each in comments, of which a person takes one in.

What a file says stays as it is. New pairs go to the end of its ``matches``, events with a proposed link to the end of
its ``events``; a pair of which any line stands there already is not proposed again.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from timeline.annotations.reading.nodes import read_document
from timeline.annotations.writing.writer import record_lines
from timeline.domain.records import Event

_HOW = """\
# Pairs of events that may be one, as `timeline duplicates` found them. To decide on a pair take "# " from one of its
# lines: `same` tells both as the first of them, `not_same` keeps the pair from being proposed again. Leave what you do
# not decide on: comments change nothing. Then load this file.
"""
_PARTS = """\
# Events that may be parts of another. To write that an event is one, take "# " from all its lines: it is the event as
# it stands in the database, with the link.
"""
_ITEM = re.compile(r"^( *)(?:# )?- ")
_TOP_LEVEL = re.compile(r"^([A-Za-z_][\w-]*):(.*)$")
_PAIR = re.compile(r"\b(?:same|not_same): {0,9}\[([^\[\]\n]*)\]")


class Proposal(NamedTuple):
    """A pair to be decided on."""

    first: str
    """The id of the event that would be told."""
    second: str
    comments: tuple[str, ...]
    """What is said of it, a line each."""
    why: str
    """What stands as the reason of the decision, should one be taken."""
    part: Event | None = None
    """The one that may be a part of the other, as it is written, with the link; None where they may be one."""


class NotReviewable(ValueError):
    """Nothing can be added to a file; the message says why."""


class WithProposals(NamedTuple):
    """A file's text with what was added."""

    text: str
    added: int
    there: int
    """How many of the pairs it had already."""


def with_proposals(path: str, text: str, proposals: Iterable[Proposal]) -> WithProposals:
    """The text of an annotation file with the pairs that it does not have; of a new file, where the text is empty.

    Raises NotReviewable for a file that cannot be read, or whose sections are not written line by line.
    """
    held = _pairs_of(path, text)
    wanted = list(proposals)
    new = [each for each in wanted if frozenset((each.first, each.second)) not in held]
    lines = text.splitlines()
    parts = [each for each in new if each.part is not None]
    if new:
        lines = _added(path, lines, "matches", _HOW, lambda indent: _match_lines(new, indent))
    if parts:
        lines = _added(path, lines, "events", _PARTS, lambda indent: _part_lines(parts, indent))
    end = "\r\n" if "\r\n" in text else "\n"
    return WithProposals(end.join(lines) + end if lines else text, len(new), len(wanted) - len(new))


def _pairs_of(path: str, text: str) -> set[frozenset[str]]:
    """The pairs that a file has, decided on or not."""
    if not text.strip():
        return set()
    document = read_document(path, text.encode())
    if document.problems:
        raise NotReviewable("\n".join(map(str, document.problems)))
    listed = [[each.strip().strip("\"'") for each in found.split(",")] for found in _PAIR.findall(text)]
    matches = document.root.get("matches", [])
    for match in matches if isinstance(matches, list) else []:
        for kind in ("same", "not_same"):
            events = match.get(kind) if isinstance(match, dict) else None
            listed.append([str(each) for each in events] if isinstance(events, list) else [])
    return {frozenset(pair) for events in listed for pair in combinations(events, 2)}


def _added(path: str, lines: list[str], section: str, how: str, made: "_Made") -> list[str]:
    """The lines with more in a section, which is made at the end where there is none."""
    heads = [(number, found) for number, line in enumerate(lines) if (found := _TOP_LEVEL.match(line))]
    here = next((number for number, found in heads if found[1] == section), None)
    if here is None:
        before = [*lines, ""] if lines else []
        return [*before, *how.splitlines(), f"{section}:", *made("  ")]
    rest = lines[here].partition(":")[2].partition("#")[0].strip()
    if rest:
        raise NotReviewable(f'{path}:{here + 1}: write "{section}:" with what it holds on lines of their own below it')
    end = next((number for number, _ in heads if number > here), len(lines))
    while end > here + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    indent = next((found[1] for line in lines[here + 1 : end] if (found := _ITEM.match(line))), "  ")
    return [*lines[:end], *made(indent if section == "matches" else "  "), *lines[end:]]


_Made = Callable[[str], Iterable[str]]


def _match_lines(proposals: Iterable[Proposal], indent: str) -> Iterator[str]:
    for each in proposals:
        pair = f"[{each.first}, {each.second}]"
        yield ""
        yield from (f"{indent}# {line}" for line in each.comments)
        yield f"{indent}# - {{same: {pair}, why: {json.dumps(each.why, ensure_ascii=False)}}}"
        yield f"{indent}# - {{not_same: {pair}}}"


def _part_lines(proposals: Iterable[Proposal], indent: str) -> Iterator[str]:
    for each in proposals:
        if each.part is not None:
            yield ""
            _, *lines = record_lines("event", each.part)
            yield from (f"{indent}# {line[2:]}".rstrip() for line in lines)
