"""The problems of many rows, those that are the same but for the text at fault told as one."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from timeline.problems import Problem

MOST_SHOWN = 50
"""Groups that are kept to be shown; of what belongs to no group that is kept only the number is."""
LINES_SHOWN = 5
_AT_FAULT = re.compile(r'"[^"]*"|[0-9]+')


@dataclass(slots=True)
class RowLines:
    """The lines of some rows: the first ones, and how many there are."""

    count: int = 0
    lines: list[int] = field(default_factory=list)

    def add(self, line: int) -> None:
        """Counts a row."""
        self.count += 1
        if len(self.lines) < LINES_SHOWN:
            self.lines.append(line)

    def __str__(self) -> str:
        """ "line 7", "lines 7, 9 and more"."""
        listed = ", ".join(f"{line}" for line in self.lines)
        return f"{'line' if self.count == 1 else 'lines'} {listed}" + (", …" if self.count > len(self.lines) else "")


@dataclass(slots=True)
class _Group:
    first: Problem
    others: RowLines = field(default_factory=RowLines)

    def told(self) -> Problem:
        """The first of the group, with the lines of the others."""
        if not self.others.count:
            return self.first
        rows = "row" if self.others.count == 1 else "rows"
        more = f"and {self.others.count:,} more {rows} like this: {self.others}"
        return replace(self.first, message=f"{self.first.message} ({more})")


@dataclass(slots=True)
class ProblemGroups:
    """Problems by what is wrong and in which column, in the order in which each kind came first."""

    is_grouped: bool = True
    """Otherwise each problem is by itself, and all are kept."""
    more: int = 0
    """Problems of which nothing else is kept."""
    _groups: dict[object, _Group] = field(default_factory=dict)

    def add(self, problems: Iterable[Problem]) -> None:
        """Takes problems in."""
        for problem in problems:
            key: object = _kind_of(problem) if self.is_grouped else len(self._groups)
            group = self._groups.get(key)
            if group is not None:
                group.others.add(problem.line)
            elif not self.is_grouped or len(self._groups) < MOST_SHOWN:
                self._groups[key] = _Group(problem)
            else:
                self.more += 1

    @property
    def shown(self) -> Sequence[Problem]:
        """One for each group: the first, and in its message the number of the others and their first lines."""
        return [group.told() for group in self._groups.values()]


def _kind_of(problem: Problem) -> str:
    """What problems have in common; where they do not say, their words without quoted texts and numbers."""
    return problem.kind or _AT_FAULT.sub("…", problem.message)
