"""Templates, read and compiled once."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from timeline.views.wording.safe_texts import plain
from timeline.views.wording.web_addresses import is_web_address
from timeline.web.static_files import addresses


def page(name: str, **values: Any) -> str:
    """A page of a template."""
    return _template(name).render(values)


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("timeline.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["plain"] = plain
    environment.tests["web_address"] = is_web_address
    environment.globals["static"] = addresses()
    return environment


def linked(text: str, targets: Mapping[str, str]) -> Markup:
    """A text on one line, in which what stands for a record (``targets``: its name or id) is a link to its page."""
    import re

    line = plain(text)
    names = sorted((plain(name) for name in targets if plain(name)), key=len, reverse=True)
    if not names:
        return escape(line)
    by_name = {plain(name): address for name, address in targets.items()}
    found = []
    end = 0
    for match in re.finditer("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names), line):
        found.append(escape(line[end : match.start()]))
        found.append(Markup('<a href="{}">{}</a>').format(by_name[match[0]], match[0]))
        end = match.end()
    return Markup("").join([*found, escape(line[end:])])
