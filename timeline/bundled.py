"""Where the files that belong to the program are: migrations and seeds.

A wheel carries them inside the package, under ``_bundled``; a checkout has them beside it.
"""

from pathlib import Path

from timeline.errors import TimelineError

_PACKAGE = Path(__file__).resolve().parent


def migrations() -> Path:
    """The folder of the database's migrations (env.py, versions/).

    Raises TimelineError where the installation lacks it.
    """
    return _folder("migrations", "env.py")


def seeds() -> Path:
    """The folder of the chronologies that come along, one folder each.

    Raises TimelineError where the installation lacks it.
    """
    return _folder("seeds", "README.md")


def _folder(name: str, landmark: str) -> Path:
    """The folder, told from another of the same name beside the package by a file that it must hold."""
    for parent in (_PACKAGE / "_bundled", _PACKAGE.parent):
        if (parent / name / landmark).is_file():
            return parent / name
    raise TimelineError(f"this installation lacks its {name} folder: install timeline-db again")
