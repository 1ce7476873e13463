"""Writes down what every command prints: ``python -m benchmarks.behaviour FOLDER [--samples DATA] [--events N]``.

For a change that is to change nothing that people see: run it before and after, into two folders, and
``diff -r`` them. A file an answer, named after its command: exit code, stdout, stderr; exports as they are
written. The databases: the seeds, each sample file of DATA (imported, and imported again), and N generated
events; each on SQLite and on PostgreSQL. What differs between the two databases is said at the end, and exits 1.
"""

import argparse
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from filecmp import cmp
from pathlib import Path
from tempfile import TemporaryDirectory

from click.testing import CliRunner

from benchmarks.databases import load
from benchmarks.generator import World
from tests.support import postgres
from timeline.cli import COMMANDS, main

CHECKOUT = Path(__file__).resolve().parents[1]
SEEDS = CHECKOUT / "seeds" / "iraq-2020"
SAMPLES = {
    "ucdp": "ucdp-ged-iraq-sample.csv",
    "gdelt": "gdelt-events-sample.csv",
    "eras": "timelinejs-eras.json",
    "women": "timelinejs-women-in-computing.csv",
}
MADE_ON = "2031-05-04"
FORMATS = {"md": "md", "html": "html", "csv": "csv", "json": "json", "jsonl": "jsonl"}

Arguments = tuple[str, ...]

ASKED_OF_ALL: Sequence[Arguments] = (
    ("events", "--limit", "60"),
    ("events", "--limit", "60", "--reverse"),
    ("events", "--limit", "20", "--offset", "30"),
    ("events", "--undated", "--limit", "60"),
    ("events", "--disputed", "--limit", "60"),
    ("events", "--standing", "alleged", "--standing", "denied", "--limit", "60"),
    ("events", "--as-of", "2020-10-15", "--limit", "60"),
    ("events", "--type", "consult", "--limit", "60"),
    ("events", "--role", "target", "--limit", "60"),
    ("actors",),
    ("sources",),
    ("places",),
    ("actors", "--format", "json"),
    ("sources", "--format", "csv"),
    ("places", "--format", "jsonl"),
    ("events", "--actor", "nobody-is-called-so"),
    ("show", "nothing-has-this-id"),
)
SEEDS_ASKED: Sequence[Arguments] = (
    ("events", "--on", "2020-09-21"),
    ("events", "--on", "2020-09-21", "--certain"),
    ("events", "--from", "2020-09-20", "--to", "2020-09-30", "--format", "json"),
    ("events", "--during", "2020-06", "--actor", "PMF", "--with-members"),
    ("events", "--actor", "kadhemi", "--role", "initiator", "--format", "csv"),
    ("events", "--actor", "Trump", "--any-actor", "Pompeo"),
    ("events", "--place", "baghdad", "--format", "jsonl"),
    ("events", "--source", "AFP"),
    ("events", "--tag", "embassy"),
    ("events", "--text", '"green zone" rocket*'),
    ("events", "--on", "2020-09-21", "--certain", "--as-of", "2020-09-28"),
    ("events", "--actor", "Hezbollah"),
    ("events", "--during", "10/7/2008"),
)
OTHERS_ASKED: Sequence[Arguments] = (
    ("events", "--during", "2014-06", "--format", "json"),
    ("events", "--from", "2005", "--to", "2006", "--limit", "40"),
    ("events", "--on", "2015-03-14", "--limit", "40"),
)


