"""The errors the library raises on purpose.

Mistakes in annotation files are not raised: they are ``Problem`` values, all shown together.
A message is one line and says what to do next; it never holds a password.
"""


class TimelineError(Exception):
    """The data or the request is at fault; the message is for the person who asked. Exit code 1."""


class UsageFault(TimelineError):
    """What is asked for contradicts itself, or cannot be asked; on the command line a usage error, exit code 2."""


class DatabaseError(TimelineError):
    """The database cannot be opened, read or written, or is not of this version."""


class NoDatabase(DatabaseError):
    """There is no database of ours yet: no file, or nothing of ours in it."""


class TookTooLong(TimelineError):
    """The question was ended, for it took longer than whoever asked wanted to wait; the message says how long."""


class UnknownName(TimelineError):
    """No record has that id or name; the message offers the nearest ones."""


class AmbiguousName(TimelineError):
    """A name fits more than one record; the message lists them and nothing is chosen."""


class TimelineWarning(UserWarning):
    """What is to be said beside an answer: whom a name fits too, what is left out of it."""
