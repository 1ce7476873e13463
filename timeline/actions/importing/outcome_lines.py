"""What people are told of an import that went wrong, or only partly right: one line a fault."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from timeline.actions.importing.import_file import ImportOutcome
from timeline.actions.importing.problem_groups import ProblemGroups
from timeline.actions.importing.propose_map import ProposedMap
from timeline.domain.comparing.merge import EditClash
from timeline.views.changes.changes_told import conflict_line
from timeline.views.changes.signed_told import change_told
from timeline.views.findings.advice_lines import ADVICE_SHOWN, advice_lines
from timeline.views.wording.sentences import counted_apart

_IDS_SHOWN = 10
_LINES_SHOWN = 20
"""Of what was edited here; the ids of all are told beside."""


def outcome_lines(
    outcome: ImportOutcome, file: Path, way_out: str, *, most_advice: int | None = ADVICE_SHOWN
) -> Iterator[str]:
    """Problems, advice (the first ``most_advice`` pieces; None: all), how the file was read, what was edited here.

    ``way_out``: what lets the file decide, ending in the word for that.
    """
    yield from map(str, outcome.problems.shown)
    yield from _more(outcome.problems)
    yield from advice_lines(outcome.advice.shown, more=outcome.advice.more, most=most_advice)
    yield from (f"{file}: {note}" for note in outcome.notes)
    yield from _edited(outcome, file, way_out)
    if outcome.keepable:
        rows = "1 of these rows" if outcome.keepable == 1 else f"{outcome.keepable:,} of these rows"
        yield f"{file}: {rows} would be kept with `unreadable: note` in the map, the cells as notes"
    if outcome.problems.shown and outcome.rejected:
        bad = counted_apart(outcome.rejected, "bad row")
        yield f"{file}: {bad}, nothing was imported: mend the file, or --skip-bad REJECTS"


def map_lines(proposed: ProposedMap, file: Path, then: str) -> tuple[str, str]:
    """What to say before a guessed map, and behind it; ``then``: what imports the file with it."""
    what = "JSON needs a map of its keys" if proposed.is_json else "a table needs a map of its columns"
    if proposed.written:
        said = f"wrote {proposed.path}: check it, then"
    elif proposed.path.exists():
        said = f"{proposed.path} is there already and was left as it is: check it, then"
    else:
        said = f"save it as {proposed.path}, check it, then"
    before = f"{file}: {what}; this one is a guess:"
    return before, f"{said} `{then}`"


def _more(found: ProblemGroups) -> Iterator[str]:
    if found.more:
        yield f"… and {counted_apart(found.more, 'more problem')}"


def _edited(outcome: ImportOutcome, file: Path, way_out: str) -> Iterator[str]:
    kept, asked = outcome.edited.kept, outcome.edited.in_question
    if kept:
        yield f"{file}: kept as edited here: {_ids(kept)}"
    if asked:
        yield from (f"{file}: {line}" for line in islice(_questions(outcome), _LINES_SHOWN))
        yield (
            f"{file}: edited here, and the file says something else: {_ids(asked)}: nothing was imported; let the file "
            f"decide: {way_out} (ours instead of theirs: what stands here)"
        )


def _questions(outcome: ImportOutcome) -> Iterator[str]:
    """What was edited here, with both texts, who wrote the one that stands here and when."""
    for question, wrote in zip(outcome.edited.questions, outcome.wrote, strict=True):
        for each, change in zip(question.fields, wrote, strict=True):
            clash = EditClash(each.path, None, each.after, each.before)
            by = "" if change is None else f", by {change_told(change)}"
            yield f"{question.id}: {conflict_line(clash, 'file')}{by}"


def _ids(ids: list[str]) -> str:
    more = len(ids) - _IDS_SHOWN
    return ", ".join(ids[:_IDS_SHOWN]) + (f" and {more:,} more" if more > 0 else "")
