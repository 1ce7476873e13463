"""What there is to say of a format of export: how to choose it, its options, what it needs and leaves out."""

from collections.abc import Iterator

from timeline.cli.arguments.options import OPTIONS
from timeline.exporters.export_format import ExportFormat, ExportOption


def format_told(each: ExportFormat) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(heading, lines) about a format."""
    yield "what", (each.description,)
    yield "suffixes", each.suffixes
    if each.extra is not None:
        yield "needs", (f'pip install "timeline-db[{each.extra}]"',)
    if each.options:
        yield "options", tuple(map(_option, each.options))
    yield "leaves out", each.leaves_out or ("nothing",)


def _option(option: ExportOption) -> str:
    value = {"flag": "", "count": " N", "choice": f" {'|'.join(option.choices)}"}[option.kind]
    return f"{OPTIONS.name(option.name)}{value}: {option.help}"
