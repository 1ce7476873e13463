"""A download: what the filters find, as a file in one of the formats of export."""

import io
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from typing import IO
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.responses import Response, StreamingResponse

from timeline.actions.answer import answer
from timeline.actions.export import DEFAULT_TITLE, options_given, write_chronology
from timeline.domain.words.names import slug
from timeline.errors import UsageFault
from timeline.exporters.export_format import ExportFormat
from timeline.exporters.registry import OPTIONS, format_named
from timeline.web.asking import SPELLING, Asked, read_request
from timeline.web.pages.page import Asking

_TIMES_AS_LONG = 10
"""Of what another question may take."""
_IN_MEMORY = 1 << 20
_AT_A_TIME = 1 << 16
_MEDIA_TYPES = {
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "geojson": "application/geo+json",
    "timelinejs": "application/json",
    "jsonld": "application/ld+json",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
}
"""Those of IANA's registry; a format that is not here is sent as bytes."""


def download(asking: Asking) -> Response:
    """The file. Raises TimelineError for what cannot be asked, and where the format's extra is not installed.

    It may take ten times as long as another question. It is written first and sent then: who fetches slowly does not
    keep a database from being written to.
    """
    names = {SPELLING.name(name): name for name in OPTIONS}
    asked = Asked(asking.query, "format", "title", *names)
    if "format" not in asked.others:
        raise UsageFault("choose the format: /export?format=csv, or another that `timeline formats` lists")
    format_ = format_named(asked.others.pop("format"))
    title = asked.others.pop("title", "").strip() or DEFAULT_TITLE
    options = options_given(
        format_, {names[name]: _option(names[name], value) for name, value in asked.others.items()}, SPELLING.name
    )
    request = read_request(asking.site.database, asked.filters)
    format_.load()  # what is missing is told before anything is asked
    file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed when it has been sent
    try:
        limit = asking.site.time_limit * _TIMES_AS_LONG
        with answer(
            asking.site.database,
            request,
            in_parts=format_.for_people,
            brief_claims=format_.has_brief_claims(options),
            time_limit=limit,
        ) as found:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
            write_chronology(found, text, format_, made_on=date.today().isoformat(), title=title, **options)
            text.flush()
            text.detach()
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    headers = {
        "content-length": str(size),
        "content-disposition": f"attachment; {_file_name(title, format_)}",
        "cache-control": "private, no-cache",
    }
    media_type = _MEDIA_TYPES.get(format_.name, "application/octet-stream")
    return StreamingResponse(_parts(file), 200, headers, media_type, BackgroundTask(file.close))


def _option(name: str, value: str) -> object:
    """The value as a format takes it; what is none stays a text, and is refused with what to write."""
    kind = OPTIONS[name].kind
    if kind == "flag":
        return value.lower() in ("", "1", "yes", "true", "on")
    return int(value) if kind == "count" and value.isascii() and value.isdigit() else value


def _parts(file: IO[bytes]) -> Iterator[bytes]:
    while part := file.read(_AT_A_TIME):
        yield part


def _file_name(title: str, format_: ExportFormat) -> str:
    """A name for any disk, and beside it (RFC 6266) the title as it is."""
    suffix = format_.suffixes[0]
    plain = slug(title)[:80] or "chronology"
    written = "".join(each for each in title if each.isprintable() and each not in '\\/:*?"<>|').strip(" .")[:80]
    return f"filename=\"{plain}{suffix}\"; filename*=UTF-8''{quote((written or plain) + suffix, safe='')}"
