"""Every reader of text that people or files give, by name; and the signs that trouble readers, in any number."""

from collections.abc import Callable, Mapping
from datetime import date

from timeline import problems
from timeline.annotations.reading import file_shape
from timeline.annotations.reading.nodes import read_document
from timeline.annotations.reading.slugs import as_slug
from timeline.annotations.writing.yaml_text import yaml_lines
from timeline.domain.claims import figures
from timeline.domain.dates import edtf
from timeline.domain.dates.relative import reading
from timeline.domain.dates.typed import date_phrases, edtf_hints, loose_relative, spelled_dates, stretches, windows
from timeline.domain.words import control_signs, names, search_words, texts
from timeline.domain.words.near_names import did_you_mean
from timeline.errors import TimelineError
from timeline.exporters.people import markdown
from timeline.exporters.programs.tables import csv_rows
from timeline.importers.acled.acled_dates import read_day
from timeline.importers.gdelt.gdelt_sources import article_of
from timeline.importers.reading import cell_texts as import_texts
from timeline.importers.reading import json_text
from timeline.importers.reading.cell_values import degrees, iso_day, whole_number
from timeline.importers.reading.delimited import RowProblems, header_of
from timeline.importers.registry import FORMATS
from timeline.importers.table.cells.table_dates import DAY_MONTH, DateStyle, has_two_readings, read_table_date
from timeline.importers.table.cells.table_degrees import read_degrees
from timeline.importers.table.cells.table_numbers import COMMA, read_table_figure, read_table_number
from timeline.importers.table.guessing.guess_values import dates_of, has_decimal_commas, is_web_address
from timeline.importers.table.maps.column_map import folded
from timeline.importers.table.sniffed_tables import delimiter_of
from timeline.importers.timelinejs.html_text import plain_of
from timeline.importers.timelinejs.timelinejs_dates import clock
from timeline.importers.ucdp.ucdp_articles import cited
from timeline.storage.connecting.address import masked, read_address
from timeline.views.wording import safe_texts, web_addresses

TODAY = date(2031, 5, 1)
_OF_PYTHON = ("Exceeds the limit", "invalid literal", "could not convert", "codec can't", "Invalid IPv6")


def is_documented(error: BaseException) -> bool:
    """Whether an error is one that a reader raises on purpose: never one that Python's own functions word."""
    if not isinstance(error, (TimelineError, ValueError)) or isinstance(error, UnicodeError):
        return False
    return not any(words in str(error) for words in _OF_PYTHON)


Reader = Callable[[str], object]


def _row() -> RowProblems:
    return RowProblems("x.csv", 1)


def _yaml(text: str) -> object:
    return read_document("x.yaml", text.encode("utf-8", "replace"))


def _typed(check: str, value: str) -> object:
    """A value of an annotation file, held to the schema: also what is said of a wrong one."""
    model = file_shape.ENTRIES["events" if check != "url" else "sources"]
    try:
        if check == "claim":
            return model.model_validate({"title": "T", "claims": [{"source": "s", "date": value}]})
        return model.model_validate({"title": "T", check: value})
    except ValueError as error:
        return str(error)


def _explained(text: str) -> object:
    try:
        return edtf.parse(text)
    except edtf.EdtfError as error:
        return str(edtf_hints.explained(error))


