"""Which keys of a file have come before, in 8 bytes a key."""

from array import array
from bisect import bisect_left
from hashlib import blake2b

_CHUNK = 1 << 16


def key_of(text: str) -> int:
    """A number of 64 bits that stands for a text. Of a million texts two share one in 1 case of 30 million."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())


class Seen:
    """Remembers keys in sorted blocks; a set of a million texts would take over 100 MB."""

    def __init__(self) -> None:
        self._recent: set[int] = set()
        self._blocks: list[array[int]] = []

    def add(self, key: int) -> bool:
        """Whether the key has been added before."""
        if key in self._recent or any(_has(block, key) for block in self._blocks):
            return True
        self._recent.add(key)
        if len(self._recent) == _CHUNK:
            self._settle()
        return False

    def _settle(self) -> None:
        """Moves the recent keys into a block; blocks of one size become one, so that there are few."""
        block = array("Q", sorted(self._recent))
        self._recent.clear()
        while self._blocks and len(self._blocks[-1]) == len(block):
            block = array("Q", sorted((*self._blocks.pop(), *block)))
        self._blocks.append(block)


def _has(block: "array[int]", key: int) -> bool:
    index = bisect_left(block, key)
    return index < len(block) and block[index] == key
