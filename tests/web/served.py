"""A server in a process of its own, and ways to ask it: by http.client, and by bytes on a socket."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from tests.cli.process import COMMAND, environment

TOKEN = "a-token-of-sixteen-signs-or-more"


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: Mapping[str, str]
    """By name in lower case; of several of a name the last."""
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()

    @property
    def json(self) -> Any:
        """The body as data."""
        return json.loads(self.body)


class Served:
    """A server that runs."""

    def __init__(self, process: "subprocess.Popen[str]", said: str) -> None:
        self.process = process
        self.said = said
        """The line with the address."""
        found = re.search(r"http://(\[?[^/\]]+\]?):(\d+)/", said)
        assert found is not None, said
        self.host, self.port = found[1], int(found[2])
        self.url = f"http://{self.host}:{self.port}"

    def get(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Got:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, given)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, found, answer.read())
        finally:
            connection.close()

    def connect(self) -> socket.socket:
        """A connection on which nothing has been sent."""
        return socket.create_connection((self.host, self.port), timeout=30)

    def send(self, data: bytes) -> bytes:
        """What comes back for these bytes, until the server ends the connection."""
        with self.connect() as connection:
            connection.sendall(data)
            return b"".join(iter(lambda: connection.recv(65_536), b""))

    def resident_mib(self) -> float:
        """What the process holds in memory; Linux alone tells."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Ends it: its exit code, and what else it said."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


@contextmanager
def serving(db: str, *arguments: str, token: str | None = None, code: str | None = None) -> Iterator[Served]:
    """A server of a database, on any free port of this machine; at the end it has to end well.

    ``code``: run before it in its process.
    """
    command = COMMAND if code is None else (sys.executable, "-c", f"{code}\nfrom timeline.__main__ import run\nrun()")
    variables = {name: value for name, value in environment().items() if name != "TIMELINE_TOKEN"}
    process = subprocess.Popen(
        [*command, "--db", db, "serve", "--port", "0", *arguments],
        env=variables | ({"TIMELINE_TOKEN": token} if token else {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        assert process.stderr is not None
        said = process.stdout.readline()
        assert said, process.stderr.read()
        served = Served(process, said)
        yield served
        if process.poll() is None:
            code_, _, err = served.stop()
            assert code_ == 0, err
            assert "Traceback" not in err, err
    finally:
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()
