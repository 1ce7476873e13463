"""What pages carry along: styles and the script, under names that change with what is in them."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import NamedTuple

PREFIX = "/static/"
_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
_AFTER_COLOURS = b"\nhtml {"
"""Of the exported page's styles, its colours come first, light and dark and printed; they are these pages' as well."""
_FILES = ("page.css", "served.css", "served.js", "icon.svg", "land.json")


class StaticFile(NamedTuple):
    """A file, as it is sent."""

    content: bytes
    media_type: str


@cache
def static_files() -> dict[str, StaticFile]:
    """All there are, by their addresses: nothing else is ever read from a disk for who asks."""
    return dict(_found().values())


@cache
def addresses() -> dict[str, str]:
    """The address of each file, by its name."""
    return {name: address for name, (address, _) in _found().items()}


@cache
def _found() -> dict[str, tuple[str, StaticFile]]:
    folder = files("timeline.browser")
    found = {}
    for name in _FILES:
        content = folder.joinpath(name).read_bytes()
        if name == "page.css":
            content = content.partition(_AFTER_COLOURS)[0]
        stem, dot, suffix = name.rpartition(".")
        address = f"{PREFIX}{stem}.{sha256(content).hexdigest()[:16]}{dot}{suffix}"
        found[name] = address, StaticFile(content, _KINDS[dot + suffix])
    return found
