"""Where the migrations are. (The seeds come along in the same way, for people: nothing here reads them.)

A wheel carries both inside the package, under ``_bundled``; a checkout has them beside it.
"""

from pathlib import Path

from timeline.errors import TimelineError

_PACKAGE = Path(__file__).resolve().parent


def migrations() -> Path:
    """The folder of the database's migrations (env.py, versions/).

    Raises TimelineError where the installation lacks it.
    """
    for parent in (_PACKAGE / "_bundled", _PACKAGE.parent):
        folder = parent / "migrations"
        if (folder / "env.py").is_file():  # beside the package another folder may have that name
            return folder
    raise TimelineError("this installation lacks its migrations folder: install timeline-db again")
