"""The formats that programs read."""

from timeline.exporters.export_format import WHAT_IS_IN_NO_EVENT, ExportFormat, ExportOption

_TABLE = ExportOption(
    "table",
    "choice",
    "write this table, a row a thing, a column a kind of value.",
    ("events", "claims", "participants", "figures", "sources", "actors", "places"),
)
"""Its choices are those of ``tidy_tables``, which only an export imports."""
_OF_TABLES = (
    "links to other events",
    "how sources derive from one another",
    "offices held, and when",
    "meanings of words",
)
"""What none of the tables has."""

FORMATS = (
    ExportFormat(
        name="csv",
        module="programs.csv_rows",
        function="export",
        suffixes=(".csv",),
        description="a row an event, or --table; safe in a spreadsheet",
        takes_records=True,
        options=(ExportOption("raw", "flag", "leave cells that a spreadsheet would run as formulas."), _TABLE),
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
    ExportFormat(
        name="xlsx",
        module="programs.xlsx",
        function="export",
        suffixes=(".xlsx",),
        description="Excel: a sheet a table, or that of --table",
        binary=True,
        takes_records=True,
        extra="xlsx",
        options=(_TABLE,),
        leaves_out=_OF_TABLES,
    ),
    ExportFormat(
        name="parquet",
        module="programs.parquet",
        function="export",
        suffixes=(".parquet",),
        description="a typed table: the events, or that of --table",
        binary=True,
        takes_records=True,
        extra="parquet",
        options=(_TABLE,),
        leaves_out=_OF_TABLES,
    ),
)
