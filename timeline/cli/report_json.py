"""What a load did, for programs: one JSON object."""

import json
from collections.abc import Sequence
from typing import Any

from timeline.problems import Problem
from timeline.storage.writing.compare import LoadReport


def report_text(report: LoadReport, advice: Sequence[Problem], *, dry_run: bool) -> str:
    """The report with every record by its id, and every field that changed, as JSON."""
    found: dict[str, Any] = {
        "dry_run": dry_run,
        "added": [each._asdict() for each in report.added_named],
        "changed": [
            {"kind": each.kind, "id": each.id, "fields": [_field(*difference) for difference in each.differences]}
            for each in report.changed_named
        ],
        "removed": [each._asdict() for each in report.removed_named],
        "left": report.left,
        "redated": report.redated,
        "advice": [{"path": each.path, "line": each.line, "message": each.message} for each in advice],
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def _field(path: tuple[str, ...], before: str | None, after: str | None) -> dict[str, Any]:
    return {"path": path, "before": before, "after": after}
