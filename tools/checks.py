"""Every check there is, one after another: ``python tools/checks.py [--lint]``.

All of them run even after one has failed; the last line names those that did.
``--lint`` leaves the tests out.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

OLDER_SQLALCHEMY = Path("build/sqlalchemy-2.0")


class Step(NamedTuple):
    """A check and the command that makes it."""

    name: str
    command: list[str]
    surroundings: Mapping[str, str] = {}


LINT = [
    Step("style", ["ruff", "check", "--output-format=concise", "."]),
    Step("layout of the code", ["ruff", "format", "--check", "--output-format=concise", "."]),
    Step("types", ["mypy"]),
    Step("types of what runs in the browser", ["python", "tools/browser.py", "types"]),
    Step("who imports whom", ["lint-imports", "--no-logo"]),
]

# One worker more than there are processors: tests wait for servers, browsers and clocks.
PYTEST = ["pytest", "-q", f"--numprocesses={(os.cpu_count() or 1) + 1}", "--dist=worksteal"]
# Once more with the older series: what calls SQLAlchemy. Reading hands it texts; rules and commands never see it.
STORAGE_TESTS = [
    "tests/storage/connecting/postgresql/test_served.py",
    *(f"tests/storage/connecting/test_{each}.py" for each in ("engine", "reader", "time_limit")),
    "tests/storage/schema",
    "tests/storage/writing/test_write_rows.py",
    "tests/storage/writing/transaction/test_session.py",
]

TESTS = [
    # Tests start hundreds of processes, and some machines keep Python from writing what it has compiled.
    Step("compiling what they run", ["python", "-m", "compileall", "-q", "timeline", "migrations"]),
    Step(
        "tests of storage with SQLAlchemy 2.0",
        [*PYTEST, *STORAGE_TESTS],
        # tests/conftest.py sees to it that this is the series that was found.
        {"PYTHONPATH": str(OLDER_SQLALCHEMY.resolve()), "TIMELINE_TEST_SQLALCHEMY": "2.0"},
    ),
    Step("tests", PYTEST),
]


# What the tests write is gone in a moment, and a database waits for the disk at every change: memory does as well.
MEMORY = Path("/dev/shm")
IN_MEMORY = {"PYTEST_DEBUG_TEMPROOT": str(MEMORY)} if os.access(MEMORY, os.W_OK | os.X_OK) else {}


def passes(step: Step) -> bool:
    """Runs the step beneath a heading; True where it found no fault."""
    print(f"\n== {step.name}: {' '.join(step.command)}", flush=True)
    program = Path(sys.executable).parent / step.command[0]
    begun = time.monotonic()
    result = subprocess.run([program, *step.command[1:]], env={**IN_MEMORY, **os.environ, **step.surroundings})
    if result.returncode != 0:
        print(f"== {step.name}: FAILED after {time.monotonic() - begun:.0f} s", flush=True)
    return result.returncode == 0


def main() -> int:
    """0 where everything is in order, else 1."""
    steps = LINT if "--lint" in sys.argv[1:] else LINT + TESTS
    failed = [step.name for step in steps if not passes(step)]
    if failed:
        print(f"\nFAILED: {', '.join(failed)}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
