"""The command in a process of its own: piped, and on a terminal that is made for it."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "timeline")


def environment(variables: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of such a process: nothing of ours but what it needs, and these variables."""
    dropped = ("COLUMNS", "LINES", "PAGER", "LESS", "MORE", "TIMELINE_DB", "PYTHONUNBUFFERED")
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    return kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm", **(variables or {})}


def run_piped(
    *arguments: str, variables: Mapping[str, str] | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs ``timeline ARGUMENTS`` with its output and errors in pipes."""
    return subprocess.run(
        [*COMMAND, *arguments],
        env=environment(variables),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


class Seen(NamedTuple):
    """What a terminal was sent, both outputs together, and the exit code."""

    text: str
    code: int

    @property
    def lines(self) -> list[str]:
        """Its lines."""
        return self.text.splitlines()


def run_on_terminal(
    *arguments: str,
    columns: int = 80,
    rows: int = 24,
    variables: Mapping[str, str] | None = None,
    program: tuple[str, ...] = COMMAND,
    typed: str = "",
    folder: Path | None = None,
) -> Seen:
    """Runs ``timeline ARGUMENTS`` (or another program) on a terminal of that size; what is typed is seen too."""
    ours, theirs = pty.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        process = subprocess.Popen(
            [*program, *arguments],
            env=environment(variables),
            cwd=folder,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
    finally:
        os.close(theirs)
    try:
        os.write(ours, typed.encode())
        sent = b"".join(iter(lambda: _read(ours), b""))
        code = process.wait(timeout=60)
    finally:
        process.kill()
        os.close(ours)
    return Seen(sent.decode("utf-8").replace("\r\n", "\n"), code)


def _read(terminal: int) -> bytes:
    """What comes next; nothing once all who could write are gone (Linux says so with an error)."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
