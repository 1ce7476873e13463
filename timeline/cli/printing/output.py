"""How answers reach people: a table through the pager where it is longer than the screen, else plainly."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import NamedTuple

import click

from timeline.cli.printing.streams import write_controls
from timeline.domain.words.control_signs import shown

_PIPED_WIDTH = 80
_LEAST_WIDTH = 40
_MOST_WIDTH = 140
_LINES_AT_A_TIME = 500


def width() -> int:
    """The cells that lines may take: the terminal's width, though no more than is good to read.

    80 where the output is piped (COLUMNS says otherwise).
    """
    return min(max(_screen().columns, _LEAST_WIDTH), _MOST_WIDTH)


def _screen() -> os.terminal_size:
    """The terminal's size; COLUMNS and LINES go before it, and stand in where there is none.

    A terminal that nobody has told its size, as programs open them, says that it has no cells.
    """
    try:
        told = os.get_terminal_size(sys.stdout.fileno())
    except (AttributeError, ValueError, OSError):
        told = os.terminal_size((0, 0))
    found = os.terminal_size((told.columns or _PIPED_WIDTH, told.lines or 24))
    sizes = [os.environ.get(name, "") for name in ("COLUMNS", "LINES")]
    columns, lines = (
        int(size) if re.fullmatch("0*[1-9][0-9]{0,5}", size) else seen for size, seen in zip(sizes, found, strict=True)
    )
    return os.terminal_size((columns, lines))


class Styled(NamedTuple):
    """A line, and how a terminal is to show it: the number of a style (SGR); None: plainly."""

    text: str
    style: str | None


def print_lines(lines: Iterable[str]) -> None:
    """Prints lines; on a terminal through the pager where they are more than a screenful."""
    if sys.stdout.isatty():
        # The pager does not get them through stdout.
        lines = _paged(map(shown, lines), colour=None)
    write_joined(lines)


def print_styled(lines: Iterable[Styled]) -> None:
    """The same in colour, on a terminal alone, and unless NO_COLOR is set."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        print_lines(line.text for line in lines)
        return
    rest = _paged((_coloured(line) for line in lines), colour=True)
    if rest:
        write_controls(sys.stdout, "\n".join(rest) + "\n")


def _coloured(line: Styled) -> str:
    text = shown(line.text)
    return text if line.style is None else f"\x1b[{line.style}m{text}\x1b[0m"


def _paged(lines: Iterator[str], *, colour: bool | None) -> list[str]:
    """Sends more than a screenful through the pager; gives back what is less, to be printed."""
    first = list(islice(lines, _screen().lines - 1))
    rest = next(lines, None)
    if rest is None:
        return first
    # Click ends the text itself.
    click.echo_via_pager(chain(first[:1], (f"\n{line}" for line in chain(first[1:], [rest], lines))), color=colour)
    return []


def write_joined(lines: Iterable[str]) -> None:
    """Writes lines to stdout many at a time: one write a line is twenty times slower."""
    stream = iter(lines)
    while batch := list(islice(stream, _LINES_AT_A_TIME)):
        click.echo("\n".join(batch))


@contextmanager
def progress(doing: str) -> Iterator[None]:
    """Says on stderr what is being done and since when, on a terminal and after a second only."""
    with _telling(lambda seconds: f"{doing} … {seconds:.0f} s "):
        yield


@contextmanager
def rows_told(doing: str) -> Iterator[Callable[[int], None]]:
    """As ``progress``, with the rows so far and how many a second; give what it yields their number."""
    rows = 0

    def told(number: int) -> None:
        nonlocal rows
        rows = number

    with _telling(lambda seconds: f"{doing} … {rows:,} rows, {rows / seconds:,.0f} a second "):
        yield told


@contextmanager
def _telling(say: Callable[[float], str]) -> Iterator[None]:
    if not sys.stderr.isatty():
        yield
        return
    import threading  # a terminal is slower than these
    import time

    done = threading.Event()
    started = time.monotonic()

    def tell() -> None:
        is_shown = False
        while not done.wait(1.0):
            is_shown = True
            write_controls(sys.stderr, f"\r{shown(say(time.monotonic() - started))}\x1b[K")
        if is_shown:
            write_controls(sys.stderr, "\r\x1b[K")

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()
