"""Pages of 50 events from ``timeline serve``, for one client and for twenty; Datasette on the same database beside it.

Run from the checkout: python -m benchmarks.server [--events N] [--seconds S] [--without-datasette]

The server has one core, where the system lets it be chosen, its clients another. Datasette is installed into
build/datasette, where it can be: it is no dependency of ours.
"""

import argparse
import asyncio
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from math import ceil
from pathlib import Path
from time import monotonic, perf_counter, sleep
from typing import NamedTuple
from urllib.request import urlopen

from benchmarks.databases import CHECKOUT, made, tell
from benchmarks.generator import DAYS, FIRST_DAY

CLIENTS = 20
PORT = 8_791
DATASETTE = CHECKOUT / "build" / "datasette"
LEAST_A_SECOND, MOST_P99, MOST_MIB = 500, 50, 100
"""The targets: pages a second, milliseconds of the slowest in a hundred for twenty clients, MiB."""
_DAYS_ASKED = 30

Addresses = Callable[[random.Random], str]


class Figures(NamedTuple):
    """What some clients saw."""

    a_second: float
    p50: float
    """Milliseconds, as ``p99``."""
    p99: float


def ours(chance: random.Random) -> str:
    """The first page of a month."""
    first = FIRST_DAY + timedelta(days=chance.randrange(DAYS - _DAYS_ASKED))
    return f"/events?from={first}&to={first + timedelta(days=_DAYS_ASKED - 1)}"


def ours_as_data(chance: random.Random) -> str:
    """The same as data, with all claims and participants."""
    return ours(chance).replace("/events", "/events.json", 1)


def theirs(name: str) -> Addresses:
    """The same rows of the table of events, by their first day."""

    def address(chance: random.Random) -> str:
        first = FIRST_DAY.toordinal() + chance.randrange(DAYS - _DAYS_ASKED)
        window = f"begin_earliest__gte={first}&begin_earliest__lte={first + _DAYS_ASKED - 1}"
        return f"/{name}/event?{window}&_sort=sort_day&_size=50&_nofacet=1&_nosuggest=1&_nocount=1"

    return address


async def _client(port: int, addresses: Addresses, seed: int, until: float, took: list[float]) -> None:
    """Asks for one page after another on one connection, each another page."""
    chance = random.Random(seed)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while monotonic() < until:
        begun = perf_counter()
        request = f"GET {addresses(chance)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n"
        writer.write(request.encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200"):
            raise RuntimeError(f"{request.split()[1]}: {head[:200]!r}")
        if b"transfer-encoding: chunked" in head:
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readexactly(2)
        else:
            await reader.readexactly(int(head.split(b"content-length: ")[1].split(b"\r\n")[0]))
        took.append(perf_counter() - begun)
    writer.close()


async def ask(port: int, addresses: Addresses, clients: int, seconds: float) -> Figures:
    """So many clients for so long."""
    took: list[float] = []
    begun = monotonic()
    await asyncio.gather(*(_client(port, addresses, seed, begun + seconds, took) for seed in range(clients)))
    passed = monotonic() - begun
    took.sort()
    return Figures(len(took) / passed, took[len(took) // 2] * 1000, took[ceil(len(took) * 0.99) - 1] * 1000)


@contextmanager
def running(words: list[str], cores: set[int]) -> Iterator[subprocess.Popen[bytes]]:
    """A server that answers."""
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=CHECKOUT)
    try:
        if cores:
            os.sched_setaffinity(process.pid, cores)
        for _ in range(100):
            try:
                urlopen(f"http://127.0.0.1:{PORT}/", timeout=10).close()
                break
            except OSError:
                sleep(0.2)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def resident_mib(process: "subprocess.Popen[bytes]") -> float:
    """The most that it has held; Linux alone tells."""
    status = Path(f"/proc/{process.pid}/status")
    return int(status.read_text().partition("VmHWM:")[2].split()[0]) / 1024 if status.exists() else float("nan")


def measured(name: str, words: list[str], addresses: list[tuple[str, Addresses]], seconds: float, core: int) -> None:
    """Prints what a server does."""
    with running(words, {core} if core >= 0 else set()) as process:
        for what, asked in addresses:
            asyncio.run(ask(PORT, asked, 2, min(seconds, 2)))  # warms up
            for clients in (1, CLIENTS):
                found = asyncio.run(ask(PORT, asked, clients, seconds))
                print(
                    f"  {name}, {what}, {clients:2} at once: {found.a_second:6.0f} a second, "
                    f"p50 {found.p50:6.1f} ms, p99 {found.p99:6.1f} ms",
                    flush=True,
                )
        print(f"  {name}: {resident_mib(process):.0f} MiB resident at most", flush=True)


def datasette(database: Path) -> list[str] | None:
    """What runs Datasette; None where it cannot be installed."""
    program = DATASETTE / "bin" / "datasette"
    if not program.exists():
        tell("installing Datasette into build/datasette …")
        steps = [
            [sys.executable, "-m", "venv", str(DATASETTE)],
            [str(DATASETTE / "bin" / "pip"), "-q", "install", "datasette"],
        ]
        if any(subprocess.run(step, capture_output=True, check=False).returncode for step in steps):
            return None
    return [
        str(program),
        "serve",
        "--immutable",
        str(database),
        "--port",
        str(PORT),
        "--setting",
        "sql_time_limit_ms",
        "9000",
    ]


def main() -> None:
    """Prints the figures beside the targets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--without-datasette", action="store_true")
    given = parser.parse_args()
    database = made(given.events)
    core = -1
    if hasattr(os, "sched_setaffinity") and len(os.sched_getaffinity(0)) > 1:
        core, *others = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, others)
    print(f"{given.events:,} events, {date.today()}; the server on {'one core' if core >= 0 else 'any core'}")
    print(f"targets: {LEAST_A_SECOND} pages a second, p99 {MOST_P99} ms at {CLIENTS} clients, {MOST_MIB} MiB")
    serve = [sys.executable, "-m", "timeline", "--db", str(database.path), "serve", "--port", str(PORT)]
    measured("timeline", serve, [("a page", ours), ("its data", ours_as_data)], given.seconds, core)
    if given.without_datasette:
        return
    other = datasette(database.path)
    if other is None:
        print("  Datasette cannot be installed here")
    else:
        measured("Datasette", other, [("a page", theirs(database.path.stem))], given.seconds, core)


if __name__ == "__main__":
    main()
