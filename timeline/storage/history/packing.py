"""How history packs what it keeps: sorted ids, and states of records before a change."""

import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from json import dumps, loads
from typing import Any

from timeline.domain.comparing.images import dates_in, layout, record_of
from timeline.errors import DatabaseError

_LEVEL = 1
"""Of zlib: higher ones take longer and save little."""


class DamagedHistory(DatabaseError):
    """What history keeps cannot be read."""


@contextmanager
def _whole() -> Iterator[None]:
    try:
        yield
    except (zlib.error, ValueError, LookupError, TypeError) as error:
        raise DamagedHistory("what the history keeps is damaged: `timeline log --verify` tells which change") from error


def packed_ids(ids: Sequence[str]) -> bytes:
    """Ids as one compressed text."""
    return zlib.compress("\n".join(ids).encode(), _LEVEL)


def unpacked_ids(packed: bytes) -> list[str]:
    """The ids of ``packed_ids``, in their order. Raises DamagedHistory."""
    with _whole():
        return zlib.decompress(packed).decode().split("\n")


def enclosed_ids(packed: bytes) -> bytes:
    """The same as one text, a line end before and after each. Raises DamagedHistory."""
    with _whole():
        return b"\n%b\n" % zlib.decompress(packed)


def packed_images(states: Sequence[Any]) -> bytes:
    """What their values are called, and the states of records and of what imports remember: a line of JSON each."""
    lines = (dumps(each, separators=(",", ":")) for each in (layout(), *states))
    return zlib.compress("\n".join(lines).encode("ascii"), _LEVEL)


class Images:
    """What ``packed_images`` has packed. Raises DamagedHistory where there is nothing of the kind."""

    def __init__(self, packed: bytes) -> None:
        # Of many states one is asked for: only that one is read.
        with _whole():
            laid_out, *self._images = zlib.decompress(packed).decode("ascii").split("\n")
            self._layout = loads(laid_out)

    def state(self, kind: str, place: int) -> Any:
        """The state at a place, of a record of this kind."""
        with _whole():
            return record_of(kind, loads(self._images[place]), self._layout)

    def dates(self, place: int) -> list[str]:
        """The dates of the event at a place, as of ``dates_in``."""
        with _whole():
            return dates_in(loads(self._images[place]), self._layout)
