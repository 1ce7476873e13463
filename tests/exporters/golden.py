"""Compares what an exporter writes with a file in tests/golden (see its README)."""

import os
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "golden"


def assert_golden(name: str, text: str) -> None:
    """Fails unless the text is that of the golden file, to the byte."""
    path = _FOLDER / name
    kept = path.read_bytes().decode() if path.exists() else None
    if kept != text and os.environ.get("TIMELINE_UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
        raise AssertionError(f"tests/golden/{name} was written anew: read the difference, then run again")
    assert text == kept, f"not as tests/golden/{name}; TIMELINE_UPDATE_GOLDEN=1 writes it anew"
