"""``based_on`` in a folder's ``timeline.yaml``: the change of the database that a dump found as the newest."""

import re
from pathlib import Path
from typing import NamedTuple

from timeline.problems import quoted

KEY = "based_on"
FILE = "timeline.yaml"
DIGEST_LENGTH = 12
"""Signs of the digest: enough to tell one database's change from another's."""
_VALUE = re.compile(rf"(0|[1-9][0-9]{{0,8}})(?: ([0-9a-f]{{{DIGEST_LENGTH}}}))?")


class BasedOn(NamedTuple):
    """What a folder was dumped from."""

    folders: frozenset[Path]
    """With all files in them, at any depth."""
    path: str
    """The file that says so, as the user named it."""
    line: int
    number: int
    """Of the newest change then; 0 where there was none."""
    digest: str
    """The first signs of that change's digest; empty where there was none."""

    def covers(self, path: str) -> bool:
        """Whether a file is one of the folder."""
        return not self.folders.isdisjoint(Path(path).parents)


def based_on_text(number: int, digest: str) -> str:
    """The value for a change."""
    return f"{number} {digest[:DIGEST_LENGTH]}" if number else "0"


def read_based_on(file: Path, line: int, value: object) -> BasedOn:
    """Reads the value. Raises ValueError, with a message, where it is none."""
    found = _VALUE.fullmatch(value) if isinstance(value, str) else None
    if found is None or (found[1] == "0") != (found[2] is None):
        what = quoted(value) if isinstance(value, str) else "no text"
        raise ValueError(
            f"{KEY} is {what}: it is the number and the digest of a change, as `timeline dump` writes them; "
            "leave it as it was written, or take it out"
        )
    return BasedOn(frozenset((file.parent,)), str(file), line, int(found[1]), found[2] or "")
