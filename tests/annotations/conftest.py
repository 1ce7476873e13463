"""What the tests of annotation files share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.annotations.reading.read_files import Reading, read_paths

ReadText = Callable[..., Reading]


@pytest.fixture
def read_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadText:
    """Reads texts as files: ``read_text("events: ...")`` or ``read_text(**{"a.yaml": ...})``."""
    monkeypatch.chdir(tmp_path)

    def read(text: str = "", **files: str) -> Reading:
        for name, content in (files or {"a.yaml": text}).items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(content, encoding="utf-8")
        return read_paths([Path(name) for name in files or ["a.yaml"]])

    return read
