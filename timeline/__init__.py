"""timeline: what happened when, who was in it, and who says so.

``timeline.open`` opens a database from Python; docs/python.md tells the rest. Whatever is named here is imported
when it is first asked for, so that ``import timeline`` costs next to nothing. ``__init__.pyi`` says the same to
those who check types.
"""

__version__ = "0.1.0"

_MODULES = {
    "api": ("Events", "Timeline", "check", "open"),
    "query": ("Filters", "NarrowingFilters"),
    "actions.loading.check": ("Checked",),
    "actions.duplicates.find_duplicates": ("Duplicate", "Duplicates"),
    "actions.history.log": ("Logged", "Touched"),
    "actions.history.refusal": ("CannotUndo",),
    "actions.history.undoing": ("Conflict",),
    "actions.rename": ("RenameReport",),
    "actions.loading.report": ("ImportReport", "Report"),
    "actions.show": ("RecordInContext",),
    "storage.reading.moment": ("Member",),
    "domain.comparing.changes": ("Difference",),
    "domain.chronology": (
        "ClaimedDate",
        "Entry",
        "EntryClaim",
        "EntryLink",
        "EntryParticipant",
        "EntryPlace",
        "EventDate",
    ),
    "domain.conflicts.conflict": (
        "Contradiction",
        "EventNamed",
        "LinkMade",
        "SideTaken",
        "Stated",
        "TakenFrom",
        "TermHeld",
    ),
    "domain.counting.counted": ("Cell", "CountRow", "CountTable", "CountValue", "Sum"),
    "domain.duplicates.blocks": ("PairsLeftOut",),
    "domain.dates.when": ("Span",),
    "domain.history": ("Change", "Count"),
    "domain.records": (
        "Actor",
        "Claim",
        "Condition",
        "Derivation",
        "Event",
        "Figure",
        "Link",
        "Membership",
        "Participant",
        "Place",
        "Question",
        "RecordSet",
        "Source",
        "Term",
    ),
    "errors": (
        "AmbiguousName",
        "DatabaseError",
        "NoDatabase",
        "TimelineError",
        "TimelineWarning",
        "UnknownName",
        "UsageFault",
    ),
    "actions.loading.invalid_files": ("EditedTwice", "InvalidFiles", "StaleFiles"),
    "actions.loading.stale_copies": ("StaleCopy",),
    "actions.loading.three_ways": ("EditConflict", "Stayed"),
    "domain.comparing.merge": ("EditClash",),
    "problems": ("Problem",),
    "storage.reading.overviews.lists": ("Listed",),
    "storage.writing.compare": ("Changed", "Named", "Removed", "Renamed"),
}
"""The public names, by the module of this package that has them."""

__all__ = ["__version__", *sorted(name for names in _MODULES.values() for name in names)]


def __getattr__(name: str) -> object:
    for module, names in _MODULES.items():
        if name in names:
            from importlib import import_module

            found: object = getattr(import_module(f"{__name__}.{module}"), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