class Writer:
    """Runs commands on one database and writes down what they answer, each in a file of its own."""

    def __init__(self, folder: Path, database: str, scratch: Path) -> None:
        self._folder = folder
        self.database = database
        self._scratch = scratch
        folder.mkdir(parents=True)

    def run(self, *arguments: str, name: str | None = None) -> str:
        """What the command prints on stdout; all of its answer is written down."""
        runner = CliRunner(env={"TIMELINE_DB": None, "COLUMNS": "80"})
        result = runner.invoke(main, ["--db", self.database, *arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        said = f"exit {result.exit_code}\n{result.stdout}\n-- stderr\n{result.stderr}"
        places = {
            self.database: "DATABASE",
            str(self._folder): "FOLDER",
            str(self._scratch): "SCRATCH",
            str(CHECKOUT): ".",
        }
        for found, shown in places.items():  # names of this machine
            said = said.replace(found, shown)
        said = re.sub(r"postgresql://\S+?timeline_test_\w+\?host=\S+?(?=[:\s])", "DATABASE", said)
        (self._folder / f"{name or _name(arguments)}.txt").write_text(said)
        return result.stdout

    def export(self, *filters: str) -> None:
        """Every format's export of a question, as it is written."""
        for format_name, suffix in FORMATS.items():
            path = self._folder / f"{_name(('export', *filters))}.{suffix}"
            made = ("--made-on", MADE_ON, "--title", "Held") if format_name in ("md", "html") else ()
            self.run("export", str(path), *made, *filters, name=f"{path.name}.said")

    def dump(self) -> None:
        """The annotation files."""
        self.run("dump", str(self._folder / "dump"), name="dump-said")

    def every_record(self, most: int) -> None:
        """``show`` of the first records of each kind, as text and as JSON."""
        import json

        for command in ("events", "actors", "sources", "places"):
            limit = ("--limit", str(most)) if command == "events" else ()
            listed = json.loads(self.run(command, *limit, "--format", "json", name=f"ids-of-{command}"))
            for each in listed[:most]:
                self.run("show", each["id"])
                self.run("show", each["id"], "--format", "json")


def _name(arguments: Sequence[str]) -> str:
    said = " ".join(arguments).replace(str(CHECKOUT), "")
    return re.sub(r"[^\w.]+", "-", said).strip("-")[:120]


Job = Callable[[Writer], None]
"""Asks a new database."""


def seeds(writer: Writer) -> None:
    """The main job, on the seeds."""
    writer.run("init")
    writer.run("check", str(SEEDS))
    writer.run("load", str(SEEDS), name="load")
    writer.run("load", str(SEEDS), name="load-again")
    for arguments in (*ASKED_OF_ALL, *SEEDS_ASKED):
        writer.run(*arguments)
    writer.every_record(500)
    writer.export()
    writer.export("--during", "2020-09")
    writer.dump()


def sample(path: Path) -> Job:
    """An import of a file, twice."""

    def write(writer: Writer) -> None:
        writer.run("import", str(path), name="import")
        writer.run("import", str(path), name="import-again")
        for arguments in (*ASKED_OF_ALL, *OTHERS_ASKED):
            writer.run(*arguments)
        writer.every_record(40)
        writer.export()
        writer.dump()

    return write


def generated(events: int) -> Job:
    """Invented events, loaded by the product's loader."""

    def write(writer: Writer) -> None:
        load(writer.database, World(events))
        for arguments in (*ASKED_OF_ALL, *OTHERS_ASKED):
            writer.run(*arguments)
        writer.every_record(20)
        writer.export("--during", "2011")

    return write


def helps(writer: Writer) -> None:
    """Every command's help, and the formats."""
    writer.run("--help")
    writer.run("formats")
    for command in COMMANDS:
        writer.run(command, "--help")


@contextmanager
def new_database(kind: str, scratch: Path) -> Iterator[str]:
    """The address of a database of a kind, empty."""
    if kind == "postgresql":
        with postgres.new_database() as url:
            yield url
    else:
        with TemporaryDirectory(dir=scratch) as folder:
            yield str(Path(folder) / "timeline.db")


def write_down(folder: Path, samples: Path | None, events: int) -> None:
    """All of it, into an empty folder."""
    with TemporaryDirectory() as held:
        scratch = Path(held)
        jobs: dict[str, Job] = {"help": helps, "seeds": seeds}
        for name, file in SAMPLES.items() if samples is not None else ():
            # Read from elsewhere, so that what is printed names no folder of this machine.
            jobs[name] = sample(Path(shutil.copyfile((samples or scratch) / file, scratch / file)))
        jobs["generated"] = generated(events)
        for kind in ("sqlite", "postgresql"):
            for name, job in jobs.items():
                print(f"{kind}: {name} …", file=sys.stderr, flush=True)
                with new_database(kind, scratch) as database:
                    job(Writer(folder / kind / name, database, scratch))


def between(one: Path, other: Path) -> list[str]:
    """The files that are not the same in both folders."""
    names = {str(each.relative_to(root)) for root in (one, other) for each in root.rglob("*") if each.is_file()}
    both = ((one / name, other / name) for name in sorted(names))
    return [str(a) for a, b in both if not (a.exists() and b.exists() and cmp(a, b, shallow=False))]


def run() -> int:
    """0 where both databases answered alike."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="new, or empty")
    parser.add_argument("--samples", type=Path, help="a folder with the sample files")
    parser.add_argument("--events", type=int, default=20_000, help="how many generated events (20000)")
    asked = parser.parse_args()
    if asked.folder.exists() and any(asked.folder.iterdir()):
        parser.error(f"{asked.folder} is not empty")
    postgres.begin_run()
    try:
        write_down(asked.folder, asked.samples, asked.events)
    finally:
        postgres.end_run()
    differing = between(asked.folder / "sqlite", asked.folder / "postgresql")
    for name in differing:
        print(f"PostgreSQL answers otherwise: {name}")
    print(f"{sum(1 for each in asked.folder.rglob('*') if each.is_file()):,} answers in {asked.folder}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(run())
