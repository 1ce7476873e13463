"""The formats that programs read."""

from timeline.exporters.export_format import WHAT_IS_IN_NO_EVENT, ExportFormat, ExportOption

FORMATS = (
    ExportFormat(
        name="csv",
        module="programs.csv_rows",
        function="export",
        suffixes=(".csv",),
        description="a row an event, safe to open in a spreadsheet",
        options=(ExportOption("raw", "flag", "leave cells that a spreadsheet would run as formulas."),),
        leaves_out=(
            "links to other events",
            "why the editor decided on a date",
            "of claims, all but the place in the source, figures and participants",
            "of actors, all but the name",
            "of places, all but the name and the point",
            "of sources, all but the id",
            *WHAT_IS_IN_NO_EVENT,
        ),
    ),
    ExportFormat(
        name="json",
        module="programs.json_entries",
        function="export_array",
        suffixes=(".json",),
        description="an array of events, every claim beside its source",
        leaves_out=(
            "why the editor decided on a date",
            "quotes and credibility of claims",
            "whether a figure is approximate",
            "of actors, other names, kinds, groups and notes",
            "of places, other names, kinds, what they lie in, and notes",
            "of sources, all but the id, the publisher and the date",
            *WHAT_IS_IN_NO_EVENT,
        ),
    ),
    ExportFormat(
        name="jsonl",
        module="programs.json_entries",
        function="export_lines",
        suffixes=(".jsonl", ".ndjson"),
        description="the same objects, one a line",
        takes_records=True,
    ),
)
