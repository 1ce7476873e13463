"""How history packs what it keeps: sorted ids, and states of records before a change."""

from collections.abc import Callable, Sequence
from json import dumps, loads
from typing import Any
from zlib import compress, decompress

from timeline.domain.images import layout, record_of

_LEVEL = 1
"""Of zlib: higher ones take longer and save little."""


def packed_ids(ids: Sequence[str]) -> bytes:
    """Ids as one compressed text."""
    return compress("\n".join(ids).encode(), _LEVEL)


def unpacked_ids(packed: bytes) -> list[str]:
    """The ids of ``packed_ids``, in their order."""
    return decompress(packed).decode().split("\n")


def packed_images(states: Sequence[Any]) -> bytes:
    """The states of records, and of what imports remember, with what their values are called."""
    images = {"layout": layout(), "images": states}
    return compress(dumps(images, separators=(",", ":")).encode(), _LEVEL)


def unpacked_images(packed: bytes) -> Callable[[str, int], Any]:
    """Gives the state of a kind of record at a place of ``packed_images``. Raises ValueError where it is damaged."""
    block = loads(decompress(packed))
    return lambda kind, place: record_of(kind, block["images"][place], block["layout"])
