"""Alembic is for who migrates; whoever writes to a database of today does without."""

import subprocess
import sys


def test_who_writes_does_not_import_alembic() -> None:
    modules = "timeline.actions.loading.load, timeline.actions.importing.import_file"
    code = f"import sys, {modules}; print('alembic' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed == "False\n"