READERS: Mapping[str, Reader] = {
    "edtf": edtf.parse,
    "edtf: what to write": _explained,
    "window": lambda text: windows.read_window(text, TODAY),
    "relative": reading.read_relative,
    "relative: does it look so": reading.looks_relative,
    "relative: hint": loose_relative.hint_for,
    "date in words: hint": date_phrases.hint_for,
    "date in words: told from today": date_phrases.is_told_from_today,
    "date in words: readings": spelled_dates.readings,
    "stretch": lambda text: stretches.joined(stretches.evened(text), lambda _: True),
    "figure": lambda text: figures.read_figure("killed", text),
    "name: fold": names.fold,
    "name: slug": names.slug,
    "name: keys": lambda text: (list(names.keys(text, person=True)), list(names.keys(text, person=False))),
    "name: other names": lambda text: list(names.other_names(text)),
    "name: nearest": lambda text: names.nearest(text, [("Ana Ruiz", "ana"), ("b" * 50, "b")]),
    "name: nearest word": lambda text: names.nearest_word(text, ["shelling", "protest"]),
    "name: nearest spelling": lambda text: names.nearest_spelling(text, ["shelling", "protest"]),
    "words of a search": search_words.read_search,
    "words of a text": lambda text: search_words.search_text([text], [text]),
    "text: first unwanted": texts.first_unwanted,
    "text: line ends": texts.with_line_ends,
    "control signs": lambda text: (control_signs.shown(text), control_signs.escaped_in_json(text)),
    "table date": lambda text: read_table_date(text, DateStyle(DAY_MONTH, 1950, "1900")),
    "table date: without an order": lambda text: (has_two_readings(text), read_table_date(text, DateStyle())),
    "table figure": lambda text: read_table_figure("killed", text),
    "table figure: comma": lambda text: read_table_figure("killed", text, COMMA),
    "table number": read_table_number,
    "table degrees": lambda text: read_degrees(text, 90),
    "guess": lambda text: (dates_of([text]), has_decimal_commas([text]), is_web_address(f"https://{text} x")),
    "cell": lambda text: (
        whole_number(_row(), "x", text), degrees(_row(), "x", text, 90), iso_day(_row(), "x", text, (1, 3000)),
    ),
    "acled day": read_day,
    "timelinejs clock": clock,
    "ucdp citation": lambda text: cited({"source_article": text, "source_original": text}, 2031),
    "ucdp citation in columns": lambda text: cited(
        {"source_article": text, "source_headline": text, "source_date": "2031-05-01", "source_office": text}, 2031
    ),
    "gdelt source": lambda text: article_of(text, None),
    "gdelt source: address": lambda text: article_of(f"https://x.example/{text}", None),
    "gdelt source: no address": lambda text: article_of(f"https://x.example/{text} x", None),
    "gdelt source: host": lambda text: article_of(f"https://{text} x", None),
    "html": plain_of,
    "html: no address": lambda text: plain_of(f"<a href='https://{text} x'>x</a>"),
    "html: attribute": lambda text: plain_of(f"<a href={text}>x</a><a href='https://x.example/{text}'>{text}"),
    "text of a cell": lambda text: (
        import_texts.one_line(text), import_texts.whole(text), import_texts.split_list(text),
    ),
    "words of a map": folded,
    "delimiter": delimiter_of,
    "header": header_of,
    "recognise": lambda text: [each.importer().recognises(text) for each in FORMATS],
    "recognise: json": lambda text: [each.importer().recognises('{"id": "' + text) for each in FORMATS],
    "json": json_text.decode,
    "json: text": lambda text: json_text.decode(f'["{text}'),
    "json: signs": lambda text: json_text.settled(json_text.JsonText(1, 1, text)),
    "json: rejects": lambda text: json_text.added_to(text, {"a": 1}),
    "yaml": _yaml,
    "yaml: plain": lambda text: _yaml(f"events: {text}"),
    "yaml: quoted": lambda text: _yaml(f'events: "{text}"'),
    "yaml: single quotes": lambda text: _yaml(f"events: '{text}'"),
    "yaml: block": lambda text: _yaml(f"events: |\n  {text}"),
    "yaml: flow": lambda text: _yaml(f"events: {{{text}}}"),
    "yaml: written": lambda text: list(yaml_lines({"note": f"x{text}"})),
    "annotation: date": lambda text: _typed("date", text),
    "annotation: date of a claim": lambda text: _typed("claim", text),
    "annotation: type": lambda text: _typed("type", text),
    "annotation: url": lambda text: _typed("url", f"https://{text}"),
    "annotation: no url": lambda text: _typed("url", f"https://{text} x"),
    "annotation: id": as_slug,
    "problem": lambda text: (problems.one_line(text), problems.quoted(text), did_you_mean(text, ["abc"])),
    "address of a database": lambda text: (masked(text), read_address(text)),
    "address of a server": lambda text: (masked(f"postgresql:{text}"), read_address(f"postgresql://{text}")),
    "csv cell": csv_rows.defused,
    "markdown": markdown.escaped,
    "wording": lambda text: (safe_texts.plain(text), safe_texts.inline(text), web_addresses.is_web_address(f"https://{text}")),
}  # fmt: skip
"""A reader takes a text; what it raises is documented, or it is a fault."""


PIECES = (
    " ", "\t", "\n", "\r\n", "\xa0", "(", ")", "()", "[", "]", "{", "}", "[]", "{}", "(a", "<", ">", "<a ",
    "<a>", "<!--", "<a '>'", "</", "<!", "<?", "<script>", "&", "&#", "&#9", "&amp", "0", "1", "9", "12", "1,",
    "1.", "1,000", "1 ", " 1", "1-", "-", "--", "- ", "/", "1/", "..", "2031..", "[2031,", "~", "?", "+", "a",
    "A", "aA", "a ", " a", "A.", "ab-", "of ", "May ", "at least ", "about ", "between ", "and ", "to ",
    "from ", "before ", "a/", "?a", "#", "#a", ": ", "a: ", "- a\n", "a:\n ", "&a ", "*a ", "!", "! ", "| ",
    "> ", "%", "@", "a@", "://", "'", "\"", "\"\"", "\",\"", "\";\"", "\\", "\\\\", "\\r", "\\u", "\\ud800",
    "\\\"", ";", "; ", ",", ", ", ",2031-05-01,", "2031-05-01", "2031", ", 2031-05-01 ", "\u0301", "a\u0301",
    "\xe9", "\xe9 ", "\u0627\u0644", "\u6f22", "\u6f22 ", "\U0001f4a5", "\u200d", "\u202e", "\x00", "\x1b",
    "\x1b[", "\u2028", "x.", "www.", "https://", "https://a.example/ ", "_", "*", "**", "a*", "`", "|", "=",
    "@a",
)  # fmt: skip


def many(piece: str, signs: int) -> str:
    """So many signs of a kind."""
    return (piece * (signs // len(piece) + 1))[:signs]


def troubles(signs: int) -> dict[str, str]:
    """Texts of so many signs, by what they are made of."""
    found = {piece: many(piece, signs) for piece in PIECES}
    found["(((…)))"] = "(" * (signs // 2) + ")" * (signs // 2)
    found["[[[…]]]"] = "[" * (signs // 2) + "]" * (signs // 2)
    # With something before and behind, for what is taken off at both ends.
    for piece in (" ", "\t", "\u00a0", "(", "<", '"', ",", "-"):
        found[f"1<{piece}…>2"] = f"1<{many(piece, signs)}>2"
        found[f"2031-05-01, {piece}…x"] = f"2031-05-01, {many(piece, signs)}x"
    return found
