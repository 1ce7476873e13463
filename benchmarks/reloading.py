"""A folder of annotation files loaded again: as it is, and after one event was edited; whole processes.

All times are of the processor: a load waits for nobody, and what others do on the machine does not count.

Run from the checkout: python -m benchmarks.reloading [--events N]
"""

import compileall
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any, cast

from benchmarks.databases import CHECKOUT, FOLDER, tell
from benchmarks.generator import World
from benchmarks.measure import Run, arguments, heading, machine, run_once, say_time
from timeline.annotations.writing.writer import write_folder
from timeline.domain.records import RecordSet

BIN = Path(sys.executable).parent
ROUNDS = 7
FILES_OF_EVENTS = 106
"""Three more files have all else."""
MOST_EVENTS = 50_000
"""What people keep in files is written by people."""


def as_files(world: World, folder: Path) -> list[Path]:
    """The world as annotation files: sources, actors and places a file each, the events in FILES_OF_EVENTS."""
    whole = RecordSet({}, {}, {}, {})
    for part in world.parts():
        for all_, some in (
            (whole.sources, part.sources),
            (whole.actors, part.actors),
            (whole.places, part.places),
            (whole.events, part.events),
        ):
            cast(dict[str, Any], all_).update(some)
    in_file = -(-world.events // FILES_OF_EVENTS)
    numbers = {event_id: f"{number // in_file:03}" for number, event_id in enumerate(whole.events)}
    return write_folder(whole, folder, year_of=numbers.__getitem__)


def edit(file: Path) -> None:
    """Edits the title of its first event."""
    file.write_text(file.read_text("utf-8").replace("title: ", "title: Anew ", 1), "utf-8")


def main() -> None:
    """Every line about loading again."""
    options = arguments(__doc__ or "", MOST_EVENTS)
    rounds, events = min(options.rounds, ROUNDS), min(options.events, MOST_EVENTS)
    compileall.compile_dir(str(CHECKOUT / "timeline"), quiet=1)
    print(machine())
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=FOLDER) as name:
        folder = Path(name)
        tell("writing annotation files …")
        files = as_files(World(events), folder / "files")
        edited = next(file for file in files if file.name.startswith("events-"))
        command = [str(BIN / "timeline"), "--db", str(folder / "files.db"), "load", "--quiet", str(folder / "files")]

        def load() -> Run:
            return run_once(command, CHECKOUT)

        def edit_and_load() -> Run:
            edit(edited)
            return load()

        print()
        heading(f"timeline load of {events:,} events in {len(files)} annotation files, seconds of the processor")
        say_time("  the first time", load().processor)
        runs = [(load(), edit_and_load(), run_once(_IMPORTS, CHECKOUT)) for _ in range(rounds)]
        again, after, imports = (median(run.processor for run in each) for each in zip(*runs, strict=True))
        say_time("  again: no file is read", again, most=1.0)
        say_time("  after one event was edited: one file is read", after, most=1.0)
        say_time("  to compare: python -c 'import sqlalchemy, pydantic'", imports)


_IMPORTS = [sys.executable, "-c", "import sqlalchemy, pydantic"]
"""What no load comes about without; it tells how fast the machine was."""


if __name__ == "__main__":
    main()
