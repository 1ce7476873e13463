"""Alembic is for who migrates; whoever writes to a database of today does without."""

import subprocess
import sys


def test_who_writes_does_not_import_alembic() -> None:
    code = "import sys, timeline.actions.load, timeline.actions.importing.import_file; print('alembic' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed == "False\n"
