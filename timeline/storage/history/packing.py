"""How history packs what it keeps: sorted ids, and states of records before a change."""

from collections.abc import Sequence
from json import dumps, loads
from typing import Any
from zlib import compress, decompress

from timeline.domain.images import dates_in, layout, record_of

_LEVEL = 1
"""Of zlib: higher ones take longer and save little."""


def packed_ids(ids: Sequence[str]) -> bytes:
    """Ids as one compressed text."""
    return compress("\n".join(ids).encode(), _LEVEL)


def unpacked_ids(packed: bytes) -> list[str]:
    """The ids of ``packed_ids``, in their order."""
    return decompress(packed).decode().split("\n")


def packed_images(states: Sequence[Any]) -> bytes:
    """What their values are called, and the states of records and of what imports remember: a line of JSON each."""
    lines = (dumps(each, separators=(",", ":")) for each in (layout(), *states))
    return compress("\n".join(lines).encode("ascii"), _LEVEL)


class Images:
    """What ``packed_images`` has packed."""

    def __init__(self, packed: bytes) -> None:
        """Raises ValueError where it is damaged."""
        # Of many states one is asked for: only that one is read.
        laid_out, *self._images = decompress(packed).decode("ascii").split("\n")
        self._layout = loads(laid_out)

    def state(self, kind: str, place: int) -> Any:
        """The state at a place, of a record of this kind."""
        return record_of(kind, loads(self._images[place]), self._layout)

    def dates(self, place: int) -> list[str]:
        """The dates of the event at a place, as of ``dates_in``."""
        return dates_in(loads(self._images[place]), self._layout)
