"""What people install: a wheel that works in any folder, with no checkout around."""

import json
import os
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from timeline.exporters.registry import FORMATS

CHECKOUT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


def succeed(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    """What the command printed; its whole output is shown where it fails."""
    result = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    return result.stdout


def build(kind: str, project: Path, folder: Path) -> Path:
    """Builds without a network: with the hatchling that is installed."""
    succeed(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder, cwd=project)
    [built] = folder.iterdir()
    return built


def files_of(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", CHECKOUT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_carries_migrations_and_seeds(wheel: Path) -> None:
    expected = {
        f"timeline/_bundled/{path.relative_to(CHECKOUT).as_posix()}"
        for folder in ("migrations", "seeds")
        for path in (CHECKOUT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert any(name.endswith(".py") for name in expected)
    assert any(name.endswith(".yaml") for name in expected)
    assert expected <= files_of(wheel)


def test_the_wheel_carries_the_package_and_nothing_else(wheel: Path) -> None:
    files = files_of(wheel)
    assert {"timeline/__init__.py", "timeline/py.typed", "timeline/cli/__init__.py"} <= files
    assert [name for name in files if not name.startswith("timeline/")] == []
    assert [name for name in files if "__pycache__" in name or name.endswith((".pyc", ".db"))] == []


def test_of_what_runs_in_the_browser_the_wheel_carries_the_built_files(wheel: Path) -> None:
    browser = CHECKOUT / "timeline" / "browser"
    kinds = ("*.js", "*.css", "*.svg")
    built = {path.relative_to(CHECKOUT).as_posix() for kind in kinds for path in browser.glob(kind)}
    built.add("timeline/browser/land.json")
    assert {"timeline/browser/page.js", "timeline/browser/served.js"} <= built
    assert {name for name in files_of(wheel) if name.startswith("timeline/browser/")} == built


def test_the_wheel_carries_what_pages_and_documents_are_made_of(wheel: Path) -> None:
    """Bundles, styles, land, templates, fonts and the licences of all of it; not what builds them."""
    files = files_of(wheel)
    beside_code = {
        path.relative_to(CHECKOUT).as_posix()
        for path in (CHECKOUT / "timeline").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyi", ".pyc") and not _builds_the_browser(path)
    }
    assert {"timeline/browser/page.js", "timeline/browser/served.js", "timeline/browser/page.css"} <= beside_code
    assert beside_code <= files
    assert [name for name in files if name.startswith("timeline/browser/") and _builds_the_browser(Path(name))] == []
    licensed = {Path(name).parent for name in files if name.endswith((".ttf", ".otf", ".woff2"))}
    for folder in licensed:
        assert any(Path(name).parent == folder and "OFL" in name for name in files), f"{folder}: fonts without licence"


def _builds_the_browser(path: Path) -> bool:
    """Whether a file serves to build and check what runs in the browser."""
    if "browser" not in path.parts:
        return False
    below = path.parts[path.parts.index("browser") + 1 :]
    is_setting = path.name.startswith("package") or path.name in ("tsconfig.json", ".npmrc")
    return below[0] in ("src", "making", "node_modules") or is_setting


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel installed alone, into a folder; what it needs is taken from the tests' own packages."""
    folder = tmp_path_factory.mktemp("unpacked") / "packages"
    install = ("install", "--quiet", "--no-deps", "--no-index", "--target", folder, wheel)
    succeed(sys.executable, "-m", "pip", "--disable-pip-version-check", *install, cwd=folder.parent)
    return folder


def test_what_is_installed_writes_every_format(unpacked: Path, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONPATH": str(unpacked), "TIMELINE_DB": "iraq.db"}
    where = "import timeline; print(timeline.__file__)"
    assert succeed(sys.executable, "-c", where, cwd=tmp_path, env=env).startswith(str(unpacked))
    timeline = sys.executable, "-m", "timeline"
    succeed(*timeline, "load", unpacked / "timeline" / "_bundled" / "seeds" / "iraq-2020", cwd=tmp_path, env=env)
    for each in FORMATS.values():
        succeed(*timeline, "export", f"all{each.suffixes[0]}", cwd=tmp_path, env=env)
        assert (tmp_path / f"all{each.suffixes[0]}").stat().st_size > 1000
    assert "Pompeo telephones Salih" in (tmp_path / "all.html").read_text(encoding="utf-8")
    assert "Pompeo telephones Salih" in (tmp_path / "all.svg").read_text(encoding="utf-8")


def test_a_wheel_made_from_the_source_archive_is_the_same(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", CHECKOUT, tmp_path / "sdist")
    with tarfile.open(archive) as unpacked:
        unpacked.extractall(tmp_path / "sources", filter="data")
    [sources] = (tmp_path / "sources").iterdir()
    assert files_of(build("wheel", sources, tmp_path / "again")) == files_of(wheel)


def test_an_installed_command_needs_no_checkout(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "new home 100%"
    venv.create(home / "venv", with_pip=False, symlinks=os.name != "nt")
    commands = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", str(commands / "python")]
    pins = CHECKOUT / "requirements" / "run.txt"
    succeed(*pip, "install", "--quiet", "--require-hashes", "-r", pins, cwd=home)
    succeed(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=home)

    empty = home / "empty"
    empty.mkdir()
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    env = {**kept, "HOME": str(home), "PYTHONWARNINGS": "error"}
    timeline = commands / "timeline"
    # The seeds lie beside the migrations.
    where = succeed(
        commands / "python", "-c", "from timeline import bundled; print(bundled.migrations())", cwd=empty, env=env
    )
    seeds = Path(where.strip()).parent / "seeds" / "iraq-2020"
    assert seeds.is_relative_to(home)

    succeed(timeline, "load", seeds, cwd=empty, env=env)
    events = json.loads(succeed(timeline, "events", "--on", "2020-09-21", "--format", "json", cwd=empty, env=env))
    [call] = [event for event in events if event["id"] == "pompeo-salih-call"]
    assert call["date"]["status"] == "disputed"
    assert call["date"]["edtf"] == "[2020-09-20,2020-09-21]"

    for name in ("c.html", "c.svg"):
        succeed(timeline, "export", name, cwd=empty, env=env)
        assert call["title"] in (empty / name).read_text(encoding="utf-8")
    lacking = subprocess.run([timeline, "export", "c.png"], cwd=empty, env=env, capture_output=True, text=True)
    assert (lacking.returncode, lacking.stdout) == (1, "")
    assert lacking.stderr == 'png needs typst: pip install "timeline-db[pdf]"\n'
    assert sorted(path.name for path in empty.iterdir()) == ["c.html", "c.svg", "timeline.db"]
