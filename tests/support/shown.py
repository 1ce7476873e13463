"""Documents that show a session: their commands, run, print what is shown."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^( *)```console\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
ELIDED = "…"


def sessions(text: str) -> Iterator[tuple[str, list[str]]]:
    """(command, lines shown) of every command in the console blocks, but for those of make."""
    for indent, block in BLOCK.findall(text):
        block = re.sub(rf"^{indent}", "", block, flags=re.MULTILINE)
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            if not command.startswith("make "):
                yield command, shown


def run(home: Path, command: str) -> subprocess.CompletedProcess[str]:
    """The command, run in a folder; ``timeline`` is the one of the checkout. Both outputs come together."""
    environment = {key: value for key, value in os.environ.items() if key not in ("TIMELINE_DB", "COLUMNS")}
    environment["PYTHONPATH"] = str(ROOT)
    words = shlex.split(command)
    return subprocess.run(
        [sys.executable, "-m", *words] if words[0] == "timeline" else words,
        cwd=home,
        env=environment,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def assert_shown(command: str, shown: list[str], printed: str) -> None:
    """Fails unless the command printed what is shown; a line of "…" stands for any number of lines."""
    pattern = r"\n".join(r"[\s\S]*" if line.strip() == ELIDED else re.escape(line) for line in shown)
    assert re.fullmatch(pattern, printed.rstrip("\n")), f"`{command}` is shown to print what it does not:\n{printed}"
