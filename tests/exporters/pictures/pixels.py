"""A PNG read back: its size and its pixels (PNG Specification, Third Edition)."""

import struct
import zlib
from collections.abc import Iterator
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
    palette: list[Pixel] = []
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, *_, interlace = struct.unpack(">IIBBBBB", body)
            assert (depth, interlace) == (8, 0)
            samples = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
        elif kind == b"PLTE":
            palette = [tuple(body[place : place + 3]) for place in range(0, length, 3)]
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    raw, stride = zlib.decompress(packed), width * samples
    above, found = bytearray(stride), []
    starts = range(0, len(raw), stride + 1)
    for start in starts[:rows]:
        line = bytearray(raw[start + 1 : start + 1 + stride])
        _unfilter(raw[start], line, above, samples)
        pixels = (tuple(line[x : x + samples]) for x in range(0, stride, samples))
        found.append(tuple(palette[pixel[0]] for pixel in pixels) if palette else tuple(pixels))
        above = line
    lines = {raw[start : start + stride + 1] for start in starts}
    return Pixels(width, height, tuple(found), len(lines))


def _unfilter(kind: int, line: bytearray, above: bytearray, samples: int) -> None:
    """Undoes the filter of a line, byte by byte; written out, for a picture has millions of them."""
    before = bytes(samples)
    if kind == 1:
        for x in range(samples, len(line)):
            line[x] = (line[x] + line[x - samples]) & 0xFF
    elif kind == 2:
        for x, up in enumerate(above):
            line[x] = (line[x] + up) & 0xFF
    elif kind == 3:
        for x, (left, up) in enumerate(zip(_behind(before, line), above, strict=False)):
            line[x] = (line[x] + (left + up) // 2) & 0xFF
    elif kind == 4:
        for x, (left, up, corner) in enumerate(zip(_behind(before, line), above, before + above, strict=False)):
            by_left, by_up, by_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
            if by_left <= by_up and by_left <= by_corner:
                line[x] = (line[x] + left) & 0xFF
            else:
                line[x] = (line[x] + (up if by_up <= by_corner else corner)) & 0xFF


def _behind(before: bytes, line: bytearray) -> Iterator[int]:
    """The bytes of a line, one pixel behind; each as it is by then."""
    yield from before
    yield from line
