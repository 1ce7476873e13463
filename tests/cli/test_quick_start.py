"""A question starts quickly because it imports little; benchmarks/start.py measures it."""

import subprocess
import sys

from tests.cli.process import environment

CODE = """\
import sys, timeline.cli.commands.events
print(*sorted(sys.modules))
"""
# Each of these costs a millisecond or more, in every question that is asked.
NOT_NEEDED = {
    "timeline.domain.words.names",
    "timeline.domain.claims.figures",
    "timeline.domain.dates.typed.edtf_hints",
    "timeline.exporters.registry",
    "timeline.storage.reading.naming.named_records",
}


def test_a_question_imports_nothing_that_it_does_not_need() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=environment(), capture_output=True, encoding="utf-8", check=True
    )
    assert not NOT_NEEDED & set(done.stdout.split())
