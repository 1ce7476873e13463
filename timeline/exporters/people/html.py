"""HTML: one page that needs nothing beside it, to publish or to print. No script, no other file."""

from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from timeline.domain.chronology import Chronology
from timeline.views.narrative import LEGEND, Narrator
from timeline.views.safe_texts import END_ISOLATE, ISOLATE
from timeline.views.sentences import nothing_found
from timeline.views.web_addresses import is_web_address


def export(chronology: Chronology, out: TextIO) -> None:
    """Write the chronology as a web page: headed by period and date, the sources at the end."""
    page = _environment().get_template("chronology.html")
    out.writelines(page.generate(narrator=Narrator(chronology), legend=LEGEND, nothing_found=nothing_found("event")))


def isolated(text: str) -> Markup:
    """The text escaped, its isolates as ``bdi`` elements (the narrator sees that they are paired)."""
    return Markup(str(escape(text)).replace(ISOLATE, "<bdi>").replace(END_ISOLATE, "</bdi>"))


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("timeline.exporters.people"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["isolated"] = isolated
    environment.tests["web_address"] = is_web_address
    return environment
