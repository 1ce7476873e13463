"""A fuzz of every reader: ``python -m tests.fuzz [--minutes 3] [--only WORDS]``, or ``make fuzz MINUTES=3``.

Three kinds of targets take turns until the time is over: each reader of text is given texts of troublesome
signs, each importer whole files, sound and damaged, and the loader annotation files. What may come of it is a
result, or an error that is documented. A failure is: any other exception; a call that takes longer than its text
explains; a file that is imported, and that dump and load then do not take or change. Each is shown with the smallest
input that makes it, and is kept in build/fuzz: the next run begins with it.
"""

import argparse
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase

from tests.support.doors import FILES, go_round
from tests.support.opened import load_paths
from tests.support.text_readers import PIECES, READERS, is_documented
from timeline.annotations.examples import EXAMPLES
from timeline.errors import TimelineError

KEPT = Path("build/fuzz")
FIRST_SLICE = 20
"""Examples of a target's first turn; each turn has twice as many, up to LARGEST_SLICE."""
LARGEST_SLICE = 640
LONGEST_LINE = 400
SECONDS_FOR_A_TEXT = 1.0
SECONDS_FOR_A_FILE = 10.0
SECONDS_A_SIGN = 20e-6
CODECS = (
    *("utf-8", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-7", "utf-8-sig", "punycode", "idna"),
    *("unicode_escape", "raw_unicode_escape", "shift_jis", "gb18030", "iso2022_jp", "hz", "undefined", "rot13", "x\0"),
)


class TooSlow(Exception):
    """A call took longer than its input explains."""


class Target(NamedTuple):
    """What is fuzzed: inputs, and what is done with each. It fails by raising."""

    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]


def _texts() -> st.SearchStrategy[str]:
    """Texts of troublesome signs, now and then very many of one."""
    piece = st.sampled_from(PIECES) | st.text(max_size=3)
    many = st.builds(lambda text, times: text * times, piece, st.integers(1, 40) | st.sampled_from((500, 5_000)))
    return st.lists(many, max_size=8).map("".join).map(lambda text: text[:50_000])


def _reads(read: Callable[[str], object]) -> Callable[[str], None]:
    def check(text: str) -> None:
        started = time.process_time()
        try:
            read(text)
        except Exception as error:
            if not is_documented(error):
                raise
        _timed(started, len(text), SECONDS_FOR_A_TEXT)

    return check


def _timed(started: float, signs: int, allowed: float) -> None:
    took = time.process_time() - started
    if took > allowed + signs * SECONDS_A_SIGN:
        raise TooSlow(f"{took:.1f} s for {signs:,} signs")


def _damaged(contents: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Files with pieces taken out, put in and doubled, as bytes."""
    piece = st.sampled_from(PIECES).map(str.encode) | st.binary(max_size=3)
    edit = st.tuples(st.floats(0, 1), st.integers(0, 20), piece, st.booleans())
    return st.builds(_edited, contents.map(lambda text: text.encode("utf-8", "replace")), st.lists(edit, max_size=4))


def _edited(content: bytes, edits: list[tuple[float, int, bytes, bool]]) -> bytes:
    for place, length, piece, is_doubled in edits:
        at = int(place * len(content))
        removed = content[at : at + length]
        content = content[:at] + (removed * 2 if is_doubled else piece) + content[at + length :]
    return content


def _goes_round(kind: str | None) -> Callable[[Any], None]:
    def check(found: Any) -> None:
        content, with_map, encoding = found if isinstance(found, tuple) else (found, False, None)
        started = time.process_time()
        try:
            go_round(content, kind, with_map=with_map, encoding=encoding)
        except TimelineError as error:
            if kind is not None:
                raise AssertionError(f"a sound file is refused: {error}") from error
        _timed(started, len(content), SECONDS_FOR_A_FILE)

    return check


def _loads(content: bytes) -> None:
    """An annotation file is loaded, or refused with problems."""
    started = time.process_time()
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "a.yaml")
        file.write_bytes(content)
        try:
            load_paths(f"sqlite:///{name}/x.db", [file])
        except TimelineError as error:
            raise AssertionError(f"a file's mistakes are problems, not errors: {error}") from error
    _timed(started, len(content), SECONDS_FOR_A_FILE)


def targets() -> dict[str, Target]:
    """Everything that is fuzzed, by name."""
    found = {f"text: {name}": Target(_texts(), _reads(read)) for name, read in READERS.items()}
    for kind, files in FILES.items():
        found[f"file: {kind}"] = Target(files, _goes_round(kind))
        damaged = st.tuples(_damaged(files), st.booleans(), st.none())
        found[f"damaged file: {kind}"] = Target(damaged, _goes_round(None))
    encoded = st.tuples(_damaged(FILES["csv"]), st.just(True), st.sampled_from(CODECS))
    found["encodings"] = Target(encoded, _goes_round(None))
    found["annotations"] = Target(_damaged(st.sampled_from(list(EXAMPLES.values()))), _loads)
    return found


def run(target: Target, examples: int, until: float, kept: DirectoryBasedExampleDatabase) -> str | None:
    """A slice of a target's examples; what failed, with the smallest input, or None."""

    @settings(
        max_examples=examples,
        deadline=None,
        database=kept,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        print_blob=False,
    )
    @given(target.inputs)
    def once(value: Any) -> None:
        if time.monotonic() < until:
            target.check(value)

    try:
        once()
    except Exception as error:  # whatever it is, it is the finding
        told = "\n".join([*getattr(error, "__notes__", []), *traceback.format_exception(error, limit=-6)])
        return "\n".join(line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…" for line in told.splitlines())
    return None


def main(arguments: list[str]) -> int:
    """Runs all targets in turns; the exit code: 1 where one failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzz every reader.")
    parser.add_argument("--minutes", type=float, default=3.0)
    parser.add_argument("--only", default="", help="targets whose name has these words")
    chosen = parser.parse_args(arguments)
    waiting = {name: target for name, target in targets().items() if chosen.only in name}
    if not waiting:
        parser.error(f"no target has {chosen.only!r} in its name: {', '.join(targets())}")
    kept = DirectoryBasedExampleDatabase(KEPT)
    until, examples, failed = time.monotonic() + chosen.minutes * 60, FIRST_SLICE, []
    turns = 0
    while waiting and time.monotonic() < until:
        for name, target in list(waiting.items()):
            failure = run(target, examples, until, kept)
            if failure is not None:
                print(f"\n== {name}\n{failure}", flush=True)
                failed.append(name)
                del waiting[name]
            if time.monotonic() >= until:
                break
        else:
            turns += 1
        examples = min(examples * 2, LARGEST_SLICE)
    print(f"fuzz: {len(waiting) + len(failed)} targets, {turns} whole turns in {chosen.minutes:g} minutes", end="; ")
    print(f"failed: {', '.join(failed)}" if failed else "nothing failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
