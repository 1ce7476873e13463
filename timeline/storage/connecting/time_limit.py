"""How long a question may take, from its first statement to its last row; and how each database ends it then."""

from time import monotonic
from typing import Any

from timeline.errors import TookTooLong

_STEPS_AT_A_TIME = 50_000
"""So many steps of SQLite's machine, some milliseconds of its work, are taken between two looks at the clock: for each
look a thread waits until no other one runs Python."""
_BUSY_MILLISECONDS = 5_000
"""How long a question to a file waits for a load that is just landing; the driver's own."""
_INTERRUPTED = 9
"""SQLITE_INTERRUPT."""
_QUERY_CANCELED = "57014"
"""PostgreSQL's code for what it has ended, for whatever reason."""


class TimeLimit:
    """So many seconds from now on."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._until = monotonic() + seconds

    def is_over(self) -> bool:
        """Whether the question has to end."""
        return monotonic() >= self._until

    def refuse_late(self) -> None:
        """Raises TookTooLong once it is over."""
        if self.is_over():
            raise self.error()

    def error(self) -> TookTooLong:
        """What to raise where a statement has been ended."""
        return TookTooLong(
            f"this took longer than {self.seconds:g} s and was ended: ask for a shorter time, or add a filter"
        )

    def bind_file(self, connection: Any) -> None:
        """Lets SQLite end a statement that is at work, or waits for a load, when it is over; until ``free_file``."""
        connection.execute(f"PRAGMA busy_timeout = {min(self._milliseconds(), _BUSY_MILLISECONDS)}")
        connection.set_progress_handler(self.is_over, _STEPS_AT_A_TIME)

    def free_file(self, connection: Any) -> None:
        """The connection may take its time again."""
        connection.set_progress_handler(None, 0)
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")

    def statement(self) -> str:
        """What lets PostgreSQL end a statement that takes as long, until the end of the transaction."""
        return f"SET LOCAL statement_timeout = {self._milliseconds()}"

    def has_ended(self, error: BaseException | None) -> bool:
        """Whether that is what an error of a database's driver says."""
        if getattr(error, "sqlite_errorcode", None) == _INTERRUPTED:
            return True
        return getattr(error, "sqlstate", None) == _QUERY_CANCELED and "statement timeout" in str(error)

    def _milliseconds(self) -> int:
        """At least one: to databases none means no limit."""
        return max(1, round(self.seconds * 1000))
