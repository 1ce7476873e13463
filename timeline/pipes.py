"""Named pipes and devices where a file is meant: nothing waits for ever for another end that is not there."""

import errno
import os
import stat
import time
from contextlib import closing
from pathlib import Path

PATIENCE_SECONDS = 10.0
"""How long one end of a pipe waits for somebody at the other."""
_BETWEEN_LOOKS = 0.02
_AT_A_TIME = 1 << 20


def read_bytes(path: Path, most: int) -> bytes:
    """So many bytes at most of a file, or of a pipe that somebody writes to.

    Raises OSError as opening and reading do; for a device, and where nobody writes to a pipe.
    """
    kind = path.stat().st_mode
    if not (stat.S_ISREG(kind) or stat.S_ISFIFO(kind) or stat.S_ISDIR(kind)):
        raise OSError(errno.EINVAL, "it is no file, but a device or a socket", str(path))
    if not stat.S_ISFIFO(kind):
        with path.open("rb") as opened:
            return opened.read(most)
    with closing(_Pipe(path)) as pipe:
        return pipe.read(most)


def open_pipe(path: Path) -> int:
    """A descriptor to write to a pipe that somebody reads, or to whatever else is there. Raises OSError."""
    if not stat.S_ISFIFO(path.stat().st_mode):
        return os.open(path, os.O_WRONLY)
    until = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            _wait(until, path, "reads from")
        else:
            os.set_blocking(descriptor, True)
            return descriptor


def stream_of_ours(path: Path) -> int | None:
    """The descriptor that a name such as /dev/stdout stands for; by its name it would be opened anew, and emptied."""
    names = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
    text = str(path)
    if text in names:
        return names[text]
    folder, _, number = text.rpartition("/")
    return int(number) if folder in ("/dev/fd", "/proc/self/fd") and number.isascii() and number.isdigit() else None


class _Pipe:
    """The reading end of a named pipe."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)

    def close(self) -> None:
        os.close(self._descriptor)

    def read(self, most: int) -> bytes:
        """All that is written to it, up to so many bytes; waits for who has it open and has not written yet."""
        pieces = [self._first(most)]
        os.set_blocking(self._descriptor, True)
        left = most - len(pieces[0])
        while left > 0 and (piece := os.read(self._descriptor, min(left, _AT_A_TIME))):
            pieces.append(piece)
            left -= len(piece)
        return b"".join(pieces)

    def _first(self, most: int) -> bytes:
        """What is there already; nothing where somebody is about to write."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                if piece := os.read(self._descriptor, min(most, _AT_A_TIME)):
                    return piece
            except BlockingIOError:
                return b""
            _wait(until, self._path, "writes to")


def _wait(until: float, path: Path, what: str) -> None:
    if time.monotonic() > until:
        raise TimeoutError(errno.ETIMEDOUT, f"it is a pipe, and nobody {what} its other end", str(path))
    time.sleep(_BETWEEN_LOOKS)
