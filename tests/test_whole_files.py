"""Files that are there whole or not at all: rights, links, names that nobody foresees, what killed runs leave."""

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.users import without_privileges
from timeline import pipes
from timeline.whole_files import (
    WholeFile,
    folder_beside,
    held_mark,
    is_held,
    is_left_by_a_killed_run,
    mark_beside,
    remove_strays,
)


def write(path: Path, text: str = "new") -> None:
    with closing(WholeFile(path)) as file:
        file.out.write(text)
        file.publish()


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- what stands in the end ------------------------------------------------------------------------


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_a_replaced_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")
    path.chmod(mode)
    write(path)
    assert (path.read_text(encoding="utf-8"), rights(path)) == ("new", mode)
    assert names(tmp_path) == ["file"]


def test_a_new_file_gets_the_rights_of_any_new_file(tmp_path: Path) -> None:
    write(tmp_path / "file")
    (tmp_path / "other").touch()
    assert rights(tmp_path / "file") == rights(tmp_path / "other")


def test_the_mask_of_the_process_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # While it were set to be read, another thread's file would be open to all.
    monkeypatch.delattr(os, "umask")
    write(tmp_path / "file")
    assert names(tmp_path) == ["file"]


def test_nobody_may_read_it_while_it_is_written(tmp_path: Path) -> None:
    with closing(WholeFile(tmp_path / "file")):
        (beside,) = tmp_path.iterdir()
        assert rights(beside) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files to others")
def test_a_replaced_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch(0o640)
    os.chown(path, 65534, 65534)
    write(path)
    assert (path.stat().st_uid, path.stat().st_gid, rights(path)) == (65534, 65534, 0o640)


def test_a_file_that_may_not_be_written_to_is_not_replaced(open_folder: Path) -> None:
    path = open_folder / "file"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o444)
    open_folder.chmod(0o777)
    with without_privileges(), pytest.raises(PermissionError):
        write(path)
    assert path.read_text(encoding="utf-8") == "old"


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "file", tmp_path / "link"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o600)
    link.symlink_to(target)
    write(link)
    assert link.is_symlink()
    assert (target.read_text(encoding="utf-8"), rights(target)) == ("new", 0o600)
    assert names(tmp_path / "there") == ["file"]


def test_a_link_to_nothing_makes_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "file")
    write(tmp_path / "link")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "new"
    assert (tmp_path / "link").is_symlink()


