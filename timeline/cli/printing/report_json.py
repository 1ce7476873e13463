"""What a load did, for programs: one JSON object."""

import json
from typing import Any

from timeline.actions.loading.report import Report


def report_text(report: Report) -> str:
    """The report with every record by its id, and every field that changed, as JSON."""
    found: dict[str, Any] = report._asdict()
    found["added"] = [each._asdict() for each in report.added]
    found["changed"] = [
        each._asdict() | {"fields": [difference._asdict() for difference in each.fields]} for each in report.changed
    ]
    found["renamed"] = [each._asdict() for each in report.renamed]
    found["removed"] = [each._asdict() for each in report.removed]
    found["stayed"] = [
        {
            "kind": each.kind,
            "id": each.id,
            "is_gone": each.is_gone,
            "fields": [
                difference._asdict() | {"change": wrote and wrote.id}
                for difference, wrote in zip(each.fields, each.wrote, strict=True)
            ],
            "change": each.change and each.change.id,
        }
        for each in report.stayed
    ]
    found["missing"] = [each._asdict() for each in report.missing]
    found["advice"] = [{"path": each.path, "line": each.line, "message": each.message} for each in report.advice]
    return json.dumps(found, ensure_ascii=False, indent=2)
