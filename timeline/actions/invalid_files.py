"""Files that cannot be loaded, where the caller wants an error and not a list."""

from timeline.errors import TimelineError
from timeline.problems import Problem


class InvalidFiles(TimelineError):
    """Files hold mistakes, and nothing was changed. The message has a line for each of the ``problems``."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
