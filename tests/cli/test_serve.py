"""Tests of ``timeline serve``: how it starts, what it refuses to start with, how it ends."""

import signal
import socket
from pathlib import Path

import pytest

from tests.cli.process import run_piped
from tests.web.served import TOKEN, serving


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_well(seeds_db: str, number: int) -> None:
    with serving(seeds_db) as served:
        assert served.said.startswith(f"serving {seeds_db} at http://127.0.0.1:")
        assert served.get("/").status == 200
        assert served.stop(number) == (0, "", "")


def test_a_port_that_is_in_use_is_told(seeds_db: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = run_piped("--db", seeds_db, "serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"port {port} is in use by another program: choose another with --port")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("host", ["nonsense.invalid", "192.0.2.1", "a" * 70, "..", "\N{SNOWMAN}" * 100])
def test_a_host_that_is_not_of_this_machine_is_told(seeds_db: str, host: str) -> None:
    variables = {"TIMELINE_TOKEN": TOKEN}
    done = run_piped("--db", seeds_db, "serve", "--port", "0", "--host", host, variables=variables)
    assert done.returncode == 1
    assert f'"{host}" is no address of this machine' in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "token", "said"),
    [
        (("--host", "0.0.0.0"), None, "who may ask must have a token: put one into TIMELINE_TOKEN"),
        (("--host", "192.0.2.1"), None, "who may ask must have a token"),
        (("--allow-host", "timeline.example"), None, "who may ask must have a token"),
        (("--host", "0.0.0.0"), TOKEN, "name with --allow-host those by which it is reached"),
        (("--host", "::"), TOKEN, "name with --allow-host those by which it is reached"),
        ((), "short", "TIMELINE_TOKEN has to be 16 or more"),
        ((), "a token with spaces", "TIMELINE_TOKEN has to be 16 or more"),
    ],
)
def test_what_is_not_safe_does_not_start(
    seeds_db: str, arguments: tuple[str, ...], token: str | None, said: str
) -> None:
    variables = {"TIMELINE_TOKEN": token or ""}
    done = run_piped("--db", seeds_db, "serve", "--port", "0", *arguments, variables=variables)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert token is None or token not in done.stderr


def test_every_address_is_served_under_the_names_allowed(seeds_db: str) -> None:
    with serving(seeds_db, "--host", "0.0.0.0", "--allow-host", "Timeline.Example", token=TOKEN) as served:
        asks = {"Authorization": f"Bearer {TOKEN}"}
        assert served.get("/", Host="timeline.example", **asks).status == 200
        assert served.get("/", Host="127.0.0.1", **asks).status == 421
        assert served.get("/", Host="timeline.example").status == 401


def test_what_is_no_database_is_told_at_once(tmp_path: Path) -> None:
    done = run_piped("--db", str(tmp_path / "none.db"), "serve", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.startswith("there is no database at ")


def test_without_the_extra_it_says_what_to_install(seeds_db: str) -> None:
    code = "import sys; sys.modules['uvicorn'] = None"
    with (
        pytest.raises(AssertionError, match=r'serve needs uvicorn: pip install "timeline-db\[web\]"'),
        serving(seeds_db, code=code),
    ):
        pass


def test_each_request_is_logged_in_a_line(seeds_db: str) -> None:
    with serving(seeds_db, "--log") as served:
        served.get("/events?text=%0ax")
        served.get("/nothing", Host="evil.example")
        code, _, err = served.stop()
    lines = err.splitlines()
    assert code == 0
    assert len(lines) == 2
    assert " 127.0.0.1 GET /events?text=%0ax 200 " in lines[0]
    assert " 127.0.0.1 GET /nothing 421 " in lines[1]
    assert all(line.endswith(" ms") for line in lines)
