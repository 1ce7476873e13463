"""Files that cannot be loaded, where the caller wants an error and not a list."""

from collections.abc import Sequence

from timeline.actions.loading.refusal_lines import conflict_lines, stale_lines
from timeline.actions.loading.stale_copies import StaleCopy
from timeline.actions.loading.three_ways import EditConflict
from timeline.errors import TimelineError
from timeline.problems import Problem


class InvalidFiles(TimelineError):
    """Files hold mistakes, and nothing was changed. The message has a line for each of the ``problems``."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class StaleFiles(TimelineError):
    """Files are older than the database, and nothing was changed. The message has a line for each of the ``copies``."""

    def __init__(self, copies: Sequence[StaleCopy]) -> None:
        super().__init__("\n".join(stale_lines(copies, "load(…, revert=True)", most=None)))
        self.copies = copies


class EditedTwice(TimelineError):
    """A dumped folder and the database have changed the same, and nothing lands: the ``conflicts``."""

    def __init__(self, conflicts: Sequence[EditConflict]) -> None:
        super().__init__("\n".join(conflict_lines(conflicts, "load(…, theirs=True)", most=None)))
        self.conflicts = conflicts
