"""What is said, and where: nothing harmful reaches a terminal, and no password is printed."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TextIO

from timeline.domain.words.control_signs import shown


class _Shown(io.TextIOWrapper):
    """A stream to which text is written as people are to see it."""

    def __init__(self, stream: io.TextIOWrapper, told: Callable[[str], str]) -> None:
        super().__init__(stream.buffer, encoding="utf-8", errors="replace", line_buffering=True)
        self._told = told

    def write(self, text: str, /) -> int:
        """Writes the text as it is to be shown; gives the length of what was to be written."""
        super().write(self._told(text))
        return len(text)


@contextmanager
def guarded_streams(words: Sequence[str]) -> Iterator[None]:
    """Within the block, stderr (and stdout on a terminal) shows what it would else send.

    ``words`` are what the user gave: where one is an address with a password, stderr has it without. A pipe
    and a file get what is written to stdout as it is.
    """
    hide = _Passwords(words)
    outputs = sys.stdout, sys.stderr
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr = _Shown(sys.stderr, lambda text: shown(hide(text)))
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.isatty():
        # A terminal begins a new line at the end of each by itself.
        sys.stdout = _Shown(sys.stdout, lambda text: shown(text).replace("\r\n", "\n"))
    wrapped = sys.stdout, sys.stderr
    try:
        yield
    finally:
        for stream in wrapped:
            if isinstance(stream, _Shown):
                _let_go(stream)
        if wrapped[0] is not outputs[0]:
            sys.stdout = outputs[0]
        sys.stderr = outputs[1]


class _Passwords:
    """Takes the passwords of some words out of texts."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words

    def __call__(self, text: str) -> str:
        """The text with each of the words masked, also where it is cut off within the password."""
        for word, hidden in self._masked.items():
            start = _alike(word, hidden)
            at = text.find(word[:start] or word)
            while at >= 0:
                end = at + _alike(word, text[at:])
                replaced = hidden if end == at + len(word) else word[:start] + "***" * (end > at + start)
                text = text[:at] + replaced + text[end:]
                at = text.find(word[:start] or word, at + len(replaced))
        return text

    @cached_property
    def _masked(self) -> dict[str, str]:
        from timeline.storage.connecting.address import masked  # most runs say nothing

        # As they were typed, and as paths, which drop a second slash.
        words = [*self._words, *(re.sub("/+", "/", word) for word in self._words)]
        return {word: hidden for word in words if (hidden := masked(word)) != word}


def _alike(one: str, other: str) -> int:
    """How many signs two texts begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def write_controls(stream: TextIO, text: str) -> None:
    """Writes signs of our own that do move the cursor."""
    if isinstance(stream, io.TextIOWrapper):
        io.TextIOWrapper.write(stream, text)
    else:
        stream.write(text)
    stream.flush()


def silence(stream: TextIO) -> None:
    """Lets what is left in a stream's buffer go nowhere: it would fail again at the very end."""
    with suppress(OSError, ValueError):  # it has no descriptor, and so no end at which to fail
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _let_go(stream: _Shown) -> None:
    """Leaves the stream beneath open, for it is not ours."""
    try:
        stream.flush()
    except OSError:
        silence(stream)
    with suppress(OSError, ValueError):
        stream.detach()