def test_what_is_not_published_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old", encoding="utf-8")
    with closing(WholeFile(tmp_path / "file")) as file:
        file.out.write("new")
    assert names(tmp_path) == ["file"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_what_is_there_is_not_replaced_where_it_must_not_be(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for expected in (None, FileExistsError):
        with closing(WholeFile(path)) as file:
            file.out.write("first" if expected is None else "second")
            if expected is None:
                file.publish(replace=False)
            else:
                with pytest.raises(expected):
                    file.publish(replace=False)
    assert path.read_text(encoding="utf-8") == "first"
    assert names(tmp_path) == ["file"]


def test_a_long_name_is_no_matter(tmp_path: Path) -> None:
    write(tmp_path / ("é" * 127))
    assert names(tmp_path) == ["é" * 127]


# --- what is no plain file -------------------------------------------------------------------------


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write(pipe, "through")
    reader.join(timeout=30)
    assert read == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_pipe_that_nobody_reads_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipes, "PATIENCE_SECONDS", 0.1)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(TimeoutError, match="nobody reads from its other end"):
        write(tmp_path / "pipe")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_device_stays_a_device() -> None:
    with closing(WholeFile(Path("/dev/full"))) as file:
        file.out.write("x")
        with pytest.raises(OSError, match="No space left"):
            file.complete()
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_our_own_output_goes_on_where_it_is(tmp_path: Path) -> None:
    script = "from pathlib import Path; from contextlib import closing; from timeline.whole_files import WholeFile\n"
    script += "with closing(WholeFile(Path('/dev/stdout'))) as f: f.out.write('new\\n'); f.publish()\nprint('end')"
    (tmp_path / "out").write_text("before\n", encoding="utf-8")
    with open(tmp_path / "out", "a", encoding="utf-8") as out:
        subprocess.run([sys.executable, "-c", script], stdout=out, check=True, cwd=Path(__file__).parents[1])
    assert (tmp_path / "out").read_text(encoding="utf-8") == "before\nnew\nend\n"


def test_a_pipe_is_read_once_somebody_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    monkeypatch.setattr(pipes, "PATIENCE_SECONDS", 30.0)

    def slowly() -> None:
        time.sleep(0.1)
        with pipe.open("w", encoding="utf-8") as opened:
            for word in ("one ", "two ", "x" * 200_000):
                time.sleep(0.05)  # the other end waits for who has it open
                opened.write(word)
                opened.flush()

    writer = threading.Thread(target=slowly)
    writer.start()
    assert pipes.read_bytes(pipe, 1_000_000) == b"one two " + b"x" * 200_000
    writer.join(timeout=30)
    monkeypatch.setattr(pipes, "PATIENCE_SECONDS", 0.1)
    with pytest.raises(TimeoutError, match="nobody writes to its other end"):
        pipes.read_bytes(pipe, 10)
    with pytest.raises(OSError, match="a device or a socket"):
        pipes.read_bytes(Path("/dev/zero"), 10)


# --- what killed runs leave ------------------------------------------------------------------------

_WRITING = """\
import sys, time
from pathlib import Path
from timeline.whole_files import WholeFile
file = WholeFile(Path(sys.argv[1]))
file.out.write("half")
file.out.flush()
print("writing", flush=True)
time.sleep(60)
"""


def test_what_a_killed_run_left_goes_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    path = tmp_path / "file"
    with subprocess.Popen(
        [sys.executable, "-c", _WRITING, path], stdout=subprocess.PIPE, cwd=Path(__file__).parents[1]
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"writing\n"
        (stray,) = names(tmp_path)
        write(tmp_path / "another")
        assert names(tmp_path) == [stray, "another"], "its run is alive"
        process.send_signal(signal.SIGKILL)
    assert names(tmp_path) == [stray, "another"]
    write(tmp_path / "another")
    assert names(tmp_path) == ["another"]


def test_only_what_is_ours_goes(tmp_path: Path) -> None:
    (tmp_path / ".mine.part").touch()
    (tmp_path / "mine.timeline-part").touch()
    (tmp_path / "target").write_text("kept", encoding="utf-8")
    (tmp_path / ".link.timeline-part").symlink_to(tmp_path / "target")
    before = names(tmp_path)
    remove_strays(tmp_path)
    assert names(tmp_path) == before
    remove_strays(tmp_path / "nowhere")


def test_a_folder_beside_is_gone_in_the_end(tmp_path: Path) -> None:
    with folder_beside(tmp_path, "dump") as made:
        (made / "file").touch()
        remove_strays(tmp_path)
        assert (made / "file").exists(), "it is held"
    assert names(tmp_path) == []


def test_a_folder_of_a_killed_run_goes_with_all_in_it(tmp_path: Path) -> None:
    stray = tmp_path / ".dump.abcd1234.timeline-part"
    stray.mkdir()
    (stray / "file").touch()
    remove_strays(tmp_path)
    assert names(tmp_path) == []


def test_a_mark_tells_a_killed_run_from_a_living_one(tmp_path: Path) -> None:
    path = tmp_path / "timeline.db"
    assert not is_left_by_a_killed_run(path)
    with mark_beside(path):
        assert not is_left_by_a_killed_run(path)
        assert len(names(tmp_path)) == 1
    (tmp_path / ".timeline.db.abcd1234.timeline-part").touch()
    (tmp_path / ".other.db.abcd1234.timeline-part").touch()
    assert is_left_by_a_killed_run(path)
    assert names(tmp_path) == [".other.db.abcd1234.timeline-part"]


def test_a_mark_is_held_by_one_and_stays_where_the_block_fails(tmp_path: Path) -> None:
    mark = tmp_path / ".mark"
    with held_mark(mark, "words"):
        assert is_held(mark)
    assert not mark.exists()
    with pytest.raises(RuntimeError), held_mark(mark, "words"):
        raise RuntimeError
    assert mark.read_text(encoding="utf-8") == "words"
    assert not is_held(mark)
    order = []

    def second() -> None:
        with held_mark(mark, "words"):
            order.append("second")

    other = threading.Thread(target=second)
    with held_mark(mark, "words"):
        other.start()
        time.sleep(0.1)
        order.append("first")
    other.join(timeout=30)
    assert order == ["first", "second"]
    assert not mark.exists()


def test_names_are_not_foreseen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link under the name that would be next leads nowhere: names are taken only where nothing is."""
    import tempfile

    (tmp_path / "secret").write_text("kept", encoding="utf-8")
    (tmp_path / ".file.first.timeline-part").symlink_to(tmp_path / "secret")
    monkeypatch.setattr(tempfile, "_get_candidate_names", lambda: iter(["first", "second"]))
    with closing(WholeFile(tmp_path / "file")) as file:
        file.out.write("new")
        file.publish()
    assert (tmp_path / "secret").read_text(encoding="utf-8") == "kept"
