"""A PNG read back: its size and its pixels (PNG Specification, Third Edition)."""

import struct
import zlib
from typing import NamedTuple

Pixel = tuple[int, ...]


class Pixels(NamedTuple):
    """The first rows, from above; a pixel is its samples, red, green and blue first."""

    width: int
    height: int
    rows: tuple[tuple[Pixel, ...], ...]
    different_lines: int
    """How many of all its rows are stored differently: one or two where it is blank."""

    def is_blank(self, left: int, top: int, right: int, bottom: int) -> bool:
        """Whether a part of it has one colour."""
        return len({pixel for row in self.rows[top:bottom] for pixel in row[left:right]}) == 1


def read_png(data: bytes, rows: int = 0) -> Pixels:
    """A PNG of eight bits a sample, not interlaced; of its pixels so many rows."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    packed, at = b"", 8
    width = height = samples = 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, *_, interlace = struct.unpack(">IIBBBBB", body)
            assert (depth, interlace) == (8, 0)
            samples = {0: 1, 2: 3, 4: 2, 6: 4}[colour]
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    raw, stride = zlib.decompress(packed), width * samples
    above, found = bytearray(stride), []
    starts = range(0, len(raw), stride + 1)
    for start in starts[:rows]:
        line = bytearray(raw[start + 1 : start + 1 + stride])
        _unfilter(raw[start], line, above, samples)
        found.append(tuple(tuple(line[x : x + samples]) for x in range(0, stride, samples)))
        above = line
    lines = {raw[start : start + stride + 1] for start in starts}
    return Pixels(width, height, tuple(found), len(lines))


def _unfilter(kind: int, line: bytearray, above: bytearray, samples: int) -> None:
    if kind == 0:
        return
    for x in range(len(line)):
        left = line[x - samples] if x >= samples else 0
        corner = above[x - samples] if x >= samples else 0
        predicted = (0, left, above[x], (left + above[x]) // 2, _paeth(left, above[x], corner))[kind]
        line[x] = (line[x] + predicted) & 0xFF


def _paeth(left: int, above: int, corner: int) -> int:
    estimate = left + above - corner
    return min((left, above, corner), key=lambda each: abs(estimate - each))
