"""On which line each id of a file came first, in some 24 bytes an id."""

from array import array

from timeline.importers.reading.seen import key_of

_SLOTS = 1 << 12


class FirstLines:
    """A hash table with open addresses: a dict of a million ids would take well over 100 MB."""

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * _SLOTS))
        self._lines = array("L", bytes(array("L").itemsize * _SLOTS))
        self._count = 0

    def add(self, text: str, line: int) -> int | None:
        """The line on which the text came first; None where that is this one."""
        if 3 * self._count > 2 * len(self._keys):
            self._grow()
        # 0 marks a slot that is free.
        key = key_of(text) or 1
        slot = self._slot(key)
        if self._keys[slot]:
            return self._lines[slot]
        self._keys[slot], self._lines[slot] = key, line
        self._count += 1
        return None

    def _slot(self, key: int) -> int:
        """Where a key is, or where it belongs."""
        keys, last = self._keys, len(self._keys) - 1
        slot = key & last
        while keys[slot] and keys[slot] != key:
            slot = (slot + 1) & last
        return slot

    def _grow(self) -> None:
        keys, lines = self._keys, self._lines
        self._keys = array("Q", bytes(16 * len(keys)))
        self._lines = array("L", bytes(2 * lines.itemsize * len(lines)))
        for key, line in zip(keys, lines, strict=True):
            if key:
                slot = self._slot(key)
                self._keys[slot], self._lines[slot] = key, line
