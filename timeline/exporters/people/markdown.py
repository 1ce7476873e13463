"""Markdown (CommonMark): a chronology to publish, its sources numbered and listed at the end."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TextIO

from timeline.domain.chronology import Chronology
from timeline.views.documents.narrative import LEGEND, EventInWords, Narrator
from timeline.views.documents.source_list import Lineage, SourceLine
from timeline.views.wording.safe_texts import NAME_LENGTH
from timeline.views.wording.sentences import nothing_found
from timeline.views.wording.web_addresses import is_web_address

# Every mark of CommonMark that works within a line, those of GitHub (~ | $ @ and bare addresses),
# and & because of entities. Any ASCII punctuation may be escaped (CommonMark 0.31, 2.4).
# All begin with one of a set, which is quick to look for; what stands before is looked at afterwards.
_MARKS = re.compile(
    r"[\\`*_{}\[\]<>#|~&$@.:]"
    r"(?:(?<![.:])|(?<=\b[wW]{3}\.)|(?<=:)(?=//|[\w+-]+:)|(?<=\bmailto:)|(?<=\bxmpp:))"
)
_OPENING_MARK = re.compile(r"^(?:([-+=])|([0-9]{1,9})([.)]))")
"""What makes a list, a rule or an underline where it opens a block."""
_OPENING = frozenset("-+=0123456789")


def export(chronology: Chronology, out: TextIO) -> None:
    """Write the chronology as Markdown: headed by period and date, the sources at the end."""
    narrator = Narrator(chronology)
    out.write(f"# {escaped(narrator.title)}\n\n{escaped(narrator.origin)}\n")
    for heading, dates in narrator.sections():
        out.write(f"\n## {escaped(heading)}\n")
        for date, events in dates:
            if date is not None:
                out.write(f"\n### {escaped(date)}\n")
            for event in events:
                out.writelines(_event(event, "###" if date is None else "####"))
    if not narrator.event_count:
        out.write(f"\n{nothing_found('event')}\n")
        return
    if narrator.has_sources:
        out.write(f"\n## Sources\n\n{escaped(LEGEND)}\n\n")
        for line in narrator.sources():
            out.writelines(_source(line))
    out.write(f"\n{escaped(narrator.closing())}\n")


def escaped(text: str) -> str:
    """The text so that Markdown shows it as it is, wherever on a line it stands."""
    return _escaped_again(text) if len(text) <= NAME_LENGTH else _escaped(text)


def _escaped(text: str) -> str:
    text = _MARKS.sub(_with_backslash, text)
    if text[:1] not in _OPENING:
        return text
    return _OPENING_MARK.sub(lambda match: f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}", text)


def _with_backslash(mark: re.Match[str]) -> str:
    return f"\\{mark[0]}"


_escaped_again = lru_cache(maxsize=4096)(_escaped)


def _event(event: EventInWords, mark: str) -> Iterator[str]:
    yield f"\n{mark} {escaped(event.title)}\n"
    if event.standing:
        yield f"\n**{escaped(event.standing)}**\n"
    for paragraph in event.summary:
        yield f"\n{escaped(paragraph)}\n"
    yield "\n"
    for label, text in event.facts:
        yield f"- {label}: {escaped(text)}\n"
    # Brackets that no definition answers to are plain text (CommonMark 0.31, 6.3); typed ones are escaped.
    notes = " ".join(f"[{escaped(note.label)}]" for note in event.notes)
    yield f"- Sources: {' – '.join(part for part in (notes, escaped(event.corroboration or '')) if part)}\n"


def _source(line: SourceLine) -> Iterator[str]:
    yield f"{line.number}. {escaped(line.text)}{_addresses(line.addresses)}\n"
    yield from _lineage(line.derived_from, " " * (len(str(line.number)) + 2))


def _lineage(lines: Iterable[Lineage], indent: str) -> Iterator[str]:
    for line in lines:
        yield f"{indent}- {escaped(line.text)}{_addresses(line.addresses)}\n"
        yield from _lineage(line.derived_from, f"{indent}  ")


def _addresses(addresses: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f". {label}: {f'<{address}>' if is_web_address(address) else escaped(address)}" for label, address in addresses
    )
